"""Politics, security and economy: detectors, recipes, the seed corpus and the trained model."""

from collections.abc import Iterator
from pathlib import Path

import radeh

LABELS = ("politics", "security", "economy")

_LIGHT = "radeh_topics.light:linear_form"
_DETECTOR = "radeh_topics.detector:TopicDetector"


@radeh.hookimpl
def radeh_classifiers() -> Iterator[radeh.Component]:
    """Yield one detector for each topic, and one for all three together."""
    for topic in LABELS:
        yield radeh.Component(
            name=topic,
            target=_DETECTOR,
            light=_LIGHT,
            summary=f"is the text about {topic}? one binary detector",
            defaults={"topics": (topic,)},
        )
    yield radeh.Component(
        name="topics",
        target=_DETECTOR,
        light=_LIGHT,
        summary="topics of any number together, multi-label; learns from partial labels",
    )


@radeh.hookimpl
def radeh_recipes() -> Iterator[radeh.Recipe]:
    """Yield the recipes of the topic model and of the single detectors."""
    yield radeh.Recipe(
        name="topics",
        summary="politics, security, economy: the recipe of the model news-topics",
        normalizer="news-page",
        features=("word-tfidf", "word-vectors"),
        classifier="topics",
        params={"features__word-vectors__scale": 2.25, "classifier__C": 5.0},
    )
    for topic in LABELS:
        yield radeh.Recipe(
            name=topic,
            summary=f"{topic} or not",
            normalizer="news-page",
            features="word-tfidf",
            classifier=topic,
        )


#: name -> (loader, summary, labels)
_RESEARCH = {
    "news-train": ("news_train", "Iranian news, partly labelled, for training", LABELS),
    "news-dev": ("news_dev", "Fars and Afghan Voice Agency, fully labelled", LABELS),
    "dari": ("dari", "Voice of America Dari and Afghan headlines, fully labelled", LABELS),
    "isna5": ("isna5", "ISNA, five sections, published split", ()),
    "sib200-pes": ("sib200_persian", "SIB-200 sentences, Iranian Persian", ()),
    "sib200-prs": ("sib200_dari", "SIB-200 sentences, Dari", ()),
}


@radeh.hookimpl
def radeh_corpora() -> Iterator[radeh.Corpus]:
    """Yield the seed corpus, and the research corpora, which are found through RADEH_DATA."""
    yield radeh.Corpus(
        name="seeds",
        target="radeh_topics.seeds:load",
        summary="labelled Persian and Dari news items written for radeh",
        labels=LABELS,
        license="CC0-1.0",
    )
    for name, (loader, summary, labels) in _RESEARCH.items():
        yield radeh.Corpus(
            name=name,
            target=f"radeh_topics.corpora:{loader}",
            summary=f"{summary} (not shipped; RADEH_DATA)",
            labels=labels,
            license="of its sources",
        )


@radeh.hookimpl
def radeh_models() -> Iterator[radeh.PretrainedModel]:
    """Yield the trained model."""
    yield radeh.PretrainedModel(
        name="news-topics",
        path=Path(__file__).parent / "models" / "news-topics",
        summary="politics, security and economy in Persian and Dari news, multi-label",
        labels=LABELS,
        license="MIT",
    )
