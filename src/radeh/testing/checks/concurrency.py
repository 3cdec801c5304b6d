"""Checks of threads and processes: they change nothing but the time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial

from radeh.testing.catalogue import COMPONENTS, NotApplicable, check
from radeh.testing.outputs import expect_same, n_rows, outputs, take
from radeh.testing.subjects import RecordSubject

_THREADS = 4
_ROUNDS = 24


@check(*COMPONENTS)
def check_threads_agree(subject: RecordSubject) -> None:
    """Used by several threads at once it says what it says to one.

    A web service has one model and many threads; a scratch buffer kept on ``self`` would mix them.
    """
    for case in subject.cases:
        fitted = subject.fit(case)
        rows = list(range(n_rows(case.new)))
        shifted = [rows[k % len(rows) :] + rows[: k % len(rows)] for k in range(_ROUNDS)]
        parts = [take(case.new, order) for order in shifted]
        alone = [outputs(fitted, part) for part in parts]
        with ThreadPoolExecutor(_THREADS) as pool:
            together = list(pool.map(partial(outputs, fitted), parts))
        for found, wanted in zip(together, alone, strict=True):
            expect_same(found, wanted, "when four threads use it")


@check(*COMPONENTS)
def check_n_jobs_changes_nothing(subject: RecordSubject) -> None:
    """A component with ``n_jobs`` says the same with one job and with two.

    The number of cores of a machine must not decide what a text is about.
    """
    if "n_jobs" not in subject.make().get_params():
        raise NotApplicable("it has no parameter n_jobs")
    for case in subject.cases:
        one, two = (subject.make(n_jobs=n).fit(case.X, case.y) for n in (1, 2))
        expect_same(outputs(two, case.new), outputs(one, case.new), "with two jobs")
