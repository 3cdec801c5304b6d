"""From fitted steps, as a model keeps them, to what scores: a pipeline, or the fused scorer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from radeh.registry import Offer, Registry
from radeh.scoring import LinearScorer, fuse
from radeh.storage import FittedStep, Vocabulary

if TYPE_CHECKING:
    from sklearn.pipeline import Pipeline


def restored_pipeline(steps: Mapping[str, FittedStep], registry: Registry) -> Pipeline:
    """Return the fitted scikit-learn pipeline of the steps."""
    from radeh.pipeline import assemble, instantiate

    estimators = {}
    for name, step in steps.items():
        estimators[name] = instantiate(_offer(step, registry), step.params)
        # Arrays of a loaded model are views of its file; scikit-learn may want to write.
        copied = {key: _own(value) for key, value in step.state.items()}
        vars(estimators[name]).update(copied)
    return assemble(estimators)


def fused_scorer(steps: Mapping[str, FittedStep], registry: Registry) -> LinearScorer | None:
    """Return the fused scorer of the steps, or None where a component has no light form."""
    light = {}
    for name, step in steps.items():
        offer = _offer(step, registry)
        if offer.record.light is None:
            return None
        light[name] = offer.load("light")
    features = [
        (light[name], step, int(step.state["n_features_out_"]))
        for name, step in steps.items()
        if name.startswith("features")
    ]
    first = steps.get("normalizer")
    normalizer = (light["normalizer"], first) if first else None
    return fuse(normalizer, features, (light["classifier"], steps["classifier"]))


def _offer(step: FittedStep, registry: Registry) -> Offer:
    return registry.find(step.kind, f"{step.plugin}/{step.component}")


def _own(value: Any) -> Any:
    """Return a fitted attribute as an estimator expects it: its own array, a plain dictionary."""
    if isinstance(value, Vocabulary):
        return value.columns
    return value.copy() if isinstance(value, np.ndarray) else value
