"""``radeh classify``."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from radeh.cli.progress import ProgressBar
from radeh.cli.sinks import FailureTeller, FileOutput, Sink, StandardOutput
from radeh.documents import FORMATS, MAX_RECORD_BYTES, STANDARD_INPUT, DocumentStream, Fields
from radeh.documents.rows import OUTPUT_FORMATS, OWN_FIELDS, Row, guess_output_format
from radeh.operating_points import OPERATING_POINTS

if TYPE_CHECKING:
    from radeh.documents.output import Progress
    from radeh.model import Model
    from radeh.streaming import Outcome

INTERRUPTED = 130  # what a shell says of a command that SIGINT ended


@click.command("classify")
@click.argument("paths", nargs=-1, metavar="[PATH ... | -]")
@click.option(
    "--model", "model_name", default="topics/news-topics", show_default=True, metavar="NAME|PATH"
)
@click.option("--input-format", type=click.Choice(("auto", *FORMATS)), default="auto")
@click.option(
    "--text-field", default="text", show_default=True, help="Of JSON lines, CSV, Parquet."
)
@click.option(
    "--format",
    "output_format",
    type=click.Choice(OUTPUT_FORMATS),
    help="[default: by the name of --output; else table]",
)
@click.option("--output", "-o", type=click.Path(), help="The file to write; else standard output.")
@click.option("--resume", is_flag=True, help="Go on where a run that was killed stopped.")
@click.option("--keep", multiple=True, metavar="FIELD", help="Pass a field through; repeatable.")
@click.option("--errors", type=click.Path(), help="Where to list what failed, as JSON lines.")
@click.option("--on-error", type=click.Choice(("skip", "fail")), default="skip", show_default=True)
@click.option("--max-record-bytes", default=MAX_RECORD_BYTES, show_default=True)
@click.option("--operating-point", type=click.Choice(OPERATING_POINTS), default="balanced")
@click.option("--explain", is_flag=True, help="Show what speaks for each label (table, jsonl).")
@click.option("--n-jobs", default=1, show_default=True, help="Processes; -1 takes every core.")
@click.pass_context
def command(ctx: click.Context, /, paths: tuple[str, ...], model_name: str, **options: Any) -> None:
    """Classify files, or standard input.

    A text file is one document (--input-format lines: one a line); JSON lines, CSV, TSV and Parquet
    hold one a record. Files ending in .gz or .zst are decompressed. Memory stays the same however
    long the input is.

    The exit status is 0 if every document was classified, 1 if some records failed, and 2 if a file
    could not be read at all or the command was wrong.
    """
    from radeh.loading import load

    if not paths and sys.stdin.isatty():
        raise click.UsageError("name a file to classify, or - for standard input")
    paths = paths or (STANDARD_INPUT,)
    model = load(model_name)
    keep: tuple[str, ...] = options["keep"]
    if taken := {*OWN_FIELDS, *model.labels} & set(keep):
        raise click.UsageError(f"--keep {', '.join(sorted(taken))}: the output's own field")
    sink = _sink(paths, model, options)
    fields = Fields(options["text_field"], label=None)
    stream = DocumentStream(paths, options["input_format"], fields, options["max_record_bytes"])
    if not (isinstance(sink, FileOutput) and sink.complete):
        _run(ctx, model, stream, sink, options)
    sink.finish()
    if sink.progress.bad_files:
        ctx.exit(2)
    if sink.progress.bad_records:
        ctx.exit(1)


def _sink(paths: tuple[str, ...], model: Model, options: dict[str, Any]) -> Sink:
    output, errors, kind = options["output"], options["errors"], options["output_format"]
    errors = Path(errors) if errors else None
    # A device or a pipe takes rows as they come; it cannot be renamed into place.
    if output and (output == "-" or (Path(output).exists() and not Path(output).is_file())):
        if Path(output).is_dir():
            raise click.UsageError(f"--output {output} is a directory")
        if output != "-":
            sys.stdout = Path(output).open("w", encoding="utf-8")  # noqa: SIM115 (lives as long as the process)
        output = None
    kind = kind or (guess_output_format(output) if output else "table")
    if options["explain"] and kind not in ("table", "jsonl"):
        raise click.UsageError(f"--explain is for a table or JSON lines, not for {kind}")
    if output is None:
        if kind == "parquet" or options["resume"]:
            raise click.UsageError("Parquet, and --resume, need --output FILE")
        return StandardOutput(kind, model.labels, options["keep"], errors)
    if errors == Path(output):
        raise click.UsageError("--output and --errors are the same file")
    kind = "tsv" if kind == "table" else kind
    if options["explain"] and kind == "tsv":
        raise click.UsageError("--explain in a file is for JSON lines: add --format jsonl")
    settings = {
        "input": [_identity(path) for path in paths],
        "model": model.digest,
        "format": kind,
        "errors": str(errors),
        **{key: options[key] for key in _DECISIVE},
    }
    sink = FileOutput(
        Path(output),
        errors,
        kind,
        model.labels,
        options["keep"],
        settings,
        resume=options["resume"],
    )
    if sink.begun_over:
        told = f"radeh: {output}: beginning anew; --resume would have continued a run that stopped"
        click.echo(told, err=True)
    return sink


#: Options that decide what the output's bytes are.
_DECISIVE = (
    "input_format",
    "text_field",
    "keep",
    "operating_point",
    "max_record_bytes",
    "explain",
)


def _identity(path: str) -> list[Any]:
    """Return what tells whether a file is still the one that a killed run was reading."""
    if path == STANDARD_INPUT or not Path(path).exists():
        return [path]
    state = Path(path).stat()
    return [path, state.st_size, state.st_mtime_ns]


def _run(
    ctx: click.Context, model: Model, stream: DocumentStream, sink: Sink, options: dict[str, Any]
) -> None:
    from radeh.streaming import classify_stream

    teller = FailureTeller(Path(options["errors"]) if options["errors"] else None)
    to_row = partial(
        _row,
        keep=options["keep"],
        text_field=options["text_field"],
        explain=_explainer(model, sink) if options["explain"] else None,
    )
    done_before = sink.progress.items
    outcomes = classify_stream(
        model,
        islice(stream, done_before, None),
        operating_point=options["operating_point"],
        n_jobs=options["n_jobs"],
    )
    wanted = options["output"] is not None or not sys.stdout.isatty()
    try:
        with ProgressBar(stream, wanted=wanted) as bar:
            for batch in outcomes:
                failures = [outcome.failure for outcome in batch if outcome.failure]
                if failures and options["on_error"] == "fail":
                    click.echo(f"radeh: {failures[0]}; {sink.pause()}", err=True)
                    ctx.exit(2 if failures[0].line is None else 1)
                for failure in failures:
                    teller.tell(failure)
                rows = [to_row(outcome) for outcome in batch if not outcome.failure]
                sink.write(rows, failures, _advanced(sink.progress, batch))
                bar.advance(sink.progress.items - done_before)
    except KeyboardInterrupt:
        told = sink.interrupt()
        click.echo(f"radeh: interrupted after {sink.progress.items} records; {told}", err=True)
        ctx.exit(INTERRUPTED)
    teller.summary(sink.progress)


def _explainer(model: Model, sink: Sink) -> Callable[[str], Any]:
    """Return how a text's explanation enters its row: whole in a table, else as JSON values."""
    if isinstance(sink, StandardOutput) and sink.is_table:
        return model.explain
    return lambda text: model.explain(text).as_dict()


def _row(
    outcome: Outcome,
    keep: Iterable[str],
    text_field: str,
    explain: Callable[[str], Any] | None,
) -> Row:
    document, classification = outcome.document, outcome.classification
    assert document is not None  # an outcome is a failure or has both
    assert classification is not None
    row = {"id": document.id, **classification.as_dict()}
    for name in keep:
        row[name] = document.text if name == text_field else document.fields.get(name)
    if explain:
        row["explanation"] = explain(document.text)
    return row


def _advanced(progress: Progress, batch: list[Outcome]) -> Progress:
    failures = [outcome.failure for outcome in batch if outcome.failure]
    files = sum(failure.line is None for failure in failures)
    return replace(
        progress,
        items=progress.items + len(batch),
        classified=progress.classified + len(batch) - len(failures),
        bad_records=progress.bad_records + len(failures) - files,
        bad_files=progress.bad_files + files,
    )
