"""``radeh benchmark``: run, pair, compare, report and board."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from radeh.benchmark.contest import Settings
    from radeh.benchmark.task import Task

Command = TypeVar("Command", bound=Callable[..., Any])

_MEASURED = (
    click.option("--recipe", "recipes", multiple=True, help="May be repeated; all by default."),
    click.option("--model", "models", multiple=True, metavar="NAME|DIR", help="May be repeated."),
    click.option(
        "--corpus", "corpora", multiple=True, default=("seeds",), show_default=True,
        help="May be repeated.",
    ),
    click.option(
        "--how",
        type=click.Choice(("auto", "published", "sources", "folds")),
        default="auto",
        show_default=True,
        help="The corpus's own split, whole sources left out, or stratified folds.",
    ),
    click.option("--folds", default=5, show_default=True),
    click.option(
        "--seed", "seeds", type=int, multiple=True, default=(0,), show_default=True,
        help="May be repeated; accuracy is the mean.",
    ),
    click.option("--megabytes", default=1.0, show_default=True, help="Most text in a round."),
    click.option("--threads", default=1, show_default=True, help="Of a contestant's libraries."),
    click.option(
        "--perturb", "perturbations", multiple=True, metavar="NAME=MODULE:FUNCTION",
        help="Also count the documents whose labels change; may be repeated.",
    ),
)  # fmt: skip


def _measured(command: Command) -> Command:
    for option in reversed(_MEASURED):
        command = option(command)
    return command


@click.group("benchmark")
def command() -> None:
    """Measure recipes and models, compare two runs, draw them."""


def _prepare(options: dict[str, Any]) -> tuple[list[Task], Settings]:
    from radeh.benchmark.contest import Settings
    from radeh.benchmark.run import load_perturbation
    from radeh.benchmark.task import load_task

    tasks = [
        load_task(name, how=options["how"], folds=options["folds"], seed=options["seeds"][0])
        for name in options["corpora"]
    ]
    sys.path.insert(0, "")  # a perturbation may be a module of the working directory
    named = [item.partition("=")[::2] for item in options["perturbations"]]
    settings = Settings(
        seeds=options["seeds"],
        rounds=options["rounds"],
        fit_rounds=options["fit_rounds"],
        megabytes=options["megabytes"],
        threads=options["threads"],
        perturbations={name: load_perturbation(target) for name, target in named},
        say=lambda line: click.echo(line, err=True),
    )
    return tasks, settings


def _names(options: dict[str, Any]) -> tuple[list[str], list[str]]:
    from radeh.registry import default_registry

    recipes, models = list(options["recipes"]), list(options["models"])
    if not recipes and not models:
        recipes = [offer.record.name for offer in default_registry().offers("recipe")]
    return recipes, models


@command.command("run")
@_measured
@click.option("--rounds", default=5, show_default=True, help="Of timing; the median counts.")
@click.option("--fit-rounds", default=1, show_default=True, help="Of timing a plain fit.")
@click.option(
    "--unlabelled", default="", metavar="CORPUS", help="Features learn from its texts too."
)
@click.option("--output", type=click.Path(dir_okay=False), help="Write JSON lines here.")
@click.pass_context
def run(ctx: click.Context, /, output: str | None, **options: Any) -> None:
    """Measure recipes and models on corpora, and print the board.

    Whatever an installed plugin offers can be named. The exit status is 1 if a recipe or a model
    that was named could not be measured, or if nothing was.
    """
    from radeh.benchmark import board, results
    from radeh.benchmark.run import contestants
    from radeh.benchmark.run import run as measure

    tasks, settings = _prepare(options)
    taking_part = contestants(*_names(options), unlabelled=options["unlabelled"])
    measured = measure(tasks, taking_part, settings)
    if output:
        results.write(measured, output)
    click.echo(board.to_text(measured), nl=False)
    named = options["recipes"] or options["models"]
    if not measured.measured or (named and measured.failed):
        ctx.exit(1)


@command.command("pair")
@_measured
@click.option("--rounds", default=7, show_default=True, help="Of timing; median and best count.")
@click.option("--fit-rounds", default=3, show_default=True, help="Of timing a plain fit.")
@click.option("--base", required=True, metavar="PYTHON", help="The interpreter with base's radeh.")
@click.option("--head", required=True, metavar="PYTHON", help="The interpreter with head's radeh.")
@click.option("--base-commit", default="", help="For the record.")
@click.option("--head-commit", default="", help="For the record.")
@click.option("--output", required=True, type=click.Path(file_okay=False), metavar="FOLDER")
@click.pass_context
def pair(ctx: click.Context, /, **options: Any) -> None:
    """Measure two environments, round by round in turn, for 'radeh benchmark compare'.

    Writes base.jsonl and head.jsonl into the folder. Both environments get the same texts, clocks
    and rounds; only then may speed be compared.
    """
    from radeh.benchmark import results
    from radeh.benchmark.run import contestants, run_pair

    tasks, settings = _prepare(options)
    sides = run_pair(
        tasks,
        contestants(*_names(options)),
        settings,
        pythons=(options["base"], options["head"]),
        commits=(options["base_commit"], options["head_commit"]),
    )
    for side, name in zip(sides, ("base", "head"), strict=True):
        results.write(side, Path(options["output"]) / f"{name}.jsonl")
    if not any(side.measured for side in sides):
        ctx.exit(1)


@command.command("compare")
@click.argument("base", type=click.Path(dir_okay=False))
@click.argument("head", type=click.Path(dir_okay=False))
@click.option("--accuracy", default=0.5, show_default=True, help="Most points that may be lost.")
@click.option("--slowdown", default=1.5, show_default=True, help="Factor from which speed fails.")
@click.option("--growth", default=10.0, show_default=True, help="Of modules and sizes, in percent.")
@click.option("--allow-import", multiple=True, metavar="PACKAGE", help="May be repeated.")
@click.option("--markdown", type=click.Path(dir_okay=False), help="Also write the comparison here.")
@click.pass_context
def compare(
    ctx: click.Context,
    base: str,
    head: str,
    accuracy: float,
    slowdown: float,
    growth: float,
    allow_import: tuple[str, ...],
    markdown: str | None,
) -> None:
    """Compare two runs; the exit status is 1 if HEAD is worse than BASE.

    Accuracy, imports and sizes are held hard. Speed counts only if the two were measured by one
    'radeh benchmark pair', and differ by the factor and by 5 ms a round.
    """
    from radeh.benchmark.compare import Tolerances, to_markdown
    from radeh.benchmark.compare import compare as judge
    from radeh.benchmark.results import read_last

    tolerances = Tolerances(
        accuracy=accuracy / 100,
        slowdown=slowdown,
        growth=growth / 100,
        allowed=frozenset(allow_import),
    )
    comparison = judge(read_last(base), read_last(head), tolerances)
    text = to_markdown(comparison)
    if markdown:
        Path(markdown).write_text(text, encoding="utf-8")
    click.echo(text, nl=False)
    if comparison.regressions:
        ctx.exit(1)


@command.command("report")
@click.argument("results", nargs=-1, required=True, type=click.Path(dir_okay=False))
@click.option("--output", default="benchmark.html", show_default=True)
@click.option("--title", default="radeh benchmark", show_default=True)
def report(results: tuple[str, ...], output: str, title: str) -> None:
    """Draw one or several runs, oldest first, as one HTML page that needs nothing else."""
    from radeh.benchmark.report import write_html
    from radeh.benchmark.results import read

    write_html([run for path in results for run in read(path)], output, title)
    click.echo(f"written to {output}")


@command.command("board")
@click.argument("result", type=click.Path(dir_okay=False))
@click.option("--insert", type=click.Path(dir_okay=False), help="Into this document's markers.")
def board(result: str, insert: str | None) -> None:
    """Print a run's board as Markdown, or put it between the markers of a document."""
    from radeh.benchmark.board import insert as put
    from radeh.benchmark.board import to_markdown
    from radeh.benchmark.results import read_last

    if insert:
        changed = put(read_last(result), insert)
        click.echo(f"{insert}: {'the board was renewed' if changed else 'the board is up to date'}")
    else:
        click.echo(to_markdown(read_last(result)), nl=False)
