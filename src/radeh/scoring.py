"""The fused scorer: text to decisions with numpy alone, for recipes that are linear.

A component that names a ``light`` callable can be scored without scikit-learn. When every step of
a model has one, the decision of label ``l`` for text ``t`` is

    d_l(t) = sum over feature blocks b of  block_b(normalize(t)) . coef_b,l  +  intercept_l

and the scikit-learn pipeline is only its oracle.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from radeh.calibration import Calibration
from radeh.compiled import native_module

Floats = npt.NDArray[np.float64]
Normalize = Callable[[Sequence[str]], Sequence[str]]
ScoreBlock = Callable[[Sequence[str]], Floats]


@dataclass(frozen=True)
class LinearForm:
    """What a fitted linear classifier amounts to.

    ``coef`` has shape ``(n_outputs, n_features)``, ``intercept`` ``(n_outputs,)``; there is one
    output for each label, or a single one for a binary problem.
    """

    coef: npt.NDArray[Any]
    intercept: npt.NDArray[Any]


class StepState(Protocol):
    """One fitted step, as the storage keeps it."""

    params: Mapping[str, Any]
    state: Mapping[str, Any]


def count_words(normalized: Sequence[str]) -> Floats:
    """Return how many words each normalized text has, shape ``(n,)``."""
    return np.array([len(text.split()) for text in normalized], dtype=np.float64)


def one_column_a_label(decisions: Floats, n_labels: int) -> Floats:
    """Give binary decisions, of one column, their second class: softmax of (0, d) is sigmoid(d)."""
    if decisions.ndim == 1:
        decisions = decisions[:, None]
    if decisions.shape[1] == 1 and n_labels == 2:
        return np.column_stack([np.zeros(len(decisions)), decisions])
    return decisions


class LinearScorer:
    """Decisions of a linear model.

    Args:
        normalize: texts to normalized texts, one for one, or None for raw text.
        blocks: for each feature extractor, normalized texts to an ``(n, n_outputs)`` array.
        intercept: shape ``(n_outputs,)``.
    """

    def __init__(
        self,
        normalize: Normalize | None,
        blocks: Sequence[ScoreBlock],
        intercept: npt.NDArray[Any],
    ) -> None:
        self.normalize = normalize
        self.blocks = tuple(blocks)
        self.intercept = np.asarray(intercept, dtype=np.float64)
        self._kernel = _join(normalize, self.blocks, self.intercept)

    @property
    def is_native(self) -> bool:
        """Whether compiled code does all of the work, in one pass and without the interpreter."""
        return self._kernel is not None

    def probabilities(self, texts: Sequence[str], calibration: Calibration) -> memoryview[float]:
        """Return the calibrated probabilities, one row of floats after another.

        Only where `is_native`; what a text scores does not depend on the texts beside it.
        """
        assert self._kernel is not None
        scores: memoryview[float] = memoryview(
            self._kernel.probabilities(texts, calibration.packed)
        ).cast("d")
        return scores

    def decision_function(self, texts: Sequence[str]) -> Floats:
        """Return the decisions, shape ``(len(texts), n_outputs)``."""
        return self.score(texts)[0]

    def score(self, texts: Sequence[str]) -> tuple[Floats, Floats]:
        """Return the decisions, and how many words each text has, shape ``(len(texts),)``."""
        if self._kernel is not None:
            decisions, words = map(np.frombuffer, self._kernel.decisions(texts))
            return decisions.reshape(len(texts), len(self.intercept)), words
        normalized = texts if self.normalize is None else self.normalize(texts)
        decisions = np.tile(self.intercept, (len(texts), 1))
        for block in self.blocks:
            decisions += block(normalized)
        return decisions, count_words(normalized)


def _join(normalize: Normalize | None, blocks: Sequence[ScoreBlock], intercept: Floats) -> Any:
    """Return the compiled scorer, or None if some part has no native side (radeh_words.h)."""
    module = native_module("radeh._native")
    reader = getattr(normalize, "native_reader", None)
    sides = tuple(getattr(block, "native_block", None) for block in blocks)
    if module is None or reader is None or None in sides:
        return None
    return module.Kernel(reader, sides, tuple(intercept.tolist()))


def fuse(
    normalizer: tuple[Callable[..., Normalize], StepState] | None,
    features: Sequence[tuple[Callable[..., ScoreBlock], StepState, int]],
    classifier: tuple[Callable[..., LinearForm], StepState],
) -> LinearScorer:
    """Join the light callables of a model's steps; each feature step says how wide it is."""
    build_form, step = classifier
    form = build_form(step.params, step.state)
    normalize = None
    if normalizer is not None:
        build_normalize, step = normalizer
        normalize = build_normalize(step.params, step.state)
    blocks, start = [], 0
    for build_block, step, width in features:
        blocks.append(build_block(step.params, step.state, form.coef[:, start : start + width]))
        start += width
    if start != form.coef.shape[1]:
        raise ValueError(f"features have {start} columns, the classifier {form.coef.shape[1]}")
    return LinearScorer(normalize, blocks, form.intercept)
