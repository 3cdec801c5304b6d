"""Score TF-IDF and hashed features against linear weights without scikit-learn."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any
from zlib import crc32

import numpy as np
import numpy.typing as npt

from radeh_tfidf.counting import Counts, count_terms, row_sums
from radeh_tfidf.native import compiled_counting, make_counter, native_terms
from radeh_tfidf.terms import make_analyzer
from radeh_tfidf.weighting import mean_weights, weigh

Floats = npt.NDArray[np.float64]


#: Every word by itself: what the fused scorer counts anyway.
WORDS = ("word", (1, 1))


class Block:
    """Normalized texts to one part of the decisions.

    Args:
        vocabulary: term to column.
        analysis: analyzer and range of n-grams.
        weigh: from counts to the weight of each.
        weights: shape ``(n_terms, n_outputs)``.
        native: how the compiled block weighs: ``idf``, ``sublinear_tf`` and by what a text's
            weights are divided, ``"l2"``, ``"sum"`` or nothing.

    ``native_block`` is the seam that the fused scorer joins, None where there is none.
    """

    def __init__(
        self,
        vocabulary: Mapping[str, int],
        analysis: tuple[str, tuple[int, int]],
        weigh: Callable[[Counts], Floats],
        weights: Floats,
        native: Mapping[str, Any],
    ) -> None:
        self._vocabulary, self._analysis = vocabulary, analysis
        self._weigh, self._weights = weigh, weights
        self.native_block = None
        if analysis == WORDS and (terms := native_terms(vocabulary)) is not None:
            n_outputs = weights.shape[1]
            block = compiled_counting().Block(terms, weights=weights, n_outputs=n_outputs, **native)
            self.native_block = block.native_block

    @cached_property
    def _count(self) -> Callable[[Sequence[str]], Counts]:
        return make_counter(self._vocabulary, *self._analysis)

    def __call__(self, texts: Sequence[str]) -> Floats:
        """Return this part of the decisions, shape ``(len(texts), n_outputs)``."""
        counts = self._count(texts)
        values = self._weigh(counts)
        return row_sums(values[:, None] * self._weights[counts.indices], counts.indptr)


def make_block(
    params: Mapping[str, Any], state: Mapping[str, Any], coef: npt.NDArray[Any]
) -> Block:
    """Return the function ``texts -> transform(texts) @ coef.T``."""
    analyzer, ngram_range = params["analyzer"], tuple(params["ngram_range"])
    idf = np.asarray(state["idf_"], dtype=np.float64)
    sublinear_tf, norm = params["sublinear_tf"], params["norm"]
    return Block(
        state["vocabulary_"],
        (analyzer, ngram_range),
        lambda counts: weigh(counts, idf, sublinear_tf=sublinear_tf, norm=norm),
        np.ascontiguousarray(coef.T, dtype=np.float64),
        native={"idf": idf, "sublinear_tf": sublinear_tf, "divide": norm or ""},
    )


def make_vectors_block(
    params: Mapping[str, Any], state: Mapping[str, Any], coef: npt.NDArray[Any]
) -> Block:
    """Return the function ``texts -> WordVectors.transform(texts) @ coef.T``.

    A mean is linear, so the weights meet the vectors here, once, and a word has one weight.
    """
    idf = np.asarray(state["idf_"], dtype=np.float64)
    return Block(
        state["vocabulary_"],
        WORDS,
        lambda counts: mean_weights(counts, idf),
        state["vectors_"].astype(np.float64) @ np.asarray(coef.T, dtype=np.float64),
        native={"idf": idf, "sublinear_tf": True, "divide": "sum"},
    )


class _Columns(dict[str, int]):
    """Term to column, by CRC-32 of its UTF-8: stable across machines and runs."""

    def __init__(self, n_features: int) -> None:
        super().__init__()
        self.n_features = n_features

    def get(self, term: str, default: Any = None) -> int:
        """Return the column of any term; none is unknown."""
        return crc32(term.encode("utf-8", "surrogatepass")) % self.n_features


def hashed_columns(n_features: int) -> Mapping[str, int]:
    """Return the mapping from any term to its column."""
    return _Columns(n_features)


def hashed_weights(params: Mapping[str, Any], texts: Sequence[str]) -> tuple[Counts, Floats]:
    """Return counts by hashed column and the weight of each."""
    analyze = make_analyzer(params["analyzer"], tuple(params["ngram_range"]))
    counts = count_terms(texts, analyze, _Columns(params["n_features"]))
    return counts, weigh(counts, None, sublinear_tf=params["sublinear_tf"], norm=params["norm"])


def make_hashing_block(
    params: Mapping[str, Any], state: Mapping[str, Any], coef: npt.NDArray[Any]
) -> Callable[[Sequence[str]], Floats]:
    """Return the function ``texts -> Hashing.transform(texts) @ coef.T``."""
    weights = np.ascontiguousarray(coef.T, dtype=np.float64)

    def score(texts: Sequence[str]) -> Floats:
        counts, values = hashed_weights(params, texts)
        return row_sums(values[:, None] * weights[counts.indices], counts.indptr)

    return score
