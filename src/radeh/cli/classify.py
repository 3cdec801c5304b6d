"""``radeh classify``."""

from __future__ import annotations

import csv
import json
import sys
from collections import deque
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from radeh.calibration import OPERATING_POINTS
from radeh.cli.tables import show
from radeh.documents import FORMATS, STANDARD_INPUT, read_documents
from radeh.errors import DocumentError

if TYPE_CHECKING:
    from radeh.model import Classification, Model

Result = tuple[str, "Classification"]


class _Reader:
    """Read documents from several files; a file that cannot be read is told and passed over."""

    def __init__(self, paths: tuple[str, ...], input_format: str, text_field: str) -> None:
        self.paths, self.input_format, self.text_field = paths, input_format, text_field
        self.ids: deque[str] = deque()  # of the documents that are being classified
        self.failed = False

    def texts(self) -> Iterator[str]:
        for path in self.paths:
            try:
                for document in read_documents(
                    path, input_format=self.input_format, text_field=self.text_field
                ):
                    self.ids.append(document.id)
                    yield document.text
            except DocumentError as error:
                self.failed = True
                click.echo(f"radeh: {error}", err=True)

    def results(self, model: Model, operating_point: str, n_jobs: int) -> Iterator[Result]:
        stream = model.classify_many(self.texts(), operating_point=operating_point, n_jobs=n_jobs)
        for classification in stream:
            yield self.ids.popleft(), classification


@click.command("classify")
@click.argument("paths", nargs=-1, metavar="[PATH ... | -]")
@click.option("--model", "model_name", default="news-topics", show_default=True, metavar="NAME|DIR")
@click.option("--input-format", type=click.Choice(("auto", *FORMATS)), default="auto")
@click.option("--text-field", default="text", show_default=True, help="Of JSON lines and CSV.")
@click.option(
    "--format", "output_format", type=click.Choice(("table", "jsonl", "csv")), default="table"
)
@click.option("--operating-point", type=click.Choice(OPERATING_POINTS), default="balanced")
@click.option("--n-jobs", default=1, show_default=True, help="Processes; -1 takes every core.")
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[str, ...],
    model_name: str,
    input_format: str,
    text_field: str,
    output_format: str,
    operating_point: str,
    n_jobs: int,
) -> None:
    """Classify files, or standard input.

    A text file is one document; JSON lines and CSV hold one a record. The exit status is 0 if
    every document was classified, 2 if a file could not be read.
    """
    from radeh.model import load

    model = load(model_name)
    if not paths and sys.stdin.isatty():
        raise click.UsageError("name a file to classify, or - for standard input")
    reader = _Reader(paths or (STANDARD_INPUT,), input_format, text_field)
    results = reader.results(model, operating_point, n_jobs)
    {"table": _table, "jsonl": _jsonl, "csv": _csv}[output_format](model, results)
    if reader.failed:
        ctx.exit(2)


def _table(model: Model, results: Iterator[Result]) -> None:
    rows = [
        (
            name,
            ", ".join(result.labels) or "none",
            *(f"{result.scores[label]:.2f}" for label in model.labels),
            ", ".join(result.review),
        )
        for name, result in results
    ]
    if rows:
        show(("document", "labels", *model.labels, "review"), rows)


def _jsonl(_: Model, results: Iterator[Result]) -> None:
    for name, result in results:
        click.echo(json.dumps({"id": name, **result.as_dict()}, ensure_ascii=False))


def _csv(model: Model, results: Iterator[Result]) -> None:
    writer: Any = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(("id", "labels", *model.labels, "review"))
    for name, result in results:
        scores = (f"{result.scores[label]:.4f}" for label in model.labels)
        writer.writerow((name, ",".join(result.labels), *scores, ",".join(result.review)))
