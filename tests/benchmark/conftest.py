"""What the benchmark tests share: one real run, and how to spoil a copy of it."""

import copy
import sys

import pytest

from radeh.benchmark.contest import Settings
from radeh.benchmark.run import contestants, run
from radeh.benchmark.task import load_task

QUICK = Settings(rounds=2, calls=5, megabytes=0.02)


@pytest.fixture(scope="session")
def measured():
    """The recipe ``words`` and the shipped model on the seed corpus, soiled too."""
    settings = Settings(
        rounds=2, calls=5, megabytes=0.02, perturbations={"no half-spaces": lost, "empty": empty}
    )
    return run([load_task("seeds")], contestants(["words"], ["news-topics"]), settings)


def lost(text):
    return text.replace("\u200c", "")


def empty(text):
    return ""


@pytest.fixture
def spoiled(measured):
    """Return a function that copies the run and lets its argument change the first cell."""

    def spoil(change, *, job=None):
        other = copy.deepcopy(measured)
        change(other.cells[0])
        if job:
            for run_ in (measured, other):
                run_.about.update(job=job, interleaved=True)
        return other

    about, cells = copy.deepcopy(measured.about), copy.deepcopy(measured.cells)
    yield spoil
    measured.about.clear()
    measured.about.update(about)
    measured.cells[:] = cells


@pytest.fixture
def here():
    """The interpreter of the tests."""
    return sys.executable
