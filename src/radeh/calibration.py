"""From decisions to probabilities, and from probabilities to operating points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

#: The aims for which a threshold is chosen for each label.
OPERATING_POINTS = ("balanced", "precise", "sensitive")
PRECISE_PRECISION = 0.95
SENSITIVE_RECALL = 0.95


def sigmoid(values: Floats) -> Floats:
    """The logistic function, written so that it cannot overflow."""
    half: Floats = 0.5 * np.tanh(0.5 * values) + 0.5
    return half


def softmax(values: Floats) -> Floats:
    """Rows to probabilities that sum to one."""
    powers = np.exp(values - values.max(axis=1, keepdims=True))
    result: Floats = powers / powers.sum(axis=1, keepdims=True)
    return result


@dataclass(frozen=True)
class Calibration:
    """The map from decisions to probabilities.

    Multi-label: ``sigmoid(slope * decision + offset)``, label by label (Platt, "Probabilistic
    outputs for support vector machines", 1999). Multi-class: ``softmax(slope * decision)``, one
    slope for all (temperature scaling: Guo et al., "On calibration of modern neural networks",
    2017). ``slope`` and ``offset`` have shape ``(n_labels,)``.
    """

    multilabel: bool
    slope: Floats
    offset: Floats

    @classmethod
    def identity(cls, n_labels: int, *, multilabel: bool) -> Calibration:
        """Take decisions for the log-odds that they are."""
        return cls(multilabel, np.ones(n_labels), np.zeros(n_labels))

    def __call__(self, decisions: Floats) -> Floats:
        """Map decisions of shape ``(n, n_labels)`` to probabilities of the same shape."""
        scaled = decisions * self.slope + self.offset
        return sigmoid(scaled) if self.multilabel else softmax(scaled)


def fit_calibration(decisions: Floats, truth: Floats, *, multilabel: bool) -> Calibration:
    """Fit the map on decisions that were made without seeing their texts.

    Args:
        decisions: shape ``(n, n_labels)``.
        truth: indicator matrix of the same shape; NaN where nobody has judged.
        multilabel: whether a text may have any number of labels.
    """
    n_labels = decisions.shape[1]
    if not multilabel:
        slope = _temperature(decisions, truth)
        return Calibration(False, np.full(n_labels, slope), np.zeros(n_labels))
    fits = [_platt(decisions[:, k], truth[:, k]) for k in range(n_labels)]
    return Calibration(True, np.array([a for a, _ in fits]), np.array([b for _, b in fits]))


def _platt(decision: Floats, truth: Floats) -> tuple[float, float]:
    from scipy.optimize import minimize

    known = ~np.isnan(truth)
    x, y = decision[known], truth[known]
    positives, negatives = float((y == 1).sum()), float((y == 0).sum())
    if not positives or not negatives:
        return 1.0, 0.0
    # Platt's targets, a uniform prior on each side: they keep the fit finite when classes separate.
    target = np.where(y == 1, (positives + 1) / (positives + 2), 1 / (negatives + 2))

    def loss(parameters: Floats) -> tuple[float, Floats]:
        z = parameters[0] * x + parameters[1]
        value = np.mean(np.logaddexp(0, z) - target * z)
        residual = (sigmoid(z) - target) / len(x)
        return float(value), np.array([residual @ x, residual.sum()])

    fit = minimize(loss, np.array([1.0, 0.0]), jac=True, method="L-BFGS-B")
    # A decision that ranks backwards is still a decision: never turn the order round.
    return max(float(fit.x[0]), 1e-6), float(fit.x[1])


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


def choose_thresholds(probabilities: Floats, truth: Floats) -> dict[str, Floats]:
    """Choose a threshold for each label and operating point.

    ``balanced`` maximises F1; ``precise`` is the lowest threshold whose precision, and
    ``sensitive`` the highest whose recall, reaches 0.95.

    Returns:
        For each operating point an array of shape ``(n_labels,)``.
    """
    columns = []
    for k in range(probabilities.shape[1]):
        known = ~np.isnan(truth[:, k])
        columns.append(_thresholds(probabilities[known, k], truth[known, k]))
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
    # Midway to the next score down, so that the choice does not hang on one item.
    below = np.append(score[1:], 0.0)
    return {aim: float((score[cut] + below[cut]) / 2) for aim, cut in cuts.items()}


def uncalibrated_thresholds(n_labels: int) -> dict[str, Any]:
    """One half everywhere: what there is to say before anything was measured."""
    return {aim: np.full(n_labels, 0.5) for aim in OPERATING_POINTS}
