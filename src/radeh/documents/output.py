"""A file that is written while rows come, appears when it is whole, and survives being killed.

Rows go to ``NAME.part``, failures to ``ERRORS.part``. Now and then both are flushed to disk, and
then ``NAME.journal`` is replaced by one that says how many items of the input are done and how long
the two files were. A run that is killed leaves them; the next one cuts the files back to what the
journal says, passes over that many items, and goes on. What was half written never counts.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO

from radeh.errors import DocumentError

#: At most this much work is lost when a run is killed.
CHECKPOINT_SECONDS = 0.5


@dataclass
class Progress:
    """How far a run is: items of the input done, and the files' lengths in bytes at that point."""

    items: int = 0
    classified: int = 0
    bad_records: int = 0
    bad_files: int = 0
    output_bytes: int = 0
    errors_bytes: int = 0


class ResumableOutput:
    """The output of one run.

    Args:
        path: the file to write.
        errors: the file for failures, or None.
        header: what an output begins with.
        settings: what must be the same for a run to be continued.
        resume: continue a run that was killed, where there is one.
        assemble: makes the output of the rows, where it is more than the rows (Parquet).

    Raises:
        DocumentError: the files cannot be written, or belong to a run with other settings.
    """

    def __init__(
        self,
        path: Path,
        errors: Path | None,
        *,
        header: bytes,
        settings: Mapping[str, Any],
        resume: bool,
        assemble: Callable[[Path, Path], None] | None = None,
    ) -> None:
        self._path, self._errors_path = path, errors
        self._part, self._journal = _beside(path, ".part"), _beside(path, ".journal")
        self._errors_part = _beside(errors, ".part") if errors else None
        self._settings = {key: _told(value) for key, value in settings.items()}
        self._assemble = assemble
        self.progress = Progress()
        self.begun_over = not resume and self._journal.exists()
        self._complete = False
        journal = self._read_journal() if resume else None
        if journal:
            self.progress, self._complete = Progress(**journal["progress"]), journal["complete"]
        try:
            self._open(header)
        except OSError as error:
            raise DocumentError(f"{path}: cannot be written: {error.strerror or error}") from error

    @property
    def complete(self) -> bool:
        """Whether the run that is continued had done all but put its files in their places."""
        return self._complete

    def _open(self, header: bytes) -> None:
        if self._complete:
            return
        if self.progress.items == 0:
            self._journal.unlink(missing_ok=True)
            self.progress = Progress(output_bytes=len(header))
        self._rows = _opened(self._part, self.progress.output_bytes, header)
        self._failures: BinaryIO | None = None
        if self._errors_part:
            self._failures = _opened(self._errors_part, self.progress.errors_bytes, b"")
        self._saved = time.monotonic()

    def _read_journal(self) -> dict[str, Any] | None:
        """Return the journal of a killed run; None where there is none to continue."""
        try:
            journal: dict[str, Any] = json.loads(self._journal.read_bytes())
            progress = Progress(**journal["progress"])
        except FileNotFoundError:
            return None
        except (ValueError, KeyError, TypeError) as error:
            raise DocumentError(
                f"{self._journal}: damaged ({error}); remove it, or run without --resume"
            ) from error
        was = journal["settings"]
        if changed := [key for key, value in self._settings.items() if was.get(key) != value]:
            raise DocumentError(
                f"{self._part} was begun with other settings "
                f"({', '.join(f'{key}: {was.get(key)}' for key in changed)}); give the same, or "
                "run without --resume to begin again"
            )
        held = [(self._part, progress.output_bytes)]
        if self._errors_part:
            held.append((self._errors_part, progress.errors_bytes))
        for path, size in held:
            if not journal["complete"] and (not path.is_file() or path.stat().st_size < size):
                raise DocumentError(
                    f"{path} is shorter than {self._journal} says; run without --resume to begin "
                    "again"
                )
        return journal

    def write(self, rows: bytes, failures: bytes, progress: Progress) -> None:
        """Write what became of some items; ``progress`` counts them and gets the lengths."""
        self._rows.write(rows)
        if self._failures:
            self._failures.write(failures)
        progress.output_bytes = self.progress.output_bytes + len(rows)
        progress.errors_bytes = self.progress.errors_bytes + len(failures)
        self.progress = progress
        if time.monotonic() - self._saved >= CHECKPOINT_SECONDS:
            self.save()

    def save(self, *, complete: bool = False) -> None:
        """Flush to disk what is done, and write the journal that says how far it is."""
        for file in (self._rows, self._failures):
            if file:
                file.flush()
                os.fsync(file.fileno())
        journal = {
            "progress": asdict(self.progress),
            "settings": self._settings,
            "complete": complete,
        }
        staging = _beside(self._journal, ".tmp")
        staging.write_text(json.dumps(journal, ensure_ascii=False, indent=1), encoding="utf-8")
        os.replace(staging, self._journal)
        self._saved = time.monotonic()

    def interrupt(self) -> None:
        """Leave a whole file of what is done, and all that is needed to go on from there."""
        self._cut_back()
        self.save()
        copy = _beside(self._path, ".tmp")
        if self._assemble:
            self._assemble(self._part, self._path)
        else:
            _copy(self._part, copy)
            os.replace(copy, self._path)
        if self._errors_part and self._errors_path:
            _copy(self._errors_part, copy)
            os.replace(copy, self._errors_path)

    def _cut_back(self) -> None:
        for file, size in (
            (self._rows, self.progress.output_bytes),
            (self._failures, self.progress.errors_bytes),
        ):
            if file:
                file.flush()
                file.truncate(size)
                file.seek(size)

    def finish(self) -> None:
        """Put the files in their places; each step may be repeated after being killed."""
        if not self._complete:
            self.save(complete=True)
            for file in (self._rows, self._failures):
                if file:
                    file.close()
        if self._part.exists():
            if self._assemble:
                self._assemble(self._part, self._path)
                self._part.unlink()
            else:
                os.replace(self._part, self._path)
        if self._errors_part and self._errors_path and self._errors_part.exists():
            os.replace(self._errors_part, self._errors_path)
        self._journal.unlink(missing_ok=True)


def _beside(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)


def _told(value: Any) -> str:
    """Return a setting as it stands in the journal: short, so that it can be told."""
    text = (
        value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)
    )
    return text if len(text) <= 200 else f"sha256 {hashlib.sha256(text.encode()).hexdigest()[:16]}"


def _opened(path: Path, size: int, header: bytes) -> BinaryIO:
    """Open a file for writing, cut back to ``size``, or new with its header."""
    begun = path.exists() and size > len(header)
    file: BinaryIO = path.open("r+b" if begun else "w+b")
    if begun:
        file.truncate(size)
        file.seek(size)
    else:
        file.write(header)
    return file


def _copy(source: Path, target: Path) -> None:
    import shutil

    shutil.copyfile(source, target)
