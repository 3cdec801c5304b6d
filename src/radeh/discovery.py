"""Find plugins: read what is installed, import nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points

GROUP = "radeh"
HOST = "radeh"

_REQUIREMENT = re.compile(r"radeh\s*(?:\[[^]]*\])?\s*\(?([^;)]*)\)?\s*(?:;.*)?", re.IGNORECASE)
_CLAUSE = re.compile(r"(>=|<=|==|!=|~=|>|<)\s*v?(\d+(?:\.\d+)*)(\.\*)?(.*)")


@dataclass(frozen=True)
class FoundPlugin:
    """An entry point, with what the metadata of its distribution says.

    ``requires`` is what the distribution asks of radeh's version, ``">=0.2"`` say, or empty.
    """

    name: str
    distribution: str
    version: str
    requires: str
    entry_point: EntryPoint


def find_plugins() -> list[FoundPlugin]:
    """Read the installed entry points; radeh's own come first, then by plugin and distribution."""
    found = []
    for entry_point in entry_points(group=GROUP):
        # The metadata is parsed anew whenever it is asked for, so it is asked for once.
        about = entry_point.dist.metadata if entry_point.dist else None
        found.append(
            FoundPlugin(
                name=entry_point.name,
                distribution=about["Name"] if about else "",
                version=about["Version"] if about else "",
                requires=required_host(about.get_all("Requires-Dist") or ()) if about else "",
                entry_point=entry_point,
            )
        )
    return sorted(found, key=lambda item: (item.distribution != HOST, item.name, item.distribution))


def required_host(requirements: Sequence[str]) -> str:
    """Return what a distribution's requirements ask of radeh's version, or an empty string.

    A requirement of an extra is not one of the plugin, and is passed over.
    """
    clauses = [
        matched.group(1).strip()
        for requirement in requirements
        if "extra ==" not in requirement and (matched := _REQUIREMENT.fullmatch(requirement))
    ]
    return ",".join(clause for clause in clauses if clause)


def satisfies(version: str, specifier: str) -> bool:
    """Whether a version is within a version specifier (PEP 440), judged by release numbers.

    Pre-releases and local versions count as their release, and a clause that cannot be read as
    satisfied: pip has judged it before, and this check only explains a forced installation.
    """
    have = _release(version)
    for clause in filter(None, (part.strip() for part in specifier.split(","))):
        matched = _CLAUSE.fullmatch(clause)
        if matched and not _holds(have, matched.group(1), matched.group(2), bool(matched.group(3))):
            return False
    return True


def _release(version: str) -> tuple[int, ...]:
    matched = re.match(r"v?(\d+(?:\.\d+)*)", version)
    return tuple(map(int, matched.group(1).split("."))) if matched else ()


def _holds(have: tuple[int, ...], operator: str, asked: str, any_patch: bool) -> bool:
    want = _release(asked)
    width = max(len(have), len(want))
    padded = have + (0,) * (width - len(have))
    wanted = want + (0,) * (width - len(want))
    series = padded[: len(want)] == want if any_patch else padded == wanted
    compatible = padded[: max(len(want) - 1, 1)] == want[: max(len(want) - 1, 1)]
    return {
        ">=": padded >= wanted,
        "<=": padded <= wanted,
        ">": padded > wanted,
        "<": padded < wanted,
        "==": series,
        "!=": not series,
        "~=": padded >= wanted and compatible,
    }[operator]
