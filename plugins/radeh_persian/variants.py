"""Spellings and words of one meaning read as one: a table of rules over folded words.

A rule says that a run of one to four words reads as one word. Rules are applied from left to
right, the longest run first; a word that was read may be the end of a longer run. A single word,
or the last word of a run, may carry an inflection: دالرها reads as دلارها.

Rules are applied to what rules gave, until none applies: that makes folding idempotent. Three
things are checked when they are put together: no word is read in a circle, bare or inflected; none
reads as an ending or beginning that would join its neighbour; none in other letters as a Persian
one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from radeh_persian.joints import BEGINNINGS, ELEMENTS, IS_ENDING, SUFFIXES, settle, starts_persian

#: A run of more words than this is not looked for.
LONGEST_RUN = 4

#: A word that is read otherwise more often than this, one by one, is read in a circle.
LONGEST_CHAIN = 8

#: Inflection that may follow a variant; the first of two that fit is the shorter.
INFLECTIONS = SUFFIXES

_LONGEST_INFLECTION = max(map(len, INFLECTIONS))
_REMEMBERED = 1 << 17


class Ending(NamedTuple):
    """A way in which a word may end a run: the run's length, the word bare, its inflection."""

    length: int
    stem: str
    inflection: str


class Contradiction(ValueError):
    """Rules that cannot hold together."""


class Variants:
    """Rules, ready to be applied.

    Args:
        rules: words between single spaces, to the one word that they read as; all folded.

    """

    def __init__(self, rules: Mapping[str, str]) -> None:
        self._rules: dict[str, str] = {}
        self._lengths: dict[str, tuple[int, ...]] = {}
        self._known = _Endings(self._lengths)
        for run, reading in sorted(rules.items(), key=lambda rule: (rule[0].count(" "), rule)):
            self._add(run, reading)

    @classmethod
    def ready(cls, rules: dict[str, str]) -> Variants:
        """Return rules that were put together before: what `rules` gave, in its order."""
        made = cls({})
        made._rules = rules
        lengths: dict[str, set[int]] = {}
        for run in rules:
            words = run.split(" ")
            lengths.setdefault(words[-1], set()).add(len(words))
        for word, found in lengths.items():
            made._lengths[word] = tuple(sorted(found, reverse=True))
        return made

    @property
    def rules(self) -> dict[str, str]:
        """Runs of words between single spaces, to what they read as."""
        return self._rules

    @property
    def last_words(self) -> dict[str, int]:
        """The last words of rules; bit ``n`` of the value says that one has ``n`` words."""
        return {
            word: sum(1 << length for length in lengths) for word, lengths in self._lengths.items()
        }

    def _add(self, run: str, reading: str) -> None:
        # Several words are stored as they read by the rules so far; shorter rules come first.
        words = self._reread(run) if " " in run else [run]
        if " " in run and words == self._reread(reading):
            return
        self._rules[" ".join(words)] = reading
        lengths = {*self._lengths.get(words[-1], ()), len(words)}
        self._lengths[words[-1]] = tuple(sorted(lengths, reverse=True))
        self._known.clear()

    def _reread(self, run: str) -> list[str]:
        words = run.split(" ")
        return self.rewrite(words, [0] * len(words))[0]

    def rewrite(self, tokens: list[str], firsts: list[int]) -> tuple[list[str], list[int]]:
        """Apply the rules to tokens, and keep the index of the first word of each."""
        known = self._known
        texts: list[str] = []
        starts: list[int] = []
        for token, first in zip(tokens, firsts, strict=True):
            if endings := known[token]:
                token, first = self._apply(texts, starts, token, first, endings)
            texts.append(token)
            starts.append(first)
        return texts, starts

    def _apply(
        self,
        texts: list[str],
        starts: list[int],
        token: str,
        first: int,
        endings: tuple[Ending, ...],
    ) -> tuple[str, int]:
        """Read a token, and take from the end of ``texts`` what it forms a run with."""
        chain = 0
        while endings and chain < LONGEST_CHAIN:
            if (ending := self._longest(texts, endings)) is None:
                break
            length, reading, inflection = ending
            chain += length == 1
            if length > 1:
                first = starts[1 - length]
                del texts[1 - length :], starts[1 - length :]
            token = settle(reading + inflection)
            endings = self._known[token]
        return token, first

    def _longest(self, texts: list[str], endings: tuple[Ending, ...]) -> Ending | None:
        """Return the longest run that is a rule's, with its reading in place of the stem."""
        for length, stem, inflection in endings:
            if length <= len(texts) + 1:
                run = " ".join([*texts[len(texts) + 1 - length :], stem])
                if (reading := self._rules.get(run)) is not None:
                    return Ending(length, reading, inflection)
        return None

    def check(self) -> None:
        """Make sure that the rules are idempotent.

        Raises:
            Contradiction: they are not; the message names the words.
        """
        readings = set(self._rules.values())
        singles = {run for run in self._rules if " " not in run}
        suspects = {start for single in singles for start in _starts(single) if start in readings}
        suspects |= {reading for reading in readings if not singles.isdisjoint(_starts(reading))}
        suspects |= {
            s for word in ELEMENTS | SUFFIXES | BEGINNINGS for s in _starts(word) if s in readings
        }
        for run, reading in self._rules.items():
            if starts_persian(reading) and not starts_persian(run):
                raise Contradiction(f"{run!r} is not in Persian letters, but reads as {reading!r}")
        suspects |= {reading for reading in readings if IS_ENDING[reading]}
        for reading in sorted(suspects):
            for inflected in ("", *sorted(INFLECTIONS)):
                self._check_chain(settle(reading + inflected))

    def _check_chain(self, word: str) -> None:
        seen = [word]
        while not IS_ENDING[word] and word not in BEGINNINGS:
            for length, stem, inflection in self._known[word]:
                if length == 1:
                    word = settle(self._rules[stem] + inflection)
                    break
            else:
                return
            if word in seen or len(seen) == LONGEST_CHAIN:
                raise Contradiction(f"these read as each other: {', '.join(seen)}")
            seen.append(word)
        raise Contradiction(f"{seen[0]!r} reads as {word!r}, which joins its neighbour")


class _Endings(dict[str, tuple[Ending, ...]]):
    """For a word, the ways in which it may end a run, the one to try first first."""

    def __init__(self, lengths: Mapping[str, tuple[int, ...]]) -> None:
        super().__init__()
        self._lengths = lengths

    def __missing__(self, word: str) -> tuple[Ending, ...]:
        if len(self) > _REMEMBERED:
            self.clear()
        found = [Ending(length, word, "") for length in self._lengths.get(word, ())]
        for size in range(1, min(_LONGEST_INFLECTION, len(word) - 1) + 1):
            stem, inflection = word[:-size], word[-size:]
            if stem in self._lengths and inflection in INFLECTIONS:
                found += [Ending(length, stem, inflection) for length in self._lengths[stem]]
        found.sort(key=lambda ending: -ending.length)
        self[word] = ways = tuple(found)
        return ways


def _starts(word: str) -> Iterable[str]:
    return (word[:size] for size in range(1, len(word) + 1))
