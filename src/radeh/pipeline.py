"""From a recipe to a plain scikit-learn pipeline."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.pipeline import FeatureUnion, Pipeline

from radeh.errors import ParameterError, RadehError
from radeh.records import Recipe
from radeh.registry import Offer, Registry, default_registry

STEPS = ("normalizer", "features", "classifier")


def find_recipe(recipe: str | Recipe, registry: Registry) -> Recipe:
    """Return the recipe of that name; a `Recipe` stands for itself."""
    if isinstance(recipe, Recipe):
        return recipe
    found: Recipe = registry.find("recipe", recipe).record
    return found


def component_offers(recipe: Recipe, registry: Registry) -> list[tuple[str, Offer]]:
    """Look up the recipe's components; several feature extractors are ``features__NAME``."""
    offers = []
    if recipe.normalizer is not None:
        offers.append(("normalizer", registry.find("normalizer", recipe.normalizer)))
    if isinstance(recipe.features, str):
        offers.append(("features", registry.find("feature extractor", recipe.features)))
    else:
        for name in recipe.features:
            offer = registry.find("feature extractor", name)
            offers.append((f"features__{offer.record.name}", offer))
    offers.append(("classifier", registry.find("classifier", recipe.classifier)))
    return offers


def instantiate(offer: Offer, params: Mapping[str, Any] | None = None) -> Any:
    """Construct a component; its own defaults come first, then ``params``."""
    try:
        # A copy: a class that changes a list it was given must not change the record.
        return offer.load()(**{**copy.deepcopy(dict(offer.record.defaults)), **(params or {})})
    except TypeError as error:
        raise ParameterError(f"{offer.kind} {offer.full_name!r}: {error}") from error


def assemble(steps: Mapping[str, Any]) -> Pipeline:
    """Join step objects, keyed as `component_offers` keys them, into a pipeline."""
    union = [
        (step.split("__", 1)[1], part)
        for step, part in steps.items()
        if step.startswith("features__")
    ]
    features = FeatureUnion(union) if union else steps["features"]
    return Pipeline(
        [
            ("normalizer", steps.get("normalizer", "passthrough")),
            ("features", features),
            ("classifier", steps["classifier"]),
        ]
    )


def build(recipe: str | Recipe, *, registry: Registry | None = None, **params: Any) -> Pipeline:
    """Build the untrained pipeline of a recipe.

    Args:
        recipe: a recipe's name, or a `Recipe`.
        registry: where to look names up; the installed plugins by default.
        params: ``step__parameter`` values that go before the recipe's own.

    Returns:
        A scikit-learn pipeline with the steps ``normalizer``, ``features`` and ``classifier``.

    Raises:
        UnknownNameError, AmbiguousNameError: a name in the recipe cannot be resolved.
        ParameterError: a step has no such parameter.
    """
    registry = registry or default_registry()
    recipe = find_recipe(recipe, registry)
    offers = component_offers(recipe, registry)
    pipeline = assemble({step: instantiate(offer) for step, offer in offers})
    for source, values in (("recipe", recipe.params), ("caller", params)):
        try:
            pipeline.set_params(**values)
        except (ValueError, AttributeError) as error:
            known = ", ".join(sorted(key for key in pipeline.get_params() if "__" in key))
            raise ParameterError(
                f"recipe {recipe.name!r}, parameters of the {source}: "
                f"{str(error).splitlines()[0]}; parameters: {known}"
            ) from error
    return pipeline


def pipeline_steps(pipeline: Pipeline) -> dict[str, Any]:
    """Take a pipeline apart into step objects, the inverse of `assemble`."""
    names = [name for name, _ in pipeline.steps]
    if tuple(names) != STEPS:
        raise RadehError(f"a radeh pipeline has the steps {STEPS}; this one has {names}")
    steps: dict[str, Any] = {}
    for name, part in pipeline.steps:
        if isinstance(part, FeatureUnion):
            steps |= {f"{name}__{inner}": estimator for inner, estimator in part.transformer_list}
        elif part != "passthrough":
            steps[name] = part
    return steps


def pipeline_decisions(pipeline: Pipeline, texts: Sequence[str]) -> npt.NDArray[np.float64]:
    """Return decisions of a fitted pipeline, or log-odds where it only has probabilities."""
    if hasattr(pipeline, "decision_function"):
        return np.asarray(pipeline.decision_function(texts), dtype=np.float64)
    probability = pipeline.predict_proba(texts)
    if isinstance(probability, list):  # scikit-learn's multi-output forests and neighbours
        probability = np.column_stack([column[:, -1] for column in probability])
    probability = np.clip(np.asarray(probability, dtype=np.float64), 1e-12, 1 - 1e-12)
    multiclass = pipeline.classes_ if hasattr(pipeline, "classes_") else ()
    if len(multiclass) == probability.shape[1] and np.allclose(probability.sum(axis=1), 1):
        log_probability: npt.NDArray[np.float64] = np.log(probability)
        return log_probability
    log_odds: npt.NDArray[np.float64] = np.log(probability) - np.log1p(-probability)
    return log_odds
