"""What one character reads as: the table under the folding.

The value of a character is a string: empty for marks that carry no letter, a letter or digit in
its plain form, ASCII punctuation as it is (addresses are recognised by it), or a space.
"""

from __future__ import annotations

import unicodedata

#: Letters that Persian keyboards, fonts and neighbours write differently.
LETTERS = {
    **dict.fromkeys("يىېےۍۑێئ", "ی"),
    **dict.fromkeys("كڪ", "ک"),
    "ګ": "گ",
    **dict.fromkeys("ةۃہھۀۂە", "ه"),
    **dict.fromkeys("أإآٱٲٳ", "ا"),
    **dict.fromkeys("ؤۆ", "و"),
    "ء": "",
    "ٴ": "",  # the high hamza
    "ـ": "",  # tatweel
}

#: Invisible marks that Unicode does not count as format characters.
_INVISIBLE = {0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0}
_INVISIBLE_RANGES = ((0x180B, 0x180F), (0xFE00, 0xFE0F), (0xE0000, 0xE0FFF))


def _invisible(code: int) -> bool:
    return code in _INVISIBLE or any(low <= code <= high for low, high in _INVISIBLE_RANGES)


def _plain(character: str) -> str:
    """Fold one character of a compatibility decomposition."""
    if character in LETTERS:
        return LETTERS[character]
    category = unicodedata.category(character)
    if unicodedata.combining(character) or category == "Cf" or _invisible(ord(character)):
        return ""
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category[0] in "LNM" or "!" <= character <= "~":
        return character.casefold()
    return " "


def is_word_character(character: str) -> bool:
    """Whether a folded character belongs to a word; the others are ASCII signs and the space."""
    return character.isascii() is False or character.isalnum()


def fold_character(character: str) -> str:
    """Return what one character reads as.

    Decomposing first makes composed and decomposed text equal, and turns presentation forms
    (ﻻ, ﯽ) into letters; a second pass catches what case folding composes. One character never
    reads as more than one word: ﷺ is a word, ½ is 12.
    """
    if character.isspace():
        return " "
    decomposed = unicodedata.normalize("NFKD", character)
    if decomposed[0] == " " and all(unicodedata.combining(mark) for mark in decomposed[1:]):
        return ""  # the isolated form of a diacritic: a mark without a letter
    folded = "".join(map(_plain, decomposed))
    folded = "".join(map(_plain, unicodedata.normalize("NFKD", folded)))
    word = "".join(filter(is_word_character, folded))
    return word or folded[:1]


class _Table(dict[int, str]):
    """A table for ``str.translate`` that fills itself."""

    def __missing__(self, code: int) -> str:
        value = self[code] = fold_character(chr(code))
        return value


TABLE = _Table()


class _Signs(dict[int, str]):
    """A table that only drops what carries no letter, and makes every space plain."""

    def __missing__(self, code: int) -> str:
        plain = TABLE[code]
        value = self[code] = " " if chr(code).isspace() else chr(code) if plain else ""
        return value


#: For looking at the signs of a text: marks and invisible characters gone, all else as it is.
SIGNS = _Signs()
