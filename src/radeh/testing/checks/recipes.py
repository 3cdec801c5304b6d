"""Checks of recipes: they build, train, classify and survive a model file."""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from radeh.errors import MissingDependencyError, ModelDriftWarning, RadehError
from radeh.loading import load
from radeh.model import Model
from radeh.pipeline import build, pipeline_decisions
from radeh.scoring import one_column_a_label
from radeh.testing.catalogue import CheckFailure, NotApplicable, check, expect
from radeh.testing.samples import AWKWARD, TEXTS
from radeh.testing.subjects import RecordSubject
from radeh.training import train

_FUSED_TOLERANCE = 1e-6


def _problems() -> Iterator[tuple[str, Any]]:
    """Yield labels for the sample texts: classes, three labels, one label, no text twice."""
    sport = ["sport" if number % 2 == 0 else "market" for number in range(len(TEXTS))]
    yield "classes", sport
    yield "three labels", [[name, "even"][: number % 3] for number, name in enumerate(sport)]
    yield "one label", [[name] if name == "sport" else [] for name in sport]


def _trained(subject: RecordSubject) -> Model:
    """Return a model of the recipe, trained on the first problem that it takes, once."""
    if "trained" in subject.kept:
        return subject.kept["trained"]  # type: ignore[no-any-return]
    refused = []
    for name, labels in _problems():
        try:
            model = train(
                subject.offer.record, TEXTS, labels, calibrate=False, registry=subject.registry
            )
        except MissingDependencyError:
            raise
        except (RadehError, ValueError) as error:
            refused.append(f"{name}: {error}")
        else:
            subject.kept["trained"] = model
            return model
    raise CheckFailure("it cannot be trained; " + "; ".join(refused))


@check("recipe")
def check_recipe_builds(subject: RecordSubject) -> None:
    """The components that it names exist, and take the parameters that it sets.

    Names are looked up when the recipe is built, which is when its user is there to see it fail.
    """
    try:
        build(subject.offer.record, registry=subject.registry)
    except RadehError as error:
        raise CheckFailure(str(error)) from error


@check("recipe")
def check_recipe_trains(subject: RecordSubject) -> None:
    """A model can be trained from sixteen short texts; it scores any text between 0 and 1.

    A recipe that needs thousands of texts before it runs cannot be tried out.
    """
    model = _trained(subject)
    scores = model.predict_proba([*TEXTS, *AWKWARD.values()])
    expect(((scores >= 0) & (scores <= 1)).all(), "a score is outside [0, 1]")
    names = set(model.classify(TEXTS[0]).labels)
    expect(names <= set(model.labels), f"it gives {sorted(names)}, not in {model.labels}")


@check("recipe")
def check_recipe_survives_storage(subject: RecordSubject) -> None:
    """Saved and loaded, the model scores the same, its directory holding no pickle.

    A model file is data; whoever is sent one can open it.
    """
    model = _trained(subject)
    texts = [*TEXTS, *AWKWARD.values()]
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("error", ModelDriftWarning)
        path = Path(folder) / "model"
        model.save(path)
        kinds = {file.suffix for file in path.rglob("*") if file.is_file()}
        expect(kinds <= {".json", ".safetensors", ".txt"}, f"the model holds files {sorted(kinds)}")
        try:
            restored = load(path, registry=subject.registry)
        except (RadehError, ModelDriftWarning) as error:
            raise CheckFailure(f"the saved model cannot be loaded: {error}") from error
    same = np.array_equal(restored.predict_proba(texts), model.predict_proba(texts))
    expect(same, "the loaded model scores otherwise")


@check("recipe")
def check_recipe_agrees_with_its_pipeline(subject: RecordSubject) -> None:
    """The model decides as its scikit-learn pipeline does, to 1e-6.

    Where every step has a light form, the model does not use the pipeline.
    """
    model = _trained(subject)
    texts = [*TEXTS, *AWKWARD.values()]
    wanted = one_column_a_label(pipeline_decisions(model.pipeline, texts), len(model.labels))
    apart = float(np.abs(model.decision_function(texts) - wanted).max())
    expect(apart <= _FUSED_TOLERANCE, f"model and pipeline are {apart:.2g} apart")


@check("recipe")
def check_recipe_in_two_processes(subject: RecordSubject) -> None:
    """``n_jobs=2`` classifies as ``n_jobs=1`` does, in the same order.

    Other processes find the plugin by its entry point, not by what this one has imported.
    """
    if not subject.parent.installed:
        raise NotApplicable("the plugin is not installed, so another process cannot find it")
    model = _trained(subject)
    one = list(model.classify_many(TEXTS, batch_size=3))
    two = list(model.classify_many(TEXTS, batch_size=3, n_jobs=2))
    expect(one == two, "two processes classify otherwise than one")
