"""The seed corpus: labelled items written for this project, shipped as the data of a package."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files

from radeh import Document


def load() -> Iterator[Document]:
    """Yield the seed items, file by file; the text is the title and, under it, the body."""
    folder = files("radeh_seeds")
    for name in sorted(item.name for item in folder.iterdir() if item.name.endswith(".jsonl")):
        for line in (folder / name).read_text(encoding="utf-8").splitlines():
            item = json.loads(line)
            yield Document(
                id=item["id"],
                text=f"{item['title']}\n{item['text']}".strip(),
                labels=tuple(item["labels"]),
                split=item["split"],
                group=f"seeds-{item['lang']}",
                fields={
                    "manner": name.removesuffix(".jsonl"),
                    **{key: item[key] for key in ("lang", "style", "year", "dirt")},
                },
            )


def lexicon() -> Iterator[Document]:
    """Yield the terms of the lexicon, each as a text; its weight is among the fields."""
    for number, (term, labels, dialect, weight) in enumerate(_table("lexicon.tsv"), 1):
        yield Document(
            id=f"term-{number:04d}",
            text=term,
            labels=_labels(labels),
            fields={"lang": dialect, "weight": float(weight)},
        )


def readings() -> dict[str, tuple[str, ...]]:
    """Return labels made by reading of items of the corpus ``news-train``, by their ids."""
    return {id_: _labels(labels) for id_, labels in _table("readings.tsv")}


def _labels(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, cell.split(",")))


def _table(name: str) -> Iterator[list[str]]:
    lines = (files("radeh_seeds") / name).read_text(encoding="utf-8").splitlines()
    return (line.split("\t") for line in lines[1:])
