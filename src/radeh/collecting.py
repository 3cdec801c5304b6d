"""Ask one plugin what it offers, and validate every record."""

from __future__ import annotations

import copy
import difflib
import importlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pluggy

from radeh import hookspecs
from radeh.errors import MutationError, RecordError, TargetError
from radeh.records import Component, Corpus, PretrainedModel, Recipe, Record

#: kind of record -> (the hook that yields it, its class, its plural)
KINDS: dict[str, tuple[str, type[Record], str]] = {
    "normalizer": ("radeh_normalizers", Component, "normalizers"),
    "feature extractor": ("radeh_feature_extractors", Component, "feature extractors"),
    "classifier": ("radeh_classifiers", Component, "classifiers"),
    "recipe": ("radeh_recipes", Recipe, "recipes"),
    "corpus": ("radeh_corpora", Corpus, "corpora"),
    "model": ("radeh_models", PretrainedModel, "models"),
}

#: A hook that goes on yielding would fill the memory before any time limit.
MOST_RECORDS = 10_000


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
        """Import and return what the record's target names.

        Raises:
            TargetError: it cannot be imported.
        """
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


def new_manager() -> pluggy.PluginManager:
    """Return a plugin manager that knows the hook specifications and no plugin."""
    manager = pluggy.PluginManager(hookspecs.PROJECT)
    manager.add_hookspecs(hookspecs)
    return manager


def collect(manager: pluggy.PluginManager, module: Any, name: str) -> Iterator[Offer]:
    """Call the plugin's own implementations, one by one, and validate what they yield.

    Raises:
        RecordError: there is no such hook, or it yields what is no valid record, or a name twice.
        MutationError: a record is no longer what it was when it was yielded.
    """
    known = {hook: (kind, record_type) for kind, (hook, record_type, _) in KINDS.items()}
    seen = set()
    for caller in manager.get_hookcallers(module) or ():
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
            for record in yielded_records(caller.name, implementation.function, record_type):
                if (kind, record.name) in seen:
                    raise RecordError(f"{caller.name}() yields {record.name!r} twice")
                seen.add((kind, record.name))
                yield Offer(kind, name, record)


def yielded_records(hook: str, function: Any, record_type: type[Record]) -> list[Record]:
    """Exhaust one hook implementation and return copies of its records.

    The copies are the registry's own: nothing that the plugin does to its records later reaches
    anybody else.

    Raises:
        RecordError: it yields something else than the record it should.
        MutationError: it changed a record that it had yielded before.
    """
    produced = function()
    if isinstance(produced, (str, Record)) or not isinstance(produced, Iterable):
        raise RecordError(f"{hook}() returned {produced!r}; it must yield {record_type.__name__}s")
    originals: list[Record] = []
    copies: list[Record] = []
    for record in produced:
        if not isinstance(record, record_type):
            raise RecordError(f"{hook}() yielded {record!r}, which is no {record_type.__name__}")
        if len(copies) == MOST_RECORDS:
            raise RecordError(f"{hook}() yields more than {MOST_RECORDS} records; does it end?")
        originals.append(record)
        copies.append(record_type(**copy.deepcopy(record.as_dict())))
    for original, kept in zip(originals, copies, strict=True):
        if original.as_dict() != kept.as_dict():
            raise MutationError(
                f"{hook}() changed its {record_type.__name__} {kept.name!r} after yielding it; "
                "make a new record instead"
            )
    return copies
