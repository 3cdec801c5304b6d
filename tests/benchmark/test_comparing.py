"""What compare catches and what it lets pass, on results and by the command line."""

import pytest
from click.testing import CliRunner

from radeh.benchmark.compare import Tolerances, compare, to_markdown
from radeh.benchmark.results import Results, write
from radeh.cli import group


def accuracy(amount, metric="macro_f1"):
    def change(cell):
        cell["accuracy"][metric] += amount

    return change


def slower(factor, parts=("batch",)):
    def change(cell):
        for part in parts:
            for clock in ("seconds", "cpu_seconds"):
                cell[part][clock] = [factor * seconds for seconds in cell[part][clock]]

    return change


def nothing(cell):
    pass


def timed(cell, part, seconds, cpu_seconds=None):
    cell[part]["seconds"] = seconds
    cell[part]["cpu_seconds"] = seconds if cpu_seconds is None else cpu_seconds


def found(base, head, **tolerances):
    return [f.what for f in compare(base, head, Tolerances(**tolerances)).regressions]


def test_the_same_numbers_are_no_regression(measured, spoiled):
    comparison = compare(measured, spoiled(nothing))
    assert comparison.regressions == []
    assert comparison.compared == 2


@pytest.mark.parametrize("metric", ["macro_f1", "micro_f1", "macro_average_precision", "exact"])
def test_a_point_of_accuracy_is_caught(measured, spoiled, metric):
    assert found(measured, spoiled(accuracy(-0.01, metric))) == [metric]
    assert found(measured, spoiled(accuracy(+0.01, metric))) == []
    assert found(measured, spoiled(accuracy(-0.004, metric))) == []
    assert found(measured, spoiled(accuracy(-0.01, metric)), accuracy=0.02) == []


def test_calibration_is_better_when_it_is_lower(measured, spoiled):
    assert found(measured, spoiled(accuracy(+0.01, "ece"))) == ["ece"]
    assert found(measured, spoiled(accuracy(-0.01, "ece"))) == []


def test_a_heavy_import_is_caught_and_may_be_allowed(measured, spoiled):
    head = spoiled(lambda cell: cell["load"].update(packages=["numpy", "pandas", "radeh"]))
    assert "imports more packages" in found(measured, head)
    assert found(measured, head, allowed=frozenset({"pandas"})) == []
    many = spoiled(lambda cell: cell["load"].update(modules=2 * cell["load"]["modules"]))
    assert found(measured, many) == ["modules imported"]


def test_importing_radeh_is_held_too(measured, spoiled):
    head = spoiled(nothing)
    head.about["import"]["packages"].append("pandas")
    assert found(measured, head) == ["imports more packages"]


def test_a_larger_model_is_caught(measured, spoiled):
    head = spoiled(lambda cell: cell.update(model_bytes=2 * cell["model_bytes"]))
    assert found(measured, head) == ["size of the model, MB"]


@pytest.mark.parametrize("part", ["fit", "batch", "single"])
def test_half_the_speed_is_caught_if_the_two_took_turns(measured, spoiled, part):
    head = spoiled(slower(2, [part]), job="one")
    timed(measured.cells[0], part, [0.1, 0.11, 0.1])
    timed(head.cells[0], part, [0.2, 0.22, 0.2])
    assert found(measured, head) == ["ms a round, median"]
    head.about["job"] = "another"
    assert found(measured, head) == []
    head.about.update(job="one", interleaved=False)
    assert found(measured, head) == []


@pytest.mark.parametrize(
    ("base", "head"),
    [
        ([0.1, 0.1, 0.1], [0.14, 0.14, 0.14]),  # less than the factor
        ([0.001, 0.001, 0.001], [0.004, 0.004, 0.004]),  # less than 5 ms
        ([0.1, 0.1, 0.1], [0.1, 0.5, 0.5]),  # a slow spell: the best round was as good
        ([0.1, 0.1, 0.1], [0.1, 0.1, 0.9]),  # one slow round
    ],
)
def test_noise_is_no_regression(measured, spoiled, base, head):
    other = spoiled(nothing, job="one")
    timed(measured.cells[0], "batch", base)
    timed(other.cells[0], "batch", head)
    assert found(measured, other) == []


@pytest.mark.parametrize("clock", ["wall", "processor"])
def test_either_clock_may_show_it(measured, spoiled, clock):
    head = spoiled(nothing, job="one")
    same, twice = [0.1, 0.1, 0.1], [0.2, 0.2, 0.2]
    timed(measured.cells[0], "batch", same)
    timed(head.cells[0], "batch", *((twice, same) if clock == "wall" else (same, twice)))
    assert found(measured, head) == ["ms a round, median"]


def test_speed_is_not_judged_on_two_rounds(measured, spoiled):
    head = spoiled(slower(9), job="one")
    assert len(head.cells[0]["batch"]["seconds"]) == 2
    assert found(measured, head) == []


def test_rounds_of_different_work_are_not_compared(measured, spoiled):
    head = spoiled(nothing, job="one")
    timed(measured.cells[0], "batch", [0.1, 0.1, 0.1])
    timed(head.cells[0], "batch", [0.3, 0.3, 0.3])
    assert found(measured, head) == ["ms a round, median"]
    head.cells[0]["batch"]["passes"] += 1
    assert found(measured, head) == []


def test_other_texts_make_accuracy_incomparable(measured, spoiled):
    head = spoiled(lambda cell: cell["corpus"].update(sha256="other"))
    assert any("cannot be compared" in what for what in found(measured, head))


def test_what_vanished_or_failed_is_a_regression(measured, spoiled):
    head = spoiled(nothing)
    head.cells.pop()
    assert found(measured, head) == ["is missing in head"]
    assert found(measured, spoiled(lambda cell: cell.update(error="it broke"))) == ["failed"]


def test_nothing_measured_is_a_failure(measured):
    empty = Results(measured.about)
    assert found(empty, empty) == ["nothing was compared"]


def test_the_command_writes_markdown_and_fails(measured, spoiled, tmp_path):
    write(measured, tmp_path / "base.jsonl")
    write(spoiled(accuracy(-0.01)), tmp_path / "head.jsonl")
    names = [str(tmp_path / "base.jsonl"), str(tmp_path / "head.jsonl")]
    text = tmp_path / "comment.md"
    done = CliRunner().invoke(group, ["benchmark", "compare", *names, "--markdown", str(text)])
    assert done.exit_code == 1
    assert "1 regression" in done.output
    assert "| regression | words on seeds | macro_f1 |" in text.read_text()
    done = CliRunner().invoke(group, ["benchmark", "compare", names[0], names[0]])
    assert done.exit_code == 0
    assert "no regression" in done.output


def test_a_message_cannot_break_the_table(measured, spoiled):
    head = spoiled(lambda cell: cell.update(error="a | b\nc"))
    row = next(line for line in to_markdown(compare(measured, head)).splitlines() if "a " in line)
    assert "a \\| b c" in row
