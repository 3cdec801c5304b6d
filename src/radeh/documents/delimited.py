"""CSV and TSV, a record at a time; one that is broken costs itself and no other."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from typing import Any

from radeh.documents.lines import bounded_lines, too_long
from radeh.documents.records import RecordProblem, missing_field
from radeh.documents.sources import Source
from radeh.errors import DocumentError

Record = tuple[int, dict[str, Any] | RecordProblem]


class _Lines:
    """Lines for `csv.reader`, which takes several for a record with line feeds in quotes.

    When such a record turns out broken, a quote that is never closed, all its lines but the first
    are given back: they may be sound records.
    """

    def __init__(self, source: Source, limit: int) -> None:
        self._lines = bounded_lines(source.stream, limit)
        self._ahead: deque[tuple[int, str | RecordProblem]] = deque()
        self._taken: list[tuple[int, str | RecordProblem]] = []
        self._limit, self._size = limit, 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        number, line = self._ahead.popleft() if self._ahead else self._decoded()
        self._taken.append((number, line))
        if isinstance(line, RecordProblem):
            raise line
        self._size += len(line)
        if self._size > self._limit:
            raise too_long(self._size, self._limit)
        return line

    def _decoded(self) -> tuple[int, str | RecordProblem]:
        number, line = next(self._lines)
        if isinstance(line, RecordProblem):
            return number, line
        encoding = "utf-8-sig" if number == 1 else "utf-8"
        # What is not UTF-8 becomes lone surrogates, told when the record is whole.
        return number, line.decode(encoding, "surrogateescape")

    def begin(self) -> None:
        self._taken.clear()
        self._size = 0

    @property
    def first(self) -> int:
        return self._taken[0][0] if self._taken else 0

    def give_back(self) -> None:
        self._ahead.extendleft(reversed(self._taken[1:]))


def _rows(
    source: Source, limit: int, delimiter: str
) -> Iterator[tuple[int, list[str] | RecordProblem]]:
    # The limit of the csv module is 128 kB, for all readers of the process.
    csv.field_size_limit(max(csv.field_size_limit(), limit))
    lines = _Lines(source, limit)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        lines.begin()
        try:
            row = next(reader)
        except StopIteration:
            return
        except (csv.Error, RecordProblem) as error:
            told = error if isinstance(error, RecordProblem) else f"not CSV: {error}"
            yield lines.first, RecordProblem(str(told))
            lines.give_back()
            reader = csv.reader(lines, delimiter=delimiter, strict=True)
            continue
        if row:
            yield lines.first, row


def read(source: Source, limit: int, delimiter: str, text_field: str) -> Iterator[Record]:
    """Yield each record, or its problem, with the number of its first line.

    Raises:
        DocumentError: the first line, which names the fields, cannot be read or lacks the text.
    """
    rows = _rows(source, limit, delimiter)
    number, header = next(rows, (0, []))
    if isinstance(header, RecordProblem) or _problem(header):
        told = header if isinstance(header, RecordProblem) else _problem(header)
        raise DocumentError(f"{source.name}, line {number}: the names of the fields: {told}")
    if header and text_field not in header:
        raise DocumentError(f"{source.name}, line {number}: {missing_field(text_field, header)}")
    for number, row in rows:
        if isinstance(row, RecordProblem):
            yield number, row
        elif problem := _problem(row):
            yield number, RecordProblem(problem)
        elif len(row) > len(header):
            yield number, RecordProblem(f"it has {len(row)} fields, the first line {len(header)}")
        else:
            yield number, dict(zip(header, row, strict=False))


def _problem(row: list[str]) -> str:
    cells = "".join(row)
    if "\0" in cells:
        return "not text: there is a NUL byte"
    try:
        cells.encode()
    except UnicodeEncodeError as error:
        return (
            f"not UTF-8: there is a byte 0x{ord(cells[error.start]) - 0xDC00:02x}; convert it first"
        )
    return ""
