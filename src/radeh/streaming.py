"""A stream of documents through a model: every one gets an answer, or the reason why not."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from radeh.documents import BadRecord, PlacedDocument
from radeh.engines.local import map_batches
from radeh.model import Classification, Model
from radeh.records import Document

#: Documents are scored together up to this many, or this many characters.
BATCH_DOCUMENTS = 256
BATCH_CHARACTERS = 2_000_000


@dataclass(frozen=True)
class Outcome:
    """What became of one item of the stream: a document with its classification, or a failure."""

    document: Document | None
    classification: Classification | None
    failure: BadRecord | None


def classify_stream(
    model: Model,
    items: Iterable[Document | BadRecord],
    *,
    operating_point: str = "balanced",
    n_jobs: int = 1,
) -> Iterator[list[Outcome]]:
    """Classify a stream and yield outcomes batch by batch, as many as items and in their order.

    A document that the model cannot read becomes a failure and stops no other.
    """
    model.threshold(operating_point)
    read: deque[list[Document | BadRecord]] = deque()

    def texts() -> Iterator[list[str]]:
        for batch in _batches(items):
            read.append(batch)
            yield [item.text for item in batch if isinstance(item, Document)]

    classify = partial(_answers, operating_point=operating_point)
    for answers in map_batches(classify, model, texts(), n_jobs, threads=model.is_native):
        answer = iter(answers)
        yield [
            Outcome(None, None, item)
            if isinstance(item, BadRecord)
            else _outcome(item, next(answer))
            for item in read.popleft()
        ]


def _batches(items: Iterable[Document | BadRecord]) -> Iterator[list[Document | BadRecord]]:
    batch: list[Document | BadRecord] = []
    characters = 0
    for item in items:
        batch.append(item)
        characters += len(item.text) if isinstance(item, Document) else 0
        if len(batch) >= BATCH_DOCUMENTS or characters >= BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def _answers(
    model: Model, texts: Sequence[str], operating_point: str
) -> list[Classification | str]:
    """Classify a batch; when it fails, each text by itself, with the reason where that fails."""
    try:
        return list(model.classify_batch(texts, operating_point))
    except Exception as error:
        if len(texts) == 1:
            return [f"the model cannot read it: {type(error).__name__}: {error}"]
        return [_answers(model, [text], operating_point)[0] for text in texts]


def _outcome(document: Document, answer: Classification | str) -> Outcome:
    if isinstance(answer, Classification):
        return Outcome(document, answer, None)
    if isinstance(document, PlacedDocument):
        return Outcome(document, None, BadRecord(document.file, document.line, answer))
    return Outcome(document, None, BadRecord(document.id, None, answer))
