"""Pairs of the variant table, and how they become rules.

A pair says that ``variant`` reads as ``canonical``. A canonical form of several words is written
with half-spaces and reads as one word: «آتش‌سوزی» is one word however it is spaced.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import product
from pathlib import Path
from typing import NamedTuple

from radeh import ParameterError
from radeh_persian.folding import fold
from radeh_persian.variants import LONGEST_RUN, Contradiction, Variants

HALF_SPACE = "\u200c"


class Pair(NamedTuple):
    """One line of the table; a ``kind`` with a leading ``?`` is off by default."""

    variant: str
    canonical: str
    kind: str = "extra"
    note: str = ""


@cache
def table() -> tuple[Pair, ...]:
    """Return the pairs that come with radeh."""
    text = (files("radeh_persian") / "variants.tsv").read_text(encoding="utf-8")
    return tuple(_parsed(text.splitlines(), "variants.tsv"))


def read_pairs(path: str | Path) -> tuple[Pair, ...]:
    """Read pairs from a file of the table's form: variant, tab, canonical, and more if wanted.

    Raises:
        ParameterError: the file cannot be read, or a line has no tab; the message names the line.
    """
    try:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ParameterError(
            f"extra: the pairs in {path} cannot be read: {error}; give a UTF-8 file with a "
            "variant, a tab and a canonical form on each line"
        ) from error
    return tuple(_parsed(lines, str(path)))


def _parsed(lines: Iterable[str], source: str) -> Iterator[Pair]:
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#") or (number == 1 and line[:8] == "variant\t"):
            continue
        cells = line.split("\t")
        if len(cells) < 2:
            raise ParameterError(
                f"{source}, line {number}: {line!r} has no tab; write the variant, a tab and the "
                "canonical form"
            )
        yield Pair(*cells[:4])


def chosen(kinds: Sequence[str], without: Iterable[str]) -> list[Pair]:
    """Return the table's pairs of these kinds, without those whose variant is named.

    Raises:
        ParameterError: there is no such kind, or no such variant.
    """
    known = sorted({pair.kind for pair in table()})
    if unknown := sorted(set(kinds) - set(known)):
        raise ParameterError(f"variants: no pairs are of kind {unknown}; kinds: {', '.join(known)}")
    dropped = {fold(variant) for variant in without}
    if unknown := sorted(dropped - {fold(pair.variant) for pair in table()}):
        raise ParameterError(f"without: the table has no variant {unknown}; see variants.tsv")
    wanted = set(kinds)
    return [p for p in table() if p.kind in wanted and fold(p.variant) not in dropped]


def make_variants(pairs: Iterable[Pair], extra: Iterable[Pair] = ()) -> Variants:
    """Put pairs together as rules; where both speak of a word, ``extra`` is heard.

    Raises:
        ParameterError: a pair has no words, or too many, or contradicts another.
    """
    rules: dict[str, str] = {}
    for pair in pairs:
        rules |= _rules(pair)
    own: dict[str, str] = {}
    for pair in extra:
        for run, reading in _rules(pair).items():
            if own.setdefault(run, reading) != reading:
                raise ParameterError(
                    f"extra: {pair.variant!r} is to be read as {reading!r} and as {own[run]!r}"
                )
    variants = Variants({**rules, **own})
    if not own:
        return variants  # the table was checked when it was tested
    try:
        variants.check()
    except Contradiction as error:
        raise ParameterError(
            f"the pairs cannot all hold: {error}; drop one with 'without', or change 'extra'"
        ) from error
    return variants


def _rules(pair: Pair) -> dict[str, str]:
    reading = fold(pair.canonical.replace(HALF_SPACE, ""))
    if not reading or " " in reading:
        raise ParameterError(
            f"pair {pair.variant!r} -> {pair.canonical!r}: the canonical form reads as "
            f"{reading!r}; it must be one word, its parts joined by half-spaces (U+200C)"
        )
    forms = {fold(pair.variant), *_spaced(pair.canonical)} - {reading}
    if "" in forms or any(form.count(" ") >= LONGEST_RUN for form in forms):
        raise ParameterError(
            f"pair {pair.variant!r} -> {pair.canonical!r}: each form must have 1 to {LONGEST_RUN} "
            "words"
        )
    return dict.fromkeys(forms, reading)


def _spaced(canonical: str) -> set[str]:
    """Return what a form reads as when its half-spaces are lost or become spaces."""
    parts = canonical.split(HALF_SPACE)
    ways = product(("", " "), repeat=len(parts) - 1)
    return {
        fold("".join(part + mark for part, mark in zip(parts, (*way, ""), strict=True)))
        for way in ways
    }
