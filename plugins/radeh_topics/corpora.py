"""The research corpora that the model is trained and judged on, where they are at hand.

They are not part of radeh: a folder of gzipped JSON lines, named by the environment variable
``RADEH_DATA``. This is the one place that knows where they are.
"""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from radeh import Document, DocumentError
from radeh_topics import seeds

#: Outlets of sport and of health: none of the topics.
NO_TOPIC = ("Varzesh3", "Namnak")

#: How the labels of `radeh_topics.seeds.readings` were made. They teach; models are judged by those
#: that came with the corpus, since these items were chosen for being hard.
OWN_READING = "reading for radeh"

#: How far a label may be trusted, by how it was made.
WEIGHT = {"reading": 1.0, OWN_READING: 1.0, "section": 0.3}
UNSURE = 0.5
#: Seed items that report of several subjects at length, which the other sources hardly have.
REPORTS = ("meetings", "long-reports")
REPORT = 10.0
#: A term alone says little: enough to tilt what no text has taught.
TERM = 0.1


def folder() -> Path:
    """Return the folder of the corpora, whether it exists or not."""
    return Path(os.environ.get("RADEH_DATA", "../shared/data"))


def available() -> bool:
    """Whether the corpora are at hand."""
    return (folder() / "train.jsonl.gz").is_file()


def _records(name: str) -> Iterator[dict[str, Any]]:
    path = folder() / f"{name}.jsonl.gz"
    if not path.is_file():
        raise DocumentError(f"{path} does not exist; set RADEH_DATA to the folder of the corpora")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _document(record: dict[str, Any]) -> Document:
    labels = record["labels"]
    return Document(
        id=record["id"],
        text=f"{record['title'] or ''}\n{record['text'] or ''}".strip(),
        labels=tuple(label for label, value in labels.items() if value == 1),
        unknown=tuple(label for label, value in labels.items() if value is None),
        group=record["source"].partition(" (")[0],
        fields={
            key: record[key]
            for key in ("title", "lang", "kind", "hard", "labelled_by", "confidence", "raw")
            if key in record
        },
    )


def news_train() -> Iterator[Document]:
    """Yield the training news, with partial labels; what was read for radeh is fully labelled."""
    read = seeds.readings()
    for record in _records("train"):
        document = _document(record)
        if (labels := read.get(document.id)) is not None:
            fields = {**document.fields, "labelled_by": OWN_READING}
            document = replace(document, labels=labels, unknown=(), fields=fields)
        yield document


def news_dev() -> Iterator[Document]:
    """Yield the development news, fully labelled."""
    return map(_document, _records("dev"))


def dari() -> Iterator[Document]:
    """Yield the Dari items, fully labelled."""
    return map(_document, _records("dari"))


def isna5() -> Iterator[Document]:
    """Yield ISNA's five sections, with the published split."""
    for record in _records("isna5"):
        yield Document(
            id=record["id"],
            text=f"{record['title']}\n{record['text']}",
            labels=(record["label"],),
            split=record["split"],
        )


def _sib200(lang: str) -> Iterator[Document]:
    """Yield one dialect, and of the other its train part, which is parallel to this one's."""
    for record in _records("sib200"):
        if record["lang"] == lang or record["split"] == "train":
            yield Document(
                id=record["id"],
                text=record["text"],
                labels=(record["label"],),
                split=record["split"],
            )


def sib200_persian() -> Iterator[Document]:
    """Yield SIB-200 in Persian, with the published splits; the train part in Dari as well."""
    return _sib200("pes")


def sib200_dari() -> Iterator[Document]:
    """Yield SIB-200 in Dari, with the published splits; the train part in Persian as well."""
    return _sib200("prs")


def is_dari(document: Document) -> bool:
    """Whether a document is from an Afghan source."""
    return document.fields.get("lang") == "prs"


def is_unsure(document: Document) -> bool:
    """Whether a document's labels are open to argument."""
    return document.fields.get("confidence") == "low" or bool(document.fields.get("hard"))


def weight(document: Document) -> float:
    """Return how much a training document's labels count."""
    if (of_term := document.fields.get("weight")) is not None:
        return TERM * float(of_term)
    if str(document.fields.get("manner", "")).startswith(REPORTS):
        return REPORT
    value = WEIGHT[document.fields.get("labelled_by", "reading")]
    return value * (UNSURE if is_unsure(document) else 1.0)
