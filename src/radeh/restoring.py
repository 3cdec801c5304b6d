"""What a model needs of the plugins that are installed, and whether it works with them."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from os import PathLike
from typing import Protocol

import numpy as np
import numpy.typing as npt

from radeh.errors import MissingPluginError, ModelFormatError, UnknownNameError
from radeh.operating_points import OPERATING_POINTS
from radeh.registry import Registry
from radeh.storage import FittedStep

_LONGEST_NAME = 200
_KINDS = ("normalizer", "feature extractor", "classifier")


class Scored(Protocol):
    """What of a model is checked here."""

    labels: tuple[str, ...]
    thresholds: Mapping[str, npt.NDArray[np.float64]]

    def predict_proba(self, texts: list[str]) -> npt.NDArray[np.float64]:
        """Return probabilities."""


def check_components(
    steps: Mapping[str, FittedStep], registry: Registry, path: str | PathLike[str]
) -> None:
    """Refuse a model that needs a component which nobody offers, saying what to install.

    Raises:
        MissingPluginError: a component is missing.
        ModelFormatError: a step is of no kind that a model has.
    """
    for name, step in steps.items():
        if step.kind not in _KINDS:
            raise ModelFormatError(f"{path}: the model is damaged: {name} is a {step.kind!r:.80}")
        if len(step.plugin) + len(step.component) > _LONGEST_NAME:
            # Looking for the nearest name costs memory and time by the name's length.
            raise ModelFormatError(f"{path}: the model is damaged: {name} has an overlong name")
        try:
            registry.find(step.kind, f"{step.plugin}/{step.component}")
        except UnknownNameError as error:
            wanted = f"{step.distribution} {step.version}".strip()
            advice = f"; it was trained with {wanted}: pip install {step.distribution}"
            raise MissingPluginError(
                f"{path}: the model needs the {step.kind} {step.plugin}/{step.component}: "
                f"{error}{advice if step.distribution else ''}"
            ) from error


def check_scores(model: Scored) -> None:
    """Refuse a model whose scores are not one finite number a label.

    Raises:
        ValueError: they are not; or a threshold is missing.
    """
    n_labels = len(model.labels)
    scores = model.predict_proba([""])
    if scores.shape != (1, n_labels) or not np.isfinite(scores).all():
        raise ValueError(f"its scores have the shape {scores.shape}, or are no numbers")
    if missing := set(OPERATING_POINTS) - set(model.thresholds):
        raise ValueError(f"it has no operating point {', '.join(sorted(missing))}")
    for aim, threshold in model.thresholds.items():
        if threshold.shape != (n_labels,) or not np.isfinite(threshold).all():
            raise ValueError(f"the operating point {aim!r} has not one threshold a label")


def version_drift(steps: Mapping[str, FittedStep], registry: Registry) -> str:
    """Return which distributions have another version than the model was trained with."""
    drifted = {
        f"{step.distribution} {step.version} is {now} here"
        for step in steps.values()
        if step.distribution and (now := installed_version(step, registry)) != step.version
    }
    return ", ".join(sorted(drifted))


def installed_version(step: FittedStep, registry: Registry) -> str:
    """Return the version of the step's distribution that is installed; empty if none is."""
    for plugin in registry.plugins:
        if plugin.name == step.plugin and plugin.distribution == step.distribution:
            return plugin.version
    try:
        return version(step.distribution)
    except (PackageNotFoundError, ValueError):
        return ""
