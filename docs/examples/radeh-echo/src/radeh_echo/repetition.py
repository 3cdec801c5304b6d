"""Features of repetition, as a scikit-learn transformer."""

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.base import BaseEstimator, TransformerMixin

NAMES = ("log_words", "repeated_share")


class Repetition(TransformerMixin, BaseEstimator):
    """Two columns: the logarithm of the number of words, and the share of repeated words."""

    def fit(self, texts, y=None):
        """Learn nothing but the width."""
        self.n_features_out_ = len(NAMES)
        return self

    def transform(self, texts):
        """Return a matrix of shape ``(n, 2)``."""
        rows = []
        for text in texts:
            words = text.split()
            repeated = 1 - len(set(words)) / len(words) if words else 0.0
            rows.append((np.log1p(len(words)), repeated))
        return csr_matrix(np.array(rows, dtype=np.float64).reshape(len(rows), len(NAMES)))

    def get_feature_names_out(self, input_features=None):
        """Return the names of the columns."""
        return np.array(NAMES, dtype=object)
