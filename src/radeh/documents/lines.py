"""Lines of bounded length, and their bytes as text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from radeh.documents.records import RecordProblem

_SKIP = 1 << 16


def bounded_lines(stream: BinaryIO, limit: int) -> Iterator[tuple[int, bytes | RecordProblem]]:
    """Yield each line with its number; of one longer than ``limit`` bytes only that it is so.

    At most ``limit`` bytes are held, however long a line is.
    """
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        if len(line) <= limit or line.endswith(b"\n"):
            yield number, line
            continue
        size, rest = len(line), line
        del line
        while not rest.endswith(b"\n") and (rest := stream.readline(_SKIP)):
            size += len(rest)
        yield number, too_long(size, limit)


def too_long(size: int, limit: int) -> RecordProblem:
    """Say that a record is longer than the limit."""
    return RecordProblem(
        f"the record has {size} bytes, more than {limit}; raise --max-record-bytes if it is sound"
    )


def decoded(data: bytes) -> str:
    """Decode UTF-8 without its byte order mark.

    Raises:
        RecordProblem: there is a NUL byte or a byte that is not UTF-8; the reason says where.
    """
    if b"\0" in data:
        raise RecordProblem(f"not text: there is a NUL byte at {data.index(0)}")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RecordProblem(
            f"not UTF-8: byte {error.start} is 0x{data[error.start]:02x}; convert it first"
        ) from None
