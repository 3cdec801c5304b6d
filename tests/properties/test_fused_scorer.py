"""The fused scorer equals the scikit-learn pipeline, for any text."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import radeh

TEXTS = st.lists(
    st.one_of(
        st.text(max_size=200),
        st.lists(
            st.sampled_from(
                [
                    "نفت",
                    "دالر",
                    "جنگ",
                    "صلح\u200cها",
                    "می",
                    "شود",
                    "تیم",
                    "ريال",
                    "۱۲",
                    "كابل",
                    "/",
                    ".",
                    "\n",
                ]
            ),
            max_size=40,
        ).map(" ".join),
    ),
    min_size=1,
    max_size=4,
)


@pytest.fixture(scope="module", params=["words", "characters", "hashed"])
def model(request, multilabel):
    params = {} if request.param == "hashed" else {"features__min_df": 1}
    return radeh.train(request.param, *multilabel, params=params)


@settings(max_examples=200, deadline=None)
@given(texts=TEXTS)
def test_a_trained_recipe(model, texts):
    assert model.scorer is not None
    expected = model.pipeline.decision_function(texts)
    assert np.allclose(model.decision_function(texts), expected, rtol=0, atol=1e-6)


@settings(max_examples=200, deadline=None)
@given(texts=TEXTS)
def test_the_shipped_model(news_topics, texts):
    expected = news_topics.pipeline.decision_function(texts)
    assert np.allclose(news_topics.decision_function(texts), expected, rtol=0, atol=1e-6)


@settings(max_examples=200, deadline=None)
@given(texts=TEXTS)
def test_batch_equals_single(news_topics, texts):
    together = list(news_topics.classify_many(texts))
    assert together == [news_topics.classify(text) for text in texts]
