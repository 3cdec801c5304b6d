"""The plugin door: find plugins, load them, validate and index what they yield.

Nothing that a plugin does here stops the host: whatever goes wrong becomes one
`PluginLoadWarning` and a state of the plugin (`STATES`).
"""

from __future__ import annotations

import difflib
import os
import threading
import warnings
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import version
from time import perf_counter
from typing import Any

from radeh.collecting import KINDS, Offer, collect, new_manager
from radeh.discovery import HOST, FoundPlugin, find_plugins, satisfies
from radeh.errors import (
    AmbiguousNameError,
    MutationError,
    PluginLoadError,
    PluginLoadWarning,
    RecordError,
    UnknownNameError,
)
from radeh.guard import PluginExit, PluginTimeout, limited, listening, no_exit, time_limit

__all__ = ["KINDS", "STATES", "Offer", "Plugin", "Registry", "default_registry", "host_version"]

#: What may become of a plugin; what `USABLE` ones offer can be used.
STATES = {
    "loaded": "everything it offers can be used",
    "noisy": "loaded, but it writes to standard output while it is imported (not shown)",
    "shadows": "loaded, but it takes a name of a bundled plugin: write plugin/name for either",
    "blocked": "named in RADEH_BLOCK, and not imported",
    "incompatible": "made for another version of radeh, and not imported",
    "failed": "its import, or one of its hooks, raised",
    "invalid": "it yields what is no valid record",
    "mutating": "it changed a record after it had yielded it",
    "exited": "it tried to end the process",
    "timed-out": "its import, or one of its hooks, took too long",
}
USABLE = frozenset({"loaded", "noisy", "shadows"})

_loading = threading.local()


@dataclass(frozen=True)
class Plugin:
    """A plugin as the registry sees it.

    ``state`` is one of `STATES`; ``cause`` says why, if it is not ``loaded``; ``seconds`` is how
    long it took to import it and to ask what it offers; ``module`` is what its entry point names;
    ``printed`` is what it wrote to standard output meanwhile.
    """

    name: str
    state: str
    distribution: str = ""
    version: str = ""
    cause: str = ""
    offers: tuple[Offer, ...] = ()
    module: str = ""
    seconds: float = 0.0
    printed: str = ""

    @property
    def usable(self) -> bool:
        """Whether what it offers can be used."""
        return self.state in USABLE


def _blocked_names() -> set[str]:
    return {name.strip() for name in os.environ.get("RADEH_BLOCK", "").split(",") if name.strip()}


def _first_line(error: BaseException) -> str:
    text = str(error).strip().splitlines()
    return f"{type(error).__name__}: {text[0]}" if text else type(error).__name__


def _state_of(error: BaseException) -> str:
    """Return the state of a plugin whose loading ended in this error."""
    for state, kinds in (
        ("timed-out", (PluginTimeout,)),
        ("exited", (SystemExit, PluginExit)),
        ("mutating", (MutationError,)),
        ("invalid", (RecordError,)),
    ):
        if isinstance(error, kinds):
            return state
    return "failed"


class Registry:
    """What the loaded plugins offer, by kind and name.

    Args:
        discover: load the installed plugins; False gives an empty registry, for tests.

    Raises:
        PluginLoadError: a plugin failed and ``RADEH_STRICT=1`` is set; or a plugin asked for a
            registry while one was loading it.
    """

    def __init__(self, *, discover: bool = True) -> None:
        self._discover = discover
        self.refresh()

    def refresh(self) -> None:
        """Forget everything and, unless discovery is off, load the installed plugins again.

        Raises:
            PluginLoadError: a plugin failed and ``RADEH_STRICT=1`` is set.
        """
        if plugin := getattr(_loading, "plugin", None):
            raise PluginLoadError(
                f"plugin {plugin!r} asks for a registry while it is being loaded; hooks only yield "
                "records: look other plugins up when a component is used"
            )
        self._manager = new_manager()
        self._plugins: list[Plugin] = []
        if not self._discover:
            return
        blocked, host = _blocked_names(), host_version()
        for found in find_plugins():
            self._admit(found, blocked, host)
        self._mark_shadows()

    def _admit(self, found: FoundPlugin, blocked: set[str], host: str) -> None:
        plugin = Plugin(
            found.name, "", found.distribution, found.version, module=found.entry_point.value
        )
        if found.name in blocked:
            cause = "named in RADEH_BLOCK"
            self._plugins.append(replace(plugin, state="blocked", cause=cause))
        elif found.distribution != HOST and not satisfies(host, found.requires):
            cause = f"needs radeh {found.requires}; this is radeh {host}: install one that fits"
            self._plugins.append(replace(plugin, state="incompatible", cause=cause))
            self._tell(self._plugins[-1], None)
        else:
            self._load(plugin, found.entry_point.load)

    def register(self, plugin: Any, name: str) -> None:
        """Load a plugin object (a module, or any object with hook implementations) under a name.

        Raises:
            PluginLoadError: the plugin failed and ``RADEH_STRICT=1`` is set.
        """
        self._load(Plugin(name, ""), lambda: plugin)
        self._mark_shadows()

    def _load(self, plugin: Plugin, importer: Callable[[], Any]) -> None:
        name, start = plugin.name, perf_counter()
        error: BaseException | None = None
        offers: tuple[Offer, ...] = ()
        taken = any(other.name == name and other.usable for other in self._plugins)
        with listening() as listener:
            _loading.plugin = name
            try:
                if taken:
                    raise PluginLoadError(f"another plugin is already named {name!r}")
                with no_exit(), limited(time_limit(), name):
                    offers = self._offers(importer(), name)
            except KeyboardInterrupt:
                raise
            except BaseException as caught:  # a plugin that exits must not take the host with it
                error = caught
                if not taken and self._manager.has_plugin(name):
                    self._manager.unregister(name=name)
            finally:
                _loading.plugin = None
                printed = listener.hush().strip()
        seconds = perf_counter() - start
        plugin = replace(plugin, offers=offers, seconds=seconds, printed=printed)
        if error is not None:
            plugin = replace(plugin, state=_state_of(error), cause=_first_line(error))
        elif printed:
            cause = f"prints when it is imported: {printed.splitlines()[0]!r:.60}"
            plugin = replace(plugin, state="noisy", cause=cause)
        else:
            plugin = replace(plugin, state="loaded")
        self._plugins.append(plugin)
        if plugin.state != "loaded":
            self._tell(plugin, error)

    def _offers(self, module: Any, name: str) -> tuple[Offer, ...]:
        self._manager.register(module, name=name)
        return tuple(collect(self._manager, module, name))

    def _mark_shadows(self) -> None:
        """Say of a plugin from elsewhere that it takes a name of a bundled one."""
        bundled = {
            (offer.kind, offer.record.name): offer.full_name
            for plugin in self._plugins
            if plugin.distribution == HOST
            for offer in plugin.offers
        }
        for place, plugin in enumerate(self._plugins):
            if plugin.distribution == HOST or plugin.state not in ("loaded", "noisy"):
                continue
            taken = [o for o in plugin.offers if (o.kind, o.record.name) in bundled]
            if taken:
                told = ", ".join(
                    f"{o.kind} {o.full_name} beside {bundled[o.kind, o.record.name]}" for o in taken
                )
                cause = "; ".join(filter(None, (f"offers {told}", plugin.cause)))
                self._plugins[place] = replace(plugin, state="shadows", cause=cause)
                self._tell(self._plugins[place], None)

    @staticmethod
    def _tell(plugin: Plugin, error: BaseException | None) -> None:
        source = f" ({plugin.distribution} {plugin.version})" if plugin.distribution else ""
        what = plugin.state if plugin.usable else "not loaded"
        message = f"plugin {plugin.name!r}{source}: {what}: {plugin.cause}"
        if os.environ.get("RADEH_STRICT") == "1":
            raise PluginLoadError(f"{message} (strict because RADEH_STRICT=1)") from error
        hint = f"block it with RADEH_BLOCK={plugin.name}, or see 'radeh plugins'"
        warnings.warn(f"{message}; {hint}", PluginLoadWarning, stacklevel=5)

    @property
    def plugins(self) -> tuple[Plugin, ...]:
        """Every plugin that was found, in any state, in the order of loading."""
        return tuple(self._plugins)

    @property
    def failures(self) -> tuple[Plugin, ...]:
        """The plugins that could not be loaded, each with its state and cause; not blocked ones."""
        return tuple(p for p in self._plugins if not p.usable and p.state != "blocked")

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
        blocked = [plugin for plugin in self._plugins if plugin.state == "blocked"]
        for told, plugins in (("plugins that failed", self.failures), ("blocked plugins", blocked)):
            if plugins:
                missing = ", ".join(plugin.name for plugin in plugins)
                parts.append(f"{told}: {missing} (see 'radeh plugins')")
        return "; ".join(parts)


@cache
def default_registry() -> Registry:
    """Return the registry of the installed plugins, made once for each process."""
    return Registry()


def host_version() -> str:
    """Return the installed version of radeh itself."""
    return version(HOST)
