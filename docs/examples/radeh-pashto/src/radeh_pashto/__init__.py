"""Reading Pashto: a normalizer, and a recipe with it."""

import radeh


@radeh.hookimpl
def radeh_normalizers():
    """Offer the Pashto normalizer."""
    yield radeh.Component(
        name="pashto",
        target="radeh_pashto.normalizer:PashtoNormalizer",
        light="radeh_pashto.light:make_reader",
        summary="Pashto in one spelling; the five letters ye stay apart",
    )


@radeh.hookimpl
def radeh_recipes():
    """Offer the recipe 'words', for Pashto."""
    yield radeh.Recipe(
        name="pashto-words",
        summary="Pashto words, logistic regression",
        normalizer="pashto",
        features="word-tfidf",
        classifier="logistic-regression",
        params={"features__min_df": 1, "classifier__C": 10.0},
    )
