"""Logistic regression over sparse rows: scikit-learn's objective, solved by compiled code."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.sparse import issparse
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.utils.class_weight import compute_sample_weight

import radeh

Floats = npt.NDArray[np.float64]

#: The compiled solver keeps a row's classes at hand; with more of them scikit-learn serves.
MOST_CLASSES = 16
#: Passes end when the dual variables, which are probabilities, move less than this times ``tol`` on
#: average.
TOLERANCE = 10.0


class Fitted(NamedTuple):
    """What was learned, named as scikit-learn names it."""

    coef_: Floats
    intercept_: Floats
    classes_: npt.NDArray[Any]


def fit_logistic(X: Any, y: Any, sample_weight: Any = None, **params: Any) -> Any:
    """Fit a logistic regression (multinomial when there are several classes).

    Args:
        X: shape ``(n, n_features)``; sparse rows go through the compiled solver.
        y: ``n`` classes.
        sample_weight: ``n`` weights, or None.
        params: of ``sklearn.linear_model.LogisticRegression``.

    Returns:
        An object with ``coef_``, ``intercept_`` and ``classes_``.
    """
    classes, target = np.unique(y, return_inverse=True)
    module = radeh.native_module("radeh_linear._native")
    if module is None or not issparse(X) or not 2 <= len(classes) <= MOST_CLASSES:
        return LogisticRegression(**params).fit(X, y, sample_weight=sample_weight)
    weight = compute_sample_weight(params["class_weight"], y)
    if sample_weight is not None:
        weight = weight * np.asarray(sample_weight, dtype=np.float64)
    coef, intercept = _solved(module, X.tocsr(), target, params["C"] * weight, len(classes), params)
    return Fitted(coef, intercept, classes)


class Logistic:
    """`fit_logistic` with its parameters, in the shape of an unfitted estimator."""

    def __init__(self, params: Mapping[str, Any]) -> None:
        self.params = params

    def fit(self, X: Any, y: Any, sample_weight: Any = None) -> Any:
        """Return what `fit_logistic` returns."""
        return fit_logistic(X, y, sample_weight, **self.params)


def _solved(
    module: Any, X: Any, target: Any, cost: Floats, n_classes: int, params: Any
) -> tuple[Floats, Floats]:
    # Two classes have one weight vector w in scikit-learn, and here w / 2 and -w / 2, of half the
    # penalty: the same objective at half the cost.
    binary = n_classes == 2
    weights, intercept = np.zeros((X.shape[1], n_classes)), np.zeros(n_classes)
    passes = module.logistic(
        X.indptr.astype(np.int64),
        X.indices.astype(np.int32),
        X.data.astype(np.float64),
        target.astype(np.int32),
        np.ascontiguousarray(cost / 2 if binary else cost, dtype=np.float64),
        weights,
        intercept,
        params["max_iter"],
        params["tol"] * TOLERANCE,
    )
    if passes >= params["max_iter"]:
        warnings.warn(
            f"logistic regression did not converge in {passes} passes; raise max_iter or tol",
            ConvergenceWarning,
            stacklevel=4,
        )
    if binary:
        return weights[:, 1:].T - weights[:, :1].T, intercept[1:] - intercept[:1]
    return np.ascontiguousarray(weights.T), intercept
