"""The parent's side of `serve`: start a contestant's process, ask, and read the answer."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

from radeh.errors import RadehError

SERVE = Path(__file__).with_name("serve.py")
RADEH = Path(__file__).with_name("contestant.py")

#: Every library that counts its threads reads one of these.
_THREAD_VARIABLES = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


class ContestantError(RadehError):
    """A contestant could not do what it was asked for."""


@dataclass(frozen=True, kw_only=True)
class Contestant:
    """Who takes part: ``kind`` is ``recipe``, ``model`` or ``peer``.

    ``python`` is the interpreter of its environment, ``file`` defines its class, ``options`` are
    the arguments of that class. ``note`` says how a peer was configured.
    """

    name: str
    kind: str
    python: str
    file: Path = RADEH
    options: Mapping[str, Any] = field(default_factory=dict)
    note: str = ""

    @property
    def fitted(self) -> bool:
        """Whether it learns from the task's training part."""
        return self.kind != "model"


class Worker:
    """A running contestant.

    Args:
        contestant: who runs.
        threads: how many threads its libraries may use.
    """

    def __init__(self, contestant: Contestant, threads: int = 1) -> None:
        self.contestant = contestant
        # A pipe that nobody reads would fill up and stop the process; a file does not.
        self._errors = tempfile.TemporaryFile(  # noqa: SIM115 (closed by close)
            "w+", encoding="utf-8", errors="replace"
        )
        self._process = subprocess.Popen(
            # -P: the folder of the script must not hide packages of the environment
            [
                contestant.python,
                "-P",
                str(SERVE),
                str(contestant.file),
                json.dumps(dict(contestant.options)),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            text=True,
            encoding="utf-8",
            env={**os.environ, **dict.fromkeys(_THREAD_VARIABLES, str(threads))},
        )

    def ask(self, do: str, **arguments: Any) -> dict[str, Any]:
        """Ask for one operation of `serve.Server` and return its answer.

        Raises:
            ContestantError: the contestant refused or died; the message names it and says why.
        """
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        try:
            stdin.write(json.dumps({"do": do, **arguments}) + "\n")
            stdin.flush()
            line = stdout.readline()
        except BrokenPipeError:
            line = ""
        if not line:
            raise ContestantError(f"{self.contestant.name}: {do}: the process died: {self._tail()}")
        answer: dict[str, Any] = json.loads(line)
        if "error" in answer:
            raise ContestantError(f"{self.contestant.name}: {do}: {answer['error']}")
        return answer

    def _tail(self) -> str:
        self._process.wait()
        self._errors.seek(0)
        lines = self._errors.read().strip().splitlines()
        return lines[-1] if lines else f"exit status {self._process.returncode}"

    def close(self) -> None:
        """End the process."""
        if self._process.stdin is not None and not self._process.stdin.closed:
            with contextlib.suppress(BrokenPipeError):
                self._process.stdin.close()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()
        self._errors.close()

    def __enter__(self) -> Worker:
        """Serve inside a ``with`` block."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the process, whatever happened."""
        self.close()
