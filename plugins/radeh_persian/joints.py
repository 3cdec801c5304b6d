"""The joints of Persian inflection, where a half-space may have become a space.

«می شود» and «کتاب ها» read as «میشود» and «کتابها», as they do when the half-space was kept or
lost. The lists hold inflection only; what joins two words into a compound is not decided here.
"""

from __future__ import annotations

#: Written before a verb.
PREFIXES = frozenset({"می", "نمی"})

_PLURAL = ("ها", "های", "هایی")
_POSSESSIVE = ("م", "ت", "ش", "مان", "تان", "شان")

#: Written after a word.
SUFFIXES = frozenset(
    {
        *_PLURAL,
        *(f"های{ending}" for ending in _POSSESSIVE),
        *(f"ها{ending}" for ending in ("مان", "تان", "شان", "ست", "یند")),
        *("تر", "تری", "ترین", "ترینها", "ترینهای", "ترها", "ترهای"),
        *("ام", "ات", "اش", "ای", "ایم", "اید", "اند", "ی"),
        *("مان", "تان", "شان"),
    }
)


def _starts_persian(word: str) -> bool:
    return "\u0600" <= word[0] <= "\u06ff"


def join(words: list[str]) -> list[tuple[int, int]]:
    """Return the ranges of ``words`` that read as one word: ``[(start, end), ...]``, in order.

    A suffix joins the word before it, a prefix the word after it if that is in Persian letters
    («می ۲۰۲۰» is a date). Joining what is joined already changes nothing.
    """
    ranges: list[tuple[int, int]] = []
    open_prefix = False
    for index, word in enumerate(words):
        if ranges and (word in SUFFIXES or (open_prefix and _starts_persian(word))):
            ranges[-1] = (ranges[-1][0], index + 1)
        else:
            ranges.append((index, index + 1))
        open_prefix = word in PREFIXES
    return ranges
