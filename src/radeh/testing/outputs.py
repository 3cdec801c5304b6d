"""What an estimator says, in a form that can be compared and taken apart row by row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from radeh.testing.catalogue import expect

#: Sums in another order differ in their last bits; more than this is another answer.
TOLERANCE = 1e-9


def outputs(estimator: Any, X: Any) -> dict[str, Any]:
    """Return what the estimator says of ``X``, by method."""
    if hasattr(estimator, "transform") and not hasattr(estimator, "predict"):
        return {"transform": estimator.transform(X)}
    methods = [m for m in ("predict", "predict_proba", "decision_function") if _has(estimator, m)]
    return {method: getattr(estimator, method)(X) for method in methods}


def _has(estimator: Any, method: str) -> bool:
    return callable(getattr(estimator, method, None))


def dense(value: Any) -> Any:
    """Return a comparable form: arrays dense, lists of strings as they are."""
    return value.toarray() if hasattr(value, "toarray") else value


def take(X: Any, rows: Sequence[int]) -> Any:
    """Return some rows of texts, of a matrix or of an output."""
    return [X[row] for row in rows] if isinstance(X, list) else X[list(rows)]


def n_rows(value: Any) -> int:
    """Return the number of rows of texts, of a matrix or of an output."""
    return int(value.shape[0]) if hasattr(value, "shape") else len(value)


def same(left: Any, right: Any) -> bool:
    """Whether two outputs are equal; floats up to `TOLERANCE`, everything else exactly."""
    left, right = dense(left), dense(right)
    if isinstance(left, list) or isinstance(right, list):
        if not isinstance(left, type(right)) or len(left) != len(right):
            return False
        return all(
            a == b if isinstance(a, str) else same(a, b) for a, b in zip(left, right, strict=True)
        )
    left, right = np.asarray(left), np.asarray(right)
    if left.shape != right.shape:
        return False
    if left.dtype.kind == right.dtype.kind == "f":
        return bool(np.allclose(left, right, rtol=TOLERANCE, atol=TOLERANCE, equal_nan=True))
    return bool((left == right).all())


def expect_same(left: dict[str, Any], right: dict[str, Any], when: str) -> None:
    """Expect two results of `outputs` to be equal.

    Raises:
        CheckFailure: a method says something else; the message names it and ``when``.
    """
    for method, value in left.items():
        expect(same(value, right[method]), f"{method} says something else {when}")
