import dataclasses

import pytest

import radeh

COMPONENT = {"name": "a", "target": "m:C", "summary": "s"}


@pytest.mark.parametrize(
    ("record", "values", "told"),
    [
        (radeh.Component, {"name": "Two Words"}, "Component.name"),
        (radeh.Component, {"name": ""}, "Component.name"),
        (radeh.Component, {"target": "module.Class"}, "Component.target"),
        (radeh.Component, {"target": "m:C; import os"}, "Component.target"),
        (radeh.Component, {"summary": " "}, "no summary"),
        (radeh.Component, {"defaults": [1]}, "Component.defaults"),
        (radeh.Component, {"defaults": {1: 2}}, "Component.defaults"),
        (radeh.Component, {"light": "nowhere"}, "Component.light"),
    ],
)
def test_a_record_that_breaks_its_contract_names_the_field(record, values, told):
    with pytest.raises(radeh.RecordError, match=told):
        record(**{**COMPONENT, **values})


def test_a_recipe_needs_features():
    with pytest.raises(radeh.RecordError, match="no feature extractor"):
        radeh.Recipe(name="r", summary="s", normalizer=None, features=(), classifier="c")


def test_records_are_frozen_and_share_nothing_with_their_author():
    defaults = {"C": 1}
    component = radeh.Component(**COMPONENT, defaults=defaults)
    defaults["C"] = 2
    assert component.defaults["C"] == 1
    with pytest.raises(TypeError):
        component.defaults["C"] = 3
    with pytest.raises(dataclasses.FrozenInstanceError):
        component.name = "b"


def test_records_take_keywords_only():
    with pytest.raises(TypeError):
        radeh.Component("a", "m:C")


def test_labels_are_a_sequence_and_not_one_string():
    with pytest.raises(radeh.RecordError, match="labels"):
        radeh.Corpus(name="c", target="m:f", summary="s", labels="politics", license="MIT")
