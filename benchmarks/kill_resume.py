"""Kill ``radeh classify`` at random moments, resume it, and compare with an unbroken run.

``python benchmarks/kill_resume.py [KILLS] [DOCUMENTS] [SEED]`` prints a line a kill and fails
unless every output, and every list of failures, is the same to the byte. A twentieth of the
documents is broken; JSON lines, CSV and Parquet take turns.
"""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import radeh

SUFFIXES = ("jsonl", "csv", "parquet")
BROKEN = (b'{"text": ', b'{"body": "x"}', b'{"text": "\xff"}', b'{"text": "a\0"}', b"[1]")


def write(path: Path, documents: int) -> None:
    """Write so many records, each twentieth broken."""
    seeds = [d.text for d in radeh.default_registry().find("corpus", "seeds").load()()]
    with path.open("wb") as file:
        for number in range(documents):
            text = f"{seeds[number % len(seeds)][:400]} {number}"
            line = json.dumps({"id": number, "text": text, "n": number}).encode()
            file.write((BROKEN[number // 20 % len(BROKEN)] if number % 20 == 7 else line) + b"\n")


def command(folder: Path, name: str, suffix: str) -> tuple[list[str], Path, Path]:
    """Return the command, its output and its list of failures."""
    output, errors = folder / f"{name}.{suffix}", folder / f"{name}.errors"
    line = [sys.executable, "-m", "radeh", "classify", str(folder / "in.jsonl"), "--resume"]
    return [*line, "--keep", "n", "-o", str(output), "--errors", str(errors)], output, errors


def main(kills: int, documents: int, seed: int) -> int:
    """Print how each kill went; return 1 if any output differs."""
    chance = random.Random(seed)
    failed = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder / "in.jsonl", documents)
        whole, seconds = {}, {}
        for suffix in SUFFIXES:
            line, output, errors = command(folder, "unbroken", suffix)
            start = time.perf_counter()
            status = subprocess.run(line, stderr=subprocess.DEVNULL, check=False).returncode
            seconds[suffix] = time.perf_counter() - start
            whole[suffix] = (status, output.read_bytes(), errors.read_bytes())
        for number in range(kills):
            suffix = SUFFIXES[number % len(SUFFIXES)]
            line, output, errors = command(folder, f"killed-{number}", suffix)
            moment = chance.uniform(0.05, 1.0) * seconds[suffix]
            process = subprocess.Popen(line, stderr=subprocess.DEVNULL)
            try:
                process.wait(moment)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                process.wait()
            journal = Path(f"{output}.journal")
            done = json.loads(journal.read_bytes())["progress"]["items"] if journal.exists() else 0
            status = subprocess.run(line, stderr=subprocess.DEVNULL, check=False).returncode
            same = (status, output.read_bytes(), errors.read_bytes()) == whole[suffix]
            left = sorted(p.name for p in folder.glob(f"killed-{number}.*"))
            same = same and left == sorted([output.name, errors.name])
            failed += not same
            print(
                f"{number + 1:3} {suffix:8} killed after {moment:5.2f} s (status "
                f"{process.returncode}), {done:6} documents kept: {'same' if same else 'DIFFERS'}"
            )
            output.unlink()
    print(f"{kills - failed} of {kills} the same to the byte ({documents} documents)")
    return int(failed > 0)


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:]]
    sys.exit(main(*(given + [20, 30_000, 0][len(given) :])))
