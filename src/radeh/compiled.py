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


def told() -> str:
    """Say in a few words which of the two does the work here."""
    if native_module("radeh._native") is not None:
        return f"compiled ({VARIABLE}=0 for Python)"
    if os.environ.get(VARIABLE) == "0":
        return f"Python ({VARIABLE}=0)"
    return "Python (nothing was compiled when radeh was installed; it needs a C compiler)"
