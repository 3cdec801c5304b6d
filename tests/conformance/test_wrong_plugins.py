"""Every check catches the mistake that it is there for, and only mistakes."""

import json

import pytest
from catalogue import RIGHT, WRONG, wrong_models

from radeh.testing import CATALOGUE, Budget, find_checks, run_check, run_checks

#: A check of the budget must fail in a moment, not in a minute.
SMALL = Budget(seconds_per_article=0.1, seconds_per_megabyte=0.25, megabytes=300)

IN_OTHER_PROCESSES = """
import os

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.base import BaseEstimator, TransformerMixin

import radeh

class Process(TransformerMixin, BaseEstimator):
    def fit(self, texts, y=None):
        self.pid_ = os.getpid()
        self.n_features_out_ = 1
        return self

    def transform(self, texts):
        here = float(os.getpid() == self.pid_)
        return csr_matrix([[here * (1 + len(text))] for text in texts])

@radeh.hookimpl
def radeh_feature_extractors():
    yield radeh.Component(name="process", target="process:Process", summary="this process?")

@radeh.hookimpl
def radeh_recipes():
    yield radeh.Recipe(name="process", summary="this process?", normalizer=None,
                       features="process", classifier="logistic-regression")
"""


def outcome_of(check, plugin):
    """Run one check, on every record of the plugin that it applies to; return the failures."""
    bound = [b for b in find_checks(plugin, budget=SMALL) if b.check.name == check]
    assert bound, f"the check {check} does not apply"
    return [outcome for outcome in map(run_check, bound) if outcome.state == "failed"]


@pytest.fixture(autouse=True)
def _short_time_limit(monkeypatch):
    monkeypatch.setenv("RADEH_PLUGIN_TIMEOUT", "1")


def test_components_that_are_right_pass_every_check():
    outcomes = list(run_checks(RIGHT))
    assert [outcome for outcome in outcomes if outcome.state == "failed"] == []
    assert sum(outcome.state == "passed" for outcome in outcomes) > 90


@pytest.mark.parametrize(
    ("check", "plugin"),
    [(check, plugin) for check, _, plugin in WRONG],
    ids=[f"{check}-{mistake}" for check, mistake, _ in WRONG],
)
def test_the_intended_check_catches_it(check, plugin):
    assert outcome_of(check, plugin)


def test_wrong_models_are_caught(tmp_path):
    for check, mistake, plugin in wrong_models(tmp_path):
        assert outcome_of(check, plugin), mistake


def test_one_that_differs_between_processes_is_caught(installed):
    installed.add("radeh-process", {"process": "process"}, {"process": IN_OTHER_PROCESSES})
    done = installed.radeh("plugins", "check", "process", "--json")
    assert done.returncode == 1
    failed = {o["id"] for o in map(json.loads, done.stdout.splitlines()) if o["state"] == "failed"}
    assert "recipe/process/recipe_in_two_processes" in failed


def test_there_is_a_wrong_plugin_for_every_check(tmp_path):
    tried = {check for check, _, _ in WRONG + wrong_models(tmp_path)}
    assert tried | {"recipe_in_two_processes"} == set(CATALOGUE)
