"""The checks as pytest parameters: one id a check."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from types import ModuleType
from typing import Any

from radeh.testing.catalogue import NotApplicable
from radeh.testing.running import BoundCheck, find_checks
from radeh.testing.subjects import Budget


def parametrize_with_checks(
    plugin: str | ModuleType | object,
    *,
    expected_failures: Mapping[str, str] | None = None,
    budget: Budget | None = None,
) -> Callable[[Any], Any]:
    """Return a decorator that gives a test one ``check`` after the other.

    Write ``def test_kit(check): check()`` under it. A check that is expected to fail is a strict
    ``xfail``: it fails the test when it passes. A check with nothing to look at is skipped.

    Args:
        plugin: the name of an installed plugin; or its module, or any object with hooks.
        expected_failures: check (``"is_idempotent"``), or check of one record
            (``"normalizer/shout/is_idempotent"``), to the reason why it is known to fail.
        budget: what a component may cost.

    Raises:
        UnknownNameError: no such plugin is installed, or no such check exists.
    """
    import pytest

    parameters = []
    for bound in find_checks(plugin, expected_failures=expected_failures, budget=budget):
        marks = []
        if bound.expected_failure is not None:
            marks.append(pytest.mark.xfail(reason=bound.expected_failure, strict=True))
        parameters.append(pytest.param(_skipping(bound), id=bound.id, marks=marks))
    return pytest.mark.parametrize("check", parameters)


def _skipping(bound: BoundCheck) -> Callable[[], None]:
    import pytest

    @functools.wraps(bound.check.function)
    def run() -> None:
        try:
            bound()
        except NotApplicable as reason:
            pytest.skip(str(reason))

    return run
