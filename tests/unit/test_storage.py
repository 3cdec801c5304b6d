"""Models on disk: what was saved is what is loaded, and what is no model says so."""

import json
import os
import pathlib
import pickle
import shutil
import subprocess
import sys
import warnings
import zipfile

import numpy as np
import pytest
from places import ROOT

import radeh
from radeh.storage.manifest import sealed

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
    params = {"features__min_df": 1}
    if recipe == "hashed":
        params = {}
    if recipe in ("topics", "words-and-vectors"):
        params = {"features__word-tfidf__min_df": 1, "features__word-vectors__min_df": 1}
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


def edit(folder, change, *, seal=True):
    """Change the manifest; sealed, as its writer would, or by hand."""
    manifest = json.loads((folder / "manifest.json").read_bytes())
    change(manifest)
    data = json.dumps(manifest).encode()
    if seal:
        kept = {k: v for k, v in manifest.items() if k not in ("format", "format_version")}
        data = sealed(kept)
    (folder / "manifest.json").write_bytes(data)


ARRAYS = "arrays.safetensors"
TERMS = "features.vocabulary_.txt"


@pytest.mark.parametrize(
    "damage",
    [
        lambda f: (f / "manifest.json").write_text("{"),
        lambda f: (f / "manifest.json").unlink(),
        lambda f: (f / "manifest.json").write_text("[1]"),
        lambda f: (f / "manifest.json").write_text("[" * 100_000),
        lambda f: (f / "manifest.json").write_bytes(b" " * (5 * 1024 * 1024)),
        lambda f: (f / ARRAYS).unlink(),
        lambda f: (f / ARRAYS).write_bytes(b"\xff" * 100),
        lambda f: (f / ARRAYS).write_bytes((f / ARRAYS).read_bytes()[:-5]),
        lambda f: (f / TERMS).unlink(),
        lambda f: (f / TERMS).write_bytes(b"\xff\xfe\n"),
        lambda f: edit(f, lambda m: m.update(multilabel=False), seal=False),
        lambda f: edit(f, lambda m: m.update(format="pickle"), seal=False),
        lambda f: edit(f, lambda m: m.pop("labels")),
        lambda f: edit(f, lambda m: m["labels"].append("one too many")),
        lambda f: edit(f, lambda m: m.update(labels=["a", "a"])),
        lambda f: edit(f, lambda m: m.update(steps=3)),
        lambda f: edit(f, lambda m: m.update(files={})),
        lambda f: edit(f, lambda m: m["files"].update({"../a": m["files"][TERMS]})),
        lambda f: edit(f, lambda m: m["steps"][0].pop("params")),
        lambda f: edit(f, lambda m: m["steps"][0].update(params={"no_such": 1})),
        lambda f: edit(f, lambda m: m["steps"][1].update(step="../../etc/features")),
        lambda f: edit(f, lambda m: m["steps"][1]["state"]["idf_"].update({"in": "pickle"})),
        lambda f: edit(f, lambda m: m["steps"][2]["state"].update(__class__={"in": "arrays"})),
    ],
)
def test_a_damaged_model_gives_one_clear_error(saved, damage):
    damage(saved)
    with pytest.raises(radeh.ModelFormatError, match="model") as error:
        radeh.load(saved)
    assert str(saved) in str(error.value)
    assert len(str(error.value).splitlines()) == 1


def test_a_flipped_bit_anywhere_is_seen(saved):
    for path in sorted(saved.iterdir()):
        sound = path.read_bytes()
        for place in range(0, len(sound), max(1, len(sound) // 40)):
            path.write_bytes(sound[:place] + bytes([sound[place] ^ 4]) + sound[place + 1 :])
            with pytest.raises(radeh.ModelFormatError):
                radeh.load(saved)
        path.write_bytes(sound)
    radeh.load(saved)


def test_a_later_format_says_what_to_install(saved):
    edit(saved, lambda manifest: manifest.update(format_version=99), seal=False)
    with pytest.raises(radeh.ModelFormatError, match="format version 99"):
        radeh.load(saved)


def test_a_model_names_only_components_that_a_plugin_declares(saved):
    def evil(manifest):
        manifest["steps"][2].update(plugin="os", component="system")

    edit(saved, evil)
    with pytest.raises(radeh.ModelFormatError, match="os/system"):
        radeh.load(saved)


def test_a_missing_plugin_is_named_with_how_to_install_it(saved):
    def from_elsewhere(manifest):
        manifest["steps"][1].update(plugin="echo", distribution="radeh-echo", version="2.1")

    edit(saved, from_elsewhere)
    with pytest.raises(radeh.MissingPluginError, match="pip install radeh-echo") as error:
        radeh.load(saved)
    assert isinstance(error.value, radeh.UnknownNameError)
    assert "radeh-echo 2.1" in str(error.value)


def test_links_and_pipes_lead_nowhere(saved, tmp_path):
    secret = tmp_path / "secret"
    secret.write_bytes((saved / TERMS).read_bytes())
    (saved / TERMS).unlink()
    (saved / TERMS).symlink_to(secret)
    with pytest.raises(radeh.ModelFormatError, match="outside of the model"):
        radeh.load(saved)
    (saved / TERMS).unlink()
    os.mkfifo(saved / TERMS)
    with pytest.raises(radeh.ModelFormatError, match="no plain file"):
        radeh.load(saved)


def test_a_zip_scores_as_the_directory_and_is_the_same_to_the_byte(multilabel, tmp_path):
    model = trained("words", multilabel)
    for name in ("one.zip", "two.zip", "model"):
        model.save(tmp_path / name)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    zipped, folder = radeh.load(tmp_path / "one.zip"), radeh.load(tmp_path / "model")
    texts = multilabel[0]
    assert (zipped.predict_proba(texts) == folder.predict_proba(texts)).all()
    assert (zipped.pipeline.predict(texts) == folder.pipeline.predict(texts)).all()
    model.save(tmp_path / "one.zip")  # replaces a model
    assert sorted(path.name for path in tmp_path.iterdir()) == ["model", "one.zip", "two.zip"]


def test_a_zip_bomb_and_a_broken_zip_are_refused(saved, tmp_path):
    path = tmp_path / "model.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("manifest.json", b" " * 4_000_000)
    with pytest.raises(radeh.ModelFormatError, match="would unpack"):
        radeh.load(path)
    path.write_bytes(b"PK\x03\x04 no zip")
    with pytest.raises(radeh.ModelFormatError, match="zip"):
        radeh.load(path)


@pytest.mark.parametrize("name", ["model.pkl", "model.joblib", "model"])
def test_pickles_are_refused_unread_and_told_why(tmp_path, name):
    class Trap:
        def __reduce__(self):
            return pathlib.Path.touch, (tmp_path / "sprung",)

    (tmp_path / name).write_bytes(pickle.dumps(Trap()))
    with pytest.raises(radeh.ModelFormatError, match="can run any code"):
        radeh.load(tmp_path / name)
    assert not (tmp_path / "sprung").exists()


def test_an_estimator_that_hides_what_it_learned_is_refused_when_saved(
    multilabel, tmp_path, registry_with
):
    def scikit_learns(name, target, **defaults):
        return radeh.Component(name=name, summary="a test", target=target, defaults=defaults)

    registry = registry_with(
        radeh_feature_extractors=[
            scikit_learns("theirs", "sklearn.feature_extraction.text:TfidfVectorizer")
        ],
        radeh_classifiers=[
            scikit_learns("forest", "sklearn.ensemble:RandomForestClassifier", n_estimators=3),
            scikit_learns("bayes", "sklearn.naive_bayes:MultinomialNB"),
        ],
        radeh_recipes=[
            radeh.Recipe(
                name=name, summary="a test", normalizer=None, features=features, classifier=last
            )
            for name, features, last in (
                ("hidden", "theirs", "bayes"),
                ("trees", "word-tfidf", "forest"),
                ("bayes", "word-tfidf", "bayes"),
            )
        ],
    )
    texts, labels = multilabel[0][:8], ["a"] * 4 + ["b"] * 4
    for recipe, told in (("hidden", "_tfidf"), ("trees", "estimator")):
        with pytest.raises(radeh.RadehError, match=told):
            radeh.train(recipe, texts, labels, registry=registry).save(tmp_path / recipe)
        assert not (tmp_path / recipe).exists()
    model = radeh.train("bayes", texts, labels, registry=registry)
    model.save(tmp_path / "bayes")
    again = radeh.load(tmp_path / "bayes", registry=registry)
    assert (again.predict_proba(texts) == model.predict_proba(texts)).all()


def test_hundreds_of_mutated_models_are_all_refused():
    script = ROOT / "benchmarks" / "fuzz_models.py"
    done = subprocess.run(
        [sys.executable, script, "300"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.splitlines()[-1] == "0 not as they must be"


def interpreters():
    """This Python, and the others on the path that have radeh."""
    yield sys.executable
    for version in ("3.11", "3.12", "3.13", "3.14"):
        found = shutil.which(f"python{version}")
        has = (
            found and subprocess.run([found, "-c", "import radeh"], capture_output=True).returncode
        )
        if found and has == 0:
            yield found


@pytest.mark.parametrize("python", list(interpreters()))
def test_models_score_the_same_under_every_python_that_has_radeh(python, multilabel, tmp_path):
    texts = multilabel[0]
    for recipe in RECIPES:
        model = trained(recipe, multilabel)
        model.save(tmp_path / recipe)
        kept = {"texts": texts, "scores": model.predict_proba(texts).tolist()}
        (tmp_path / f"{recipe}.json").write_text(json.dumps(kept))
    script = ROOT / "benchmarks" / "round_trip.py"
    done = subprocess.run(
        [python, script, "--read", tmp_path], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{len(RECIPES)} models" in done.stdout
