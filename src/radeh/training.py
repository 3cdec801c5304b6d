"""Train a recipe: fit it, then calibrate it on decisions made without seeing their texts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.pipeline import Pipeline

from radeh.calibration import (
    Calibration,
    choose_thresholds,
    fit_calibration,
    uncalibrated_thresholds,
)
from radeh.errors import RadehError
from radeh.golden import GOLDEN_TEXTS
from radeh.model import Model, one_column_a_label, pipeline_decisions
from radeh.pipeline import build, component_offers, find_recipe, pipeline_steps
from radeh.records import Document, Recipe
from radeh.registry import Registry, default_registry, host_version
from radeh.splits import folds as split_folds
from radeh.storage import FittedStep, fitted_state

Floats = npt.NDArray[np.float64]

#: Fewer documents than this are not cut into folds.
_FEWEST_TO_CALIBRATE = 20


@dataclass(frozen=True)
class Targets:
    """What a classifier is fitted to.

    ``y`` is 1-D class names (multi-class) or an indicator matrix with NaN for unknown
    (multi-label); ``truth`` is the indicator matrix in both cases; ``names`` are its columns.
    """

    names: tuple[str, ...]
    multilabel: bool
    y: npt.NDArray[Any]
    truth: Floats


def encode_targets(labels: Any, label_names: Sequence[str] | None = None) -> Targets:
    """Turn labels in any of the accepted shapes into `Targets`.

    Args:
        labels: ``n`` strings (multi-class), ``n`` collections of strings (multi-label), or an
            indicator array of shape ``(n, n_labels)`` in which NaN means unknown.
        label_names: the labels and their order; required for an indicator array.

    Raises:
        RadehError: the labels are of no accepted shape; the message names the record.
    """
    if isinstance(labels, np.ndarray) and labels.ndim == 2:
        if label_names is None or len(label_names) != labels.shape[1]:
            raise RadehError(
                f"an indicator array of {labels.shape[1]} columns needs as many label_names"
            )
        truth = labels.astype(np.float64)
        return Targets(tuple(label_names), True, _dense_integers(truth), truth)
    rows = list(labels)
    if rows and all(isinstance(row, str) for row in rows):
        # scikit-learn sorts its classes, so that is the order of the columns, whatever was asked.
        names = tuple(sorted(set(rows)))
        _refuse_unknown(rows, [[row] for row in rows], tuple(label_names or names))
        truth = np.array([[row == name for name in names] for row in rows], dtype=np.float64)
        return Targets(names, False, np.array(rows), truth)
    for index, row in enumerate(rows):
        if isinstance(row, str) or not isinstance(row, Iterable):
            raise RadehError(
                f"labels[{index}] is {row!r}; give one string for each text, or one list of "
                "strings for each text, not a mixture"
            )
    sets = [set(row) for row in rows]
    names = tuple(label_names) if label_names else tuple(sorted(set().union(*sets)))
    if not names:
        raise RadehError("no text has a label; there is nothing to learn")
    _refuse_unknown(rows, sets, names)
    truth = np.array([[name in row for name in names] for row in sets], dtype=np.float64)
    return Targets(names, True, truth.astype(np.int64), truth)


def _dense_integers(truth: Floats) -> npt.NDArray[Any]:
    # scikit-learn takes an integer indicator; NaN is left for classifiers that understand it.
    return truth if np.isnan(truth).any() else truth.astype(np.int64)


def _refuse_unknown(
    rows: Sequence[Any], sets: Iterable[Iterable[str]], names: tuple[str, ...]
) -> None:
    for index, labels in enumerate(sets):
        if strange := set(labels) - set(names):
            raise RadehError(
                f"labels[{index}] is {rows[index]!r}, but {sorted(strange)} is not among "
                f"label_names {list(names)}"
            )


def indicator(documents: Sequence[Document], labels: Sequence[str]) -> Floats:
    """Return the indicator matrix of labelled documents; NaN where a label is unknown."""
    rows = [
        [np.nan if label in d.unknown else float(label in d.labels) for label in labels]
        for d in documents
    ]
    return np.array(rows, dtype=np.float64).reshape(len(rows), len(labels))


def document_targets(
    documents: Sequence[Document],
    label_names: Sequence[str] | None = None,
    multilabel: bool | None = None,
) -> Targets:
    """Turn labelled documents into `Targets`.

    Args:
        documents: with their labels, and the labels that nobody has judged.
        label_names: the labels and their order; those that occur, sorted, by default.
        multilabel: by default False only if every document has exactly one label.

    Raises:
        RadehError: no label occurs, or a document has one that is not in ``label_names``.
    """
    if multilabel is None:
        multilabel = any(len(d.labels) != 1 or d.unknown for d in documents)
    if not multilabel:
        return encode_targets([d.labels[0] for d in documents], label_names)
    names = tuple(label_names or sorted({label for d in documents for label in d.labels}))
    if not names:
        raise RadehError("no document has a label; there is nothing to learn")
    rows = [document.labels for document in documents]
    _refuse_unknown(rows, rows, names)
    return encode_targets(indicator(documents, names), names)


def train(
    recipe: str | Recipe,
    texts: Iterable[str] | Iterable[Document],
    labels: Any = None,
    *,
    label_names: Sequence[str] | None = None,
    groups: Sequence[str] | None = None,
    params: Mapping[str, Any] | None = None,
    sample_weight: Sequence[float] | None = None,
    calibrate: bool = True,
    folds: int = 5,
    seed: int = 0,
    about: Mapping[str, Any] | None = None,
    registry: Registry | None = None,
) -> Model:
    """Train a recipe on labelled texts.

    The recipe is fitted on everything; its calibration and operating points come from ``folds``
    further fits, each of which scores texts that it has not seen.

    Args:
        recipe: a recipe's name, or a `Recipe`.
        texts: ``n`` strings, or ``n`` labelled `Document` objects.
        labels: for strings, see `encode_targets`; documents bring their own.
        label_names: the labels to learn and their order; taken from the labels by default.
        groups: ``n`` source names; texts of one source are then never on both sides of a fold.
            Documents bring their own. Without them near duplicates stay on one side.
        params: ``step__parameter`` values that go before the recipe's own.
        sample_weight: ``n`` weights, for classifiers that take them.
        calibrate: False takes the classifier's decisions as log-odds and 0.5 as every threshold.
        folds: how many parts the cross-fitting has.
        seed: every ``random_state`` in the recipe, and the folds when there are no groups.
        about: what else to say of the training in the model's manifest.
        registry: where to look names up; the installed plugins by default.

    Raises:
        RadehError: no texts, as many labels as texts are not given, or a name does not resolve.
    """
    registry = registry or default_registry()
    recipe = find_recipe(recipe, registry)
    texts, targets, groups = training_set(texts, labels, label_names, groups)
    weights = None if sample_weight is None else np.asarray(sample_weight, dtype=np.float64)

    def fit(rows: npt.NDArray[np.intp]) -> Pipeline:
        pipeline = seeded(build(recipe, registry=registry, **(params or {})), seed)
        extra = {} if weights is None else {"classifier__sample_weight": weights[rows]}
        try:
            return pipeline.fit([texts[row] for row in rows], targets.y[rows], **extra)
        except ValueError as error:
            raise RadehError(
                f"recipe {recipe.name!r} cannot learn {list(targets.names)} from {len(rows)} "
                f"texts: {str(error).strip()}"
            ) from error

    everything = np.arange(len(texts))
    pipeline = fit(everything)
    calibration = Calibration.identity(len(targets.names), multilabel=targets.multilabel)
    thresholds = uncalibrated_thresholds(len(targets.names))
    if calibrate and len(texts) >= _FEWEST_TO_CALIBRATE:
        seen = np.zeros(len(texts), dtype=bool)
        decisions = np.zeros(targets.truth.shape)
        for learn, judge in split_folds(targets.truth, texts, groups, folds, seed):
            fold_texts = [texts[row] for row in judge]
            raw = pipeline_decisions(fit(learn), fold_texts)
            raw = one_column_a_label(raw, len(targets.names))
            if raw.shape[1] == len(targets.names):
                decisions[judge], seen[judge] = raw, True
        if seen.any():
            judged = decisions[seen], targets.truth[seen]
            calibration = fit_calibration(*judged, multilabel=targets.multilabel)
            thresholds = choose_thresholds(calibration(judged[0]), judged[1])
    model = Model(
        recipe=recipe,
        labels=targets.names,
        multilabel=targets.multilabel,
        calibration=calibration,
        thresholds=thresholds,
        steps=_fitted_steps(pipeline, recipe, registry),
        about={
            "radeh": host_version(),
            "documents": len(texts),
            "training_data_sha256": _fingerprint(texts, targets),
            "seed": seed,
            **(about or {}),
        },
        registry=registry,
    )
    model.golden = [model.golden_record(text) for text in GOLDEN_TEXTS]
    return model


def _documents(items: Iterable[Any]) -> list[Document]:
    items = list(items)
    for index, item in enumerate(items):
        if not isinstance(item, Document):
            raise RadehError(
                f"texts[{index}] is a {type(item).__name__} and no labels are given; give labels, "
                "or radeh.Document objects"
            )
    return items


def _strings(items: Iterable[Any]) -> list[str]:
    items = list(items)
    for index, item in enumerate(items):
        if not isinstance(item, str):
            raise RadehError(f"texts[{index}] is a {type(item).__name__}; every text must be a str")
    return items


def training_set(
    texts: Iterable[str] | Iterable[Document],
    labels: Any,
    label_names: Sequence[str] | None,
    groups: Sequence[str] | None,
) -> tuple[list[str], Targets, Sequence[str] | None]:
    """Return texts, targets and groups, whichever way they were given (see `train`).

    Raises:
        RadehError: no texts, or as many labels as texts are not given.
    """
    if labels is None:
        documents = _documents(texts)
        targets = document_targets(documents, label_names)
        groups = groups or [document.group for document in documents]
        found = [document.text for document in documents]
    else:
        found = _strings(texts)
        targets = encode_targets(labels, label_names)
    if not found or len(found) != len(targets.truth):
        raise RadehError(f"{len(found)} texts and {len(targets.truth)} labels; give one for each")
    return found, targets, groups


def seeded(pipeline: Pipeline, seed: int) -> Pipeline:
    """Set every ``random_state`` of a pipeline."""
    wanted = [name for name in pipeline.get_params() if name.rpartition("__")[2] == "random_state"]
    return pipeline.set_params(**dict.fromkeys(wanted, seed))


def _fitted_steps(pipeline: Pipeline, recipe: Recipe, registry: Registry) -> dict[str, FittedStep]:
    plugins = {plugin.name: plugin for plugin in registry.plugins}
    estimators = pipeline_steps(pipeline)
    fitted = {}
    for name, offer in component_offers(recipe, registry):
        plugin = plugins[offer.plugin]
        fitted[name] = FittedStep(
            kind=offer.kind,
            plugin=offer.plugin,
            component=offer.record.name,
            distribution=plugin.distribution,
            version=plugin.version,
            params=estimators[name].get_params(deep=False),
            state=fitted_state(estimators[name]),
        )
    return fitted


def _fingerprint(texts: Sequence[str], targets: Targets) -> str:
    digest = hashlib.sha256("\0".join(targets.names).encode())
    for text, row in zip(texts, targets.truth, strict=True):
        digest.update(text.encode("utf-8", "surrogatepass") + b"\0" + row.tobytes())
    return digest.hexdigest()
