"""A copy of radeh that was made worse on purpose: what the gate must catch."""

from __future__ import annotations

import shutil
import stat
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent

#: What is appended to a module of the copy.
TWICE_THE_WORK = """
def _twice(once):
    def twice(self, *arguments, **named):
        once(self, *arguments, **named)
        return once(self, *arguments, **named)

    return twice


# What `classify` and `classify_many` come to, and the scores alone: at least twice the work.
Model.classify_batch = _twice(Model.classify_batch)
Model.predict_proba = _twice(Model.predict_proba)
"""
HEAVY_IMPORT = "\nimport scipy.sparse  # noqa\n"
WORSE_THRESHOLDS = """
_careful = Model.threshold


def _careless(self, operating_point="balanced"):
    return _careful(self, operating_point) * 0.3


Model.threshold = _careless
"""

SLOWER = ("model.py", TWICE_THE_WORK)
HEAVIER = ("__init__.py", HEAVY_IMPORT)
LESS_ACCURATE = ("model.py", WORSE_THRESHOLDS)


def worse_python(folder: Path, module: str, addition: str) -> str:
    """Make a copy of the sources with an addition, and return an interpreter that uses it.

    Args:
        folder: an empty folder to work in.
        module: the file of ``src/radeh`` that is changed.
        addition: what is appended to it.
    """
    site = folder / "site"
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "src" / "radeh", site / "radeh", ignore=ignore)
    for plugin in (ROOT / "plugins").iterdir():
        if (plugin / "__init__.py").exists():
            shutil.copytree(plugin, site / plugin.name, ignore=ignore)
    with (site / "radeh" / module).open("a", encoding="utf-8") as file:
        file.write(addition)
    python = folder / "python"
    path = f'"{site}${{PYTHONPATH:+:$PYTHONPATH}}"'
    python.write_text(f'#!/bin/sh\nPYTHONPATH={path} exec "{sys.executable}" "$@"\n')
    python.chmod(python.stat().st_mode | stat.S_IXUSR)
    return str(python)
