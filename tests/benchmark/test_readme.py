"""The README's board is generated from the committed results, never typed."""

from places import ROOT

from radeh.benchmark.board import BEGIN, END, to_markdown
from radeh.benchmark.results import read_last


def test_the_board_is_what_the_committed_results_say():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = text.partition(BEGIN)[2].partition(END)[0]
    committed = read_last(ROOT / "benchmarks" / "results" / "board.jsonl")
    assert shown == f"\n{to_markdown(committed)}"
    assert not committed.failed
