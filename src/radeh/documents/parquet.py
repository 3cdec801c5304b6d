"""Parquet, a batch of rows at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from radeh.documents.records import RecordProblem, missing_field
from radeh.documents.sources import STANDARD_INPUT, Source
from radeh.errors import DocumentError, MissingDependencyError

_ROWS = 512


def pyarrow_parquet(what: str) -> Any:
    """Import ``pyarrow.parquet``, or say how to install it."""
    try:
        import pyarrow.parquet
    except ImportError:
        raise MissingDependencyError(f"{what} is Parquet; pip install 'radeh[parquet]'") from None
    return pyarrow.parquet


def read(
    source: Source, limit: int, text_field: str
) -> Iterator[tuple[int, dict[str, Any] | RecordProblem]]:
    """Yield each row, or its problem, with its number, counted from 1.

    Raises:
        DocumentError: the file cannot be read, or has no such field.
    """
    if source.path == STANDARD_INPUT or source.compressed:
        raise DocumentError(
            f"{source.name}: Parquet is read from an uncompressed file, by its path"
        )
    parquet = pyarrow_parquet(source.name)
    from pyarrow import ArrowException

    number, size = 0, source.size or 0
    try:
        with parquet.ParquetFile(source.path, pre_buffer=False) as file:
            names, rows = file.schema_arrow.names, max(file.metadata.num_rows, 1)
            if text_field not in names:
                raise DocumentError(f"{source.name}: {missing_field(text_field, names)}")
            for batch in file.iter_batches(_ROWS):
                for row in batch.to_pylist():
                    number += 1
                    text = row.get(text_field)
                    long = isinstance(text, str) and len(text) > limit
                    yield number, _too_long(text, limit) if long else row
                source.position_told = size * number // rows
    except (ArrowException, OSError, UnicodeDecodeError) as error:
        told = str(error).splitlines()[0]
        raise DocumentError(
            f"{source.name}: not sound Parquet after row {number}: {told}"
        ) from error


def _too_long(text: str, limit: int) -> RecordProblem:
    return RecordProblem(
        f"the text has {len(text)} characters, more than {limit}; raise --max-record-bytes if it "
        "is sound"
    )
