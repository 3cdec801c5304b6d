"""Where labels meet: which are lost when several hold, and which are taken for which."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


def recall_by_combination(
    labels: Sequence[str], holds: Bools, truth: Floats
) -> list[dict[str, Any]]:
    """Return for each set of labels that holds of a document how often it, and each, was found.

    The arrays have shape ``(n, n_labels)`` and no NaN. The most frequent set comes first.
    """
    rows = defaultdict(list)
    for index, row in enumerate(truth.astype(bool)):
        rows[tuple(np.flatnonzero(row).tolist())].append(index)
    found = []
    for combination, places in sorted(rows.items(), key=lambda item: (-len(item[1]), item[0])):
        held, right = holds[places], truth[places].astype(bool)
        found.append(
            {
                "labels": [labels[k] for k in combination],
                "documents": len(places),
                "exact": float((held == right).all(axis=1).mean()),
                "recall": {labels[k]: float(held[:, k].mean()) for k in combination},
            }
        )
    return found


def lost_labels(labels: Sequence[str], holds: Bools, truth: Floats) -> dict[str, dict[str, Any]]:
    """Return ``lost[a][b]``: of the documents with ``a`` and ``b``, the share where ``a`` was lost.

    ``lost[a][a]`` is of the documents where ``a`` holds alone; None where there is none.
    """
    lost: dict[str, dict[str, Any]] = {}
    for a, label in enumerate(labels):
        lost[label] = {}
        has = truth[:, a] == 1
        for b, other in enumerate(labels):
            together = has & (truth[:, b] == 1)
            if a == b:
                together = has & (np.nan_to_num(truth).sum(axis=1) == 1)
            lost[label][other] = float((~holds[together, a]).mean()) if together.any() else None
    return lost


def confusion(labels: Sequence[str], holds: Bools, truth: Floats) -> dict[str, dict[str, int]]:
    """Return ``confusion[true][given]`` in documents; empty unless each has exactly one label."""
    if not len(truth) or not ((truth.sum(axis=1) == 1) & (holds.sum(axis=1) == 1)).all():
        return {}
    pairs = Counter(zip(truth.argmax(axis=1).tolist(), holds.argmax(axis=1).tolist(), strict=True))
    return {
        label: {other: pairs[a, b] for b, other in enumerate(labels)}
        for a, label in enumerate(labels)
    }
