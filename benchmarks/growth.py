"""Whether cost grows as the text does: from 1 to 100,000 documents, and from 100 bytes to 10 MB.

``python benchmarks/growth.py [--plot growth.svg]`` times radeh's shipped model and prints the
exponent of a power law fitted to each series: 1 is linear. Only where reading costs more than
calling does the text's size show, so the fit begins at ``FIRST`` of each series.
"""

from __future__ import annotations

import argparse
import itertools
import math
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

import radeh

ROUNDS = 5
DOCUMENTS = (1, 3, 10, 30, 100, 300, 1000, 3000, 10_000, 30_000, 100_000)
BYTES = (100, 300, 1000, 3000, 10_000, 30_000, 100_000, 300_000, 1_000_000, 3_000_000, 10_000_000)
#: Below these the overhead of a call is a good part of the cost.
FIRST = {"documents": 1, "bytes": 3000}


def seconds(run: Callable[[], object], least: float = 0.02) -> float:
    """Return the best of several runs of processor time, repeated until it can be measured."""
    best = math.inf
    for _ in range(ROUNDS):
        count, start = 0, time.process_time()
        while count == 0 or time.process_time() - start < least:
            run()
            count += 1
        best = min(best, (time.process_time() - start) / count)
    return best


def exponent(sizes: list[int], times: list[float]) -> float:
    """Return the slope of the logarithms."""
    return float(np.polyfit(np.log(sizes), np.log(times), 1)[0])


def series(name: str, sizes: tuple[int, ...], cost: Callable[[int], float]) -> list[float]:
    """Measure, print and fit one series."""
    times = [cost(size) for size in sizes]
    for size, taken in zip(sizes, times, strict=True):
        print(f"  {size:>10} {name:10} {1e6 * taken:14.1f} us  {1e9 * taken / size:10.1f} ns each")
    fitted = [(s, t) for s, t in zip(sizes, times, strict=True) if s >= FIRST[name]]
    slope = exponent([size for size, _ in fitted], [taken for _, taken in fitted])
    print(f"  exponent from {FIRST[name]} {name} on: {slope:.3f}")
    return times


def plot(path: Path, all_series: dict[str, tuple[tuple[int, ...], list[float]]]) -> None:
    """Write an SVG of the series on logarithmic axes."""
    width, height, parts = 420, 320, []
    for place, (name, (sizes, times)) in enumerate(all_series.items()):
        x, y = np.log10(sizes), np.log10(times)
        across = 50 + place * width + (x - x.min()) / (x.max() - x.min()) * (width - 80)
        down = height - 40 - (y - y.min()) / (y.max() - y.min()) * (height - 70)
        points = " ".join(f"{a:.1f},{b:.1f}" for a, b in zip(across, down, strict=True))
        title = f"{name}: {sizes[0]:,} to {sizes[-1]:,}; {times[0]:.1e} s to {times[-1]:.1e} s"
        parts.append(f'<polyline points="{points}" fill="none" stroke="#146" stroke-width="2"/>')
        parts += [
            f'<circle cx="{a:.1f}" cy="{b:.1f}" r="3"/>' for a, b in zip(across, down, strict=True)
        ]
        parts.append(f'<text x="{50 + place * width}" y="{height - 12}">{title}</text>')
    size = f'width="{width * len(all_series) + 40}" height="{height}"'
    style = 'font-family="sans-serif" font-size="11"'
    path.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} {style}>{"".join(parts)}</svg>\n',
        encoding="utf-8",
    )


def main() -> None:
    """Measure both series."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--plot", type=Path)
    options = parser.parse_args()
    texts = [d.text for d in radeh.default_registry().find("corpus", "seeds").load()()]
    endless = list(itertools.islice(itertools.cycle(texts), max(DOCUMENTS)))
    body = " ".join(texts).replace("\n", " ")
    model = radeh.load("news-topics")
    model.predict_proba(texts)

    # Every size reads as much text before it meets it again: a processor foresees the branches of
    # a short text that it reads over and over.
    def of_documents(count: int) -> float:
        starts = range(0, max(count, len(texts)), count)
        batches = [endless[start : start + count] for start in starts]
        return seconds(lambda: [model.predict_proba(b) for b in batches]) / len(batches)

    def of_bytes(size: int) -> float:
        letters = int(size / len(body.encode()) * len(body))
        long = body * (letters // len(body) + 1)
        cuts = range(0, max(len(long) - letters, 0) + 1, letters)
        pieces = [long[cut : cut + letters] for cut in cuts]
        return seconds(lambda: [model.predict_proba([p]) for p in pieces]) / len(pieces)

    documents = series("documents", DOCUMENTS, of_documents)
    sizes = series("bytes", BYTES, of_bytes)
    if options.plot:
        plot(options.plot, {"documents": (DOCUMENTS, documents), "bytes": (BYTES, sizes)})


if __name__ == "__main__":
    main()
