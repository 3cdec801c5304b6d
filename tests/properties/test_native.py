"""Compiled code equals the Python reference: words bit for bit, counts too, scores to 1e-9."""

import ast
import os
import pickle
from dataclasses import FrozenInstanceError

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

import radeh
from properties.persian_texts import anything, items, made_up, passages
from radeh.calibration import Calibration
from radeh.deciding import Classification, Decider
from radeh_linear.logistic import fit_logistic
from radeh_persian.reading import Reading
from radeh_tfidf.counting import count_terms, learn_counts
from radeh_tfidf.native import learn, make_counter
from radeh_tfidf.terms import make_analyzer
from radeh_tfidf.tfidf import Tfidf
from radeh_topics import corpora

pytestmark = pytest.mark.skipif(
    radeh.native_module("radeh._native") is None, reason="nothing is compiled here, or not wanted"
)

LEARNED = ("خبر", "back to top", "سیاسی اقتصادی")
READINGS = {
    "plain": Reading(variants=()),
    "variants": Reading(),
    "extra": Reading(extra=[("آب", "باد"), ("یک دو سه", "چهار")], without=("دالر",)),
    "page": Reading(furniture=True, learned=LEARNED),
    "plain page": Reading(furniture=True, variants=()),
}
# Addresses, marks that fold to nothing, letters of several, breaks of lines, lone surrogates.
ODD = """
@|://|www.|a|آ|ﷺ|½|℃|ـ| |.|…|»|«|:| - |©|(c)|هگان|می|ها|به گزارش|ایسنا|انتهای پیام|مطالب مرتبط
۱۲|افگن|ییییییییی|إ|ß|İ|नमस्ते|ไทย|漢字|Related Articles|فیسبوک تویتر|خبر
""".replace("\n", "|").split("|")
MARKS = ["\u200c", "\x00", "\x85", "\u2028", "\n", "\ud800", "\U0001d54f", "|"]
oddities = st.lists(st.sampled_from(ODD + MARKS), max_size=40).map("".join)
texts = anything | made_up | passages | oddities


@pytest.mark.parametrize("kind", READINGS)
@given(text=texts | items)
def test_words_are_those_of_the_reference(kind, text):
    reading = READINGS[kind]
    assert reading.native.read(text) == reading.read(text)


@pytest.mark.skipif(not corpora.available(), reason="the corpora are not at hand (RADEH_DATA)")
@pytest.mark.parametrize("load", [corpora.news_dev, corpora.dari])
def test_words_of_real_pages_are_those_of_the_reference(load):
    page = READINGS["page"]
    for document in load():
        text = document.fields.get("raw") or document.text
        assert page.native.read(text) == page.read(text)


ANALYSES = st.sampled_from(
    [("word", (1, 1)), ("word", (1, 2)), ("word", (2, 3)), ("char_wb", (2, 4)), ("char_wb", (1, 9))]
)


def same_counts(one, other):
    return all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))


@given(batch=st.lists(texts, max_size=6), analysis=ANALYSES, jobs=st.integers(1, 4))
def test_counts_are_those_of_the_reference(batch, analysis, jobs):
    analyze = make_analyzer(*analysis)
    terms, counts = learn(batch, *analysis, n_jobs=jobs)
    expected_terms, expected = learn_counts(batch, analyze)
    assert terms == expected_terms
    assert same_counts(counts, expected)
    vocabulary = {term: column for column, term in enumerate(expected_terms[::2])}
    found = make_counter(vocabulary, *analysis)(batch)
    assert same_counts(found, count_terms(batch, analyze, vocabulary))


@pytest.fixture(scope="module")
def reference():
    """The shipped model as it is without compiled code."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RADEH_NATIVE", "0")
        model = radeh.load("news-topics")
        assert not model.is_native
    return model


@given(batch=st.lists(texts | items, min_size=1, max_size=3))
def test_scores_are_those_of_the_reference(news_topics, reference, batch):
    assert news_topics.is_native
    found, words = news_topics.scorer.score(batch)
    expected, expected_words = reference.scorer.score(batch)
    assert np.array_equal(words, expected_words)
    assert np.abs(found - expected).max() <= 1e-9
    probabilities = news_topics.predict_proba(batch)
    assert np.abs(probabilities - reference.predict_proba(batch)).max() <= 1e-9


@given(batch=st.lists(texts, min_size=1, max_size=5))
def test_a_text_scores_alone_as_in_a_batch_and_in_threads(news_topics, batch):
    together = list(news_topics.classify_many(batch, batch_size=1, n_jobs=2))
    assert together == news_topics.classify_batch(batch)
    assert together == [news_topics.classify(text) for text in batch]


chances = st.sampled_from([0.0, 0.3, 0.5, 0.7, 1.0]) | st.floats(0, 1)


@given(
    rows=st.lists(st.lists(chances, min_size=3, max_size=3), max_size=4),
    thresholds=st.lists(chances, min_size=3, max_size=3),
    multilabel=st.booleans(),
)
def test_decisions_are_those_of_the_reference(rows, thresholds, multilabel):
    decide = Decider(("a", "b", "c"), thresholds, (0.3, 0.7), multilabel=multilabel)
    found, expected = decide.all(np.array(rows, dtype=float).ravel()), [decide(row) for row in rows]
    assert found == expected
    assert repr(found) == repr(expected)
    assert all(vars(one) == vars(other) for one, other in zip(found, expected, strict=True))
    assert pickle.loads(pickle.dumps(found)) == expected
    for one in found:
        with pytest.raises(FrozenInstanceError):
            one.labels = ()


@pytest.mark.parametrize(("rules", "rows"), [(b"", bytes(8)), (bytes(24), bytes(12))])
def test_a_rule_and_a_score_for_each_label_are_asked_for(rules, rows):
    with pytest.raises(ValueError, match="a label"):
        radeh.native_module("radeh._native").decide(Classification, ("a",), rules, 1, rows)


@given(
    decision=st.lists(st.floats(-50, 50), min_size=2, max_size=2),
    numbers=st.lists(st.floats(-2, 2), min_size=8, max_size=8),
    multilabel=st.booleans(),
)
def test_calibration_is_that_of_the_reference(decision, numbers, multilabel):
    kernel = radeh.native_module("radeh._native").Kernel(
        READINGS["plain"].native.native_reader, (), tuple(decision)
    )
    calibration = Calibration(multilabel, *np.array(numbers).reshape(4, 2))
    for text in ("", "یک دو سه", "و " * 3000):
        found = np.frombuffer(kernel.probabilities([text], calibration.packed))
        words = np.array([len(text.split())], dtype=float)
        expected = calibration(np.array([decision]), words)[0]
        assert np.abs(found - expected).max() <= 1e-9


def test_what_is_no_string_is_refused_by_its_place(news_topics):
    with pytest.raises(TypeError, match="text 1 "):
        news_topics.predict_proba(["متن", 5])


def test_any_number_of_threads_learns_the_same(multilabel):
    fitted = [Tfidf(n_jobs=jobs).fit(multilabel[0]) for jobs in (None, 1, 2, 5, -1)]
    for other in fitted[1:]:
        assert list(other.vocabulary_.items()) == list(fitted[0].vocabulary_.items())
        assert np.array_equal(other.idf_, fitted[0].idf_)


def logistic_objective(coef, intercept, X, y, weight, C):
    if len(coef) == 1:
        coef = np.vstack([np.zeros_like(coef), coef])
        intercept = np.append(0.0, intercept)
        penalty = 0.5 * (coef[1] ** 2).sum()
    else:
        penalty = 0.5 * (coef**2).sum()
    scores = X @ coef.T + intercept
    own = scores[np.arange(len(y)), y]
    return C * (weight * (np.logaddexp.reduce(scores, axis=1) - own)).sum() + penalty


@given(
    n_classes=st.integers(2, 5),
    C=st.sampled_from([0.1, 1.0, 10.0, 100.0]),
    seed=st.integers(0, 2**32 - 1),
)
def test_logistic_regression_reaches_the_objective_of_scikit_learn(n_classes, C, seed):
    random = np.random.default_rng(seed)
    X = csr_matrix(random.random((60, 20)) * (random.random((60, 20)) < 0.3))
    y = np.concatenate([np.arange(n_classes), random.integers(0, n_classes, 60 - n_classes)])
    weight = random.random(60) + 0.1
    params = {"C": C, "max_iter": 5000, "tol": 1e-6, "class_weight": None}
    ours = fit_logistic(X, y, weight, **params)
    theirs = LogisticRegression(**params).fit(X, y, sample_weight=weight)
    reached, wanted = (
        logistic_objective(fit.coef_, fit.intercept_, X, y, weight, C) for fit in (ours, theirs)
    )
    assert ours.coef_.shape == theirs.coef_.shape
    assert reached <= wanted * (1 + 1e-4)


def test_python_takes_over_when_told_to(installed):
    code = "import radeh; print(radeh.load('news-topics').classify('قیمت دلار').scores)"
    environment = {} if "RADEH_NATIVE" in os.environ else {"RADEH_NATIVE": "1"}
    compiled = installed.python("-c", code, **environment).stdout
    python = installed.python("-c", code, RADEH_NATIVE="0").stdout
    one, other = (ast.literal_eval(text) for text in (compiled, python))
    assert one == pytest.approx(other, abs=1e-9)
    assert "as RADEH_NATIVE=0 asks" in installed.radeh("--version", RADEH_NATIVE="0").stdout
    assert "compiled" in installed.radeh("--version", **environment).stdout
