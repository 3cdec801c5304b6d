"""hazm's normaliser, tokeniser and lemmatiser as normalizers (needs ``radeh[hazm]``)."""

from collections.abc import Iterator

import radeh


@radeh.hookimpl
def radeh_normalizers() -> Iterator[radeh.Component]:
    """Yield hazm's ways of reading."""
    yield radeh.Component(
        name="hazm",
        target="radeh_hazm.normalizers:HazmNormalizer",
        summary="hazm's Normalizer (needs radeh[hazm])",
    )
    yield radeh.Component(
        name="hazm-tokens",
        target="radeh_hazm.normalizers:HazmTokens",
        summary="hazm's Normalizer and word_tokenize, tokens between spaces (needs radeh[hazm])",
    )
    yield radeh.Component(
        name="hazm-lemmas",
        target="radeh_hazm.normalizers:HazmLemmas",
        summary="hazm's Normalizer, tokeniser and Lemmatizer (needs radeh[hazm])",
    )
