"""Cut page furniture from text that was extracted from a news page.

A line is judged by the words it reads as, its separators and its neighbours, never by its topic.
What is judged first: lines that say of themselves that they are furniture (a share bar, a
breadcrumb, a date, «انتهای پیام»), then what stands below «مطالب مرتبط» or "Related Articles" up
to the next sentence, then short scraps between furniture. The first line of a page, which may be
its headline, and a text of a single line go only if they say so themselves.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from radeh_persian.characters import SIGNS, TABLE
from radeh_persian.folding import fold
from radeh_persian.leads import find_phrases
from radeh_persian.lines import (
    are_cells,
    has_head,
    is_breadcrumb,
    is_business,
    is_dated,
    is_labelled,
)
from radeh_persian.phrases import LINES, TAILS

#: A line of more letters and signs than this is body text, searched for leads and end marks only.
LONGEST_LINE = 250
#: Lines of more words than this are furniture only by their heads.
LONGEST_FURNITURE = 12
#: A copyright line or a comment form may have this many words.
LONGEST_HEADED = 30
#: Headlines of other articles may have this many words, if they do not end as sentences do.
LONGEST_HEADLINE = 22
SHORTEST_HEADLINE = 4
#: A scrap between furniture: a byline, the name of a programme.
LONGEST_SCRAP = 6
LONGEST_BYLINE = 3
#: More scraps than this in a row are a list, and may be body.
MOST_SCRAPS = 3
#: A sentence has at least so many words; what is shorter closes no tail.
SHORTEST_SENTENCE = 7

LINE_BREAKS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_LINE = re.compile(f"[^{LINE_BREAKS}]+")
SENTENCE_ENDS = ".!؟?"
#: What may follow the end of a sentence.
CLOSERS = "\"'»”’)]"
_CLOSED = rf"[\s{re.escape(CLOSERS)}]*\Z"
_SENTENCE_END = re.compile(f"[{SENTENCE_ENDS}]{_CLOSED}")
# Headlines end with question and exclamation marks too.
FULL_STOPS = "."
_FULL_STOP = re.compile(f"[{FULL_STOPS}]{_CLOSED}")
# Reasons that a line gives itself; what only repeats or counts says nothing of its neighbours.
_SPEAKING = frozenset({"learned", "related", "head", "line", "breadcrumb", "label"})
ELLIPSIS = "…"
_ELLIPSIS = re.compile(rf"(?:\.\.|{ELLIPSIS}){_CLOSED}")
LAST_LATIN = "\u024f"
_LATIN_ONLY = re.compile(rf"[\x00-{LAST_LATIN}]*\Z")
COPYRIGHT = ("©", "(c)")
#: What may follow the name of a list of other articles.
TAIL_ENDS = " :.…"


class Cut(NamedTuple):
    """What was cut: ``text[start:end]``, and why."""

    start: int
    end: int
    reason: str


class Line(NamedTuple):
    """A line of a page: its place, what it reads as, and itself without invisible marks.

    Of a long line only the place is of interest: it is body text whatever it says.
    """

    start: int
    end: int
    folded: str = ""
    signs: str = ""

    @property
    def is_long(self) -> bool:
        """Whether the line is too long to be anything but body text."""
        return not self.folded

    @property
    def words(self) -> list[str]:
        """The words that the line reads as."""
        return self.folded.split(" ")


def page_lines(text: str) -> list[Line]:
    """Return the lines of a text that have words, in order."""
    lines = []
    for found in _LINE.finditer(text):
        plain = found[0].translate(TABLE)
        if len(plain.replace(" ", "")) > LONGEST_LINE:
            lines.append(Line(*found.span()))
        elif folded := fold(found[0]):
            lines.append(Line(*found.span(), folded, found[0].translate(SIGNS).strip()))
    return lines


def _own_reason(line: Line, learned: Collection[str]) -> str:
    """Return why a line is furniture by itself, or nothing."""
    if line.is_long:
        return ""
    if line.folded in TAILS or fold(line.signs.partition(":")[0]) in TAILS:
        return "related"
    if line.folded in learned:
        return "learned"
    if len(line.words) <= LONGEST_HEADED and (has_head(line.words) or _is_copyright(line.signs)):
        return "head"
    if line.folded in LINES:
        return "line"
    if len(line.words) > LONGEST_FURNITURE or _ends_sentence(line):
        return ""
    return _look(line)


def _look(line: Line) -> str:
    """Return what a short line that is no sentence looks like, or nothing."""
    if is_business(line.words):
        return "line"
    if all(map(str.isdecimal, line.words)):
        return "number"
    if is_dated(line.words):
        return "date"
    if is_breadcrumb(line.folded) or are_cells(line.signs):
        return "breadcrumb"
    return "label" if is_labelled(line.signs) else ""


def _is_copyright(signs: str) -> bool:
    return any(sign in signs for sign in COPYRIGHT)


def _ends_sentence(line: Line) -> bool:
    return bool(_SENTENCE_END.search(line.signs)) and not _ELLIPSIS.search(line.signs)


def _is_headline(line: Line) -> bool:
    return SHORTEST_HEADLINE <= len(line.words) <= LONGEST_HEADLINE and not _ends_sentence(line)


def _closes_tail(line: Line) -> bool:
    if line.is_long or len(line.words) > LONGEST_HEADLINE:
        return not _ELLIPSIS.search(line.signs)
    return (
        len(line.words) >= SHORTEST_SENTENCE
        and bool(_FULL_STOP.search(line.signs))
        and not _ELLIPSIS.search(line.signs)
    )


def _line_reasons(lines: list[Line], learned: Collection[str]) -> list[str]:
    """Return for each line why it is furniture, or nothing."""
    persian = sum(not _LATIN_ONLY.match(line.folded) or line.is_long for line in lines)
    reasons: list[str] = []
    seen: set[str] = set()
    tail = False
    for line in lines:
        reason = _own_reason(line, learned)
        if reason == "related":
            tail = line.signs.rstrip(TAIL_ENDS).count(":") == 0
        elif not reason:
            if tail and _closes_tail(line):
                tail = False
            if tail:
                reason = "related"
            elif line.folded in seen and _is_headline(line):
                reason = "repeated"
            elif _LATIN_ONLY.match(line.folded) and persian > len(lines) / 2 and _is_scrap(line):
                reason = "other script"
            else:
                seen.add(line.folded)
        reasons.append(reason)
    _mark_scraps(lines, reasons)
    _mark_end(lines, reasons)
    return reasons


def _mark_end(lines: list[Line], reasons: list[str]) -> None:
    """Mark what follows the first furniture after a page's last sentence."""
    last = max((i for i, line in enumerate(lines) if _closes_tail(line)), default=len(lines))
    ended = False
    for index in range(last + 1, len(lines)):
        ended = ended or reasons[index] in _SPEAKING
        if ended and not reasons[index] and not _ends_sentence(lines[index]):
            reasons[index] = "end"


def _is_scrap(line: Line) -> bool:
    return not line.is_long and len(line.words) <= LONGEST_SCRAP and not _ends_sentence(line)


def _mark_scraps(lines: list[Line], reasons: list[str]) -> None:
    """Mark short lines that stand between furniture, or beside it if they are very short."""
    own = [reason in _SPEAKING or reason == "date" for reason in reasons]
    headline = index = reasons.index("") if "" in reasons else len(lines)
    if index == 0 or (index < len(lines) and len(lines[index].words) > LONGEST_BYLINE):
        index += 1  # the first line that is not furniture may be the headline
    while index < len(lines):
        end = index
        while end < len(lines) and not reasons[end] and _is_scrap(lines[end]):
            end += 1
        if end > index:
            before, after = own[index - 1], end == len(lines) or own[end]
            few = end - index <= MOST_SCRAPS
            tiny = end - index == 1 and len(lines[index].words) <= LONGEST_BYLINE
            tiny = tiny and index != headline
            if few and ((before and after) or (tiny and (before or after))):
                reasons[index:end] = ["scrap"] * (end - index)
        index = end + 1


def find_cuts(text: str, learned: Collection[str] = ()) -> list[Cut]:
    """Return what is furniture in a page, in order.

    Args:
        text: text extracted from a page, with its line breaks, or a single line.
        learned: folded lines known to repeat in the source, see `learn_lines`.
    """
    lines = page_lines(text)
    alone = len(lines) < 2
    reasons = [""] * len(lines) if alone else _line_reasons(lines, learned)
    cuts: list[Cut] = []
    for line, reason in zip(lines, reasons, strict=True):
        if reason:
            cuts.append(Cut(line.start, line.end, reason))
        else:
            cuts += (
                Cut(line.start + start, line.start + end, why)
                for start, end, why in find_phrases(text[line.start : line.end])
            )
    return cuts


def blank(text: str, learned: Collection[str] = ()) -> str:
    """Return the text with spaces for its furniture, as long as it was.

    If no word would be left, the text itself is returned.
    """
    if not (cuts := find_cuts(text, learned)):
        return text
    kept, place = [], 0
    for start, end, _ in cuts:
        kept += [text[place:start], " " * (end - start)]
        place = end
    body = "".join([*kept, text[place:]])
    return body if fold(body) else text


#: A text of fewer lines than this is no page, and nothing is learned from it.
SHORTEST_PAGE = 8
#: A line is learned when so many pages have it, and such a share of all pages: a heading that
#: articles of many sources happen to share is none.
REPEATED = 3
REPEATED_SHARE = 0.02


def learn_lines(texts: Iterable[str]) -> list[str]:
    """Return the folded short lines that many pages of a batch share, sorted.

    Lines that are furniture by themselves need not be learned.
    """
    counts: Counter[str] = Counter()
    pages = 0
    for text in texts:
        lines = page_lines(text)
        if len(lines) >= SHORTEST_PAGE:
            pages += 1
            counts.update(set(_learnable(lines)))
    least = max(REPEATED, REPEATED_SHARE * pages)
    return sorted(line for line, count in counts.items() if count >= least)


def _learnable(lines: list[Line]) -> Iterator[str]:
    for line in lines:
        if not line.is_long and not _closes_tail(line) and not _own_reason(line, ()):
            yield line.folded
