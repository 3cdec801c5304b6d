"""``radeh tune``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from radeh.cli.labelled import data_options, read_labelled, space, without_test
from radeh.cli.tables import show

_SHOWN = 10


@click.command("tune")
@click.option("--recipe", required=True, help="A recipe's name (see 'radeh recipes').")
@data_options
@click.option(
    "--space",
    "given",
    required=True,
    multiple=True,
    metavar="STEP__NAME=VALUES",
    help="Values to try: 0.1,1,10 or, with --search random, log(0.1,10), uniform(0,1); repeatable.",
)
@click.option("--search", type=click.Choice(("grid", "random")), default="grid", show_default=True)
@click.option("--n-iter", default=20, show_default=True, help="Candidates of a random search.")
@click.option(
    "--scoring",
    type=click.Choice(("average_precision", "f1")),
    default="average_precision",
    show_default=True,
)
@click.option("--folds", default=5, show_default=True)
@click.option("--n-jobs", default=1, show_default=True, help="Processes; -1 takes every core.")
@click.option("--seed", default=0, show_default=True)
@click.option("--output", type=click.Path(), help="Write all candidates, for train --params-from.")
def command(
    recipe: str,
    sources: tuple[str, ...],
    given: tuple[str, ...],
    output: str | None,
    **options: Any,
) -> None:
    """Search the parameters with which a recipe does best on documents that it has not seen."""
    from radeh.tuning import tune

    documents = without_test(read_labelled(sources, options))
    wanted = ("search", "n_iter", "scoring", "folds", "n_jobs", "seed")
    names = sorted({label for document in documents for label in document.labels})
    found = tune(
        recipe,
        documents,
        space=space(given),
        label_names=names,
        **{name: options[name] for name in wanted},
    )
    columns = list(found.params)
    show(
        (*columns, f"macro {found.scoring}", "deviation"),
        [
            (
                *(str(candidate["params"][name]) for name in columns),
                f"{candidate['score']:.4f}",
                f"{candidate['deviation']:.4f}",
            )
            for candidate in found.candidates[:_SHOWN]
        ],
    )
    if output:
        text = json.dumps(found.as_dict(), ensure_ascii=False, indent=1, default=str)
        Path(output).write_text(text + "\n", encoding="utf-8")
        click.echo(f"{len(found.candidates)} candidates written to {output}")
