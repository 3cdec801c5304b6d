"""Four entry points of one distribution: works, fails, is blocked, bears a taken name."""

import json

import pytest

WORKS = """
import radeh

@radeh.hookimpl
def radeh_feature_extractors():
    yield radeh.Component(name="lengths", target="works:Lengths", summary="lengths")
"""


@pytest.fixture
def four(installed):
    installed.add(
        "radeh-four",
        {"aworks": "works", "bfails": "fails", "cblocked": "blocked", "persian": "duplicate"},
        {
            "works": WORKS,
            "fails": "import a_module_that_nobody_has\n",
            "blocked": "raise RuntimeError('a blocked plugin was imported')\n",
            "duplicate": WORKS.replace("lengths", "other"),
        },
    )
    return installed


def test_plugins_lists_all_with_state_and_cause(four):
    done = four.radeh("plugins", "--json", RADEH_BLOCK="cblocked")
    assert done.returncode == 0
    listed = {(p["name"], p["distribution"]): p for p in json.loads(done.stdout)}
    assert listed["aworks", "radeh-four"]["state"] == "loaded"
    assert listed["aworks", "radeh-four"]["offers"] == [
        {"kind": "feature extractor", "name": "lengths", "summary": "lengths"}
    ]
    assert listed["bfails", "radeh-four"]["state"] == "failed"
    assert "a_module_that_nobody_has" in listed["bfails", "radeh-four"]["cause"]
    assert listed["cblocked", "radeh-four"]["state"] == "blocked"
    assert "RADEH_BLOCK" in listed["cblocked", "radeh-four"]["cause"]
    assert listed["persian", "radeh-four"]["state"] == "failed"
    assert "already" in listed["persian", "radeh-four"]["cause"]
    assert listed["persian", "radeh"]["state"] == "loaded"


def test_each_failure_is_one_line_that_names_the_plugin_and_a_way_out(four):
    lines = four.radeh("plugins", RADEH_BLOCK="cblocked").stderr.splitlines()
    assert len(lines) == 2
    assert "'bfails' (radeh-four 1.0)" in lines[0]
    assert "RADEH_BLOCK=bfails" in lines[0]


def test_everything_else_works(four):
    page = "tests/../docs/examples/dari-page.txt"
    done = four.radeh("classify", page, "--format", "jsonl", RADEH_BLOCK="cblocked")
    assert done.returncode == 0
    assert "politics" in json.loads(done.stdout)["labels"]


def test_strict_fails_with_one_line(four):
    done = four.radeh("plugins", RADEH_STRICT="1", RADEH_BLOCK="cblocked")
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert "bfails" in done.stderr


def test_help_loads_no_plugin(four):
    done = four.radeh("--help")
    assert done.returncode == 0
    assert done.stderr == ""


def test_with_every_bundled_plugin_blocked_the_core_says_what_is_missing(installed):
    block = "persian,hazm,tfidf,linear,topics"
    done = installed.python("-c", "import radeh; radeh.build('topics')", RADEH_BLOCK=block)
    assert "there is no recipe named 'topics'" in done.stderr
    assert "blocked plugins: hazm, linear, persian, tfidf, topics" in done.stderr
    assert installed.radeh("plugins", RADEH_BLOCK=block).returncode == 0
    done = installed.radeh("classify", "README.md", RADEH_BLOCK=block)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert "no model named 'topics/news-topics'" in done.stderr


def test_fifty_plugins_are_listed_without_importing_an_implementation(installed):
    for number in range(50):
        entry = WORKS.replace("works:", f"slow{number}:").replace("lengths", f"lengths{number}")
        installed.add(
            f"radeh-dummy{number}",
            {f"dummy{number}": f"dummy{number}"},
            {f"dummy{number}": entry, f"slow{number}": "raise RuntimeError('imported')"},
        )
    program = (
        "import sys, radeh\n"
        "plugins = radeh.default_registry().plugins\n"
        "print(sum(p.state == 'loaded' for p in plugins if p.name.startswith('dummy')))\n"
        "print([name for name in sys.modules if name.startswith('slow')])\n"
        "print(sorted({'numpy', 'sklearn', 'scipy', 'pandas'} & set(sys.modules)))"
    )
    assert installed.python("-c", program).stdout.splitlines() == ["50", "[]", "[]"]
    helped = installed.python(
        "-c",
        "import sys\nfrom radeh.cli import group\n"
        "try: group(['--help'])\nexcept SystemExit: pass\n"
        "print([name for name in sys.modules if name.startswith(('dummy', 'slow'))])",
    )
    assert helped.stdout.splitlines()[-1] == "[]"
