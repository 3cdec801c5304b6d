"""``radeh recipes``, ``radeh corpora`` and ``radeh models``: what the plugins offer."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import click

from radeh.cli.tables import show
from radeh.registry import default_registry


def _listing(kind: str, plural: str, columns: dict[str, Callable[[Any], str]]) -> click.Command:
    @click.command(plural, help=f"List {plural}.")
    @click.option("--json", "as_json", is_flag=True, help="Print JSON.")
    def command(as_json: bool) -> None:
        offers = default_registry().offers(kind)
        if as_json:
            described = [{"plugin": o.plugin, **o.record.as_dict()} for o in offers]
            click.echo(json.dumps(described, ensure_ascii=False, indent=1))
            return
        show(
            ("name", "plugin", *columns, "summary"),
            [
                (
                    offer.record.name,
                    offer.plugin,
                    *(value(offer.record) for value in columns.values()),
                    offer.record.summary,
                )
                for offer in offers
            ],
        )

    return command


def _features(recipe: Any) -> str:
    return recipe.features if isinstance(recipe.features, str) else " + ".join(recipe.features)


recipes = _listing(
    "recipe",
    "recipes",
    {
        "normalizer": lambda recipe: recipe.normalizer or "none",
        "features": _features,
        "classifier": lambda recipe: recipe.classifier,
    },
)
_LABELLED: dict[str, Callable[[Any], str]] = {
    "labels": lambda record: ", ".join(record.labels),
    "license": lambda record: record.license,
}
corpora = _listing("corpus", "corpora", _LABELLED)
models = _listing("model", "models", _LABELLED)
