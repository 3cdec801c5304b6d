"""``radeh evaluate``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from radeh.cli.labelled import data_options, read_labelled
from radeh.cli.tables import show
from radeh.operating_points import OPERATING_POINTS

if TYPE_CHECKING:
    from radeh.evaluation import Report


@click.command("evaluate")
@click.option("--model", "model_name", required=True, metavar="NAME|PATH")
@data_options
@click.option("--split", default="", help="Only the documents of this split, such as test.")
@click.option("--operating-point", type=click.Choice(OPERATING_POINTS), default="balanced")
@click.option("--format", "output_format", type=click.Choice(("text", "json")), default="text")
@click.option("--report", type=click.Path(), help="Write an HTML page that needs no network.")
@click.option("--mistakes", default=20, show_default=True, help="How many of the worst to list.")
def command(model_name: str, sources: tuple[str, ...], report: str | None, **options: Any) -> None:
    """Judge a model on labelled documents."""
    from radeh.evaluation import evaluate
    from radeh.loading import load

    documents = read_labelled(sources, options)
    found = evaluate(
        load(model_name),
        documents,
        operating_point=options["operating_point"],
        split=options["split"],
        mistakes=options["mistakes"],
    )
    found.about.update(corpus=", ".join(sources), model=model_name)
    if report:
        found.save_html(report)
    if options["output_format"] == "json":
        click.echo(json.dumps(found.as_dict(), ensure_ascii=False, indent=1))
    else:
        _text(found)


def _text(report: Report) -> None:
    names = ("precision", "recall", "f1", "average_precision", "ece")
    rows = [
        (label, *(f"{found[name]:.3f}" for name in names), str(found["support"]))
        for label, found in report.per_label.items()
    ]
    for name, found in report.averages.items():
        cells = (f"{found[name]:.3f}" if name in found else "" for name in names)
        rows.append((f"{name} average", *cells, ""))
    headings = ("label", "precision", "recall", "F1", "average precision", "calibration error")
    show((*headings, "holds"), rows)
    click.echo()
    if report.confusion:
        labels = list(report.confusion)
        table = [(a, *(str(n) for n in row.values())) for a, row in report.confusion.items()]
        show(("true, given:", *labels), table)
    else:
        show(
            ("labels that hold", "documents", "exactly right", "recall of each"),
            [
                (
                    " + ".join(row["labels"]) or "none",
                    str(row["documents"]),
                    f"{row['exact']:.3f}",
                    ", ".join(f"{label} {share:.3f}" for label, share in row["recall"].items()),
                )
                for row in report.combinations
            ],
        )
    for mistake in report.mistakes:
        truth = "holds" if mistake["truth"] else "does not hold"
        click.echo(
            f"\n{mistake['id']}: {mistake['label']} {truth}, score {mistake['score']:.2f}\n"
            f"  {mistake['text']}"
        )
