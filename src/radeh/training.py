"""Train a recipe: fit it, then calibrate it on decisions made without seeing their texts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import issparse
from scipy.sparse import vstack as sparse_vstack
from sklearn.base import clone
from sklearn.pipeline import Pipeline
from sklearn.utils.validation import has_fit_parameter

from radeh.calibration import Calibration, fit_calibration
from radeh.errors import RadehError
from radeh.golden import GOLDEN_TEXTS
from radeh.model import Model
from radeh.operating_points import choose_thresholds, uncalibrated_thresholds
from radeh.pipeline import (
    build,
    component_offers,
    find_recipe,
    pipeline_decisions,
    pipeline_steps,
)
from radeh.records import Document, Recipe
from radeh.registry import Registry, default_registry, host_version
from radeh.scoring import count_words, one_column_a_label
from radeh.splits import folds as split_folds
from radeh.storage import FittedStep, fitted_state
from radeh.targets import Targets, checked_documents, training_set

Floats = npt.NDArray[np.float64]
Rows = npt.NDArray[np.intp]

#: Fewer documents than this are not cut into folds.
_FEWEST_TO_CALIBRATE = 20


def train(
    recipe: str | Recipe,
    texts: Iterable[str] | Iterable[Document],
    labels: Any = None,
    *,
    label_names: Sequence[str] | None = None,
    groups: Sequence[str] | None = None,
    unlabelled: Iterable[str] = (),
    lexicon: Iterable[Document] = (),
    params: Mapping[str, Any] | None = None,
    sample_weight: Sequence[float] | None = None,
    calibrate: bool = True,
    folds: int = 5,
    refit_features: bool = True,
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
        labels: for strings, see `radeh.targets.encode_targets`; documents bring their own.
        label_names: the labels to learn and their order; taken from the labels by default.
        groups: ``n`` source names; texts of one source are then never on both sides of a fold, and
            texts without a source (an empty name) always learn and never judge. Documents bring
            their own. Without them near duplicates stay on one side.
        unlabelled: further strings, from which the features learn and the classifier does not.
        lexicon: words and phrases with their labels, each a document. The classifier learns from
            them as from texts; the features do not, since a list says nothing of how frequent a
            word is; and none is judged when calibrating. Only beside documents.
        params: ``step__parameter`` values that go before the recipe's own.
        sample_weight: a weight for each text, and then for each entry of the lexicon, for
            classifiers that take them.
        calibrate: False takes the classifier's decisions as log-odds and 0.5 as every threshold.
        folds: how many parts the cross-fitting has.
        refit_features: False fits the features once, on all texts, and only the classifier again
            in each fold: right, and much faster, for features that do not look at the labels.
        seed: every ``random_state`` in the recipe, and the folds when there are no groups.
        about: what else to say of the training in the model's manifest.
        registry: where to look names up; the installed plugins by default.

    Raises:
        RadehError: no texts, as many labels or weights as texts are not given, or a name does not
            resolve.
    """
    registry = registry or default_registry()
    recipe = find_recipe(recipe, registry)
    terms = checked_documents(lexicon, "lexicon")
    texts, targets, groups = training_set(texts, labels, label_names, groups, terms)
    learner = _Learner(recipe, registry, params or {}, seed, texts, list(unlabelled), targets)
    learner.n_texts = len(texts) - len(terms)
    learner.weights = _weights(sample_weight, len(texts))
    pipeline = learner.fit(np.arange(learner.n_texts))
    calibration = Calibration.identity(len(targets.names), multilabel=targets.multilabel)
    thresholds = uncalibrated_thresholds(len(targets.names))
    if calibrate and learner.n_texts >= _FEWEST_TO_CALIBRATE:
        truth = targets.truth[: learner.n_texts]
        parts = split_folds(truth, texts[: learner.n_texts], groups, folds, seed)
        decisions = learner.cross_fit(parts, None if refit_features else pipeline)
        seen = ~np.isnan(decisions).any(axis=1)
        if seen.any():
            judged = decisions[seen], truth[seen]
            words = count_words(_normalized(pipeline, [texts[i] for i in np.flatnonzero(seen)]))
            names = None if groups is None else np.asarray(groups)[seen]
            calibration = fit_calibration(*judged, words, names, multilabel=targets.multilabel)
            thresholds = choose_thresholds(calibration(judged[0], words), judged[1], names)
    model = Model(
        recipe=recipe,
        labels=targets.names,
        multilabel=targets.multilabel,
        calibration=calibration,
        thresholds=thresholds,
        steps=_fitted_steps(pipeline, recipe, registry),
        about={
            "radeh": host_version(),
            "documents": learner.n_texts,
            "unlabelled": len(learner.unlabelled),
            **({"lexicon": len(terms)} if terms else {}),
            "training_data_sha256": _fingerprint(texts, targets),
            "seed": seed,
            **(about or {}),
        },
        registry=registry,
    )
    model.golden = [model.golden_record(text) for text in GOLDEN_TEXTS]
    return model


class _Learner:
    """One training set and one recipe, fitted as often as cross-fitting asks."""

    def __init__(
        self,
        recipe: Recipe,
        registry: Registry,
        params: Mapping[str, Any],
        seed: int,
        texts: list[str],
        unlabelled: list[str],
        targets: Targets,
    ) -> None:
        self.recipe, self.registry, self.params, self.seed = recipe, registry, params, seed
        self.texts, self.unlabelled, self.targets = texts, unlabelled, targets
        self.weights: Floats | None = None
        #: The texts that come after so many are the terms of a lexicon.
        self.n_texts = len(texts)

    def fit(self, rows: Rows) -> Pipeline:
        """Fit the recipe on those texts, its features on the unlabelled too, and the lexicon."""
        pipeline = seeded(build(self.recipe, registry=self.registry, **self.params), self.seed)
        if self.weights is not None and not has_fit_parameter(pipeline[-1], "sample_weight"):
            raise RadehError(
                f"the classifier {self.recipe.classifier!r} takes no sample_weight; give none, or "
                "choose a recipe whose classifier takes it"
            )
        reading = [self.texts[row] for row in rows] + self.unlabelled
        # Features that learn from labels cannot learn from texts that have none.
        y = None if self.unlabelled else self.targets.y[rows]
        try:
            matrix = pipeline[:-1].fit_transform(reading, y)[: len(rows)]
            self._fit_classifier(pipeline[-1], matrix, rows, self._lexicon(pipeline))
        except ValueError as error:
            raise RadehError(
                f"recipe {self.recipe.name!r} cannot learn {list(self.targets.names)} from "
                f"{len(rows)} texts: {str(error).strip()}"
            ) from error
        return pipeline

    def _lexicon(self, pipeline: Pipeline) -> Any:
        terms = self.texts[self.n_texts :]
        return pipeline[:-1].transform(terms) if terms else None

    def _fit_classifier(self, classifier: Any, matrix: Any, rows: Rows, lexicon: Any) -> Any:
        if lexicon is not None:
            stack = sparse_vstack if issparse(matrix) else np.vstack
            matrix = stack([matrix, lexicon])
            rows = np.concatenate([rows, np.arange(self.n_texts, len(self.texts))])
        extra = {} if self.weights is None else {"sample_weight": self.weights[rows]}
        return classifier.fit(matrix, self.targets.y[rows], **extra)

    def cross_fit(self, parts: Iterable[tuple[Rows, Rows]], features: Pipeline | None) -> Floats:
        """Return decisions on the texts, ``(n, n_labels)``, each made without its own; else NaN.

        ``features`` is a fitted pipeline whose features serve every fold; None fits them anew.
        """
        decisions = np.full((self.n_texts, len(self.targets.names)), np.nan)
        if features is not None:
            matrix = features[:-1].transform(self.texts[: self.n_texts])
            lexicon = self._lexicon(features)
        for learn, judge in parts:
            if features is None:
                raw = pipeline_decisions(self.fit(learn), [self.texts[row] for row in judge])
            else:
                unfitted = clone(features[-1])
                classifier = self._fit_classifier(unfitted, matrix[learn], learn, lexicon)
                raw = pipeline_decisions(classifier, matrix[judge])
            raw = one_column_a_label(raw, len(self.targets.names))
            if raw.shape[1] == len(self.targets.names):
                decisions[judge] = raw
        return decisions


def _normalized(pipeline: Pipeline, texts: list[str]) -> list[str]:
    normalizer = pipeline.named_steps["normalizer"]
    return texts if normalizer == "passthrough" else list(normalizer.transform(texts))


def _weights(given: Sequence[float] | None, n: int) -> Floats | None:
    if given is None:
        return None
    weights = np.asarray(given, dtype=np.float64)
    if weights.shape != (n,):
        raise RadehError(
            f"sample_weight has the shape {weights.shape}; there are {n} texts and terms of the "
            "lexicon; give a weight for each"
        )
    return weights


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
