"""Fold Persian text for features: what may be written in many ways reads in one.

This is the reference: plain, exact, and what every faster reading must equal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from radeh_persian.characters import TABLE
from radeh_persian.joints import join

# Web and mail addresses and @handles: a run of visible ASCII that holds one of these marks. They
# say where a text was published, not what it is about.
_ADDRESS = re.compile(r"[!-~]*(?:://|www\.|@)[!-~]*")

# After the table every character is a letter, a digit, an ASCII sign or a space.
_WORD = re.compile(r"[^ -/:-@\[-`{-~]+")


class Word(NamedTuple):
    """A word as it reads, and where it stands in the raw text: ``raw[start:end]``."""

    text: str
    start: int
    end: int


def fold(text: str) -> str:
    """Return the words of a text as they read, between single spaces.

    Total and idempotent: any string goes in, and folding what was folded changes nothing.
    """
    plain = text.translate(TABLE)
    if "@" in plain or "://" in plain or "www." in plain:
        plain = _ADDRESS.sub(" ", plain)
    words = _WORD.findall(plain)
    return " ".join("".join(words[start:end]) for start, end in join(words))


def fold_words(text: str) -> Iterator[Word]:
    """Yield the words of ``fold(text)`` with their places in the raw text.

    ``fold(text[word.start:word.end]) == word.text`` for every word.
    """
    pieces = [TABLE[ord(character)] for character in text]
    places = [index for index, piece in enumerate(pieces) for _ in piece]
    plain = _ADDRESS.sub(lambda found: " " * len(found[0]), "".join(pieces))
    found = list(_WORD.finditer(plain))
    for first, end in join([word[0] for word in found]):
        yield Word(
            "".join(word[0] for word in found[first:end]),
            places[found[first].start()],
            places[found[end - 1].end() - 1] + 1,
        )
