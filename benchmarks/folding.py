"""Throughput of reading, beside hazm in the same run: ``python benchmarks/folding.py``.

The texts are the seed corpus's and, where they are at hand (RADEH_DATA), news of the research
corpora. hazm is measured if it is installed, on fewer texts: it is slow.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from importlib.util import find_spec

import radeh
from radeh_persian.reading import Reading
from radeh_topics import corpora, seeds

Read = Callable[[str], str]


def megabytes_a_second(read: Read, texts: list[str], repeats: int) -> float:
    """Return the median rate over some repeats, in UTF-8 megabytes a second."""
    size = sum(len(text.encode()) for text in texts) / 1e6
    read(texts[0])
    rates = []
    for _ in range(repeats):
        start = time.perf_counter()
        for text in texts:
            read(text)
        rates.append(size / (time.perf_counter() - start))
    return statistics.median(rates)


def main() -> None:
    """Print a line for each way of reading."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--texts", type=int, default=1000)
    parser.add_argument("--repeats", type=int, default=3)
    arguments = parser.parse_args()
    source = corpora.news_train() if corpora.available() else seeds.load()
    texts = [document.text for document in source]
    texts = texts[:: max(1, len(texts) // arguments.texts)][: arguments.texts]
    readers: dict[str, tuple[Read, list[str]]] = {
        "fold": (Reading(variants=()).read, texts),
        "fold, variants": (Reading().read, texts),
        "fold, variants, furniture": (Reading(furniture=True).read, texts),
    }
    if find_spec("hazm"):
        made = radeh.default_registry().find("normalizer", "hazm").load()()
        few = texts[:: max(1, len(texts) // 100)]
        readers["hazm Normalizer"] = (lambda text: made.transform([text])[0], few)
    else:
        print("hazm is not installed; to measure it: pip install 'radeh[hazm]'")
    for name, (read, chosen) in readers.items():
        rate = megabytes_a_second(read, chosen, arguments.repeats)
        print(f"{name:26} {rate:7.2f} MB/s  ({len(chosen)} texts)")


if __name__ == "__main__":
    main()
