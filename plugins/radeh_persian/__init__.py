"""Reading Persian: the normalizers."""

from collections.abc import Iterator

import radeh


@radeh.hookimpl
def radeh_normalizers() -> Iterator[radeh.Component]:
    """Yield the Persian normalizers."""
    yield radeh.Component(
        name="persian",
        target="radeh_persian.normalizer:PersianNormalizer",
        light="radeh_persian.reading:make_reader",
        explain="radeh_persian.reading:make_word_reader",
        summary="fold letters, digits, half-spaces and Dari spelling; words between single spaces",
    )
    yield radeh.Component(
        name="news-page",
        target="radeh_persian.normalizer:PersianNormalizer",
        light="radeh_persian.reading:make_reader",
        explain="radeh_persian.reading:make_word_reader",
        summary="as 'persian', after cutting breadcrumbs, share bars, related links and tails",
        defaults={"furniture": True},
    )
