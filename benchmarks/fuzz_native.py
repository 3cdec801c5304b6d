"""Look for texts that compiled code reads otherwise than the reference, or crashes on.

``python benchmarks/fuzz_native.py SECONDS [--seed N]`` mutates news and made-up text and compares
words, counts and scores; ``--corpora`` compares every article of the corpora (RADEH_DATA) instead,
once. The exit status is 1 and the text is printed if something differs.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import time
from collections.abc import Iterator

import numpy as np

import radeh
from radeh_persian.marks import MARKS
from radeh_persian.reading import Reading
from radeh_persian.tables import tables
from radeh_tfidf.counting import count_terms, learn_counts
from radeh_tfidf.native import learn, make_counter
from radeh_tfidf.terms import make_analyzer
from radeh_topics import corpora, seeds

SIGNS = "@:/.www|»«-–—()©…!؟?\n\r\x00\x85\u2028\u200c\u200f\ufeffـ ﷺ½℃\ud800\udfff𝕏漢ना"
ANALYSES = (("word", (1, 1)), ("word", (1, 3)), ("char_wb", (2, 5)))


def news() -> list[str]:
    """Return texts to begin with."""
    texts = [document.text for document in seeds.load()]
    if corpora.available():
        texts += [d.fields.get("raw") or d.text for d in corpora.dari()]
        texts += [d.text for d in corpora.news_dev()]
    return texts


def every_article() -> Iterator[str]:
    """Yield every text of the corpora."""
    loads = (corpora.news_train, corpora.news_dev, corpora.dari, corpora.isna5)
    for load in (*loads, corpora.sib200_persian, corpora.sib200_dari):
        for document in load():
            yield document.text
            if raw := document.fields.get("raw"):
                yield raw


def mutations(rng: random.Random, texts: list[str], words: list[str]) -> Iterator[str]:
    """Yield texts cut, spliced, and strewn with signs and with words that the tables know."""
    while True:
        pieces = []
        for _ in range(rng.randrange(1, 8)):
            kind = rng.randrange(5)
            if kind == 0:
                text = rng.choice(texts)
                start = rng.randrange(len(text) + 1)
                pieces.append(text[start : start + rng.randrange(400)])
            elif kind == 1:
                pieces += [rng.choice(words) for _ in range(rng.randrange(12))]
            elif kind == 2:
                pieces.append("".join(rng.choice(SIGNS) for _ in range(rng.randrange(12))))
            elif kind == 3:
                pieces.append(chr(rng.randrange(0x110000)) * rng.randrange(1, 5))
            else:
                pieces.append(rng.choice(words) * rng.randrange(1, 40))
        yield rng.choice([" ", "", "\n", "\u200c", ". "]).join(pieces)


def known_words() -> list[str]:
    """Return every word and phrase of the reading's tables."""
    page = Reading(furniture=True)
    made = tables(page.variants, (), cuts_furniture=True)
    assert len(MARKS) < 32
    return sorted({*made["marked"], *made["rules"], *made["names"]})


class Comparison:
    """Compiled code beside the reference."""

    def __init__(self) -> None:
        self.page = Reading(furniture=True, learned=("خبر", "سیاسی"))
        self.plain = Reading()
        self.compiled = radeh.load("news-topics")
        if not self.compiled.is_native or self.page.native is None:
            sys.exit("nothing is compiled here: there is nothing to compare")
        os.environ["RADEH_NATIVE"] = "0"
        self.python = radeh.load("news-topics")
        assert not self.python.is_native
        del os.environ["RADEH_NATIVE"]

    def differs(self, text: str, rng: random.Random) -> str:
        """Return what differs, or nothing."""
        for name, reading in (("page", self.page), ("plain", self.plain)):
            if reading.native.read(text) != reading.read(text):
                return f"the words ({name})"
        analyzer, ngrams = rng.choice(ANALYSES)
        analyze = make_analyzer(analyzer, ngrams)
        terms, counts = learn([text], analyzer, ngrams)
        expected_terms, expected = learn_counts([text], analyze)
        if terms != expected_terms or not _same(counts, expected):
            return "the terms learned"
        vocabulary = {term: column for column, term in enumerate(terms[::3])}
        found = make_counter(vocabulary, analyzer, ngrams)([text])
        if not _same(found, count_terms([text], analyze, vocabulary)):
            return "the counts"
        return self.scores_differ(text)

    def scores_differ(self, text: str) -> str:
        """Return whether the probabilities differ by more than 1e-9."""
        off = np.abs(self.compiled.predict_proba([text]) - self.python.predict_proba([text])).max()
        return f"the scores, by {off}" if off > 1e-9 else ""


def _same(one: tuple[np.ndarray, ...], other: tuple[np.ndarray, ...]) -> bool:
    return all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))


def main() -> None:
    """Compare until the time is up."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("seconds", type=float, nargs="?", default=600.0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--corpora", action="store_true")
    options = parser.parse_args()
    rng = random.Random(options.seed)
    comparison = Comparison()
    texts = every_article() if options.corpora else mutations(rng, news(), known_words())
    end = time.monotonic() + options.seconds
    done = 0
    for text in texts:
        if options.corpora:
            same = comparison.page.native.read(text) == comparison.page.read(text)
            different = comparison.scores_differ(text) if same else "the words"
        else:
            different = comparison.differs(text, rng)
        if different:
            print(f"{different} differ after {done} texts:\n{text!r}")
            sys.exit(1)
        done += 1
        if time.monotonic() > end and not options.corpora:
            break
    print(f"{done} texts compared, nothing differs")


if __name__ == "__main__":
    main()
