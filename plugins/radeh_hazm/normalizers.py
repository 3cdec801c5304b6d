"""hazm as scikit-learn transformers that clone and pickle."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sklearn.base import BaseEstimator, TransformerMixin

from radeh_hazm.tools import hazm_object

#: hazm's second pass may remove a space or a half-space that its first has left. On text of odd
#: signs a third may, too; this bounds it.
MOST_PASSES = 8


class HazmNormalizer(TransformerMixin, BaseEstimator):
    """hazm's ``Normalizer`` with its own settings, applied until it changes nothing more."""

    def fit(self, texts: Sequence[str], y: Any = None) -> HazmNormalizer:
        """Make sure that hazm is there; nothing is learned.

        Raises:
            MissingDependencyError: hazm is not installed.
        """
        hazm_object("Normalizer")
        return self

    def transform(self, texts: Sequence[str]) -> list[str]:
        """Return ``n`` normalised strings for ``n`` strings."""
        return [self._settled(text) for text in texts]

    def _settled(self, text: str) -> str:
        for _ in range(MOST_PASSES):
            before, text = text, self._read(text)
            if text == before:
                break
        return text

    def _read(self, text: str) -> str:
        normalized: str = hazm_object("Normalizer").normalize(text)
        return normalized

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


class HazmTokens(HazmNormalizer):
    """hazm's tokens, with single spaces between them."""

    def _read(self, text: str) -> str:
        return " ".join(self._tokens(text))

    def _tokens(self, text: str) -> list[str]:
        # hazm joins the parts of a verb by "_"; a half-space does it for every tokeniser after us.
        tokens = hazm_object("WordTokenizer").tokenize(super()._read(text))
        joined = (token.replace("_", "\u200c").replace(" ", "\u200c") for token in tokens)
        return [token for token in joined if token.strip("\u200c")]


class HazmLemmas(HazmTokens):
    """The lemmas of hazm's tokens; of a verb the past stem."""

    def _tokens(self, text: str) -> list[str]:
        lemmatize = hazm_object("Lemmatizer").lemmatize
        return [lemmatize(token).partition("#")[0] or token for token in super()._tokens(text)]
