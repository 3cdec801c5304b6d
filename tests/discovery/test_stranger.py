"""A stranger's distribution, installed with pip, is used by name; without it the core is whole."""

import json
import shutil
import subprocess
import sys

import pytest
from places import EXAMPLES

TRAIN = """
import radeh
model = radeh.train("echo", ["گل گل گل", "نان نان نان", "باران بارید", "کتاب خواندم"], list("aabb"))
model.save({path!r})
print(radeh.load({path!r}).classify("سیب سیب سیب").labels)
"""


@pytest.fixture
def echo(installed, tmp_path):
    source = tmp_path / "radeh-echo"  # pip builds in the source folder
    shutil.copytree(EXAMPLES / "radeh-echo", source)
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*pip, "--target", str(installed.folder), str(source)], check=True)
    return installed


def test_its_recipe_is_trained_stored_and_loaded_by_name(echo, tmp_path):
    done = echo.python("-c", TRAIN.format(path=str(tmp_path / "model")))
    assert done.stdout.strip() == "('a',)", done.stderr


def test_its_recipe_is_trained_from_the_command_line(echo, tmp_path):
    data = tmp_path / "data.jsonl"
    rows = [
        ("گل گل گل", "chant"),
        ("نان نان", "chant"),
        ("باران بارید", "prose"),
        ("کتاب", "prose"),
    ]
    data.write_text("".join(json.dumps({"text": t, "labels": [label]}) + "\n" for t, label in rows))
    model = str(tmp_path / "model")
    done = echo.radeh("train", "--recipe", "echo", "--data", str(data), "--output", model)
    assert done.returncode == 0, done.stderr
    done = echo.radeh("classify", str(data), "--model", model, "--format", "jsonl")
    assert [json.loads(line)["labels"] for line in done.stdout.splitlines()] == [
        ["chant"], ["chant"], ["prose"], ["prose"]
    ]  # fmt: skip


def test_its_own_tests_pass(echo):
    done = echo.python("-m", "pytest", "-q", str(EXAMPLES / "radeh-echo" / "tests"))
    assert done.returncode == 0, done.stdout


def test_without_it_the_model_says_which_plugin_is_missing(echo, tmp_path):
    path = str(tmp_path / "model")
    echo.python("-c", TRAIN.format(path=path))
    shutil.rmtree(echo.folder)
    done = echo.radeh("classify", "--model", path, "README.md")
    assert done.returncode == 2
    assert "echo" in done.stderr
    assert echo.radeh("plugins").returncode == 0
