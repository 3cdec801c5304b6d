"""A model on labelled documents: the report, and how it is made."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from radeh.errors import RadehError
from radeh.evaluation.metrics import measure
from radeh.evaluation.mistakes import worst_mistakes
from radeh.model import Model
from radeh.records import Document
from radeh.registry import Registry, default_registry
from radeh.targets import indicator


@dataclass(frozen=True)
class Report:
    """Metrics of a model on labelled documents.

    ``per_label`` maps each label to precision, recall, f1, average_precision, ece, brier, support
    and judged (how many documents have the label judged); ``averages`` holds ``macro`` and
    ``micro`` averages of the first of them. ``exact`` is the share of fully judged documents whose
    label set is exactly right. The other fields are described where they are made:
    ``combinations``, ``lost`` and ``confusion`` in `radeh.evaluation.overlap`, ``calibration`` and
    ``curves`` in `radeh.evaluation.curves`, ``mistakes`` in `radeh.evaluation.mistakes`.
    """

    documents: int
    operating_point: str
    per_label: dict[str, dict[str, float]]
    macro_f1: float
    micro_f1: float
    macro_average_precision: float
    exact: float
    averages: dict[str, dict[str, float]] = field(default_factory=dict)
    combinations: list[dict[str, Any]] = field(default_factory=list)
    lost: dict[str, dict[str, Any]] = field(default_factory=dict)
    confusion: dict[str, dict[str, int]] = field(default_factory=dict)
    calibration: dict[str, list[dict[str, float]]] = field(default_factory=dict)
    curves: dict[str, list[dict[str, float]]] = field(default_factory=dict)
    mistakes: list[dict[str, Any]] = field(default_factory=list)
    about: dict[str, str] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return dict(vars(self))

    def save_html(self, path: str | os.PathLike[str]) -> None:
        """Write the report as one HTML file that needs no network.

        Raises:
            MissingDependencyError: jinja2 is not installed.
        """
        from radeh.evaluation.page import render

        Path(path).write_text(render(self), encoding="utf-8")


def evaluate(
    model: Model,
    corpus: str | Sequence[Document],
    *,
    operating_point: str = "balanced",
    split: str = "",
    mistakes: int = 20,
    registry: Registry | None = None,
) -> Report:
    """Evaluate a model on a corpus, by name or as documents.

    Args:
        model: a trained model.
        corpus: the name of a registered corpus, or labelled documents.
        operating_point: which thresholds to judge.
        split: keep only the documents of this split.
        mistakes: how many of the worst mistakes to list, with explanations where the model has
            them.
        registry: where to look the name up; the installed plugins by default.

    Raises:
        UnknownNameError: there is no such corpus.
        RadehError: no document is left, or a document has a label that the model does not know.
    """
    name = corpus if isinstance(corpus, str) else ""
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
    holds = model.decide(scores, operating_point)
    explain = getattr(model, "explain", None)
    worst = worst_mistakes(model.labels, documents, scores, holds, truth, mistakes, explain)
    about = {"recipe": model.recipe.name, "corpus": name, "split": split}
    return measure(model.labels, scores, holds, truth, operating_point, mistakes=worst, about=about)
