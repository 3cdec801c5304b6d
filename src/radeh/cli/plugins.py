"""``radeh plugins``."""

from __future__ import annotations

import json

import click

from radeh.cli.tables import show
from radeh.registry import default_registry


@click.command("plugins")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(as_json: bool) -> None:
    """List plugins, their state, and what each offers."""
    plugins = default_registry().plugins
    if as_json:
        described = [
            {
                "name": plugin.name,
                "state": plugin.state,
                "distribution": plugin.distribution,
                "version": plugin.version,
                "cause": plugin.cause,
                "offers": [{"kind": o.kind, "name": o.record.name} for o in plugin.offers],
            }
            for plugin in plugins
        ]
        click.echo(json.dumps(described, ensure_ascii=False, indent=1))
        return
    show(
        ("plugin", "state", "from", "offers, or cause"),
        [
            (
                plugin.name,
                plugin.state,
                f"{plugin.distribution} {plugin.version}".strip(),
                plugin.cause
                or ", ".join(f"{offer.kind} {offer.record.name}" for offer in plugin.offers),
            )
            for plugin in plugins
        ],
    )
