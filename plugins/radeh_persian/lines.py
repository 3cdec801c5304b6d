"""What a line of a page looks like by its words: a breadcrumb, a date, a form, a label.

Lines come folded, or as they are but for invisible marks, where separators matter.
"""

from __future__ import annotations

import re

from radeh_persian.folding import fold
from radeh_persian.phrases import (
    BUSINESS,
    BUTTONS,
    DATE_WORDS,
    HEADS,
    LABELS,
    LINES,
    SECTIONS,
    SMALL_WORDS,
)

#: Names that stand glued to each other cover so much of a breadcrumb; the rest is names unknown.
GLUED_SHARE = 0.6
SHORTEST_GLUED = 10
#: A date line may have so many words that are no date: a place, initials.
OTHER_WORDS_OF_DATE = 2
LONGEST_DATE = 6
#: A cell of a breadcrumb has no more words than this.
LONGEST_CELL = 5

# Guillemets are separators only where they stand apart: «...» are quotation marks.
STRONG_SIGNS = "|>›•·→←~☆★"
_STRONG = re.compile(rf"[{STRONG_SIGNS}]|\s[»«]\s|«»|(?<=[^\s«])»(?=[^\s»])")
WEAK_SIGNS = "/\\"
WEAK_PAIR = "::"
DASHES = "-–—"
_WEAK = re.compile(rf"[{re.escape(WEAK_SIGNS)}]|{WEAK_PAIR}|\s[{re.escape(DASHES)}]\s")
NAMES = frozenset(phrase.replace(" ", "") for phrase in SECTIONS | BUTTONS | LINES)
_LONGEST_NAME = max(map(len, NAMES))
_HEAD_LENGTHS = sorted({head.count(" ") + 1 for head in HEADS})
BUSINESS_WORDS = BUSINESS | {button for button in BUTTONS if " " not in button}
SMALL = SMALL_WORDS | DATE_WORDS
MONTHS = DATE_WORDS - SMALL_WORDS


def has_head(words: list[str]) -> bool:
    """Whether a line begins as only furniture does."""
    return any(" ".join(words[:length]) in HEADS for length in _HEAD_LENGTHS)


def is_business(words: list[str]) -> bool:
    """Whether a line is of the page's own business and of small words.

    One word in five may be another, where two are of the page's business.
    """
    business = sum(word in BUSINESS_WORDS for word in words)
    strange = sum(
        not (word in BUSINESS_WORDS or word in SMALL or word.isdecimal()) for word in words
    )
    return business > 0 and (not strange or (business > 1 and 5 * strange <= len(words)))


def is_dated(words: list[str]) -> bool:
    """Whether a line is a date or a time, with at most a place beside it."""
    if not any(word.isdecimal() for word in words):
        return False
    others = sum(not word.isdecimal() and word not in DATE_WORDS for word in words)
    if not others:
        return True
    return (
        others <= OTHER_WORDS_OF_DATE
        and others < len(words) - others
        and len(words) <= LONGEST_DATE
        and any(word in MONTHS for word in words)
    )


def is_breadcrumb(folded: str) -> bool:
    """Whether a folded line consists of known names and buttons, glued or not.

    Where names are glued, some may be unknown.
    """
    glued = folded.replace(" ", "")
    covered = [(0, 0)]  # for each place, the most characters that names cover, and their number
    for end in range(1, len(glued) + 1):
        best = covered[end - 1]
        for size in range(1, min(end, _LONGEST_NAME) + 1):
            if glued[end - size : end] in NAMES:
                share, names = covered[end - size]
                best = max(best, (share + size, names + 1), key=lambda way: (way[0], -way[1]))
        covered.append(best)
    share, names = covered[-1]
    words = folded.split(" ")
    return share == len(glued) or (
        names >= max(2, len(words))
        and share >= GLUED_SHARE * len(glued)
        and any(len(word) >= SHORTEST_GLUED for word in words)
    )


def is_labelled(signs: str) -> bool:
    """Whether a line says who made an item, when or where."""
    label, colon, _ = signs.partition(":")
    return bool(colon) and fold(label) in LABELS


def are_cells(signs: str) -> bool:
    """Whether a line is short cells between separators, enough of them known."""
    if len(cells := _cells(_STRONG, signs)) > 1:
        needed = len(cells) if len(cells) == 2 else (len(cells) + 2) // 3
    elif len(cells := _cells(_WEAK, signs)) > 1:
        needed = (len(cells) + 1) // 2
    else:
        return False
    return sum(map(_is_known, cells)) >= needed


def _cells(separator: re.Pattern[str], signs: str) -> list[str]:
    cells = [cell.strip() for cell in separator.split(signs)]
    return cells if all(fold(c).count(" ") < LONGEST_CELL for c in cells) else []


def _is_known(cell: str) -> bool:
    folded = fold(cell)
    words = folded.split(" ")
    return bool(folded) and (
        folded in LINES
        or is_dated(words)
        or has_head(words)
        or is_business(words)
        or is_breadcrumb(folded)
        or is_labelled(cell)
        or are_cells(cell)
    )
