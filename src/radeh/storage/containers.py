"""The files of a model, in a directory or in a zip: no other file, no larger than it says."""

from __future__ import annotations

import hashlib
import mmap
import stat
import zipfile
import zlib
from pathlib import Path
from typing import Protocol

from radeh.errors import ModelFormatError
from radeh.storage.manifest import MANIFEST, MANIFEST_LIMIT

Buffer = bytes | mmap.mmap

#: No honest file of a model shrinks further than this in a zip; one that does is a bomb.
_ZIP_RATIO = 200
_ZIP_ENTRIES = 1000
_PICKLES = (".pkl", ".pickle", ".joblib", ".jl", ".pt", ".pth", ".bin", ".npy")


class Container(Protocol):
    """Where the files of a model are."""

    name: str

    def size(self, file: str) -> int:
        """Return a file's size in bytes; `ModelFormatError` if it is no plain file of the model."""

    def data(self, file: str, size: int) -> Buffer:
        """Return a file of ``size`` bytes."""

    def close(self) -> None:
        """Let go of the container; what has been read stays."""


class Folder:
    """A model in a directory; its files are mapped, not copied."""

    def __init__(self, path: Path) -> None:
        self.path, self.name = path, str(path)
        self._real = path.resolve()

    def size(self, file: str) -> int:
        """Look at the file without opening it: a pipe or a device would be waited for."""
        path = self.path / file
        try:
            state = path.stat()
        except (OSError, ValueError):
            raise ModelFormatError(
                f"{self.name} is no radeh model, or a damaged one: it has no {file}; "
                "give a directory that Model.save wrote"
            ) from None
        if not stat.S_ISREG(state.st_mode):
            raise ModelFormatError(f"{path} is no plain file; it has no place in a model")
        if path.is_symlink() and self._real not in path.resolve().parents:
            raise ModelFormatError(
                f"{path} links to a file outside of the model; copy the model with its links "
                "followed (cp -RL)"
            )
        return state.st_size

    def data(self, file: str, size: int) -> Buffer:
        """Map the file into memory."""
        with (self.path / file).open("rb") as stream:
            return mmap.mmap(stream.fileno(), size, access=mmap.ACCESS_READ) if size else b""

    def close(self) -> None:
        """Nothing is open."""


class Zip:
    """A model in a zip file, read without unpacking it to disk."""

    def __init__(self, path: Path) -> None:
        self.path, self.name = path, str(path)
        try:
            self._file = zipfile.ZipFile(path)
        except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise ModelFormatError(f"{path}: not a sound zip of a model: {error}") from error
        entries = self._file.infolist()
        self._entries = {entry.filename: entry for entry in entries}
        if len(entries) > _ZIP_ENTRIES or len(entries) != len(self._entries):
            self.close()
            raise ModelFormatError(
                f"{path}: {len(entries)} entries, or two of one name; that is no model"
            )

    def size(self, file: str) -> int:
        """Believe what the entry says, unless no honest file could shrink so far."""
        entry = self._entries.get(file)
        if entry is None:
            raise ModelFormatError(
                f"{self.name} is no radeh model, or a damaged one: it has no {file} at its top; "
                "zip the files of the directory, not the directory"
            )
        if entry.file_size > _ZIP_RATIO * (entry.compress_size + 1024):
            raise ModelFormatError(
                f"{self.name}: {file} would unpack from {entry.compress_size} to "
                f"{entry.file_size} bytes; that is no model"
            )
        return entry.file_size

    def data(self, file: str, size: int) -> Buffer:
        """Unpack the file, up to the size that it should have and one byte to see more."""
        try:
            with self._file.open(self._entries[file]) as stream:
                return stream.read(size + 1)
        except (
            OSError,
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            RuntimeError,
            ValueError,
        ) as error:
            raise ModelFormatError(f"{self.name}: {file} cannot be unpacked: {error}") from error

    def close(self) -> None:
        """Close the zip file."""
        self._file.close()


def open_container(path: Path) -> Container:
    """Return the container at ``path``.

    Raises:
        ModelFormatError: there is neither a directory nor a zip file.
    """
    if path.is_dir():
        return Folder(path)
    if not path.is_file():
        raise ModelFormatError(f"{path} is neither a directory nor a zip file of a model")
    with path.open("rb") as stream:
        magic = stream.read(4)
    if magic == b"PK\x03\x04" and path.suffix not in _PICKLES:
        return Zip(path)
    if path.suffix in _PICKLES or magic[:1] == b"\x80" or magic[:2] in (b"\x78\x9c", b"\x78\x01"):
        raise ModelFormatError(
            f"{path} looks like a pickle or joblib file; loading one can run any code that its "
            "writer wished, so radeh reads none: train the model with radeh, and Model.save it"
        )
    raise ModelFormatError(f"{path} is neither a directory nor a zip file of a model")


def read_manifest(container: Container) -> bytes:
    """Return the manifest's bytes, if it is of a bearable size."""
    size = container.size(MANIFEST)
    if size > MANIFEST_LIMIT:
        raise ModelFormatError(
            f"{container.name}: {MANIFEST} of the model has {size} bytes, more than "
            f"{MANIFEST_LIMIT}; that is no manifest"
        )
    return bytes(container.data(MANIFEST, size))


def read_file(container: Container, file: str, size: int, sha256: str) -> Buffer:
    """Return a file that is as the manifest says.

    Raises:
        ModelFormatError: its size or its SHA-256 is another.
    """
    found = container.size(file)
    if found == size:
        data = container.data(file, size)
        if len(data) == size and hashlib.sha256(data).hexdigest() == sha256:
            return data
    raise ModelFormatError(
        f"{container.name}: {file} of the model is not as it was written (its size or SHA-256 "
        "differs); save or install the model again"
    )
