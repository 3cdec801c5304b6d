"""The boards: radeh's recipes and model beside their peers.

``python -m benchmarks.boards`` measures on the seed corpus, in a clone with nothing else;
``--full`` adds the published corpora and the held-out news, where they are at hand.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import radeh
from benchmarks.peers import PEERS, ready
from benchmarks.perturbations import PERTURBATIONS
from radeh.benchmark import board, results
from radeh.benchmark.contest import Settings
from radeh.benchmark.results import Results
from radeh.benchmark.run import contestants, run
from radeh.benchmark.task import load_task
from radeh.benchmark.worker import Contestant

MODEL = "news-topics"
UNLABELLED = "news-train"
SENTENCES = {
    "recipes": ("words", "characters", "hashed"),
    "with_unlabelled": ("words-and-vectors",),
}


@dataclass(frozen=True, kw_only=True)
class Board:
    """A corpus, the recipes that suit it, and the peers that take part: all, fast or none.

    ``with_unlabelled`` are recipes whose features learn from the texts of ``UNLABELLED`` as well.
    """

    corpus: str
    recipes: tuple[str, ...] = ()
    with_unlabelled: tuple[str, ...] = ()
    peers: str = "all"


QUICK = (Board(corpus="seeds", recipes=("topics", "words", "characters", "hashed"), peers="fast"),)
FULL = (
    *QUICK,
    Board(corpus="sib200-pes", **SENTENCES),
    Board(corpus="sib200-prs", **SENTENCES),
    Board(corpus="isna5", recipes=("phrases", "words", "hashed"), peers="fast"),
    # held-out news: only what was trained already can be judged on it
    Board(corpus="news-dev", peers="none"),
    Board(corpus="dari", peers="none"),
)


def taking_part(board: Board) -> list[Contestant]:
    """Return who is measured: the model too, where its labels are those of the corpus."""
    offered = radeh.default_registry()
    labels = set(offered.find("model", MODEL).record.labels)
    suits = set(offered.find("corpus", board.corpus).record.labels) == labels
    found = contestants(board.recipes, [MODEL] if suits else [])
    found += contestants(board.with_unlabelled, [], unlabelled=UNLABELLED)
    return found if board.peers == "none" else found + ready(slow=board.peers == "all")


def measure(boards: Sequence[Board]) -> Results:
    """Measure every board whose corpus is at hand."""
    settings = Settings(perturbations=PERTURBATIONS, say=lambda line: print(line, file=sys.stderr))
    runs = []
    for one in boards:
        try:
            task = load_task(one.corpus)
        except radeh.DocumentError as error:
            print(f"{one.corpus}: left out: {error}", file=sys.stderr)
            continue
        start = time.perf_counter()
        runs.append(run([task], taking_part(one), settings))
        print(f"{one.corpus}: {time.perf_counter() - start:.0f} s", file=sys.stderr)
    return Results(runs[-1].about, [cell for part in runs for cell in part.cells])


def main() -> int:
    """Print the boards; return 1 if something that took part could not be measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--full", action="store_true", help="every board that can be measured here")
    parser.add_argument("--output", type=Path, default=Path(".bench") / "results.jsonl")
    chosen = parser.parse_args()
    absent = [peer.name for peer in PEERS if not peer.python.exists()]
    if absent:
        print(f"without {', '.join(absent)}: 'make peers' makes them", file=sys.stderr)
    measured = measure(FULL if chosen.full else QUICK)
    results.write(measured, chosen.output)
    print(board.to_text(measured), end="")
    print(f"\nwritten to {chosen.output}", file=sys.stderr)
    return 1 if measured.failed else 0


if __name__ == "__main__":
    sys.exit(main())
