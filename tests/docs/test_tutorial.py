"""The tutorial, word for word: its commands in a shell, its Python in processes of their own."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from places import ROOT

pytest.importorskip("pyarrow")
pytest.importorskip("jinja2")

BLOCK = re.compile(r"^```(sh|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_the_walk(tmp_path):
    for name in ("seeds", "docs"):
        (tmp_path / name).symlink_to(ROOT / name)
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    blocks = BLOCK.findall((ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8"))
    assert {language for language, _ in blocks} == {"sh", "python"}
    for language, code in blocks:
        shell = ["bash", "-euo", "pipefail", "-c", code]
        command = shell if language == "sh" else [sys.executable, "-c", code]
        done = subprocess.run(
            command,
            cwd=tmp_path,
            env={**os.environ, "PATH": path},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{code}\n{done.stdout}\n{done.stderr}"
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "<polyline" in page
    assert (tmp_path / "errors.jsonl").read_bytes() == b""
    assert json.loads((tmp_path / "tuned.json").read_bytes())["params"]
