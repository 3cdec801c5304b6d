"""How far the gate can be trusted on this machine: ``python -m benchmarks.gate``.

Compares this checkout with itself many times, which must find nothing, and with copies that were
made worse on purpose, which must be found every time.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.injection import HEAVIER, LESS_ACCURATE, SLOWER, worse_python
from radeh.benchmark.compare import Comparison, compare
from radeh.benchmark.contest import Settings
from radeh.benchmark.run import contestants, run_pair
from radeh.benchmark.task import Task, load_task


def judged(task: Task, recipes: list[str], head: str) -> Comparison:
    """Measure this environment against another, once, and compare."""
    taking_part = contestants(recipes, ["news-topics"])
    pythons = (sys.executable, head)
    return compare(
        *run_pair([task], taking_part, Settings(rounds=7, fit_rounds=3), pythons=pythons)
    )


def main() -> int:
    """Print what was found; return 1 if the gate cried without cause or kept silent with one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=20, help="comparisons with itself")
    parser.add_argument("--worse", type=int, default=3, help="comparisons with each worse copy")
    parser.add_argument("--recipe", action="append", default=[], help="beside the shipped model")
    chosen = parser.parse_args()
    task, start, wrong = load_task("seeds"), time.perf_counter(), 0
    for number in range(chosen.times):
        found = judged(task, chosen.recipe, sys.executable).regressions
        wrong += bool(found)
        for finding in found:
            print(f"run {number + 1}: {finding}")
    print(f"the same commit, {chosen.times} times: {wrong} false alarms")
    for name, change in (("slower", SLOWER), ("heavier", HEAVIER), ("worse", LESS_ACCURATE)):
        caught = 0
        for _ in range(chosen.worse):
            with tempfile.TemporaryDirectory() as folder:
                head = worse_python(Path(folder), *change)
                caught += bool(judged(task, chosen.recipe, head).regressions)
        wrong += chosen.worse - caught
        print(f"{name} on purpose, {chosen.worse} times: caught {caught}")
    print(f"{time.perf_counter() - start:.0f} s")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
