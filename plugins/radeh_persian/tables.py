"""The tables of the reading, as the compiled module takes them: nothing Persian is said twice.

Those of the reading by default are kept, see `radeh_persian.ready`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache
from typing import Any

from radeh_persian import furniture, joints, leads, lines, phrases, variants
from radeh_persian.characters import TABLE
from radeh_persian.folding import ADDRESS_MARKS
from radeh_persian.marks import marked


def _first_words(run: Iterable[str]) -> set[str]:
    return {phrase.partition(" ")[0] for phrase in run}


def _longest(run: Collection[str]) -> int:
    return max(phrase.count(" ") + 1 for phrase in run)


@cache
def _furniture_sets() -> dict[str, Collection[str]]:
    return {
        "LEAD_FIRST": {leads.LEAD[0]},
        "LEAD_SECOND": leads.LEAD_NOUNS,
        "LEAD_WHOLE": {"".join(leads.LEAD)},
        "LEAD_WORD": phrases.LEAD_WORDS,
        "AGENCY": phrases.AGENCIES,
        "AGENCY_START": _first_words(phrases.AGENCIES),
        "END": phrases.ENDS,
        "END_START": leads.END_STARTS,
        "INLINE": phrases.INLINE,
        "INLINE_START": leads.INLINE_STARTS,
        "TAIL": phrases.TAILS,
        "LINE": phrases.LINES,
        "HEAD": phrases.HEADS,
        "HEAD_START": _first_words(phrases.HEADS),
        "LABEL": phrases.LABELS,
        "BUSINESS": lines.BUSINESS_WORDS,
        "SMALL": lines.SMALL,
        "DATE": phrases.DATE_WORDS,
        "MONTH": lines.MONTHS,
    }


def _last_two(runs: Iterable[str]) -> dict[str, int]:
    """Return the last two words of runs; bit ``n`` of the value says that one has ``n`` words."""
    two: dict[str, int] = {}
    for words in (run.split(" ") for run in runs if " " in run):
        key = " ".join(words[-2:])
        two[key] = two.get(key, 0) | 1 << len(words)
    return two


_SIGNS = {
    "silent": joints.SILENT,
    "respelt_from": joints.RESPELT[0],
    "respelt_to": joints.RESPELT[1],
    "first_persian": joints.ARABIC_SCRIPT[0],
    "last_persian": joints.ARABIC_SCRIPT[1],
    "last_latin": furniture.LAST_LATIN,
    "breaks": furniture.LINE_BREAKS,
    "sentence_ends": furniture.SENTENCE_ENDS,
    "closers": furniture.CLOSERS,
    "full_stops": furniture.FULL_STOPS,
    "ellipsis": furniture.ELLIPSIS,
    "tail_ends": furniture.TAIL_ENDS,
    "copyright_sign": furniture.COPYRIGHT[0],
    "copyright_word": furniture.COPYRIGHT[1],
    "strong": lines.STRONG_SIGNS,
    "weak": lines.WEAK_SIGNS,
    "weak_pair": lines.WEAK_PAIR,
    "dashes": lines.DASHES,
    "open_quote": "«",
    "close_quote": "»",
    "colon": ":",
}

_LIMITS = {
    "longest_suffix": joints.LONGEST_SUFFIX,
    "longest_run": variants.LONGEST_RUN,
    "longest_chain": variants.LONGEST_CHAIN,
    "longest_line": furniture.LONGEST_LINE,
    "longest_furniture": furniture.LONGEST_FURNITURE,
    "longest_headed": furniture.LONGEST_HEADED,
    "longest_headline": furniture.LONGEST_HEADLINE,
    "shortest_headline": furniture.SHORTEST_HEADLINE,
    "longest_scrap": furniture.LONGEST_SCRAP,
    "longest_byline": furniture.LONGEST_BYLINE,
    "most_scraps": furniture.MOST_SCRAPS,
    "shortest_sentence": furniture.SHORTEST_SENTENCE,
    "longest_lead": leads.LONGEST_LEAD,
    "longest_signature": leads.LONGEST_SIGNATURE,
    "longest_cell": lines.LONGEST_CELL,
    "glued_share": lines.GLUED_SHARE,
    "shortest_glued": lines.SHORTEST_GLUED,
    "other_words_of_date": lines.OTHER_WORDS_OF_DATE,
    "longest_date": lines.LONGEST_DATE,
    "longest_agency": _longest(phrases.AGENCIES),
    "longest_inline": _longest(phrases.INLINE),
    "longest_end": _longest(phrases.ENDS),
    "longest_head": _longest(phrases.HEADS),
}


def tables(
    rules: variants.Variants | None, learned: Collection[str], *, cuts_furniture: bool
) -> dict[str, Any]:
    """Return all that a reading is made of.

    Args:
        rules: spellings and words to read as others.
        learned: folded lines to cut.
        cuts_furniture: whether page furniture is cut at all.
    """
    runs = {} if rules is None else rules.rules
    sets: dict[str, Collection[str]] = {
        "SUFFIX": joints.SUFFIXES,
        "ELEMENT": joints.ELEMENTS,
        "BEGINNING": joints.BEGINNINGS,
        "PENULTIMATE": {run.rsplit(" ", 2)[-2] for run in runs if " " in run},
    }
    if cuts_furniture:
        sets |= {**_furniture_sets(), "LEARNED": learned}
    return {
        "characters": TABLE,
        "furniture": cuts_furniture,
        "marked": marked(sets),
        "rules": runs,
        "two": _last_two(runs),
        "lasts": {} if rules is None else rules.last_words,
        "names": tuple(sorted(lines.NAMES)) if cuts_furniture else (),
        "address_marks": ADDRESS_MARKS,
        "after_silent": joints.AFTER_SILENT,
        "triggers": tuple(leads.TRIGGERS) if cuts_furniture else (),
        "signs": _SIGNS,
        "limits": _LIMITS,
    }
