"""Every hook and every check has its page, and the page says what the code says."""

import importlib.util
import inspect
import re

import pytest
from places import ROOT

from radeh import hookspecs
from radeh.testing import CATALOGUE

HOOKS = sorted(
    name for name, value in vars(hookspecs).items() if hasattr(value, f"{hookspecs.PROJECT}_spec")
)
FOLDER = ROOT / "docs" / "plugins"


@pytest.fixture(scope="module")
def pages():
    """The script that writes the pages."""
    spec = importlib.util.spec_from_file_location("pages", ROOT / "docs" / "pages.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_six_hooks_are_found():
    assert len(HOOKS) == 6


@pytest.mark.parametrize("hook", HOOKS)
def test_every_hook_has_a_page_with_its_exact_signature(hook):
    function = getattr(hookspecs, hook)
    returned = inspect.signature(function).return_annotation
    assert inspect.signature(function).parameters == {}
    text = (FOLDER / "hooks" / f"{hook}.md").read_text(encoding="utf-8")
    assert f"\n    {hook}() -> {returned}\n" in text
    assert "```python" in text


def test_pages_are_as_the_code_would_write_them(pages):
    for path, text in pages.pages().items():
        assert path.read_text(encoding="utf-8") == text, (
            f"{path.name} is out of date; run 'python docs/pages.py'"
        )


def test_no_page_is_of_a_hook_that_is_gone():
    assert {path.stem for path in (FOLDER / "hooks").glob("*.md")} == set(HOOKS)


def test_every_hook_page_is_in_the_navigation_and_in_the_registry():
    from radeh.collecting import KINDS

    navigation = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    for hook in HOOKS:
        assert f"plugins/hooks/{hook}.md" in navigation
    assert {hook for hook, _, _ in KINDS.values()} == set(HOOKS)


def test_every_check_says_what_and_why():
    for name, check in CATALOGUE.items():
        what, _, why = check.why.partition("\n\n")
        assert what.endswith("."), name
        assert why.endswith("."), f"{name} does not say why it exists"


def test_every_state_of_a_plugin_is_explained():
    from radeh.registry import STATES

    listed = re.findall(
        r"^\| `([a-z-]+)` \|", (FOLDER / "trouble.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert listed == list(STATES)
