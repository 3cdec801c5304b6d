"""How well page furniture is told from body text, line by line: ``python benchmarks/furniture.py``.

Real pages come from the research corpora, if they are at hand (RADEH_DATA): each has the whole
page's text and the article's. A line of the article is body; the headline and the standfirst, and
photo captions, are the article's too, though the article's text leaves them out, and are counted
apart; every other line is furniture. The seed corpus's pages have a list of their furniture lines,
or are measured against the clean article that follows the headline.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from typing import NamedTuple

from radeh_persian.folding import fold
from radeh_persian.furniture import blank, find_cuts, page_lines
from radeh_topics import corpora

#: Lines of so many words that are in no list are the page's own sentences: standfirst, caption.
_SENTENCE = 23


class Page(NamedTuple):
    """A page and the kind of each of its lines: ``body``, ``furniture``, ``headline``, ``other``."""

    name: str
    text: str
    kinds: list[str]


def real_pages() -> Iterator[Page]:
    """Yield the pages of the Dari corpus."""
    for document in corpora.dari():
        if document.fields.get("kind") != "full" or not document.fields.get("raw"):
            continue
        title, _, body = document.text.partition("\n")
        bodies = set(map(fold, body.split("\n")))
        headline = fold(title)
        kinds = [
            _kind(line.folded, len(line.words), bodies, headline)
            for line in page_lines(document.fields["raw"])
        ]
        yield Page(document.id, document.fields["raw"], kinds)


def _kind(folded: str, words: int, bodies: set[str], headline: str) -> str:
    if folded == headline:
        return "headline"
    if folded in bodies:
        return "body"
    return "other" if words >= _SENTENCE else "furniture"


def seed_pages() -> Iterator[Page]:
    """Yield the seed corpus's pages that say which of their lines are furniture."""
    folder = files("radeh_seeds")
    for name in sorted(item.name for item in folder.iterdir() if item.name.endswith(".jsonl")):
        for record in map(json.loads, (folder / name).read_text(encoding="utf-8").splitlines()):
            if record["style"] != "page" or not record.get("furniture"):
                continue
            marked = {folded for line in record["furniture"] for folded in _folded_lines(line)}
            headline = fold(record["title"])
            kinds = [
                "headline"
                if line.folded == headline
                else "furniture"
                if line.folded in marked
                else "body"
                for line in page_lines(record["text"])
            ]
            yield Page(record["id"], record["text"], kinds)


def _folded_lines(text: str) -> Iterator[str]:
    yield from (line.folded for line in page_lines(text))


def judge(pages: list[Page], show: int) -> tuple[Counter[str], Counter[str], list[str]]:
    """Return lines by kind, lines cut by kind, and up to ``show`` examples of mistakes."""
    total, gone, mistakes = Counter[str](), Counter[str](), []
    for page in pages:
        left = blank(page.text)
        reasons = {cut.start: cut.reason for cut in find_cuts(page.text)}
        lines = page_lines(page.text)
        survivors = {
            f for start, end in ((x.start, x.end) for x in lines) if (f := fold(left[start:end]))
        }
        counted: set[tuple[str, str]] = set()
        for line, kind in zip(lines, page.kinds, strict=True):
            # A headline or a paragraph that a page shows twice is kept if it is kept once.
            if kind != "furniture" and (kind, line.folded) in counted:
                continue
            counted.add((kind, line.folded))
            here = fold(left[line.start : line.end])
            kept = bool(here) if kind == "furniture" else bool(here) or line.folded in survivors
            total[kind] += 1
            gone[kind] += not kept
            if kept == (kind == "furniture") and kind in ("body", "furniture"):
                why = reasons.get(line.start, "kept")
                mistakes.append(f"{page.name}: {kind}, {why}: {line.raw.strip()[:100]}")
    return total, gone, mistakes[:show]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", type=int, default=0, help="print so many mistakes of each set")
    arguments = parser.parse_args()
    sets = {"seed pages": list(seed_pages())}
    if corpora.available():
        sets["real pages"] = list(real_pages())
    for name, pages in sets.items():
        if not pages:
            print(f"{name}: none has its furniture marked")
            continue
        total, gone, mistakes = judge(pages, arguments.show)
        print(f"{name}: {len(pages)} pages")
        for kind in ("furniture", "body", "headline", "other"):
            if total[kind]:
                share = 100 * gone[kind] / total[kind]
                print(
                    f"  {kind:10} {total[kind]:6} lines, {gone[kind]:6} cut, {share:6.2f} % cut, {100 - share:6.2f} % kept"
                )
        reasons = Counter(cut.reason for page in pages for cut in find_cuts(page.text))
        print("  cut as " + ", ".join(f"{reason} {n}" for reason, n in reasons.most_common()))
        print(*(f"  ! {mistake}" for mistake in mistakes), sep="\n", end="\n" if mistakes else "")


if __name__ == "__main__":
    main()
