"""``radeh train``."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from radeh.cli.labelled import (
    data_options,
    parameters,
    read_labelled,
    read_terms,
    without_test,
)
from radeh.cli.tables import show

if TYPE_CHECKING:
    from radeh.evaluation import Report
    from radeh.model import Model
    from radeh.records import Document


@click.command("train")
@click.option("--recipe", required=True, help="A recipe's name (see 'radeh recipes').")
@data_options
@click.option(
    "--lexicon", multiple=True, metavar="FILE", help="Terms with labels, which teach; repeatable."
)
@click.option(
    "--lexicon-weight",
    type=click.FloatRange(min=0),
    default=0.1,
    show_default=True,
    help="What a term counts beside a text.",
)
@click.option("--output", required=True, type=click.Path(), help="The directory or .zip to write.")
@click.option("--param", multiple=True, metavar="STEP__NAME=VALUE", help="Repeatable.")
@click.option("--params-from", type=click.Path(), help="A file that 'radeh tune' wrote.")
@click.option(
    "--validation",
    metavar="FILE|SHARE|by:FIELD|time:FIELD",
    help="What judges the model, and is not learned from.",
)
@click.option("--seed", default=0, show_default=True)
def command(recipe: str, sources: tuple[str, ...], output: str, seed: int, **options: Any) -> None:
    """Train a recipe on labelled documents and write the model.

    A record's labels are one label, a list (in CSV, separated by commas), or an object that gives
    each label 1, 0 or null for unknown. Where every document has exactly one, the model gives
    exactly one; otherwise any number. Records of the split "test" are left out. Each record of a
    lexicon has a word or a phrase in the field "text", and in "labels" what it speaks for.
    """
    from radeh.training import train

    params = {**_tuned(options["params_from"]), **parameters(options["param"])}
    everything = read_labelled(sources, options)
    documents = without_test(everything)
    learn, judge = _validation(documents, options, seed)
    _say(f"{len(learn)} documents to learn from, {len(judge)} to judge")
    names = sorted({label for document in documents for label in document.labels})
    terms = read_terms(options["lexicon"])
    weights = [1.0] * len(learn) + [options["lexicon_weight"]] * len(terms) if terms else None
    model = train(
        recipe,
        learn,
        label_names=names,
        lexicon=terms,
        sample_weight=weights,
        params=params,
        seed=seed,
    )
    report = None
    if judge:
        from radeh.evaluation import evaluate

        report = evaluate(model, judge, mistakes=0)
        how = options["validation"]
        metrics = {
            "validation": how if how.startswith(("by:", "time:")) else Path(how).name,
            "documents": len(judge),
            "macro_f1": report.macro_f1,
            "per_label": report.per_label,
        }
        model.about["metrics"] = metrics
    model.save(output)
    _summary(model, learn, report)
    left_out = len(everything) - len(documents)
    told = f" ({left_out} of the split test left out)" if left_out else ""
    click.echo(f"{len(learn)} documents{told}, recipe {recipe}; written to {output}")


def _say(line: str) -> None:
    """Tell how far it is, where a person looks."""
    import sys

    if sys.stderr.isatty():
        click.echo(line, err=True)


def _tuned(path: str | None) -> dict[str, Any]:
    import json

    if path is None:
        return {}
    try:
        found: dict[str, Any] = json.loads(Path(path).read_bytes())["params"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise click.UsageError(
            f"--params-from {path}: {error}; give what 'radeh tune' wrote"
        ) from error
    # JSON has no tuples, and scikit-learn wants them.
    return {k: tuple(v) if isinstance(v, list) else v for k, v in found.items()}


def _validation(
    documents: list[Document], options: dict[str, Any], seed: int
) -> tuple[list[Document], list[Document]]:
    how = options["validation"]
    if not how:
        return documents, []
    if Path(how).is_file():
        return documents, read_labelled([how], options)
    from radeh.splits import hold_out
    from radeh.targets import indicator

    labels = sorted({label for document in documents for label in document.labels})
    learn, judge = hold_out(documents, indicator(documents, labels), how, seed)
    return [documents[row] for row in learn], [documents[row] for row in judge]


def _summary(model: Model, documents: list[Document], report: Report | None) -> None:
    counts = Counter(label for document in documents for label in document.labels)
    thresholds = [f"{value:.2f}" for value in model.threshold()]
    if not model.multilabel:
        thresholds = ["most probable"] * len(model.labels)
    columns = ["label", "documents", "threshold"]
    rows = [
        [label, str(counts[label]), threshold]
        for label, threshold in zip(model.labels, thresholds, strict=True)
    ]
    if report is not None:
        columns += ["precision", "recall", "F1"]
        for row in rows:
            found = report.per_label[row[0]]
            row += [f"{found[name]:.3f}" for name in ("precision", "recall", "f1")]
    show(columns, rows)
