"""Which words go with which: positive pointwise mutual information within a window."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_matrix, csr_matrix

#: Levy, Goldberg and Dagan, "Improving distributional similarity", 2015: contexts are smoothed.
CONTEXT_SMOOTHING = 0.75


def window_counts(
    documents: Sequence[npt.NDArray[np.int32]], n_words: int, window: int
) -> csr_matrix:
    """Count pairs of words at most ``window`` places apart, nearer ones weighing more.

    A pair at distance ``d`` counts ``(window + 1 - d) / window``. Words are numbers below
    ``n_words``; a negative number is a word that does not count but takes its place. Returns a
    symmetric matrix of shape ``(n_words, n_words)``.
    """
    # One long text with gaps that no window spans is many times faster than text by text.
    gap = np.full(window, -1, dtype=np.int32)
    line = np.concatenate([part for words in documents for part in (words, gap)] or [gap])
    total = csr_matrix((n_words, n_words), dtype=np.float64)
    for distance in range(1, window + 1):
        left, right = line[:-distance], line[distance:]
        known = (left >= 0) & (right >= 0)
        weight = np.full(int(known.sum()), (window + 1 - distance) / window)
        shape = (n_words, n_words)
        total = total + coo_matrix((weight, (left[known], right[known])), shape=shape).tocsr()
    return (total + total.T).tocsr()


def positive_pmi(counts: csr_matrix) -> csr_matrix:
    """Return ``max(0, ln(p(w, c) / (p(w) p(c))))`` of a square matrix of counts.

    Context probabilities are raised to 0.75 and normalised again, so that rare contexts do not
    dominate (Levy, Goldberg and Dagan, 2015).
    """
    row = np.asarray(counts.sum(axis=1)).ravel()
    context = row**CONTEXT_SMOOTHING
    context /= max(context.sum(), 1e-300)
    pairs = counts.tocoo()
    value = np.log(pairs.data / (row[pairs.row] * context[pairs.col]))
    kept = value > 0
    entries = (value[kept], (pairs.row[kept], pairs.col[kept]))
    return coo_matrix(entries, shape=counts.shape).tocsr()
