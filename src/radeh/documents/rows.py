"""Rows out: what was found of a document, as a line of JSON, CSV or a plain table."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

OUTPUT_FORMATS = ("table", "jsonl", "csv", "tsv", "parquet")
_SUFFIXES = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "tsv",
    ".parquet": "parquet",
}
#: The fields of every row, so that none of the input may be passed through under these names.
OWN_FIELDS = ("id", "labels", "scores", "review")

Row = Mapping[str, Any]


def guess_output_format(path: str) -> str:
    """Return the format that an output file's name suggests, JSON lines if it suggests none."""
    return next(
        (kind for suffix, kind in _SUFFIXES.items() if path.lower().endswith(suffix)), "jsonl"
    )


class JSONRows:
    """One object a line; also what Parquet is made of when all rows are known."""

    header = b""

    def line(self, row: Row) -> bytes:
        """Return the row as a line of UTF-8."""
        try:
            return (json.dumps(row, ensure_ascii=False, default=str) + "\n").encode()
        except UnicodeEncodeError:  # half a character, which JSON can only write as an escape
            return (json.dumps(row, default=str) + "\n").encode()


class DelimitedRows:
    """CSV, or with a tab TSV: a column for each label's score and for each field kept."""

    def __init__(self, labels: Sequence[str], keep: Sequence[str], delimiter: str = ",") -> None:
        self._labels, self._keep, self._delimiter = tuple(labels), tuple(keep), delimiter
        self.header = self._encoded(("id", "labels", *labels, "review", *keep))

    def line(self, row: Row) -> bytes:
        """Return the row as a record of UTF-8."""
        scores = (f"{row['scores'][label]:.4f}" for label in self._labels)
        kept = (_cell(row[name]) for name in self._keep)
        return self._encoded(
            (row["id"], ",".join(row["labels"]), *scores, ",".join(row["review"]), *kept)
        )

    def _encoded(self, cells: Sequence[str]) -> bytes:
        line = io.StringIO()
        csv.writer(line, lineterminator="\n", delimiter=self._delimiter).writerow(cells)
        return line.getvalue().encode("utf-8", "replace")


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


def row_format(kind: str, labels: Sequence[str], keep: Sequence[str]) -> JSONRows | DelimitedRows:
    """Return how rows of that format are written while they come."""
    if kind in ("csv", "tsv"):
        return DelimitedRows(labels, keep, "\t" if kind == "tsv" else ",")
    return JSONRows()
