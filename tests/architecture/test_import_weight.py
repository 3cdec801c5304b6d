"""What importing costs: a heavy package that slips in is a regression."""

import json
import subprocess
import sys

import pytest

HEAVY = {"numpy", "sklearn", "scipy", "hazm", "joblib", "pandas"}


def modules_after(code: str) -> set[str]:
    program = f"import sys, json\n{code}\nprint(json.dumps(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    return {name.partition(".")[0] for name in json.loads(done.stdout.splitlines()[-1])}


@pytest.mark.parametrize(
    "code",
    [
        "import radeh",
        "import radeh; radeh.Recipe, radeh.Document, radeh.RadehError",
        "import radeh; radeh.default_registry().plugins",
        "from radeh.cli import group\ntry: group(['--help'])\nexcept SystemExit: pass",
        "from radeh.cli import group\ntry: group(['plugins'])\nexcept SystemExit: pass",
    ],
)
def test_is_light(code):
    assert not modules_after(code) & HEAVY


def test_help_loads_no_plugin():
    code = "from radeh.cli import group\ntry: group(['--help'])\nexcept SystemExit: pass"
    assert not {name for name in modules_after(code) if name.startswith("radeh_")}


def test_classifying_in_a_fresh_process_needs_numpy_only():
    code = "import radeh; radeh.load('news-topics').classify('متن')"
    assert modules_after(code) & HEAVY == {"numpy"}


def test_what_python_alone_reads_by_is_not_imported_where_compiled_code_reads():
    code = """
import sys, radeh
model = radeh.load("news-topics")
model.classify("متن")
unneeded = {"radeh_persian.phrases", "radeh_persian.folding", "concurrent.futures"}
assert not model.is_native or not unneeded & set(sys.modules), unneeded & set(sys.modules)
"""
    modules_after(code)


def test_classifying_from_the_command_line_needs_numpy_only():
    code = (
        "from radeh.cli import group\n"
        "try: group(['classify', 'docs/examples/kebab.txt'])\nexcept SystemExit: pass"
    )
    assert modules_after(code) & HEAVY == {"numpy"}
