"""Documents in: text files, JSON lines and CSV, one file after another, record by record."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from radeh.errors import DocumentError
from radeh.records import Document

FORMATS = ("text", "jsonl", "csv")
_SUFFIXES = {".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv"}
STANDARD_INPUT = "-"


def guess_format(path: str) -> str:
    """Return the format that a file's name suggests; text unless it says otherwise."""
    return _SUFFIXES.get(Path(path).suffix.lower(), "text")


def read_documents(
    path: str, *, input_format: str = "auto", text_field: str = "text", label_field: str = "labels"
) -> Iterator[Document]:
    """Yield the documents of one file; ``-`` is standard input.

    A text file is one document. JSON lines and CSV hold a document a record, its text in
    ``text_field`` (with a ``title`` above it, where there is one).

    Raises:
        DocumentError: the file, or a record in it, cannot be read; the message names both.
    """
    if input_format == "auto":
        input_format = guess_format(path)
    data = _bytes(path)
    name = "standard input" if path == STANDARD_INPUT else path
    if input_format == "text":
        yield Document(id=path, text=_text(data, name))
        return
    records = {"jsonl": _json_records, "csv": _csv_records}[input_format]
    empty = True
    for place, record in records(data, name):
        empty = False
        yield _document(record, place, text_field, label_field)
    if empty:
        raise DocumentError(f"{name}: the file is empty; there is nothing to read")


def _bytes(path: str) -> bytes:
    if path == STANDARD_INPUT:
        return sys.stdin.buffer.read()
    try:
        return Path(path).read_bytes()
    except IsADirectoryError:
        raise DocumentError(f"{path}: is a directory; name the files in it") from None
    except OSError as error:
        raise DocumentError(f"{path}: {error.strerror or error}") from error


def _decoded(data: bytes, place: str) -> str:
    if b"\0" in data:
        raise DocumentError(f"{place}: not text: there is a NUL byte at {data.index(0)}")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DocumentError(
            f"{place}: not UTF-8: byte {error.start} is 0x{data[error.start]:02x}; convert it first"
        ) from None


def _text(data: bytes, name: str) -> str:
    text = _decoded(data, name)
    if not text.strip():
        raise DocumentError(f"{name}: the file is empty; there is nothing to read")
    return text


def _json_records(data: bytes, name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for number, line in enumerate(data.split(b"\n"), 1):
        place = f"{name}, line {number}"
        if not line.strip():
            continue
        try:
            record = json.loads(_decoded(line, place))
        except (json.JSONDecodeError, RecursionError) as error:
            raise DocumentError(f"{place}: not JSON: {error}") from None
        if not isinstance(record, dict):
            raise DocumentError(f"{place}: a JSON {type(record).__name__}; each line is an object")
        yield place, record


def _csv_records(data: bytes, name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    reader = csv.DictReader(io.StringIO(_decoded(data, name), newline=""), strict=True)
    try:
        for record in reader:
            yield f"{name}, line {reader.line_num}", record
    except csv.Error as error:
        raise DocumentError(f"{name}, line {reader.reader.line_num}: not CSV: {error}") from None


def _document(record: dict[str, Any], place: str, text_field: str, label_field: str) -> Document:
    text = record.get(text_field)
    if text_field not in record:
        raise DocumentError(
            f"{place}: there is no field {text_field!r}; the fields are "
            f"{', '.join(map(str, record))}; name the one that holds the text"
        )
    if not isinstance(text, str):
        raise DocumentError(
            f"{place}: the field {text_field!r} holds {text!r:.40}; it must be a string"
        )
    title = record.get("title")
    if isinstance(title, str) and title and text_field != "title":
        text = f"{title}\n{text}".strip()
    return Document(
        id=str(record.get("id", place)),
        text=text,
        labels=_labels(record.get(label_field), place, label_field),
        fields={key: value for key, value in record.items() if key not in (text_field, "id")},
    )


def _labels(value: Any, place: str, label_field: str) -> tuple[str, ...]:
    if value is None:
        return ()
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split(",") if part.strip())
    if isinstance(value, list) and all(isinstance(label, str) for label in value):
        return tuple(value)
    raise DocumentError(
        f"{place}: the field {label_field!r} is {value!r}; it must be a label or a list of labels"
    )
