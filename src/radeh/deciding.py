"""From probabilities to labels: what a model says of one text."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, Protocol

from radeh.compiled import native_module


class Rows(Protocol):
    """Rows of probabilities, one after another: a flat buffer of doubles."""

    def tolist(self) -> Any:
        """Return all numbers as a list."""


@dataclass(frozen=True)
class Classification:
    """What a model says of one text.

    ``labels`` hold, the most probable first; ``scores`` are the probabilities of all labels;
    ``review`` names the labels that the model should not decide alone.
    """

    labels: tuple[str, ...]
    scores: Mapping[str, float]
    review: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {
            "labels": list(self.labels),
            "scores": {label: round(score, 4) for label, score in self.scores.items()},
            "review": list(self.review),
        }


class Decider:
    """The rule from a row of probabilities to a `Classification`, in plain floats: it is called for
    every text.

    Args:
        labels: their names, in the order of the columns.
        thresholds: a label holds from its threshold on; of one class among several, the highest.
        review_band: probabilities between which a label should be looked at by a person.
        multilabel: whether any number of labels may hold.
    """

    def __init__(
        self,
        labels: Sequence[str],
        thresholds: Sequence[float],
        review_band: tuple[float, float],
        *,
        multilabel: bool,
    ) -> None:
        low, high = review_band
        self._labels = tuple(labels)
        self._multilabel = multilabel
        self._rules = [
            (label, threshold, min(low, threshold), max(high, threshold))
            for label, threshold in zip(labels, thresholds, strict=True)
        ]
        self._native = native_module("radeh._native")
        self._bounds = array("d", [bound for rule in self._rules for bound in rule[1:]]).tobytes()

    def all(self, rows: Rows) -> list[Classification]:
        """Decide for many texts."""
        if self._native is not None:
            made: list[Classification] = self._native.decide(
                Classification, self._labels, self._bounds, self._multilabel, rows
            )
            return made
        flat, width = rows.tolist(), len(self._labels)
        return [self(flat[at : at + width]) for at in range(0, len(flat), width)]

    def __call__(self, row: Sequence[float]) -> Classification:
        """Decide for one text, whose probabilities are ``row``."""
        held: tuple[tuple[float, str], ...] = ()
        review: tuple[str, ...] = ()
        for score, (label, threshold, low, high) in zip(row, self._rules):  # noqa: B905 (speed)
            if score >= threshold:
                held += ((-score, label),)
            if low < score < high:
                review += (label,)
        if not self._multilabel:
            labels: tuple[str, ...] = (self._labels[row.index(max(row))],)
        elif len(held) > 1:
            labels = tuple([label for _, label in sorted(held, key=_certainty)])
        else:
            labels = (held[0][1],) if held else ()
        return _made(labels, dict(zip(self._labels, row)), review)  # noqa: B905 (speed)


_certainty = itemgetter(0)


def _made(
    labels: tuple[str, ...], scores: dict[str, float], review: tuple[str, ...]
) -> Classification:
    """Make a `Classification` without its constructor, which a frozen class makes slow."""
    classification = object.__new__(Classification)
    values = {"labels": labels, "scores": scores, "review": review}
    object.__setattr__(classification, "__dict__", values)
    return classification
