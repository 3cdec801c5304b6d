from pathlib import Path

import numpy as np
import pytest
from places import EXAMPLES
from scipy.sparse import csr_matrix
from sklearn.base import clone

import radeh
from radeh.pipeline import instantiate
from radeh_topics import corpora, seeds
from radeh_topics.build import as_far_as_read
from radeh_topics.detector import TopicDetector

LABELS = ("politics", "security", "economy")


@pytest.fixture
def research():
    if not corpora.available():
        pytest.skip("the research corpora are not at hand (RADEH_DATA)")


@pytest.mark.parametrize(
    ("name", "labels"),
    [("dari-page.txt", set(LABELS)), ("football.txt", set()), ("kebab.txt", set())],
)
def test_the_shipped_model_reads_the_examples(news_topics, name, labels):
    page = (EXAMPLES / name).read_text(encoding="utf-8")
    assert set(news_topics.classify(page).labels) == labels


@pytest.mark.usefixtures("research")
def test_the_page_it_all_began_with_is_all_three_politics_first(news_topics):
    page = (corpora.folder() / "seed-article.txt").read_text(encoding="utf-8")
    found = news_topics.classify(page)
    assert set(found.labels) == set(LABELS)
    assert found.labels[0] == "politics"


@pytest.mark.usefixtures("research")
@pytest.mark.parametrize("name", ["news-train", "news-dev", "dari", "isna5", "sib200-pes"])
def test_the_research_corpora_load_twice_alike(name):
    load = radeh.default_registry().find("corpus", name).load()
    first, second = list(load()), list(load())
    assert first == second
    assert all(document.text for document in first)


def test_absent_corpora_say_which_variable_to_set(monkeypatch, tmp_path):
    monkeypatch.setenv("RADEH_DATA", str(tmp_path))
    with pytest.raises(radeh.DocumentError, match="RADEH_DATA"):
        next(corpora.news_train())


def test_the_wheel_may_hold_the_model():
    path = radeh.default_registry().find("model", "news-topics").record.path
    size = sum(file.stat().st_size for file in Path(path).iterdir())
    assert size <= 4_000_000


@pytest.fixture(scope="module")
def matrix():
    rng = np.random.default_rng(0)
    return csr_matrix(rng.random((60, 5))), rng.integers(0, 2, (60, 3))


@pytest.mark.parametrize("topic", LABELS)
def test_a_detector_alone_is_binary(matrix, topic):
    X, Y = matrix
    detector = instantiate(radeh.default_registry().find("classifier", topic))
    fitted = detector.fit(X, Y[:, 0].astype(bool))
    assert fitted.classes_.tolist() == [False, True]
    assert fitted.predict(X).dtype == bool
    assert fitted.predict_proba(X).shape == (60, 2)
    by_name = clone(detector).fit(X, np.where(Y[:, 0], topic, "sport"))
    assert by_name.predict(X).tolist() == np.where(fitted.predict(X), topic, "sport").tolist()
    with pytest.raises(ValueError, match="and one more"):
        clone(detector).fit(X, np.where(Y[:, 0], "weather", "sport"))


@pytest.mark.parametrize("recipe", ["topics", "politics"])
def test_one_name_a_text_keeps_its_name(recipe):
    """Columns follow the sorted names, whatever the order of the topics."""
    about = {"politics": "وزیر خارجه و مجلس", "sport": "تیم فوتبال گل زد"}
    labels = ["sport", "politics"] * 15
    texts = [f"{about[label]} {n}" for n, label in enumerate(labels)]
    model = radeh.train(recipe, texts, labels)
    for label, text in about.items():
        assert model.classify(text).labels == (label,)


def test_any_labels_may_be_learned(matrix):
    X, Y = matrix
    detector = instantiate(radeh.default_registry().find("classifier", "topics"))
    assert detector.fit(X, Y[:, :2]).predict(X).shape == (60, 2)
    names = np.array(["c", "a", "b"])[Y.sum(axis=1) % 3]
    fitted = clone(detector).fit(X, names)
    assert set(fitted.predict(X)) <= {"a", "b", "c"}
    assert np.allclose(fitted.predict_proba(X).sum(axis=1), 1)


def test_three_detectors_together_equal_three_alone(matrix):
    X, Y = matrix
    registry = radeh.default_registry()
    together = instantiate(registry.find("classifier", "topics")).fit(X, Y).decision_function(X)
    for k, topic in enumerate(LABELS):
        alone = instantiate(registry.find("classifier", topic)).fit(X, Y[:, k])
        assert np.allclose(together[:, k], alone.decision_function(X))


def test_a_topic_without_both_sides_is_named(matrix):
    X, Y = matrix
    with pytest.raises(ValueError, match="'security'"):
        TopicDetector(topics=LABELS).fit(X, Y * [1, 0, 1])


def test_the_wrong_number_of_columns_is_refused(matrix):
    with pytest.raises(ValueError, match="2 columns for 3 topics"):
        TopicDetector(topics=LABELS).fit(matrix[0], matrix[1][:, :2])


def report(words, labels, unknown=()):
    return radeh.Document(text="گزارش " * words, labels=labels, unknown=unknown)


def test_a_lead_about_politics_says_nothing_of_the_economy_in_a_long_report():
    assert as_far_as_read(report(400, ("politics", "security"))).unknown == ("economy",)
    for told in (
        report(100, ("politics",)),
        report(400, ("politics", "economy")),
        report(400, ("security",)),
        report(400, ()),
        report(400, ("politics",), ("economy",)),
    ):
        assert as_far_as_read(told) == told


def test_labels_count_by_how_they_were_made():
    terms = {d.fields["weight"]: corpora.weight(d) for d in seeds.lexicon()}
    assert all(weight == pytest.approx(0.1 * of_term) for of_term, weight in terms.items())
    weights = {d.fields["manner"]: corpora.weight(d) for d in seeds.load()}
    assert weights["meetings-trade"] > weights["dari-world"] == 1.0
    unsure = radeh.Document(text="متن", labels=(), fields={"hard": True})
    assert corpora.weight(unsure) == 0.5


@pytest.mark.usefixtures("research")
def test_items_read_for_radeh_are_fully_labelled():
    read = [d for d in corpora.news_train() if d.fields["labelled_by"] == corpora.OWN_READING]
    assert {d.id: d.labels for d in read} == seeds.readings()
    assert not any(d.unknown for d in read)
