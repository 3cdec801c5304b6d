"""Labelled documents for train, tune and evaluate: a corpus by name, files, or a folder a class."""

from __future__ import annotations

import ast
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from radeh.documents import FORMATS, read_documents
from radeh.errors import DocumentError, UnknownNameError
from radeh.records import Document

Command = TypeVar("Command", bound=Callable[..., Any])
_SKIPPED_SUFFIXES = (".md",)


def data_options(function: Command) -> Command:
    """Add the options that say where labelled documents are."""
    for option in (
        click.option("--group-field", metavar="FIELD", help="Names the source; it stays whole."),
        click.option("--label-field", default="labels", show_default=True),
        click.option("--text-field", default="text", show_default=True),
        click.option("--input-format", type=click.Choice(("auto", *FORMATS)), default="auto"),
        click.option(
            "--data",
            "sources",
            required=True,
            multiple=True,
            metavar="FILE|FOLDER|CORPUS",
            help="Labelled records, a folder with a folder a class, or a corpus; repeatable.",
        ),
    ):
        function = option(function)
    return function


def read_labelled(sources: Sequence[str], options: dict[str, Any]) -> list[Document]:
    """Return the documents of all sources.

    Raises:
        DocumentError: a source is nothing of these, a record cannot be read, or none has a label.
    """
    documents = [document for source in sources for document in _read(source, options)]
    if not any(document.labels for document in documents):
        raise DocumentError(
            f"no document of {', '.join(sources)} has a label in the field "
            f"{options['label_field']!r}"
        )
    return documents


def read_terms(files: Sequence[str]) -> list[Document]:
    """Return the terms of all files of a lexicon.

    Raises:
        DocumentError: a file or a record cannot be read.
    """
    return [term for file in files for term in read_documents(file)]


def _read(source: str, options: dict[str, Any]) -> Iterator[Document]:
    from radeh.registry import default_registry

    try:
        corpus = default_registry().find("corpus", source)
    except UnknownNameError as unknown:
        if Path(source).is_dir():
            yield from _folder_a_class(Path(source))
            return
        try:
            yield from read_documents(
                source,
                input_format=options["input_format"],
                text_field=options["text_field"],
                label_field=options["label_field"],
                group_field=options["group_field"],
            )
        except DocumentError as error:
            raise DocumentError(f"{error} ({unknown})") from None
        return
    yield from corpus.load()()


def _folder_a_class(folder: Path) -> Iterator[Document]:
    """Yield the text files of the folders in a folder, labelled with their folder's name."""
    found = False
    for path in sorted(folder.glob("*/*")):
        if path.is_file() and path.suffix not in _SKIPPED_SUFFIXES and path.name[0] != ".":
            found = True
            for document in read_documents(str(path), input_format="text"):
                yield Document(id=str(path), text=document.text, labels=(path.parent.name,))
    if not found:
        raise DocumentError(f"{folder}: there is no text file in a folder of this folder")


def without_test(documents: Sequence[Document]) -> list[Document]:
    """Leave out what is marked as the test part, which nothing is learned from."""
    return [document for document in documents if document.split != "test"]


def parameters(given: Sequence[str]) -> dict[str, Any]:
    """Read ``step__parameter=value`` options.

    Raises:
        click.UsageError: one has no value.
    """
    return {name: value(text) for name, text in map(_parted, given)}


def value(text: str) -> Any:
    """Read JSON or a Python literal; anything else is a string."""
    for read in (json.loads, ast.literal_eval):
        try:
            return read(text)
        except (ValueError, SyntaxError, RecursionError, MemoryError):
            continue
    return text


def space(given: Sequence[str]) -> dict[str, Any]:
    """Read ``step__parameter=VALUE,VALUE``, ``=log(LOW,HIGH)`` or ``=uniform(LOW,HIGH)`` options.

    Raises:
        click.UsageError: one has no value, or a range is none.
    """
    return {name: _values(name, text) for name, text in map(_parted, given)}


def _values(name: str, text: str) -> Any:
    kind, _, bounds = text.rstrip(")").partition("(")
    if kind in ("log", "uniform"):
        from scipy.stats import loguniform, uniform

        limits = value(f"[{bounds}]")
        if not isinstance(limits, list) or len(limits) != 2 or not limits[0] < limits[1]:
            raise click.UsageError(f"{name}={text}: write {kind}(LOW,HIGH)")
        low, high = limits
        return loguniform(low, high) if kind == "log" else uniform(low, high - low)
    listed = value(f"[{text}]")
    return listed if isinstance(listed, list) else [value(part) for part in text.split(",")]


def _parted(option: str) -> tuple[str, str]:
    name, equals, text = option.partition("=")
    if not equals or not text:
        raise click.UsageError(f"{option!r}: write step__parameter=value")
    return name, text
