"""Sets that a word, or words between single spaces, are in, as bits of a number."""

from __future__ import annotations

from collections.abc import Collection, Mapping

#: The sets; set ``n`` of this list is bit ``n`` of a mark (``enum`` of reader.h).
_MARKS = """
    SUFFIX ELEMENT BEGINNING PENULTIMATE TRIGGER LEAD_FIRST LEAD_SECOND LEAD_WHOLE LEAD_WORD
    AGENCY AGENCY_START END END_START INLINE INLINE_START LEARNED TAIL LINE HEAD HEAD_START
    LABEL BUSINESS SMALL DATE MONTH
"""
MARKS = _MARKS.split()
#: The first word, and the first two, of a longer marked phrase.
STARTS = 1 << 31


def marked(sets: Mapping[str, Collection[str]]) -> dict[str, int]:
    """Return the marks of every member of the sets, and of what longer ones start with."""
    marks: dict[str, int] = {}
    for name, members in sets.items():
        bit = 1 << MARKS.index(name)
        for member in members:
            marks[member] = marks.get(member, 0) | bit
    for phrase in list(marks):
        words = phrase.split(" ")
        for start in (words[:1], words[:2]):
            if len(start) < len(words):
                key = " ".join(start)
                marks[key] = marks.get(key, 0) | STARTS
    return marks
