"""Do explanations point at what decides? ``python benchmarks/deletion.py``

For every label that the shipped model gives to an item, the ``k`` spans that speak most for it are
removed from the raw text, and, for comparison, ``k`` other spans drawn at random (the mean of
several draws). An explanation that points at what decides lowers the probability more. Items of the
development set and the test part of the seeds: the model has learned from neither.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

import radeh
from radeh_topics import corpora, seeds

K = 5
DRAWS = 10


def without(text: str, spans: Sequence[radeh.Span]) -> str:
    """Return the text with those spans cut out."""
    parts, place = [], 0
    for span in sorted(spans, key=lambda span: span.start):
        parts.append(text[place : span.start])
        place = max(place, span.end)
    return "".join([*parts, text[place:]])


def main() -> None:
    """Print the share of positive items in which the explained spans count for more."""
    model = radeh.load("news-topics")
    documents = [d for d in seeds.load() if d.split == "test"]
    if corpora.available():
        documents += corpora.news_dev()
    chance = random.Random(0)
    wins, drops, others, n = 0, 0.0, 0.0, 0
    for document in documents:
        found = model.explain(document.text)
        for label in found.labels:
            strongest = found.top(label, K)
            if not strongest or len(found.spans) < 2 * K:
                continue
            column = model.labels.index(label)
            drawn = [chance.sample(found.spans, len(strongest)) for _ in range(DRAWS)]
            texts = [without(found.text, spans) for spans in (strongest, *drawn)]
            score, *at_random = model.predict_proba(texts)[:, column].tolist()
            drop = found.scores[label] - score
            other = found.scores[label] - sum(at_random) / DRAWS
            wins, drops, others, n = wins + (drop > other), drops + drop, others + other, n + 1
    print(f"{n} labels given to {len(documents)} items; {K} spans removed, {DRAWS} random draws")
    print(f"the explained spans lower the probability more in {100 * wins / n:.1f} %")
    print(f"mean loss of probability: {drops / n:.3f} explained, {others / n:.3f} random")


if __name__ == "__main__":
    main()
