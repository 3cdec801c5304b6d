"""TF-IDF weights, as numpy functions that the transformer and the fused scorer share."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from radeh_tfidf.counting import Counts, row_sums

Floats = npt.NDArray[np.float64]


def inverse_document_frequency(
    document_frequency: npt.NDArray[np.int64], n_documents: int
) -> Floats:
    """``ln((1 + n) / (1 + df)) + 1``: scikit-learn's smooth idf, shape ``(n_terms,)``."""
    idf: Floats = np.log((1 + n_documents) / (1 + document_frequency)) + 1
    return idf


def weigh(counts: Counts, idf: Floats | None, *, sublinear_tf: bool, norm: str | None) -> Floats:
    """Return the weight of each stored count, shape ``(nnz,)``.

    ``sublinear_tf`` replaces a count c by ``1 + ln c``; ``norm="l2"`` gives every row length one.
    """
    values = 1 + np.log(counts.data) if sublinear_tf else counts.data.astype(np.float64)
    if idf is not None:
        values = values * idf[counts.indices]
    if norm == "l2":
        length = np.sqrt(row_sums(values**2, counts.indptr))
        length[length == 0] = 1
        values = values / np.repeat(length, np.diff(counts.indptr))
    return values


def mean_weights(counts: Counts, idf: Floats) -> Floats:
    """Return ``(1 + ln count) * idf`` of each stored count, every row summing to one."""
    values: Floats = (1 + np.log(counts.data)) * idf[counts.indices]
    total = row_sums(values, counts.indptr)
    total[total == 0] = 1
    return values / np.repeat(total, np.diff(counts.indptr))
