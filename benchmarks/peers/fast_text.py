"""fastText: words as in its own tutorial on text classification, or with character n-grams."""

from __future__ import annotations

import random
import re
import tempfile
from pathlib import Path
from typing import Any

import fasttext

fasttext.FastText.eprint = lambda *_: None

_PUNCTUATION = re.compile(r"([.!?,'/():;\"«»،؛؟])")


def prepared(text: str) -> str:
    """Set punctuation apart and lower the case, as the tutorial does with sed and tr."""
    return " ".join(_PUNCTUATION.sub(r" \1 ", text).lower().split())


class Contestant:
    """A supervised fastText model; labels travel as their numbers, for they may hold spaces.

    Args:
        parameters: of ``fasttext.train_supervised``.
    """

    def __init__(self, **parameters: Any) -> None:
        self.parameters = parameters

    def fit(
        self,
        documents: list[dict[str, Any]],
        *,
        labels: list[str],
        multilabel: bool,
        seed: int,
        calibrate: bool,
    ) -> None:
        """Learn with one thread, which makes it repeatable."""
        self.labels, self.multilabel = labels, multilabel
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "train.txt"
            lines = []
            for document in documents:
                marks = " ".join(f"__label__{labels.index(k)}" for k in document["labels"])
                # one-vs-all needs a label on every line; "none" is one more output, never given
                lines.append(f"{marks or '__label__none'} {prepared(document['text'])}\n")
            # it reads the file in order, and one class after the other would mislead it
            random.Random(seed).shuffle(lines)
            path.write_text("".join(lines), encoding="utf-8")
            loss = "ova" if multilabel else "softmax"
            self.model = fasttext.train_supervised(
                str(path), loss=loss, thread=1, seed=seed, verbose=0, **self.parameters
            )

    def save(self, folder: str) -> None:
        """Write the model, not quantised."""
        self.model.save_model(str(Path(folder) / "model.bin"))
        (Path(folder) / "labels.txt").write_text(
            "\n".join([str(int(self.multilabel)), *self.labels]), encoding="utf-8"
        )

    def load(self, folder: str) -> None:
        """Read it again."""
        self.model = fasttext.load_model(str(Path(folder) / "model.bin"))
        first, *self.labels = (Path(folder) / "labels.txt").read_text("utf-8").split("\n")
        self.multilabel = first == "1"

    def classify(self, texts: list[str]) -> Any:
        """Predict as a user would: the labels above a half, or the best one."""
        texts = [prepared(text) for text in texts]
        if self.multilabel:
            return self.model.predict(texts, k=-1, threshold=0.5)
        return self.model.predict(texts)

    def classify_one(self, text: str) -> Any:
        """Classify one text."""
        return self.classify([text])

    def score(self, texts: list[str]) -> tuple[list[str], Any, Any]:
        """Return labels, probabilities and decisions."""
        places = {f"__label__{place}": place for place in range(len(self.labels))}
        given, probabilities = self.model.predict([prepared(text) for text in texts], k=-1)
        scores = []
        for names, values in zip(given, probabilities, strict=True):
            row = [0.0] * len(self.labels)
            for name, value in zip(names, values, strict=True):
                if name in places:
                    row[places[name]] = float(value)
            scores.append(row)
        if self.multilabel:
            return self.labels, scores, [[value >= 0.5 for value in row] for row in scores]
        holds = [[place == row.index(max(row)) for place in range(len(row))] for row in scores]
        return self.labels, scores, holds
