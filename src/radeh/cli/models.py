"""``radeh models``: the trained models that plugins offer, and what is in one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from radeh.cli.listing import models as listing
from radeh.cli.tables import show

if TYPE_CHECKING:
    from radeh.model import Model


@click.group("models", invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def command(ctx: click.Context, /, as_json: bool) -> None:
    """List trained models; 'radeh models show' tells what is in one."""
    if ctx.invoked_subcommand is None:
        ctx.invoke(listing, as_json=as_json)


@command.command("show")
@click.argument("name_or_path")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def show_model(name_or_path: str, as_json: bool) -> None:
    """Print what a model is made of, and whether it still scores as when it was trained."""
    from radeh.loading import load

    described = describe(load(name_or_path))
    if as_json:
        click.echo(json.dumps(described, ensure_ascii=False, indent=1, default=str))
        return
    steps, labels = described.pop("steps"), described.pop("labels")
    for key, value in described.items():
        plain = isinstance(value, str)
        told = value if plain else json.dumps(value, ensure_ascii=False, default=str)
        click.echo(f"{key}: {told}")
    click.echo()
    show(tuple(labels[0]), [tuple(map(str, label.values())) for label in labels])
    click.echo()
    show(
        ("step", "component", "trained with", "here", "parameters"),
        [
            (
                step["step"],
                step["component"],
                step["trained_with"],
                step["here"],
                ", ".join(f"{name}={value!r}" for name, value in step["params"].items()),
            )
            for step in steps
        ],
    )


def describe(model: Model) -> dict[str, Any]:
    """Return what a model is made of as JSON values."""
    from radeh.loading import installed_version
    from radeh.registry import default_registry

    changes = model.check_golden()
    return {
        "recipe": model.recipe.name,
        "kind": "any number of labels" if model.multilabel else "exactly one label",
        "manifest_sha256": model.digest,
        "review_band": list(model.review_band),
        **model.about,
        "golden": "; ".join(changes) or f"{len(model.golden)} texts score as when it was trained",
        "labels": [
            {
                "label": label,
                **{aim: round(float(t[k]), 4) for aim, t in model.thresholds.items()},
            }
            for k, label in enumerate(model.labels)
        ],
        "steps": [
            {
                "step": name,
                "component": f"{step.plugin}/{step.component}",
                "trained_with": f"{step.distribution} {step.version}".strip(),
                "here": installed_version(step, default_registry()),
                "params": dict(step.params),
            }
            for name, step in model.steps.items()
        ],
    }
