"""The Pashto folding as a scikit-learn transformer."""

from sklearn.base import BaseEstimator, TransformerMixin

from radeh_pashto.folding import fold


class PashtoNormalizer(TransformerMixin, BaseEstimator):
    """Pashto text in one spelling; the five letters ye stay apart."""

    def fit(self, texts, y=None):
        """Learn nothing."""
        return self

    def transform(self, texts):
        """Return ``n`` strings for ``n`` strings."""
        return [fold(text) for text in texts]

    def __sklearn_is_fitted__(self):
        """There is nothing to learn, so it always is."""
        return True
