"""Where bytes come from: a file or standard input, decompressed as they are read."""

from __future__ import annotations

import gzip
import io
import os
import sys
import zlib
from pathlib import Path
from typing import Any, BinaryIO, cast

from radeh.errors import DocumentError, MissingDependencyError

STANDARD_INPUT = "-"
_GZIP, _ZSTANDARD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
PARQUET_MAGIC = b"PAR1"


class Source:
    """One input as a stream of bytes that knows how far it has been read.

    Args:
        path: a file, or ``-`` for standard input.

    Raises:
        DocumentError: it cannot be opened; the message names it.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self.name = "standard input" if path == STANDARD_INPUT else path
        self.size: int | None = None
        self._raw = self._open()
        self.magic = self._raw.peek(4)[:4]
        self.stream = self._decompressed()
        self.compressed = self.stream is not self._raw
        #: Set by readers that do not go through ``stream``.
        self.position_told: int | None = None

    def _open(self) -> io.BufferedReader:
        if self.path == STANDARD_INPUT:
            stream = sys.stdin.buffer
            # In tests, and under some servers, standard input is no buffered file.
            peekable = hasattr(stream, "peek")
            return cast(
                io.BufferedReader, stream if peekable else io.BufferedReader(cast(Any, stream))
            )
        try:
            stream = Path(self.path).open("rb")  # noqa: SIM115 (closed by close)
        except IsADirectoryError:
            raise DocumentError(f"{self.path}: is a directory; name the files in it") from None
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or error
            raise DocumentError(f"{self.path}: {reason}") from error
        self.size = os.fstat(stream.fileno()).st_size
        return stream

    def _decompressed(self) -> BinaryIO:
        if self.magic.startswith(_GZIP):
            return cast(BinaryIO, io.BufferedReader(cast(Any, gzip.GzipFile(fileobj=self._raw))))
        if self.magic.startswith(_ZSTANDARD):
            try:
                from radeh.documents.zstandard_stream import ZstandardStream
            except ImportError:
                raise MissingDependencyError(
                    f"{self.name}: compressed with zstandard; pip install 'radeh[zst]'"
                ) from None
            return cast(BinaryIO, io.BufferedReader(ZstandardStream(cast(BinaryIO, self._raw))))
        return self._raw

    def position(self) -> int:
        """Return how many bytes of the file have been read, before decompression."""
        if self.position_told is not None:
            return self.position_told
        return self._raw.tell() if self.size is not None else 0

    def close(self) -> None:
        """Close the file; standard input stays open."""
        if self.path != STANDARD_INPUT:
            self._raw.close()


def read_failures() -> tuple[type[Exception], ...]:
    """Return what reading a broken or cut file may raise."""
    failures: tuple[type[Exception], ...] = (OSError, EOFError, zlib.error)
    if "zstandard" in sys.modules:
        failures += (sys.modules["zstandard"].ZstdError,)
    return failures
