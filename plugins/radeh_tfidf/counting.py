"""From texts to counts of terms, in compressed sparse rows."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from radeh_tfidf.terms import Analyzer


class Counts(NamedTuple):
    """Rows of counts: row ``i`` is the slice ``indptr[i]:indptr[i + 1]`` of the other two."""

    indices: npt.NDArray[np.int32]
    data: npt.NDArray[np.float64]
    indptr: npt.NDArray[np.int64]


def learn_counts(texts: Iterable[str], analyze: Analyzer) -> tuple[list[str], Counts]:
    """Return every term that occurs, sorted, and the counts over them."""
    found: dict[str, int] = {}
    rows = _rows(_numbered(analyze(text), found) for text in texts)
    terms = sorted(found)
    place = np.empty(len(terms), dtype=np.int32)
    for new, term in enumerate(terms):
        place[found[term]] = new
    return terms, sorted_rows(rows._replace(indices=place[rows.indices]))


def _numbered(terms: Iterable[str], found: dict[str, int]) -> Counter[int]:
    return Counter(found.setdefault(term, len(found)) for term in terms)


def count_terms(texts: Iterable[str], analyze: Analyzer, vocabulary: Mapping[str, int]) -> Counts:
    """Return the counts of the terms that the vocabulary holds."""
    known = vocabulary.get
    return sorted_rows(
        _rows(
            Counter(index for index in map(known, analyze(text)) if index is not None)
            for text in texts
        )
    )


def _rows(counters: Iterable[Counter[int]]) -> Counts:
    indices, data, indptr = array("i"), array("d"), array("q", [0])
    for counter in counters:
        indices.extend(counter.keys())
        data.extend(counter.values())
        indptr.append(len(indices))
    return Counts(
        np.array(indices, dtype=np.int32),
        np.array(data, dtype=np.float64),
        np.array(indptr, dtype=np.int64),
    )


def sorted_rows(counts: Counts) -> Counts:
    """Put the columns of each row in order, which scikit-learn's solvers expect."""
    row = np.repeat(np.arange(len(counts.indptr) - 1), np.diff(counts.indptr))
    order = np.lexsort((counts.indices, row))
    return counts._replace(indices=counts.indices[order], data=counts.data[order])


def keep_columns(counts: Counts, kept: npt.NDArray[np.intp], n_columns: int) -> Counts:
    """Return the counts of some columns, numbered anew in the order of ``kept``, which rises."""
    place = np.full(n_columns, -1, dtype=np.int32)
    place[kept] = np.arange(len(kept), dtype=np.int32)
    indices = place[counts.indices]
    stays = indices >= 0
    before = np.concatenate([[0], np.cumsum(stays, dtype=np.int64)])
    return Counts(indices[stays], counts.data[stays], before[counts.indptr])


def row_sums(values: npt.NDArray[Any], indptr: npt.NDArray[np.int64]) -> npt.NDArray[Any]:
    """Sum the values of each row; ``values`` has shape ``(nnz,)`` or ``(nnz, k)``."""
    total = np.zeros((len(indptr) - 1, *values.shape[1:]))
    filled = np.flatnonzero(np.diff(indptr))
    if filled.size:
        total[filled] = np.add.reduceat(values, indptr[filled], axis=0)
    return total
