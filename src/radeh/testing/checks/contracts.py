"""Checks of scikit-learn's contract: constructor, parameters, clone."""

from __future__ import annotations

import inspect
from typing import Any

from sklearn.base import clone

from radeh.testing.catalogue import COMPONENTS, CheckFailure, check, expect
from radeh.testing.subjects import RecordSubject


@check(*COMPONENTS)
def check_is_default_constructible(subject: RecordSubject) -> None:
    """The class can be constructed without arguments.

    ``clone``, grid search and the restoring of a model construct it; every parameter therefore
    has a default, the record's or the class's.
    """
    try:
        subject.make()
    except (TypeError, ValueError) as error:
        raise CheckFailure(f"constructing it without arguments fails: {error}") from error


@check(*COMPONENTS)
def check_constructor_only_stores(subject: RecordSubject) -> None:
    """The constructor stores its arguments under their names, as they are, and nothing else.

    What it derived would be stale after ``set_params``, which a recipe uses. Derive in ``fit``.
    """
    made = subject.make()
    names = _parameters(made)
    for name in names:
        expect(name in vars(made), f"the parameter {name!r} is not stored as an attribute")
    extra = sorted(set(vars(made)) - set(names))
    expect(not extra, f"the constructor sets {', '.join(extra)}, which is no parameter")
    marks = {name: object() for name in names}
    try:
        odd = type(made)(**marks)
    except Exception as error:
        raise CheckFailure(
            f"the constructor looks at its arguments ({error!r}); fit may"
        ) from error
    changed = [name for name, mark in marks.items() if getattr(odd, name) is not mark]
    expect(not changed, f"the constructor changes {', '.join(changed)}")


def _parameters(estimator: Any) -> list[str]:
    names = inspect.signature(type(estimator)).parameters
    return [name for name, p in names.items() if p.kind not in (p.VAR_KEYWORD, p.VAR_POSITIONAL)]


@check(*COMPONENTS)
def check_parameters_round_trip(subject: RecordSubject) -> None:
    """``set_params(**get_params())`` changes nothing, and an unknown parameter is refused.

    That is how recipes, grid search and users set parameters; a misspelt one must not pass.
    """
    estimator = subject.make()
    before = estimator.get_params()
    expect(set(before) >= set(_parameters(estimator)), f"get_params gives only {sorted(before)}")
    expect(estimator.set_params(**before) is estimator, "set_params does not return the estimator")
    expect(_alike(estimator.get_params(), before), "set_params(**get_params()) changes parameters")
    try:
        estimator.set_params(a_parameter_that_nobody_has=1)
    except (ValueError, TypeError):
        return
    raise CheckFailure("set_params takes a parameter that does not exist")


@check(*COMPONENTS)
def check_clones(subject: RecordSubject) -> None:
    """``clone`` gives an unfitted estimator of the same class and parameters.

    Cross-validation, and the calibration of every model, clone.
    """
    case = subject.cases[0]
    fitted = subject.fit(case)
    copied = clone(fitted)
    expect(type(copied) is type(fitted), f"the clone is a {type(copied).__name__}")
    expect(_alike(copied.get_params(), fitted.get_params()), "the clone has other parameters")
    learned = [name for name in vars(copied) if name.endswith("_")]
    expect(not learned, f"the clone knows {', '.join(learned)}, which only fit may teach")


def _alike(left: dict[str, Any], right: dict[str, Any]) -> bool:
    return repr(sorted(left.items())) == repr(sorted(right.items()))
