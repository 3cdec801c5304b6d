"""The decisions that were wrong and most sure of themselves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from radeh.records import Document

_EXCERPT = 300


def worst_mistakes(
    labels: Sequence[str],
    documents: Sequence[Document],
    scores: npt.NDArray[np.float64],
    holds: npt.NDArray[np.bool_],
    truth: npt.NDArray[np.float64],
    most: int,
    explain: Callable[[str], Any] | None = None,
) -> list[dict[str, Any]]:
    """Return up to ``most`` wrong decisions, the farthest from the truth first.

    Args:
        labels: the columns of the arrays, which have shape ``(n, n_labels)``.
        documents: the rows.
        scores: probabilities.
        holds: decisions.
        truth: NaN where nobody has judged.
        most: how many to return.
        explain: from a text to what explains its scores, an object with ``as_dict``.
    """
    distance = np.abs(scores - truth)
    wrong = (holds != truth) & ~np.isnan(truth)
    places = np.argwhere(wrong)
    order = np.argsort(-distance[wrong], kind="stable")[:most]
    mistakes = []
    for row, column in places[order].tolist():
        document = documents[row]
        excerpt = " ".join(document.text.split())
        mistake: dict[str, Any] = {
            "id": document.id,
            "label": labels[column],
            "truth": bool(truth[row, column]),
            "score": float(scores[row, column]),
            "text": excerpt[:_EXCERPT] + ("…" if len(excerpt) > _EXCERPT else ""),
        }
        if explain is not None:
            mistake["explanation"] = explain(document.text).as_dict()
        mistakes.append(mistake)
    return mistakes
