"""A million short documents through ``radeh classify``, JSON lines to Parquet: memory and speed.

``python benchmarks/stream.py [DOCUMENTS]`` prints the peak memory of the process, and how much it
grew between 10 % and 100 % of the documents; it fails beyond 400 MB or 5 % of growth. Linux only:
memory is read from ``/proc``.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import radeh

PEAK_LIMIT_MB = 400
GROWTH_LIMIT = 0.05


def short_texts() -> Iterator[str]:
    """Yield the paragraphs of the seed corpus, cut to 200 characters, for ever."""
    documents = radeh.default_registry().find("corpus", "seeds").load()()
    parts = [p.strip()[:200] for d in documents for p in d.text.split("\n") if len(p.strip()) > 20]
    for number in count():
        yield f"{parts[number % len(parts)]} {number}"


def write(path: Path, documents: int) -> None:
    """Write so many short documents."""
    texts = short_texts()
    with path.open("w", encoding="utf-8") as file:
        for number in range(documents):
            row = {"id": str(number), "text": next(texts), "number": number}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def resident(pid: int, field: str = "VmRSS") -> float:
    """Return a process's memory in MB; 0 when it is gone."""
    try:
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith(field):
                return int(line.split()[1]) / 1024
    except OSError:
        pass
    return 0.0


def done(journal: Path) -> int:
    """Return how many documents the journal says are done."""
    try:
        return int(json.loads(journal.read_bytes())["progress"]["items"])
    except (OSError, ValueError):
        return 0


def main(documents: int) -> int:
    """Print the figures; return 1 if a limit is passed or rows are missing."""
    import pyarrow.parquet as parquet

    with tempfile.TemporaryDirectory() as name:
        source, target = Path(name) / "in.jsonl", Path(name) / "out.parquet"
        write(source, documents)
        command = [sys.executable, "-m", "radeh", "classify", source, "--output", target]
        start, samples, peak = time.perf_counter(), [], 0.0
        process = subprocess.Popen([*command, "--keep", "number"])
        while process.poll() is None:
            share = done(Path(f"{target}.journal")) / documents
            samples.append((share, resident(process.pid)))
            peak = max(peak, resident(process.pid, "VmHWM"))
            time.sleep(0.1)
        seconds = time.perf_counter() - start
        rows = parquet.ParquetFile(target).metadata.num_rows if target.exists() else 0
    if not any(0.05 < share < 0.2 for share, _ in samples):
        print("too few documents to see memory at 10 % of them")
        return 1
    tenth = max(memory for share, memory in samples if 0.05 < share < 0.15)
    whole = max(memory for share, memory in samples if 0.15 <= share < 1)
    last = max((memory for share, memory in samples if share == 1), default=whole)
    print(f"{documents} documents, {rows} rows, exit status {process.returncode}")
    print(f"{seconds:.0f} s, {documents / seconds:.0f} documents/s")
    print(f"peak memory {peak:.0f} MB (limit {PEAK_LIMIT_MB})")
    print(
        f"at 10 %: {tenth:.0f} MB; from there to 100 %: {whole:.0f} MB, growth "
        f"{100 * (whole / tenth - 1):+.1f} %; writing Parquet: {last:.0f} MB"
    )
    sound = rows == documents and process.returncode == 0
    return int(not sound or peak > PEAK_LIMIT_MB or whole > tenth * (1 + GROWTH_LIMIT))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000))
