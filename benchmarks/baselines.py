"""What people use today for topics, trained on the same documents as radeh."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

import radeh
from radeh_topics import LABELS

Floats = npt.NDArray[np.float64]


class Baseline:
    """TF-IDF and one balanced logistic regression a label, with scikit-learn's own reading."""

    def __init__(self, documents: Sequence[radeh.Document]) -> None:
        self.vectorizer = TfidfVectorizer(sublinear_tf=True, min_df=2)
        features = self.vectorizer.fit_transform([d.text for d in documents])
        self.solvers = []
        for label in LABELS:
            known = np.array([label not in d.unknown for d in documents])
            truth = np.array([label in d.labels for d in documents])[known]
            solver = LogisticRegression(C=10, class_weight="balanced", max_iter=1000)
            self.solvers.append(solver.fit(features[known], truth))

    def scores(self, texts: Sequence[str]) -> Floats:
        """Return probabilities, shape ``(n, n_labels)``."""
        features = self.vectorizer.transform(texts)
        return np.column_stack([solver.predict_proba(features)[:, 1] for solver in self.solvers])

    def predict(self, texts: Sequence[str]) -> npt.NDArray[np.bool_]:
        """Return booleans, shape ``(n, n_labels)``."""
        return self.scores(texts) >= 0.5


class FastText:
    """fastText with the one-vs-all loss, as its page on multi-label classification advises."""

    @staticmethod
    def available() -> bool:
        """Whether fastText is installed."""
        return find_spec("fasttext") is not None

    def __init__(self, documents: Sequence[radeh.Document]) -> None:
        import fasttext

        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "train.txt"
            with path.open("w", encoding="utf-8") as lines:
                for d in documents:
                    names = " ".join(f"__label__{label}" for label in d.labels or ("none",))
                    lines.write(f"{names} {self._line(d.text)}\n")
            self.model = fasttext.train_supervised(
                str(path), loss="ova", lr=0.5, epoch=25, wordNgrams=2, dim=100, minCount=2,
                thread=1, seed=0, verbose=0,
            )  # fmt: skip

    @staticmethod
    def _line(text: str) -> str:
        return " ".join(text.split())

    def scores(self, texts: Sequence[str]) -> Floats:
        """Return probabilities, shape ``(n, n_labels)``."""
        rows = []
        for text in texts:
            # Not predict(): its numpy call breaks with numpy 2.
            said = self.model.f.predict(f"{self._line(text)}\n", -1, 0.0, "strict")
            found = {name: score for score, name in said}
            rows.append([found.get(f"__label__{label}", 0.0) for label in LABELS])
        return np.array(rows)
