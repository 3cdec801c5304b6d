"""What the linear classifiers share: one weight vector for each output, and nothing else kept."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.special import expit
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.utils.extmath import safe_sparse_dot, softmax
from sklearn.utils.validation import check_is_fitted

Floats = npt.NDArray[np.float64]


class LinearClassifier(ClassifierMixin, BaseEstimator):
    """A scikit-learn linear model, multi-class or multi-label, reduced to what it has learned.

    Fitted on a 1-D ``y`` it is the scikit-learn estimator; on an indicator matrix it fits one
    binary estimator for each column, leaving out the rows where the column is NaN (unknown).

    Attributes:
        coef_: shape ``(n_outputs, n_features)``; one output when binary.
        intercept_: shape ``(n_outputs,)``.
        classes_: class names; for an indicator matrix, the column numbers.
        multilabel_: whether ``fit`` was given an indicator matrix.
    """

    def _estimator(self) -> Any:
        """Return the unfitted scikit-learn estimator."""
        raise AssertionError("a linear classifier names its scikit-learn estimator")

    def _weights(self, fitted: Any) -> tuple[Floats, Floats]:
        """Return coefficients and intercepts of the fitted estimator."""
        return fitted.coef_, fitted.intercept_

    def fit(self, X: Any, y: Any, sample_weight: Any = None) -> LinearClassifier:
        """Learn from a matrix of shape ``(n, n_features)``.

        Raises:
            ValueError: ``y`` has a column, or is one, in which nothing is to be told apart.
        """
        y = np.asarray(y)
        self.multilabel_ = y.ndim == 2
        if not self.multilabel_:
            fitted = self._estimator().fit(X, y, sample_weight=sample_weight)
            self.classes_ = fitted.classes_
            self.coef_, self.intercept_ = map(np.array, self._weights(fitted))
            return self
        columns = [self._fit_column(X, y[:, k], k, sample_weight) for k in range(y.shape[1])]
        self.classes_ = np.arange(y.shape[1])
        self.coef_ = np.vstack([coef for coef, _ in columns])
        self.intercept_ = np.concatenate([intercept for _, intercept in columns])
        return self

    def _fit_column(self, X: Any, y: Any, k: int, sample_weight: Any) -> tuple[Floats, Floats]:
        known = np.flatnonzero(~np.isnan(y.astype(np.float64)))
        target = y[known].astype(int)
        if len(np.unique(target)) < 2:
            raise ValueError(
                f"column {k} of y has {len(known)} judged rows, all of them {target[:1]}; "
                "a label needs texts that have it and texts that do not"
            )
        weight = None if sample_weight is None else np.asarray(sample_weight)[known]
        return self._weights(self._estimator().fit(X[known], target, sample_weight=weight))

    def decision_function(self, X: Any) -> Floats:
        """Return decisions, shape ``(n, n_outputs)``, or ``(n,)`` when binary and 1-D."""
        check_is_fitted(self, "coef_")
        decisions: Floats = safe_sparse_dot(X, self.coef_.T, dense_output=True) + self.intercept_
        return decisions if self.multilabel_ or len(self.coef_) > 1 else decisions.ravel()

    def predict(self, X: Any) -> npt.NDArray[Any]:
        """Return classes, or an indicator matrix when fitted on one."""
        decisions = self.decision_function(X)
        if self.multilabel_:
            return (decisions > 0).astype(int)
        if decisions.ndim == 1:
            return self.classes_[(decisions > 0).astype(int)]
        return self.classes_[decisions.argmax(axis=1)]

    def predict_proba(self, X: Any) -> Floats:
        """Return probabilities: of each class, or of each label when fitted on an indicator.

        The logistic function or softmax of the decisions; for the SVM this is an ordering and no
        more until a model calibrates it.
        """
        decisions = self.decision_function(X)
        if self.multilabel_:
            return expit(decisions)
        if decisions.ndim == 1:
            return np.column_stack([expit(-decisions), expit(decisions)])
        return softmax(decisions)
