"""The manifest: what it must say of itself before anything else in the model is looked at."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any

from radeh.errors import ModelFormatError

FORMAT = "radeh-model"
#: Raised when a model of the new version cannot be read by an older radeh; never otherwise.
FORMAT_VERSION = 1
MANIFEST = "manifest.json"
ARRAYS = "arrays.safetensors"

MANIFEST_LIMIT = 4 * 1024 * 1024
#: Python needs some hundred bytes for a value of JSON that takes two in the file.
_VALUES_LIMIT = 200_000
_SEAL = re.compile(rb'"manifest_sha256": "([0-9a-f]{64})"')
_OPEN_SEAL = b'"manifest_sha256": "' + b"0" * 64 + b'"'
_FILE_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,199}")


def sealed(document: Mapping[str, Any]) -> bytes:
    """Return the manifest's bytes, with their own SHA-256, taken with zeros in its place."""
    whole = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        **document,
        "manifest_sha256": "0" * 64,
    }
    text = json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False)
    data = f"{text}\n".encode()
    digest = hashlib.sha256(data).hexdigest().encode()
    return data.replace(_OPEN_SEAL, _OPEN_SEAL.replace(b"0" * 64, digest), 1)


def opened(data: bytes, name: str) -> dict[str, Any]:
    """Return the manifest in ``data``; ``name`` is told in errors.

    Raises:
        ModelFormatError: it is none, is of a later format, or is not as it was written.
    """
    if len(data) > MANIFEST_LIMIT or data.count(b",") > _VALUES_LIMIT:
        raise ModelFormatError(
            f"{name} has {len(data)} bytes and {data.count(b',')} values, more than "
            f"{MANIFEST_LIMIT} or {_VALUES_LIMIT}; that is no manifest of a model"
        )
    try:
        manifest = json.loads(data, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise ModelFormatError(
            f"{name} of the model is not JSON: {error}; save or install it again"
        ) from error
    if not isinstance(manifest, dict) or manifest.pop("format", None) != FORMAT:
        raise ModelFormatError(f"{name} does not say that it is a {FORMAT}")
    found = manifest.pop("format_version", None)
    if not isinstance(found, int) or not 1 <= found <= FORMAT_VERSION:
        raise ModelFormatError(
            f"{name} has format version {found!r}; this radeh reads models up to "
            f"{FORMAT_VERSION}: install the radeh that wrote it, or train again"
        )
    _check_seal(data, name)
    _check_structure(manifest, name)
    return manifest


def _refuse_constant(constant: str) -> Any:
    raise ValueError(f"{constant} is no number of JSON")


def _check_seal(data: bytes, name: str) -> None:
    seals = list(_SEAL.finditer(data))
    if len(seals) == 1:
        start, end = seals[0].span()
        digest = hashlib.sha256(data[:start] + _OPEN_SEAL + data[end:]).hexdigest()
        if seals[0][1].decode() == digest:
            return
    raise ModelFormatError(
        f"{name} of the model is not as it was written (its SHA-256 differs); to change a model, "
        "load it, change the object and save it; else save or install it again"
    )


def _check_structure(manifest: dict[str, Any], name: str) -> None:
    def need(holds: bool, what: str) -> None:
        if not holds:
            raise ModelFormatError(f"{name} of the model is damaged: {what}")

    labels, steps, files = (manifest.get(key) for key in ("labels", "steps", "files"))
    need(isinstance(labels, list) and bool(labels), "it names no labels")
    assert isinstance(labels, list)
    need(all(isinstance(x, str) and x for x in labels), "a label is no string")
    need(len(set(labels)) == len(labels), "a label is named twice")
    need(isinstance(steps, list) and bool(steps), "it names no steps")
    need(isinstance(files, dict), "it names no files")
    assert isinstance(files, dict)
    for file, told in files.items():
        need(bool(_FILE_NAME.fullmatch(file)) and file != MANIFEST, f"{file!r} names no file of it")
        need(
            isinstance(told, dict)
            and isinstance(told.get("bytes"), int)
            and told["bytes"] >= 0
            and isinstance(told.get("sha256"), str),
            f"it does not give the size and SHA-256 of {file!r}",
        )
    golden = manifest.get("golden")
    need(
        isinstance(golden, list)
        and len(golden) <= 64
        and all(isinstance(g, dict) and isinstance(g.get("text"), str) for g in golden)
        and sum(len(g["text"]) for g in golden) <= 100_000,
        "its golden texts are no short list of texts",
    )
