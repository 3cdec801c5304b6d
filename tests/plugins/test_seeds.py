"""The seed corpus keeps the promises of its data card (seeds/README.md)."""

import json
from collections import Counter
from itertools import combinations

import pytest
from places import ROOT

import radeh
from radeh_topics.seeds import lexicon, readings

LABELS = ("politics", "security", "economy")
STYLES = {"headline", "lead", "article", "page"}
FILES = sorted((ROOT / "seeds").glob("*.jsonl"))


@pytest.fixture(scope="module")
def items():
    lines = [line for path in FILES for line in path.read_text(encoding="utf-8").splitlines()]
    return [json.loads(line) for line in lines]


def test_every_item_is_whole(items):
    for item in items:
        assert item["title"].strip(), item["id"]
        assert set(item["labels"]) <= set(LABELS), item["id"]
        assert item["lang"] in {"pes", "prs"}, item["id"]
        assert item["style"] in STYLES, item["id"]
        assert item["split"] in {"train", "test"}, item["id"]
        assert bool(item["text"]) == (item["style"] != "headline"), item["id"]
        lines = item["text"].split("\n")
        assert all(line in lines for line in item.get("furniture", ())), item["id"]


def test_ids_and_titles_are_unique(items):
    for key in ("id", "title"):
        assert [name for name, n in Counter(i[key] for i in items).items() if n > 1] == []


def test_all_eight_label_sets_in_both_parts(items):
    wanted = {c for size in range(4) for c in combinations(LABELS, size)}
    for split in ("train", "test"):
        assert {tuple(i["labels"]) for i in items if i["split"] == split} == wanted


def test_at_least_a_third_is_as_scraped(items):
    assert sum(bool(item["dirt"]) for item in items) >= len(items) / 3


def test_at_least_half_is_dari(items):
    assert 2 * sum(item["lang"] == "prs" for item in items) >= len(items)


def test_no_two_items_share_eight_words(items):
    """Items of the two parts least of all: the test part must not be learned by heart."""
    owner = {}
    for item in items:
        body = [line for line in item["text"].split("\n") if line not in item.get("furniture", ())]
        words = " ".join([item["title"], *body]).split()
        for start in range(len(words) - 7):
            shingle = tuple(words[start : start + 8])
            assert owner.setdefault(shingle, item["id"]) == item["id"], shingle


def test_the_corpus_record_loads_them_all(items):
    documents = list(radeh.default_registry().find("corpus", "seeds").load()())
    assert {d.id for d in documents} == {item["id"] for item in items}
    assert all(d.text.startswith(d.fields["title"]) for d in documents if "title" in d.fields)


def test_readings_name_items_once_and_only_known_labels():
    lines = (ROOT / "seeds" / "readings.tsv").read_text(encoding="utf-8").splitlines()[1:]
    ids, labels = zip(*(line.split("\t") for line in lines), strict=True)
    assert len(set(ids)) == len(ids)
    assert {name for cell in labels for name in cell.split(",") if name} == set(LABELS)
    assert len(readings()) == len(ids)
    assert () in readings().values()


def test_terms_are_one_of_a_kind_with_labels_a_dialect_and_a_weight():
    found = list(lexicon())
    assert {d.labels for d in found} == {c for size in range(4) for c in combinations(LABELS, size)}
    assert {d.fields["lang"] for d in found} == {"pes", "prs", "both"}
    assert all(0 < d.fields["weight"] <= 1 for d in found)
    assert len({d.text for d in found}) == len(found)
    assert max(len(d.text.split()) for d in found) <= 4
