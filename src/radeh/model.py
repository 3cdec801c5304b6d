"""A model: a trained recipe with its labels, calibration and operating points."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from radeh import storage
from radeh.calibration import Calibration
from radeh.deciding import Classification, Decider
from radeh.errors import ParameterError
from radeh.operating_points import OPERATING_POINTS
from radeh.records import Recipe
from radeh.registry import Registry, default_registry
from radeh.restoring import fused_scorer, restored_pipeline
from radeh.scoring import LinearScorer, count_words, one_column_a_label

__all__ = ["Classification", "Model"]

if TYPE_CHECKING:
    from sklearn.pipeline import Pipeline

    from radeh.explanation import Explanation

Floats = npt.NDArray[np.float64]

#: Stored scores may differ from computed ones by this much before a model is said to have drifted.
GOLDEN_TOLERANCE = 1e-6


@dataclass
class Model:
    """A trained recipe.

    Made by `radeh.train` and `radeh.load`. ``steps`` are the fitted components, ``thresholds`` an
    array of shape ``(n_labels,)`` for each operating point, ``review_band`` the probabilities
    between which a label should be looked at by a person, ``about`` what is known of the training,
    ``digest`` identifies the file that it was loaded from.
    """

    recipe: Recipe
    labels: tuple[str, ...]
    multilabel: bool
    calibration: Calibration
    thresholds: Mapping[str, Floats]
    steps: Mapping[str, storage.FittedStep]
    review_band: tuple[float, float] = (0.3, 0.7)
    about: dict[str, Any] = field(default_factory=dict)
    golden: Sequence[Mapping[str, Any]] = ()
    digest: str = field(default="", compare=False)
    registry: Registry | None = field(default=None, repr=False, compare=False)

    def __getstate__(self) -> dict[str, Any]:
        """A registry holds modules, which do not travel; the other process has its own."""
        kept = {key: value for key, value in vars(self).items() if key in self.__dataclass_fields__}
        return {**kept, "registry": None}

    @property
    def lookup(self) -> Registry:
        """The registry in which the components are looked up."""
        return self.registry or default_registry()

    @cached_property
    def pipeline(self) -> Pipeline:
        """The fitted scikit-learn pipeline, restored when it is first asked for."""
        return restored_pipeline(self.steps, self.lookup)

    @cached_property
    def scorer(self) -> LinearScorer | None:
        """The fused scorer, or None where a component has no light form."""
        return fused_scorer(self.steps, self.lookup)

    @property
    def is_native(self) -> bool:
        """Whether compiled code scores this model, without the interpreter's lock."""
        return self.scorer is not None and self.scorer.is_native

    def decision_function(self, texts: Sequence[str]) -> Floats:
        """Return the uncalibrated decisions, shape ``(len(texts), n_labels)``."""
        return self._score(texts)[0]

    def predict_proba(self, texts: Sequence[str]) -> Floats:
        """Return the probabilities, shape ``(len(texts), n_labels)``, columns as ``labels``."""
        if self.scorer is not None and self.is_native:
            scores = self.scorer.probabilities(_checked_texts(texts), self.calibration)
            return np.array(scores).reshape(len(texts), len(self.labels))
        return self.calibration(*self._score(texts))

    def _score(self, texts: Sequence[str]) -> tuple[Floats, Floats]:
        """Return the decisions, and how many words each text has."""
        texts = _checked_texts(texts)
        if not texts:
            return np.zeros((0, len(self.labels))), np.zeros(0)
        if self.scorer is not None:
            decisions, words = self.scorer.score(texts)
        else:
            normalizer = self.pipeline.named_steps["normalizer"]
            normalized = texts if normalizer == "passthrough" else normalizer.transform(texts)
            from radeh.pipeline import pipeline_decisions

            decisions = pipeline_decisions(self.pipeline[1:], normalized)
            words = count_words(normalized)
        return one_column_a_label(decisions, len(self.labels)), words

    def predict(
        self, texts: Sequence[str], operating_point: str = "balanced"
    ) -> npt.NDArray[np.bool_]:
        """Return which labels hold, shape ``(len(texts), n_labels)``.

        Raises:
            ParameterError: there is no such operating point.
        """
        return self.decide(self.predict_proba(texts), operating_point)

    def decide(self, scores: Floats, operating_point: str = "balanced") -> npt.NDArray[np.bool_]:
        """Return which labels hold at those probabilities, both of shape ``(n, n_labels)``."""
        threshold = self.threshold(operating_point)
        if self.multilabel:
            holds: npt.NDArray[np.bool_] = scores >= threshold
            return holds
        chosen = np.zeros(scores.shape, dtype=bool)
        chosen[np.arange(len(scores)), scores.argmax(axis=1)] = True
        return chosen

    def threshold(self, operating_point: str = "balanced") -> Floats:
        """Return the thresholds of an operating point, shape ``(n_labels,)``.

        Raises:
            ParameterError: there is no such operating point.
        """
        if operating_point not in self.thresholds:
            raise ParameterError(
                f"there is no operating point {operating_point!r}; choose one of "
                f"{', '.join(OPERATING_POINTS)}"
            )
        return self.thresholds[operating_point]

    def classify(self, text: str, operating_point: str = "balanced") -> Classification:
        """Classify one text.

        Raises:
            TypeError: ``text`` is not a string.
            ParameterError: there is no such operating point.
        """
        return self.classify_batch([text], operating_point)[0]

    def classify_many(
        self,
        texts: Iterable[str],
        *,
        operating_point: str = "balanced",
        batch_size: int = 256,
        n_jobs: int = 1,
    ) -> Iterator[Classification]:
        """Classify a stream of texts, in order and in constant memory.

        Args:
            texts: any iterable of strings; it is read as it is needed.
            operating_point: as in `classify`.
            batch_size: how many texts are scored together.
            n_jobs: how many batches at once, -1 for every core: in threads where the scorer is
                compiled, else in processes.
        """
        from radeh.engines.local import batches, map_batches

        self.threshold(operating_point)
        classify = partial(Model.classify_batch, operating_point=operating_point)
        stream = batches(texts, batch_size)
        for batch in map_batches(classify, self, stream, n_jobs, threads=self.is_native):
            yield from batch

    def classify_batch(
        self, texts: Sequence[str], operating_point: str = "balanced"
    ) -> list[Classification]:
        """Classify a list of texts at once, in this process."""
        decide = self._decider(operating_point)
        if self.scorer is not None and self.is_native:
            return decide.all(self.scorer.probabilities(_checked_texts(texts), self.calibration))
        return decide.all(np.ascontiguousarray(self.predict_proba(texts), np.float64).ravel())

    def _decider(self, operating_point: str) -> Decider:
        if operating_point not in self._deciders:
            threshold = self.threshold(operating_point)
            self._deciders[operating_point] = Decider(
                self.labels, threshold.tolist(), self.review_band, multilabel=self.multilabel
            )
        return self._deciders[operating_point]

    @cached_property
    def _deciders(self) -> dict[str, Decider]:
        return {}

    def explain(self, text: str) -> Explanation:
        """Take the decisions of a linear model on one text apart, span by span of the raw text.

        Raises:
            TypeError: ``text`` is not a string.
            RadehError: the recipe has components whose decisions cannot be taken apart.
        """
        from radeh.explanation import explain

        return explain(self, *_checked_texts([text]))

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the model as a directory, or a zip if the name ends so, all of it or nothing.

        Raises:
            RadehError: the path exists and is no model, or a component cannot be stored.
        """
        manifest = {
            "recipe": {
                **self.recipe.as_dict(),
                "features": _as_list(self.recipe.features),
                "params": {key: storage.plain(v, key) for key, v in self.recipe.params.items()},
            },
            "labels": list(self.labels),
            "multilabel": self.multilabel,
            "calibration": self.calibration.as_dict(),
            "operating_points": {aim: list(map(float, t)) for aim, t in self.thresholds.items()},
            "review_band": list(self.review_band),
            "about": self.about,
            "golden": list(self.golden),
        }
        storage.write(path, manifest, self.steps)

    def golden_record(self, text: str) -> dict[str, Any]:
        """Return how this model reads one text now: a digest of its reading, and its scores."""
        return {
            "text": text,
            "normalized": hashlib.sha256(
                self._normalized(text).encode("utf-8", "surrogatepass")
            ).hexdigest(),
            "scores": [round(float(score), 9) for score in self.predict_proba([text])[0]],
        }

    def _normalized(self, text: str) -> str:
        if "normalizer" not in self.steps:
            return text
        if self.scorer is not None and self.scorer.normalize is not None:
            return self.scorer.normalize([text])[0]
        normalized: str = self.pipeline.named_steps["normalizer"].transform([text])[0]
        return normalized

    def check_golden(self) -> list[str]:
        """Return, for each golden text that is now read otherwise, the step that changed."""
        changed = []
        for kept in self.golden:
            now = self.golden_record(kept["text"])
            if now["normalized"] != kept["normalized"]:
                step = self.steps["normalizer"]
                changed.append(
                    f"the normalizer {step.plugin}/{step.component} reads text differently"
                )
            elif np.abs(np.subtract(now["scores"], kept["scores"])).max() > GOLDEN_TOLERANCE:
                changed.append("the features or the classifier score the same reading differently")
        return changed


def _as_list(value: str | tuple[str, ...]) -> str | list[str]:
    return value if isinstance(value, str) else list(value)


def _checked_texts(texts: Sequence[str]) -> list[str]:
    if isinstance(texts, str):
        raise TypeError("texts is one string; give a list of strings, or use classify(text)")
    texts = list(texts)
    for index, text in enumerate(texts):
        if not isinstance(text, str):
            raise TypeError(f"text {index} is a {type(text).__name__}; every text must be a str")
    return texts
