"""From probabilities to labels: what a model says of one text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any


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
