"""Zstandard as a stream that notices when it has been cut short."""

from __future__ import annotations

import io
from typing import Any, BinaryIO

import zstandard

#: A kilobyte of zstandard unpacks to 32 MB at the very most, so memory stays bounded.
_CHUNK = 1024


class ZstandardStream(io.RawIOBase):
    """Decompressed bytes of any number of frames, one after another.

    `zstandard.ZstdDecompressor.stream_reader` ends silently where its input is cut within a frame.
    """

    def __init__(self, source: BinaryIO) -> None:
        super().__init__()
        self._source = source
        self._frame: Any = None
        self._compressed = b""
        self._ready = memoryview(b"")

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer with what there is; 0 at the end.

        Raises:
            EOFError: the input ends within a frame.
            zstandard.ZstdError: it is damaged.
        """
        while not self._ready:
            self._compressed = self._compressed or self._source.read(_CHUNK)
            if not self._compressed:
                if self._frame is not None:
                    raise EOFError("it ends within a frame of zstandard")
                return 0
            if self._frame is None:
                self._frame = zstandard.ZstdDecompressor().decompressobj()
            self._ready = memoryview(self._frame.decompress(self._compressed))
            self._compressed = b""
            if self._frame.eof:
                self._compressed, self._frame = self._frame.unused_data, None
        count = min(len(buffer), len(self._ready))
        buffer[:count] = self._ready[:count]
        self._ready = self._ready[count:]
        return count
