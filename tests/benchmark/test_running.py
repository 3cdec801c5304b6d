"""A run measures what it says, alike every time, and a failure ends one contestant alone."""

import json

import pytest
from click.testing import CliRunner

from radeh import RadehError
from radeh.benchmark.contest import Contest, Settings
from radeh.benchmark.results import ResultsError, figures, read, write
from radeh.benchmark.run import contestants, load_perturbation, run
from radeh.benchmark.task import load_task, sample
from radeh.benchmark.worker import Contestant, ContestantError, Worker
from radeh.cli import group
from radeh.errors import TargetError
from radeh.records import Corpus, Document
from radeh.registry import Registry

QUICK = Settings(rounds=1, calls=2, megabytes=0.01)


def test_everything_is_measured(measured):
    assert not measured.failed
    for cell in measured.measured:
        found = figures(cell)
        if cell["contestant"]["kind"] == "model":
            assert found.pop("fit_documents_per_second") is None
            assert found.pop("fit_megabytes_per_second") is None
            assert found.pop("fit_peak_mb") is None
        assert all(value is not None for value in found.values()), found
        assert found["macro_f1"] > 0.7
        assert cell["versions"]["packages"]["radeh"]


def test_classifying_with_a_linear_model_imports_numpy_and_no_scikit_learn(measured):
    packages = measured.measured[0]["load"]["packages"]
    assert "numpy" in packages
    assert not {"sklearn", "scipy", "hazm"} & set(packages)


def test_soiled_text_counts_the_documents_whose_labels_change(measured):
    for cell in measured.measured:
        changed = cell["robustness"]["changed"]
        assert changed["no half-spaces"] < changed["empty"] <= 1


def test_two_runs_find_identical_accuracy(measured):
    again = run([load_task("seeds")], contestants(["words"], ["news-topics"]), QUICK)
    for first, second in zip(measured.cells, again.cells, strict=True):
        assert first["accuracy"] == second["accuracy"]
        assert first["model_bytes"] == second["model_bytes"]


def test_features_learn_from_the_texts_of_a_further_corpus(multilabel):
    task = load_task("small", folds=2, registry=corpus(*multilabel, groups=""))
    plain, more = (
        Contest(task, contestants(["words"], [], unlabelled=name), QUICK).run()[0]
        for name in ("", "seeds")
    )
    assert more["model_bytes"] > 2 * plain["model_bytes"]
    assert "seeds" in more["contestant"]["note"]


def test_cross_validation_judges_every_document_once_and_repeats(multilabel):
    registry = corpus(*multilabel, groups="")
    task = load_task("small", folds=3, registry=registry)
    assert task.how == "folds"
    assert task.judged == list(range(14))
    settings = Settings(rounds=1, calls=2, seeds=(0, 1))
    first, second = (Contest(task, contestants(["hashed"], []), settings).run() for _ in range(2))
    assert "error" not in first[0]
    assert first[0]["accuracy"] == second[0]["accuracy"]


def test_whole_sources_are_left_out_where_there_are_several(multilabel):
    task = load_task("small", registry=corpus(*multilabel, groups="abcabcabcabcab"))
    assert task.how == "sources"
    groups = [document.group for document in task.documents]
    for learn, judge in task.folds:
        assert not {groups[row] for row in learn} & {groups[row] for row in judge}
    with pytest.raises(RadehError, match="no split 'train'"):
        load_task("small", how="published", registry=corpus(*multilabel, groups=""))


def corpus(texts, labels, *, groups):
    """Return a registry with one corpus, whose loader is this module's."""
    global _documents
    _documents = [
        Document(text=text, labels=tuple(held), group=groups[place] if groups else "")
        for place, (text, held) in enumerate(zip(texts, labels, strict=True))
    ]
    registry = Registry(discover=False)
    registry.find = lambda kind, name: _Offer()
    return registry


class _Offer:
    record = Corpus(
        name="small", target="a:b", summary="small", labels=("market", "sport"), license="CC0"
    )

    def load(self):
        return lambda: iter(_documents)


def test_one_that_fails_is_told_and_the_others_are_measured():
    cells = run([load_task("seeds")], contestants(["politics", "hashed"], []), QUICK).cells
    assert cells[0]["error"].startswith("politics: fit:")
    assert "error" not in cells[1]


def test_a_process_that_dies_is_told_with_its_last_words(here, tmp_path):
    file = tmp_path / "dies.py"
    file.write_text(
        "import os, sys\n"
        "class Contestant:\n"
        "    def load(self, folder):\n"
        "        sys.stderr.write('no more memory\\n'); sys.stderr.flush(); os._exit(3)\n"
    )
    last_words = "dies: load: the process died: no more memory"
    with (
        Worker(Contestant(name="dies", kind="peer", python=here, file=file)) as worker,
        pytest.raises(ContestantError, match=last_words),
    ):
        worker.ask("load", folder="", text="")


def test_what_a_library_prints_does_not_disturb(here, tmp_path):
    file = tmp_path / "talks.py"
    file.write_text(
        "print('hello')\n"
        "class Contestant:\n"
        "    def classify(self, texts):\n"
        "        print(len(texts))\n"
    )
    texts = tmp_path / "texts"
    texts.write_text('"a"\n')
    with Worker(Contestant(name="talks", kind="peer", python=here, file=file)) as worker:
        assert worker.ask("batch", texts=str(texts), passes=3)["seconds"] > 0


def test_a_sample_is_spread_over_the_texts():
    texts = [f"{number:04}" for number in range(1000)]
    assert sample(texts, 1) == texts
    few = sample(texts, 0.0004)
    assert len(few) == 100
    assert few == sorted(few)
    assert few[-1] > "0900"


def test_results_survive_the_file(measured, tmp_path):
    path = tmp_path / "results.jsonl"
    write(measured, path)
    assert read(path) == [measured]
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    assert {line["schema"] for line in lines} == {1}
    assert lines[0]["machine"]["cores"]
    assert lines[0]["versions"]["radeh"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "nothing was measured"),
        ("{}\n", "line 1: no line of a benchmark"),
        ("not json\n", "line 1"),
        ('{"schema": 9, "record": "run"}\n', "schema 9"),
        ('{"schema": 1, "record": "cell"}\n', "before the first run"),
    ],
)
def test_a_bad_result_file_is_named(tmp_path, content, told):
    path = tmp_path / "results.jsonl"
    path.write_text(content)
    with pytest.raises(ResultsError, match=told):
        read(path)


def test_a_perturbation_is_found_by_name():
    assert load_perturbation("builtins:str")("متن") == "متن"
    with pytest.raises(TargetError, match=r"package\.module:function"):
        load_perturbation("nowhere:nothing")


def test_the_command_fails_where_what_was_named_cannot_be_measured(tmp_path):
    quick = ["--rounds", "1", "--megabytes", "0.01"]
    done = CliRunner().invoke(group, ["benchmark", "run", "--recipe", "politics", *quick])
    assert done.exit_code == 1
    assert "politics on seeds: politics: fit:" in done.output
