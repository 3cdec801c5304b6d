"""The board: a table for each corpus, as plain text, as Markdown, and inside a document."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from radeh.benchmark.results import Results, corpora, figures
from radeh.errors import RadehError

BEGIN = "<!-- board: begin -->"
END = "<!-- board: end -->"


def significant(value: float | None, digits: int = 3) -> str:
    """Write a number with that many significant digits and no exponent; nothing for None."""
    if value is None:
        return ""
    if value == 0:
        return "0"
    rounded = float(f"{value:.{digits}g}")
    whole = len(str(int(abs(rounded))))
    places = max(0, digits - whole) if abs(rounded) >= 1 else digits
    return f"{rounded:,.{places}f}"


def _percent(value: float | None) -> str:
    return "" if value is None else f"{value * 100:.1f}"


#: heading -> (figure, how it is written); a column without a value anywhere is left out
COLUMNS: dict[str, tuple[str, Callable[[float | None], str]]] = {
    "macro-F1 %": ("macro_f1", _percent),
    "AP %": ("macro_average_precision", _percent),
    "exact %": ("exact", _percent),
    "ECE %": ("ece", _percent),
    "documents/s": ("documents_per_second", significant),
    "MB/s": ("megabytes_per_second", significant),
    "one, p50 ms": ("p50_ms", significant),
    "p99 ms": ("p99_ms", significant),
    "fit documents/s": ("fit_documents_per_second", significant),
    "memory MB": ("peak_mb", significant),
    "model MB": ("model_mb", significant),
    "labels changed by dirt %": ("worst_changed", _percent),
}


def table(run: Results, corpus: str) -> tuple[list[str], list[list[str]]]:
    """Return headings and rows of one corpus, the most accurate first."""
    cells = [cell for cell in run.measured if cell["corpus"]["name"] == corpus]
    cells.sort(key=lambda cell: -cell["accuracy"]["macro_f1"])
    columns: dict[str, list[str]] = {
        heading: [write(figures(cell)[name]) for cell in cells]
        for heading, (name, write) in COLUMNS.items()
    }
    columns = {heading: values for heading, values in columns.items() if any(values)}
    rows = [
        [contestant_name(cell), *(values[place] for values in columns.values())]
        for place, cell in enumerate(cells)
    ]
    return ["", *columns], rows


def contestant_name(cell: dict[str, Any]) -> str:
    """Return how a contestant is called on the board."""
    contestant = cell["contestant"]
    kind = contestant["kind"]
    return contestant["name"] if kind == "peer" else f"radeh, {kind} {contestant['name']}"


def describe(run: Results, corpus: str) -> str:
    """Return one sentence on how a corpus was used."""
    cells = [cell for cell in run.cells if cell["corpus"]["name"] == corpus]
    about = cells[0]["corpus"]
    if all(cell["contestant"]["kind"] == "model" for cell in cells):
        # nothing was learned from the corpus, so no more is to be said of folds
        return f"{about['test']:,} documents to judge; {len(about['labels'])} labels"
    how = {
        "published": f"{about['train']:,} to learn from, {about['test']:,} to judge, as published",
        "sources": f"{about['documents']:,} documents, whole sources left out in turn",
        "folds": f"{about['documents']:,} documents in {about['folds']} stratified folds",
    }[about["how"]]
    return f"{how}; {len(about['labels'])} labels"


def conditions(run: Results) -> str:
    """Return one sentence on where and when a run was made."""
    about = run.about
    machine = about["machine"]
    versions = ", ".join(f"{name} {version}" for name, version in about["versions"].items())
    commit = f" at {about['commit'][:10]}" if about["commit"] else ""
    return (
        f"{about['started'][:10]}{commit}; {machine['processor'] or machine['system']}, "
        f"{machine['cores']} cores, {about['threads']} thread(s) each; "
        f"Python {about['python']}; {versions}"
    )


def to_text(run: Results) -> str:
    """Return the board for a terminal."""
    parts = []
    for corpus in corpora([run]):
        headings, rows = table(run, corpus)
        if not rows:
            continue
        lines = [headings, *rows]
        widths = [max(len(line[place]) for line in lines) for place in range(len(headings))]
        drawn = [
            "  ".join(
                cell.ljust(width) if place == 0 else cell.rjust(width)
                for place, (cell, width) in enumerate(zip(line, widths, strict=True))
            )
            for line in lines
        ]
        parts.append("\n".join([f"{corpus}: {describe(run, corpus)}", *drawn]))
    parts += [
        f"{c['contestant']['name']} on {c['corpus']['name']}: {c['error']}" for c in run.failed
    ]
    return "\n\n".join(parts) + "\n"


def to_markdown(run: Results) -> str:
    """Return the board as Markdown tables, with the conditions under them."""
    parts = []
    for corpus in corpora([run]):
        headings, rows = table(run, corpus)
        if not rows:
            continue
        rule = ["---", *["---:"] * (len(headings) - 1)]
        lines = ["| " + " | ".join(line) + " |" for line in [headings, rule, *rows]]
        parts.append("\n".join([f"**{corpus}**: {describe(run, corpus)}", "", *lines]))
    parts.append(f"Measured {conditions(run)}.")
    return "\n\n".join(parts) + "\n"


def insert(run: Results, path: str | os.PathLike[str]) -> bool:
    """Replace the board between the markers in a document; return whether it changed.

    Raises:
        RadehError: the document has no markers, or several.
    """
    path = Path(path)
    text = path.read_text(encoding="utf-8")
    if text.count(BEGIN) != 1 or text.count(END) != 1:
        raise RadehError(
            f"{path}: the board goes between one line {BEGIN} and one line {END}; write both"
        )
    before, _, rest = text.partition(BEGIN)
    after = rest.partition(END)[2]
    new = f"{before}{BEGIN}\n{to_markdown(run)}{END}{after}"
    if new != text:
        path.write_text(new, encoding="utf-8")
    return new != text
