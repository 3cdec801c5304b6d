"""Why a linear model decides as it does: what each stretch of the raw text contributes."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from radeh.errors import RadehError
from radeh.scoring import LinearForm, one_column_a_label

if TYPE_CHECKING:
    from radeh.model import Model
    from radeh.registry import Registry
    from radeh.storage import FittedStep

Floats = npt.NDArray[np.float64]
#: A word as it reads, and where it stands in the raw text.
Place = tuple[str, int, int]
#: A stretch of normalized text and what it contributes to each decision.
Evidence = tuple[int, int, Floats]


@dataclass(frozen=True)
class Span:
    """A stretch of the text, ``text[start:end]``, and its contribution to each label."""

    start: int
    end: int
    text: str
    contributions: Mapping[str, float]


@dataclass(frozen=True)
class Explanation:
    """The decision of a linear model, taken apart.

    For each label, the contributions of the spans and the ``baseline`` (what an empty text would
    get) sum to the ``decision``, the log-odds before calibration. ``text`` is the raw text; only
    where the normalizer cannot say where its words stand, it is the normalized one.
    """

    text: str
    labels: tuple[str, ...]
    scores: Mapping[str, float]
    decisions: Mapping[str, float]
    baseline: Mapping[str, float]
    spans: tuple[Span, ...]

    def top(self, label: str, k: int = 10) -> tuple[Span, ...]:
        """Return the ``k`` spans that speak most for a label, the strongest first.

        Raises:
            RadehError: there is no such label.
        """
        if label not in self.baseline:
            raise RadehError(f"there is no label {label!r}; choose one of {list(self.baseline)}")
        speaking = [span for span in self.spans if span.contributions[label] > 0]
        return tuple(sorted(speaking, key=lambda span: -span.contributions[label])[:k])

    def as_dict(self, k: int = 10) -> dict[str, Any]:
        """Return, as plain JSON values, the ``k`` strongest spans of each label."""
        return {
            label: {
                "decision": round(self.decisions[label], 4),
                "baseline": round(self.baseline[label], 4),
                "spans": [
                    [span.start, span.end, span.text, round(span.contributions[label], 4)]
                    for span in self.top(label, k)
                ],
            }
            for label in self.baseline
        }

    def _repr_html_(self) -> str:
        """Show the text in a notebook, once for each label, its evidence in colour."""
        return "".join(self._marked(label) for label in self.baseline)

    def _marked(self, label: str) -> str:
        strongest = max((abs(s.contributions[label]) for s in self.spans), default=0.0) or 1.0
        parts, place = [], 0
        for span in self.spans:
            value = span.contributions[label]
            colour = "0, 128, 0" if value > 0 else "192, 0, 0"
            style = f"background: rgba({colour}, {abs(value) / strongest:.2f})"
            title = f"{value:+.3f}"
            parts.append(html.escape(self.text[place : span.start]))
            marked = html.escape(self.text[span.start : span.end])
            parts.append(f'<span style="{style}" title="{title}">{marked}</span>')
            place = span.end
        parts.append(html.escape(self.text[place:]))
        held = "✓" if label in self.labels else "✗"
        head = f"{html.escape(label)} {self.scores[label]:.2f} {held}"
        return f'<h4>{head}</h4><p dir="auto" style="white-space: pre-wrap">{"".join(parts)}</p>'


def explain(model: Model, text: str) -> Explanation:
    """Take the decisions of a linear model on one text apart; see `Explanation`.

    Raises:
        RadehError: the recipe has components whose decisions cannot be taken apart.
    """
    shown, words, intercept = contributions(text, model.steps, model.lookup)
    found = model.classify(text)
    n_labels = len(model.labels)
    raw = np.array([value for _, _, value in words]).reshape(len(words), len(intercept))
    values = one_column_a_label(raw, n_labels)
    baseline = one_column_a_label(intercept[None, :], n_labels)[0]
    spans = tuple(
        Span(start, end, shown[start:end], dict(zip(model.labels, value, strict=True)))
        for (start, end, _), value in zip(words, values.tolist(), strict=True)
    )
    decisions = baseline + values.sum(axis=0)
    return Explanation(
        text=shown,
        labels=found.labels,
        scores=found.scores,
        decisions=dict(zip(model.labels, decisions.tolist(), strict=True)),
        baseline=dict(zip(model.labels, baseline.tolist(), strict=True)),
        spans=spans,
    )


def contributions(
    text: str,
    steps: Mapping[str, FittedStep],
    registry: Registry,
) -> tuple[str, list[tuple[int, int, Floats]], Floats]:
    """Take the decision of a linear model apart, word by word.

    Args:
        text: the raw text.
        steps: the model's fitted steps.
        registry: where their components are looked up.

    Returns:
        The text that the places refer to; for each word its place and what it contributes, shape
        ``(n_outputs,)``; and the intercept, shape ``(n_outputs,)``.

    Raises:
        RadehError: a feature extractor does not say what its features contribute, or the
            classifier is not linear.
    """
    classifier = steps["classifier"]
    form: LinearForm = _component(classifier, registry, "light")(
        classifier.params, classifier.state
    )
    shown, places = _places(text, steps.get("normalizer"), registry)
    normalized = " ".join(word for word, _, _ in places)
    values = np.zeros((len(places), len(form.intercept)))
    starts = np.cumsum([0] + [len(word) + 1 for word, _, _ in places])
    first = 0
    for name, step in steps.items():
        if not name.startswith("features"):
            continue
        width = int(step.state["n_features_out_"])
        find: Callable[[str], Iterable[Evidence]] = _component(step, registry, "explain")(
            step.params, step.state, form.coef[:, first : first + width]
        )
        first += width
        for start, end, value in find(normalized):
            low = int(np.searchsorted(starts, start, side="right")) - 1
            high = max(low + 1, int(np.searchsorted(starts, end, side="left")))
            values[low:high] += value / (min(high, len(places)) - low)
    words = [(start, end, value) for (_, start, end), value in zip(places, values, strict=True)]
    return shown, words, np.asarray(form.intercept, dtype=np.float64)


def _component(step: FittedStep, registry: Registry, attribute: str) -> Any:
    offer = registry.find(step.kind, f"{step.plugin}/{step.component}")
    if getattr(offer.record, attribute) is None:
        raise RadehError(
            f"the {step.kind} {offer.full_name!r} does not say what its features contribute "
            f"(it has no {attribute!r}), so its decisions cannot be explained; choose a recipe of "
            "linear components, 'topics' or 'words' say"
        )
    return offer.load(attribute)


def _places(
    text: str, normalizer: FittedStep | None, registry: Registry
) -> tuple[str, Sequence[Place]]:
    """Return the text that is shown and its words; the raw text wherever that can be."""
    if normalizer is not None:
        offer = registry.find(normalizer.kind, f"{normalizer.plugin}/{normalizer.component}")
        if offer.record.explain is not None:
            read = offer.load("explain")(normalizer.params, normalizer.state)
            return text, list(read(text))
        from radeh.pipeline import instantiate

        estimator = instantiate(offer, normalizer.params)
        vars(estimator).update(normalizer.state)
        text = estimator.transform([text])[0]
    places, place = [], 0
    for word in text.split(" "):
        places.append((word, place, place + len(word)))
        place += len(word) + 1
    return text, places
