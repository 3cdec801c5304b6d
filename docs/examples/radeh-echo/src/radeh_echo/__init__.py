"""An example plugin: the hooks, and nothing else, so that listing it imports nothing heavy."""

import radeh


@radeh.hookimpl
def radeh_feature_extractors():
    """Offer the repetition features."""
    yield radeh.Component(
        name="repetition",
        target="radeh_echo.repetition:Repetition",
        summary="how long a text is and how much it repeats itself",
    )


@radeh.hookimpl
def radeh_recipes():
    """Offer a recipe that joins them with word TF-IDF."""
    yield radeh.Recipe(
        name="echo",
        summary="words and repetition, for telling chants and slogans from prose",
        normalizer="persian",
        features=("word-tfidf", "repetition"),
        classifier="logistic-regression",
        params={"features__word-tfidf__min_df": 1},
    )
