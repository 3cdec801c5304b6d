"""Whole jobs by pytest-benchmark: a stream of documents, and a training."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle, islice
from typing import Any

import pytest

import radeh


def stream(count: int) -> Iterator[str]:
    """Yield the seed items over and over."""
    documents = list(radeh.default_registry().find("corpus", "seeds").load()())
    return islice(cycle([document.text for document in documents]), count)


@pytest.mark.parametrize("n_jobs", [1, 2])
def test_stream(benchmark: Any, n_jobs: int) -> None:
    """Classify 5,000 documents as they come."""
    model = radeh.load("news-topics")
    benchmark.extra_info["documents"] = 5000

    def classify() -> int:
        return sum(1 for _ in model.classify_many(stream(5000), n_jobs=n_jobs))

    assert benchmark.pedantic(classify, rounds=3, warmup_rounds=1) == 5000


@pytest.mark.parametrize("recipe", ["words", "topics"])
def test_train(benchmark: Any, recipe: str) -> None:
    """Fit, calibrate and choose operating points on the seed corpus."""
    documents = list(radeh.default_registry().find("corpus", "seeds").load()())
    benchmark.extra_info["documents"] = len(documents)
    model = benchmark.pedantic(radeh.train, args=(recipe, documents), rounds=2)
    assert model.labels
