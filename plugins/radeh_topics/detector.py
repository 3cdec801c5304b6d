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

    ``y`` is an indicator matrix with one column for each topic, NaN where nobody has judged; or
    1-D: names of classes, of which the topics are some, or booleans for a single topic.

    Args:
        topics: names of the topics; the columns of ``y`` when it is a matrix.
        C: inverse strength of the L2 penalty.
        class_weight: ``"balanced"``, a mapping from 0 and 1 to weights, or None: with None the
            decisions are log-odds as they are, which carries best from one source to another.
        max_iter: most iterations of the solver.

    Attributes:
        coef_: shape ``(n_topics, n_features)``.
        intercept_: shape ``(n_topics,)``.
        classes_: for a 1-D ``y`` and a single topic ``[False, True]``, else the column numbers.
    """

    def __init__(
        self,
        *,
        topics: tuple[str, ...] = ("politics", "security", "economy"),
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
        target = self._columns(np.asarray(y))
        fits = [
            self._fit_topic(X, target[:, k], topic, sample_weight)
            for k, topic in enumerate(self.topics)
        ]
        self.coef_ = np.vstack([fit.coef_ for fit in fits])
        self.intercept_ = np.concatenate([fit.intercept_ for fit in fits])
        single = np.ndim(y) == 1 and len(self.topics) == 1
        self.classes_ = np.array([False, True]) if single else np.arange(len(self.topics))
        return self

    def _columns(self, y: npt.NDArray[Any]) -> Floats:
        if y.ndim == 2:
            if y.shape[1] != len(self.topics):
                raise ValueError(f"y has {y.shape[1]} columns for {len(self.topics)} topics")
            return y.astype(np.float64)
        if y.dtype.kind in "bif":
            if len(self.topics) != 1:
                raise ValueError(f"a 1-D y of 0 and 1 needs a single topic, not {self.topics}")
            return y.astype(np.float64)[:, None]
        return np.column_stack([(y == topic).astype(np.float64) for topic in self.topics])

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
        """Return decisions, shape ``(n, n_topics)``, or ``(n,)`` for a single topic and 1-D y."""
        check_is_fitted(self, "coef_")
        decisions: Floats = safe_sparse_dot(X, self.coef_.T, dense_output=True) + self.intercept_
        return decisions.ravel() if self.classes_.dtype == bool else decisions

    def predict_proba(self, X: Any) -> Floats:
        """Return probabilities, shape ``(n, n_topics)``, or ``(n, 2)`` for a 1-D y."""
        probability = expit(self.decision_function(X))
        if probability.ndim == 1:
            return np.column_stack([1 - probability, probability])
        return probability

    def predict(self, X: Any) -> npt.NDArray[Any]:
        """Return booleans for a 1-D y, else an indicator matrix."""
        held = self.decision_function(X) > 0
        return held if held.ndim == 1 else held.astype(int)
