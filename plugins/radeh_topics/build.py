"""Make the shipped model: ``python -m radeh_topics.build DIRECTORY``.

Deterministic to the byte on one machine: fixed seeds, one thread, weights rounded to float32.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import filterfalse
from pathlib import Path
from typing import Any

# One thread: the order of additions, and so the last bit, must not depend on the machine's load.
os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")

import numpy as np

import radeh
from radeh_topics import LABELS, corpora, seeds

MODEL = Path(__file__).parent / "models" / "news-topics"


#: Sports and health pages are none of the three topics; so many of each outlet say it.
NEGATIVES_EACH = 300
#: A report of more words than this may hold more than its lead says.
LEAD_TELLS_ALL = 300


def training_documents(
    leave_out: Callable[[radeh.Document], bool] = lambda document: False,
) -> tuple[list[radeh.Document], list[str]]:
    """Return what the classifier learns from, and the texts that only the features learn from.

    Labels made by reading teach more than five times as many taken from an outlet's sections, which
    are partial and leave the cross-filed out; those pages serve as unlabelled text. Whatever
    ``leave_out`` holds of is in neither.
    """
    labelled, unlabelled = [], []
    negatives: Counter[str] = Counter()
    for document in filterfalse(leave_out, corpora.news_train()):
        if document.fields["labelled_by"] in ("reading", corpora.OWN_READING):
            labelled.append(as_far_as_read(document))
        elif document.group in corpora.NO_TOPIC and negatives[document.group] < NEGATIVES_EACH:
            negatives[document.group] += 1
            # Nobody judged them one by one, so they teach and do not calibrate.
            labelled.append(replace(document, labels=(), unknown=(), group=""))
        else:
            unlabelled.append(document.text)
    labelled += filterfalse(leave_out, corpora.dari())
    # Invented items teach words; how sure to be is learned from real sources.
    labelled += [replace(d, group="") for d in seeds.load() if d.split != "test"]
    return labelled, unlabelled


def as_far_as_read(document: radeh.Document) -> radeh.Document:
    """Return a document that was labelled by its title and lead, without what they cannot tell.

    Reports of visits and of speeches turn to trade further down: of a long one about politics the
    lead does not say that it has nothing about the economy.
    """
    silent = {"politics"} == {"politics", "economy"} & {*document.labels, *document.unknown}
    if not silent or len(document.text.split()) <= LEAD_TELLS_ALL:
        return document
    return replace(document, unknown=(*document.unknown, "economy"))


def train(documents: list[radeh.Document], unlabelled: list[str], **options: Any) -> radeh.Model:
    """Train the topics as the shipped model is trained, and reduce it to what is shipped."""
    lexicon = list(seeds.lexicon())
    model = radeh.train(
        "topics",
        documents,
        label_names=LABELS,
        unlabelled=unlabelled,
        lexicon=lexicon,
        sample_weight=[corpora.weight(document) for document in (*documents, *lexicon)],
        folds=20,  # more than there are sources: each is left out in its turn
        refit_features=False,
        **options,
    )
    return rounded(projected(model))


def build(path: Path = MODEL) -> radeh.Model:
    """Train the shipped model and write it."""
    documents, unlabelled = training_documents()
    sources = sorted({document.group for document in documents} - {""})
    about = {"name": "news-topics", "license": "MIT", "sources": sources}
    model = train(documents, unlabelled, about=about)
    model.save(path)
    return model


def projected(model: radeh.Model) -> radeh.Model:
    """Return the same model with its word vectors projected on what the classifier asks of them.

    ``mean(vectors) @ coef.T == mean(vectors @ coef.T) @ identity``: a column for each label is all
    that scoring needs of hundreds.
    """
    steps = dict(model.steps)
    vectors, classifier = steps["features__word-vectors"], steps["classifier"]
    width = vectors.state["n_features_out_"]
    coef = classifier.state["coef_"]
    kept, asked = coef[:, :-width], coef[:, -width:]
    steps["features__word-vectors"] = replace(
        vectors,
        state={
            **vectors.state,
            "vectors_": vectors.state["vectors_"] @ asked.T,
            "n_features_out_": len(coef),
        },
    )
    steps["classifier"] = replace(
        classifier, state={**classifier.state, "coef_": np.hstack([kept, np.eye(len(coef))])}
    )
    return replace(model, steps=steps)


def rounded(model: radeh.Model) -> radeh.Model:
    """Return the model with its weights as float32, and golden scores to match."""
    steps = {}
    for name, step in model.steps.items():
        state = {
            key: value.astype(np.float32)
            if isinstance(value, np.ndarray) and value.dtype == np.float64
            else value
            for key, value in step.state.items()
        }
        steps[name] = replace(step, state=state)
    smaller = replace(model, steps=steps)
    smaller.golden = [smaller.golden_record(kept["text"]) for kept in model.golden]
    return smaller


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else MODEL)
