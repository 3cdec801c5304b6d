"""What the tests share: a small labelled problem, installed fixture plugins, the command line."""

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
def installed(tmp_path):
    """Nothing installed yet but radeh itself."""
    from radeh.testing.fixtures import InstalledPlugins  # after pytest has prepared its asserts

    folder = tmp_path / "site"
    folder.mkdir()
    return InstalledPlugins(folder)
