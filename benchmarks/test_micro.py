"""Single steps by pytest-benchmark: fold, cut, count, score (``make bench-micro``)."""

from __future__ import annotations

from typing import Any

import pytest

import radeh


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """The seed corpus, title and body."""
    return [document.text for document in radeh.default_registry().find("corpus", "seeds").load()()]


@pytest.fixture(scope="module")
def model() -> radeh.Model:
    """The shipped model."""
    return radeh.load("news-topics")


@pytest.fixture(scope="module")
def folded(texts: list[str]) -> list[str]:
    """The same texts as the features read them."""
    return list(radeh.build("words").named_steps["normalizer"].transform(texts))


def _sized(benchmark: Any, texts: list[str]) -> None:
    benchmark.extra_info["documents"] = len(texts)
    benchmark.extra_info["megabytes"] = sum(len(text.encode()) for text in texts) / 1e6


@pytest.mark.parametrize("recipe", ["words", "topics"])
def test_fold(benchmark: Any, texts: list[str], recipe: str) -> None:
    """Read texts: fold, and, for ``topics``, cut the furniture first."""
    _sized(benchmark, texts)
    normalizer = radeh.build(recipe).named_steps["normalizer"]
    assert len(benchmark(normalizer.transform, texts)) == len(texts)


@pytest.mark.parametrize("recipe", ["words", "characters", "hashed"])
def test_count(benchmark: Any, folded: list[str], recipe: str) -> None:
    """Turn folded texts into a matrix: tokens, n-grams, counts, weights."""
    _sized(benchmark, folded)
    features = radeh.build(recipe).named_steps["features"].fit(folded)
    assert benchmark(features.transform, folded).shape[0] == len(folded)


def test_score(benchmark: Any, texts: list[str], model: radeh.Model) -> None:
    """Raw texts to decisions, by the fused scorer."""
    _sized(benchmark, texts)
    assert benchmark(model.decision_function, texts).shape == (len(texts), len(model.labels))


def test_one_document(benchmark: Any, texts: list[str], model: radeh.Model) -> None:
    """One document of middle length through ``classify``."""
    text = sorted(texts, key=len)[len(texts) // 2]
    _sized(benchmark, [text])
    assert set(benchmark(model.classify, text).scores) == set(model.labels)


def test_load(benchmark: Any) -> None:
    """Load the shipped model, with its golden texts checked."""
    assert benchmark(radeh.load, "news-topics").labels
