"""The Persian reading as a scikit-learn transformer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sklearn.base import BaseEstimator, TransformerMixin

from radeh_persian.reading import make_reader


class PersianNormalizer(TransformerMixin, BaseEstimator):
    """Fold Persian text: words as they read, between single spaces.

    Args:
        furniture: cut page furniture before folding.
    """

    def __init__(self, *, furniture: bool = False) -> None:
        self.furniture = furniture

    def fit(self, texts: Sequence[str], y: Any = None) -> PersianNormalizer:
        """Learn nothing; there is nothing to learn."""
        return self

    def transform(self, texts: Sequence[str]) -> list[str]:
        """Return ``n`` folded strings for ``n`` strings."""
        return make_reader(self.get_params(), {})(texts)

    def __sklearn_is_fitted__(self) -> bool:
        """There is nothing to learn, so it always is."""
        return True

    def __sklearn_tags__(self) -> Any:
        """Say that strings are taken and no fit is needed."""
        tags = super().__sklearn_tags__()
        tags.input_tags.string = True
        tags.input_tags.two_d_array = False
        tags.requires_fit = False
        return tags
