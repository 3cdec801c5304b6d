"""Which documents learn and which judge: nothing of one side is to be known on the other."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence
from typing import Any
from zlib import crc32

import numpy as np
import numpy.typing as npt
from sklearn.model_selection import GroupKFold

from radeh.errors import RadehError
from radeh.records import Document

Floats = npt.NDArray[np.float64]
Rows = npt.NDArray[np.intp]

#: Two texts are near duplicates if they share half of their runs of five words.
SHINGLE_WORDS = 5
NEAR = 0.5
# A pair of similarity s meets in some band with 1 - (1 - s**4)**20: 0.5: 72 %, 0.7: 99.6 %.
_BANDS, _ROWS_A_BAND = 20, 4
_PRIME = (1 << 31) - 1
_WORD = re.compile(r"\w+")
#: The part of the documents that judges, where nobody says how large it is.
DEFAULT_SHARE = 0.2


def near_duplicates(texts: Sequence[str]) -> npt.NDArray[np.intp]:
    """Return a group number for each text, the same for those that nearly repeat one another.

    Min-wise hashing of word shingles in bands (Broder, "On the resemblance and containment of
    documents", 1997; Leskovec et al., "Mining of Massive Datasets", chapter 3); what meets in a
    band is compared exactly, with the first text there only, so that a thousand copies cost a
    thousand comparisons.
    """
    shingles = [_shingles(text) for text in texts]
    chance = np.random.default_rng(0)
    factor = chance.integers(1, _PRIME, _BANDS * _ROWS_A_BAND, dtype=np.uint64)
    offset = chance.integers(0, _PRIME, _BANDS * _ROWS_A_BAND, dtype=np.uint64)
    parent = np.arange(len(texts))
    first: dict[Hashable, int] = {}
    for index, found in enumerate(shingles):
        if not len(found):
            continue
        signature = ((found[:, None] * factor + offset) % _PRIME).min(axis=0)
        for band in range(_BANDS):
            part = signature[band * _ROWS_A_BAND : (band + 1) * _ROWS_A_BAND].tobytes()
            other = first.setdefault((band, part), index)
            if other == index or _root(parent, other) == _root(parent, index):
                continue
            common = len(np.intersect1d(found, shingles[other], assume_unique=True))
            if common >= NEAR * (len(found) + len(shingles[other]) - common):
                parent[_root(parent, index)] = _root(parent, other)
    return np.array([_root(parent, index) for index in range(len(texts))], dtype=np.intp)


def _shingles(text: str) -> npt.NDArray[np.uint64]:
    words = _WORD.findall(text.casefold())
    runs = {
        " ".join(words[i : i + SHINGLE_WORDS])
        for i in range(max(1, len(words) - SHINGLE_WORDS + 1))
    }
    numbers = {crc32(run.encode("utf-8", "surrogatepass")) % _PRIME for run in runs if run}
    return np.array(sorted(numbers), dtype=np.uint64)


def _root(parent: npt.NDArray[np.intp], index: int) -> int:
    while parent[index] != index:
        parent[index] = parent[parent[index]]
        index = int(parent[index])
    return index


def stratified(
    truth: Floats, groups: Sequence[Any] | Rows, shares: Sequence[float], seed: int
) -> npt.NDArray[np.intp]:
    """Deal whole groups out to parts so that each part has its share of every label.

    Iterative stratification (Sechidis, Tsoumakas and Vlahavas, "On the stratification of
    multi-label data", 2011), with groups of documents in place of documents: the rarest label is
    dealt first, each time to the part that lacks it most.

    Args:
        truth: indicator matrix of shape ``(n, n_labels)``; NaN counts as not holding.
        groups: ``n`` values; equal ones stay together.
        shares: of each part; they sum to one.
        seed: decides between equals.

    Returns:
        The part of each document, shape ``(n,)``.
    """
    _, unit = np.unique(np.asarray(groups), return_inverse=True)
    n_units = int(unit.max()) + 1 if len(unit) else 0
    size = np.bincount(unit, minlength=n_units).astype(float)
    counts = np.zeros((n_units, truth.shape[1]))
    np.add.at(counts, unit, np.nan_to_num(truth))
    part_of = np.full(n_units, -1, dtype=np.intp)
    wanted = np.outer(shares, counts.sum(axis=0))
    room = np.asarray(shares) * size.sum()
    chance = np.random.default_rng(seed)
    order = chance.permutation(n_units)
    order = order[np.argsort(-size[order], kind="stable")]  # large groups while there is room

    def deal(number: int, label: int | None) -> None:
        lack = room if label is None else wanted[:, label]
        best = np.flatnonzero(lack == lack.max())
        best = best[room[best] == room[best].max()]
        part = int(best[0] if len(best) == 1 else chance.choice(best))
        part_of[number] = part
        wanted[part] -= counts[number]
        room[part] -= size[number]

    while True:
        left = counts[part_of < 0].sum(axis=0)
        if not (left > 0).any():
            break
        label = int(np.argmin(np.where(left > 0, left, np.inf)))
        for number in order[(part_of[order] < 0) & (counts[order, label] > 0)]:
            deal(int(number), label)
    for number in order[part_of[order] < 0]:
        deal(int(number), None)
    return part_of[unit]


def folds(
    truth: Floats,
    texts: Sequence[str],
    groups: Sequence[str] | None,
    n_folds: int,
    seed: int,
) -> Iterator[tuple[Rows, Rows]]:
    """Yield the rows that learn and the rows that judge, ``n_folds`` times.

    Whole groups are left out where there are several, and what has no group (an empty name) always
    learns; otherwise near duplicates stay together and every fold has its share of every label.
    """
    sources = np.array([] if groups is None else list(groups), dtype=str)
    named, nameless = np.flatnonzero(sources != ""), np.flatnonzero(sources == "")
    if (n_groups := len(set(sources[named]))) > 1:
        splitter = GroupKFold(min(n_folds, n_groups))
        for learn, judge in splitter.split(truth[named], groups=sources[named]):
            yield np.sort(np.concatenate([named[learn], nameless])), named[judge]
        return
    part = stratified(truth, near_duplicates(texts), [1 / n_folds] * n_folds, seed)
    for fold in range(n_folds):
        judge = np.flatnonzero(part == fold)
        if len(judge) and len(judge) < len(part):
            yield np.flatnonzero(part != fold), judge


def hold_out(
    documents: Sequence[Document], truth: Floats, how: str, seed: int = 0
) -> tuple[Rows, Rows]:
    """Return the rows that learn and the rows that judge.

    Args:
        documents: all of them.
        truth: their indicator matrix.
        how: a share such as ``0.2`` (near duplicates together, every label in its share),
            ``by:FIELD`` (whole groups of equal values of the field, a fifth of the documents), or
            ``time:FIELD`` (the fifth whose field is greatest; equal times together).
        seed: decides between equals.

    Raises:
        RadehError: ``how`` is none of these, a document lacks the field, or a side is empty.
    """
    kind, _, name = how.partition(":")
    if kind == "time" and name:
        judged = _latest(_values(documents, name))
    else:
        if kind == "by" and name:
            share, groups = DEFAULT_SHARE, _values(documents, name)
        else:
            share = _share(how)
            groups = near_duplicates([document.text for document in documents]).tolist()
        judged = stratified(truth, groups, [1 - share, share], seed) == 1
    learn, judge = np.flatnonzero(~judged), np.flatnonzero(judged)
    if not len(learn) or not len(judge):
        raise RadehError(
            f"validation {how!r} leaves {len(learn)} documents to learn from and {len(judge)} to "
            "judge; choose a field with more values, or a share"
        )
    return learn, judge


def _share(how: str) -> float:
    try:
        share = float(how)
    except ValueError:
        share = 0.0
    if not 0 < share < 1:
        raise RadehError(
            f"validation {how!r} is no file, no share between 0 and 1, no by:FIELD, no time:FIELD"
        )
    return share


def _values(documents: Sequence[Document], name: str) -> list[str]:
    values = []
    for document in documents:
        value = document.fields.get(name, document.group if name == "group" else None)
        if value is None or value == "":
            raise RadehError(f"document {document.id!r} has no field {name!r} to split by")
        values.append(f"{value:020}" if isinstance(value, int) else str(value))
    return values


def _latest(times: Sequence[str]) -> npt.NDArray[np.bool_]:
    """Mark about the last fifth; numbers of equal width and ISO dates sort as time does."""
    column = np.asarray(times)
    ordered = np.sort(column)
    border = ordered[max(0, len(ordered) - max(1, round(len(ordered) * DEFAULT_SHARE)))]
    marked: npt.NDArray[np.bool_] = column >= border
    return marked if not marked.all() else column > border
