"""What the tests share: a small labelled problem, installed fixture plugins, the command line."""

import copy
import sys

import pytest

import radeh

pytest_plugins = ["radeh.testing.fixtures", "pytester"]

SPORT = ["تیم فوتبال بازی را برد", "دروازه‌بان توپ را گرفت", "بازیکن تیم گل زد", "داور بازی سوت زد"]
MARKET = ["قیمت دلار در بازار بالا رفت", "بانک وام داد", "بازار سهام بانک ریخت", "قیمت نفت و دلار"]


@pytest.fixture(scope="session")
def multiclass():
    """Texts and one label each."""
    return SPORT + MARKET, ["sport"] * len(SPORT) + ["market"] * len(MARKET)


@pytest.fixture(scope="session")
def multilabel():
    """Texts and any number of labels each."""
    both = [f"{a} و {b}" for a, b in zip(SPORT, MARKET, strict=True)]
    labels = [["sport"]] * 4 + [["market"]] * 4 + [["market", "sport"]] * 4 + [[]] * 2
    return SPORT + MARKET + both + ["باران بارید", "کتاب خوب بود"], labels


@pytest.fixture(scope="session")
def news_topics():
    """The shipped model."""
    return radeh.load("news-topics")


@pytest.fixture
def registry_with():
    """A function: hooks and what they yield to a registry that offers it as the plugin theirs."""

    def make(**offered):
        class Plugin:
            pass

        for hook, records in offered.items():
            setattr(Plugin, hook, staticmethod(radeh.hookimpl(lambda records=records: records)))
        registry = radeh.Registry()
        registry.register(Plugin(), "theirs")
        return registry

    return make


@pytest.fixture
def installed(tmp_path):
    """Nothing installed yet but radeh itself."""
    from radeh.testing.fixtures import InstalledPlugins  # after pytest has prepared its asserts

    folder = tmp_path / "site"
    folder.mkdir()
    return InstalledPlugins(folder)


@pytest.fixture(scope="session")
def measured():
    """The recipe ``words`` and the shipped model on the seed corpus, soiled too."""
    from radeh.benchmark.contest import Settings
    from radeh.benchmark.run import contestants, run
    from radeh.benchmark.task import load_task

    soil = {
        "no half-spaces": lambda text: text.replace("\u200c", ""),
        "empty": lambda text: "",
    }
    settings = Settings(rounds=2, calls=5, megabytes=0.02, perturbations=soil)
    return run([load_task("seeds")], contestants(["words"], ["news-topics"]), settings)


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
