"""Checks of classifiers: labels, probabilities and decisions."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.sparse import csr_matrix

from radeh.testing.catalogue import CheckFailure, NotApplicable, check, expect
from radeh.testing.checks.light import expect_light, light_function
from radeh.testing.outputs import TOLERANCE, outputs, same
from radeh.testing.subjects import Case, RecordSubject, problems


@check("classifier")
def check_learns_a_problem(subject: RecordSubject) -> None:
    """It learns classes, or labels; what it does not learn it refuses with a ``ValueError``.

    ``radeh.train`` shows that message to the user; another exception is a bug's.
    """
    learned, refused = [], []
    for case in problems():
        try:
            subject.fit(case)
        except ValueError as error:
            refused.append(f"{case.name}: {error}")
        except NotApplicable:
            raise
        except Exception as error:
            raise CheckFailure(f"given {case.name} it raises {error!r}, no ValueError") from error
        else:
            learned.append(case.name)
    expect(learned, "it learns nothing; " + "; ".join(refused))


@check("classifier")
def check_has_scores(subject: RecordSubject) -> None:
    """It has ``predict_proba`` or ``decision_function``.

    Calibration and operating points are made from them; bare predictions are not enough.
    """
    for case in subject.cases:
        found = set(outputs(subject.fit(case), case.new)) - {"predict"}
        expect(found, "it has neither predict_proba nor decision_function")


@check("classifier")
def check_predictions_are_classes(subject: RecordSubject) -> None:
    """What it predicts for classes is in ``classes_``, which are those it has learned.

    A label that nobody taught it would be a column that no model has.
    """
    for case in _kind_of_case(subject, 1):
        fitted = subject.fit(case)
        taught, known = set(case.y.tolist()), set(np.asarray(fitted.classes_).tolist())
        expect(known == taught, f"classes_ are {sorted(known)}, taught were {sorted(taught)}")
        predicted = set(np.asarray(fitted.predict(case.new)).tolist())
        expect(predicted <= known, f"it predicts {sorted(predicted - known)}, not in classes_")


@check("classifier")
def check_labels_in_labels_out(subject: RecordSubject) -> None:
    """Taught an indicator matrix it predicts one: zeros and ones, shape ``(n, n_labels)``.

    A text has any number of labels; a classifier that picks one of them loses the others.
    """
    for case in _kind_of_case(subject, 2):
        predicted = np.asarray(subject.fit(case).predict(case.new))
        wanted = (case.new.shape[0], case.y.shape[1])
        expect(predicted.shape == wanted, f"predict has shape {predicted.shape}, not {wanted}")
        expect(np.isin(predicted, (0, 1)).all(), "predict gives other numbers than 0 and 1")


def _kind_of_case(subject: RecordSubject, ndim: int) -> list[Case]:
    cases = [case for case in subject.cases if np.ndim(case.y) == ndim]
    if not cases:
        raise NotApplicable(f"it refuses {'classes' if ndim == 1 else 'an indicator matrix'}")
    return cases


def _probability(subject: RecordSubject, case: Case) -> tuple[Any, Any]:
    fitted = subject.fit(case)
    if not hasattr(fitted, "predict_proba"):
        raise NotApplicable("it has no predict_proba")
    probability = np.asarray(fitted.predict_proba(case.new))
    n = len(np.unique(case.y)) if np.ndim(case.y) == 1 else case.y.shape[1]
    wanted = (case.new.shape[0], n)
    expect(
        probability.shape == wanted, f"predict_proba has shape {probability.shape}, not {wanted}"
    )
    return fitted, probability


@check("classifier")
def check_probabilities_are_probabilities(subject: RecordSubject) -> None:
    """Probabilities are in [0, 1], and those of classes add up to one.

    Calibration takes their logarithm.
    """
    for case in subject.cases:
        _, probability = _probability(subject, case)
        inside = (probability >= 0) & (probability <= 1)  # false for NaN too
        expect(inside.all(), f"for {case.name}, {probability[~inside][:1]} is no probability")
        if np.ndim(case.y) == 1:
            total = probability.sum(axis=1)
            expect(np.allclose(total, 1), f"the probabilities of a row add up to {total[0]}")


@check("classifier")
def check_probabilities_agree_with_predictions(subject: RecordSubject) -> None:
    """The predicted class is the most probable; a label is predicted when more probable than not.

    Otherwise ``predict`` and a threshold of one half disagree about the same text.
    """
    for case in subject.cases:
        fitted, probability = _probability(subject, case)
        predicted = np.asarray(fitted.predict(case.new))
        if np.ndim(case.y) == 2:
            clear = np.abs(probability - 0.5) > TOLERANCE
            agree = (predicted == (probability > 0.5))[clear].all()
        else:
            chosen = np.searchsorted(fitted.classes_, predicted)
            mine = probability[np.arange(len(chosen)), chosen]
            agree = (mine >= probability.max(axis=1) - TOLERANCE).all()
        expect(agree, f"for {case.name}, predict and predict_proba disagree")


@check("classifier")
def check_decisions_agree_with_predictions(subject: RecordSubject) -> None:
    """The predicted class has the largest decision; with one column, positive is the second class.

    Models are made from decisions; predictions are what their author looked at.
    """
    for case in subject.cases:
        fitted = subject.fit(case)
        if not hasattr(fitted, "decision_function"):
            raise NotApplicable("it has no decision_function")
        decision = np.asarray(fitted.decision_function(case.new))
        expect(np.isfinite(decision).all(), "a decision is not finite")
        predicted = np.asarray(fitted.predict(case.new))
        if np.ndim(case.y) == 2:
            held: Any = (decision > 0).astype(int).reshape(predicted.shape)
        elif decision.ndim == 1:
            held = np.asarray(fitted.classes_)[(decision > 0).astype(int)]
        else:
            held = np.asarray(fitted.classes_)[decision.argmax(axis=1)]
        expect((held == predicted).all(), f"for {case.name}, decisions and predictions disagree")


@check("classifier")
def check_texts_without_features(subject: RecordSubject) -> None:
    """A row of zeros, a text none of whose words is known, is classified like any other.

    An empty text gives such a row, and so does one in another language.
    """
    for case in subject.cases:
        fitted = subject.fit(case)
        for method, value in outputs(fitted, csr_matrix((2, case.X.shape[1]))).items():
            value = np.asarray(value)
            sane = value.dtype.kind != "f" or np.isfinite(value).all()
            expect(len(value) == 2 and sane, f"{method} of a row of zeros is not finite")


@check("classifier")
def check_classifier_light_form_agrees(subject: RecordSubject) -> None:
    """``X @ coef.T + intercept`` of the light form is ``decision_function(X)``; no scikit-learn.

    A model is scored through the light form, and was trained through the class.
    """
    light = light_function(subject)
    for case in subject.cases:
        fitted = subject.fit(case)
        form = light(fitted.get_params(), expect_light(subject, fitted))
        decision = np.asarray(fitted.decision_function(case.new))
        found = case.new @ np.asarray(form.coef).T + form.intercept
        expect(same(found.reshape(decision.shape), decision), "the light form decides otherwise")
