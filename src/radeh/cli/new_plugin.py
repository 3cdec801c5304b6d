"""``radeh new-plugin``: write a plugin distribution that works."""

from __future__ import annotations

import keyword
import re
from importlib.resources import files
from pathlib import Path

import click

from radeh.errors import ParameterError
from radeh.registry import default_registry, host_version

_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")

#: template -> where it goes in the distribution; @MODULE@ stands for the import package.
FILES = {
    "pyproject.toml.txt": "pyproject.toml",
    "README.md.txt": "README.md",
    "gitignore.txt": ".gitignore",
    "ci.yml.txt": ".github/workflows/ci.yml",
    "init.py.txt": "src/@MODULE@/__init__.py",
    "length.py.txt": "src/@MODULE@/length.py",
    "test_plugin.py.txt": "tests/test_plugin.py",
}


def compatible_range(version: str) -> str:
    """Return the versions that a plugin made for this one works with: ``>=0.1.0,<0.2``.

    Until 1.0 a minor release may break plugins, from then on only a major one.
    """
    numbers = [int(part) for part in re.findall(r"\d+", version)[:3]]
    major, minor = [*numbers, 0, 0][:2]
    following = f"{major}.{minor + 1}" if major == 0 else f"{major + 1}"
    return f">={'.'.join(map(str, numbers))},<{following}"


def write_plugin(name: str, folder: Path) -> list[Path]:
    """Write the distribution ``radeh-NAME`` into a folder and return the files written.

    Raises:
        ParameterError: the name is no plugin's name, or the folder of the distribution exists.
    """
    module = f"radeh_{name.replace('-', '_')}"
    if not _NAME.fullmatch(name) or keyword.iskeyword(module):
        raise ParameterError(
            f"{name!r} is no name for a plugin; use lower-case letters, digits and single hyphens, "
            "beginning with a letter: 'short-text'"
        )
    root = folder / f"radeh-{name}"
    if root.exists():
        raise ParameterError(f"{root} exists; choose another name, or remove it")
    values = {
        "@NAME@": name,
        "@MODULE@": module,
        "@DISTRIBUTION@": f"radeh-{name}",
        "@REQUIRES@": compatible_range(host_version()),
    }
    written = []
    for template, place in FILES.items():
        text = (files("radeh.cli") / "template" / template).read_text(encoding="utf-8")
        for mark, value in values.items():
            text, place = text.replace(mark, value), place.replace(mark, value)
        path = root / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        written.append(path)
    return written


@click.command("new-plugin")
@click.argument("name")
@click.option(
    "--directory",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    help="Where to write it; here by default.",
)
def command(name: str, directory: Path) -> None:
    """Write the plugin distribution radeh-NAME: code, tests, README and CI, all passing.

    NAME is the plugin's name: lower-case letters, digits and hyphens.
    """
    taken = [plugin for plugin in default_registry().plugins if plugin.name == name]
    if taken:
        raise ParameterError(
            f"a plugin {name!r} is installed already, from {taken[0].distribution}; "
            "choose another name"
        )
    for path in write_plugin(name, directory):
        click.echo(path)
    root = directory / f"radeh-{name}"
    click.echo(f"Next: pip install -e '{root}[test]' && pytest {root}", err=True)
