"""A stranger's recipe stands on the board because its distribution is installed."""

import shutil
import subprocess
import sys

import pytest
from places import EXAMPLES

RUN = ["benchmark", "run", "--rounds", "1", "--megabytes", "0.02", "--recipe", "echo"]


@pytest.fixture
def echo(installed, tmp_path):
    source = tmp_path / "radeh-echo"  # pip builds in the source folder
    shutil.copytree(EXAMPLES / "radeh-echo", source)
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*pip, "--target", str(installed.folder), str(source)], check=True)
    return installed


def test_echo_is_on_the_board_by_being_installed(echo, tmp_path):
    result, page = tmp_path / "r.jsonl", tmp_path / "page.html"
    done = echo.radeh(*RUN, "--recipe", "hashed", "--output", str(result))
    assert done.returncode == 0, done.stderr
    assert "radeh, recipe echo" in done.stdout
    assert "radeh, recipe hashed" in done.stdout
    assert '"radeh-echo": "0.1.0"' in result.read_text()
    done = echo.radeh("benchmark", "report", str(result), "--output", str(page))
    assert "radeh, recipe echo" in page.read_text(encoding="utf-8")


def test_without_it_the_name_is_unknown(installed):
    done = installed.radeh(*RUN)
    assert done.returncode == 1
    assert "no recipe named 'echo'" in done.stdout
