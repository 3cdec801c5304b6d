"""Checks of corpora: labelled documents, in a fixed order."""

from __future__ import annotations

from itertools import islice
from typing import Any

from radeh.errors import DocumentError
from radeh.records import Document
from radeh.testing.catalogue import NotApplicable, check, expect
from radeh.testing.subjects import RecordSubject

_ENOUGH = 2_000


def _documents(subject: RecordSubject) -> list[Any]:
    """Return the first documents.

    Raises:
        NotApplicable: the corpus says, by a `DocumentError`, that it is not at hand.
    """
    try:
        return list(islice(subject.offer.load()(), _ENOUGH))
    except DocumentError as error:
        raise NotApplicable(f"the corpus is not at hand: {error}") from error


@check("corpus")
def check_yields_documents(subject: RecordSubject) -> None:
    """It yields `radeh.Document` objects with text, and each id once.

    Training and evaluation take nothing else, and name a document by its id.
    """
    documents = _documents(subject)
    expect(documents, "it yields nothing")
    for document in documents:
        expect(isinstance(document, Document), f"it yields a {type(document).__name__}")
        expect(isinstance(document.text, str), f"document {document.id!r} has no text")
    ids = [document.id for document in documents if document.id]
    expect(len(set(ids)) == len(ids), "an id stands for more than one document")


@check("corpus")
def check_labels_are_declared(subject: RecordSubject) -> None:
    """Every label of a document is one that the record declares, if it declares any.

    A listing promises those labels; ``radeh evaluate`` refuses others.
    """
    declared = set(subject.offer.record.labels)
    if not declared:
        raise NotApplicable("the record declares no labels")
    for document in _documents(subject):
        strange = {*document.labels, *document.unknown} - declared
        expect(not strange, f"document {document.id!r} has {sorted(strange)}, not declared")


@check("corpus")
def check_order_is_fixed(subject: RecordSubject) -> None:
    """Read twice, it yields the same documents in the same order.

    The fingerprint in a model's manifest, and every fold, depend on the order.
    """
    expect(_documents(subject) == _documents(subject), "a second reading yields otherwise")
