"""Tables: drawn where a person looks, plain tab-separated text in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

import click


def is_terminal() -> bool:
    """Whether a person looks at standard output."""
    return sys.stdout.isatty()


def show(columns: Sequence[str], rows: Iterable[Sequence[str]], *, heading: bool = True) -> None:
    """Print rows under column headings."""
    if not is_terminal():
        if heading:
            click.echo("\t".join(columns))
        for row in rows:
            # A cell must not make a line or a column of its own.
            click.echo("\t".join(" ".join(cell.split()) for cell in row))
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, header_style="bold", pad_edge=False, show_header=heading)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    Console().print(table)
