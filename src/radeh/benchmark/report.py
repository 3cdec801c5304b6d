"""One self-contained HTML page from one or several runs."""

from __future__ import annotations

import os
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any

from radeh.benchmark import plots
from radeh.benchmark.board import conditions, contestant_name, describe, table
from radeh.benchmark.results import Results, cell_key, corpora, figures

_STYLE = """
:root { color-scheme: light dark; --ink: #1c1c1e; --paper: #ffffff; --rule: #d8d8dc; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #ececf0; --paper: #18181b; --rule: #3c3c42; }
}
body { font: 15px/1.6 system-ui, "Noto Sans", "Noto Naskh Arabic", "Noto Sans Arabic", sans-serif;
  color: var(--ink); background: var(--paper);
  max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: 13px; }
.wide { overflow-x: auto; }
th, td { padding: .25rem .6rem; border-bottom: 1px solid var(--rule); text-align: right; }
th:first-child, td:first-child { text-align: left; white-space: nowrap; }
figure { margin: 1.5rem 0; } figcaption { font-weight: 600; }
svg { width: 100%; height: auto; } svg text { fill: var(--ink); unicode-bidi: plaintext; }
svg .grid { stroke: var(--rule); } svg .leader { stroke: var(--ink); stroke-width: .6; }
dt { font-weight: 600; } .small { font-size: 13px; }
"""


def to_html(runs: Sequence[Results], *, title: str = "radeh benchmark") -> str:
    """Return the page; the last run is shown in full, earlier ones as history.

    Everything is inside: no script, no font, no address is fetched.
    """
    last = runs[-1]
    body = [f"<h1>{escape(title)}</h1>", f'<p class="small">{escape(conditions(last))}.</p>']
    for corpus in corpora([last]):
        body += _corpus(last, corpus)
    if len(runs) > 1:
        body += _history(runs)
    body += _how_configured(last)
    if last.failed:
        body.append("<h2>What could not be measured</h2><ul>")
        body += [
            f"<li><bdi>{escape(contestant_name(c))}</bdi> on <bdi>{escape(c['corpus']['name'])}"
            f"</bdi>: {escape(c['error'])}</li>"
            for c in last.failed
        ]
        body.append("</ul>")
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        + "\n".join(body)
        + "\n</body>\n</html>\n"
    )


def write_html(runs: Sequence[Results], path: str | os.PathLike[str], title: str) -> None:
    """Write the page."""
    Path(path).write_text(to_html(runs, title=title), encoding="utf-8")


def _corpus(run: Results, corpus: str) -> list[str]:
    cells = [cell for cell in run.measured if cell["corpus"]["name"] == corpus]
    if not cells:
        return []
    labels = " · ".join(f"<bdi>{escape(label)}</bdi>" for label in cells[0]["corpus"]["labels"])
    return [
        f"<h2><bdi>{escape(corpus)}</bdi></h2>",
        f"<p>{escape(describe(run, corpus))}: {labels}.</p>",
        _html_table(*table(run, corpus)),
        *_figures(corpus, cells),
    ]


def _html_table(headings: list[str], rows: list[list[str]]) -> str:
    head = "".join(f"<th>{escape(heading)}</th>" for heading in headings)
    body = "".join(
        "<tr>" + "".join(f"<td><bdi>{escape(cell)}</bdi></td>" for cell in row) + "</tr>\n"
        for row in rows
    )
    return f'<div class="wide"><table><tr>{head}</tr>\n{body}</table></div>'


def _figures(corpus: str, cells: Sequence[dict[str, Any]]) -> list[str]:
    drawn = [
        _scatter(corpus, "accuracy against speed", cells, "documents_per_second", "documents/s"),
        _scatter(corpus, "accuracy against size", cells, "model_mb", "model, MB"),
    ]
    growth = {
        contestant_name(c): [(p["bytes"], 1e3 * p["seconds"]) for p in c["scaling"]] for c in cells
    }
    caption = "cost of one document against its size"
    drawn.append(_figure(corpus, caption, plots.curves(caption, growth, "bytes", "ms")))
    memory = [(contestant_name(c), figures(c)["peak_mb"]) for c in cells]
    known = [(name, value) for name, value in memory if value is not None]
    if known:
        caption = "peak memory while classifying"
        drawn.append(_figure(corpus, caption, plots.bars(caption, known, "MB")))
    dirty = [c for c in cells if (c.get("robustness") or {}).get("changed")]
    if dirty:
        names = list(dict.fromkeys(n for c in dirty for n in c["robustness"]["changed"]))
        groups = [
            (contestant_name(c), [100 * c["robustness"]["changed"].get(n, 0.0) for n in names])
            for c in dirty
        ]
        caption = "documents whose labels change when the text is soiled"
        svg = plots.grouped_bars(caption, groups, names, "% of documents")
        drawn.append(_figure(corpus, caption, svg))
    return [figure for figure in drawn if figure]


def _scatter(
    corpus: str, caption: str, cells: Sequence[dict[str, Any]], figure: str, label: str
) -> str:
    points = []
    for cell in cells:
        x, y = figures(cell)[figure], figures(cell)["macro_f1"]
        if x and y is not None:
            points.append(
                plots.Point(contestant_name(cell), x, 100 * y, cell["contestant"]["kind"])
            )
    if not points:
        return ""
    return _figure(corpus, caption, plots.scatter(caption, points, label, "macro-F1, %"))


def _figure(corpus: str, caption: str, svg: str) -> str:
    words = f"<bdi>{escape(corpus)}</bdi>: {escape(caption)}"
    return f"<figure><figcaption>{words}</figcaption>\n{svg}</figure>"


def _history(runs: Sequence[Results]) -> list[str]:
    """Draw what every cell of the last run was in each run before."""
    names = [run.about["commit"][:7] or run.about["started"][:10] for run in runs]
    parts = ["<h2>History</h2>"]
    shown = {"macro_f1": ("macro-F1, %", 100.0), "documents_per_second": ("documents/s", 1.0)}
    for corpus in corpora(runs[-1:]):
        for figure, (label, factor) in shown.items():
            lines: dict[str, list[float | None]] = {}
            for cell in runs[-1].measured:
                if cell["corpus"]["name"] == corpus:
                    lines[contestant_name(cell)] = [
                        _past(run, cell_key(cell), figure, factor) for run in runs
                    ]
            if any(value is not None for line in lines.values() for value in line):
                caption = f"{label} over {len(runs)} runs"
                parts.append(_figure(corpus, caption, plots.history(caption, names, lines, label)))
    return parts


def _past(run: Results, key: tuple[str, str, str], figure: str, factor: float) -> float | None:
    for cell in run.measured:
        if cell_key(cell) == key:
            value = figures(cell)[figure]
            return None if value is None else factor * value
    return None


def _how_configured(run: Results) -> list[str]:
    known = {c["contestant"]["name"]: c for c in run.measured}
    parts = ["<h2>How each was configured</h2><dl>"]
    for name, cell in known.items():
        versions = ", ".join(f"{n} {v}" for n, v in cell["versions"]["packages"].items())
        note = cell["contestant"]["note"] or "as its plugin offers it"
        parts.append(
            f"<dt><bdi>{escape(name)}</bdi></dt><dd>{escape(note)} "
            f'<span class="small">(Python {escape(cell["versions"]["python"])}; '
            f"{escape(versions)})</span></dd>"
        )
    return [*parts, "</dl>"]
