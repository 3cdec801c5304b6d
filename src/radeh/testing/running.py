"""Find the checks of a plugin and run them, with or without pytest."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import ModuleType
from typing import Any

from radeh.discovery import find_plugins
from radeh.errors import MissingDependencyError, PluginLoadWarning, RadehError, UnknownNameError
from radeh.registry import Plugin, Registry, default_registry
from radeh.testing import checks as _checks  # enters them into the catalogue
from radeh.testing.catalogue import CATALOGUE, PLUGIN, Check, NotApplicable
from radeh.testing.subjects import Budget, PluginSubject, RecordSubject

assert _checks


@dataclass(frozen=True)
class BoundCheck:
    """A check together with what it looks at; call it to run it.

    ``expected_failure`` is the reason why it is known to fail, or None.
    """

    check: Check
    subject: PluginSubject | RecordSubject
    expected_failure: str | None = None

    @property
    def id(self) -> str:
        """``kind/name/check``: the pytest id."""
        return f"{self.subject.id}/{self.check.name}"

    def __call__(self) -> None:
        """Run the check.

        Raises:
            CheckFailure: it found something wrong.
            NotApplicable: there is nothing to look at, or an optional package is not installed.
        """
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a solver that does not converge on a toy problem
            try:
                self.check.function(self.subject)
            except MissingDependencyError as error:
                raise NotApplicable(str(error)) from error


@dataclass(frozen=True)
class Outcome:
    """What became of a check: ``passed``, ``failed``, ``skipped``, or a failure ``expected``.

    ``reason`` says why it failed or was skipped, ``why`` what the check is for.
    """

    id: str
    state: str
    reason: str
    why: str


def find_checks(
    plugin: str | ModuleType | object,
    *,
    expected_failures: Mapping[str, str] | None = None,
    budget: Budget | None = None,
) -> list[BoundCheck]:
    """Return every check of a plugin and of each record that it offers.

    Args:
        plugin: the name of an installed plugin; or its module, or any object with hooks.
        expected_failures: check (``"is_idempotent"``), or check of one record
            (``"normalizer/shout/is_idempotent"``), to the reason why it is known to fail.
        budget: what a component may cost.

    Raises:
        UnknownNameError: no such plugin is installed, or no such check exists.
    """
    whole = _subject(plugin, budget or Budget())
    bound = [BoundCheck(check, whole) for check in _checks_for(PLUGIN)]
    for offer in whole.plugin.offers:
        subject = RecordSubject(offer, whole)
        bound += [BoundCheck(check, subject) for check in _checks_for(offer.kind)]
    return list(_expecting(bound, expected_failures or {}))


def _checks_for(kind: str) -> list[Check]:
    return [check for check in CATALOGUE.values() if kind in check.applies_to]


def _expecting(bound: list[BoundCheck], reasons: Mapping[str, str]) -> Iterator[BoundCheck]:
    known = {name for item in bound for name in (item.id, item.check.name)}
    if unknown := sorted(set(reasons) - known):
        raise UnknownNameError(
            f"expected_failures names {unknown[0]!r}, which is no check of this plugin; checks are "
            f"named as in {bound[-1].check.name!r} or {bound[-1].id!r}"
        )
    for item in bound:
        yield replace(item, expected_failure=reasons.get(item.id, reasons.get(item.check.name)))


def _subject(plugin: str | ModuleType | object, budget: Budget) -> PluginSubject:
    if isinstance(plugin, str):
        return _installed(plugin, budget)
    name = getattr(plugin, "__name__", type(plugin).__name__).replace("_", "-").lower()
    registry = _quietly(Registry)
    _quietly(lambda: registry.register(plugin, name))
    return PluginSubject(registry.plugins[-1], plugin, registry, installed=False, budget=budget)


def _installed(name: str, budget: Budget) -> PluginSubject:
    registry = _quietly(default_registry)
    found = [plugin for plugin in registry.plugins if plugin.name == name]
    if not found:
        names = ", ".join(sorted({plugin.name for plugin in registry.plugins}))
        raise UnknownNameError(
            f"no plugin {name!r} is installed; installed: {names}; install it with "
            "'pip install -e .' in its folder, and run this with the same Python"
        )
    module = (
        _module(found[0]) if found[0].usable or found[0].state in ("invalid", "mutating") else None
    )
    return PluginSubject(found[0], module, registry, installed=True, budget=budget)


def _module(plugin: Plugin) -> Any:
    for found in find_plugins():
        if (found.name, found.distribution) == (plugin.name, plugin.distribution):
            return found.entry_point.load()  # it has been imported before
    raise RadehError(f"plugin {plugin.name!r} was there a moment ago and is no longer installed")


def _quietly(action: Any) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PluginLoadWarning)  # a check of its own tells the state
        return action()


def run_check(bound: BoundCheck) -> Outcome:
    """Run one check and say what became of it; nothing is raised."""
    reason = ""
    try:
        bound()
    except NotApplicable as skipped:
        state, reason = "skipped", str(skipped)
    except Exception as error:
        state = "failed" if bound.expected_failure is None else "expected"
        reason = _told(error)
    else:
        state = "passed"
        if bound.expected_failure is not None:
            state, reason = "failed", f"passes, though expected to fail: {bound.expected_failure}"
    return Outcome(bound.id, state, reason, bound.check.why)


def _told(error: Exception) -> str:
    text = " ".join(str(error).split())
    return text if isinstance(error, AssertionError) else f"{type(error).__name__}: {text}"


def run_checks(
    plugin: str | ModuleType | object,
    *,
    expected_failures: Mapping[str, str] | None = None,
    budget: Budget | None = None,
) -> Iterable[Outcome]:
    """Run every check of a plugin, without pytest, and yield what became of each.

    Args:
        plugin: as in `find_checks`.
        expected_failures: as in `find_checks`.
        budget: as in `find_checks`.

    Raises:
        UnknownNameError: no such plugin is installed, or no such check exists.
    """
    found = find_checks(plugin, expected_failures=expected_failures, budget=budget)
    return map(run_check, found)
