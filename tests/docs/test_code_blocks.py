"""Every code block of the documentation runs, and says what the page says that it does.

A fence says what is done with it:

- ``title="path"``: the block is written to that file;
- ``python``: it is run; ``sh``: its commands are run, and the first that fails fails the test;
- ``console``: the lines after ``$`` are run and what they print is compared; ``…`` stands for
  anything within a line, and a line of its own for any lines;
- no language: ``make`` and ``pip`` commands, benchmarks, and text, which are only read.

Each page has an empty folder and a fresh environment; the blocks follow each other as on the page.
"""

import re
from pathlib import Path
from typing import NamedTuple

import pytest
from fresh import FreshEnvironment
from places import ROOT

#: Read in a clone, with the seed corpus; test_tutorial.py follows it.
ELSEWHERE = ROOT / "docs" / "tutorial.md"
PAGES = sorted(
    path
    for path in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    if "examples" not in path.parts and path != ELSEWHERE
)
FENCE = re.compile(r"^```(?P<info>[^\n]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
RUN = {"python", "sh", "console"}
ANYTHING = "…"


class Block(NamedTuple):
    """One fenced block: its language, the file it is written to or "", and its text."""

    language: str
    title: str
    body: str


def blocks(page: Path) -> list[Block]:
    found = []
    for match in FENCE.finditer(page.read_text(encoding="utf-8")):
        language, _, attributes = match["info"].partition(" ")
        title = re.search(r'title="([^"]+)"', attributes)
        found.append(Block(language, title[1] if title else "", match["body"]))
    return found


def pattern(expected: str) -> re.Pattern:
    """Turn expected output into a pattern."""
    lines = []
    for line in expected.splitlines():
        if line == ANYTHING:
            lines.append(r"(?:[^\n]*\n)*?")
        else:
            lines.append(re.escape(line).replace(re.escape(ANYTHING), r"[^\n]*") + r"\n")
    return re.compile("".join(lines))


def sessions(body: str) -> list[tuple[str, str]]:
    """Cut a console block into commands and what each prints."""
    parts = re.split(r"^\$ ", body, flags=re.MULTILINE)
    return [tuple(part.partition("\n")[::2]) for part in parts if part.strip()]


class Reader:
    """Somebody who follows a page word for word."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "empty"
        self.folder.mkdir()
        self.environment = FreshEnvironment(folder / "environment")

    def follow(self, block: Block) -> None:
        if block.title:
            path = self.folder / block.title
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.body, encoding="utf-8")
        elif block.language == "python":
            (self.folder / ".block.py").write_text(
                f"import sys; sys.path.insert(0, '')\n{block.body}", encoding="utf-8"
            )
            self.run("python .block.py", block.body)
        elif block.language == "sh":
            self.run(block.body, block.body)
        elif block.language == "console":
            for command, expected in sessions(block.body):
                printed = self.run(command, command)
                assert pattern(expected).fullmatch(printed), (
                    f"{command}\nprints:\n{printed}\nthe page says:\n{expected}"
                )

    def run(self, commands: str, told: str) -> str:
        done = self.environment.shell(commands, self.folder)
        assert done.returncode == 0, f"{told}\n{done.stdout}\n{done.stderr}"
        return done.stdout


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_block_runs(page, tmp_path):
    found = blocks(page)
    if not any(block.language in RUN for block in found):
        pytest.skip("the page has no code to run")
    reader = Reader(tmp_path)
    if page.parent == ROOT:  # the README is read in a clone
        for name in ("docs", "seeds"):
            (reader.folder / name).symlink_to(ROOT / name)
    for block in found:
        reader.follow(block)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_no_block_escapes(page):
    for block in blocks(page):
        if block.title or block.language in RUN:
            continue
        assert block.language == "", f"{block.language!r} is neither run nor written: {block.body}"
        commands = [
            line for line in block.body.splitlines() if line.startswith(("radeh", "python -"))
        ]
        assert commands == [], f"{commands} in a fence without language is not run"


def files_below(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): path.read_text(encoding="utf-8")
        for path in folder.rglob("*")
        if path.is_file()
        and not {"__pycache__", ".pytest_cache"} & set(path.parts)
        and not any(part.endswith(".egg-info") for part in path.parts)
    }


@pytest.mark.parametrize(
    ("page", "example"),
    [("tutorial.md", "radeh-echo"), ("another-language.md", "radeh-pashto")],
)
def test_the_page_ends_with_the_example(page, example):
    written = {
        block.title.removeprefix(f"{example}/"): block.body
        for block in blocks(ROOT / "docs" / "plugins" / page)
        if block.title.startswith(f"{example}/")
    }
    assert written == files_below(ROOT / "docs" / "examples" / example)
