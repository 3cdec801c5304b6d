"""What a check is, and the catalogue of them."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from radeh.collecting import KINDS

#: The kinds of record that name a scikit-learn estimator.
COMPONENTS = ("normalizer", "feature extractor", "classifier")
#: What a check of the whole plugin, not of one record, applies to.
PLUGIN = "plugin"


class CheckFailure(AssertionError):
    """A check has found what it looks for; the message says what, and what would be right."""


class NotApplicable(Exception):
    """A check has nothing to look at here; the message says why."""


def expect(holds: object, otherwise: str) -> None:
    """Raise `CheckFailure` with the message unless the condition holds.

    Raises:
        CheckFailure: it does not. (An ``assert`` would be silent under ``python -O``.)
    """
    if not holds:
        raise CheckFailure(otherwise)


@dataclass(frozen=True)
class Check:
    """One check: a function that takes a subject and raises if it finds something wrong.

    ``applies_to`` are the kinds of record it is made for, or ``("plugin",)``.
    """

    name: str
    function: Callable[[Any], None]
    applies_to: tuple[str, ...]

    @property
    def why(self) -> str:
        """The docstring of the check: what it looks for and why that matters."""
        return inspect.cleandoc(self.function.__doc__ or "")


#: Every check, by name, in the order in which they run.
CATALOGUE: dict[str, Check] = {}


def check(*applies_to: str) -> Callable[[Callable[[Any], None]], Callable[[Any], None]]:
    """Enter a function into the catalogue, under its name without ``check_``."""
    if unknown := set(applies_to) - {*KINDS, PLUGIN}:
        raise ValueError(f"there is no kind {sorted(unknown)}; kinds: {sorted({*KINDS, PLUGIN})}")

    def enter(function: Callable[[Any], None]) -> Callable[[Any], None]:
        name = function.__name__.removeprefix("check_")
        CATALOGUE[name] = Check(name, function, applies_to)
        return function

    return enter
