"""Explanations in a terminal: the evidence for each label marked in the text itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from radeh.cli.tables import is_terminal

if TYPE_CHECKING:
    from radeh.explanation import Explanation

#: So many spans are named, or marked, for each label.
STRONGEST = 10
# First strong isolate and its end: the text takes its own direction and leaves its neighbours'.
_ISOLATE, _END = "\u2068", "\u2069"


def show_explanation(name: str, explanation: Explanation) -> None:
    """Print, for each label, the spans that speak most for it; on a terminal, in the text."""
    for label in explanation.baseline:
        head = f"{name}\t{label}\t{explanation.scores[label]:.2f}"
        strongest = explanation.top(label, STRONGEST)
        if not is_terminal():
            spans = (f"{' '.join(s.text.split())} {s.contributions[label]:+.2f}" for s in strongest)
            click.echo("\t".join((head, *spans)))
            continue
        from rich.console import Console
        from rich.text import Text

        marked = Text(_ISOLATE + explanation.text + _END)
        shift = len(_ISOLATE)
        for span in strongest:
            marked.stylize("bold reverse", span.start + shift, span.end + shift)
        console = Console()
        console.print(Text(head.replace("\t", "  "), style="bold"))
        console.print(marked)
        console.print()
