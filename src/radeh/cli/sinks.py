"""Where classified rows go: a table, standard output, or a file that survives being killed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Protocol

import click

from radeh.cli.tables import show
from radeh.documents import BadRecord
from radeh.documents.output import Progress, ResumableOutput
from radeh.documents.rows import Row, row_format

#: So many failures are told on standard error, one a line, where no file is named for them.
FAILURES_TOLD = 20


class Sink(Protocol):
    """Takes batches of rows; ``progress`` says how far the run is."""

    @property
    def progress(self) -> Progress:
        """How far the run is."""

    def write(self, rows: Sequence[Row], failures: Sequence[BadRecord], progress: Progress) -> None:
        """Take what became of some items."""

    def interrupt(self) -> str:
        """Keep what is whole and return what to say of it."""

    def pause(self) -> str:
        """Keep what is needed to go on and return what to say of it."""

    def finish(self) -> None:
        """Put everything in its place."""


class StandardOutput:
    """Rows on standard output, a batch at a time; failures in their file, if there is one."""

    def __init__(
        self, kind: str, labels: Sequence[str], keep: Sequence[str], errors: Path | None
    ) -> None:
        self._labels, self._keep = tuple(labels), tuple(keep)
        self._format = None if kind == "table" else row_format(kind, labels, keep)
        self._errors = None
        self._begun = False
        if errors:
            settings: dict[str, Any] = {}
            self._errors = ResumableOutput(
                errors, None, header=b"", settings=settings, resume=False
            )
        self.progress = Progress()

    def write(self, rows: Sequence[Row], failures: Sequence[BadRecord], progress: Progress) -> None:
        """Print the rows."""
        self.progress = progress
        if self._format is None:
            self._table(rows)
        else:
            header = b"" if self._begun else self._format.header
            click.echo(header + b"".join(map(self._format.line, rows)), nl=False)
            self._begun = True
        if self._errors:
            self._errors.write(failure_lines(failures), b"", Progress(items=progress.items))

    def _table(self, rows: Sequence[Row]) -> None:
        if rows:
            columns = ("document", "labels", *self._labels, "review", *self._keep)
            show(columns, map(self._cells, rows), heading=not self._begun)
            self._begun = True

    def _cells(self, row: Row) -> tuple[str, ...]:
        scores = (f"{row['scores'][label]:.2f}" for label in self._labels)
        labels, review = (", ".join(row[name]) for name in ("labels", "review"))
        return (row["id"], labels or "none", *scores, review, *(str(row[k]) for k in self._keep))

    def interrupt(self) -> str:
        """Rows are printed whole, so there is nothing to repair."""
        self.finish()
        return "the rows above are whole"

    pause = interrupt

    def finish(self) -> None:
        """Put the file of failures in its place."""
        if self._format is not None and not self._begun:
            click.echo(self._format.header, nl=False)
        if self._errors:
            self._errors.finish()


class FileOutput:
    """Rows in a file, and failures in another."""

    def __init__(
        self,
        path: Path,
        errors: Path | None,
        kind: str,
        labels: Sequence[str],
        keep: Sequence[str],
        settings: Mapping[str, Any],
        *,
        resume: bool,
    ) -> None:
        self._path = path
        self._format = row_format(kind, labels, keep)
        assemble = None
        if kind == "parquet":
            from radeh.documents.parquet import pyarrow_parquet
            from radeh.documents.parquet_rows import convert

            pyarrow_parquet(str(path))  # told before the work, not after it
            assemble = partial(convert, labels=tuple(labels), keep=tuple(keep))
        self._output = ResumableOutput(
            path,
            errors,
            header=self._format.header,
            settings=settings,
            resume=resume,
            assemble=assemble,
        )
        self.complete, self.begun_over = self._output.complete, self._output.begun_over

    @property
    def progress(self) -> Progress:
        """How far the run is, counting what a killed run had done."""
        return self._output.progress

    def write(self, rows: Sequence[Row], failures: Sequence[BadRecord], progress: Progress) -> None:
        """Append the rows."""
        lines = b"".join(map(self._format.line, rows))
        self._output.write(lines, failure_lines(failures), progress)

    def interrupt(self) -> str:
        """Leave a valid file of what is done."""
        self._output.interrupt()
        return f"{self._path} holds what was done; --resume goes on from there"

    def pause(self) -> str:
        """Leave the part that is done under its name for parts."""
        self._output.save()
        return f"{self._path} was not written; --resume --on-error skip goes on"

    def finish(self) -> None:
        """Let the file appear."""
        self._output.finish()


def failure_lines(failures: Sequence[BadRecord]) -> bytes:
    """Return failures as JSON lines: file, line, reason."""
    lines = (json.dumps(failure.as_dict()) for failure in failures)
    return "".join(f"{line}\n" for line in lines).encode()


class FailureTeller:
    """Tells failures on standard error: files always, records only where no file holds them."""

    def __init__(self, errors: Path | None) -> None:
        self._errors, self._told = errors, 0

    def tell(self, failure: BadRecord) -> None:
        """Print one line, unless enough have been printed."""
        if failure.line is None:
            click.echo(f"radeh: {failure}", err=True)
        elif self._errors is None:
            self._told += 1
            if self._told <= FAILURES_TOLD:
                click.echo(f"radeh: {failure}", err=True)

    def summary(self, progress: Progress) -> None:
        """Print how many records failed, where that is not plain from the lines above."""
        if not progress.bad_records or (self._errors is None and self._told <= FAILURES_TOLD):
            return
        where = f"listed in {self._errors}" if self._errors else "name a file for all with --errors"
        click.echo(
            f"radeh: {progress.bad_records} of {progress.items} records failed; {where}", err=True
        )
