"""Batches gone wrong."""

from scipy.sparse import csr_matrix

from wrong.right import Classifier, Extractor, Normalizer


class DropsEmptyTexts(Normalizer):
    def transform(self, texts):
        return [text for text in super().transform(texts) if "بازی" not in text]


class RaisesAtNoTexts(Extractor):
    def transform(self, texts):
        longest = max(len(text) for text in texts)
        assert longest >= 0
        return super().transform(texts)


class LooksAtItsNeighbours(Extractor):
    def transform(self, texts):
        matrix = super().transform(texts)
        return csr_matrix(matrix / max(matrix.max(), 1.0))


class ScalesByTheBatch(Classifier):
    def decision_function(self, X):
        decision = super().decision_function(X)
        return decision - decision.mean(axis=0)


class SortsByLength(Normalizer):
    def transform(self, texts):
        return sorted(super().transform(texts), key=len)


class DropsDuplicates(Normalizer):
    def transform(self, texts):
        return super().transform(list(dict.fromkeys(texts)))


class IndexesByNumber(Extractor):
    def transform(self, texts):
        return super().transform([texts[number] for number in range(len(texts))])
