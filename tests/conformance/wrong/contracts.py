"""Constructors, parameters and clones gone wrong."""

from wrong.right import Classifier, Extractor, Normalizer


class NeedsArgument(Normalizer):
    def __init__(self, separator):
        self.separator = separator


class DerivesInConstructor(Normalizer):
    def __init__(self, *, separator=" "):
        self.separator = separator
        self.double = separator * 2


class CopiesInConstructor(Extractor):
    def __init__(self, *, scale=1.0):
        self.scale = float(scale)


class TakesAnyParameter(Normalizer):
    def set_params(self, **params):
        vars(self).update(params)
        return self


class RemembersInClone(Classifier):
    def __sklearn_clone__(self):
        copied = type(self)(strength=self.strength)
        vars(copied).update(vars(self))
        return copied
