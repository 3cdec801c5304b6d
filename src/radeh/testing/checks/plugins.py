"""Checks of the plugin as a whole: what happens when it is found and asked what it offers."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from typing import Any

from radeh.collecting import KINDS, collect, new_manager
from radeh.testing.catalogue import PLUGIN, CheckFailure, NotApplicable, check, expect
from radeh.testing.subjects import PluginSubject

#: What costs more than a listing may. A name covers the package and all below it.
HEAVY = (
    "numpy", "scipy", "sklearn", "pandas", "pyarrow", "joblib", "hazm", "nltk", "torch",
    "tensorflow", "jax", "transformers", "spacy", "gensim", "fasttext", "requests",
)  # fmt: skip


@check(PLUGIN)
def check_is_loaded(subject: PluginSubject) -> None:
    """The plugin can be imported and asked what it offers.

    A plugin that raises offers nothing, and every user of radeh sees a warning at each start.
    """
    plugin = subject.plugin
    expect(plugin.state not in ("failed", "blocked", "incompatible"), plugin.cause)


@check(PLUGIN)
def check_leaves_the_process_running(subject: PluginSubject) -> None:
    """Neither the import nor a hook ends the process.

    ``sys.exit`` is for programs; a library that calls it decides for its host.
    """
    expect(subject.plugin.state != "exited", subject.plugin.cause)


@check(PLUGIN)
def check_loads_in_time(subject: PluginSubject) -> None:
    """The import and the hooks end soon.

    They run at every start of every program that uses radeh, also where the plugin is not needed:
    no network, no downloads, no models there.
    """
    expect(subject.plugin.state != "timed-out", subject.plugin.cause)


@check(PLUGIN)
def check_is_quiet(subject: PluginSubject) -> None:
    """Nothing is written to standard output while the plugin is loaded.

    Standard output belongs to the program: a greeting would land in somebody's JSON.
    """
    expect(not subject.plugin.printed, f"it prints {subject.plugin.printed[:200]!r}")


@check(PLUGIN)
def check_records_are_valid(subject: PluginSubject) -> None:
    """Every hook is one of radeh's, and yields the records that it should, each name once.

    One wrong record makes the registry refuse the whole plugin, rather than guess.
    """
    expect(subject.plugin.state != "invalid", subject.plugin.cause)


@check(PLUGIN)
def check_records_stay_as_yielded(subject: PluginSubject) -> None:
    """A record is not changed after it has been yielded.

    The registry keeps copies, so the change would be lost; whoever wrote it expects otherwise.
    """
    expect(subject.plugin.state != "mutating", subject.plugin.cause)


@check(PLUGIN)
def check_offers_something(subject: PluginSubject) -> None:
    """At least one record is offered.

    A hook without ``@radeh.hookimpl``, or in another module than the entry point names, is silent.
    """
    if not subject.plugin.usable:
        raise NotApplicable(f"the plugin is {subject.plugin.state}")
    hint = (
        f"mark the hooks ({', '.join(hook for hook, _, _ in KINDS.values())}) with radeh.hookimpl"
    )
    expect(subject.plugin.offers, f"no hook was found; {hint}, in the module of the entry point")


@check(PLUGIN)
def check_names_are_its_own(subject: PluginSubject) -> None:
    """No other installed plugin offers a record of the same kind and name.

    An ambiguous name is an error for whoever asks for it, of either plugin.
    """
    for offer in subject.plugin.offers:
        for other in subject.registry.offers(offer.kind):
            expect(
                other.plugin == offer.plugin or other.record.name != offer.record.name,
                f"{offer.kind} {offer.full_name!r} has the name of {other.full_name!r}; rename it",
            )


@check(PLUGIN)
def check_hooks_repeat_themselves(subject: PluginSubject) -> None:
    """Asked again, the hooks yield the same records.

    A registry is made in every process and refreshed at will. A hook that depends on the time, on
    chance or on what was asked before makes models that cannot be loaded again.
    """
    if subject.module is None or not subject.plugin.usable:
        raise NotApplicable(f"the plugin is {subject.plugin.state}")
    manager, name = new_manager(), subject.plugin.name
    manager.register(subject.module, name=name)
    again = tuple(collect(manager, subject.module, name))
    first = [(offer.kind, offer.record.as_dict()) for offer in subject.plugin.offers]
    second = [(offer.kind, offer.record.as_dict()) for offer in again]
    expect(first == second, f"first they yielded {first}, then {second}")


_PROBE = """
import importlib, json, sys
import radeh
radeh.default_registry  # what radeh itself needs to load plugins
before = set(sys.modules)
module = importlib.import_module(sys.argv[1])
print(json.dumps(sorted(set(sys.modules) - before)))
"""


@cache
def modules_imported_by(module: str) -> set[str]:
    """Return the modules that importing one brings, beyond those of radeh, in a fresh process.

    Raises:
        CheckFailure: the module cannot be imported in a fresh process.
    """
    done = subprocess.run(
        [sys.executable, "-c", _PROBE, module], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise CheckFailure(f"importing {module} in a fresh process fails: {done.stderr[-300:]}")
    return set(json.loads(done.stdout.splitlines()[-1]))


def _entry_module(subject: PluginSubject) -> str:
    module: Any = subject.module
    name = getattr(module, "__name__", None) or type(module).__module__
    if module is None or name == "__main__":
        raise NotApplicable("it has no module that another process could import")
    return str(name)


@check(PLUGIN)
def check_entry_module_is_light(subject: PluginSubject) -> None:
    """Importing the entry module imports neither a heavy package nor a target's module.

    It is imported at every start; a record names its implementation by a string so that
    ``radeh plugins`` stays quick with fifty plugins.
    """
    imported = modules_imported_by(_entry_module(subject))
    heavy = sorted(name for name in imported if name.partition(".")[0] in HEAVY)
    expect(not heavy, f"it imports {', '.join(heavy[:3])}; import that in the target's module")
    entry = _entry_module(subject)
    for offer in subject.plugin.offers:
        target = getattr(offer.record, "target", "").partition(":")[0]
        expect(
            target in ("", entry) or target not in imported,
            f"it imports {target}, the target of {offer.full_name!r}; only name it",
        )
