"""Word vectors learned from the texts at hand; a text is the weighted mean of its words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.extmath import randomized_svd
from sklearn.utils.validation import check_is_fitted

from radeh_tfidf.cooccurrence import positive_pmi, window_counts
from radeh_tfidf.counting import Counts
from radeh_tfidf.native import learn, make_counter
from radeh_tfidf.terms import words
from radeh_tfidf.weighting import inverse_document_frequency, mean_weights, weigh

Floats = npt.NDArray[np.float64]

CONTEXTS = ("document", "window")


class WordVectors(TransformerMixin, BaseEstimator):
    """Texts to the mean of their words' vectors, weighted by ``(1 + ln count) * idf``.

    The vectors come from singular value decompositions of what ``fit`` is given, labelled or not:
    of the document-term matrix (latent semantic analysis: Deerwester et al., 1990) and of the
    positive pointwise mutual information of words within a window (Levy and Goldberg, "Neural word
    embedding as implicit matrix factorization", 2014). Words that were never labelled thus lie near
    words that were. A linear model over the mean is again one weight for each word.

    Args:
        n_components: dimensions of each kind of vector.
        contexts: ``"document"``, ``"window"``, or both, side by side.
        window: how far apart two words may stand to be seen together.
        min_df: leave out words in fewer documents than this.
        scale: length of a word's vector, which says how much a penalised classifier heeds it.
        random_state: seed of the decompositions.

    Attributes:
        vocabulary_: word to row of ``vectors_``.
        idf_: shape ``(n_words,)``.
        vectors_: shape ``(n_words, n_features_out_)``.
        n_features_out_: number of columns.
    """

    def __init__(
        self,
        *,
        n_components: int = 300,
        contexts: tuple[str, ...] = CONTEXTS,
        window: int = 5,
        min_df: int = 2,
        scale: float = 3.0,
        random_state: int | None = 0,
    ) -> None:
        self.n_components = n_components
        self.contexts = contexts
        self.window = window
        self.min_df = min_df
        self.scale = scale
        self.random_state = random_state

    def fit(self, texts: Sequence[str], y: Any = None) -> WordVectors:
        """Learn a vector for each word.

        Raises:
            ValueError: no word is left, or a parameter is out of range.
        """
        contexts = tuple(self.contexts)
        if not contexts or not set(contexts) <= set(CONTEXTS):
            raise ValueError(f"contexts is {contexts}; it must be one or more of {CONTEXTS}")
        if self.window < 1 or self.n_components < 1:
            raise ValueError(
                f"window is {self.window} and n_components {self.n_components}; both must be >= 1"
            )
        texts = list(texts)
        terms, counts = learn(texts, "word", (1, 1))
        frequency = np.bincount(counts.indices, minlength=len(terms))
        kept = np.flatnonzero(frequency >= self.min_df)
        if not kept.size:
            raise ValueError(
                f"no word is left of {len(terms)} in {len(texts)} texts; lower min_df, or look at "
                "what the normalizer makes of the texts"
            )
        self.vocabulary_ = {terms[old]: new for new, old in enumerate(kept)}
        self.idf_ = inverse_document_frequency(frequency[kept], len(texts))
        matrix = csr_matrix(
            (counts.data, counts.indices, counts.indptr), shape=(len(texts), len(terms))
        )[:, kept]
        parts = [self._directions(self._context(name, texts, matrix)) for name in contexts]
        self.vectors_ = np.hstack(parts) * (self.scale / np.sqrt(len(parts)))
        self.n_features_out_ = self.vectors_.shape[1]
        return self

    def _context(self, name: str, texts: Sequence[str], matrix: csr_matrix) -> csr_matrix:
        """Return the matrix, a row for each word, whose singular vectors are looked for."""
        if name == "document":
            counts = Counts(matrix.indices, matrix.data, matrix.indptr)
            matrix.data = weigh(counts, self.idf_, sublinear_tf=True, norm="l2")
            return matrix.T.tocsr()
        known = self.vocabulary_
        numbered = [
            np.array([known.get(word, -1) for word in words(text)], dtype=np.int32)
            for text in texts
        ]
        return positive_pmi(window_counts(numbered, len(known), self.window))

    def _directions(self, matrix: csr_matrix) -> Floats:
        """Return unit rows; the square root of the singular values keeps the rare in sight."""
        size = min(self.n_components, *matrix.shape)
        left, strength, _ = randomized_svd(matrix, size, n_iter=4, random_state=self.random_state)
        rows = left * np.sqrt(strength)
        length = np.linalg.norm(rows, axis=1, keepdims=True)
        unit: Floats = rows / np.where(length == 0, 1, length)
        return unit

    def transform(self, texts: Sequence[str]) -> csr_matrix:
        """Return the means, shape ``(n, n_features_out_)``; zeros where no word is known."""
        check_is_fitted(self, "vectors_")
        counts = make_counter(self.vocabulary_, "word", (1, 1))(texts)
        weights = mean_weights(counts, self.idf_)
        shape = (len(counts.indptr) - 1, len(self.idf_))
        means: Floats = csr_matrix((weights, counts.indices, counts.indptr), shape=shape) @ (
            self.vectors_
        )
        return csr_matrix(means)  # as every feature extractor; a union makes it sparse anyway

    def get_feature_names_out(self, input_features: Any = None) -> npt.NDArray[np.object_]:
        """Return ``dimension0``, ``dimension1`` and so on."""
        check_is_fitted(self, "vectors_")
        return np.array([f"dimension{k}" for k in range(self.n_features_out_)], dtype=object)

    def __sklearn_tags__(self) -> Any:
        """Say that strings are taken."""
        tags = super().__sklearn_tags__()
        tags.input_tags.string = True
        tags.input_tags.two_d_array = False
        return tags
