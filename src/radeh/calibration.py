"""From decisions to probabilities, and from probabilities to operating points."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

#: The aims for which a threshold is chosen for each label.
OPERATING_POINTS = ("balanced", "precise", "sensitive")
PRECISE_PRECISION = 0.95
SENSITIVE_RECALL = 0.95

_LEAST_SLOPE = 1e-6
# Worth ten texts that contradict a change with length: a few texts do not bend the map.
_LENGTH_PENALTY = 10.0
#: A source speaks for itself in `choose_thresholds` if so many of its texts have the label.
FEWEST_TO_SPEAK = 30


def sigmoid(values: Floats) -> Floats:
    """The logistic function, written so that it cannot overflow."""
    half: Floats = 0.5 * np.tanh(0.5 * values) + 0.5
    return half


def softmax(values: Floats) -> Floats:
    """Rows to probabilities that sum to one."""
    powers = np.exp(values - values.max(axis=1, keepdims=True))
    result: Floats = powers / powers.sum(axis=1, keepdims=True)
    return result


# The middle of the scale of lengths, and how far it reaches: 5 to 1,500 words. Beyond, nothing was
# learned, so nothing is extrapolated.
_MIDDLE_LENGTH = 4.5
_LENGTH_REACH = 2.8


def relative_length(words: Floats) -> Floats:
    """``ln(1 + words) - 4.5``, kept within -2.8 and 2.8; zero is a text of 89 words."""
    length: Floats = np.clip(np.log1p(words) - _MIDDLE_LENGTH, -_LENGTH_REACH, _LENGTH_REACH)
    return length


@dataclass(frozen=True)
class Calibration:
    """The map from decisions to probabilities.

    Multi-label: ``sigmoid(a * decision + b)``, label by label (Platt, "Probabilistic outputs for
    support vector machines", 1999), where ``a = slope + slope_by_length * l`` and
    ``b = offset + offset_by_length * l``, and ``l`` is the `relative_length` of the text: few words
    are weak evidence. Multi-class: ``softmax(slope * decision)``, one slope for all (temperature
    scaling: Guo et al., "On calibration of modern neural networks", 2017). The four arrays have
    shape ``(n_labels,)``.
    """

    multilabel: bool
    slope: Floats
    offset: Floats
    slope_by_length: Floats
    offset_by_length: Floats

    @cached_property
    def packed(self) -> tuple[bool, float, float, float, bytes]:
        """What `__call__` computes with, as the compiled scorer takes it."""
        arrays = (self.slope, self.offset, self.slope_by_length, self.offset_by_length)
        packed = np.concatenate([np.asarray(array, dtype=np.float64) for array in arrays])
        return self.multilabel, _MIDDLE_LENGTH, _LENGTH_REACH, _LEAST_SLOPE, packed.tobytes()

    @classmethod
    def identity(cls, n_labels: int, *, multilabel: bool) -> Calibration:
        """Take decisions for the log-odds that they are."""
        one, zero = np.ones(n_labels), np.zeros(n_labels)
        return cls(multilabel, one, zero, zero, zero)

    def __call__(self, decisions: Floats, words: Floats) -> Floats:
        """Map decisions to probabilities.

        Args:
            decisions: shape ``(n, n_labels)``.
            words: how many words each text has, shape ``(n,)``.

        Returns:
            Probabilities, shape ``(n, n_labels)``.
        """
        length = relative_length(words)[:, None]
        # A decision that ranks backwards is still a decision: never turn the order round.
        slope = np.maximum(self.slope + self.slope_by_length * length, _LEAST_SLOPE)
        scaled = decisions * slope + self.offset + self.offset_by_length * length
        return sigmoid(scaled) if self.multilabel else softmax(scaled)

    def as_dict(self) -> dict[str, list[float]]:
        """Return plain JSON values, the constructor's arguments but for ``multilabel``."""
        names = ("slope", "offset", "slope_by_length", "offset_by_length")
        return {name: getattr(self, name).tolist() for name in names}


def fit_calibration(
    decisions: Floats, truth: Floats, words: Floats, *, multilabel: bool
) -> Calibration:
    """Fit the map on decisions that were made without seeing their texts.

    Args:
        decisions: shape ``(n, n_labels)``.
        truth: indicator matrix of the same shape; NaN where nobody has judged.
        words: how many words each text has, shape ``(n,)``.
        multilabel: whether a text may have any number of labels.
    """
    n_labels = decisions.shape[1]
    if not multilabel:
        slope, zero = _temperature(decisions, truth), np.zeros(n_labels)
        return Calibration(False, np.full(n_labels, slope), zero, zero, zero)
    length = relative_length(words)
    fits = [_platt(decisions[:, k], truth[:, k], length) for k in range(n_labels)]
    return Calibration(True, *np.array(fits).T)


def _platt(decision: Floats, truth: Floats, length: Floats) -> Floats:
    """Fit slope, offset and their change with length, drawn a little towards (1, 0, 0, 0)."""
    from scipy.optimize import minimize

    start = np.array([1.0, 0.0, 0.0, 0.0])
    known = ~np.isnan(truth)
    d, y, ell = decision[known], truth[known], length[known]
    positives, negatives = float((y == 1).sum()), float((y == 0).sum())
    if not positives or not negatives:
        return start
    # Platt's targets, a uniform prior on each side: they keep the fit finite when classes separate.
    target = np.where(y == 1, (positives + 1) / (positives + 2), 1 / (negatives + 2))
    design = np.column_stack([d, np.ones_like(d), d * ell, ell])
    penalty = np.array([0.0, 0.0, 1.0, 1.0]) * _LENGTH_PENALTY

    def loss(parameters: Floats) -> tuple[float, Floats]:
        z = design @ parameters
        value = np.sum(np.logaddexp(0, z) - target * z) + 0.5 * np.sum(penalty * parameters**2)
        gradient = design.T @ (sigmoid(z) - target) + penalty * parameters
        return float(value) / len(d), gradient / len(d)

    fitted: Floats = minimize(loss, start, jac=True, method="L-BFGS-B").x
    fitted[0] = max(float(fitted[0]), _LEAST_SLOPE)
    return fitted


def _temperature(decisions: Floats, truth: Floats) -> float:
    from scipy.optimize import minimize_scalar

    chosen = truth.argmax(axis=1)
    rows = np.arange(len(chosen))

    def loss(log_slope: float) -> float:
        scaled = np.exp(log_slope) * decisions
        scaled = scaled - scaled.max(axis=1, keepdims=True)
        log_sum = np.log(np.exp(scaled).sum(axis=1))
        return float(np.mean(log_sum - scaled[rows, chosen]))

    return float(np.exp(minimize_scalar(loss, bounds=(-6, 6), method="bounded").x))


def choose_thresholds(
    probabilities: Floats, truth: Floats, groups: npt.NDArray[Any] | None = None
) -> dict[str, Floats]:
    """Choose a threshold for each label and operating point.

    ``balanced`` maximises F1; ``precise`` is the lowest threshold whose precision, and
    ``sensitive`` the highest whose recall, reaches 0.95. Where the texts come from several sources,
    ``precise`` and ``sensitive`` keep their promise on each source that has at least 30 texts with
    the label, not on the average of them only.

    Args:
        probabilities: shape ``(n, n_labels)``.
        truth: indicator matrix of the same shape; NaN where nobody has judged.
        groups: names of ``n`` sources.

    Returns:
        For each operating point an array of shape ``(n_labels,)``.
    """
    columns = []
    for k in range(probabilities.shape[1]):
        known = ~np.isnan(truth[:, k])
        probability, right = probabilities[known, k], truth[known, k]
        column = _thresholds(probability, right)
        for name in [] if groups is None else np.unique(groups[known]):
            of_source = groups[known] == name  # type: ignore[index]
            if right[of_source].sum() >= FEWEST_TO_SPEAK:
                source = _thresholds(probability[of_source], right[of_source])
                column["precise"] = max(column["precise"], source["precise"])
                column["sensitive"] = min(column["sensitive"], source["sensitive"])
        columns.append(column)
    return {aim: np.array([column[aim] for column in columns]) for aim in OPERATING_POINTS}


def _thresholds(probability: Floats, truth: Floats) -> dict[str, float]:
    if not truth.any():
        return dict.fromkeys(OPERATING_POINTS, 0.5)
    # At cut i the labels are given to the i + 1 highest scores; ties are cut together.
    order = np.argsort(-probability, kind="stable")
    score, hits = probability[order], np.cumsum(truth[order])
    last_of_tie = np.append(score[1:] != score[:-1], True)
    score, hits = score[last_of_tie], hits[last_of_tie]
    given = np.flatnonzero(last_of_tie) + 1
    precision, recall = hits / given, hits / hits[-1]
    f1 = 2 * hits / (given + hits[-1])
    precise = np.flatnonzero(precision >= PRECISE_PRECISION)
    cuts = {
        "balanced": int(np.argmax(f1)),
        "precise": int(precise[-1]) if precise.size else int(np.argmax(precision)),
        "sensitive": int(np.argmax(recall >= SENSITIVE_RECALL)),
    }
    # Midway to the next score down, so that the choice does not hang on one item; where
    # nothing lies between the two, the score itself.
    middle = (score + np.append(score[1:], 0.0)) / 2
    middle = np.where(middle > np.append(score[1:], -1.0), middle, score)
    return {aim: float(middle[cut]) for aim, cut in cuts.items()}


def uncalibrated_thresholds(n_labels: int) -> dict[str, Any]:
    """One half everywhere: what there is to say before anything was measured."""
    return {aim: np.full(n_labels, 0.5) for aim in OPERATING_POINTS}
