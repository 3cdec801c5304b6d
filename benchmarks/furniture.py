"""How well page furniture is told from body text: ``python benchmarks/furniture.py``.

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
_SENTENCE = 22


class Page(NamedTuple):
    """A page and what each of its lines is: ``body``, ``furniture``, ``headline`` or ``other``."""

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
        raw = document.fields["raw"]
        kinds = [_kind(folded, bodies, headline) for folded in _folded_lines(raw)]
        yield Page(document.id, raw, kinds)


def _kind(folded: str, bodies: set[str], headline: str) -> str:
    if folded == headline:
        return "headline"
    if folded in bodies:
        return "body"
    return "other" if folded.count(" ") >= _SENTENCE else "furniture"


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
                "headline" if folded == headline else "furniture" if folded in marked else "body"
                for folded in _folded_lines(record["text"])
            ]
            yield Page(record["id"], record["text"], kinds)


def _folded_lines(text: str) -> Iterator[str]:
    yield from (fold(text[line.start : line.end]) for line in page_lines(text))


def judge(pages: list[Page], show: int) -> tuple[Counter[str], Counter[str], list[str]]:
    """Return lines by kind, lines cut by kind, and up to ``show`` examples of mistakes."""
    total, gone, mistakes = Counter[str](), Counter[str](), []
    for page in pages:
        left = blank(page.text)
        reasons = {cut.start: cut.reason for cut in find_cuts(page.text)}
        lines = page_lines(page.text)
        after = [fold(left[line.start : line.end]) for line in lines]
        counted: set[tuple[str, str]] = set()
        for line, kind, here in zip(lines, page.kinds, after, strict=True):
            before = fold(page.text[line.start : line.end])
            # A headline or a paragraph that a page shows twice is kept if it is kept once.
            if kind != "furniture" and (kind, before) in counted:
                continue
            counted.add((kind, before))
            kept = bool(here) or (kind != "furniture" and before in after)
            total[kind] += 1
            gone[kind] += not kept
            if kept == (kind == "furniture") and kind in ("body", "furniture"):
                why = reasons.get(line.start, "kept")
                mistakes.append(
                    f"{page.name}: {kind}, {why}: {page.text[line.start : line.end].strip()[:90]}"
                )
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
                    f"  {kind:10} {total[kind]:6} lines, {gone[kind]:6} cut,"
                    f" {share:6.2f} % cut, {100 - share:6.2f} % kept"
                )
        reasons = Counter(cut.reason for page in pages for cut in find_cuts(page.text))
        print("  cut as " + ", ".join(f"{reason} {n}" for reason, n in reasons.most_common()))
        print(*(f"  ! {mistake}" for mistake in mistakes), sep="\n", end="\n" if mistakes else "")


if __name__ == "__main__":
    main()
