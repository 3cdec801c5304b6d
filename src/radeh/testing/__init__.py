"""For authors of plugins: checks that prove a plugin right, texts and fixtures to test it with.

`parametrize_with_checks` runs the checks under pytest, `run_checks` and ``radeh plugins check``
run them without. `radeh.testing.strategies` needs hypothesis, `radeh.testing.fixtures` pytest;
``pip install 'radeh[testing]'`` brings both.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from radeh.testing.catalogue import CATALOGUE, Check, CheckFailure, NotApplicable
    from radeh.testing.parametrizing import parametrize_with_checks
    from radeh.testing.running import BoundCheck, Outcome, find_checks, run_check, run_checks
    from radeh.testing.samples import AWKWARD, TEXTS
    from radeh.testing.subjects import Budget

_LAZY = {
    "AWKWARD": "radeh.testing.samples",
    "TEXTS": "radeh.testing.samples",
    "BoundCheck": "radeh.testing.running",
    "Budget": "radeh.testing.subjects",
    "CATALOGUE": "radeh.testing.catalogue",
    "Check": "radeh.testing.catalogue",
    "CheckFailure": "radeh.testing.catalogue",
    "NotApplicable": "radeh.testing.catalogue",
    "Outcome": "radeh.testing.running",
    "find_checks": "radeh.testing.running",
    "parametrize_with_checks": "radeh.testing.parametrizing",
    "run_check": "radeh.testing.running",
    "run_checks": "radeh.testing.running",
}

__all__ = [
    "AWKWARD",
    "CATALOGUE",
    "TEXTS",
    "BoundCheck",
    "Budget",
    "Check",
    "CheckFailure",
    "NotApplicable",
    "Outcome",
    "find_checks",
    "parametrize_with_checks",
    "run_check",
    "run_checks",
]


def __getattr__(name: str) -> Any:
    if name not in _LAZY:
        raise AttributeError(f"module 'radeh.testing' has no attribute {name!r}")
    if name == "CATALOGUE":
        importlib.import_module("radeh.testing.checks")  # the checks enter themselves
    value = getattr(importlib.import_module(_LAZY[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
