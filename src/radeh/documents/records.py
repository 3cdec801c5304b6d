"""From a record of any format to a `Document`, or to the reason why it is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from radeh.records import Document


class RecordProblem(Exception):
    """Why one record cannot be read; the reader adds the file and the line."""


@dataclass(frozen=True)
class BadRecord:
    """A record that cannot be classified, or a whole file that cannot be read (``line`` is None).

    ``line`` is the line of the file on which the record begins; in Parquet, the row.
    """

    file: str
    line: int | None
    reason: str

    def __str__(self) -> str:
        """``file, line 3: reason``."""
        return f"{self.file}{'' if self.line is None else f', line {self.line}'}: {self.reason}"

    def as_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {"file": self.file, "line": self.line, "reason": self.reason}


@dataclass(frozen=True, kw_only=True)
class PlacedDocument(Document):
    """A document that knows its file, and its line there (None: the file is the document)."""

    file: str
    line: int | None = None


@dataclass(frozen=True)
class Fields:
    """Which fields of a record hold its text, its labels (None: not looked at) and its source."""

    text: str = "text"
    label: str | None = "labels"
    group: str | None = None


def document(record: Mapping[str, Any], file: str, line: int, fields: Fields) -> PlacedDocument:
    """Make a document of a record; one without an ``id`` is named by its place.

    Raises:
        RecordProblem: a field is missing or holds what it should not.
    """
    text = record.get(fields.text)
    if fields.text not in record:
        raise RecordProblem(missing_field(fields.text, record))
    if not isinstance(text, str):
        raise RecordProblem(f"the field {fields.text!r} holds {text!r:.40}; it must be a string")
    title = record.get("title")
    if isinstance(title, str) and title and fields.text != "title":
        text = f"{title}\n{text}".strip()
    labels, unknown = _labels(record, fields.label)
    split, identity = record.get("split"), record.get("id")
    return PlacedDocument(
        file=file,
        line=line,
        id=f"{file}, line {line}" if identity is None else str(identity),
        text=text,
        labels=labels,
        unknown=unknown,
        split=split if isinstance(split, str) else "",
        group=str(record.get(fields.group) or "") if fields.group else "",
        fields={key: value for key, value in record.items() if key not in (fields.text, "id")},
    )


def missing_field(field: str, names: Any) -> str:
    """Say that a field is missing, and which there are."""
    return (
        f"there is no field {field!r}; the fields are {', '.join(map(str, names)) or 'none'}; "
        "name the one that holds the text"
    )


def _labels(
    record: Mapping[str, Any], field: str | None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the labels that hold, and those that nobody has judged."""
    value = record.get(field) if field else None
    if value is None:
        return (), ()
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split(",") if part.strip()), ()
    if isinstance(value, list) and all(isinstance(label, str) for label in value):
        return tuple(value), ()
    if isinstance(value, dict) and all(v in (0, 1, None) for v in value.values()):
        holds = tuple(label for label, v in value.items() if v == 1)
        return holds, tuple(label for label, v in value.items() if v is None)
    raise RecordProblem(
        f"the field {field!r} is {value!r:.80}; it must be a label, a list of labels, or an object "
        "that gives each label 1, 0 or null"
    )
