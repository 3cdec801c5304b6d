"""`radeh train`, `tune`, `evaluate` and `models show`, as a user meets them."""

import json
import re
from html.parser import HTMLParser

import pytest
from click.testing import CliRunner

import radeh
from radeh.cli import group

pytest.importorskip("jinja2")


def run(*arguments, **options):
    return CliRunner().invoke(group, list(map(str, arguments)), **options)


@pytest.fixture(scope="module")
def data(tmp_path_factory, multilabel):
    """The small multi-label problem, three times over, with a field to split by."""
    path = tmp_path_factory.mktemp("data") / "data.jsonl"
    rows = [
        {"id": f"{n}", "text": f"{text} {n % 3}", "labels": labels, "year": 2000 + n}
        for n, (text, labels) in enumerate(list(zip(*multilabel, strict=True)) * 3)
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


@pytest.fixture(scope="module")
def model(data, tmp_path_factory):
    path = tmp_path_factory.mktemp("model") / "model"
    done = run("train", "--recipe", "words", "--data", data, "--output", path)
    assert done.exit_code == 0, done.output
    return path


def test_parameters_reach_the_recipe(data, tmp_path):
    done = run(
        "train", "--recipe", "words", "--data", data, "--output", tmp_path / "m.zip",
        "--param", "features__ngram_range=(1, 2)", "--param", "classifier__C=0.5",
        "--param", "features__norm=null",
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    steps = radeh.load(tmp_path / "m.zip").steps
    assert steps["features"].params["ngram_range"] == (1, 2)
    assert steps["features"].params["norm"] is None
    assert steps["classifier"].params["C"] == 0.5


@pytest.mark.parametrize("how", ["0.3", "by:year", "time:year", "FILE"])
def test_a_validation_is_told_and_kept_in_the_model(data, tmp_path, how):
    how = str(data) if how == "FILE" else how
    options = ["--data", data, "--validation", how, "--output", tmp_path / "m"]
    done = run("train", "--recipe", "words", *options)
    assert done.exit_code == 0, done.output
    heading, *rows = (line.split("\t") for line in done.stdout.splitlines()[:3])
    assert heading[-3:] == ["precision", "recall", "F1"]
    found = radeh.load(tmp_path / "m").about["metrics"]
    for row in rows:
        assert float(row[-1]) == pytest.approx(found["per_label"][row[0]]["f1"], abs=0.001)
    learned = radeh.load(tmp_path / "m").about["documents"]
    assert learned == 42 if how == str(data) else learned + found["documents"] == 42


def test_a_folder_a_class_is_multi_class(multiclass, tmp_path):
    for n, (text, label) in enumerate(zip(*multiclass, strict=True)):
        (tmp_path / "data" / label).mkdir(parents=True, exist_ok=True)
        (tmp_path / "data" / label / f"{n}.txt").write_text(text, encoding="utf-8")
    done = run(
        "train", "--recipe", "words", "--data", tmp_path / "data", "--param",
        "features__min_df=1", "--output", tmp_path / "m",
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    assert not radeh.load(tmp_path / "m").multilabel
    done = run("evaluate", "--model", tmp_path / "m", "--data", tmp_path / "data")
    assert "true, given:\tmarket\tsport" in done.stdout


def test_labels_as_an_object_may_be_unknown_and_the_test_part_is_left_out(tmp_path):
    rows = [
        {"text": "قیمت نفت", "labels": {"market": 1, "sport": None}},
        {"text": "تیم گل زد", "labels": {"market": 0, "sport": 1}},
        {"text": "بانک وام داد", "labels": {"market": 1, "sport": 0}},
        {"text": "باران", "labels": {"market": 0, "sport": 0}, "split": "test"},
    ]
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    first = next(radeh.read_documents(str(path)))
    assert (first.labels, first.unknown) == (("market",), ("sport",))
    data = tmp_path / "many.jsonl"
    data.write_text(path.read_text() * 3)
    done = run("train", "--recipe", "politics", "--data", data, "--output", tmp_path / "m")
    assert isinstance(done.exception, radeh.RadehError)  # the labels of that recipe are its own
    assert "'market', 'sport'" in str(done.exception)
    done = run("train", "--recipe", "words", "--data", data, "--output", tmp_path / "m")
    assert "9 documents (3 of the split test left out)" in done.output
    assert radeh.load(tmp_path / "m").multilabel


def test_tuned_parameters_are_trained_with(data, tmp_path):
    done = run(
        "tune", "--recipe", "words", "--data", data, "--space", "classifier__C=0.1,10", "--space",
        "features__ngram_range=(1,1),(1,2)", "--folds", "2", "--output", tmp_path / "t.json",
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    best = json.loads((tmp_path / "t.json").read_bytes())["params"]
    done = run(
        "train", "--recipe", "words", "--data", data, "--params-from", tmp_path / "t.json",
        "--output", tmp_path / "m",
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    steps = radeh.load(tmp_path / "m").steps
    assert steps["classifier"].params["C"] == best["classifier__C"]
    assert steps["features"].params["ngram_range"] == tuple(best["features__ngram_range"])


def test_a_random_search_takes_ranges(data):
    done = run(
        "tune", "--recipe", "words", "--data", data, "--space", "classifier__C=log(0.1,10)",
        "--search", "random", "--n-iter", "2", "--folds", "2",
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    assert len(done.stdout.splitlines()) == 3
    assert run("tune", "--recipe", "words", "--data", data, "--space", "C").exit_code == 2


class Page(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.links, self.text = [], [], []

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.links += [v for k, v in attributes if k in ("href", "src", "srcset", "action")]

    def handle_data(self, data):
        self.text.append(data)


def test_the_page_is_whole_needs_no_network_and_escapes_what_it_is_given(model, tmp_path):
    evil = "<script>alert(1)</script> قیمت دلار"
    rows = [{"id": "<b>1", "text": evil, "labels": ["sport"]}] * 2
    rows.append({"id": "2", "text": "قیمت دلار در بازار", "labels": ["market"]})
    data = tmp_path / "a.jsonl"
    data.write_text("".join(json.dumps(row) + "\n" for row in rows))
    page = tmp_path / "r.html"
    done = run("evaluate", "--model", model, "--data", data, "--report", page)
    assert done.exit_code == 0, done.output
    source = page.read_text(encoding="utf-8")
    parsed = Page()
    parsed.feed(source)
    assert parsed.tags.count("svg") == 4  # two curves a label
    assert parsed.links == ["data:,"]
    assert "script" not in parsed.tags
    assert not re.search(r"@import|url\(", source)
    assert evil in "".join(parsed.text)
    assert {"market", "sport"} <= {text.strip() for text in parsed.text}


def test_the_report_as_json_holds_what_the_text_says(model, data):
    found = json.loads(run("evaluate", "--model", model, "--data", data, "--format", "json").stdout)
    text = run("evaluate", "--model", model, "--data", data).stdout.splitlines()
    cells = text[1].split("\t")
    assert cells[0] == "market"
    assert float(cells[3]) == pytest.approx(found["per_label"]["market"]["f1"], abs=0.001)
    assert sum(row["documents"] for row in found["combinations"]) == found["documents"] == 42
    assert found["about"]["corpus"] == str(data)


def test_what_is_in_a_model_is_shown(model):
    shown = run("models", "show", model).stdout
    assert "persian/persian" in shown
    assert "4 texts score as when it was trained" in shown
    described = json.loads(run("models", "show", "news-topics", "--json").stdout)
    assert [label["label"] for label in described["labels"]] == ["politics", "security", "economy"]
    assert described["steps"][0]["here"]
