"""Models on disk: what was saved is what is loaded, and what is no model says so."""

import json
import warnings

import numpy as np
import pytest

import radeh

RECIPES = [offer.record.name for offer in radeh.default_registry().offers("recipe")]


def trained(recipe, multilabel):
    texts, labels = multilabel
    topic = recipe in ("politics", "security", "economy")
    if topic:
        labels = [[recipe] if "sport" in row else [] for row in labels]
    if recipe == "topics":
        names = {"sport": "politics", "market": "economy"}
        labels = [[names[label] for label in row] for row in labels]
        labels[0] = ["security"]
        labels[1] = ["security"]
    names = ("politics", "security", "economy") if recipe == "topics" else None
    params = {} if recipe == "hashed" else {"features__min_df": 1}
    return radeh.train(recipe, texts, labels, label_names=names, params=params)


@pytest.mark.parametrize("recipe", RECIPES)
def test_every_bundled_recipe_makes_the_round_trip(recipe, multilabel, tmp_path):
    model = trained(recipe, multilabel)
    model.save(tmp_path / "model")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        again = radeh.load(tmp_path / "model")
    texts = [*multilabel[0], "", "تازه"]
    assert (again.predict_proba(texts) == model.predict_proba(texts)).all()
    assert again.labels == model.labels
    assert again.recipe == model.recipe
    expected = again.pipeline.decision_function(texts).reshape(len(texts), -1)
    assert np.allclose(again.decision_function(texts)[:, -expected.shape[1] :], expected, atol=1e-6)


def test_a_directory_holds_nothing_that_can_run(multilabel, tmp_path):
    trained("words", multilabel).save(tmp_path / "model")
    names = {path.name for path in (tmp_path / "model").iterdir()}
    assert names == {"manifest.json", "arrays.safetensors", "features.vocabulary_.txt"}


def test_saving_replaces_a_model_and_nothing_else(multilabel, tmp_path):
    model = trained("words", multilabel)
    model.save(tmp_path / "model")
    model.save(tmp_path / "model")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["model"]
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "keep.txt").write_text("dear")
    with pytest.raises(radeh.RadehError, match="is no radeh model"):
        model.save(tmp_path / "letters")
    assert (tmp_path / "letters" / "keep.txt").read_text() == "dear"


@pytest.fixture
def saved(multilabel, tmp_path):
    trained("words", multilabel).save(tmp_path / "model")
    return tmp_path / "model"


def edit(folder, change):
    manifest = json.loads((folder / "manifest.json").read_bytes())
    change(manifest)
    (folder / "manifest.json").write_text(json.dumps(manifest))


@pytest.mark.parametrize(
    "damage",
    [
        lambda f: (f / "manifest.json").write_text("{"),
        lambda f: (f / "manifest.json").unlink(),
        lambda f: (f / "manifest.json").write_text("[1]"),
        lambda f: (f / "arrays.safetensors").unlink(),
        lambda f: (f / "arrays.safetensors").write_bytes(b"\xff" * 100),
        lambda f: (f / "arrays.safetensors").write_bytes(
            (f / "arrays.safetensors").read_bytes()[:-5]
        ),
        lambda f: (f / "features.vocabulary_.txt").unlink(),
        lambda f: (f / "features.vocabulary_.txt").write_bytes(b"\xff\xfe\n"),
        lambda f: edit(f, lambda m: m.pop("labels")),
        lambda f: edit(f, lambda m: m.update(format="pickle")),
        lambda f: edit(f, lambda m: m.update(steps=3)),
        lambda f: edit(f, lambda m: m["steps"][0].pop("params")),
        lambda f: edit(f, lambda m: m["steps"][1].update(step="../../etc/features")),
        lambda f: edit(f, lambda m: m["steps"][1]["state"]["idf_"].update({"in": "pickle"})),
    ],
)
def test_a_damaged_model_gives_one_clear_error(saved, damage):
    damage(saved)
    with pytest.raises(radeh.ModelFormatError, match="model"):
        radeh.load(saved)


def test_a_later_format_says_what_to_install(saved):
    edit(saved, lambda manifest: manifest.update(format_version=99))
    with pytest.raises(radeh.ModelFormatError, match="format version 99"):
        radeh.load(saved)


def test_a_model_names_only_components_that_a_plugin_declares(saved):
    def evil(manifest):
        manifest["steps"][2].update(plugin="os", component="system")

    edit(saved, evil)
    with pytest.raises(radeh.UnknownNameError, match="os/system"):
        radeh.load(saved)
