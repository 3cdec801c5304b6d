"""Detectors of topics: one logistic regression a topic, learning only from what is known."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.special import expit
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.linear_model import LogisticRegression
from sklearn.utils.extmath import safe_sparse_dot
from sklearn.utils.validation import check_is_fitted

Floats = npt.NDArray[np.float64]


class TopicDetector(ClassifierMixin, BaseEstimator):
    """One binary logistic regression for each topic, with unknown labels left out.

    ``y`` is an indicator matrix with a column for each topic, NaN where nobody has judged; or 1-D:
    classes, each judged against the rest; for a single topic there are two.

    Args:
        topics: names of the topics, any; None takes as many as ``y`` has columns or classes.
        C: inverse strength of the L2 penalty.
        class_weight: ``"balanced"``, a mapping from 0 and 1 to weights, or None: with None the
            decisions are log-odds as they are, which carries best from one source to another.
        max_iter: most iterations of the solver.

    Attributes:
        coef_: shape ``(n_outputs, n_features)``; a single output when there are two classes.
        intercept_: shape ``(n_outputs,)``.
        classes_: the classes of a 1-D ``y``, sorted; else the numbers of the columns.
        multilabel_: whether ``fit`` was given an indicator matrix.
    """

    def __init__(
        self,
        *,
        topics: tuple[str, ...] | None = None,
        C: float = 10.0,
        class_weight: Any = None,
        max_iter: int = 1000,
    ) -> None:
        self.topics = topics
        self.C = C
        self.class_weight = class_weight
        self.max_iter = max_iter

    def fit(self, X: Any, y: Any, sample_weight: Any = None) -> TopicDetector:
        """Learn from a matrix of shape ``(n, n_features)``.

        Raises:
            ValueError: ``y`` is of no accepted shape, or a topic has no positive or no negative.
        """
        y = np.asarray(y)
        self.multilabel_ = y.ndim == 2
        names, target = self._columns(y)
        fits = [
            self._fit_topic(X, target[:, k], name, sample_weight) for k, name in enumerate(names)
        ]
        self.coef_ = np.vstack([fit.coef_ for fit in fits])
        self.intercept_ = np.concatenate([fit.intercept_ for fit in fits])
        return self

    def _columns(self, y: npt.NDArray[Any]) -> tuple[list[str], Floats]:
        """Return the names and the truth of the outputs, and note the classes."""
        topics = self.topics
        if self.multilabel_:
            if topics is not None and y.shape[1] != len(topics):
                raise ValueError(f"y has {y.shape[1]} columns for {len(topics)} topics")
            self.classes_ = np.arange(y.shape[1])
            return list(topics or map(str, self.classes_)), y.astype(np.float64)
        # scikit-learn's order of classes, whatever the order of the topics.
        self.classes_ = np.unique(y)
        classes = self.classes_.tolist()
        if topics is not None and y.dtype.kind in "OU":
            if len(topics) == 1 and (topics[0] not in classes or len(classes) != 2):
                raise ValueError(
                    f"y has the classes {classes}; it needs {topics[0]!r} and one more"
                )
            if len(topics) > 1 and not set(classes) <= set(topics):
                raise ValueError(f"y has the classes {classes}; the topics are {topics}")
        judged = self.classes_[1:] if len(self.classes_) == 2 else self.classes_
        return [str(name) for name in judged], (y[:, None] == judged).astype(np.float64)

    def _fit_topic(self, X: Any, target: Floats, topic: str, sample_weight: Any) -> Any:
        known = np.flatnonzero(~np.isnan(target))
        if len(np.unique(target[known])) < 2:
            raise ValueError(
                f"topic {topic!r} has {int(target[known].sum())} positive texts of {len(known)} "
                "judged; it needs positive and negative ones"
            )
        weight = None if sample_weight is None else np.asarray(sample_weight)[known]
        solver = LogisticRegression(
            C=self.C, class_weight=self.class_weight, max_iter=self.max_iter
        )
        return solver.fit(X[known], target[known].astype(int), sample_weight=weight)

    def decision_function(self, X: Any) -> Floats:
        """Return decisions, shape ``(n, n_outputs)``, or ``(n,)`` for two classes."""
        check_is_fitted(self, "coef_")
        decisions: Floats = safe_sparse_dot(X, self.coef_.T, dense_output=True) + self.intercept_
        return decisions.ravel() if self._is_binary() else decisions

    def _is_binary(self) -> bool:
        return not self.multilabel_ and len(self.coef_) == 1

    def predict_proba(self, X: Any) -> Floats:
        """Return probabilities: of each column, or of each class, the latter summing to one."""
        probability = expit(self.decision_function(X))
        if self._is_binary():
            return np.column_stack([1 - probability, probability])
        if self.multilabel_:
            return probability
        total = np.maximum(probability.sum(axis=1, keepdims=True), np.finfo(float).tiny)
        shares: Floats = probability / total
        return shares

    def predict(self, X: Any) -> npt.NDArray[Any]:
        """Return classes, or an indicator matrix when fitted on one."""
        decisions = self.decision_function(X)
        if self.multilabel_:
            return (decisions > 0).astype(int)
        if self._is_binary():
            return self.classes_[(decisions > 0).astype(int)]
        return self.classes_[decisions.argmax(axis=1)]
