"""TF-IDF as a scikit-learn transformer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted

from radeh_tfidf.counting import Counts, keep_columns
from radeh_tfidf.native import learn, make_counter
from radeh_tfidf.weighting import inverse_document_frequency, weigh


class Tfidf(TransformerMixin, BaseEstimator):
    """Texts to TF-IDF weights of the terms seen in training.

    Args:
        analyzer: ``"word"`` or ``"char_wb"``.
        ngram_range: the smallest and the largest n-gram.
        min_df: leave out terms in fewer documents than this (a share of them, if a float).
        max_df: leave out terms in more documents than this (a share of them, if a float).
        max_features: keep only so many terms, those that occur most.
        sublinear_tf: ``1 + ln`` of counts.
        use_idf: weigh by inverse document frequency.
        norm: ``"l2"`` or None.
        n_jobs: how many threads learn; None is one, -1 every core. What is learned is the same.

    Attributes:
        vocabulary_: term to column.
        idf_: shape ``(n_features,)``; ones without ``use_idf``.
        n_features_out_: number of columns.
    """

    def __init__(
        self,
        *,
        analyzer: str = "word",
        ngram_range: tuple[int, int] = (1, 1),
        min_df: float = 1,
        max_df: float = 1.0,
        max_features: int | None = None,
        sublinear_tf: bool = False,
        use_idf: bool = True,
        norm: str | None = "l2",
        n_jobs: int | None = None,
    ) -> None:
        self.analyzer = analyzer
        self.ngram_range = ngram_range
        self.min_df = min_df
        self.max_df = max_df
        self.max_features = max_features
        self.sublinear_tf = sublinear_tf
        self.use_idf = use_idf
        self.norm = norm
        self.n_jobs = n_jobs

    def fit(self, texts: Sequence[str], y: Any = None) -> Tfidf:
        """Learn the vocabulary and the document frequencies."""
        self.fit_transform(texts, y)
        return self

    def fit_transform(self, texts: Sequence[str], y: Any = None) -> csr_matrix:
        """Learn from the texts and return their matrix, shape ``(n, n_features)``.

        Raises:
            ValueError: no term is left, or a parameter is out of range.
        """
        if self.norm not in ("l2", None):
            raise ValueError(f"norm is {self.norm!r}; it must be 'l2' or None")
        ngram_range = tuple(self.ngram_range)
        terms, counts = learn(list(texts), self.analyzer, ngram_range, self.n_jobs)
        n_documents = len(counts.indptr) - 1
        frequency = np.bincount(counts.indices, minlength=len(terms))
        kept = self._kept(counts, frequency, n_documents)
        if not kept.size:
            raise ValueError(
                f"no term is left of {len(terms)} in {n_documents} texts; lower min_df, raise "
                "max_df, or look at what the normalizer makes of the texts"
            )
        self.vocabulary_ = {terms[old]: new for new, old in enumerate(kept)}
        self.n_features_out_ = len(kept)
        self.idf_ = (
            inverse_document_frequency(frequency[kept], n_documents)
            if self.use_idf
            else np.ones(len(kept))
        )
        return self._weighted(self._matrix(keep_columns(counts, kept, len(terms)), len(kept)))

    def _kept(
        self, counts: Counts, frequency: npt.NDArray[np.int64], n_documents: int
    ) -> npt.NDArray[np.intp]:
        low = self.min_df if isinstance(self.min_df, int) else self.min_df * n_documents
        high = self.max_df if isinstance(self.max_df, int) else self.max_df * n_documents
        kept = np.flatnonzero((frequency >= low) & (frequency <= high))
        if self.max_features is not None and len(kept) > self.max_features:
            total = np.bincount(counts.indices, counts.data, minlength=len(frequency))[kept]
            most = np.argsort(-total, kind="stable")[: self.max_features]
            kept = np.sort(kept[most])
        return kept

    def transform(self, texts: Sequence[str]) -> csr_matrix:
        """Return the matrix of texts, shape ``(n, n_features)``."""
        check_is_fitted(self, "vocabulary_")
        count = make_counter(self.vocabulary_, self.analyzer, tuple(self.ngram_range))
        return self._weighted(self._matrix(count(texts), self.n_features_out_))

    @staticmethod
    def _matrix(counts: Counts, n_columns: int) -> csr_matrix:
        shape = (len(counts.indptr) - 1, n_columns)
        return csr_matrix((counts.data, counts.indices, counts.indptr), shape=shape)

    def _weighted(self, matrix: csr_matrix) -> csr_matrix:
        counts = Counts(matrix.indices, matrix.data, matrix.indptr)
        matrix.data = weigh(counts, self.idf_, sublinear_tf=self.sublinear_tf, norm=self.norm)
        return matrix

    def get_feature_names_out(self, input_features: Any = None) -> npt.NDArray[np.object_]:
        """Return the terms, in the order of the columns."""
        check_is_fitted(self, "vocabulary_")
        return np.array(list(self.vocabulary_), dtype=object)

    def __sklearn_tags__(self) -> Any:
        """Say that strings are taken."""
        tags = super().__sklearn_tags__()
        tags.input_tags.string = True
        tags.input_tags.two_d_array = False
        return tags
