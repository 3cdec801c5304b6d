"""The curves of one label: precision against recall, and observed against stated frequency."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Points = list[dict[str, float]]

#: More points than this are not to be told apart in a plot.
MOST_POINTS = 100


def precision_recall_curve(score: Floats, truth: Floats) -> Points:
    """Return ``threshold``, ``precision`` and ``recall`` of up to 100 thresholds, falling.

    Both arguments have shape ``(n,)``; NaN in ``truth`` is not judged. Empty without a positive.
    """
    known = ~np.isnan(truth)
    right, score = truth[known], score[known]
    if not right.any():
        return []
    order = np.argsort(-score, kind="stable")
    score, hits = score[order], np.cumsum(right[order])
    ends = np.flatnonzero(np.append(score[1:] != score[:-1], True))  # ties are cut together
    if len(ends) > MOST_POINTS:
        ends = ends[np.linspace(0, len(ends) - 1, MOST_POINTS).round().astype(int)]
    return [
        {
            "threshold": float(score[end]),
            "precision": float(hits[end] / (end + 1)),
            "recall": float(hits[end] / hits[-1]),
        }
        for end in ends
    ]


def calibration_curve(score: Floats, truth: Floats, bins: int = 10) -> Points:
    """Return for each filled bin of equal width the mean score, the share that holds, the count."""
    known = ~np.isnan(truth)
    right, score = truth[known], score[known]
    place = np.minimum((score * bins).astype(int), bins - 1)
    return [
        {
            "stated": float(score[place == b].mean()),
            "observed": float(right[place == b].mean()),
            "documents": int((place == b).sum()),
        }
        for b in np.unique(place)
    ]
