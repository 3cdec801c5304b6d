"""Write the pages that are made from the code: one a hook, and the list of the checks.

``python docs/pages.py`` writes them; a test compares them with what it would write.
"""

from __future__ import annotations

import dataclasses
import inspect
import re
import textwrap
from collections.abc import Callable
from pathlib import Path

from radeh import hookspecs
from radeh.collecting import KINDS
from radeh.testing import CATALOGUE
from radeh.testing.catalogue import PLUGIN, Check

HERE = Path(__file__).parent / "plugins"
NOTE = "<!-- Written by docs/pages.py from the code; edit that. -->\n"


def signature(function: Callable[..., object]) -> str:
    """Return the signature of a hook as it is written."""
    return f"{function.__name__}{inspect.signature(function)}".replace("'", "")


def markdown(docstring: str) -> str:
    """Turn a docstring of ours into Markdown: double backticks, and examples as code."""
    text, _, example = docstring.partition("Example::\n")
    text = re.sub(r"``(.+?)``", r"`\1`", text.strip(), flags=re.DOTALL)
    if example:
        code = textwrap.dedent(example).strip()
        text += f"\n\n## Example\n\n```python\n{code}\n```"
    return text


def fields(record_type: type) -> str:
    """Return the fields of a record as a table."""
    rows = ["| field | type | |", "|---|---|---|"]
    for field in dataclasses.fields(record_type):
        kind = str(field.type).replace("|", "\\|")
        needed = field.default is field.default_factory is dataclasses.MISSING
        rows.append(f"| `{field.name}` | `{kind}` | {'required' if needed else 'optional'} |")
    return "\n".join(rows)


def checks(kind: str) -> str:
    """Return the checks of a kind of record as a list."""
    applied = [check for check in CATALOGUE.values() if kind in check.applies_to]
    return "\n".join(
        f"- [`{check.name}`](../checks.md#{check.name}): {first_sentence(check)}"
        for check in applied
    )


def first_sentence(check: Check) -> str:
    """Return what a check looks for."""
    return markdown(check.why).partition("\n\n")[0].replace("\n", " ")


def hook_page(kind: str) -> str:
    """Return the page of the hook that yields one kind of record."""
    hook, record_type, _ = KINDS[kind]
    function = getattr(hookspecs, hook)
    record = markdown(inspect.cleandoc(record_type.__doc__ or ""))
    return (
        f"# {hook}\n\n{NOTE}\n    {signature(function)}\n\n"
        f"{markdown(inspect.cleandoc(function.__doc__ or ''))}\n\n"
        f"## The record: {record_type.__name__}\n\n{record}\n\n{fields(record_type)}\n\n"
        f"## What is checked\n\n{checks(kind)}\n"
    )


def checks_page() -> str:
    """Return the list of all checks."""
    parts = [
        "# The checks",
        NOTE.strip(),
        "What `parametrize_with_checks`, `run_checks` and `radeh plugins check` look for, and why.",
    ]
    for check in CATALOGUE.values():
        kinds = "the plugin" if check.applies_to == (PLUGIN,) else ", ".join(check.applies_to)
        parts += [f"## {check.name}", f"*Of: {kinds}.*", markdown(check.why)]
    return "\n\n".join(parts) + "\n"


def pages() -> dict[Path, str]:
    """Return every page that is made from the code."""
    made = {HERE / "hooks" / f"{KINDS[kind][0]}.md": hook_page(kind) for kind in KINDS}
    return {**made, HERE / "checks.md": checks_page()}


if __name__ == "__main__":
    for path, text in pages().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
