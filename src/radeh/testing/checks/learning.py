"""Checks of ``fit``: what it returns, what it leaves alone, what it forgets."""

from __future__ import annotations

import copy
from typing import Any

import numpy as np
from sklearn.exceptions import NotFittedError

from radeh.testing.catalogue import COMPONENTS, CheckFailure, check, expect
from radeh.testing.outputs import expect_same, n_rows, outputs, same, take
from radeh.testing.subjects import Case, RecordSubject


@check(*COMPONENTS)
def check_fit_returns_self(subject: RecordSubject) -> None:
    """``fit`` returns the estimator.

    ``make().fit(X).transform(X)`` is how scikit-learn, and so everybody, writes it.
    """
    for case in subject.cases:
        estimator = subject.make()
        expect(estimator.fit(case.X, case.y) is estimator, "fit does not return self")


@check(*COMPONENTS)
def check_fit_keeps_parameters(subject: RecordSubject) -> None:
    """``fit`` changes no parameter.

    A second fit, or a clone, would otherwise learn something else.
    """
    for case in subject.cases:
        estimator = subject.make()
        before = copy.deepcopy(estimator.get_params())
        estimator.fit(case.X, case.y)
        for name, value in estimator.get_params().items():
            expect(repr(value) == repr(before[name]), f"fit changes the parameter {name!r}")


@check(*COMPONENTS)
def check_input_is_left_alone(subject: RecordSubject) -> None:
    """Neither fitting nor using changes the texts, the matrix or the labels.

    They are the caller's, who goes on using them.
    """
    for case in subject.cases:
        mine = copy.deepcopy(case)
        estimator = subject.make()
        estimator.fit(mine.X, mine.y)
        outputs(estimator, mine.new)
        for what in ("X", "y", "new"):
            expect(same(getattr(mine, what), getattr(case, what)), f"the caller's {what} changed")


@check(*COMPONENTS)
def check_learned_attributes_end_with_underscore(subject: RecordSubject) -> None:
    """What ``fit`` learns is in attributes that end with ``_``.

    Those, and no others, are stored with a model.
    """
    for case in subject.cases:
        fitted = subject.fit(case)
        parameters = fitted.get_params(deep=False)
        wrong = [name for name in vars(fitted) if not name.endswith("_") and name not in parameters]
        expect(not wrong, f"fit sets {', '.join(wrong)}; write {', '.join(w + '_' for w in wrong)}")


@check(*COMPONENTS)
def check_unfitted_use_is_refused(subject: RecordSubject) -> None:
    """Before ``fit``, use raises ``NotFittedError``, or, if nothing is learned, works as after.

    An answer of an untrained component is wrong in silence.
    """
    for case in subject.cases:
        fitted = subject.fit(case)
        try:
            found = outputs(subject.make(), case.new)
        except NotFittedError:
            continue
        except Exception as error:
            raise CheckFailure(
                f"used before fit it raises {error!r}, not NotFittedError; call "
                "sklearn.utils.validation.check_is_fitted first"
            ) from error
        expect_same(found, outputs(fitted, case.new), "before fit and after")


@check(*COMPONENTS)
def check_refit_forgets(subject: RecordSubject) -> None:
    """Fitted a second time, it is as if it had never seen the first texts.

    Cross-fitting would otherwise leak from fold to fold.
    """
    for case in subject.cases:
        other = _half(case)
        twice = subject.fit(other).fit(case.X, case.y)
        found, wanted = outputs(twice, case.new), outputs(subject.fit(case), case.new)
        expect_same(found, wanted, "when it was fitted on other texts before")


def _half(case: Case) -> Case:
    rows = [*range(0, n_rows(case.X), 2), 1]
    return Case(case.name, take(case.X, rows), None if case.y is None else case.y[rows], case.new)


@check(*COMPONENTS)
def check_same_seed_same_result(subject: RecordSubject) -> None:
    """Two fits on the same texts, with the same ``random_state``, give the same answers.

    A model must be made again from its recipe, its data and its seed. A component that draws
    random numbers has the parameter ``random_state`` and uses it.
    """
    for case in subject.cases:
        first = outputs(subject.fit(case), case.new)
        np.random.seed(12345)
        expect_same(outputs(subject.fit(case), case.new), first, "in a second fit, same seed")


@check(*COMPONENTS)
def check_use_changes_nothing(subject: RecordSubject) -> None:
    """Using a fitted component changes nothing in it: asked again, it says the same.

    A model is shared between threads, and a stream may be longer than memory.
    """
    for case in subject.cases:
        fitted = subject.fit(case)
        before = {name: copy.deepcopy(value) for name, value in vars(fitted).items()}
        first = outputs(fitted, case.new)
        expect_same(outputs(fitted, case.new), first, "when it is asked twice")
        changed = [n for n, value in vars(fitted).items() if not _equal(value, before.get(n))]
        expect(not changed, f"using it changes {', '.join(changed)}")


@check(*COMPONENTS)
def check_record_is_left_alone(subject: RecordSubject) -> None:
    """Fitting does not change the defaults in the record.

    The record is shared by every recipe; a list among its defaults is an easy victim.
    """
    before = repr(subject.offer.record.as_dict())
    for case in subject.cases:
        estimator = subject.offer.load()(**subject.offer.record.defaults)
        estimator.fit(case.X, case.y)
        outputs(estimator, case.new)
    expect(repr(subject.offer.record.as_dict()) == before, "the defaults of the record changed")


def _equal(left: Any, right: Any) -> bool:
    if isinstance(left, (np.ndarray, list)) or hasattr(left, "toarray"):
        return same(left, right)
    return repr(left) == repr(right)
