"""Write a model, all of it or nothing."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from radeh.errors import RadehError
from radeh.storage.manifest import ARRAYS, MANIFEST, sealed
from radeh.storage.steps import FittedStep
from radeh.storage.values import encode_terms, plain


def write(
    path: str | os.PathLike[str], manifest: Mapping[str, Any], steps: Mapping[str, FittedStep]
) -> None:
    """Write a model as a directory, or as a zip file where the name ends in ``.zip``.

    Raises:
        RadehError: the path exists and is no model, or a step has learned what cannot be stored.
    """
    target = Path(path)
    zipped = target.suffix == ".zip"
    if target.exists() and not (
        zipfile.is_zipfile(target) if zipped else (target / MANIFEST).is_file()
    ):
        raise RadehError(f"{target} exists and is no radeh model; choose another path or remove it")
    target.parent.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        _write_files(staging, manifest, steps)
        if zipped:
            packed = _pack(staging)
            os.replace(packed, target)
        else:
            _replace_directory(staging, target)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _replace_directory(staging: Path, target: Path) -> None:
    staging.chmod(0o755)
    if target.exists():
        retired = staging.with_name(staging.name + "-old")
        target.rename(retired)
        staging.rename(target)
        shutil.rmtree(retired)
    else:
        staging.rename(target)


def _pack(folder: Path) -> Path:
    """Zip the files of a folder into it; the same files give the same bytes."""
    names = sorted(item.name for item in folder.iterdir())
    packed = folder / "packed.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            entry = zipfile.ZipInfo(name)  # dated 1980, as every reproducible zip
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, (folder / name).read_bytes())
    return packed


def _write_files(
    folder: Path, manifest: Mapping[str, Any], steps: Mapping[str, FittedStep]
) -> None:
    from safetensors.numpy import save

    arrays: dict[str, np.ndarray[Any, Any]] = {}
    files: dict[str, bytes] = {}
    described = []
    for step, fitted in steps.items():
        state = {
            name: _describe(f"{step}.{name}", value, arrays, files, fitted)
            for name, value in fitted.state.items()
        }
        params = {name: plain(value, f"{step}__{name}") for name, value in fitted.params.items()}
        # A list: the order of the features is the order of the columns.
        described.append(
            {
                "step": step,
                "kind": fitted.kind,
                "plugin": fitted.plugin,
                "component": fitted.component,
                "distribution": fitted.distribution,
                "version": fitted.version,
                "params": params,
                "state": state,
            }
        )
    files[ARRAYS] = save(arrays)
    told = {}
    for name, data in files.items():
        (folder / name).write_bytes(data)
        told[name] = {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    document = {**manifest, "steps": described, "files": told}
    (folder / MANIFEST).write_bytes(sealed(document))


def _describe(
    key: str, value: Any, arrays: dict[str, Any], files: dict[str, bytes], fitted: FittedStep
) -> dict[str, Any]:
    """Store one fitted attribute and return what the manifest says of it."""
    if isinstance(value, np.ndarray) and value.dtype.kind in "biuf":
        arrays[key] = np.ascontiguousarray(value)
        return {"in": "arrays"}
    if isinstance(value, np.ndarray) and value.dtype.kind in "UO" and value.ndim == 1:
        terms = value.tolist()
        if all(isinstance(term, str) for term in terms):
            files[f"{key}.txt"] = encode_terms(terms)
            return {"in": "terms", "as": "array" if value.dtype.kind == "O" else "strings"}
    if isinstance(value, Mapping) and value and sorted(value.values()) == list(range(len(value))):
        files[f"{key}.txt"] = encode_terms(sorted(value, key=lambda term: int(value[term])))
        return {"in": "terms", "as": "vocabulary"}
    try:
        return {"in": "manifest", "value": plain(value, key)}
    except RadehError as error:
        raise RadehError(
            f"the {fitted.kind} {fitted.plugin}/{fitted.component} cannot be stored: its attribute "
            f"{key.rpartition('.')[2]!r} is a {type(value).__name__}; keep arrays, strings, "
            "numbers and lists of them in attributes that end with '_'"
        ) from error
