"""The command ``radeh``: one module a command, imported when it is called."""

from __future__ import annotations

import importlib
import sys
import warnings
from typing import Any

import click

from radeh.errors import ModelDriftWarning, PluginLoadWarning, RadehError

#: command -> (module, one line for --help); the line is here so that --help imports no command.
COMMANDS = {
    "classify": ("radeh.cli.classify", "Classify files, or standard input."),
    "train": ("radeh.cli.train", "Train a recipe on labelled documents."),
    "tune": ("radeh.cli.tune", "Search the parameters of a recipe."),
    "evaluate": ("radeh.cli.evaluate", "Judge a model; report as text, JSON or HTML."),
    "plugins": ("radeh.cli.plugins", "List plugins, their state, and what each offers."),
    "recipes": ("radeh.cli.listing:recipes", "List recipes."),
    "corpora": ("radeh.cli.listing:corpora", "List corpora."),
    "models": ("radeh.cli.models", "List trained models; show what is in one."),
}


class _Commands(click.Group):
    """A group whose commands are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(importlib.import_module(module), attribute or "command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


def _show_versions(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if not wanted or ctx.resilient_parsing:
        return
    from radeh.compiled import told
    from radeh.registry import default_registry, host_version

    click.echo(f"radeh {host_version()}")
    for plugin in default_registry().plugins:
        state = "" if plugin.state == "loaded" else f" ({plugin.state})"
        click.echo(f"  {plugin.name}: {plugin.distribution} {plugin.version}{state}")
    click.echo(f"scoring: {told()}")
    ctx.exit()


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_show_versions,
    help="Show the versions of radeh and its plugins.",
)
def group() -> None:
    """Text classification for Persian: politics, security, economy, or your own labels."""


def _one_line_warning(message: Warning | str, category: type[Warning], *_: Any, **__: Any) -> str:
    return f"warning: {message}\n"


def main() -> None:
    """Run the command line; what radeh itself refuses is one line and exit status 2."""
    warnings.simplefilter("always", PluginLoadWarning)
    warnings.simplefilter("always", ModelDriftWarning)
    warnings.formatwarning = _one_line_warning
    try:
        group(prog_name="radeh")
    except RadehError as error:
        click.echo(f"radeh: {error}", err=True)
        sys.exit(2)
    except BrokenPipeError:
        # The reader has seen enough. Python would complain once more when it flushes at exit.
        sys.stdout = None
        sys.exit(0)
