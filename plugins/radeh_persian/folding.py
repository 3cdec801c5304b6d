"""Fold Persian text for features: what may be written in many ways reads in one.

character table -> addresses removed -> words -> joints -> variants. This is the reference: plain,
exact, and what every faster reading must equal. Each step looks at no more than a few words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from radeh_persian.characters import TABLE
from radeh_persian.joints import join
from radeh_persian.variants import Variants

# Web and mail addresses and @handles: a run of visible ASCII that holds one of these marks. They
# say where a text was published, not what it is about. A run is taken whole, so that the time
# stays proportional to the length.
_VISIBLE = re.compile(r"[!-~]+")
ADDRESS_MARKS = ("@", "://", "www.")

# After the table every character is a letter, a digit, an ASCII sign or a space.
_WORD = re.compile(r"[^ -/:-@\[-`{-~]+")


class Word(NamedTuple):
    """A word as it reads, and where it stands in the raw text: ``raw[start:end]``."""

    text: str
    start: int
    end: int


def _blank_address(run: re.Match[str]) -> str:
    return " " * len(run[0]) if any(mark in run[0] for mark in ADDRESS_MARKS) else run[0]


def _without_addresses(plain: str) -> str:
    if any(mark in plain for mark in ADDRESS_MARKS):
        return _VISIBLE.sub(_blank_address, plain)
    return plain


def read(words: list[str], variants: Variants | None) -> tuple[list[str], list[int]]:
    """Return the tokens that plain words form, and the index of the first word of each."""
    tokens, firsts = join(words)
    return (tokens, firsts) if variants is None else variants.rewrite(tokens, firsts)


def fold(text: str, variants: Variants | None = None) -> str:
    """Return the words of a text as they read, between single spaces.

    Total and idempotent: any string goes in, and folding what was folded changes nothing.

    Args:
        text: any string.
        variants: spellings and words to read as others; none by default.
    """
    plain = _without_addresses(text.translate(TABLE))
    return " ".join(read(_WORD.findall(plain), variants)[0])


def fold_words(text: str, variants: Variants | None = None) -> Iterator[Word]:
    """Yield the words of ``fold(text, variants)`` with their places in the raw text.

    ``fold(text[word.start:word.end], variants) == word.text`` for every word; the place of a word
    that several words were read as covers them all.
    """
    pieces = [TABLE[ord(character)] for character in text]
    places = [index for index, piece in enumerate(pieces) for _ in piece]
    found = list(_WORD.finditer(_without_addresses("".join(pieces))))
    tokens, firsts = read([word[0] for word in found], variants)
    for token, first, after in zip(tokens, firsts, [*firsts, len(found)][1:], strict=True):
        yield Word(token, places[found[first].start()], places[found[after - 1].end() - 1] + 1)
