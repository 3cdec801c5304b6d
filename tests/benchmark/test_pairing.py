"""Two environments side by side: what was made worse on purpose is caught, end to end."""

import re
import sys

import pytest
from benchmarks.injection import HEAVIER, LESS_ACCURATE, SLOWER, worse_python
from click.testing import CliRunner

from radeh.benchmark.results import read_last
from radeh.cli import group

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="the interpreter of the worse copy is a shell script"
)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (SLOWER, r"news-topics on seeds, batch \| ms a round"),
        (HEAVIER, r"import radeh \| imports more packages \| - \| .*\bscipy \|"),
        (LESS_ACCURATE, r"news-topics on seeds \| macro_f1"),
    ],
    ids=["half the speed", "a heavy import", "a worse decision"],
)
def test_a_worse_copy_is_caught(tmp_path, change, told):
    head = worse_python(tmp_path / "worse", *change)
    pair = ["benchmark", "pair", "--base", sys.executable, "--head", head]
    pair += ["--model", "news-topics", "--output", str(tmp_path / "out")]
    done = CliRunner().invoke(group, pair)
    assert done.exit_code == 0, done.output
    sides = [tmp_path / "out" / "base.jsonl", tmp_path / "out" / "head.jsonl"]
    base, head = map(read_last, sides)
    assert base.about["job"] == head.about["job"]
    assert base.about["interleaved"]
    assert base.cells[0]["batch"]["passes"] == head.cells[0]["batch"]["passes"]
    done = CliRunner().invoke(group, ["benchmark", "compare", *map(str, sides)])
    assert done.exit_code == 1, done.output
    assert re.search(rf"\| regression \| {told}", done.output), done.output


def test_an_environment_without_radeh_is_told(tmp_path):
    python = tmp_path / "python"
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" -S "$@"\n')
    python.chmod(0o755)
    pair = ["benchmark", "pair", "--base", sys.executable, "--head", str(python)]
    pair += ["--model", "news-topics", "--output", str(tmp_path / "out")]
    done = CliRunner().invoke(group, pair)
    assert "is radeh installed in that environment?" in str(done.exception)
