"""Documents: streams in (`radeh.documents.reading`), classified rows out, nothing lost."""

from radeh.documents.reading import (
    FORMATS,
    MAX_RECORD_BYTES,
    STANDARD_INPUT,
    DocumentStream,
    guess_format,
    read_documents,
)
from radeh.documents.records import BadRecord, Fields, PlacedDocument

__all__ = [
    "FORMATS",
    "MAX_RECORD_BYTES",
    "STANDARD_INPUT",
    "BadRecord",
    "DocumentStream",
    "Fields",
    "PlacedDocument",
    "guess_format",
    "read_documents",
]
