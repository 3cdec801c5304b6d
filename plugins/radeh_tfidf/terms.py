"""From a text to its terms: words, word n-grams, character n-grams inside words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

Analyzer = Callable[[str], Iterator[str]]
#: Yields the same terms as the analyzer, each with its place: ``text[start:end]``.
Locator = Callable[[str], Iterator[tuple[str, int, int]]]

#: A word is a run of letters, digits and the marks among them; a half-space holds it together.
_WORD = re.compile(r"[\w\u200c]+")

ANALYZERS = ("word", "char_wb")


def words(text: str) -> list[str]:
    """Return the words of a text, in order."""
    return _WORD.findall(text)


def make_analyzer(analyzer: str, ngram_range: tuple[int, int]) -> Analyzer:
    """Return the function that yields a text's terms.

    ``word`` yields n-grams of ``ngram_range`` words with a space between; ``char_wb`` yields
    n-grams of characters of each word with a space on either side, as scikit-learn's analyzer of
    that name does.

    Raises:
        ValueError: there is no such analyzer, or the range is empty.
    """
    low, high = ngram_range
    if not 1 <= low <= high:
        raise ValueError(f"ngram_range is {ngram_range}; it must be (low, high), 1 <= low <= high")
    if analyzer == "word":
        return lambda text: _word_ngrams(text, low, high)
    if analyzer == "char_wb":
        return lambda text: _char_ngrams(text, low, high)
    raise ValueError(f"analyzer is {analyzer!r}; it must be one of {ANALYZERS}")


def _word_ngrams(text: str, low: int, high: int) -> Iterator[str]:
    found = words(text)
    for size in range(low, min(high, len(found)) + 1):
        if size == 1:
            yield from found
        else:
            for start in range(len(found) - size + 1):
                yield " ".join(found[start : start + size])


def _char_ngrams(text: str, low: int, high: int) -> Iterator[str]:
    for word in words(text):
        padded = f" {word} "
        for size in range(low, high + 1):
            if size >= len(padded):
                yield padded  # a short word counts once, whole
                break
            for start in range(len(padded) - size + 1):
                yield padded[start : start + size]


def make_locator(analyzer: str, ngram_range: tuple[int, int]) -> Locator:
    """Return the function that yields a text's terms with their places.

    The blanks around a word that ``char_wb`` counts are no part of a place.

    Raises:
        ValueError: as `make_analyzer` does.
    """
    make_analyzer(analyzer, ngram_range)
    locate = _located_words if analyzer == "word" else _located_characters
    return lambda text: locate(text, *ngram_range)


def _located_words(text: str, low: int, high: int) -> Iterator[tuple[str, int, int]]:
    found = list(_WORD.finditer(text))
    for size in range(low, min(high, len(found)) + 1):
        for start in range(len(found) - size + 1):
            run = found[start : start + size]
            yield " ".join(word[0] for word in run), run[0].start(), run[-1].end()


def _located_characters(text: str, low: int, high: int) -> Iterator[tuple[str, int, int]]:
    for word in _WORD.finditer(text):
        padded, first = f" {word[0]} ", word.start() - 1
        for size in range(low, high + 1):
            for start in range(max(1, len(padded) - size + 1)):
                begin = max(first + start, word.start())
                yield padded[start : start + size], begin, min(first + start + size, word.end())
            if size >= len(padded):
                break
