"""Counting by the compiled module, where it is at hand; `radeh_tfidf.counting` is the reference."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

import radeh
from radeh_tfidf.counting import Counts, count_terms, learn_counts
from radeh_tfidf.terms import make_analyzer

Range = tuple[int, int]


def compiled_counting() -> Any:
    """Return the compiled module, or None where Python has to do."""
    return radeh.native_module("radeh_tfidf._native")


# Plain dictionaries cannot keep their compiled form as a `radeh.Vocabulary` does; the last few that
# were asked for are kept here.
_recent: deque[tuple[Mapping[str, int], Any]] = deque(maxlen=4)


def native_terms(vocabulary: Mapping[str, int]) -> Any | None:
    """Return the compiled form of a vocabulary, or None where Python has to do."""
    module = compiled_counting()
    if module is None:
        return None
    if isinstance(vocabulary, radeh.Vocabulary):
        return vocabulary.made(module.Terms)
    for known, terms in tuple(_recent):
        if known is vocabulary and len(known) == len(terms):
            return terms
    terms = radeh.Vocabulary.of(vocabulary).made(module.Terms)
    _recent.append((vocabulary, terms))
    return terms


def _counts(arrays: tuple[bytearray, bytearray, bytearray]) -> Counts:
    indices, data, indptr = arrays
    return Counts(
        np.frombuffer(indices, dtype=np.int32),
        np.frombuffer(data, dtype=np.float64),
        np.frombuffer(indptr, dtype=np.int64),
    )


def make_counter(
    vocabulary: Mapping[str, int], analyzer: str, ngram_range: Range
) -> Callable[[Sequence[str]], Counts]:
    """Return the function from texts to the counts of the vocabulary's terms."""
    analyze = make_analyzer(analyzer, ngram_range)
    if (terms := native_terms(vocabulary)) is not None:
        return lambda texts: _counts(terms.count(texts, analyzer, *ngram_range))
    columns = getattr(vocabulary, "columns", vocabulary)
    return lambda texts: count_terms(texts, analyze, columns)


def learn(
    texts: Sequence[str], analyzer: str, ngram_range: Range, n_jobs: int | None = None
) -> tuple[list[str], Counts]:
    """Return every term that occurs, sorted, and the counts over them.

    Args:
        texts: normalized texts.
        analyzer: as of `make_analyzer`.
        ngram_range: as of `make_analyzer`.
        n_jobs: how many threads; None is one, -1 every core. The result is the same.
    """
    analyze = make_analyzer(analyzer, ngram_range)
    module = compiled_counting()
    if module is None:
        return learn_counts(texts, analyze)
    threads = 1 if n_jobs is None else n_jobs if n_jobs > 0 else os.cpu_count() or 1
    size = max(1, -(-len(texts) // threads))
    parts = [texts[start : start + size] for start in range(0, len(texts), size)]

    def count(part: Sequence[str]) -> Any:
        return module.Part(part, analyzer, *ngram_range)

    if threads == 1:
        counted = tuple(map(count, parts))
    else:
        # Imported here: it costs more than all else that classifying imports of this plugin.
        from concurrent.futures import ThreadPoolExecutor

        with ThreadPoolExecutor(threads) as pool:
            counted = tuple(pool.map(count, parts))
    terms, arrays = module.merge(counted)
    return terms, _counts(arrays)
