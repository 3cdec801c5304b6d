"""Furniture inside a line: an agency's lead, the end mark and what signs it, page buttons."""

from __future__ import annotations

from collections.abc import Iterator

from radeh_persian.characters import TABLE
from radeh_persian.folding import fold_words
from radeh_persian.phrases import AGENCIES, ENDS, INLINE, LEAD_WORDS

#: So many words may stand between «به گزارش» and the agency's name.
LONGEST_LEAD = 8
#: So many words may sign an item after «انتهای پیام».
LONGEST_SIGNATURE = 6

#: «به گزارش», which may have become one word.
LEAD = ("به", "گزارش")
#: What may stand in its second place: Dari says «راپور».
LEAD_NOUNS = frozenset({LEAD[1], "راپور"})
_LEAD_STARTS = (LEAD[0], "".join(LEAD))

_AGENCY_LENGTHS = sorted({name.count(" ") + 1 for name in AGENCIES}, reverse=True)
_INLINE_LENGTHS = sorted({phrase.count(" ") + 1 for phrase in INLINE}, reverse=True)
INLINE_STARTS = frozenset(phrase.partition(" ")[0] for phrase in INLINE)
END_STARTS = frozenset(phrase.partition(" ")[0] for phrase in ENDS)
# Each phrase has one of these words, which no joint can spread over two: a quick look for them
# saves the slow one.
TRIGGERS = sorted({*LEAD_NOUNS, *(max(phrase.split(" "), key=len) for phrase in [*ENDS, *INLINE])})


def find_phrases(raw: str) -> list[tuple[int, int, str]]:
    """Return the furniture inside a line as ``(start, end, reason)``, in order."""
    plain = raw.translate(TABLE)
    if not any(trigger in plain for trigger in TRIGGERS):
        return []
    places = list(fold_words(raw))
    found = _ranges([place.text for place in places])
    return [(places[first].start, places[after - 1].end, why) for first, after, why in found]


def _ranges(words: list[str]) -> Iterator[tuple[int, int, str]]:
    index = 0
    while index < len(words):
        word, after, why = words[index], 0, ""
        if word in _LEAD_STARTS:
            after, why = _lead_end(words, index), "agency"
        elif word in END_STARTS:
            after, why = _signature_end(words, index), "end"
        elif word in INLINE_STARTS:
            after, why = _phrase_end(words, index), "phrase"
        if after:
            yield index, after, why
        index = after or index + 1


def _lead_end(words: list[str], index: int) -> int:
    """Return where «به گزارش ... ایسنا» ends, or 0."""
    start = index + 1
    if words[index] == LEAD[0]:
        if not LEAD_NOUNS.intersection(words[start : start + 1]):
            return 0
        start += 1
    for place in range(start, min(len(words), start + LONGEST_LEAD)):
        for length in _AGENCY_LENGTHS:
            if " ".join(words[place : place + length]) in AGENCIES:
                return min(place + length, len(words))
        if words[place] not in LEAD_WORDS:
            return 0
    return 0


def _signature_end(words: list[str], index: int) -> int:
    """Return the end of the line, if «انتهای پیام» and a signature are all that is left of it."""
    for length in (2, 1):
        if " ".join(words[index : index + length]) in ENDS:
            left = len(words) - index - length
            return len(words) if left <= LONGEST_SIGNATURE else 0
    return 0


def _phrase_end(words: list[str], index: int) -> int:
    for length in _INLINE_LENGTHS:
        if " ".join(words[index : index + length]) in INLINE:
            return min(index + length, len(words))
    return 0
