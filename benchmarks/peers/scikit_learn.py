"""scikit-learn: TF-IDF over words and logistic regression, as its text tutorial does it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import joblib
import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier
from sklearn.pipeline import make_pipeline


def classifier(multilabel: bool) -> Any:
    """Return the classifier that the peers with a feature matrix share."""
    regression = LogisticRegression(C=10.0, class_weight="balanced", max_iter=1000)
    return OneVsRestClassifier(regression) if multilabel else regression


class Contestant:
    """A plain pipeline; labels that nobody has judged count as absent, it knows no others."""

    def fit(
        self,
        documents: list[dict[str, Any]],
        *,
        labels: list[str],
        multilabel: bool,
        seed: int,
        calibrate: bool,
    ) -> None:
        """Learn; nothing in it is random, and its probabilities are taken as they are."""
        self.labels, self.multilabel = labels, multilabel
        self.pipeline = make_pipeline(self.features(), classifier(multilabel))
        truth = [[label in d["labels"] for label in labels] for d in documents]
        target = np.array(truth, dtype=int) if multilabel else [d["labels"][0] for d in documents]
        self.pipeline.fit([d["text"] for d in documents], target)

    def features(self) -> Any:
        """Return the feature extractor."""
        return TfidfVectorizer(sublinear_tf=True, min_df=2)

    def save(self, folder: str) -> None:
        """Store it as scikit-learn's documentation does."""
        joblib.dump((self.pipeline, self.labels, self.multilabel), Path(folder) / "model.joblib")

    def load(self, folder: str) -> None:
        """Load it."""
        self.pipeline, self.labels, self.multilabel = joblib.load(Path(folder) / "model.joblib")

    def classify(self, texts: list[str]) -> Any:
        """Return probabilities and what follows from them."""
        probability = self.pipeline.predict_proba(texts)
        return probability >= 0.5 if self.multilabel else probability.argmax(axis=1)

    def classify_one(self, text: str) -> Any:
        """Classify one text."""
        return self.classify([text])

    def score(self, texts: list[str]) -> tuple[list[str], Any, Any]:
        """Return labels, probabilities and decisions."""
        probability = self.pipeline.predict_proba(texts)
        if self.multilabel:
            return self.labels, probability, probability >= 0.5
        classes = [str(name) for name in self.pipeline.classes_]
        return classes, probability, np.eye(len(classes), dtype=int)[probability.argmax(axis=1)]
