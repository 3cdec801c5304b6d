"""Batches on this machine, in this process or in several."""

from __future__ import annotations

import pickle
import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from radeh.errors import ParameterError, RadehError

if TYPE_CHECKING:
    from concurrent.futures import Executor

Item = TypeVar("Item")
Result = TypeVar("Result")

#: Batches a thread. On a core that another program uses too a batch takes three times as long; with
#: fewer, the other threads would wait for it.
_AHEAD = 4
#: In a worker process: the shared object of the run that it works for, by its file.
_shared: dict[str, Any] = {}


def batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Cut a stream into lists of ``size`` items; the last may be shorter."""
    if size < 1:
        raise ValueError(f"batch_size is {size}; it must be at least 1")
    stream = iter(items)
    while batch := list(islice(stream, size)):
        yield batch


def processes(n_jobs: int) -> int:
    """Return how many processes ``n_jobs`` asks for; negative numbers count from all cores.

    Raises:
        ParameterError: it is 0.
    """
    if n_jobs == 0:
        raise ParameterError("n_jobs is 0; give a number of processes, or -1 for every core")
    if n_jobs > 0:
        return n_jobs
    from joblib import cpu_count

    return max(1, int(cpu_count()) + 1 + n_jobs)


def map_batches(
    function: Callable[[Any, list[Item]], Result],
    shared: Any,
    stream: Iterable[list[Item]],
    n_jobs: int,
    *,
    threads: bool = False,
) -> Iterator[Result]:
    """Call ``function(shared, batch)`` for each batch and yield the results in order.

    ``stream`` is read in this process, at most two batches a worker (in threads four) ahead of
    what is yielded, so a slow reader of the results holds the reading back. ``threads`` says that
    the function lets others run, so that threads serve and nothing has to travel.

    Raises:
        ParameterError: ``n_jobs`` is 0.
        RadehError: a worker process died.
    """
    workers = processes(n_jobs)
    if workers == 1:
        yield from (function(shared, batch) for batch in stream)
        return
    if threads:
        # Imported here: it brings logging, and a single thread is most starts.
        from concurrent.futures import ThreadPoolExecutor

        with ThreadPoolExecutor(workers) as pool:
            yield from _ordered(pool, partial(function, shared), stream, _AHEAD * workers)
        return
    # joblib's executor, not joblib.Parallel: Parallel reads its input in a callback thread, where
    # an error of the input hangs, and does not wait for whoever takes the results.
    from joblib.externals.loky import get_reusable_executor
    from joblib.externals.loky.process_executor import BrokenProcessPool

    executor = get_reusable_executor(max_workers=workers)
    with tempfile.TemporaryDirectory(prefix="radeh-") as folder:
        # Written once and read once a process: a model sent with each batch would cost more than
        # the batch. The folder is this user's alone, so what is unpickled is what was written.
        path = Path(folder) / "shared"
        path.write_bytes(pickle.dumps(shared))
        waiting: deque[Any] = deque()
        try:
            for batch in stream:
                waiting.append(executor.submit(_call, function, str(path), batch))
                if len(waiting) >= 2 * workers:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool as error:
            raise RadehError(
                f"a worker process died ({error}); if memory is short, give a smaller n_jobs"
            ) from error
        finally:
            for future in waiting:
                future.cancel()


def _ordered(
    pool: Executor,
    function: Callable[[list[Item]], Result],
    stream: Iterable[list[Item]],
    window: int,
) -> Iterator[Result]:
    waiting: deque[Any] = deque()
    try:
        for batch in stream:
            waiting.append(pool.submit(function, batch))
            if len(waiting) >= window:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        for future in waiting:
            future.cancel()


def _call(function: Callable[[Any, list[Any]], Result], path: str, batch: list[Any]) -> Result:
    if path not in _shared:
        _shared.clear()
        _shared[path] = pickle.loads(Path(path).read_bytes())
    return function(_shared[path], batch)
