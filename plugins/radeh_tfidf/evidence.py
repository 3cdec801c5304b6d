"""What each stretch of a normalized text contributes to linear decisions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from radeh_tfidf.counting import Counts
from radeh_tfidf.light import hashed_columns
from radeh_tfidf.terms import make_locator
from radeh_tfidf.weighting import mean_weights, weigh

Floats = npt.NDArray[np.float64]
Evidence = tuple[int, int, Floats]
Find = Callable[[str], Iterator[Evidence]]


def _spread(
    text: str,
    params: Mapping[str, Any],
    column: Callable[[str], int | None],
    weights: npt.NDArray[Any],
    value: Callable[[Counts], Floats],
) -> Iterator[Evidence]:
    """Share what each column contributes equally among the places where its terms stand."""
    locate = make_locator(params.get("analyzer", "word"), tuple(params.get("ngram_range", (1, 1))))
    found = [
        (place, start, end)
        for term, start, end in locate(text)
        if (place := column(term)) is not None
    ]
    occurrences: Counter[Hashable] = Counter(place for place, _, _ in found)
    columns = np.array(sorted(occurrences), dtype=np.int32)
    counts = Counts(
        columns,
        np.array([occurrences[c] for c in columns.tolist()], dtype=np.float64),
        np.array([0, len(columns)], dtype=np.int64),
    )
    share = dict(zip(columns.tolist(), value(counts) / counts.data, strict=True))
    for place, start, end in found:
        yield start, end, share[place] * weights[place]


def tfidf_evidence(
    params: Mapping[str, Any], state: Mapping[str, Any], coef: npt.NDArray[Any]
) -> Find:
    """Return the function from a text to the places of its terms and their contributions."""
    weights = np.asarray(coef.T, dtype=np.float64)

    def value(counts: Counts) -> Floats:
        sublinear = params["sublinear_tf"]
        return weigh(counts, state["idf_"], sublinear_tf=sublinear, norm=params["norm"])

    return lambda text: _spread(text, params, state["vocabulary_"].get, weights, value)


def vectors_evidence(
    params: Mapping[str, Any], state: Mapping[str, Any], coef: npt.NDArray[Any]
) -> Find:
    """Return the function from a text to the places of its words and their contributions."""
    weights = state["vectors_"].astype(np.float64) @ np.asarray(coef.T, dtype=np.float64)
    words = {"analyzer": "word", "ngram_range": (1, 1)}

    def value(counts: Counts) -> Floats:
        return mean_weights(counts, state["idf_"])

    return lambda text: _spread(text, words, state["vocabulary_"].get, weights, value)


def hashing_evidence(
    params: Mapping[str, Any], state: Mapping[str, Any], coef: npt.NDArray[Any]
) -> Find:
    """Return the function from a text to the places of its terms and their contributions."""
    weights = np.asarray(coef.T, dtype=np.float64)
    column = hashed_columns(params["n_features"]).get

    def value(counts: Counts) -> Floats:
        return weigh(counts, None, sublinear_tf=params["sublinear_tf"], norm=params["norm"])

    return lambda text: _spread(text, params, column, weights, value)
