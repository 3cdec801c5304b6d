"""What a check looks at: a plugin, or one record that it offers."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix

from radeh.errors import TargetError
from radeh.pipeline import instantiate
from radeh.registry import Offer, Plugin, Registry
from radeh.testing.catalogue import NotApplicable
from radeh.testing.samples import TEXTS


@dataclass(frozen=True)
class Budget:
    """What a component may cost before a check says so; generous, for machines under load.

    ``seconds_per_article`` for one article of 7 kB, ``seconds_per_megabyte`` for a line of 1 MB,
    ``megabytes`` of memory at the peak of that line.
    """

    seconds_per_article: float = 2.0
    seconds_per_megabyte: float = 60.0
    megabytes: float = 1024.0


@dataclass(frozen=True)
class PluginSubject:
    """A plugin under test: ``module`` is what its entry point names, or None if that failed."""

    plugin: Plugin
    module: Any
    registry: Registry
    installed: bool
    budget: Budget = field(default_factory=Budget)

    @property
    def id(self) -> str:
        """How the subject is named in the id of a check."""
        return "plugin"


@dataclass(frozen=True)
class Case:
    """Something to learn: ``X`` and ``y`` to fit, ``new`` to be asked about.

    ``X`` and ``new`` are lists of strings, or matrices of shape ``(n, n_features)``; ``y`` is
    None, 1-D classes, or an indicator matrix of shape ``(n, n_labels)``.
    """

    name: str
    X: Any
    y: Any
    new: Any


@dataclass(frozen=True)
class RecordSubject:
    """One record of a plugin under test."""

    offer: Offer
    parent: PluginSubject
    #: What is slow to make and may be shared by checks.
    kept: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @property
    def id(self) -> str:
        """How the subject is named in the id of a check."""
        return f"{self.offer.kind.replace(' ', '-')}/{self.offer.record.name}"

    @property
    def registry(self) -> Registry:
        """The registry that the plugin is loaded in."""
        return self.parent.registry

    @property
    def budget(self) -> Budget:
        """What the component may cost."""
        return self.parent.budget

    def make(self, **params: Any) -> Any:
        """Construct the component as a recipe would, every ``random_state`` set to 0.

        Raises:
            NotApplicable: its target cannot be imported, which is another check's finding.
        """
        try:
            estimator = instantiate(self.offer, params)
        except TargetError as error:
            raise NotApplicable(f"see the check target_resolves: {error}") from error
        if "random_state" in estimator.get_params() and "random_state" not in params:
            estimator.set_params(random_state=0)
        return estimator

    def fit(self, case: Case) -> Any:
        """Return a new component that has learned the case."""
        estimator = self.make()
        estimator.fit(copy.deepcopy(case.X), copy.copy(case.y))
        return estimator

    @property
    def cases(self) -> tuple[Case, ...]:
        """What the component can learn: texts, or those of the classification problems it takes.

        Copies, for a component that changes what it is given must be found by one check, not
        deceive the others.
        """
        return copy.deepcopy(self._cases)

    @cached_property
    def _cases(self) -> tuple[Case, ...]:
        if self.offer.kind != "classifier":
            half = len(TEXTS) // 2
            return (Case("texts", list(TEXTS), None, list(TEXTS[half:] + TEXTS[:3])),)
        accepted = tuple(case for case in problems() if self._takes(case))
        if not accepted:
            raise NotApplicable("it learns nothing: see the check learns_a_problem")
        return accepted

    def _takes(self, case: Case) -> bool:
        """Whether the classifier learns the problem; a refusal is a ValueError."""
        try:
            fitted = self.fit(case)
        except ValueError:
            return False
        # scikit-learn's own estimators take one column for a 1-D y, with a warning.
        return case.name != "one label" or np.ndim(fitted.predict(case.new)) == 2


def problems() -> Iterator[Case]:
    """Yield the classification problems: 3 classes, 2 classes, 3 labels, 1 label."""
    source = np.random.default_rng(0)
    classes = np.tile(np.arange(3), 20)
    counts = source.poisson(0.3, (60, 12))
    counts[np.arange(60), classes * 4] += 3
    X, new = csr_matrix(counts[:48], dtype=np.float64), csr_matrix(counts[48:], dtype=np.float64)
    labels = np.column_stack([classes == 0, classes != 1, source.random(60) < 0.5])[:48].astype(int)
    yield Case("three classes", X, np.array(["alpha", "beta", "gamma"])[classes[:48]], new)
    yield Case("two classes", X, (classes[:48] == 0).astype(int), new)
    yield Case("three labels", X, labels, new)
    yield Case("one label", X, labels[:, :1], new)
