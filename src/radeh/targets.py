"""What a classifier is fitted to: texts, and labels in any accepted shape, as arrays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from radeh.errors import RadehError
from radeh.records import Document

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Targets:
    """What a classifier is fitted to.

    ``y`` is 1-D class names (multi-class) or an indicator matrix with NaN for unknown
    (multi-label); ``truth`` is the indicator matrix in both cases; ``names`` are its columns.
    """

    names: tuple[str, ...]
    multilabel: bool
    y: npt.NDArray[Any]
    truth: Floats


def encode_targets(labels: Any, label_names: Sequence[str] | None = None) -> Targets:
    """Turn labels in any of the accepted shapes into `Targets`.

    Args:
        labels: ``n`` strings (multi-class), ``n`` collections of strings (multi-label), or an
            indicator array of shape ``(n, n_labels)`` in which NaN means unknown.
        label_names: the labels and their order; required for an indicator array.

    Raises:
        RadehError: the labels are of no accepted shape; the message names the record.
    """
    if isinstance(labels, np.ndarray) and labels.ndim == 2:
        if label_names is None or len(label_names) != labels.shape[1]:
            raise RadehError(
                f"an indicator array of {labels.shape[1]} columns needs as many label_names"
            )
        truth = labels.astype(np.float64)
        return Targets(tuple(label_names), True, _dense_integers(truth), truth)
    rows = list(labels)
    if rows and all(isinstance(row, str) for row in rows):
        # scikit-learn sorts its classes, so that is the order of the columns, whatever was asked.
        names = tuple(sorted(set(rows)))
        _refuse_unknown(rows, [[row] for row in rows], tuple(label_names or names))
        truth = np.array([[row == name for name in names] for row in rows], dtype=np.float64)
        return Targets(names, False, np.array(rows), truth)
    for index, row in enumerate(rows):
        if isinstance(row, str) or not isinstance(row, Iterable):
            raise RadehError(
                f"labels[{index}] is {row!r}; give one string for each text, or one list of "
                "strings for each text, not a mixture"
            )
    sets = [set(row) for row in rows]
    names = tuple(label_names) if label_names else tuple(sorted(set().union(*sets)))
    if not names:
        raise RadehError("no text has a label; there is nothing to learn")
    _refuse_unknown(rows, sets, names)
    truth = np.array([[name in row for name in names] for row in sets], dtype=np.float64)
    return Targets(names, True, truth.astype(np.int64), truth)


def _dense_integers(truth: Floats) -> npt.NDArray[Any]:
    # scikit-learn takes an integer indicator; NaN is left for classifiers that understand it.
    return truth if np.isnan(truth).any() else truth.astype(np.int64)


def _refuse_unknown(
    rows: Sequence[Any], sets: Iterable[Iterable[str]], names: tuple[str, ...]
) -> None:
    for index, labels in enumerate(sets):
        if strange := set(labels) - set(names):
            raise RadehError(
                f"labels[{index}] is {rows[index]!r}, but {sorted(strange)} is not among "
                f"label_names {list(names)}"
            )


def indicator(documents: Sequence[Document], labels: Sequence[str]) -> Floats:
    """Return the indicator matrix of labelled documents; NaN where a label is unknown."""
    rows = [
        [np.nan if label in d.unknown else float(label in d.labels) for label in labels]
        for d in documents
    ]
    return np.array(rows, dtype=np.float64).reshape(len(rows), len(labels))


def is_multilabel(documents: Sequence[Document]) -> bool:
    """Whether any document has another number of labels than one, or labels that are unknown."""
    return any(len(d.labels) != 1 or d.unknown for d in documents)


def document_targets(
    documents: Sequence[Document],
    label_names: Sequence[str] | None = None,
    multilabel: bool | None = None,
) -> Targets:
    """Turn labelled documents into `Targets`.

    Args:
        documents: with their labels, and the labels that nobody has judged.
        label_names: the labels and their order; those that occur, sorted, by default.
        multilabel: by default False only if every document has exactly one label.

    Raises:
        RadehError: no label occurs, or a document has one that is not in ``label_names``.
    """
    if multilabel is None:
        multilabel = is_multilabel(documents)
    if not multilabel:
        return encode_targets([d.labels[0] for d in documents], label_names)
    names = tuple(label_names or sorted({label for d in documents for label in d.labels}))
    if not names:
        raise RadehError("no document has a label; there is nothing to learn")
    rows = [document.labels for document in documents]
    _refuse_unknown(rows, rows, names)
    return encode_targets(indicator(documents, names), names)


def checked_documents(items: Iterable[Any], name: str = "texts") -> list[Document]:
    """Return the items as a list.

    Raises:
        RadehError: one of them is no document.
    """
    items = list(items)
    for index, item in enumerate(items):
        if not isinstance(item, Document):
            raise RadehError(
                f"{name}[{index}] is a {type(item).__name__} and no labels are given; use "
                "radeh.Document objects, or for texts give labels"
            )
    return items


def _strings(items: Iterable[Any]) -> list[str]:
    items = list(items)
    for index, item in enumerate(items):
        if not isinstance(item, str):
            raise RadehError(f"texts[{index}] is a {type(item).__name__}; every text must be a str")
    return items


def training_set(
    texts: Iterable[str] | Iterable[Document],
    labels: Any,
    label_names: Sequence[str] | None,
    groups: Sequence[str] | None,
    lexicon: Sequence[Document] = (),
) -> tuple[list[str], Targets, Sequence[str] | None]:
    """Return texts, targets and groups, whichever way they were given (see `radeh.train`).

    The lexicon's texts and targets come after the others.

    Raises:
        RadehError: no texts, or as many labels as texts are not given; a lexicon beside texts that
            are no documents, or a term of it with labels that do not suit theirs.
    """
    if labels is None:
        documents = checked_documents(texts)
        groups = groups or [document.group for document in documents]
        if documents:
            _check_lexicon(lexicon, documents, label_names)
            documents += lexicon
        targets = document_targets(documents, label_names)
        found = [document.text for document in documents]
    elif lexicon:
        raise RadehError("a lexicon goes beside radeh.Document objects; labels were given apart")
    else:
        found = _strings(texts)
        targets = encode_targets(labels, label_names)
    if not found or len(found) != len(targets.truth):
        raise RadehError(f"{len(found)} texts and {len(targets.truth)} labels; give one for each")
    return found, targets, groups


def _check_lexicon(
    lexicon: Sequence[Document], documents: Sequence[Document], label_names: Sequence[str] | None
) -> None:
    """Refuse a term that would change what is learned: its labels, or how many a text has."""
    known = set(label_names or (label for d in documents for label in d.labels))
    one_label = not is_multilabel(documents)
    for index, term in enumerate(lexicon):
        told = f"lexicon[{index}], {term.text!r:.80},"
        if strange := set(term.labels) - known:
            raise RadehError(
                f"{told} has labels that no text has: {', '.join(sorted(strange))}; "
                f"the labels are {', '.join(sorted(known))}"
            )
        if one_label and is_multilabel([term]):
            raise RadehError(
                f"{told} has {len(term.labels)} labels; every text has one, so give it one"
            )
