"""Documents in: any number of files, record by record, in constant memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from radeh.documents import delimited, json_lines, parquet
from radeh.documents.lines import bounded_lines, decoded, too_long
from radeh.documents.records import BadRecord, Fields, PlacedDocument, RecordProblem, document
from radeh.documents.sources import PARQUET_MAGIC, STANDARD_INPUT, Source, read_failures
from radeh.errors import DocumentError, RadehError
from radeh.records import Document

FORMATS = ("text", "lines", "jsonl", "csv", "tsv", "parquet")
_SUFFIXES = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "tsv",
    ".parquet": "parquet",
}
_COMPRESSED = (".gz", ".zst")

#: A longer record is a bad record: what is held in memory must not hang on what a file says.
MAX_RECORD_BYTES = 16 * 1024 * 1024

Item = Document | BadRecord
Records = Iterable[tuple[int, dict[str, Any] | RecordProblem]]


def guess_format(path: str) -> str:
    """Return the format that a file's name suggests; text unless it says otherwise."""
    name = Path(path)
    if name.suffix.lower() in _COMPRESSED:
        name = name.with_suffix("")
    return _SUFFIXES.get(name.suffix.lower(), "text")


class DocumentStream:
    """The documents of several files, in order; what cannot be read is a `BadRecord` in its place.

    Args:
        paths: files; ``-`` is standard input. ``.gz`` and ``.zst`` are decompressed.
        input_format: one of ``FORMATS``, or ``auto`` to go by the name.
        fields: which fields of a record are which.
        max_record_bytes: a longer record is a bad record.
    """

    def __init__(
        self,
        paths: Sequence[str],
        input_format: str = "auto",
        fields: Fields | None = None,
        max_record_bytes: int = MAX_RECORD_BYTES,
    ) -> None:
        self.paths, self.input_format = tuple(paths), input_format
        self.fields, self.limit = fields or Fields(), max_record_bytes
        self._source: Source | None = None
        self._passed = 0

    def size(self) -> int | None:
        """Return the bytes of all files together; None where that cannot be known."""
        sizes = [Path(path).stat().st_size for path in self.paths if Path(path).is_file()]
        return sum(sizes) if len(sizes) == len(self.paths) else None

    def position(self) -> int:
        """Return how many of them have been read."""
        return self._passed + (self._source.position() if self._source else 0)

    def __iter__(self) -> Iterator[Item]:
        """Yield documents and bad records, reading no further ahead than a buffer."""
        for path in self.paths:
            try:
                self._source = Source(path)
            except RadehError as error:
                yield _whole_file(path, error)
                continue
            try:
                yield from self._documents(self._source)
            except RadehError as error:
                yield _whole_file(self._source.name, error)
            except read_failures() as error:
                told = f"cannot be read to its end: {error or type(error).__name__}"
                yield BadRecord(self._source.name, None, told)
            finally:
                self._source.close()
                self._passed += self._source.size or 0
                self._source = None

    def _documents(self, source: Source) -> Iterator[Item]:
        kind = self.input_format
        if kind == "auto":
            kind = "parquet" if source.magic == PARQUET_MAGIC else guess_format(source.path)
        if kind == "text":
            yield self._text(source)
            return
        empty = True
        for number, record in self._records(kind, source):
            empty = False
            try:
                if isinstance(record, RecordProblem):
                    raise record
                yield document(record, source.name, number, self.fields)
            except RecordProblem as problem:
                yield BadRecord(source.name, number, str(problem))
        if empty:
            yield BadRecord(source.name, None, "the file is empty; there is nothing to read")

    def _records(self, kind: str, source: Source) -> Records:
        if kind == "jsonl":
            return json_lines.read(source, self.limit)
        if kind == "lines":
            return _text_lines(source, self.limit, self.fields.text)
        if kind == "parquet":
            return parquet.read(source, self.limit, self.fields.text)
        delimiter = "\t" if kind == "tsv" else ","
        return delimited.read(source, self.limit, delimiter, self.fields.text)

    def _text(self, source: Source) -> Item:
        data = source.stream.read(self.limit + 1)
        try:
            if len(data) > self.limit:
                raise too_long(max(source.size or 0, len(data)), self.limit)
            text = decoded(data)
        except RecordProblem as problem:
            return BadRecord(source.name, None, str(problem))
        if not text.strip():
            return BadRecord(source.name, None, "the file is empty; there is nothing to read")
        return PlacedDocument(id=source.path, text=text, file=source.name)


def _whole_file(name: str, error: RadehError) -> BadRecord:
    return BadRecord(name, None, str(error).removeprefix(f"{name}: "))


def _text_lines(source: Source, limit: int, text_field: str) -> Records:
    for number, line in bounded_lines(source.stream, limit):
        if isinstance(line, RecordProblem):
            yield number, line
        elif line.strip():
            try:
                yield number, {text_field: decoded(line).rstrip("\r\n")}
            except RecordProblem as problem:
                yield number, problem


def read_documents(
    path: str,
    *,
    input_format: str = "auto",
    text_field: str = "text",
    label_field: str | None = "labels",
    group_field: str | None = None,
    max_record_bytes: int = MAX_RECORD_BYTES,
) -> Iterator[Document]:
    """Yield the documents of one file, one by one; ``-`` is standard input.

    A text file is one document, or one a line (``lines``). JSON lines, CSV, TSV and Parquet hold a
    document a record, its text in ``text_field`` (with a ``title`` above it, where there is one).
    Names that end in ``.gz`` or ``.zst`` are decompressed.

    Args:
        path: of the file, or ``-``.
        input_format: one of `FORMATS`, or ``auto``: told by the name.
        text_field: where a record has its text.
        label_field: where it has its labels; None if it has none.
        group_field: where it names its source; None if it does not.
        max_record_bytes: a longer record is an error.

    Raises:
        DocumentError: the file, or a record in it, cannot be read; the message names both.
    """
    fields = Fields(text_field, label_field, group_field)
    for item in DocumentStream([path], input_format, fields, max_record_bytes):
        if isinstance(item, BadRecord):
            raise DocumentError(str(item))
        yield item


__all__ = [
    "FORMATS",
    "MAX_RECORD_BYTES",
    "STANDARD_INPUT",
    "DocumentStream",
    "guess_format",
    "read_documents",
]
