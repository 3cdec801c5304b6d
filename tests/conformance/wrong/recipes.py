"""What recipes, corpora and models are made of when they go wrong."""

import itertools

import numpy as np

import radeh
from wrong.right import Classifier, Extractor


class NeedsAThousandTexts(Classifier):
    def fit(self, X, y):
        if X.shape[0] < 1000:
            raise ValueError(f"{X.shape[0]} texts; 1000 are needed")
        return super().fit(X, y)


class LearnsALambda(Extractor):
    def fit(self, texts, y=None):
        self.function_ = len
        return super().fit(texts)


def form_of_another(params, state):
    return radeh.LinearForm(-state["coef_"], state["intercept_"])


def dictionaries():
    yield {"text": "متن", "labels": ["a"]}


def one_id_twice():
    yield radeh.Document(text="یک", id="1")
    yield radeh.Document(text="دو", id="1")


def undeclared():
    yield radeh.Document(text="یک", labels=("c",))


_calls = itertools.count()


def shuffled():
    numbers = np.random.default_rng(next(_calls)).permutation(20)
    return [radeh.Document(text=str(number)) for number in numbers]
