"""Run one contestant in a process of its own: ``python -P serve.py CONTESTANT.py OPTIONS``.

Requests and answers are JSON, one a line. The file is a script that needs the standard library
only, so that the same clock and the same loop time radeh, an older radeh and every peer, each in
its own environment. A contestant's file defines a class ``Contestant`` with the methods of
`Protocol` below.
"""

from __future__ import annotations

import gc
import importlib.util
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol


class Contestant(Protocol):
    """What a contestant can do; ``documents`` have text, labels, unknown and group."""

    def fit(
        self,
        documents: list[dict[str, Any]],
        *,
        labels: list[str],
        multilabel: bool,
        seed: int,
        calibrate: bool,
    ) -> None:
        """Learn; ``calibrate`` False asks for one plain fit, which is what is timed."""

    def save(self, folder: str) -> None:
        """Write what was learned into an existing empty folder."""

    def load(self, folder: str) -> None:
        """Read it again, or, where nothing is fitted, get ready."""

    def classify(self, texts: list[str]) -> object:
        """Classify texts the way a user would; this is what is timed."""

    def classify_one(self, text: str) -> object:
        """Classify one text the way a user would."""

    def score(self, texts: list[str]) -> tuple[list[str], Any, Any]:
        """Return the labels, the scores and the decisions, both ``(n, n_labels)`` sequences."""


def peak_bytes() -> int | None:
    """Return the most memory that this process has held, or None where that cannot be asked.

    Linux keeps ``ru_maxrss`` across exec, so there it would tell the parent's memory; VmHWM is
    the process's own.
    """
    status = Path("/proc/self/status")
    if status.exists():
        for line in status.read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    try:
        import resource
    except ImportError:
        return None
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def imported_packages() -> list[str]:
    """Return the top-level packages in memory that are not of the standard library."""
    # names that no importing puts there, or that the standard library makes up for each platform
    ignored = ("__editable__", "_distutils", "_sysconfigdata", "sitecustomize", "usercustomize")
    ours = {Path(__file__).stem, "contestant", "__main__", "__mp_main__"}
    tops = {name.partition(".")[0] for name in sys.modules} - ours
    return sorted(
        name
        for name in tops - sys.stdlib_module_names
        # compiled modules register names that nobody imported, such as cython_runtime
        if getattr(getattr(sys.modules.get(name), "__spec__", None), "name", "") == name
        if not name.startswith(ignored)
    )


def _versions() -> dict[str, str]:
    from importlib.metadata import packages_distributions, version

    owners = packages_distributions()
    names = {owner for package in imported_packages() for owner in owners.get(package, ())}
    return {name: version(name) for name in sorted(names, key=str.lower)}


class Clock:
    """Measures a ``with`` block: wall time, and the processor time of this process.

    A busy machine stretches the one and hardly the other.
    """

    def __enter__(self) -> Clock:
        """Start."""
        self._wall, self._cpu = time.perf_counter(), time.process_time()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop."""
        self._cpu = time.process_time() - self._cpu
        self._wall = time.perf_counter() - self._wall

    def read(self) -> dict[str, Any]:
        """Return what was measured."""
        return {"seconds": self._wall, "cpu_seconds": self._cpu}


class Server:
    """The operations that a request may ask for."""

    def __init__(self, contestant: Contestant) -> None:
        self.contestant = contestant
        self.files: dict[str, list[Any]] = {}

    def _lines(self, path: str) -> list[Any]:
        if path not in self.files:
            lines = Path(path).read_text(encoding="utf-8").split("\n")
            self.files[path] = [json.loads(line) for line in lines if line]
        return self.files[path]

    def fit(self, *, train: str, **how: Any) -> dict[str, Any]:
        """Fit on a file of documents."""
        documents = self._lines(train)
        gc.collect()
        with Clock() as clock:
            self.contestant.fit(documents, **how)
        return {**clock.read(), "peak_bytes": peak_bytes()}

    def save(self, *, folder: str) -> dict[str, Any]:
        """Store what was learned."""
        self.contestant.save(folder)
        files = [path for path in Path(folder).rglob("*") if path.is_file()]
        return {"model_bytes": sum(path.stat().st_size for path in files)}

    def load(self, *, folder: str, text: str) -> dict[str, Any]:
        """Load what was stored and classify one text; say what that took into memory."""
        start = time.perf_counter()
        self.contestant.load(folder)
        self.contestant.classify_one(text)
        seconds = time.perf_counter() - start
        size = getattr(self.contestant, "model_bytes", None)
        return {
            "seconds": seconds,
            "modules": len(sys.modules),
            "packages": imported_packages(),
            "model_bytes": size() if size else None,
        }

    def batch(self, *, texts: str, passes: int) -> dict[str, Any]:
        """Classify all texts together, ``passes`` times."""
        items = self._lines(texts)
        gc.collect()
        with Clock() as clock:
            for _ in range(passes):
                self.contestant.classify(items)
        return clock.read()

    def single(self, *, texts: str, calls: int) -> dict[str, Any]:
        """Classify texts one by one; say what each call took, and all together."""
        items = self._lines(texts)
        gc.collect()
        each = []
        with Clock() as clock:
            for index in range(calls):
                start = time.perf_counter()
                self.contestant.classify_one(items[index % len(items)])
                each.append(time.perf_counter() - start)
        return {**clock.read(), "each": each}

    def score(self, *, texts: str) -> dict[str, Any]:
        """Return labels, scores and decisions for all texts."""
        labels, scores, holds = self.contestant.score(self._lines(texts))
        return {
            "labels": list(labels),
            "scores": [[float(value) for value in row] for row in scores],
            "holds": [[int(value) for value in row] for row in holds],
        }

    def memory(self) -> dict[str, Any]:
        """Return the peak memory so far."""
        return {"peak_bytes": peak_bytes()}

    def versions(self) -> dict[str, Any]:
        """Return the versions of what was imported."""
        return {"packages": _versions(), "python": sys.version.split()[0]}


def load_contestant(path: str, options: dict[str, Any]) -> Contestant:
    """Instantiate the class ``Contestant`` of a file."""
    spec = importlib.util.spec_from_file_location("contestant", path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} is no Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    contestant: Contestant = module.Contestant(**options)
    return contestant


def main() -> None:
    """Answer requests until standard input ends."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever a library prints must not stand between the answers
    server: Server | None = None
    for line in sys.stdin:
        request = json.loads(line)
        try:
            server = server or Server(load_contestant(sys.argv[1], json.loads(sys.argv[2])))
            operation: Callable[..., dict[str, Any]] = getattr(server, request.pop("do"))
            answer = operation(**request)
        except (Exception, SystemExit) as error:
            answer = {"error": f"{type(error).__name__}: {error}"}
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
