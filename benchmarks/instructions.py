"""Instructions a word, counted by callgrind: time is noisy, instructions are not.

``python benchmarks/instructions.py`` prints what reading and scoring the seed corpus with the
shipped model takes; ``--gate`` exits with status 1 if that is more than 5 % above the figure in
instructions.json, ``--write`` puts the new figure there. Without valgrind it says so and passes.
"""

from __future__ import annotations

import argparse
import json
import platform
import re
import shutil
import subprocess
import sys
from pathlib import Path

FIGURE = Path(__file__).with_name("instructions.json")
SLACK = 1.05
#: The function under which everything is counted, whoever calls it: one text read and scored.
WITHIN = "kernel_score"
PASSES = 6

PROGRAM = f"""
import radeh
texts = [d.text for d in radeh.default_registry().find("corpus", "seeds").load()()][:400]
model = radeh.load("news-topics")
assert model.is_native
words = int(model.scorer.score(texts)[1].sum())
for _ in range({PASSES - 1}):
    model.predict_proba(texts)
print({PASSES} * words)
"""


def count() -> tuple[int, int]:
    """Return how many instructions reading and scoring took, and for how many words."""
    done = subprocess.run(
        [
            "valgrind",
            "--tool=callgrind",
            "--callgrind-out-file=/dev/null",
            f"--toggle-collect={WITHIN}",
            sys.executable,
            "-c",
            PROGRAM,
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    found = re.search(r"Collected : (\d+)", done.stderr)
    assert found is not None
    assert int(found[1]) > 0, f"{WITHIN} was not found: were the symbols stripped?"
    return int(found[1]), int(done.stdout)


def main() -> None:
    """Count, and compare if asked."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--gate", action="store_true")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    if shutil.which("valgrind") is None:
        print("valgrind is not installed: instructions cannot be counted")
        return
    instructions, words = count()
    figure = round(instructions / words, 1)
    print(f"{figure} instructions a word ({words} words)")
    if options.write:
        told = {"instructions_a_word": figure, "machine": platform.machine()}
        FIGURE.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    known = json.loads(FIGURE.read_text(encoding="utf-8"))
    if options.gate and known["machine"] == platform.machine():
        limit = SLACK * known["instructions_a_word"]
        if figure > limit:
            sys.exit(f"more than {limit:.1f}, which is 5 % above {FIGURE.name}")
        print(f"at most {limit:.1f}: passed")


if __name__ == "__main__":
    main()
