"""The hashing trick: terms to columns without a vocabulary."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from scipy.sparse import csr_matrix
from sklearn.base import BaseEstimator, TransformerMixin

from radeh_tfidf.light import hashed_weights


class Hashing(TransformerMixin, BaseEstimator):
    """Texts to counts of terms in ``n_features`` columns; terms may share a column.

    Weinberger et al., "Feature hashing for large scale multitask learning", 2009, without the
    sign, so that weights stay readable as evidence for a label.

    Args:
        analyzer: ``"word"`` or ``"char_wb"``.
        ngram_range: the smallest and the largest n-gram.
        n_features: number of columns.
        sublinear_tf: ``1 + ln`` of counts.
        norm: ``"l2"`` or None.
    """

    def __init__(
        self,
        *,
        analyzer: str = "word",
        ngram_range: tuple[int, int] = (1, 1),
        n_features: int = 2**18,
        sublinear_tf: bool = True,
        norm: str | None = "l2",
    ) -> None:
        self.analyzer = analyzer
        self.ngram_range = ngram_range
        self.n_features = n_features
        self.sublinear_tf = sublinear_tf
        self.norm = norm

    def fit(self, texts: Sequence[str], y: Any = None) -> Hashing:
        """Learn nothing but the width."""
        self.n_features_out_ = self.n_features
        return self

    def transform(self, texts: Sequence[str]) -> csr_matrix:
        """Return the matrix of texts, shape ``(n, n_features)``."""
        counts, values = hashed_weights(self.get_params(), texts)
        shape = (len(counts.indptr) - 1, self.n_features)
        return csr_matrix((values, counts.indices, counts.indptr), shape=shape)

    def __sklearn_tags__(self) -> Any:
        """Say that strings are taken and no fit is needed."""
        tags = super().__sklearn_tags__()
        tags.input_tags.string = True
        tags.input_tags.two_d_array = False
        tags.requires_fit = False
        return tags
