"""Checks of time and memory: bounds that only a mistake exceeds."""

from __future__ import annotations

import tracemalloc
from time import perf_counter
from typing import Any

from radeh.testing.catalogue import check, expect
from radeh.testing.samples import article
from radeh.testing.subjects import RecordSubject

TEXT_KINDS = ("normalizer", "feature extractor")

ARTICLE_BYTES = 7_000
LINE_BYTES = 1_000_000


def _seconds(fitted: Any, text: str, times: int) -> float:
    best = float("inf")
    for _ in range(times):
        start = perf_counter()
        fitted.transform([text])
        best = min(best, perf_counter() - start)
    return best


@check(*TEXT_KINDS)
def check_article_in_time(subject: RecordSubject) -> None:
    """One article of 7 kB takes no longer than the budget allows, at the best of three tries.

    Whoever classifies a stream pays it for every article.
    """
    fitted = subject.fit(subject.cases[0])
    took, allowed = _seconds(fitted, article(ARTICLE_BYTES), 3), subject.budget.seconds_per_article
    expect(took <= allowed, f"an article of 7 kB takes {took:.2f} s; the budget is {allowed} s")


@check(*TEXT_KINDS)
def check_megabyte_in_time(subject: RecordSubject) -> None:
    """One line of 1 MB takes no longer than the budget allows.

    What is quadratic in the length of a text is quick in every other test.
    """
    fitted = subject.fit(subject.cases[0])
    took, allowed = _seconds(fitted, article(LINE_BYTES), 1), subject.budget.seconds_per_megabyte
    expect(took <= allowed, f"a line of 1 MB takes {took:.1f} s; the budget is {allowed} s")


@check(*TEXT_KINDS)
def check_memory(subject: RecordSubject) -> None:
    """Reading 100 kB of text allocates, at the peak, no more than a tenth of the budget for 1 MB.

    Batches are held in memory by every worker.
    """
    fitted = subject.fit(subject.cases[0])
    text = article(LINE_BYTES // 10)
    tracemalloc.start()
    try:
        fitted.transform([text])
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    found, allowed = peak / 2**20, subject.budget.megabytes / 10
    expect(found <= allowed, f"100 kB of text takes {found:.0f} MB; the budget is {allowed:.0f} MB")
