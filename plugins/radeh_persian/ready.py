"""The tables of the reading by default, made beforehand.

Folding every form of the variant table and every phrase of furniture takes longer than loading all
else. ``python -m radeh_persian.ready`` makes them again after a source was changed; a test fails
until then, and tables of other sources are never used.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import Any
from zlib import crc32

from radeh_persian.characters import TABLE
from radeh_persian.marks import marked

_FOLDER = Path(__file__).parent
_FILE = _FOLDER / "tables.json"
#: Whatever the tables follow from.
_SOURCES = (
    "characters.py",
    "folding.py",
    "furniture.py",
    "joints.py",
    "kinds.py",
    "leads.py",
    "lines.py",
    "marks.py",
    "pairs.py",
    "phrases.py",
    "tables.py",
    "variants.py",
    "variants.tsv",
)


def _of_sources() -> str:
    """Say which sources tables are of, whatever ends their lines."""
    check = 0
    for name in _SOURCES:
        check = crc32((_FOLDER / name).read_bytes().replace(b"\r\n", b"\n"), check)
    return f"{check:08x}"


@cache
def _kept() -> dict[str, Any] | None:
    try:
        kept = json.loads(_FILE.read_bytes())
        made_of = _of_sources()
    except OSError:  # an installation without sources
        return None
    return kept["tables"] if kept["sources"] == made_of else None


def ready_tables(learned: Collection[str] = ()) -> dict[str, Any] | None:
    """Return what `tables` makes of the default kinds and with furniture; None if out of date.

    Args:
        learned: as of `tables`.
    """
    if (kept := _kept()) is None:
        return None
    tables = {key: tuple(v) if isinstance(v, list) else v for key, v in kept.items()}
    tables["characters"] = TABLE
    if learned:
        tables["marked"] = dict(tables["marked"])
        for phrase, mark in marked({"LEARNED": learned}).items():
            tables["marked"][phrase] = tables["marked"].get(phrase, 0) | mark
    return tables


def ready_rules() -> dict[str, str] | None:
    """Return the rules of the variant table's default kinds; None if they are out of date."""
    kept = _kept()
    return None if kept is None else kept["rules"]


def write(path: Path) -> None:
    """Write what `ready_tables` reads, an entry a line."""
    from radeh_persian.kinds import KINDS
    from radeh_persian.pairs import chosen, make_variants
    from radeh_persian.tables import tables

    made = tables(make_variants(chosen(KINDS, ())), (), cuts_furniture=True)
    del made["characters"]
    made["marked"] = dict(sorted(made["marked"].items()))  # of sets, whose order is chance
    kept = {"sources": _of_sources(), "tables": made}
    text = json.dumps(kept, ensure_ascii=False, indent=0, separators=(",", ":"))
    path.write_text(f"{text}\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write(_FILE)
