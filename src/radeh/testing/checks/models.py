"""Checks of trained models that a plugin ships."""

from __future__ import annotations

import warnings

from radeh.errors import ModelDriftWarning, RadehError
from radeh.loading import load
from radeh.model import Model
from radeh.testing.catalogue import CheckFailure, check, expect
from radeh.testing.samples import AWKWARD, TEXTS
from radeh.testing.subjects import RecordSubject


def _loaded(subject: RecordSubject) -> Model:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ModelDriftWarning)  # the finding of one check, not of all
        try:
            return load(subject.offer.full_name, registry=subject.registry)
        except RadehError as error:
            raise CheckFailure(f"the model cannot be loaded: {error}") from error


@check("model")
def check_model_is_as_trained(subject: RecordSubject) -> None:
    """The model loads, and scores its golden texts as when it was trained.

    A model shipped beside a later normalizer reads texts otherwise than it learned to.
    """
    drift = _loaded(subject).check_golden()
    expect(not drift, "; ".join(dict.fromkeys(drift)))


@check("model")
def check_model_has_its_labels(subject: RecordSubject) -> None:
    """The model has the labels that the record declares, in that order.

    ``radeh models`` lists the record's, without opening the model.
    """
    found, declared = _loaded(subject).labels, subject.offer.record.labels
    expect(found == declared, f"the model has {found}, the record declares {declared}")


@check("model")
def check_model_classifies_any_text(subject: RecordSubject) -> None:
    """Every text is classified, with scores between 0 and 1, alone as in a batch.

    A shipped model meets everything that the web holds.
    """
    model = _loaded(subject)
    texts = [*TEXTS, *AWKWARD.values()]
    scores = model.predict_proba(texts)
    expect(((scores >= 0) & (scores <= 1)).all(), "a score is outside [0, 1]")
    for row, text in enumerate(texts):
        apart = abs(model.predict_proba([text])[0] - scores[row]).max()
        expect(apart <= 1e-9, f"text {row} scores otherwise alone than in the batch")
