"""Texts that were not thought of."""

import numpy as np

from wrong.right import Extractor, Normalizer


class NeedsAWord(Extractor):
    def row(self, text):
        return [len(text.split()[0]), len(text) / self.mean_length_]


class NeedsLettersBesideHalfSpaces(Normalizer):
    def read(self, text):
        if any(not part for part in text.split("\u200c")) and "\u200c" in text:
            raise ValueError("a half-space without a letter")
        return super().read(text)


class KnowsPersianDigitsOnly(Extractor):
    def row(self, text):
        arabic = [letter for letter in text if "\u0660" <= letter <= "\u0669"]
        return [len(text.split()), np.nan if arabic else 0.0]


class EncodesStrictly(Normalizer):
    def read(self, text):
        return super().read(text.encode("utf-8").decode("utf-8"))


class RecursesByLetter(Normalizer):
    def read(self, text):
        return self.without_tatweel(super().read(text)) if len(text) > 2000 else super().read(text)

    def without_tatweel(self, text):
        return text and text[0].replace("ـ", "") + self.without_tatweel(text[1:])


class GivesAnArray(Normalizer):
    def transform(self, texts):
        return np.array(super().transform(texts), dtype=object)


class RaisesAtControls(Normalizer):
    def read(self, text):
        if "\u202e" in text:
            raise ValueError("right-to-left override")
        return super().read(text)


class FoldsOncePerCall(Normalizer):
    def read(self, text):
        return super().read(text).replace("اا", "ا")
