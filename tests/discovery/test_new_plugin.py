"""``radeh new-plugin`` writes a distribution that passes its own tests."""

import re

import pytest
from fresh import FreshEnvironment

from radeh.cli.new_plugin import compatible_range, write_plugin
from radeh.errors import ParameterError


def test_new_plugin_install_and_test_is_green(tmp_path):
    fresh = FreshEnvironment(tmp_path / "env")
    done = fresh.shell(
        "radeh new-plugin demo && pip install ./radeh-demo && pytest -q radeh-demo", tmp_path
    )
    assert done.returncode == 0, done.stdout + done.stderr
    summary = done.stdout.splitlines()[-1]
    assert "passed" in summary
    assert "failed" not in summary
    assert "xfailed" not in summary

    done = fresh.shell("radeh plugins; radeh plugins check demo --quiet", tmp_path)
    assert done.returncode == 0, done.stdout
    assert "demo\tloaded\tradeh-demo 0.1.0\tradeh_demo" in done.stdout
    assert ", 0 failed," in done.stdout

    done = fresh.shell("radeh new-plugin demo --directory elsewhere", tmp_path)
    assert done.returncode == 2
    assert "'demo' is installed already, from radeh-demo" in done.stderr


def test_names_with_hyphens_become_modules_with_underscores(tmp_path):
    written = write_plugin("short-text", tmp_path)
    places = {str(path.relative_to(tmp_path)) for path in written}
    assert "radeh-short-text/src/radeh_short_text/__init__.py" in places
    left = [path for path in written if re.search("@[A-Z]+@", path.read_text(encoding="utf-8"))]
    assert left == []


@pytest.mark.parametrize("name", ["Demo", "demo_x", "1demo", "demo-", "../demo", "", "د"])
def test_what_is_no_name_is_refused(tmp_path, name):
    with pytest.raises(ParameterError, match="lower-case"):
        write_plugin(name, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_overwritten(tmp_path):
    (tmp_path / "radeh-demo").mkdir()
    with pytest.raises(ParameterError, match="exists"):
        write_plugin("demo", tmp_path)


@pytest.mark.parametrize(
    ("version", "expected"),
    [("0.1.0", ">=0.1.0,<0.2"), ("0.12.3", ">=0.12.3,<0.13"), ("1.4.2", ">=1.4.2,<2")],
)
def test_a_new_plugin_asks_for_the_radeh_it_was_made_with(version, expected):
    assert compatible_range(version) == expected
