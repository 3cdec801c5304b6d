"""What fifty more plugins cost at the start: ``python benchmarks/startup.py [PLUGINS]``.

Installs dummy distributions, each with an entry module, six records and an implementation module
that would be slow to import, into a temporary folder; then times fresh processes with and without
them. Runs alternate, and the median and the quartiles are told.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 15
ENTRY = """
import radeh

@radeh.hookimpl
def radeh_normalizers():
    for number in range(3):
        yield radeh.Component(
            name=f"{name}-n{{number}}", target="{module}_slow:Slow", summary="dummy")

@radeh.hookimpl
def radeh_recipes():
    for number in range(3):
        yield radeh.Recipe(name=f"{name}-r{{number}}", summary="dummy", normalizer="{name}-n0",
                           features="word-tfidf", classifier="linear-svm")
"""
SLOW = "import time; time.sleep(1)\nclass Slow: ...\n"
COMMANDS = {
    "python -c pass": ["-c", "pass"],
    "import radeh": ["-c", "import radeh"],
    "radeh --help": ["-m", "radeh", "--help"],
    "radeh plugins": ["-m", "radeh", "plugins"],
}


def install(folder: Path, number: int) -> None:
    """Write one dummy distribution, as pip would leave it."""
    name, module = f"dummy{number:02}", f"radeh_dummy{number:02}"
    info = folder / f"{module}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: radeh-{name}\nVersion: 1.0\nRequires-Dist: radeh>=0.1\n"
    )
    (info / "entry_points.txt").write_text(f"[radeh]\n{name} = {module}\n")
    (folder / f"{module}.py").write_text(ENTRY.format(name=name, module=module))
    (folder / f"{module}_slow.py").write_text(SLOW)


def seconds(arguments: list[str], folder: Path | None) -> float:
    """Return how long a fresh process takes."""
    env = {**os.environ, "PYTHONPATH": str(folder or "")}
    start = time.perf_counter()
    done = subprocess.run([sys.executable, *arguments], env=env, capture_output=True, check=True)
    took = time.perf_counter() - start
    assert b"warning" not in done.stderr, done.stderr.decode()
    return took


def main(plugins: int) -> None:
    """Print a table of milliseconds."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number in range(plugins):
            install(folder, number)
        listed = subprocess.run(
            [sys.executable, "-m", "radeh", "plugins", "--json"],
            env={**os.environ, "PYTHONPATH": name},
            capture_output=True,
            check=True,
        )
        found = [p for p in json.loads(listed.stdout) if p["name"].startswith("dummy")]
        assert len(found) == plugins
        assert all(p["state"] == "loaded" for p in found)
        print(f"milliseconds, median (quartiles) of {ROUNDS} runs, {os.cpu_count()} cores")
        print(f"command\tno dummy plugin\t{plugins} dummy plugins")
        for command, arguments in COMMANDS.items():
            times: dict[Path | None, list[float]] = {None: [], folder: []}
            for _ in range(ROUNDS):
                for place, kept in times.items():
                    kept.append(1000 * seconds(arguments, place))
            cells = []
            for kept in times.values():
                low, middle, high = statistics.quantiles(kept, n=4)
                cells.append(f"{middle:.0f} ({low:.0f}-{high:.0f})")
            print(command, *cells, sep="\t")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50)
