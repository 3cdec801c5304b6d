"""Values that are no arrays: parameters as JSON, vocabularies as text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from radeh.errors import ModelFormatError, RadehError


def plain(value: Any, where: str) -> Any:
    """Return the JSON form of a value, marking tuples so that they come back as tuples.

    Raises:
        RadehError: it has none.
    """
    if isinstance(value, np.generic):
        value = value.item()
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, tuple):
        return {"tuple": [plain(item, where) for item in value]}
    if isinstance(value, list):
        return [plain(item, where) for item in value]
    if isinstance(value, Mapping) and all(isinstance(key, str) for key in value):
        return {"map": {key: plain(item, where) for key, item in value.items()}}
    raise RadehError(f"{where}: a {type(value).__name__} has no place in a model file: {value!r}")


def unplain(value: Any) -> Any:
    """Undo `plain`."""
    if isinstance(value, list):
        return [unplain(item) for item in value]
    if isinstance(value, dict):
        if isinstance(value.get("tuple"), list):
            return tuple(unplain(item) for item in value["tuple"])
        if isinstance(value.get("map"), dict):
            return {key: unplain(item) for key, item in value["map"].items()}
        raise ModelFormatError(f"neither a tuple nor a map: {value!r:.80}")
    return value


def encode_terms(terms: Sequence[str]) -> bytes:
    """One term a line. A term may hold anything: line feeds are escaped, lone surrogates pass."""
    lines = (term.replace("\\", "\\\\").replace("\n", "\\n") for term in terms)
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "surrogatepass")


def decode_terms(data: bytes) -> list[str]:
    """Undo `encode_terms`.

    Raises:
        ValueError: the bytes are not UTF-8, or the last line is not ended.
    """
    text = data.decode("utf-8", "surrogatepass")
    lines = text.split("\n")
    if lines.pop():
        raise ValueError("the last line is not ended; the file is cut short")
    if "\\" not in text:
        return lines
    return ["\\".join(part.replace("\\n", "\n") for part in line.split("\\\\")) for line in lines]
