"""What the tests share: a small labelled problem, installed fixture plugins, the command line."""

import copy
import os
import subprocess
import sys
from pathlib import Path

import pytest

import radeh

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "docs" / "examples"

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


class InstalledPlugins:
    """A folder that can be put on the path of another process, with distributions in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def add(self, distribution: str, entry_points: dict[str, str], modules: dict[str, str]) -> None:
        """Install a distribution, as pip would leave it."""
        info = self.folder / f"{distribution.replace('-', '_')}-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(
            f"Metadata-Version: 2.1\nName: {distribution}\nVersion: 1.0\n"
        )
        lines = "".join(f"{name} = {module}\n" for name, module in entry_points.items())
        (info / "entry_points.txt").write_text(f"[radeh]\n{lines}")
        for module, source in modules.items():
            (self.folder / f"{module}.py").write_text(source)

    def python(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess:
        """Run Python in another process, with the distributions installed."""
        path = os.pathsep.join([str(self.folder), os.environ.get("PYTHONPATH", "")])
        env = {**os.environ, "PYTHONPATH": path, **environment}
        return subprocess.run(
            [sys.executable, *arguments], env=env, capture_output=True, text=True, check=False
        )

    def radeh(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess:
        """Run the command line in another process."""
        return self.python("-m", "radeh", *arguments, **environment)


@pytest.fixture
def installed(tmp_path):
    """Nothing installed yet but radeh itself."""
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
