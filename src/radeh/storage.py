"""A model as a directory: a JSON manifest, arrays as safetensors, vocabularies as text.

Nothing in the directory can run code: estimators are restored only as classes that a registered
plugin declares, by ``cls(**params)`` and their fitted attributes.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from radeh.errors import ModelFormatError, RadehError

FORMAT = "radeh-model"
FORMAT_VERSION = 1
MANIFEST = "manifest.json"
ARRAYS = "arrays.safetensors"
_MANIFEST_LIMIT = 64 * 1024 * 1024


@dataclass
class FittedStep:
    """One fitted step: which component it is, its parameters, and what it has learned."""

    kind: str
    plugin: str
    component: str
    distribution: str = ""
    version: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)
    state: Mapping[str, Any] = field(default_factory=dict)


def fitted_state(estimator: Any) -> dict[str, Any]:
    """Return an estimator's fitted attributes: public names that end with an underscore."""
    return {
        name: value
        for name, value in vars(estimator).items()
        if name.endswith("_") and not name.startswith("_")
    }


def write(
    path: str | os.PathLike[str], manifest: Mapping[str, Any], steps: Mapping[str, FittedStep]
) -> None:
    """Write a model directory, all of it or nothing.

    Raises:
        RadehError: the path exists and is no model, or a step has learned what cannot be stored.
    """
    target = Path(path)
    if target.exists() and not (target / MANIFEST).is_file():
        raise RadehError(f"{target} exists and is no radeh model; choose another path or remove it")
    target.parent.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        _write_files(staging, manifest, steps)
        staging.chmod(0o755)
        if target.exists():
            retired = staging.with_name(staging.name + "-old")
            target.rename(retired)
            staging.rename(target)
            shutil.rmtree(retired)
        else:
            staging.rename(target)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _write_files(
    folder: Path, manifest: Mapping[str, Any], steps: Mapping[str, FittedStep]
) -> None:
    from safetensors.numpy import save_file

    arrays: dict[str, np.ndarray[Any, Any]] = {}
    described = []
    for step, fitted in steps.items():
        state = {}
        for name, value in fitted.state.items():
            key = f"{step}.{name}"
            state[name] = _describe(folder, key, value, arrays, fitted)
        entry = {
            "step": step,
            "kind": fitted.kind,
            "plugin": fitted.plugin,
            "component": fitted.component,
            "distribution": fitted.distribution,
            "version": fitted.version,
            "params": {
                name: _plain(value, f"{step}__{name}") for name, value in fitted.params.items()
            },
            "state": state,
        }
        described.append(entry)  # a list: the order of the features is the order of the columns
    save_file(arrays, folder / ARRAYS)
    (folder / ARRAYS).chmod(0o644)  # safetensors writes for the owner's eyes only
    document = {"format": FORMAT, "format_version": FORMAT_VERSION, **manifest, "steps": described}
    text = json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")


def _describe(
    folder: Path, key: str, value: Any, arrays: dict[str, Any], fitted: FittedStep
) -> dict[str, Any]:
    """Store one fitted attribute and say in the manifest where it is."""
    if isinstance(value, np.ndarray) and value.dtype.kind in "biuf":
        arrays[key] = np.ascontiguousarray(value)
        return {"in": "arrays"}
    if isinstance(value, np.ndarray) and value.dtype.kind in "UO" and value.ndim == 1:
        terms = value.tolist()
        if all(isinstance(term, str) for term in terms):
            _write_terms(folder / f"{key}.txt", terms)
            return {"in": "terms", "as": "array" if value.dtype.kind == "O" else "strings"}
    if isinstance(value, Mapping) and value and list(value.values()) == list(range(len(value))):
        _write_terms(folder / f"{key}.txt", list(value))
        return {"in": "terms", "as": "vocabulary"}
    try:
        return {"in": "manifest", "value": _plain(value, key)}
    except RadehError as error:
        raise RadehError(
            f"the {fitted.kind} {fitted.plugin}/{fitted.component} cannot be stored: its attribute "
            f"{key.rpartition('.')[2]!r} is a {type(value).__name__}; keep arrays, strings, "
            "numbers and lists of them in attributes that end with '_'"
        ) from error


def _plain(value: Any, where: str) -> Any:
    """Return the JSON form of a value, marking tuples so that they come back as tuples."""
    if isinstance(value, np.generic):
        value = value.item()
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, tuple):
        return {"tuple": [_plain(item, where) for item in value]}
    if isinstance(value, list):
        return [_plain(item, where) for item in value]
    if isinstance(value, Mapping) and all(isinstance(key, str) for key in value):
        return {"map": {key: _plain(item, where) for key, item in value.items()}}
    raise RadehError(f"{where}: a {type(value).__name__} has no place in a model file: {value!r}")


def _unplain(value: Any) -> Any:
    if isinstance(value, list):
        return [_unplain(item) for item in value]
    if isinstance(value, dict):
        if isinstance(value.get("tuple"), list):
            return tuple(_unplain(item) for item in value["tuple"])
        if isinstance(value.get("map"), dict):
            return {key: _unplain(item) for key, item in value["map"].items()}
        raise ModelFormatError(f"neither a tuple nor a map: {value!r:.80}")
    return value


def _write_terms(path: Path, terms: Sequence[str]) -> None:
    # One term a line. A term may hold anything, so line feeds are escaped; lone surrogates pass.
    lines = (term.replace("\\", "\\\\").replace("\n", "\\n") for term in terms)
    path.write_bytes("".join(f"{line}\n" for line in lines).encode("utf-8", "surrogatepass"))


def _read_terms(path: Path) -> list[str]:
    text = path.read_bytes().decode("utf-8", "surrogatepass")
    lines = text.split("\n")
    if lines.pop():
        raise ModelFormatError(f"{path}: the last line is not ended; the file is cut short")
    if "\\" not in text:
        return lines
    return ["\\".join(part.replace("\\n", "\n") for part in line.split("\\\\")) for line in lines]


def read(path: str | os.PathLike[str]) -> tuple[dict[str, Any], dict[str, FittedStep]]:
    """Read a model directory: its manifest and its fitted steps.

    Raises:
        ModelFormatError: the directory is no model, is damaged, or is of a later format.
    """
    folder = Path(path)
    manifest = _read_manifest(folder)
    try:
        arrays = _read_arrays(folder / ARRAYS)
        steps = {}
        for entry in manifest.pop("steps"):
            step = str(entry["step"])
            state = {
                name: _read_attribute(folder, f"{step}.{name}", place, arrays)
                for name, place in entry["state"].items()
            }
            params = {name: _unplain(value) for name, value in entry["params"].items()}
            names = ("kind", "plugin", "component", "distribution", "version")
            identity = {name: str(entry[name]) for name in names}
            steps[step] = FittedStep(**identity, params=params, state=state)
    except ModelFormatError:
        raise
    except Exception as error:
        raise ModelFormatError(
            f"{folder}: the model is damaged: {type(error).__name__}: {error}; "
            "save or install it again"
        ) from error
    return manifest, steps


def _read_manifest(folder: Path) -> dict[str, Any]:
    path = folder / MANIFEST
    if not path.is_file():
        raise ModelFormatError(
            f"{folder} is no radeh model: it has no {MANIFEST}; "
            "give a directory that Model.save wrote"
        )
    if path.stat().st_size > _MANIFEST_LIMIT:
        raise ModelFormatError(
            f"{path} is larger than {_MANIFEST_LIMIT} bytes; that is no manifest"
        )
    try:
        manifest = json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        raise ModelFormatError(f"{path} is not JSON: {error}") from error
    if not isinstance(manifest, dict) or manifest.pop("format", None) != FORMAT:
        raise ModelFormatError(f"{path} does not say that it is a {FORMAT}")
    found = manifest.pop("format_version", None)
    if found != FORMAT_VERSION:
        raise ModelFormatError(
            f"{path} has format version {found!r}; this radeh reads {FORMAT_VERSION}: "
            "install the radeh that wrote it, or train again"
        )
    if not isinstance(manifest.get("steps"), list):
        raise ModelFormatError(f"{path} names no steps")
    return manifest


def _read_arrays(path: Path) -> dict[str, Any]:
    from safetensors.numpy import load_file

    return dict(load_file(path))


def _read_attribute(
    folder: Path, key: str, place: Mapping[str, Any], arrays: Mapping[str, Any]
) -> Any:
    if place["in"] == "arrays":
        return arrays[key]
    if place["in"] == "manifest":
        return _unplain(place["value"])
    if place["in"] == "terms":
        if Path(key).name != key:
            raise ModelFormatError(f"{folder}: {key!r} is no attribute's name")
        terms = _read_terms(folder / f"{key}.txt")
        if place["as"] == "vocabulary":
            return {term: index for index, term in enumerate(terms)}
        return np.array(terms, dtype=object if place["as"] == "array" else str)
    raise ModelFormatError(
        f"{folder}: {key} is kept in {place['in']!r}, which this radeh does not know"
    )
