"""``radeh plugins`` and ``radeh plugins check``."""

from __future__ import annotations

import json
from typing import Any

import click

from radeh.cli.tables import show
from radeh.registry import Plugin, default_registry


def block_hint(plugin: Plugin) -> str:
    """Return the setting that keeps the plugin out."""
    return f"RADEH_BLOCK={plugin.name}"


@click.group("plugins", invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> None:
    """List plugins, their state, and what each offers.

    'loaded' plugins can be used, and so can those that are 'noisy' (they print when imported) or
    that 'shadow' a bundled name. All others are left out, and the last column says why.
    RADEH_BLOCK=name,name keeps plugins out; RADEH_STRICT=1 makes any trouble an error;
    RADEH_PLUGIN_TIMEOUT is how many seconds a plugin may take to load.
    """
    if ctx.invoked_subcommand is not None:
        return
    plugins = default_registry().plugins
    if as_json:
        described = [_described(plugin) for plugin in plugins]
        click.echo(json.dumps(described, ensure_ascii=False, indent=1))
        return
    show(
        ("plugin", "state", "from", "module", "ms", "offers, or why not"),
        [
            (
                plugin.name,
                plugin.state,
                f"{plugin.distribution} {plugin.version}".strip(),
                plugin.module,
                f"{1000 * plugin.seconds:.1f}",
                _told(plugin),
            )
            for plugin in plugins
        ],
    )


def _told(plugin: Plugin) -> str:
    offers = ", ".join(f"{offer.kind} {offer.record.name}" for offer in plugin.offers)
    trouble = plugin.cause
    if trouble and plugin.state != "blocked":
        trouble = f"{trouble} (to leave it out: {block_hint(plugin)})"
    return "; ".join(filter(None, (offers, trouble)))


def _described(plugin: Plugin) -> dict[str, Any]:
    return {
        "name": plugin.name,
        "state": plugin.state,
        "usable": plugin.usable,
        "distribution": plugin.distribution,
        "version": plugin.version,
        "module": plugin.module,
        "seconds": round(plugin.seconds, 6),
        "cause": plugin.cause,
        "block": block_hint(plugin),
        "offers": [
            {"kind": o.kind, "name": o.record.name, "summary": o.record.summary}
            for o in plugin.offers
        ],
    }


@command.command("check")
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="Print JSON lines.")
@click.option("--quiet", "-q", is_flag=True, help="Only what failed, and the count.")
def check(name: str, as_json: bool, quiet: bool) -> None:
    """Run the conformance kit on the installed plugin NAME.

    Every failed check is told with what was found and why the check exists. The exit status is 0
    if none failed, 1 if one did.
    """
    from radeh.testing import run_checks

    counts = {"passed": 0, "failed": 0, "skipped": 0}
    for outcome in run_checks(name):
        counts[outcome.state] += 1
        if as_json:
            click.echo(json.dumps(vars(outcome), ensure_ascii=False))
        elif outcome.state == "failed":
            why = "\n    ".join(outcome.why.splitlines())
            click.echo(f"failed   {outcome.id}\n    {outcome.reason}\n    why: {why}")
        elif not quiet:
            click.echo(
                f"{outcome.state:8} {outcome.id}" + f" ({outcome.reason})" * bool(outcome.reason)
            )
    if not as_json:
        told = ", ".join(f"{count} {state}" for state, count in counts.items())
        click.echo(f"{name}: {told}")
    if counts["failed"]:
        raise SystemExit(1)
