"""Precision, recall, F1, average precision and calibration, per label and on average."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from radeh.evaluation.report import Report

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

#: The figures that are averaged over labels, each label counting the same.
AVERAGED = ("precision", "recall", "f1", "average_precision", "ece", "brier")


def expected_calibration_error(probability: Floats, truth: Floats, bins: int = 10) -> float:
    """Mean distance between stated and observed frequency over equal-width bins.

    Naeini, Cooper and Hauskrecht, "Obtaining well calibrated probabilities using Bayesian
    binning", 2015. Both arguments have shape ``(n,)``.
    """
    place = np.minimum((probability * bins).astype(int), bins - 1)
    count = np.bincount(place, minlength=bins)
    stated = np.bincount(place, probability, bins)
    observed = np.bincount(place, truth, bins)
    return float(np.abs(stated - observed).sum() / max(count.sum(), 1))


def label_metrics(score: Floats, holds: Bools, truth: Floats) -> dict[str, float]:
    """Return the figures of one label; all arguments have shape ``(n,)``, NaN is not judged."""
    from sklearn.metrics import average_precision_score

    known = ~np.isnan(truth)
    right, held, score = truth[known], holds[known], score[known]
    hits, given, positive = float(right[held].sum()), float(held.sum()), float(right.sum())
    return {
        "precision": hits / given if given else 0.0,
        "recall": hits / positive if positive else 0.0,
        "f1": 2 * hits / (given + positive) if given + positive else 0.0,
        "average_precision": float(average_precision_score(right, score)) if positive else 0.0,
        "ece": expected_calibration_error(score, right),
        "brier": float(np.mean((score - right) ** 2)) if known.any() else 0.0,
        "support": int(positive),
        "judged": int(known.sum()),
    }


def averages(
    per_label: dict[str, dict[str, float]], holds: Bools, truth: Floats
) -> dict[str, dict[str, float]]:
    """Return the macro averages over labels, and the micro averages over single decisions."""
    known = ~np.isnan(truth)
    right, held = truth[known], holds[known]
    hits, given, positive = float(right[held].sum()), float(held.sum()), float(right.sum())
    macro = {name: float(np.mean([m[name] for m in per_label.values()])) for name in AVERAGED}
    micro = {
        "precision": hits / given if given else 0.0,
        "recall": hits / positive if positive else 0.0,
        "f1": 2 * hits / (given + positive) if given + positive else 0.0,
    }
    return {"macro": macro, "micro": micro}


def measure(
    labels: Sequence[str], scores: Floats, holds: Bools, truth: Floats, aim: str, **known: Any
) -> Report:
    """Compute a report from scores and decisions; ``truth`` has NaN where nobody has judged.

    All arrays have shape ``(n, n_labels)``. ``known`` are other fields of the report.
    """
    from radeh.evaluation.curves import calibration_curve, precision_recall_curve
    from radeh.evaluation.overlap import confusion, lost_labels, recall_by_combination
    from radeh.evaluation.report import Report

    columns = range(len(labels))
    per_label = {
        label: label_metrics(scores[:, k], holds[:, k], truth[:, k])
        for k, label in zip(columns, labels, strict=True)
    }
    mean = averages(per_label, holds, truth)
    whole = ~np.isnan(truth).any(axis=1)
    exact = (holds[whole] == truth[whole]).all(axis=1)
    return Report(
        documents=len(truth),
        operating_point=aim,
        per_label=per_label,
        averages=mean,
        macro_f1=mean["macro"]["f1"],
        micro_f1=mean["micro"]["f1"],
        macro_average_precision=mean["macro"]["average_precision"],
        exact=float(exact.mean()) if exact.size else 0.0,
        combinations=recall_by_combination(labels, holds[whole], truth[whole]),
        lost=lost_labels(labels, holds, truth),
        confusion=confusion(labels, holds[whole], truth[whole]),
        calibration={
            label: calibration_curve(scores[:, k], truth[:, k])
            for k, label in zip(columns, labels, strict=True)
        },
        curves={
            label: precision_recall_curve(scores[:, k], truth[:, k])
            for k, label in zip(columns, labels, strict=True)
        },
        **known,
    )
