"""The linear classifiers: thin clothes over scikit-learn's solvers."""

from __future__ import annotations

from typing import Any

import numpy as np
from sklearn.linear_model import SGDClassifier
from sklearn.naive_bayes import ComplementNB
from sklearn.svm import LinearSVC

from radeh_linear.base import Floats, LinearClassifier
from radeh_linear.logistic import Logistic


class LogisticRegressionClassifier(LinearClassifier):
    """Logistic regression with an L2 penalty (multinomial when multi-class).

    Args:
        C: inverse strength of the penalty.
        class_weight: ``"balanced"``, a mapping from class to weight, or None.
        max_iter: most iterations of the solver.
        tol: when the solver stops.
        random_state: unused by the solver; kept so that seeds can be set alike everywhere.
    """

    def __init__(
        self,
        *,
        C: float = 1.0,
        class_weight: Any = None,
        max_iter: int = 1000,
        tol: float = 1e-4,
        random_state: int | None = None,
    ) -> None:
        self.C = C
        self.class_weight = class_weight
        self.max_iter = max_iter
        self.tol = tol
        self.random_state = random_state

    def _estimator(self) -> Logistic:
        return Logistic(self.get_params())


class LinearSVMClassifier(LinearClassifier):
    """Linear support vector machine with the squared hinge loss, one class against the rest.

    Args:
        C: inverse strength of the penalty.
        class_weight: ``"balanced"``, a mapping from class to weight, or None.
        max_iter: most iterations of the solver.
        tol: when the solver stops.
        random_state: seed of the solver.
    """

    def __init__(
        self,
        *,
        C: float = 1.0,
        class_weight: Any = None,
        max_iter: int = 5000,
        tol: float = 1e-4,
        random_state: int | None = None,
    ) -> None:
        self.C = C
        self.class_weight = class_weight
        self.max_iter = max_iter
        self.tol = tol
        self.random_state = random_state

    def _estimator(self) -> LinearSVC:
        return LinearSVC(**self.get_params())


class ComplementNBClassifier(LinearClassifier):
    """Complement naive Bayes (Rennie et al., "Tackling the poor assumptions", 2003).

    Args:
        alpha: additive smoothing.
        norm: normalise the weights a second time.
    """

    def __init__(self, *, alpha: float = 1.0, norm: bool = False) -> None:
        self.alpha = alpha
        self.norm = norm

    def _estimator(self) -> ComplementNB:
        return ComplementNB(**self.get_params())

    def _weights(self, fitted: Any) -> tuple[Floats, Floats]:
        weights = fitted.feature_log_prob_
        if len(weights) == 2:  # binary: the decision is how far the second class leads
            weights = weights[1:] - weights[:1]
        return weights, np.zeros(len(weights))


class SGDLinearClassifier(LinearClassifier):
    """Logistic regression by stochastic gradient descent.

    Args:
        alpha: strength of the L2 penalty.
        class_weight: ``"balanced"``, a mapping from class to weight, or None.
        max_iter: most passes over the texts.
        tol: when the solver stops.
        random_state: seed of the order of texts.
    """

    def __init__(
        self,
        *,
        alpha: float = 1e-5,
        class_weight: Any = None,
        max_iter: int = 50,
        tol: float = 1e-3,
        random_state: int | None = None,
    ) -> None:
        self.alpha = alpha
        self.class_weight = class_weight
        self.max_iter = max_iter
        self.tol = tol
        self.random_state = random_state

    def _estimator(self) -> SGDClassifier:
        return SGDClassifier(loss="log_loss", average=True, **self.get_params())
