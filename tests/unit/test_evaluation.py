import numpy as np
import pytest
from sklearn.metrics import average_precision_score, f1_score, precision_score, recall_score
from sklearn.metrics import precision_recall_curve as sklearn_curve

import radeh
from radeh.evaluation import expected_calibration_error, measure
from radeh.evaluation.curves import calibration_curve, precision_recall_curve


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


def test_lost_labels_and_combinations_are_counted_by_hand():
    truth = np.array([[1, 0], [1, 1], [1, 1], [0, 1], [0, 0]], dtype=float)
    holds = np.array([[1, 0], [0, 1], [1, 1], [0, 1], [1, 0]], dtype=bool)
    report = measure(("a", "b"), holds * 0.8 + 0.1, holds, truth, "balanced")
    assert report.lost == {"a": {"a": 0.0, "b": 0.5}, "b": {"a": 0.0, "b": 0.0}}
    both = report.combinations[0]
    assert (both["labels"], both["documents"], both["exact"]) == (["a", "b"], 2, 0.5)
    assert both["recall"] == {"a": 0.5, "b": 1.0}
    assert report.confusion == {}


def test_confusion_is_counted_where_each_document_has_one_label():
    truth, holds = np.eye(3)[[0, 1, 2, 2]], np.eye(3, dtype=bool)[[0, 2, 2, 2]]
    report = measure(("a", "b", "c"), holds * 1.0, holds, truth, "balanced")
    assert report.confusion["b"] == {"a": 0, "b": 0, "c": 1}
    assert report.confusion["c"] == {"a": 0, "b": 0, "c": 2}


def test_curves_are_those_of_scikit_learn():
    rng = np.random.default_rng(1)
    truth = (rng.random(80) < 0.3).astype(float)
    score = np.clip(truth * 0.2 + rng.random(80) * 0.8, 0, 1).round(2)
    points = precision_recall_curve(score, truth)
    precision, recall, threshold = sklearn_curve(truth, score, drop_intermediate=False)
    assert [p["threshold"] for p in points] == threshold[::-1].tolist()
    assert [p["precision"] for p in points] == pytest.approx(precision[:-1][::-1].tolist())
    assert [p["recall"] for p in points] == pytest.approx(recall[:-1][::-1].tolist())
    assert precision_recall_curve(score, np.zeros(80)) == []
    bins = calibration_curve(score, truth)
    assert sum(point["documents"] for point in bins) == 80
    error = sum(abs(p["stated"] - p["observed"]) * p["documents"] for p in bins) / 80
    assert error == pytest.approx(expected_calibration_error(score, truth))


def test_the_worst_mistakes_come_first_and_the_right_are_not_among_them(news_topics):
    found = radeh.evaluate(news_topics, "seeds", split="test", mistakes=5).mistakes
    distance = [abs(mistake["score"] - mistake["truth"]) for mistake in found]
    assert distance == sorted(distance, reverse=True)
    assert len(found) == 5
    assert min(distance) > 0.5
