"""From a name or a file to a model that works with the plugins that are installed."""

from __future__ import annotations

import os
import warnings
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import numpy as np

from radeh import storage
from radeh.calibration import Calibration
from radeh.errors import (
    MissingDependencyError,
    MissingPluginError,
    ModelDriftWarning,
    ModelFormatError,
    TargetError,
    UnknownNameError,
)
from radeh.model import Model
from radeh.operating_points import OPERATING_POINTS
from radeh.records import Recipe
from radeh.registry import Registry, default_registry
from radeh.storage import FittedStep

_LONGEST_NAME = 200
_KINDS = ("normalizer", "feature extractor", "classifier")


def load(name_or_path: str | os.PathLike[str], *, registry: Registry | None = None) -> Model:
    """Load a model by the name a plugin gives it, or from a directory or a zip file.

    A name that is also a directory here is a name; write ``./name`` for the directory.

    Args:
        name_or_path: ``"news-topics"``, ``"topics/news-topics"`` or a path.
        registry: where to look names up; the installed plugins by default.

    Raises:
        UnknownNameError: there is neither a model of that name nor such a directory.
        ModelFormatError: it is no model, is damaged, or needs a plugin that is not installed.
    """
    registry = registry or default_registry()
    asked = os.fspath(name_or_path)
    try:
        path = Path(registry.find("model", asked).record.path)
    except UnknownNameError as error:
        path = Path(asked)
        if not path.exists():
            raise UnknownNameError(f"{error}; and there is no such directory or file") from None
    manifest, steps = storage.read(path)
    check_components(steps, registry, path)
    try:
        model = _from_manifest(manifest, steps, registry)
        check_scores(model)
        changes = model.check_golden()
    except (MissingDependencyError, TargetError):
        raise  # the model may be sound; what it needs is not
    except Exception as error:
        raise ModelFormatError(
            f"{path}: the model is damaged: {type(error).__name__}: {str(error)[:300]}; "
            "save or install it again"
        ) from error
    if changes:
        warnings.warn(
            f"model {asked!r} no longer scores as when it was trained: "
            f"{', '.join(dict.fromkeys(changes))}; "
            f"{version_drift(steps, registry) or 'the versions are those of then'}; "
            "install the versions named in its manifest, or train it again",
            ModelDriftWarning,
            stacklevel=2,
        )
    return model


def _from_manifest(
    manifest: dict[str, Any], steps: dict[str, FittedStep], registry: Registry
) -> Model:
    recipe = manifest["recipe"]
    if isinstance(recipe["features"], list):
        recipe["features"] = tuple(recipe["features"])
    recipe["params"] = {key: storage.unplain(value) for key, value in recipe["params"].items()}
    multilabel = bool(manifest["multilabel"])
    calibration = {key: np.array(value, float) for key, value in manifest["calibration"].items()}
    low, high = manifest["review_band"]
    return Model(
        recipe=Recipe(**recipe),
        labels=tuple(manifest["labels"]),
        multilabel=multilabel,
        calibration=Calibration(multilabel, **calibration),
        thresholds={aim: np.array(t, float) for aim, t in manifest["operating_points"].items()},
        steps=steps,
        review_band=(float(low), float(high)),
        about=manifest["about"],
        golden=manifest["golden"],
        digest=manifest["manifest_sha256"],
        registry=registry,
    )


def check_components(
    steps: Mapping[str, FittedStep], registry: Registry, path: str | os.PathLike[str]
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


def check_scores(model: Model) -> None:
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
