"""Results as JSON lines: one line for the run, one for each cell (a contestant on a corpus)."""

from __future__ import annotations

import json
import os
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from radeh.errors import RadehError

SCHEMA = 1


class ResultsError(RadehError, ValueError):
    """A result file cannot be read; the message names the file and the line."""


@dataclass(frozen=True)
class Results:
    """One run: where and when it was made, and what was measured.

    ``about`` has job, side, interleaved, commit, started, seeds, threads, python, versions,
    machine and import; ``cells`` are as `radeh.benchmark.contest` makes them.
    """

    about: dict[str, Any]
    cells: list[dict[str, Any]] = field(default_factory=list)

    @property
    def measured(self) -> list[dict[str, Any]]:
        """The cells in which something was measured."""
        return [cell for cell in self.cells if "error" not in cell]

    @property
    def failed(self) -> list[dict[str, Any]]:
        """The cells in which the contestant failed."""
        return [cell for cell in self.cells if "error" in cell]


def cell_key(cell: dict[str, Any]) -> tuple[str, str, str]:
    """Return what identifies a cell from run to run: corpus, kind and name of the contestant."""
    return cell["corpus"]["name"], cell["contestant"]["kind"], cell["contestant"]["name"]


def write(results: Results, path: str | os.PathLike[str]) -> None:
    """Write a run, all of it or nothing."""
    lines = [{"schema": SCHEMA, "record": "run", **results.about}]
    lines += [{"schema": SCHEMA, "record": "cell", **cell} for cell in results.cells]
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    part.write_text(
        "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8"
    )
    part.replace(path)


def read(path: str | os.PathLike[str]) -> list[Results]:
    """Return the runs of a file, in the order in which they stand there.

    Raises:
        ResultsError: the file is missing, is no result file, or is of another schema.
    """
    try:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ResultsError(
            f"{path}: {error}; make it with 'radeh benchmark run --output'"
        ) from None
    runs: list[Results] = []
    for number, line in enumerate(lines, 1):
        place = f"{path}, line {number}"
        try:
            record = json.loads(line)
            schema, kind = record.pop("schema"), record.pop("record")
        except (ValueError, KeyError, AttributeError, TypeError):
            raise ResultsError(f"{place}: no line of a benchmark's results") from None
        if schema != SCHEMA:
            raise ResultsError(
                f"{place}: schema {schema!r}; this radeh reads {SCHEMA}; measure again"
            )
        if kind == "run":
            runs.append(Results(record))
        elif not runs:
            raise ResultsError(f"{place}: a cell before the first run; the file is damaged")
        else:
            runs[-1].cells.append(record)
    if not runs:
        raise ResultsError(f"{path}: the file is empty; nothing was measured")
    return runs


def read_last(path: str | os.PathLike[str]) -> Results:
    """Return the last run of a file; errors as in `read`."""
    return read(path)[-1]


def middle(values: Iterable[float]) -> float | None:
    """Return the median, or None of nothing."""
    values = list(values)
    return statistics.median(values) if values else None


def documents_per_second(timing: dict[str, Any] | None) -> float | None:
    """Return the median throughput of a ``fit`` or a ``batch``, or None if it was not timed."""
    seconds = middle(timing["seconds"]) if timing else None
    return None if seconds is None or timing is None else _work(timing, "documents") / seconds


def megabytes_per_second(timing: dict[str, Any] | None) -> float | None:
    """Return the median throughput in MB (10**6 bytes of UTF-8) a second."""
    seconds = middle(timing["seconds"]) if timing else None
    return None if seconds is None or timing is None else _work(timing, "bytes") / 1e6 / seconds


def _work(timing: dict[str, Any], unit: str) -> float:
    return float(timing[unit]) * float(timing.get("passes", 1))


def figures(cell: dict[str, Any]) -> dict[str, float | None]:
    """Return the figures of a cell that people compare; None where one was not measured.

    Seconds are turned into documents/s and MB/s, latencies into milliseconds, sizes into MB.
    """
    fit, batch, single = cell.get("fit"), cell.get("batch"), cell.get("single") or {}
    accuracy = cell.get("accuracy") or {}
    robustness = (cell.get("robustness") or {}).get("changed") or {}
    return {
        "macro_f1": accuracy.get("macro_f1"),
        "micro_f1": accuracy.get("micro_f1"),
        "macro_average_precision": accuracy.get("macro_average_precision"),
        "ece": accuracy.get("ece"),
        "exact": accuracy.get("exact"),
        "fit_documents_per_second": documents_per_second(fit),
        "fit_megabytes_per_second": megabytes_per_second(fit),
        "documents_per_second": documents_per_second(batch),
        "megabytes_per_second": megabytes_per_second(batch),
        "p50_ms": _scaled(middle(single.get("p50", ())), 1e3),
        "p99_ms": _scaled(middle(single.get("p99", ())), 1e3),
        "peak_mb": _scaled(cell.get("peak_bytes"), 1e-6),
        "fit_peak_mb": _scaled((fit or {}).get("peak_bytes"), 1e-6),
        "model_mb": _scaled(cell.get("model_bytes"), 1e-6),
        "load_ms": _scaled((cell.get("load") or {}).get("seconds"), 1e3),
        "worst_changed": max(robustness.values()) if robustness else None,
    }


def _scaled(value: float | None, factor: float) -> float | None:
    return None if value is None else value * factor


def corpora(runs: Sequence[Results]) -> list[str]:
    """Return the names of the corpora, in the order in which they first occur."""
    return list(dict.fromkeys(cell["corpus"]["name"] for run in runs for cell in run.cells))
