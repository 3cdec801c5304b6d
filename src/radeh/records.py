"""What a plugin yields: frozen records of plain values, so that listing imports nothing."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import partial
from types import MappingProxyType
from typing import Any

from radeh.errors import RecordError

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]*")
_TARGET = re.compile(r"[A-Za-z_][\w.]*:[A-Za-z_][\w.]*")


def _checked(record: object, attribute: str, value: object, pattern: re.Pattern[str]) -> None:
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise RecordError(
            f"{type(record).__name__}.{attribute} is {value!r}; it must match {pattern.pattern!r}"
        )


def _frozen_mapping(record: object, attribute: str) -> None:
    value = getattr(record, attribute)
    if not isinstance(value, Mapping) or not all(isinstance(key, str) for key in value):
        raise RecordError(
            f"{type(record).__name__}.{attribute} is {value!r}; it must map names to values"
        )
    object.__setattr__(record, attribute, MappingProxyType(dict(value)))


def _name_tuple(record: object, attribute: str) -> None:
    value = getattr(record, attribute)
    if isinstance(value, str) or not all(isinstance(item, str) for item in value):
        raise RecordError(
            f"{type(record).__name__}.{attribute} is {value!r}; it must be a sequence of strings"
        )
    object.__setattr__(record, attribute, tuple(value))


@dataclass(frozen=True, kw_only=True)
class Record:
    """What every record has: a name to look it up by and a summary to list it with."""

    name: str
    summary: str

    def __post_init__(self) -> None:
        """Refuse values that break the contract, naming the field."""
        _checked(self, "name", self.name, _NAME)
        if not isinstance(self.summary, str) or not self.summary.strip():
            raise RecordError(f"{type(self).__name__} {self.name!r} has no summary; write one line")

    def __reduce__(self) -> tuple[Any, tuple[()]]:
        """Travel as the constructor's arguments: a read-only mapping does not pickle."""
        return partial(type(self), **self.as_dict()), ()

    def as_dict(self) -> dict[str, Any]:
        """Return the record's fields as plain JSON values."""
        plain = {}
        for item in fields(self):
            value = getattr(self, item.name)
            plain[item.name] = dict(value) if isinstance(value, Mapping) else value
        return plain


@dataclass(frozen=True, kw_only=True)
class Component(Record):
    """One estimator that a plugin offers: a normalizer, a feature extractor or a classifier.

    ``target`` is the class, as ``"package.module:Class"``; ``defaults`` are parameters that
    replace the class's own. Two further ``"package.module:callable"`` may be given: ``light``
    scores without scikit-learn what the class has learned (see ``radeh.scoring``), and ``explain``
    says where in a text it found what (see ``radeh.explanation``).
    """

    target: str
    defaults: Mapping[str, Any] = field(default_factory=dict)
    light: str | None = None
    explain: str | None = None

    def __post_init__(self) -> None:
        """Refuse values that break the contract, naming the field."""
        super().__post_init__()
        _checked(self, "target", self.target, _TARGET)
        for attribute in ("light", "explain"):
            if getattr(self, attribute) is not None:
                _checked(self, attribute, getattr(self, attribute), _TARGET)
        _frozen_mapping(self, "defaults")


@dataclass(frozen=True, kw_only=True)
class Recipe(Record):
    """A named combination of components with parameters.

    ``normalizer`` may be None (raw text goes to the features). ``features`` names one feature
    extractor, or several whose columns are joined. ``params`` are written ``step__parameter``,
    the steps being ``normalizer``, ``features`` and ``classifier``.
    """

    normalizer: str | None
    features: str | tuple[str, ...]
    classifier: str
    params: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse values that break the contract, naming the field."""
        super().__post_init__()
        if not isinstance(self.features, str):
            _name_tuple(self, "features")
            if not self.features:
                raise RecordError(f"Recipe {self.name!r} names no feature extractor")
        _frozen_mapping(self, "params")


@dataclass(frozen=True, kw_only=True)
class Corpus(Record):
    """Labelled texts; ``target`` is a callable that returns an iterable of `Document`."""

    target: str
    labels: tuple[str, ...]
    license: str

    def __post_init__(self) -> None:
        """Refuse values that break the contract, naming the field."""
        super().__post_init__()
        _checked(self, "target", self.target, _TARGET)
        _name_tuple(self, "labels")


@dataclass(frozen=True, kw_only=True)
class PretrainedModel(Record):
    """A trained model that a plugin ships: ``path`` is its directory."""

    path: str | os.PathLike[str]
    labels: tuple[str, ...]
    license: str

    def __post_init__(self) -> None:
        """Refuse values that break the contract, naming the field."""
        super().__post_init__()
        object.__setattr__(self, "path", os.fspath(self.path))
        _name_tuple(self, "labels")


@dataclass(frozen=True, kw_only=True)
class Document:
    """One text, with the labels that hold of it and those that nobody has judged.

    ``labels`` hold, ``unknown`` are not judged, every other label of the corpus does not hold.
    ``split`` is ``"train"``, ``"test"`` or empty; ``group`` names the source, so that a
    validation can leave whole sources out. ``fields`` are whatever else the input said.
    """

    text: str
    id: str = ""
    labels: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    split: str = ""
    group: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)
