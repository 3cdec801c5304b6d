"""Compiled modules, where they were built and are wanted.

Everything compiled has a Python implementation beside it, which is its reference and takes its
place: where no compiler was found when radeh was installed, and under ``RADEH_NATIVE=0``.
"""

from __future__ import annotations

import importlib
import os
from types import ModuleType

#: Set to 0, it forces the Python implementations.
VARIABLE = "RADEH_NATIVE"


def native_module(name: str) -> ModuleType | None:
    """Return the compiled module of that name, or None if Python has to do.

    Args:
        name: the module's full name, such as ``"radeh_persian._native"``.
    """
    if os.environ.get(VARIABLE) == "0":
        return None
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


def native_state() -> str:
    """Say in one line whether the compiled scorer is in use, and why not if it is not."""
    if native_module("radeh._native") is not None:
        return "in use"
    if os.environ.get(VARIABLE) == "0":
        return f"not in use, as {VARIABLE}=0 asks"
    return (
        "not in use: it was not built when radeh was installed, and the slower Python does its "
        "work; install a C compiler, then radeh again"
    )
