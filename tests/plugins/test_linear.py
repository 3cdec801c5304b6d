import numpy as np
import pytest
from scipy.sparse import csr_matrix
from sklearn.base import clone
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import ComplementNB
from sklearn.svm import LinearSVC

import radeh
from radeh.pipeline import instantiate

NAMES = ("logistic-regression", "linear-svm", "complement-nb", "sgd")


@pytest.fixture(scope="module")
def problem():
    rng = np.random.default_rng(0)
    X = csr_matrix(np.abs(rng.normal(size=(120, 8))))
    score = X @ rng.normal(size=(8, 3))
    score -= np.median(score, axis=0)
    return X, np.array(list("abc"))[score.argmax(axis=1)], (score > 0).astype(int)


@pytest.fixture(params=NAMES)
def classifier(request):
    return instantiate(radeh.default_registry().find("classifier", request.param))


@pytest.mark.parametrize(
    ("name", "theirs"),
    [
        ("logistic-regression", LogisticRegression(max_iter=1000)),
        ("linear-svm", LinearSVC(max_iter=5000)),
        ("complement-nb", ComplementNB()),
    ],
)
def test_multiclass_is_scikit_learns(problem, name, theirs):
    X, y, _ = problem
    ours = instantiate(radeh.default_registry().find("classifier", name)).fit(X, y)
    assert (ours.predict(X) == theirs.fit(X, y).predict(X)).all()


def test_multilabel_in_multilabel_out(problem, classifier):
    X, _, Y = problem
    fitted = clone(classifier).fit(X, Y)
    assert fitted.predict(X).shape == Y.shape
    probability = fitted.predict_proba(X)
    assert ((probability >= 0) & (probability <= 1)).all()
    assert ((probability > 0.5) == fitted.predict(X).astype(bool)).all()


def test_unknown_labels_are_left_out(problem, classifier):
    X, _, Y = problem
    masked = Y.astype(float)
    masked[60:, 1] = np.nan
    params = {"random_state": 0} if "random_state" in classifier.get_params() else {}
    fitted = clone(classifier).set_params(**params).fit(X, masked)
    half = clone(classifier).set_params(**params).fit(X[:60], Y[:60])
    assert np.allclose(fitted.coef_[1], half.coef_[1])


def test_binary_classes_keep_their_names(problem, classifier):
    X, y, _ = problem
    fitted = clone(classifier).fit(X, np.where(y == "a", "yes", "no"))
    assert fitted.classes_.tolist() == ["no", "yes"]
    assert set(fitted.predict(X)) <= {"no", "yes"}
    assert np.allclose(fitted.predict_proba(X).sum(axis=1), 1)


def test_a_label_without_both_sides_is_named(problem, classifier):
    X, _, Y = problem
    one_sided = Y.copy()
    one_sided[:, 2] = 1
    with pytest.raises(ValueError, match="column 2"):
        clone(classifier).fit(X, one_sided)
