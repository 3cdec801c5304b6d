import numpy as np
import pytest
from sklearn.metrics import average_precision_score, f1_score, precision_score, recall_score

import radeh
from radeh.evaluation import expected_calibration_error, measure


def test_the_figures_are_those_of_scikit_learn():
    rng = np.random.default_rng(0)
    truth = (rng.random((200, 3)) < 0.4).astype(float)
    scores = np.clip(truth * 0.3 + rng.random((200, 3)) * 0.7, 0, 1)
    holds = scores >= 0.5
    report = measure(("a", "b", "c"), scores, holds, truth, "balanced")
    assert report.macro_f1 == pytest.approx(f1_score(truth, holds, average="macro"))
    assert report.micro_f1 == pytest.approx(f1_score(truth, holds, average="micro"))
    assert report.exact == pytest.approx((truth == holds).all(axis=1).mean())
    for k, name in enumerate("abc"):
        found = report.per_label[name]
        assert found["precision"] == pytest.approx(precision_score(truth[:, k], holds[:, k]))
        assert found["recall"] == pytest.approx(recall_score(truth[:, k], holds[:, k]))
        expected = average_precision_score(truth[:, k], scores[:, k])
        assert found["average_precision"] == pytest.approx(expected)


def test_unjudged_labels_count_nowhere():
    truth = np.array([[1.0, np.nan], [0.0, 1.0], [np.nan, 0.0]])
    scores = np.array([[0.9, 0.9], [0.1, 0.9], [0.9, 0.1]])
    report = measure(("a", "b"), scores, scores > 0.5, truth, "balanced")
    assert report.macro_f1 == 1.0
    assert report.per_label["a"]["judged"] == 2
    assert report.exact == 1.0  # of the one document that is fully judged


def test_calibration_error_of_the_certain_and_wrong_is_one():
    assert expected_calibration_error(np.ones(5), np.zeros(5)) == 1.0
    assert expected_calibration_error(np.full(4, 0.25), np.array([1.0, 0, 0, 0])) == 0.0


def test_a_corpus_is_evaluated_by_name(news_topics):
    report = radeh.evaluate(news_topics, "seeds", split="test")
    assert report.documents > 50
    assert 0.6 < report.macro_f1 <= 1


def test_a_label_that_the_model_does_not_know_names_the_document(news_topics):
    document = radeh.Document(id="d1", text="متن", labels=("sport",))
    with pytest.raises(radeh.RadehError, match=r"'d1'.*sport"):
        radeh.evaluate(news_topics, [document])
    with pytest.raises(radeh.RadehError, match="no document"):
        radeh.evaluate(news_topics, [])
