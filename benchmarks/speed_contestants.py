"""One contestant of speed.py: answers questions, a line of JSON each, and imports its own only."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

TOPICS = 3


class Peer:
    """Texts, and the clock."""

    texts: list[str]

    def read(self, path: str) -> bool:
        """Take the texts."""
        self.texts, self.labels, self.test, self.truth = json.loads(Path(path).read_text("utf-8"))
        return True

    def timed(self, run: Callable[[], object]) -> float:
        """Return the seconds that a call takes."""
        start = time.perf_counter()
        run()
        return time.perf_counter() - start

    def batch(self, jobs: int) -> float:
        """Classify all texts."""
        return self.timed(lambda: self.classify(self.texts, jobs))

    def single(self, text: str, calls: int) -> float:
        """Classify one text again and again; microseconds a call."""
        self.one(text)
        return 1e6 * self.timed(lambda: [self.one(text) for _ in range(calls)]) / calls

    def topics(self) -> Any:
        """Return three binary labels that follow from the sections: what is timed needs weights."""
        import numpy as np

        names = sorted(set(self.labels))[:TOPICS]
        return np.array([[label == name for name in names] for label in self.labels], dtype=int)

    def classify(self, texts: list[str], jobs: int) -> object:
        """Classify texts."""
        raise AssertionError("each contestant classifies in its own way")

    def one(self, text: str) -> object:
        """Classify one text."""
        return self.classify([text], 1)


class Radeh(Peer):
    """radeh: the shipped model; and the recipe's features and classifier for the fit."""

    def prepare(self) -> bool:
        """Load the shipped model."""
        import radeh

        self.model = radeh.load("news-topics")
        return True

    def load(self) -> list[float]:
        """Load the shipped model in a fresh process.

        Return the seconds it takes, those of the processor, those with the first text, and those
        with what radeh itself imports.
        """
        code = (
            "import numpy, time\nstart = time.perf_counter()\nimport radeh.loading\n"
            "radeh.default_registry()\nready, cpu = time.perf_counter(), time.process_time()\n"
            "model = radeh.load('news-topics')\n"
            "cpu, loaded = time.process_time() - cpu, time.perf_counter()\n"
            "model.classify('text')\nend = time.perf_counter()\n"
            "print(loaded - ready, cpu, end - ready, loaded - start)"
        )
        # An installed radeh has its modules compiled; so has this one, from the second time on.
        env = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        command = [sys.executable, "-c", code]
        done = subprocess.run(command, capture_output=True, check=True, env=env)
        return [float(number) for number in done.stdout.split()]

    def classify(self, texts: list[str], jobs: int) -> object:
        """Classify as a user would."""
        return list(self.model.classify_many(texts, n_jobs=jobs))

    def one(self, text: str) -> object:
        """Classify one text as a user would."""
        return self.model.classify(text)

    def fit(self, normalizer: str | None = None) -> float:
        """Fit TF-IDF and logistic regression as scikit-learn does; read Persian first if asked."""
        import radeh

        recipe = radeh.Recipe(
            name="fit",
            summary="what scikit-learn's pipeline does",
            normalizer=normalizer,
            features="word-tfidf",
            classifier="logistic-regression",
            params={"classifier__C": 1.0},
        )
        self.pipeline = radeh.build(recipe)
        return self.timed(lambda: self.pipeline.fit(self.texts, self.labels))

    def accuracy(self) -> float:
        """Judge the fit on the test part."""
        return round(float((self.pipeline.predict(self.test) == self.truth).mean()), 4)


class ScikitLearn(Peer):
    """scikit-learn: TF-IDF over words and logistic regression."""

    def features(self) -> Any:
        """Return the feature extractor."""
        from sklearn.feature_extraction.text import TfidfVectorizer

        return TfidfVectorizer(sublinear_tf=True, min_df=2)

    def fit(self) -> float:
        """Fit the five sections."""
        from sklearn.linear_model import LogisticRegression
        from sklearn.pipeline import make_pipeline

        self.pipeline = make_pipeline(self.features(), LogisticRegression(C=1.0, max_iter=1000))
        return self.timed(lambda: self.pipeline.fit(self.texts, self.labels))

    def accuracy(self) -> float:
        """Judge the fit on the test part."""
        return round(float((self.pipeline.predict(self.test) == self.truth).mean()), 4)

    def prepare(self) -> bool:
        """Fit three topics, one against the rest."""
        from sklearn.linear_model import LogisticRegression
        from sklearn.multiclass import OneVsRestClassifier
        from sklearn.pipeline import make_pipeline

        classifier = OneVsRestClassifier(LogisticRegression(C=10.0, max_iter=1000))
        self.model = make_pipeline(self.features(), classifier).fit(self.texts, self.topics())
        return True

    def classify(self, texts: list[str], jobs: int) -> object:
        """Return probabilities and what follows from them."""
        return self.model.predict_proba(texts) >= 0.5


class Hazm(ScikitLearn):
    """hazm normalises and tokenises, scikit-learn does the rest."""

    def features(self) -> Any:
        """Return the feature extractor."""
        import hazm
        from sklearn.feature_extraction.text import TfidfVectorizer

        normalize, tokenize = hazm.Normalizer().normalize, hazm.WordTokenizer().tokenize
        return TfidfVectorizer(
            sublinear_tf=True,
            min_df=2,
            tokenizer=lambda text: tokenize(normalize(text)),
            token_pattern=None,
            lowercase=False,
        )

    def prepare(self) -> bool:
        """Learn from a part of the texts and classify it: the speed is the same for all of them."""
        self.share = max(1, len(self.texts) // 300)
        self.texts, self.labels = self.texts[:: self.share], self.labels[:: self.share]
        return super().prepare()

    def batch(self, jobs: int) -> float:
        """Classify the part; as if it were all."""
        return super().batch(jobs) * self.share


class FastText(Peer):
    """fastText, one-vs-all loss, prepared as its tutorial does."""

    _PUNCTUATION = re.compile(r"([.!?,'/():;\"«»،؛؟])")

    def prepared(self, text: str) -> str:
        """Put the text on one line, its punctuation apart."""
        return " ".join(self._PUNCTUATION.sub(r" \1 ", text).lower().split())

    def prepare(self) -> bool:
        """Learn the topics."""
        import fasttext

        names = sorted(set(self.labels))[:TOPICS]
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "train.txt"
            lines = [
                f"__label__{label if label in names else 'none'} {self.prepared(text)}\n"
                for text, label in zip(self.texts, self.labels, strict=True)
            ]
            path.write_text("".join(lines), encoding="utf-8")
            self.model = fasttext.train_supervised(
                str(path),
                loss="ova",
                wordNgrams=2,
                bucket=200_000,
                epoch=5,
                lr=0.5,
                dim=50,
                thread=1,
                verbose=0,
            )
        self.lines = [self.prepared(text) for text in self.texts]
        return True

    def classify(self, texts: list[str], jobs: int) -> object:
        """Prepare and classify, from the article as it is, as all others do."""
        return self.model.predict(list(map(self.prepared, texts)), k=-1, threshold=0.5)

    def prepared_batch(self) -> float:
        """Classify lines that were prepared before the clock started."""
        return self.timed(lambda: self.model.predict(self.lines, k=-1, threshold=0.5))

    def single(self, text: str, calls: int) -> float:
        """Classify one line that was prepared before."""
        line = self.prepared(text)
        predict = self.model.predict
        return 1e6 * self.timed(lambda: [predict(line, k=-1) for _ in range(calls)]) / calls


KINDS = {
    "radeh": Radeh,
    "scikit_learn": ScikitLearn,
    "fast_text": FastText,
    "hazm_scikit_learn": Hazm,
}


def main() -> None:
    """Answer until the questions end."""
    peer = KINDS[sys.argv[1]]()
    for line in sys.stdin:
        question = json.loads(line)
        try:
            answer = {"value": getattr(peer, question.pop("do"))(**question)}
        except Exception as error:
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
