"""Classification throughput of radeh beside a scikit-learn pipeline, in one run.

Both learn the topics from the seed corpus and classify the same texts; the two take turns, and the
median of several rounds counts. ``python benchmarks/speed.py``
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier
from sklearn.pipeline import make_pipeline

import radeh

ROUNDS = 5


def main() -> None:
    """Print documents and megabytes a second."""
    documents = list(radeh.default_registry().find("corpus", "seeds").load()())
    texts = [document.text for document in documents]
    model = radeh.load("news-topics")
    truth = np.array([[label in d.labels for label in model.labels] for d in documents])
    peer = make_pipeline(
        TfidfVectorizer(sublinear_tf=True, min_df=2),
        OneVsRestClassifier(LogisticRegression(C=10.0, class_weight="balanced")),
    ).fit(texts, truth)

    def classify() -> None:
        for _ in model.classify_many(texts):
            pass

    contestants: dict[str, Callable[[], object]] = {
        "radeh news-topics": classify,
        "scikit-learn TF-IDF + logistic regression": lambda: peer.predict_proba(texts),
    }
    seconds: dict[str, list[float]] = {name: [] for name in contestants}
    for _ in range(ROUNDS):
        for name, run in contestants.items():
            start = time.perf_counter()
            run()
            seconds[name].append(time.perf_counter() - start)
    size = sum(len(text.encode()) for text in texts) / 1e6
    print(f"{len(texts)} documents, {size:.2f} MB, median of {ROUNDS} rounds, one process")
    for name, times in seconds.items():
        median = statistics.median(times)
        print(f"{name:45} {len(texts) / median:9.0f} documents/s {size / median:7.2f} MB/s")


if __name__ == "__main__":
    main()
