"""Storage, pickles, threads, processes, time and memory gone wrong."""

import threading
import time

import numpy as np

from wrong.right import Classifier, Extractor, Normalizer


class LearnsASet(Extractor):
    def fit(self, texts, y=None):
        self.words_ = {word for text in texts for word in text.split()}
        return super().fit(texts)


class HidesWhatItLearns(Extractor):
    def fit(self, texts, y=None):
        super().fit(texts)
        self._factor = 3.0
        return self

    def row(self, text):
        return [getattr(self, "_factor", 1.0), len(text) / self.mean_length_]


class KeepsALock(Extractor):
    def fit(self, texts, y=None):
        self.lock_ = threading.Lock()
        return super().fit(texts)


class KeepsAScratchBuffer(Normalizer):
    def read(self, text):
        self.buffer_ = text
        time.sleep(0.0005)  # where another thread gets its turn
        return super().read(self.buffer_)


class SplitsByJobs(Classifier):
    def __init__(self, *, strength=1.0, n_jobs=None):
        self.strength = strength
        self.n_jobs = n_jobs

    def decision_function(self, X):
        return super().decision_function(X) / (self.n_jobs or 1)


class Sleeps(Normalizer):
    def read(self, text):
        if len(text) > 1000:
            time.sleep(0.15)
        return super().read(text)


class Quadratic(Normalizer):
    def read(self, text):
        if len(text) > 100_000:
            time.sleep(0.3)
        return super().read(text)


class Hoards(Normalizer):
    def read(self, text):
        return super().read(text) if np.ones(len(text) * 100).all() else ""
