import pytest
from sklearn.base import clone
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import Pipeline

import radeh

RECIPES = [offer.record.name for offer in radeh.default_registry().offers("recipe")]


@pytest.mark.parametrize("recipe", RECIPES)
def test_a_recipe_is_a_plain_pipeline_that_clones(recipe):
    pipeline = radeh.build(recipe)
    assert type(pipeline) is Pipeline
    assert [name for name, _ in pipeline.steps] == ["normalizer", "features", "classifier"]
    assert clone(pipeline).get_params(deep=True).keys() == pipeline.get_params(deep=True).keys()


def test_parameters_class_then_component_then_recipe_then_caller():
    assert radeh.build("words").get_params()["features__min_df"] == 2  # the component's default
    assert radeh.build("words").get_params()["classifier__C"] == 10.0  # the recipe's
    assert radeh.build("words", classifier__C=3.0).get_params()["classifier__C"] == 3.0


def test_grid_search_works(multiclass):
    texts, labels = multiclass
    grid = {"classifier__C": [0.1, 1.0], "features__min_df": [1]}
    search = GridSearchCV(radeh.build("words"), grid, cv=2).fit(texts, labels)
    assert set(search.predict(texts)) <= {"sport", "market"}


def test_a_parameter_that_no_step_has_is_named_with_those_there_are():
    with pytest.raises(radeh.ParameterError, match=r"parameters of the caller: .*'D'") as told:
        radeh.build("words", classifier__D=1)
    assert "classifier__C" in str(told.value)


def test_several_feature_extractors_are_joined(multiclass):
    recipe = radeh.Recipe(
        name="both",
        summary="s",
        normalizer=None,
        features=("word-tfidf", "hashing"),
        classifier="linear-svm",
        params={"features__word-tfidf__min_df": 1, "features__hashing__n_features": 16},
    )
    texts, labels = multiclass
    pipeline = radeh.build(recipe).fit(texts, labels)
    width = pipeline.named_steps["features"].transform(texts).shape[1]
    assert width == 16 + len(pipeline.named_steps["features"]["word-tfidf"].vocabulary_)
