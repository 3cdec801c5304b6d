"""Labels and probabilities gone wrong."""

import numpy as np
from sklearn.base import BaseEstimator, ClassifierMixin

from wrong.right import Classifier


class RefusesByIndexError(Classifier):
    def fit(self, X, y):
        if np.ndim(y) == 2:
            return super().fit(X, y[:, 5])
        return super().fit(X, y)


class LearnsNothing(Classifier):
    def fit(self, X, y):
        raise ValueError("not today")


class PredictsOnly(ClassifierMixin, BaseEstimator):
    def fit(self, X, y):
        if np.ndim(y) == 2:
            raise ValueError("one class for each text")
        self.classes_ = np.unique(y)
        return self

    def predict(self, X):
        return np.full(X.shape[0], self.classes_[0])


class PredictsNumbers(Classifier):
    def predict(self, X):
        if self.multilabel_:
            return super().predict(X)
        return np.searchsorted(self.classes_, super().predict(X)) + 7


class PicksOneLabel(Classifier):
    def predict(self, X):
        if not self.multilabel_:
            return super().predict(X)
        return self.decision_function(X).argmax(axis=1)


class GivesDecisionsAsProbabilities(Classifier):
    def predict_proba(self, X):
        return np.log(super().predict_proba(X))


class ColumnsReversed(Classifier):
    def predict_proba(self, X):
        probability = super().predict_proba(X)
        return 1 - probability if self.multilabel_ else probability[:, ::-1]


class DecidesTheOtherWay(Classifier):
    def predict(self, X):
        if self.multilabel_:
            return (self.predict_proba(X) > 0.5).astype(int)
        return self.classes_[self.predict_proba(X).argmax(axis=1)]

    def predict_proba(self, X):
        probability = super().predict_proba(X)
        return 1 - probability if self.multilabel_ else probability[:, ::-1]


class DividesByLength(Classifier):
    def decision_function(self, X):
        length = np.asarray(abs(X).sum(axis=1)).ravel()
        decision = super().decision_function(X)
        with np.errstate(divide="ignore", invalid="ignore"):
            return (decision.T / (length > 0)).T
