"""Vowpal Wabbit: hashed word bigrams and online logistic regression."""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import Any

import vowpalwabbit

_COMMON = "--quiet --loss_function logistic -b 20 --ngram 2"
PASSES = 5

_WORD = re.compile(r"\w+(?:\u200c\w+)*")


def features(text: str) -> str:
    """Return the words in Vowpal Wabbit's format; word characters hold none of its signs."""
    return "| " + " ".join(_WORD.findall(text.lower()))


class Contestant:
    """One-against-all with probabilities, or one binary learner for each label."""

    def _start(self, folder: str = "", *, read: bool = False) -> None:
        count = len(self.labels) if self.multilabel else 1
        task = "--link logistic" if self.multilabel else f"--oaa {len(self.labels)} --probabilities"
        self.learners = []
        for place in range(count):
            # a stored model brings its task, but not the wish for probabilities
            stored = f"--quiet -t -i {Path(folder) / f'{place}.vw'}"
            if not self.multilabel:
                stored += " --probabilities"
            arguments = stored if read else f"{_COMMON} {task}"
            self.learners.append(vowpalwabbit.Workspace(arguments))

    def fit(
        self,
        documents: list[dict[str, Any]],
        *,
        labels: list[str],
        multilabel: bool,
        seed: int,
        calibrate: bool,
    ) -> None:
        """Learn in several passes, each in an order of its own."""
        self.labels, self.multilabel = labels, multilabel
        self._start()
        rows = [(features(d["text"]), set(d["labels"])) for d in documents]
        order = random.Random(seed)
        for _ in range(PASSES):
            order.shuffle(rows)
            for words, held in rows:
                if not multilabel:
                    self.learners[0].learn(f"{labels.index(min(held)) + 1} {words}")
                    continue
                for label, learner in zip(labels, self.learners, strict=True):
                    learner.learn(f"{1 if label in held else -1} {words}")

    def save(self, folder: str) -> None:
        """Write each learner."""
        for place, learner in enumerate(self.learners):
            learner.save(str(Path(folder) / f"{place}.vw"))
        (Path(folder) / "labels.txt").write_text(
            "\n".join([str(int(self.multilabel)), *self.labels]), encoding="utf-8"
        )

    def load(self, folder: str) -> None:
        """Read them again."""
        first, *self.labels = (Path(folder) / "labels.txt").read_text("utf-8").split("\n")
        self.multilabel = first == "1"
        self._start(folder, read=True)

    def _row(self, text: str) -> list[float]:
        words = features(text)
        if self.multilabel:
            return [float(learner.predict(words)) for learner in self.learners]
        return [float(value) for value in self.learners[0].predict(words)]

    def classify(self, texts: list[str]) -> Any:
        """Predict text by text; the library has no batches."""
        return [self._row(text) for text in texts]

    def classify_one(self, text: str) -> Any:
        """Classify one text."""
        return self._row(text)

    def score(self, texts: list[str]) -> tuple[list[str], Any, Any]:
        """Return labels, probabilities and decisions."""
        scores = [self._row(text) for text in texts]
        if self.multilabel:
            return self.labels, scores, [[value >= 0.5 for value in row] for row in scores]
        holds = [[place == row.index(max(row)) for place in range(len(row))] for row in scores]
        return self.labels, scores, holds
