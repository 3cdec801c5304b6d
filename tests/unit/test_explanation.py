"""Explanations: exact, on the raw text, and what a person would call evidence."""

import json

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from places import EXAMPLES

import radeh
from radeh.cli import group

PAGE = (EXAMPLES / "dari-page.txt").read_text(encoding="utf-8")
WORDS = "نفت دالر جنگ صلح‌ها می شود تیم ريال ۱۲ كابل / . گل تروریزم وزیر".split(" ")  # noqa: SIM905
TEXTS = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(WORDS)).map(" ".join))


def assert_exact(model, text):
    found = model.explain(text)
    total = [
        found.baseline[label] + sum(span.contributions[label] for span in found.spans)
        for label in model.labels
    ]
    assert np.allclose(total, model.decision_function([text])[0], atol=1e-6)
    assert np.allclose(list(found.decisions.values()), total, atol=1e-9)
    places = [(span.start, span.end) for span in found.spans]
    assert places == sorted(places)
    assert all(found.text[s.start : s.end] == s.text for s in found.spans)
    return found


@pytest.fixture(scope="module", params=["words", "characters", "hashed", "both"])
def model(request, multilabel):
    if request.param == "both":
        recipe = radeh.Recipe(
            name="both",
            summary="n-grams of words and characters, and vectors",
            normalizer="persian",
            features=("word-tfidf", "char-tfidf", "word-vectors"),
            classifier="logistic-regression",
            params={
                "features__word-tfidf__ngram_range": (1, 2),
                "features__word-tfidf__min_df": 1,
                "features__word-vectors__min_df": 1,
            },
        )
        return radeh.train(recipe, *multilabel)
    params = {} if request.param == "hashed" else {"features__min_df": 1}
    return radeh.train(request.param, *multilabel, params=params)


@settings(max_examples=100, deadline=None)
@given(text=TEXTS)
def test_contributions_sum_to_the_decision(model, text):
    assert_exact(model, text)


@settings(max_examples=100, deadline=None)
@given(text=TEXTS)
def test_so_do_those_of_the_shipped_model(news_topics, text):
    assert_exact(news_topics, text)


def test_a_page_is_explained_where_it_stands(news_topics):
    found = assert_exact(news_topics, PAGE)
    assert found.text == PAGE
    assert set(found.labels) == {"politics", "security", "economy"}
    evidence = {label: {s.text for s in found.top(label, 15)} for label in found.labels}
    assert evidence["economy"] & {"تجارت", "گمرکی", "دالر", "ترانزیت"}
    assert evidence["security"] & {"امنیت", "تروریزم", "مسلح", "امنیتی"}
    assert evidence["politics"] & {"رییس جمهور", "گفتوگو", "وزیران", "سیاسی"}


def test_furniture_is_no_evidence(news_topics):
    spans = news_topics.explain(PAGE).spans
    assert not any("Back" in span.text or "کرکت" in span.text for span in spans)


def test_top_spans_come_strongest_first_and_a_wrong_label_is_told(news_topics):
    found = news_topics.explain(PAGE)
    values = [span.contributions["economy"] for span in found.top("economy", 5)]
    assert values == sorted(values, reverse=True)
    assert len(values) == 5
    with pytest.raises(radeh.RadehError, match="'sport'"):
        found.top("sport")


def test_a_notebook_shows_the_text_escaped_and_right_to_left(news_topics):
    page = news_topics.explain("<b>وزیر</b> & نفت")._repr_html_()
    assert "<b>" not in page
    assert "&lt;" in page
    assert "&amp;" in page
    assert 'dir="auto"' in page


def test_what_cannot_be_taken_apart_says_so(multiclass, registry_with):
    opaque = radeh.Component(name="opaque", target="radeh_tfidf.tfidf:Tfidf", summary="s")
    registry = registry_with(radeh_feature_extractors=[opaque])
    recipe = radeh.Recipe(
        name="r", summary="s", normalizer=None, features="opaque", classifier="linear-svm"
    )
    model = radeh.train(recipe, *multiclass, registry=registry)
    with pytest.raises(radeh.RadehError, match="'theirs/opaque' does not say"):
        model.explain("متن")


def test_multiclass_and_raw_text(multiclass):
    recipe = radeh.Recipe(
        name="r", summary="s", normalizer=None, features="word-tfidf", classifier="linear-svm",
        params={"features__min_df": 1},
    )  # fmt: skip
    model = radeh.train(recipe, *multiclass)
    assert_exact(model, "تیم  بازی را برد")


def test_the_command_line_explains_in_a_table_and_as_json():
    page = str(EXAMPLES / "dari-page.txt")
    plain = CliRunner().invoke(group, ["classify", page, "--explain"]).output.splitlines()
    assert len(plain) == 5  # heading, the row, and a line for each label
    assert plain[2].split("\t")[1] == "politics"
    done = CliRunner().invoke(group, ["classify", page, "--explain", "--format", "jsonl"])
    explained = json.loads(done.output)["explanation"]
    for start, end, text, _ in explained["security"]["spans"]:
        assert PAGE[start:end] == text
    refused = CliRunner().invoke(group, ["classify", page, "--explain", "--format", "csv"])
    assert refused.exit_code == 2
