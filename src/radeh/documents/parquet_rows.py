"""From JSON lines to Parquet: the same lines give the same bytes, however they came to be."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from radeh.documents.parquet import pyarrow_parquet

#: Rows of one row group; a constant, because the bytes of the file depend on it.
ROW_GROUP = 10_000


def convert(lines: Path, target: Path, labels: Sequence[str], keep: Sequence[str]) -> None:
    """Write the rows of ``lines`` to ``target``, which appears when it is whole.

    Columns: ``id`` string, ``labels`` and ``review`` lists of strings, ``scores`` a struct of one
    double a label, and each kept field with the narrowest of boolean, int64, double and string
    that holds all its values; lists and objects become JSON text.
    """
    parquet = pyarrow_parquet(str(target))
    import pyarrow as pa

    kinds = _kinds(lines, keep)
    types = {"bool": pa.bool_(), "int": pa.int64(), "float": pa.float64()}
    strings = pa.list_(pa.string())
    schema = pa.schema(
        [
            ("id", pa.string()),
            ("labels", strings),
            ("scores", pa.struct([(label, pa.float64()) for label in labels])),
            ("review", strings),
            *((name, types.get(kinds[name], pa.string())) for name in keep),
        ]
    )
    staging = target.with_name(f"{target.name}.tmp")
    try:
        with parquet.ParquetWriter(staging, schema, compression="zstd") as writer:
            rows = (_typed(row, keep, kinds) for row in _rows(lines))
            while group := list(islice(rows, ROW_GROUP)):
                writer.write_table(pa.Table.from_pylist(group, schema), row_group_size=ROW_GROUP)
        os.replace(staging, target)
    finally:
        staging.unlink(missing_ok=True)


def _rows(lines: Path) -> Iterator[dict[str, Any]]:
    with lines.open("rb") as file:
        yield from map(json.loads, file)


def _kinds(lines: Path, keep: Sequence[str]) -> dict[str, str]:
    """Return for each kept field the kind that holds all its values."""
    found: dict[str, set[str]] = {name: set() for name in keep}
    if keep:
        for row in _rows(lines):
            for name in keep:
                found[name].add(_kind(row[name]))
    chosen = {}
    for name, kinds in found.items():
        kinds.discard("none")
        chosen[name] = "float" if kinds == {"int", "float"} else "string"
        if len(kinds) == 1:
            chosen[name] = next(iter(kinds))
    return chosen


def _kind(value: Any) -> str:
    if value is None:
        return "none"
    if isinstance(value, int) and not isinstance(value, bool):
        return "int" if -(2**63) <= value < 2**63 else "string"
    return {bool: "bool", float: "float"}.get(type(value), "string")


def _typed(row: dict[str, Any], keep: Sequence[str], kinds: dict[str, str]) -> dict[str, Any]:
    row["id"] = _whole(row["id"])
    for name in keep:
        value = row[name]
        if kinds[name] == "string" and value is not None:
            text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
            row[name] = _whole(text)
    return row


def _whole(text: str) -> str:
    """Parquet holds UTF-8, in which half a surrogate pair has no form."""
    return text.encode("utf-8", "replace").decode()
