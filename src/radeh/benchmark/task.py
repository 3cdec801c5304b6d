"""A task: a registered corpus with its folds, the same for every contestant."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from radeh.errors import RadehError
from radeh.records import Document
from radeh.registry import Registry, default_registry

#: how folds are made: the corpus's own split, whole sources left out, or stratified folds
HOW = ("auto", "published", "sources", "folds")


@dataclass(frozen=True)
class Task:
    """A corpus as every contestant meets it.

    ``folds`` are pairs of row numbers, to learn from and to be judged on; ``how`` says how they
    were made; ``sha256`` identifies texts and labels.
    """

    corpus: str
    documents: list[Document]
    labels: tuple[str, ...]
    multilabel: bool
    how: str
    folds: tuple[tuple[list[int], list[int]], ...]
    sha256: str

    @property
    def judged(self) -> list[int]:
        """The rows that some fold judges, in order."""
        return sorted({row for _, judge in self.folds for row in judge})

    @property
    def learned(self) -> list[int]:
        """The rows that the contestant whose speed is measured learns from."""
        return self.folds[0][0] if self.how == "published" else list(range(len(self.documents)))

    def about(self) -> dict[str, Any]:
        """Return what identifies the task, as plain JSON values."""
        return {
            "name": self.corpus,
            "sha256": self.sha256,
            "documents": len(self.documents),
            "labels": list(self.labels),
            "multilabel": self.multilabel,
            "how": self.how,
            "folds": len(self.folds),
            "train": len(self.learned),
            "test": len(self.judged),
        }


def load_task(
    corpus: str,
    *,
    how: str = "auto",
    folds: int = 5,
    seed: int = 0,
    registry: Registry | None = None,
) -> Task:
    """Load a corpus by name and decide on its folds.

    Args:
        corpus: a registered corpus.
        how: one of `HOW`; ``auto`` takes the published split if there is one, leaves whole
            sources out if there are several, and makes stratified folds otherwise.
        folds: how many folds where there is no published split.
        seed: of the stratified folds.
        registry: where to look the name up; the installed plugins by default.

    Raises:
        UnknownNameError: there is no such corpus.
        RadehError: it has no labelled document, or cannot be divided as asked.
    """
    offer = (registry or default_registry()).find("corpus", corpus)
    documents = [d for d in offer.load()() if d.labels or not d.unknown]
    labels = tuple(offer.record.labels) or tuple(sorted({k for d in documents for k in d.labels}))
    if not documents or not labels:
        raise RadehError(f"corpus {corpus!r} has no labelled document; there is nothing to measure")
    multilabel = any(len(d.labels) != 1 or d.unknown for d in documents)
    if not multilabel:
        labels = tuple(sorted(labels))
    how, parts = _folds(corpus, documents, how, folds, seed)
    return Task(corpus, documents, labels, multilabel, how, parts, _fingerprint(documents))


def _folds(
    corpus: str, documents: Sequence[Document], how: str, folds: int, seed: int
) -> tuple[str, tuple[tuple[list[int], list[int]], ...]]:
    train = [row for row, d in enumerate(documents) if d.split == "train"]
    test = [row for row, d in enumerate(documents) if d.split == "test"]
    groups = [d.group for d in documents]
    if how == "auto":
        several = len(set(groups)) > 1 and all(groups)
        how = "published" if train and test else "sources" if several else "folds"
    if how == "published":
        if not train or not test:
            raise RadehError(f"corpus {corpus!r} has no split 'train' and 'test'; use 'folds'")
        return how, ((train, test),)
    from sklearn.model_selection import GroupKFold, StratifiedKFold

    if how == "sources":
        if len(set(groups)) < 2:
            raise RadehError(f"corpus {corpus!r} names one source only; use 'folds'")
        splits = GroupKFold(min(folds, len(set(groups)))).split(groups, groups=groups)
    else:
        combination = ["+".join(sorted(d.labels)) for d in documents]
        count = Counter(combination)
        # a set of labels that is rarer than the folds cannot be spread over them
        commonest = count.most_common(1)[0][0]
        common = [c if count[c] >= folds else commonest for c in combination]
        splitter = StratifiedKFold(folds, shuffle=True, random_state=seed)
        splits = splitter.split(common, common)
    return how, tuple((learn.tolist(), judge.tolist()) for learn, judge in splits)


def _fingerprint(documents: Sequence[Document]) -> str:
    digest = hashlib.sha256()
    for document in documents:
        parts = [document.text, sorted(document.labels), sorted(document.unknown), document.split]
        digest.update(json.dumps(parts).encode() + b"\n")
    return digest.hexdigest()


def write_documents(task: Task, rows: Sequence[int], path: Path) -> str:
    """Write documents for `serve` to read."""
    with path.open("w", encoding="utf-8") as file:
        for row in rows:
            d = task.documents[row]
            plain = {
                "text": d.text,
                "labels": list(d.labels),
                "unknown": list(d.unknown),
                "group": d.group,
            }
            file.write(json.dumps(plain) + "\n")
    return str(path)


def write_texts(texts: Sequence[str], path: Path) -> str:
    """Write texts for `serve` to read."""
    path.write_text("".join(json.dumps(text) + "\n" for text in texts), encoding="utf-8")
    return str(path)


def sample(texts: Sequence[str], megabytes: float) -> list[str]:
    """Return texts spread evenly over the sequence, of about that size in UTF-8."""
    size = sum(len(text.encode("utf-8", "surrogatepass")) for text in texts) / 1e6
    if size <= megabytes:
        return list(texts)
    count = max(1, int(len(texts) * megabytes / size))
    return [texts[index * len(texts) // count] for index in range(count)]
