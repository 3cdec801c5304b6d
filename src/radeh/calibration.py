"""From decisions to probabilities."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

_LEAST_SLOPE = 1e-6
#: How far sources differ in how readily a label is given to them: the standard deviation, in
#: log-odds, that is assumed of them.
SOURCE_DEVIATION = 1.0

# How firmly slope, offset and their two changes with length are held to (1, 0, 0, 0): precisions of
# normal priors. A few texts do not bend the map with length; and a few sources do not move it far,
# however many texts they have, for what is left of their differences is no news of the next one.
_PRECISION = np.array([0.0, 0.0, 10.0, 10.0])
_PRECISION_BY_SOURCE = np.array([30.0, 2.0, 30.0, 30.0])


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
    decisions: Floats,
    truth: Floats,
    words: Floats,
    groups: npt.NDArray[Any] | None = None,
    *,
    multilabel: bool,
) -> Calibration:
    """Fit the map on decisions that were made without seeing their texts.

    Args:
        decisions: shape ``(n, n_labels)``.
        truth: indicator matrix of the same shape; NaN where nobody has judged.
        words: how many words each text has, shape ``(n,)``.
        groups: names of ``n`` sources. Where there are several, each is granted an offset of its
            own (a random intercept: Gelman and Hill, "Data analysis using regression and
            multilevel/hierarchical models", 2007), and the map is that of a source not seen.
        multilabel: whether a text may have any number of labels.
    """
    n_labels = decisions.shape[1]
    if not multilabel:
        slope, zero = _temperature(decisions, truth), np.zeros(n_labels)
        return Calibration(False, np.full(n_labels, slope), zero, zero, zero)
    length = relative_length(words)
    sources = np.zeros((len(decisions), 0)) if groups is None else _indicators(groups)
    fits = [_platt(decisions[:, k], truth[:, k], length, sources) for k in range(n_labels)]
    return Calibration(True, *np.array(fits).T)


def _indicators(groups: npt.NDArray[Any]) -> Floats:
    """Return a column of zeros and ones for each source; none where there is but one."""
    names, source = np.unique(groups, return_inverse=True)
    columns: Floats = np.eye(len(names))[source]
    return columns if len(names) > 1 else columns[:, :0]


def _platt(decision: Floats, truth: Floats, length: Floats, sources: Floats) -> Floats:
    """Fit slope, offset and their change with length, drawn a little towards (1, 0, 0, 0)."""
    from scipy.optimize import minimize

    n_sources = sources.shape[1]
    start = np.append([1.0, 0.0, 0.0, 0.0], np.zeros(n_sources))
    known = ~np.isnan(truth)
    d, y, ell = decision[known], truth[known], length[known]
    positives, negatives = float((y == 1).sum()), float((y == 0).sum())
    if not positives or not negatives:
        return start[:4]
    # Platt's targets, a uniform prior on each side: they keep the fit finite when classes separate.
    target = np.where(y == 1, (positives + 1) / (positives + 2), 1 / (negatives + 2))
    design = np.column_stack([d, np.ones_like(d), d * ell, ell, sources[known]])
    shared = _PRECISION_BY_SOURCE if n_sources else _PRECISION
    precision = np.append(shared, np.full(n_sources, SOURCE_DEVIATION**-2))

    def loss(parameters: Floats) -> tuple[float, Floats]:
        z, away = design @ parameters, parameters - start
        value = np.sum(np.logaddexp(0, z) - target * z) + 0.5 * np.sum(precision * away**2)
        gradient = design.T @ (sigmoid(z) - target) + precision * away
        return float(value) / len(d), gradient / len(d)

    fitted: Floats = minimize(loss, start, jac=True, method="L-BFGS-B").x[:4]
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
