"""Read a model: believe nothing of it that has not been checked."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from radeh.errors import ModelFormatError
from radeh.storage.containers import Container, open_container, read_file, read_manifest
from radeh.storage.manifest import ARRAYS, MANIFEST, opened
from radeh.storage.steps import FittedStep, is_fitted_name
from radeh.storage.tensors import read_arrays
from radeh.storage.values import decode_terms, unplain
from radeh.storage.vocabulary import Vocabulary


def read(path: str | os.PathLike[str]) -> tuple[dict[str, Any], dict[str, FittedStep]]:
    """Read a model from a directory or a zip file: its manifest and its fitted steps.

    Raises:
        ModelFormatError: it is no model, is damaged, is of a later format, or needs a plugin that
            is not installed.
    """
    try:
        container = open_container(Path(path))
    except (OSError, ValueError) as error:
        raise _damaged(str(path), error) from error
    try:
        manifest = opened(read_manifest(container), f"{container.name}: {MANIFEST}")
        files = _Files(container, manifest["files"])
        steps = {}
        for entry in manifest.pop("steps"):
            step = str(entry["step"])
            if step in steps:
                raise ValueError(f"the step {step!r} comes twice")
            steps[step] = _step(entry, step, files)
    except ModelFormatError:
        raise
    except Exception as error:
        raise _damaged(container.name, error) from error
    finally:
        container.close()
    return manifest, steps


def _damaged(name: str, error: Exception) -> ModelFormatError:
    return ModelFormatError(
        f"{name}: the model is damaged: {type(error).__name__}: {str(error)[:300]}; "
        "save or install it again"
    )


class _Files:
    """The files that the manifest names, each read once and checked."""

    def __init__(self, container: Container, named: Mapping[str, Any]) -> None:
        self._container, self._named = container, named
        self._arrays: dict[str, np.ndarray[Any, Any]] | None = None
        self._vocabularies: dict[str, Vocabulary] = {}

    def _data(self, file: str) -> Any:
        if file not in self._named:
            raise ValueError(f"the manifest does not name the file {file!r}")
        told = self._named[file]
        return read_file(self._container, file, told["bytes"], told["sha256"])

    def terms(self, key: str) -> list[str]:
        return decode_terms(bytes(self._data(f"{key}.txt")))

    def vocabulary(self, key: str) -> Vocabulary:
        """Return a vocabulary; two files with the same bytes are one."""
        data = self._data(f"{key}.txt")
        digest = self._named[f"{key}.txt"]["sha256"]
        return self._vocabularies.setdefault(digest, Vocabulary(data))

    def array(self, key: str) -> np.ndarray[Any, Any]:
        if self._arrays is None:
            self._arrays = read_arrays(self._data(ARRAYS))
        return self._arrays[key]


def _step(entry: Mapping[str, Any], step: str, files: _Files) -> FittedStep:
    state = {
        _fitted_name(name): _attribute(f"{step}.{name}", place, files)
        for name, place in entry["state"].items()
    }
    names = ("kind", "plugin", "component", "distribution", "version")
    return FittedStep(
        **{name: str(entry[name]) for name in names},
        params={name: unplain(value) for name, value in entry["params"].items()},
        state=state,
    )


def _fitted_name(name: str) -> str:
    if not is_fitted_name(name):
        raise ValueError(f"{name!r} is no fitted attribute")
    return name


def _attribute(key: str, place: Mapping[str, Any], files: _Files) -> Any:
    if place["in"] == "arrays":
        return files.array(key)
    if place["in"] == "manifest":
        return unplain(place["value"])
    if place["in"] == "terms":
        if place["as"] == "vocabulary":
            return files.vocabulary(key)
        terms = files.terms(key)
        return np.array(terms, dtype=object if place["as"] == "array" else str)
    raise ValueError(f"{key} is kept in {place['in']!r}, which this radeh does not know")
