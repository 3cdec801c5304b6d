"""Score TF-IDF and hashed features against linear weights without scikit-learn."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from zlib import crc32

import numpy as np
import numpy.typing as npt

from radeh_tfidf.counting import Counts, count_terms, row_sums
from radeh_tfidf.terms import make_analyzer
from radeh_tfidf.weighting import mean_weights, weigh

Floats = npt.NDArray[np.float64]


def make_block(
    params: Mapping[str, Any], state: Mapping[str, Any], coef: npt.NDArray[Any]
) -> Callable[[Sequence[str]], Floats]:
    """Return the function ``texts -> transform(texts) @ coef.T``."""
    analyze = make_analyzer(params["analyzer"], tuple(params["ngram_range"]))
    vocabulary, idf = state["vocabulary_"], state["idf_"]
    weights = np.ascontiguousarray(coef.T, dtype=np.float64)
    sublinear_tf, norm = params["sublinear_tf"], params["norm"]

    def score(texts: Sequence[str]) -> Floats:
        counts = count_terms(texts, analyze, vocabulary)
        values = weigh(counts, idf, sublinear_tf=sublinear_tf, norm=norm)
        return row_sums(values[:, None] * weights[counts.indices], counts.indptr)

    return score


def make_vectors_block(
    params: Mapping[str, Any], state: Mapping[str, Any], coef: npt.NDArray[Any]
) -> Callable[[Sequence[str]], Floats]:
    """Return the function ``texts -> WordVectors.transform(texts) @ coef.T``.

    A mean is linear, so the weights meet the vectors here, once, and a word has one weight.
    """
    analyze = make_analyzer("word", (1, 1))
    vocabulary, idf = state["vocabulary_"], state["idf_"]
    weights = state["vectors_"].astype(np.float64) @ np.asarray(coef.T, dtype=np.float64)

    def score(texts: Sequence[str]) -> Floats:
        counts = count_terms(texts, analyze, vocabulary)
        values = mean_weights(counts, idf)
        return row_sums(values[:, None] * weights[counts.indices], counts.indptr)

    return score


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
