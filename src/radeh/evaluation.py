"""How good a model is: per label and on average, at the operating point it ships with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from radeh.errors import RadehError
from radeh.model import Model
from radeh.records import Document
from radeh.registry import Registry, default_registry
from radeh.training import indicator

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Report:
    """Metrics of a model on labelled documents.

    ``per_label`` maps each label to precision, recall, f1, average_precision, ece, brier, support
    and judged (how many documents have the label judged). ``exact`` is the share of fully judged
    documents whose label set is exactly right.
    """

    documents: int
    operating_point: str
    per_label: dict[str, dict[str, float]]
    macro_f1: float
    micro_f1: float
    macro_average_precision: float
    exact: float

    def as_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return dict(vars(self))


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


def measure(
    labels: Sequence[str], scores: Floats, holds: npt.NDArray[np.bool_], truth: Floats, aim: str
) -> Report:
    """Compute a report from scores and decisions; ``truth`` has NaN where nobody has judged.

    All arrays have shape ``(n, n_labels)``.
    """
    from sklearn.metrics import average_precision_score

    per_label, hits_all, given_all, true_all = {}, 0.0, 0.0, 0.0
    for k, label in enumerate(labels):
        known = ~np.isnan(truth[:, k])
        right, held, score = truth[known, k], holds[known, k], scores[known, k]
        hits, given, positive = float(right[held].sum()), float(held.sum()), float(right.sum())
        hits_all, given_all, true_all = hits_all + hits, given_all + given, true_all + positive
        per_label[label] = {
            "precision": hits / given if given else 0.0,
            "recall": hits / positive if positive else 0.0,
            "f1": 2 * hits / (given + positive) if given + positive else 0.0,
            "average_precision": float(average_precision_score(right, score)) if positive else 0.0,
            "ece": expected_calibration_error(score, right),
            "brier": float(np.mean((score - right) ** 2)) if known.any() else 0.0,
            "support": int(positive),
            "judged": int(known.sum()),
        }
    whole = ~np.isnan(truth).any(axis=1)
    exact = (holds[whole] == truth[whole]).all(axis=1)
    return Report(
        documents=len(truth),
        operating_point=aim,
        per_label=per_label,
        macro_f1=float(np.mean([m["f1"] for m in per_label.values()])),
        micro_f1=2 * hits_all / (given_all + true_all) if given_all + true_all else 0.0,
        macro_average_precision=float(
            np.mean([m["average_precision"] for m in per_label.values()])
        ),
        exact=float(exact.mean()) if exact.size else 0.0,
    )


def evaluate(
    model: Model,
    corpus: str | Sequence[Document],
    *,
    operating_point: str = "balanced",
    split: str = "",
    registry: Registry | None = None,
) -> Report:
    """Evaluate a model on a corpus, by name or as documents.

    Args:
        model: a trained model.
        corpus: the name of a registered corpus, or labelled documents.
        operating_point: which thresholds to judge.
        split: keep only the documents of this split.
        registry: where to look the name up; the installed plugins by default.

    Raises:
        UnknownNameError: there is no such corpus.
        RadehError: no document is left, or a document has a label that the model does not know.
    """
    if isinstance(corpus, str):
        corpus = list((registry or default_registry()).find("corpus", corpus).load()())
    documents = [d for d in corpus if not split or d.split == split]
    if not documents:
        raise RadehError(f"there is no document to evaluate on (split {split!r})")
    for document in documents:
        if strange := set(document.labels) - set(model.labels):
            raise RadehError(
                f"document {document.id!r} has the labels {sorted(strange)}, which the model does "
                f"not know; it knows {list(model.labels)}"
            )
    texts = [document.text for document in documents]
    truth = indicator(documents, model.labels)
    scores = model.predict_proba(texts)
    holds = model.predict(texts, operating_point)
    return measure(model.labels, scores, holds, truth, operating_point)
