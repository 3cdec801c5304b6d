import numpy as np
import pytest
from scipy.stats import loguniform

import radeh

SPACE = {"classifier__C": [0.01, 1.0], "features__min_df": [1]}


def test_a_grid_is_tried_whole_and_the_best_comes_first(multilabel):
    texts, labels = (list(part) * 2 for part in multilabel)
    found = radeh.tune("words", texts, labels, space=SPACE, folds=3)
    assert len(found.candidates) == 2
    scores = [candidate["score"] for candidate in found.candidates]
    assert scores == sorted(scores, reverse=True)
    assert found.params == found.candidates[0]["params"]
    model = radeh.train("words", texts, labels, params=found.params)
    assert model.steps["classifier"].params["C"] == found.params["classifier__C"]


def test_a_random_search_is_repeatable_and_takes_distributions(multiclass):
    texts, labels = (list(part) * 3 for part in multiclass)
    space = {"classifier__C": loguniform(0.01, 10), "features__min_df": [1]}
    options = {"space": space, "search": "random", "n_iter": 3, "scoring": "f1", "folds": 2}
    first, second = (radeh.tune("words", texts, labels, **options) for _ in range(2))
    assert first == second
    assert len(first.candidates) == 3


def test_unknown_labels_are_passed_over(multilabel):
    texts, labels = multilabel
    names = ("politics", "security", "economy")
    truth = np.array([["market" in row, "sport" in row, "market" in row] for row in labels], float)
    truth[::3, 1] = np.nan
    space = {"classifier__C": [1.0], "features__word-tfidf__min_df": [1]}
    found = radeh.tune("topics", texts, truth, label_names=names, space=space, folds=2)
    assert 0 < found.score <= 1


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"space": {"classifier__nope": [1]}}, "classifier__nope"),
        ({"space": {}}, "at least one"),
        ({"search": "best"}, "'best'"),
        ({"scoring": "accuracy"}, "'accuracy'"),
    ],
)
def test_what_cannot_be_searched_is_told(multiclass, change, told):
    with pytest.raises(radeh.ParameterError, match=told):
        radeh.tune("words", *multiclass, **{"space": SPACE, **change})
