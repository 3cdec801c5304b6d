import dataclasses
import pickle
import warnings

import numpy as np
import pytest

import radeh

PAGE = "وزیر دفاع و وزیر اقتصاد درباره امنیت مرزها، تروریزم و تجارت گفتوگو کردند"


def test_one_text_is_classified_as_in_a_batch(news_topics):
    texts = [PAGE, "", "باران بارید", PAGE * 30, "قیمت دالر"]
    together = list(news_topics.classify_many(texts, batch_size=2))
    assert together == [news_topics.classify(text) for text in texts]


def test_a_stream_is_read_no_further_than_a_batch_ahead(news_topics):
    taken = []

    def stream():
        for number in range(1000):
            taken.append(number)
            yield PAGE

    results = news_topics.classify_many(stream(), batch_size=10)
    next(results)
    assert len(taken) == 10


def test_processes_keep_the_order(news_topics):
    texts = [f"{PAGE} {number}" * (number % 3) for number in range(30)]
    one = list(news_topics.classify_many(texts, batch_size=7))
    assert list(news_topics.classify_many(texts, batch_size=7, n_jobs=2)) == one


def test_labels_come_by_score_and_review_names_the_doubtful(news_topics):
    found = news_topics.classify(PAGE)
    scores = [found.scores[label] for label in found.labels]
    assert scores == sorted(scores, reverse=True)
    low, high = news_topics.review_band
    surely = {label for label, score in found.scores.items() if low < score < high}
    assert surely <= set(found.review)


def test_precise_says_less_and_sensitive_more(news_topics):
    balanced = set(news_topics.classify(PAGE).labels)
    assert set(news_topics.classify(PAGE, "precise").labels) <= balanced
    assert set(news_topics.classify(PAGE, "sensitive").labels) >= balanced


def test_no_text_is_an_empty_array(news_topics):
    assert news_topics.predict_proba([]).shape == (0, 3)
    assert list(news_topics.classify_many([])) == []


@pytest.mark.parametrize("texts", ["متن", [None], [b"text"]])
def test_what_is_no_text_is_refused_by_its_place(news_topics, texts):
    with pytest.raises(TypeError, match="text"):
        news_topics.predict_proba(texts)


def test_an_unknown_operating_point_lists_those_there_are(news_topics):
    with pytest.raises(radeh.ParameterError, match="balanced, precise, sensitive"):
        news_topics.classify("متن", "perfect")


def test_a_model_travels_to_another_process(news_topics):
    copy = pickle.loads(pickle.dumps(news_topics))
    assert copy.classify(PAGE) == news_topics.classify(PAGE)


def test_the_golden_texts_score_as_when_it_was_trained(news_topics):
    assert len(news_topics.golden) >= 3
    assert news_topics.check_golden() == []


def test_a_model_that_reads_otherwise_says_which_step_changed(news_topics, tmp_path):
    changed = [{**record, "normalized": "0" * 64} for record in news_topics.golden]
    dataclasses.replace(news_topics, golden=changed).save(tmp_path / "model")
    with pytest.warns(radeh.ModelDriftWarning, match="normalizer persian/news-page"):
        radeh.load(tmp_path / "model")


def test_drift_names_the_versions_that_differ_and_only_when_scores_changed(news_topics, tmp_path):
    steps = {
        name: dataclasses.replace(step, version="0.0.1") for name, step in news_topics.steps.items()
    }
    older = dataclasses.replace(news_topics, steps=steps)
    older.save(tmp_path / "same-scores")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        radeh.load(tmp_path / "same-scores")
    golden = [{**news_topics.golden[0], "scores": [0.5] * len(news_topics.labels)}]
    dataclasses.replace(older, golden=golden).save(tmp_path / "other-scores")
    with pytest.warns(radeh.ModelDriftWarning, match=r"radeh 0\.0\.1 is .* here"):
        radeh.load(tmp_path / "other-scores")


def test_the_pipeline_is_the_oracle_of_the_fused_scorer(news_topics):
    texts = [PAGE, "", "قيمت نفت", "The match ended 2-1"]
    expected = news_topics.pipeline.decision_function(texts)
    assert np.allclose(news_topics.decision_function(texts), expected, atol=1e-6)


def test_an_unknown_model_says_what_there_is():
    with pytest.raises(radeh.UnknownNameError, match=r"'news-topic'.*did you mean 'news-topics'"):
        radeh.load("news-topic")
