"""The command line as a user meets it: output against golden files, errors, exit status."""

import json
import os
import sys

import pytest
from click.testing import CliRunner
from places import EXAMPLES, ROOT

import radeh
from radeh.cli import group, main
from radeh.compiled import native_module

GOLDEN = ROOT / "tests" / "golden"


def run(*arguments, **options):
    return CliRunner().invoke(group, list(map(str, arguments)), **options)


def compare(name, output):
    """Compare with a golden file; UPDATE_GOLDEN=1 writes it, for a person to read in the diff."""
    path = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN") == "1":
        path.write_text(output, encoding="utf-8")
    assert output == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("arguments", [["--help"], ["classify", "--help"], ["train", "--help"]])
def test_help(arguments):
    done = run(*arguments, prog_name="radeh")
    assert done.exit_code == 0
    compare("-".join(arguments).strip("-").replace("--", "") + ".txt", done.output)


@pytest.mark.parametrize("command", ["recipes", "models", "corpora"])
def test_listing(command):
    compare(f"{command}.txt", run(command).output)


def test_a_page_with_all_three_topics_and_two_with_none(monkeypatch):
    monkeypatch.chdir(EXAMPLES)
    done = run("classify", "dari-page.txt", "football.txt", "kebab.txt", "--format", "jsonl")
    found = {item["id"]: item for item in map(json.loads, done.output.splitlines())}
    assert set(found["dari-page.txt"]["labels"]) == {"politics", "security", "economy"}
    assert found["football.txt"]["labels"] == found["kebab.txt"]["labels"] == []


@pytest.mark.parametrize("output_format", ["table", "csv", "jsonl"])
def test_every_format_says_the_same(monkeypatch, output_format):
    monkeypatch.chdir(EXAMPLES)
    done = run("classify", "football.txt", "kebab.txt", "--format", output_format)
    assert done.exit_code == 0
    assert "football.txt" in done.output
    assert len(done.output.splitlines()) == (2 if output_format == "jsonl" else 3)


def test_a_bad_file_is_told_and_the_others_are_classified(tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "image.png").write_bytes(b"\x89PNG\x00")
    (tmp_path / "latin.txt").write_bytes(b"caf\xe9")
    bad = [tmp_path / "missing.txt", tmp_path, *sorted(tmp_path.iterdir())]
    done = run("classify", *bad, EXAMPLES / "kebab.txt", "--format", "jsonl")
    assert done.exit_code == 2
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == [
        str(EXAMPLES / "kebab.txt")
    ]
    told = done.stderr.splitlines()
    assert len(told) == len(bad)
    for path, line in zip(bad, told, strict=True):
        assert line.startswith(f"radeh: {path}: ")


def test_an_unknown_model_is_one_line_and_status_2(monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["radeh", "classify", "--model", "nope", "README.md"])
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == 2
    told = capsys.readouterr().err
    assert len(told.splitlines()) == 1
    assert "'nope'" in told


def test_a_model_is_trained_and_used(tmp_path, multilabel):
    data = tmp_path / "data.jsonl"
    rows = [{"text": t, "labels": label} for t, label in zip(*multilabel, strict=True)] * 3
    data.write_text("".join(json.dumps(row) + "\n" for row in rows))
    done = run("train", "--recipe", "words", "--data", data, "--output", tmp_path / "model")
    assert done.exit_code == 0, done.output
    assert "42 documents" in done.output
    done = run("classify", data, "--model", tmp_path / "model", "--format", "jsonl")
    assert set(json.loads(done.output.splitlines()[0])["scores"]) == {"market", "sport"}


def test_a_lexicon_teaches_what_no_text_says(tmp_path, multilabel):
    data, lexicon = tmp_path / "data.jsonl", tmp_path / "terms.tsv"
    rows = [{"text": t, "labels": label} for t, label in zip(*multilabel, strict=True)] * 3
    rows += [{"text": "کریکت تماشا", "labels": ["market"]}] * 3
    data.write_text("".join(json.dumps(row) + "\n" for row in rows))
    lexicon.write_text("text\tlabels\nکریکت\tsport\nتماشا\t\n", encoding="utf-8")
    scores = []
    for extra in ((), ("--lexicon", lexicon), ("--lexicon", lexicon, "--lexicon-weight", "50")):
        model = tmp_path / f"model{len(scores)}"
        done = run("train", "--recipe", "words", "--data", data, "--output", model, *extra)
        assert done.exit_code == 0, done.output
        scores.append(radeh.load(model).classify("کریکت").scores["sport"])
    assert scores[0] < scores[1] < scores[2]


@pytest.mark.parametrize(
    ("terms", "options", "told"),
    [
        ("text\tlabels\nکریکت\tcricket\n", (), "'کریکت', has labels that no text has: cricket"),
        ("word\tlabels\nکریکت\tsport\n", (), "'text'"),
        (None, (), "terms.tsv"),
        ("text\tlabels\nکریکت\tsport\n", ("--lexicon-weight", "-1"), "--lexicon-weight"),
    ],
)
def test_a_lexicon_that_cannot_teach_is_named(
    tmp_path, multilabel, monkeypatch, capsys, terms, options, told
):
    data, lexicon = tmp_path / "data.jsonl", tmp_path / "terms.tsv"
    rows = [{"text": t, "labels": label} for t, label in zip(*multilabel, strict=True)]
    data.write_text("".join(json.dumps(row) + "\n" for row in rows))
    if terms is not None:
        lexicon.write_text(terms, encoding="utf-8")
    command = ["train", "--recipe", "words", "--data", data, "--lexicon", lexicon, *options]
    monkeypatch.setattr("sys.argv", ["radeh", *map(str, command), "--output", str(tmp_path / "m")])
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == 2
    assert told in capsys.readouterr().err
    assert not (tmp_path / "m").exists()


def test_training_without_labels_says_which_field_was_looked_at(tmp_path, monkeypatch, capsys):
    data = tmp_path / "data.jsonl"
    data.write_text('{"text": "x", "topic": "y"}\n')
    arguments = ["train", "--recipe", "words", "--data", str(data), "--output", "m"]
    monkeypatch.setattr("sys.argv", ["radeh", *arguments])
    with pytest.raises(SystemExit):
        main()
    assert "'labels'" in capsys.readouterr().err


def test_version_names_radeh_and_its_plugins():
    lines = run("--version").output.splitlines()
    assert lines[0].startswith("radeh 0.")
    assert any(line.strip().startswith("topics: radeh") for line in lines)


def test_version_says_whether_the_compiled_scorer_is_in_use(monkeypatch):
    told = run("--version").output.splitlines()[1]
    assert told.startswith("  compiled scorer: ")
    assert ("not in use" in told) == (native_module("radeh._native") is None)
    monkeypatch.setenv("RADEH_NATIVE", "0")
    assert "not in use, as RADEH_NATIVE=0 asks" in run("--version").output
    monkeypatch.delenv("RADEH_NATIVE")
    monkeypatch.setitem(sys.modules, "radeh._native", None)  # as if it had not been built
    assert "install a C compiler" in run("--version").output
