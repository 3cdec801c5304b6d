"""A bar with documents a second and the time left: on a terminal, and nowhere else."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Any

from radeh.documents import DocumentStream


class ProgressBar:
    """Show how far a stream has been read; silent unless standard error is a terminal.

    Args:
        stream: what is read.
        wanted: False where the results themselves go to the same terminal.
    """

    def __init__(self, stream: DocumentStream, *, wanted: bool) -> None:
        self._stream = stream
        self._bar: Any = None
        if not (wanted and sys.stderr.isatty()):
            return
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

        self._bar = Progress(
            BarColumn(),
            TextColumn("{task.percentage:>3.0f} %"),
            TextColumn("{task.fields[documents]:,} documents"),
            TextColumn("{task.fields[speed]:,.0f}/s"),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._task = self._bar.add_task("", total=stream.size(), documents=0, speed=0.0)

    def advance(self, documents: int) -> None:
        """Show that so many documents are done since the bar appeared."""
        if self._bar is None:
            return
        seconds = self._bar.tasks[0].elapsed or 0.0
        self._bar.update(
            self._task,
            completed=self._stream.position(),
            documents=documents,
            speed=documents / seconds if seconds else 0.0,
        )

    def __enter__(self) -> ProgressBar:
        """Draw it."""
        if self._bar is not None:
            self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Take it away."""
        if self._bar is not None:
            self._bar.stop()
