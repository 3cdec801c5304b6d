"""From a contestant's answers to metrics; the same arithmetic for everybody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from radeh.benchmark.task import Task
from radeh.benchmark.worker import ContestantError
from radeh.evaluation import measure
from radeh.targets import indicator

#: What is kept of a report, and averaged over seeds.
METRICS = ("macro_f1", "micro_f1", "macro_average_precision", "exact")


@dataclass(frozen=True)
class Decisions:
    """What a contestant says of texts: ``scores`` and ``holds`` have shape ``(n, n_labels)``."""

    labels: tuple[str, ...]
    scores: npt.NDArray[np.float64]
    holds: npt.NDArray[np.bool_]

    @classmethod
    def of(cls, answer: dict[str, Any]) -> Decisions:
        """Read the answer of `serve.Server.score`."""
        shape = (-1, len(answer["labels"]))
        return cls(
            tuple(answer["labels"]),
            np.array(answer["scores"], dtype=np.float64).reshape(shape),
            np.array(answer["holds"], dtype=bool).reshape(shape),
        )

    def columns(self, labels: Sequence[str]) -> Decisions:
        """Put the columns in the order of the task; a class never seen in training is never given.

        Raises:
            ContestantError: the contestant gives a label that the task does not have.
        """
        if strange := set(self.labels) - set(labels):
            raise ContestantError(
                f"it gives the labels {sorted(strange)}, the corpus has {list(labels)}; "
                "measure it on a corpus with its own labels"
            )
        if not self.labels or not set(self.labels) & set(labels):
            raise ContestantError(f"it gives none of the corpus's labels {list(labels)}")
        scores = np.zeros((len(self.scores), len(labels)))
        holds = np.zeros(scores.shape, dtype=bool)
        places = [list(labels).index(label) for label in self.labels]
        scores[:, places], holds[:, places] = self.scores, self.holds
        return Decisions(tuple(labels), scores, holds)


def accuracy(
    task: Task, runs: Sequence[Sequence[tuple[list[int], dict[str, Any]]]]
) -> dict[str, Any]:
    """Return the metrics of a contestant: pooled over folds, then the mean over seeds.

    Args:
        task: with the truth.
        runs: for each seed, for each fold, the rows judged and the contestant's answer.
    """
    truth = indicator(task.documents, task.labels)
    reports = []
    for answers in runs:
        rows = [row for judged, _ in answers for row in judged]
        parts = [Decisions.of(answer).columns(task.labels) for _, answer in answers]
        scores = np.vstack([part.scores for part in parts])
        holds = np.vstack([part.holds for part in parts])
        reports.append(measure(task.labels, scores, holds, truth[rows], "balanced"))
    values = {name: [float(getattr(r, name)) for r in reports] for name in METRICS}
    values["ece"] = [float(np.mean([m["ece"] for m in r.per_label.values()])) for r in reports]
    result: dict[str, Any] = {name: float(np.mean(value)) for name, value in values.items()}
    result["deviation"] = {name: float(np.std(value)) for name, value in values.items()}
    result["per_label_f1"] = {
        label: float(np.mean([r.per_label[label]["f1"] for r in reports])) for label in task.labels
    }
    return result


def changed_share(clean: Decisions, soiled: Decisions) -> float:
    """Return the share of texts whose set of labels differs."""
    return float((clean.holds != soiled.holds).any(axis=1).mean())
