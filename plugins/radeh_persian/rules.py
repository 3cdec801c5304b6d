"""The rules that the variant table amounts to by default, made beforehand.

Folding every form of the table and putting the rules together takes longer than loading all else.
``python -m radeh_persian.rules`` makes them again after the table or the folding was changed; a
test fails until then, and rules of another table are never used.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from zlib import crc32

from radeh_persian.variants import Variants

_FILE = "rules.tsv"


def _of_table() -> str:
    """Say which table rules are of."""
    table = (files("radeh_persian") / "variants.tsv").read_bytes()
    return f"# of variants.tsv, CRC-32 {crc32(table)}"


def ready_rules() -> Variants | None:
    """Return the rules of the table's default kinds; None if they were made of another table."""
    lines = (files("radeh_persian") / _FILE).read_text(encoding="utf-8").split("\n")
    if lines[0] != _of_table():
        return None
    return Variants.ready(dict(line.split("\t") for line in lines[1:] if line))


def write(path: Path) -> None:
    """Write the rules that `ready_rules` reads."""
    from radeh_persian.pairs import KINDS, chosen, make_variants

    rules = make_variants(chosen(KINDS, ())).rules
    lines = [_of_table(), *(f"{run}\t{reading}" for run, reading in rules.items())]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write(Path(__file__).with_name(_FILE))
