"""``fit`` gone wrong."""

import numpy as np

from wrong.right import Classifier, Extractor, Normalizer


class ReturnsNothing(Normalizer):
    def fit(self, texts, y=None):
        pass


class TunesItsParameter(Extractor):
    def fit(self, texts, y=None):
        self.scale = 2.0
        return super().fit(texts)


class SortsTheCallersTexts(Extractor):
    def fit(self, texts, y=None):
        if isinstance(texts, list):
            texts.sort()
        return super().fit(texts)


class ClearsTheCallersMatrix(Classifier):
    def fit(self, X, y):
        super().fit(X, y)
        X.data[:] = 0
        return self


class LearnsWithoutUnderscore(Extractor):
    def fit(self, texts, y=None):
        self.seen = len(texts)
        return super().fit(texts)


class CrashesUnfitted(Extractor):
    def transform(self, texts):
        self.mean_length_ + 0.0
        return super().transform(texts)


class AnswersUnfitted(Extractor):
    def transform(self, texts):
        if not hasattr(self, "mean_length_"):
            self.mean_length_ = 1.0
        return super().transform(texts)


class Accumulates(Extractor):
    def fit(self, texts, y=None):
        known = getattr(self, "mean_length_", None)
        super().fit(texts)
        if known:
            self.mean_length_ = (known + self.mean_length_) / 2
        return self


class DrawsWithoutSeed(Classifier):
    def fit(self, X, y):
        super().fit(X, y)
        self.intercept_ = self.intercept_ + np.random.default_rng().normal(size=len(self.coef_))
        return self


class CountsItsCalls(Extractor):
    def fit(self, texts, y=None):
        self.calls_ = 0
        return super().fit(texts)

    def transform(self, texts):
        value = super().transform(texts)
        self.calls_ += 1
        return value


class GrowsItsDefault(Extractor):
    def __init__(self, *, scale=1.0, stop_words=()):
        self.scale = scale
        self.stop_words = stop_words

    def fit(self, texts, y=None):
        self.stop_words.append("و")
        return super().fit(texts)
