"""``radeh train``."""

from __future__ import annotations

from collections import Counter

import click

from radeh.cli.tables import show
from radeh.documents import read_documents
from radeh.errors import DocumentError, UnknownNameError
from radeh.records import Document


def _documents(source: str, text_field: str, label_field: str) -> list[Document]:
    """Read a registered corpus by its name, or a file."""
    from radeh.registry import default_registry

    try:
        corpus = default_registry().find("corpus", source)
    except UnknownNameError as unknown:
        try:
            return list(read_documents(source, text_field=text_field, label_field=label_field))
        except DocumentError as error:
            raise DocumentError(f"{error} ({unknown})") from None
    return [document for document in corpus.load()() if document.split != "test"]


@click.command("train")
@click.option("--recipe", required=True, help="A recipe's name (see 'radeh recipes').")
@click.option(
    "--data",
    "sources",
    required=True,
    multiple=True,
    metavar="FILE|CORPUS",
    help="JSON lines or CSV with labels, or a corpus by name; may be repeated.",
)
@click.option("--output", required=True, type=click.Path(), help="The directory to write.")
@click.option("--text-field", default="text", show_default=True)
@click.option("--label-field", default="labels", show_default=True)
@click.option("--seed", default=0, show_default=True)
def command(
    recipe: str,
    sources: tuple[str, ...],
    output: str,
    text_field: str,
    label_field: str,
    seed: int,
) -> None:
    """Train a recipe on labelled documents and write the model.

    A record's labels are a list (or, in CSV, separated by commas); a document may have any
    number of them.
    """
    from radeh.training import train

    documents = [d for source in sources for d in _documents(source, text_field, label_field)]
    if not any(document.labels for document in documents):
        raise DocumentError(
            f"no document of {', '.join(sources)} has a label in the field {label_field!r}"
        )
    model = train(recipe, documents, seed=seed)
    model.save(output)
    counts = Counter(label for document in documents for label in document.labels)
    thresholds = [f"{value:.2f}" for value in model.threshold()]
    if not model.multilabel:
        thresholds = ["most probable"] * len(model.labels)
    show(
        ("label", "documents", "threshold"),
        [
            (label, str(counts[label]), threshold)
            for label, threshold in zip(model.labels, thresholds, strict=True)
        ],
    )
    click.echo(f"{len(documents)} documents, recipe {recipe}; written to {output}")
