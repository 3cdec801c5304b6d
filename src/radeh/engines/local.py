"""Batches on this machine, in this process or in several."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

Result = TypeVar("Result")


def batches(items: Iterable[str], size: int) -> Iterator[list[str]]:
    """Cut a stream into lists of ``size`` items; the last may be shorter."""
    if size < 1:
        raise ValueError(f"batch_size is {size}; it must be at least 1")
    stream = iter(items)
    while batch := list(islice(stream, size)):
        yield batch


def map_batches(
    function: Callable[..., Result],
    texts: Iterable[str],
    batch_size: int,
    n_jobs: int,
    **arguments: Any,
) -> Iterator[Result]:
    """Call ``function(batch, **arguments)`` for each batch and yield the results in order."""
    cut: Iterator[Sequence[str]] = batches(texts, batch_size)
    if n_jobs == 1:
        yield from (function(batch, **arguments) for batch in cut)
        return
    from joblib import Parallel, delayed

    run = Parallel(n_jobs=n_jobs, return_as="generator", pre_dispatch="2*n_jobs")
    yield from run(delayed(function)(batch, **arguments) for batch in cut)
