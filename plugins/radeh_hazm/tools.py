"""hazm's objects, made once for each process: they are slow to make and do not pickle."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any

from radeh import MissingDependencyError


@cache
def hazm_object(name: str) -> Any:
    """Return the one instance of a hazm class, ``Normalizer`` say, in this process.

    Raises:
        MissingDependencyError: hazm is not installed, or does not work as installed.
    """
    try:
        hazm = import_module("hazm")
    except Exception as error:
        raise MissingDependencyError(
            f"hazm cannot be imported ({type(error).__name__}: {error}); "
            "install it with: pip install 'radeh[hazm]'"
        ) from error
    return getattr(hazm, name)()
