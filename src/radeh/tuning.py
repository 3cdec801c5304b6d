"""Search the parameters of a recipe with scikit-learn's searches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from radeh.errors import ParameterError
from radeh.pipeline import build, pipeline_decisions
from radeh.records import Document, Recipe
from radeh.registry import Registry, default_registry
from radeh.scoring import one_column_a_label
from radeh.splits import folds as split_folds
from radeh.targets import training_set
from radeh.training import seeded

SCORINGS = ("average_precision", "f1")


@dataclass(frozen=True)
class Tuning:
    """What a search found: the best parameters, their score, and every candidate with its score.

    ``candidates`` have ``params``, ``score`` (mean over folds) and ``deviation``, the best first.
    """

    recipe: str
    scoring: str
    params: dict[str, Any]
    score: float
    candidates: list[dict[str, Any]]

    def as_dict(self) -> dict[str, Any]:
        """Return the fields as a dict."""
        return dict(vars(self))


def tune(
    recipe: str | Recipe,
    texts: Iterable[str] | Iterable[Document],
    labels: Any = None,
    *,
    space: Mapping[str, Any],
    search: str = "grid",
    n_iter: int = 20,
    scoring: str = "average_precision",
    label_names: Sequence[str] | None = None,
    groups: Sequence[str] | None = None,
    folds: int = 5,
    seed: int = 0,
    n_jobs: int = 1,
    registry: Registry | None = None,
) -> Tuning:
    """Search for the parameters with which a recipe scores best on texts that it has not seen.

    Args:
        recipe: a recipe's name, or a `Recipe`.
        texts: as for `radeh.train`.
        labels: as for `radeh.train`.
        space: ``step__parameter`` to the values to try; with ``random`` also a distribution of
            scipy.stats.
        search: ``grid`` tries all combinations (`sklearn.model_selection.GridSearchCV`),
            ``random`` ``n_iter`` of them (`RandomizedSearchCV`).
        n_iter: how many candidates ``random`` tries.
        scoring: macro ``average_precision``, which no threshold enters, or macro ``f1`` at the
            classifier's own threshold.
        label_names: as for `radeh.train`.
        groups: as for `radeh.train`.
        folds: how many parts the cross-validation has; cut as `radeh.train` cuts them.
        seed: every ``random_state``, and the random search.
        n_jobs: joblib workers.
        registry: where to look names up; the installed plugins by default.

    Raises:
        ParameterError: a parameter, the search or the scoring does not exist.
        RadehError: as `radeh.train`.
    """
    from sklearn.model_selection import GridSearchCV, RandomizedSearchCV

    if scoring not in SCORINGS or search not in ("grid", "random") or not space:
        raise ParameterError(
            f"search {search!r}, scoring {scoring!r}, {len(space)} parameters: choose grid or "
            f"random, one of {', '.join(SCORINGS)}, and at least one parameter to try"
        )
    registry = registry or default_registry()
    texts, targets, groups = training_set(texts, labels, label_names, groups)
    pipeline = seeded(build(recipe, registry=registry), seed)
    _check_space(pipeline, space)
    options: dict[str, Any] = {
        "cv": list(split_folds(targets.truth, texts, groups, folds, seed)),
        "scoring": _Score(targets.names, targets.multilabel, scoring),
        "n_jobs": n_jobs,
        "refit": False,
        "error_score": "raise",
    }
    if search == "grid":
        searcher = GridSearchCV(pipeline, {k: list(v) for k, v in space.items()}, **options)
    else:
        searcher = RandomizedSearchCV(
            pipeline, dict(space), n_iter=n_iter, random_state=seed, **options
        )
    searcher.fit(texts, targets.y)
    found = searcher.cv_results_
    candidates: list[dict[str, Any]] = [
        {"params": dict(params), "score": float(score), "deviation": float(deviation)}
        for params, score, deviation in zip(
            found["params"], found["mean_test_score"], found["std_test_score"], strict=True
        )
    ]
    candidates.sort(key=lambda candidate: -candidate["score"])
    name = recipe if isinstance(recipe, str) else recipe.name
    best = candidates[0]
    return Tuning(name, scoring, best["params"], best["score"], candidates)


def _check_space(pipeline: Any, space: Mapping[str, Any]) -> None:
    known = pipeline.get_params()
    if strange := [name for name in space if name not in known]:
        names = ", ".join(sorted(name for name in known if "__" in name))
        raise ParameterError(f"the recipe has no parameter {strange[0]!r}; parameters: {names}")


@dataclass(frozen=True)
class _Score:
    """A scorer that passes over what nobody has judged; it travels to joblib's workers."""

    names: tuple[str, ...]
    multilabel: bool
    scoring: str

    def __call__(self, pipeline: Any, texts: Sequence[str], y: Any) -> float:
        from sklearn.metrics import average_precision_score, f1_score

        decisions = one_column_a_label(pipeline_decisions(pipeline, texts), len(self.names))
        if self.multilabel:
            truth, holds = np.asarray(y, dtype=np.float64), decisions >= 0
        else:
            truth = (np.asarray(y)[:, None] == np.array(self.names)).astype(np.float64)
            holds = decisions == decisions.max(axis=1, keepdims=True)
        scores = []
        for column in range(len(self.names)):
            known = ~np.isnan(truth[:, column])
            right = truth[known, column]
            if not right.any():
                continue  # a label without a positive here has no average precision
            if self.scoring == "f1":
                scores.append(f1_score(right, holds[known, column]))
            else:
                scores.append(average_precision_score(right, decisions[known, column]))
        return float(np.mean(scores)) if scores else 0.0
