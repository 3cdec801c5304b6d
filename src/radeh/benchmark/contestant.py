"""radeh as a contestant: a recipe, or a trained model; loaded by `serve`, by path.

It uses radeh's public names only, so that it also runs with an older or a newer radeh.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import radeh


class Contestant:
    """A recipe to be fitted, or a model to be loaded.

    Args:
        recipe: the recipe's name.
        model: the model's name or directory; it is not fitted.
        unlabelled: a corpus whose texts the recipe's features learn from as well.
    """

    def __init__(self, *, recipe: str = "", model: str = "", unlabelled: str = "") -> None:
        self.recipe = recipe
        self.unlabelled = unlabelled
        self.name = model
        self.model: radeh.Model | None = None

    @property
    def _model(self) -> radeh.Model:
        if self.model is None:
            raise RuntimeError("nothing was fitted or loaded yet; ask for that first")
        return self.model

    def fit(
        self,
        documents: list[dict[str, Any]],
        *,
        labels: list[str],
        multilabel: bool,
        seed: int,
        calibrate: bool,
    ) -> None:
        """Train the recipe."""
        more: dict[str, Any] = {}
        if self.unlabelled:
            corpus = radeh.default_registry().find("corpus", self.unlabelled)
            # Features that learn from so much text hardly differ from fold to fold.
            more = {"unlabelled": [d.text for d in corpus.load()()], "refit_features": False}
        self.model = radeh.train(
            self.recipe,
            [
                radeh.Document(
                    text=d["text"],
                    labels=tuple(d["labels"]),
                    unknown=tuple(d["unknown"]),
                    group=d["group"],
                )
                for d in documents
            ],
            # a multi-class model sorts its own classes
            label_names=labels if multilabel else None,
            seed=seed,
            calibrate=calibrate,
            **more,
        )

    def save(self, folder: str) -> None:
        """Write the model."""
        self._model.save(Path(folder) / "model")

    def load(self, folder: str) -> None:
        """Read the model."""
        self.model = radeh.load(self.name or str(Path(folder) / "model"))

    def model_bytes(self) -> int | None:
        """Return the size of a model that a plugin ships."""
        if not self.name:
            return None
        try:
            path = Path(radeh.default_registry().find("model", self.name).record.path)
        except radeh.UnknownNameError:
            path = Path(self.name)
        return sum(file.stat().st_size for file in path.rglob("*") if file.is_file())

    def classify(self, texts: list[str]) -> object:
        """Classify a stream."""
        return list(self._model.classify_many(texts))

    def classify_one(self, text: str) -> object:
        """Classify one text."""
        return self._model.classify(text)

    def score(self, texts: list[str]) -> tuple[list[str], Any, Any]:
        """Return probabilities, and decisions at the operating point ``balanced``."""
        model = self._model
        return list(model.labels), model.predict_proba(texts), model.predict(texts)
