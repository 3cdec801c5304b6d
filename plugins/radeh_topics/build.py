"""Make the shipped model: ``python -m radeh_topics.build DIRECTORY``.

Deterministic to the byte on one machine: fixed seeds, one thread, weights rounded to float32.
"""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path

# One thread: the order of additions, and so the last bit, must not depend on the machine's load.
os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")

import numpy as np

import radeh
from radeh_topics import LABELS, corpora, seeds

MODEL = Path(__file__).parent / "models" / "news-topics"


def training_documents() -> list[radeh.Document]:
    """Return all that the model may learn from: the corpora and the seeds' train part."""
    documents = [d for d in corpora.news_train() if d.fields["labelled_by"] != "none"]
    return documents + [d for d in seeds.load() if d.split != "test"]


def build(path: Path = MODEL) -> radeh.Model:
    """Train the model, reduce it to what is shipped, and write it."""
    documents = training_documents()
    model = radeh.train(
        "topics",
        documents,
        label_names=LABELS,
        sample_weight=[corpora.weight(document) for document in documents],
        about={
            "name": "news-topics",
            "license": "MIT",
            "sources": sorted({document.group for document in documents}),
        },
    )
    model = rounded(model)
    model.save(path)
    return model


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
