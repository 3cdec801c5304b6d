"""The Persian reading as a scikit-learn transformer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sklearn.base import BaseEstimator, TransformerMixin

from radeh_persian.furniture import learn_lines
from radeh_persian.kinds import KINDS
from radeh_persian.reading import Extra, Reading, make_reading, resolve_pairs


class PersianNormalizer(TransformerMixin, BaseEstimator):
    """Fold Persian text: words as they read, between single spaces.

    Args:
        furniture: cut page furniture before folding.
        variants: kinds of pairs of ``variants.tsv`` to read as one; a kind with a leading ``?``
            holds doubtful pairs, which are left alone by default.
        without: variants of the table to leave as they are.
        extra: further ``(variant, canonical)`` pairs, or the path of a file with one pair a line,
            a tab between; they go before the table's.

    Attributes:
        extra_: the pairs of ``extra``, so that a stored model needs no other file.
        lines_: folded lines that several pages of the fitted texts share; they are cut too.
    """

    def __init__(
        self,
        *,
        furniture: bool = False,
        variants: tuple[str, ...] = KINDS,
        without: tuple[str, ...] = (),
        extra: Extra = (),
    ) -> None:
        self.furniture = furniture
        self.variants = variants
        self.without = without
        self.extra = extra

    def fit(self, texts: Sequence[str], y: Any = None) -> PersianNormalizer:
        """Read the extra pairs, and learn the lines that pages of the texts share.

        Raises:
            ParameterError: ``extra`` cannot be read, or the pairs contradict each other.
        """
        self.extra_ = [list(pair) for pair in resolve_pairs(self.extra)]
        self.lines_ = learn_lines(texts) if self.furniture else []
        self.reading()
        return self

    def reading(self) -> Reading:
        """Return the reading that the parameters and what was learned amount to."""
        return make_reading(self.get_params(), vars(self))

    def transform(self, texts: Sequence[str]) -> list[str]:
        """Return ``n`` folded strings for ``n`` strings."""
        return self.reading().read_all(texts)

    def __sklearn_is_fitted__(self) -> bool:
        """Without a fit, only the parameters count."""
        return True

    def __sklearn_tags__(self) -> Any:
        """Say that strings are taken and no fit is needed."""
        tags = super().__sklearn_tags__()
        tags.input_tags.string = True
        tags.input_tags.two_d_array = False
        tags.requires_fit = False
        return tags
