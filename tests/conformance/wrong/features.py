"""Matrices gone wrong."""

import numpy as np
from scipy.sparse import csr_matrix

from wrong.right import Extractor


class GivesADenseArray(Extractor):
    def transform(self, texts):
        return super().transform(texts).toarray()


class WidensWithTheText(Extractor):
    def transform(self, texts):
        matrix = super().transform(texts)
        width = 2 + any("🙂" in text for text in texts)
        return csr_matrix((matrix.data, matrix.indices, matrix.indptr), (matrix.shape[0], width))


class SaysNoWidth(Extractor):
    def fit(self, texts, y=None):
        super().fit(texts)
        del self.n_features_out_
        return self


class NamesTooMany(Extractor):
    def get_feature_names_out(self, input_features=None):
        return np.array(["words", "characters", "lines"], dtype=object)


class TrainsOnOtherFeatures(Extractor):
    def fit_transform(self, texts, y=None):
        return 2 * self.fit(texts).transform(texts)
