"""Pashto spelling: what differs and means the same becomes the same."""

import re
import unicodedata

_SAME = str.maketrans(
    {
        "ك": "ک",
        "گ": "ګ",
        "ى": "ی",
        "ہ": "ه",
        "ھ": "ه",
        "ة": "ه",
        "\u200c": " ",
        **{chr(0x0660 + digit): str(digit) for digit in range(10)},
        **{chr(0x06F0 + digit): str(digit) for digit in range(10)},
    }
)

#: Tatweel, vowel marks, zero-width and direction marks, soft hyphen, byte-order mark.
_NOTHING = re.compile(
    "[\u0640\u064b-\u0653\u0670\u200b\u200d-\u200f\u202a-\u202e\u2060-\u2069\u00ad\ufeff]"
)


def fold(text: str) -> str:
    """Return the text in one spelling, with single spaces between words.

    NFKC first, so that presentation forms and composed letters are what they stand for, and
    last, so that what became neighbours is composed as well.
    """
    text = unicodedata.normalize("NFKC", text).translate(_SAME)
    text = _NOTHING.sub("", text).casefold()
    return " ".join(unicodedata.normalize("NFKC", text).split())
