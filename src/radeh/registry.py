"""The plugin door: find plugins, load them, validate and index what they yield.

Nothing that a plugin does here stops the host: whatever goes wrong becomes one
`PluginLoadWarning` and an entry in ``Registry.failures``.
"""

from __future__ import annotations

import difflib
import importlib
import os
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import EntryPoint, entry_points, version
from typing import Any

import pluggy

from radeh import hookspecs
from radeh.errors import (
    AmbiguousNameError,
    PluginLoadError,
    PluginLoadWarning,
    RecordError,
    TargetError,
    UnknownNameError,
)
from radeh.records import Component, Corpus, PretrainedModel, Recipe, Record

GROUP = "radeh"
HOST = "radeh"

#: kind of record -> (the hook that yields it, its class, its plural)
KINDS: dict[str, tuple[str, type[Record], str]] = {
    "normalizer": ("radeh_normalizers", Component, "normalizers"),
    "feature extractor": ("radeh_feature_extractors", Component, "feature extractors"),
    "classifier": ("radeh_classifiers", Component, "classifiers"),
    "recipe": ("radeh_recipes", Recipe, "recipes"),
    "corpus": ("radeh_corpora", Corpus, "corpora"),
    "model": ("radeh_models", PretrainedModel, "models"),
}


@dataclass(frozen=True)
class Offer:
    """A record together with the plugin that yields it."""

    kind: str
    plugin: str
    record: Any

    @property
    def full_name(self) -> str:
        """``plugin/name``, which is never ambiguous."""
        return f"{self.plugin}/{self.record.name}"

    def load(self, attribute: str = "target") -> Any:
        """Import and return what the record's target names; `TargetError` if that fails."""
        target = getattr(self.record, attribute)
        module, _, path = target.partition(":")
        try:
            found = importlib.import_module(module)
            for part in path.split("."):
                found = getattr(found, part)
        except Exception as error:
            raise TargetError(
                f"the {self.kind} {self.full_name!r} names {target!r}, which cannot be imported: "
                f"{type(error).__name__}: {error}; tell the authors of plugin {self.plugin!r}"
            ) from error
        return found


@dataclass(frozen=True)
class Plugin:
    """A plugin as the registry sees it: ``state`` is ``loaded``, ``failed`` or ``blocked``."""

    name: str
    state: str
    distribution: str = ""
    version: str = ""
    cause: str = ""
    offers: tuple[Offer, ...] = ()


@dataclass(frozen=True)
class _Found:
    """An entry point, with the distribution that declares it."""

    name: str
    distribution: str
    entry_point: EntryPoint


def find_plugins() -> list[_Found]:
    """Read the installed entry points; radeh's own come first, then by plugin and distribution."""
    found = []
    for entry_point in entry_points(group=GROUP):
        distribution = entry_point.dist.name if entry_point.dist else ""
        found.append(_Found(entry_point.name, distribution, entry_point))
    return sorted(found, key=lambda item: (item.distribution != HOST, item.name, item.distribution))


def _blocked_names() -> set[str]:
    return {name.strip() for name in os.environ.get("RADEH_BLOCK", "").split(",") if name.strip()}


def _first_line(error: BaseException) -> str:
    text = str(error).strip().splitlines()
    return f"{type(error).__name__}: {text[0]}" if text else type(error).__name__


def _records(hook: str, function: Any, record_type: type[Record]) -> Iterator[Record]:
    """Exhaust one hook implementation, refusing what is not the record it should yield."""
    produced = function()
    if isinstance(produced, (str, Record)) or not isinstance(produced, Iterable):
        raise RecordError(f"{hook}() returned {produced!r}; it must yield {record_type.__name__}s")
    for record in produced:
        if not isinstance(record, record_type):
            raise RecordError(f"{hook}() yielded {record!r}, which is no {record_type.__name__}")
        yield record


class Registry:
    """What the loaded plugins offer, by kind and name.

    Args:
        discover: load the installed plugins; False gives an empty registry, for tests.
    """

    def __init__(self, *, discover: bool = True) -> None:
        self._discover = discover
        self.refresh()

    def refresh(self) -> None:
        """Forget everything and, unless discovery is off, load the installed plugins again.

        Raises:
            PluginLoadError: a plugin failed and ``RADEH_STRICT=1`` is set.
        """
        self._manager = pluggy.PluginManager(hookspecs.PROJECT)
        self._manager.add_hookspecs(hookspecs)
        self._plugins: list[Plugin] = []
        if not self._discover:
            return
        blocked = _blocked_names()
        for found in find_plugins():
            where: dict[str, Any] = {"distribution": found.distribution, "version": _version(found)}
            if found.name in blocked:
                cause = "named in RADEH_BLOCK"
                self._plugins.append(Plugin(found.name, "blocked", cause=cause, **where))
            else:
                self._load(found.name, found.entry_point.load, where)

    def register(self, plugin: Any, name: str) -> None:
        """Load a plugin object (a module, or any object with hook implementations) under a name."""
        self._load(name, lambda: plugin, {"distribution": "", "version": ""})

    def _load(self, name: str, importer: Any, where: dict[str, Any]) -> None:
        # SystemExit too: a plugin that exits at import must not take the host with it.
        try:
            if any(other.name == name and other.state == "loaded" for other in self._plugins):
                raise PluginLoadError(f"another plugin is already named {name!r}")
            module = importer()
            try:
                self._manager.register(module, name=name)
                offers = tuple(self._collect(module, name))
            except (Exception, SystemExit):
                if self._manager.has_plugin(name):
                    self._manager.unregister(name=name)
                raise
        except (Exception, SystemExit) as error:
            self._plugins.append(Plugin(name, "failed", cause=_first_line(error), **where))
            self._tell(self._plugins[-1], error)
        else:
            self._plugins.append(Plugin(name, "loaded", offers=offers, **where))

    def _collect(self, module: Any, name: str) -> Iterator[Offer]:
        """Call the plugin's own implementations, one by one, and validate what they yield."""
        known = {hook: (kind, record_type) for kind, (hook, record_type, _) in KINDS.items()}
        seen = set()
        for caller in self._manager.get_hookcallers(module) or ():
            if caller.name not in known:
                near = difflib.get_close_matches(caller.name, known, n=1)
                hint = f"; did you mean {near[0]}?" if near else ""
                raise RecordError(f"there is no hook {caller.name!r}{hint}")
            kind, record_type = known[caller.name]
            for implementation in caller.get_hookimpls():
                if implementation.plugin is not module:
                    continue
                if implementation.hookwrapper or implementation.wrapper:
                    raise RecordError(f"{caller.name} is a hook wrapper; radeh's hooks have none")
                for record in _records(caller.name, implementation.function, record_type):
                    if (kind, record.name) in seen:
                        raise RecordError(f"{caller.name}() yields {record.name!r} twice")
                    seen.add((kind, record.name))
                    yield Offer(kind, name, record)

    @staticmethod
    def _tell(plugin: Plugin, error: BaseException) -> None:
        source = f" ({plugin.distribution} {plugin.version})" if plugin.distribution else ""
        message = f"plugin {plugin.name!r}{source} was not loaded: {plugin.cause}"
        if os.environ.get("RADEH_STRICT") == "1":
            raise PluginLoadError(f"{message} (strict because RADEH_STRICT=1)") from error
        hint = f"block it with RADEH_BLOCK={plugin.name}, or see 'radeh plugins'"
        warnings.warn(f"{message}; {hint}", PluginLoadWarning, stacklevel=4)

    @property
    def plugins(self) -> tuple[Plugin, ...]:
        """Every plugin that was found, in any state, in the order of loading."""
        return tuple(self._plugins)

    @property
    def failures(self) -> tuple[Plugin, ...]:
        """The plugins that could not be loaded, each with its cause."""
        return tuple(plugin for plugin in self._plugins if plugin.state == "failed")

    def offers(self, kind: str) -> tuple[Offer, ...]:
        """Everything of a kind that the loaded plugins offer, sorted by name and plugin."""
        found = [offer for plugin in self._plugins for offer in plugin.offers if offer.kind == kind]
        return tuple(sorted(found, key=lambda offer: (offer.record.name, offer.plugin)))

    def find(self, kind: str, name: str) -> Offer:
        """Return the one offer of that kind with that name (``name`` or ``plugin/name``).

        Raises:
            UnknownNameError: nothing has the name; the message lists what there is.
            AmbiguousNameError: several plugins offer the name.
        """
        offers = self.offers(kind)
        matches = [offer for offer in offers if name in (offer.record.name, offer.full_name)]
        if len(matches) == 1:
            return matches[0]
        if matches:
            choices = " or ".join(repr(offer.full_name) for offer in matches)
            raise AmbiguousNameError(
                f"several plugins offer a {kind} named {name!r}; write {choices}"
            )
        raise UnknownNameError(self._unknown(kind, name, offers))

    def _unknown(self, kind: str, name: str, offers: tuple[Offer, ...]) -> str:
        names = sorted({offer.record.name for offer in offers})
        parts = [f"there is no {kind} named {name!r}"]
        if near := difflib.get_close_matches(name, names, n=1):
            parts.append(f"did you mean {near[0]!r}?")
        plural = KINDS[kind][2]
        parts.append(f"{plural}: {', '.join(names)}" if names else f"no plugin offers {plural}")
        for state, told in (("failed", "plugins that failed"), ("blocked", "blocked plugins")):
            if missing := [plugin.name for plugin in self._plugins if plugin.state == state]:
                parts.append(f"{told}: {', '.join(missing)} (see 'radeh plugins')")
        return "; ".join(parts)


def _version(found: _Found) -> str:
    return found.entry_point.dist.version if found.entry_point.dist else ""


@cache
def default_registry() -> Registry:
    """Return the registry of the installed plugins, made once for each process."""
    return Registry()


def host_version() -> str:
    """Return the installed version of radeh itself."""
    return version(HOST)
