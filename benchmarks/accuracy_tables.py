"""The tables of the accuracy benchmark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from sklearn.metrics import average_precision_score

import radeh
from radeh.evaluation import expected_calibration_error
from radeh_topics import LABELS

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

RESAMPLES = 1000
LENGTHS = ((0, 15), (15, 60), (60, 250), (250, 10**9))


@dataclass(frozen=True)
class Part:
    """Documents that are judged together; ``counts`` says whether they enter the means."""

    name: str
    dialect: str
    documents: Sequence[radeh.Document]
    counts: bool = True


@dataclass(frozen=True)
class Judged:
    """A part with what was said of it by a model that has not seen its source."""

    part: Part
    truth: Floats
    scores: Floats
    holds: dict[str, Flags]
    peers: dict[str, Floats]
    words: npt.NDArray[np.int64]


def f1(truth: Floats, holds: Flags) -> Floats:
    """F1 of each label, shape ``(n_labels,)``; zero where there is nothing."""
    both = truth.sum(axis=0) + holds.sum(axis=0)
    score: Floats = 2 * (truth * holds).sum(axis=0) / np.maximum(both, 1)
    return score


def average_precision(truth: Floats, scores: Floats) -> Floats:
    """Average precision of each label that occurs; NaN for the others."""
    return np.array(
        [
            average_precision_score(truth[:, k], scores[:, k]) if truth[:, k].any() else np.nan
            for k in range(truth.shape[1])
        ]
    )


def interval(judged: Judged) -> tuple[float, float]:
    """95 % bootstrap interval of the macro-F1, by resampling documents."""
    chance = np.random.default_rng(0)
    n = len(judged.truth)
    figures = []
    for _ in range(RESAMPLES):
        rows = chance.integers(0, n, n)
        figures.append(f1(judged.truth[rows], judged.holds["balanced"][rows]).mean())
    low, high = np.percentile(figures, [2.5, 97.5])
    return float(low), float(high)


def print_parts(everything: Sequence[Judged]) -> None:
    """Print macro-F1 and macro-AP of each part, beside the peers'."""
    peers = list(everything[0].peers)
    head = "".join(f"{who + ' F1/AP':>20}" for who in peers)
    print(f"\n{'left out':22}{'n':>5}{'F1':>7}{'95 %':>13}{'AP':>7}{head}   F1 of each label")
    means: list[list[float]] = []
    for judged in everything:
        ours = f1(judged.truth, judged.holds["balanced"])
        low, high = interval(judged)
        row = [
            float(ours.mean()),
            float(np.nanmean(average_precision(judged.truth, judged.scores))),
        ]
        line = f"{row[0]:7.3f}{f'{low:.2f}-{high:.2f}':>13}{row[1]:7.3f}"
        for who in peers:
            theirs = f1(judged.truth, judged.peers[who] >= 0.5).mean()
            ap = np.nanmean(average_precision(judged.truth, judged.peers[who]))
            row += [float(theirs), float(ap)]
            line += f"{f'{theirs:.3f} / {ap:.3f}':>20}"
        each = "  ".join(f"{value:.3f}" for value in ours)
        print(f"{judged.part.name:22}{len(judged.truth):5}{line}   {each}")
        if judged.part.counts:
            means.append(row)
    mean = np.mean(means, axis=0)
    tail = "".join(f"{f'{a:.3f} / {b:.3f}':>20}" for a, b in mean[2:].reshape(-1, 2))
    print(f"{'mean of the sources':27}{mean[0]:7.3f}{'':13}{mean[1]:7.3f}{tail}")


def print_details(everything: Sequence[Judged]) -> None:
    """Print calibration, operating points, label combinations, lengths and dialects."""
    counted = [judged for judged in everything if judged.part.counts]
    truth = np.vstack([j.truth for j in counted])
    scores = np.vstack([j.scores for j in counted])
    holds = {aim: np.vstack([j.holds[aim] for j in counted]) for aim in counted[0].holds}
    words = np.concatenate([j.words for j in counted])
    dialect = np.concatenate([[j.part.dialect] * len(j.truth) for j in counted])
    groups = {
        "all sources": np.ones(len(truth), dtype=bool),
        "Persian": dialect == "pes",
        "Dari": dialect == "prs",
        **{
            f"{low}-{high if high < 10**9 else ''} words": (words >= low) & (words < high)
            for low, high in LENGTHS
        },
    }
    print(f"\n{'':20}{'n':>6}{'F1':>7}{'exact':>7}   calibration error (Brier) of {LABELS}")
    for name, rows in groups.items():
        if not rows.any():
            continue
        exact = (holds["balanced"][rows] == truth[rows]).all(axis=1).mean()
        each = "  ".join(
            f"{expected_calibration_error(scores[rows, k], truth[rows, k]):.3f} "
            f"({np.mean((scores[rows, k] - truth[rows, k]) ** 2):.3f})"
            for k in range(len(LABELS))
        )
        macro = f1(truth[rows], holds["balanced"][rows]).mean()
        print(f"{name:20}{int(rows.sum()):6}{macro:7.3f}{exact:7.3f}   {each}")
    _print_promises(counted)
    print("\nrecall of each combination: every label of it, and exactly it")
    for combination in sorted({tuple(row) for row in truth.tolist()}):
        rows = (truth == np.array(combination)).all(axis=1)
        wanted = truth[rows].astype(bool)
        given = holds["balanced"][rows]
        whole = ((given & wanted) == wanted).all(axis=1).mean()
        name = "+".join(label for label, on in zip(LABELS, combination, strict=True) if on)
        exact = (given == wanted).all(axis=1).mean()
        print(f"{name or 'none':28}{int(rows.sum()):5}{whole:8.3f}{exact:8.3f}")


def _print_promises(counted: Sequence[Judged]) -> None:
    for aim, promise in (("precise", "precision 0.95"), ("sensitive", "recall 0.95")):
        print(f"\n{aim}: promised {promise}; achieved precision / recall of {LABELS}")
        for judged in counted:
            given, truth = judged.holds[aim], judged.truth
            hits = (given * truth).sum(axis=0)
            precision = hits / np.maximum(given.sum(axis=0), 1)
            recall = hits / np.maximum(truth.sum(axis=0), 1)
            each = "   ".join(
                f"{precision[k]:.2f} / {recall[k]:.2f} (of {int(given[:, k].sum())})"
                for k in range(len(LABELS))
            )
            print(f"{judged.part.name:22}{each}")
