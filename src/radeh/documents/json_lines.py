"""JSON lines: one object a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from radeh.documents.lines import bounded_lines, decoded
from radeh.documents.records import RecordProblem
from radeh.documents.sources import Source

Record = tuple[int, dict[str, Any] | RecordProblem]


def read(source: Source, limit: int) -> Iterator[Record]:
    """Yield each record, or its problem, with the number of its line."""
    for number, line in bounded_lines(source.stream, limit):
        if isinstance(line, RecordProblem):
            yield number, line
        elif line.strip():
            try:
                yield number, _object(decoded(line))
            except RecordProblem as problem:
                yield number, problem


def _object(line: str) -> dict[str, Any]:
    try:
        # Python writes NaN where JSON has no number; a field without a number is no reason to
        # refuse the text beside it.
        record = json.loads(line, parse_constant=lambda _: None)
    except (ValueError, RecursionError) as error:
        raise RecordProblem(f"not JSON: {error}") from None
    if not isinstance(record, dict):
        raise RecordProblem(f"a JSON {type(record).__name__}; each line is an object")
    return record
