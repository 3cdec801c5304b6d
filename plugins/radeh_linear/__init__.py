"""Linear classifiers, multi-class and multi-label."""

from collections.abc import Iterator

import radeh

_LIGHT = "radeh_linear.light:linear_form"


@radeh.hookimpl
def radeh_classifiers() -> Iterator[radeh.Component]:
    """Yield the linear classifiers."""
    yield radeh.Component(
        name="logistic-regression",
        target="radeh_linear.classifiers:LogisticRegressionClassifier",
        light=_LIGHT,
        summary="logistic regression with an L2 penalty",
    )
    yield radeh.Component(
        name="linear-svm",
        target="radeh_linear.classifiers:LinearSVMClassifier",
        light=_LIGHT,
        summary="linear support vector machine, one label against the rest",
    )
    yield radeh.Component(
        name="complement-nb",
        target="radeh_linear.classifiers:ComplementNBClassifier",
        light=_LIGHT,
        summary="complement naive Bayes: the fastest to fit, for features that are not negative",
    )
    yield radeh.Component(
        name="sgd",
        target="radeh_linear.classifiers:SGDLinearClassifier",
        light=_LIGHT,
        summary="logistic regression by stochastic gradient descent, for very many texts",
    )


@radeh.hookimpl
def radeh_recipes() -> Iterator[radeh.Recipe]:
    """Yield recipes for labels of any kind."""
    yield radeh.Recipe(
        name="words",
        summary="Persian words, logistic regression: a good first try for any labels",
        normalizer="persian",
        features="word-tfidf",
        classifier="logistic-regression",
        params={"classifier__C": 10.0, "classifier__class_weight": "balanced"},
    )
    yield radeh.Recipe(
        name="characters",
        summary="character n-grams, linear SVM: for headlines, comments and misspelt text",
        normalizer="persian",
        features="char-tfidf",
        classifier="linear-svm",
        params={"classifier__C": 0.5},
    )
    yield radeh.Recipe(
        name="hashed",
        summary="hashed words, stochastic gradient descent: no vocabulary, for very many texts",
        normalizer="persian",
        features="hashing",
        classifier="sgd",
    )
    yield radeh.Recipe(
        name="phrases",
        summary="words and pairs of words, linear SVM: the most exact for long texts",
        normalizer="persian",
        features="word-tfidf",
        classifier="linear-svm",
        params={"features__ngram_range": (1, 2), "features__min_df": 3, "classifier__C": 10.0},
    )
    yield radeh.Recipe(
        name="words-and-vectors",
        summary="words and their vectors: for few or short labelled texts, beside many unlabelled",
        normalizer="persian",
        features=("word-tfidf", "word-vectors"),
        classifier="logistic-regression",
        params={"features__word-vectors__scale": 2.8, "classifier__C": 10.0},
    )
