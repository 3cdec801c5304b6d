"""From probabilities to operating points: a threshold for each label, chosen for a stated aim."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from radeh.calibration import SOURCE_DEVIATION, sigmoid

Floats = npt.NDArray[np.float64]

#: The aims for which a threshold is chosen for each label.
OPERATING_POINTS = ("balanced", "precise", "sensitive")
PRECISE_PRECISION = 0.95
SENSITIVE_RECALL = 0.95


def choose_thresholds(
    probabilities: Floats, truth: Floats, groups: npt.NDArray[Any] | None = None
) -> dict[str, Floats]:
    """Choose a threshold for each label and operating point.

    ``balanced`` maximises F1; ``precise`` is the lowest threshold whose precision, and
    ``sensitive`` the highest whose recall, reaches 0.95, as counted on these texts.

    Where the texts come from several sources, the next source is what counts, and thresholds that
    were fitted to the ones at hand carry badly to it. ``balanced`` then gives a label where it is
    as likely as not, and the two others keep their promise, by the calibrated probabilities, in a
    source whose log-odds are one standard deviation worse than the probabilities say.

    Args:
        probabilities: shape ``(n, n_labels)``.
        truth: indicator matrix of the same shape; NaN where nobody has judged.
        groups: names of ``n`` sources.

    Returns:
        For each operating point an array of shape ``(n_labels,)``.
    """
    several = groups is not None and len(np.unique(groups)) > 1
    columns = []
    for k in range(probabilities.shape[1]):
        known = ~np.isnan(truth[:, k])
        probability, right = probabilities[known, k], truth[known, k]
        if not right.any():
            columns.append(dict.fromkeys(OPERATING_POINTS, 0.5))
        elif several:
            columns.append(_expected(probability))
        else:
            columns.append(_counted(probability, right))
    return {aim: np.array([column[aim] for column in columns]) for aim in OPERATING_POINTS}


def _counted(probability: Floats, truth: Floats) -> dict[str, float]:
    # At cut i the labels are given to the i + 1 highest scores; ties are cut together.
    order = np.argsort(-probability, kind="stable")
    score, hits = probability[order], np.cumsum(truth[order])
    last_of_tie = np.append(score[1:] != score[:-1], True)
    score, hits = score[last_of_tie], hits[last_of_tie]
    given = np.flatnonzero(last_of_tie) + 1
    f1 = 2 * hits / (given + hits[-1])
    cuts = {
        "balanced": int(np.argmax(f1)),
        "precise": _lowest(hits / given),
        "sensitive": int(np.argmax(hits / hits[-1] >= SENSITIVE_RECALL)),
    }
    return {aim: _below(score, cut) for aim, cut in cuts.items()}


def _expected(probability: Floats) -> dict[str, float]:
    score = np.sort(probability)[::-1]
    odds = np.log(np.maximum(score, 1e-300)) - np.log1p(-np.minimum(score, 1 - 1e-16))
    # Fewer of those that get the label have it, or more of those that do not.
    fewer, more = sigmoid(odds - SOURCE_DEVIATION), sigmoid(odds + SOURCE_DEVIATION)
    precision = np.cumsum(fewer) / np.arange(1, len(score) + 1)
    found = np.cumsum(more)
    return {
        "balanced": 0.5,
        "precise": max(_below(score, _lowest(precision)), 0.5),
        "sensitive": min(_below(score, int(np.argmax(found / found[-1] >= SENSITIVE_RECALL))), 0.5),
    }


def _lowest(precision: Floats) -> int:
    """Return the last cut at which the promise is kept, or the best one if none keeps it."""
    kept = np.flatnonzero(precision >= PRECISE_PRECISION)
    return int(kept[-1]) if kept.size else int(np.argmax(precision))


def _below(score: Floats, cut: int) -> float:
    """Return a threshold below the score at the cut.

    It lies midway to the next one down, so that the choice does not hang on one item; where nothing
    lies between the two, it is the score itself.
    """
    after = score[cut + 1] if cut + 1 < len(score) else -1.0
    middle = (score[cut] + max(after, 0.0)) / 2
    return float(middle if middle > after else score[cut])


def uncalibrated_thresholds(n_labels: int) -> dict[str, Any]:
    """One half everywhere: what there is to say before anything was measured."""
    return {aim: np.full(n_labels, 0.5) for aim in OPERATING_POINTS}
