"""Text classification for Persian, extended by plugins.

Public names are imported when they are first used (PEP 562), so that ``import radeh`` costs no
more than pluggy.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from radeh.hookspecs import hookimpl
from radeh.records import Component, Corpus, Document, PretrainedModel, Recipe

if TYPE_CHECKING:
    from radeh.compiled import native_module
    from radeh.documents import BadRecord, read_documents
    from radeh.errors import (
        AmbiguousNameError,
        DocumentError,
        MissingDependencyError,
        MissingPluginError,
        ModelDriftWarning,
        ModelFormatError,
        MutationError,
        ParameterError,
        PluginLoadError,
        PluginLoadWarning,
        RadehError,
        RecordError,
        TargetError,
        UnknownNameError,
    )
    from radeh.evaluation import Report, evaluate
    from radeh.explanation import Explanation, Span
    from radeh.loading import load
    from radeh.model import Classification, Model
    from radeh.pipeline import build
    from radeh.registry import Registry, default_registry
    from radeh.scoring import LinearForm
    from radeh.storage.vocabulary import Vocabulary
    from radeh.training import train
    from radeh.tuning import tune

_LAZY = {
    "AmbiguousNameError": "radeh.errors",
    "BadRecord": "radeh.documents",
    "DocumentError": "radeh.errors",
    "MissingDependencyError": "radeh.errors",
    "MissingPluginError": "radeh.errors",
    "ModelDriftWarning": "radeh.errors",
    "ModelFormatError": "radeh.errors",
    "MutationError": "radeh.errors",
    "ParameterError": "radeh.errors",
    "PluginLoadError": "radeh.errors",
    "PluginLoadWarning": "radeh.errors",
    "RadehError": "radeh.errors",
    "RecordError": "radeh.errors",
    "TargetError": "radeh.errors",
    "UnknownNameError": "radeh.errors",
    "Classification": "radeh.model",
    "Explanation": "radeh.explanation",
    "Span": "radeh.explanation",
    "LinearForm": "radeh.scoring",
    "Model": "radeh.model",
    "Registry": "radeh.registry",
    "Report": "radeh.evaluation",
    "Vocabulary": "radeh.storage.vocabulary",
    "build": "radeh.pipeline",
    "default_registry": "radeh.registry",
    "evaluate": "radeh.evaluation",
    "load": "radeh.loading",
    "native_module": "radeh.compiled",
    "read_documents": "radeh.documents",
    "train": "radeh.training",
    "tune": "radeh.tuning",
}

__all__ = [
    "AmbiguousNameError",
    "BadRecord",
    "Classification",
    "Component",
    "Corpus",
    "Document",
    "DocumentError",
    "Explanation",
    "LinearForm",
    "MissingDependencyError",
    "MissingPluginError",
    "Model",
    "ModelDriftWarning",
    "ModelFormatError",
    "MutationError",
    "ParameterError",
    "PluginLoadError",
    "PluginLoadWarning",
    "PretrainedModel",
    "RadehError",
    "Recipe",
    "RecordError",
    "Registry",
    "Report",
    "Span",
    "TargetError",
    "UnknownNameError",
    "Vocabulary",
    "__version__",
    "build",
    "default_registry",
    "evaluate",
    "hookimpl",
    "load",
    "native_module",
    "read_documents",
    "train",
    "tune",
]


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from radeh.registry import host_version

        return host_version()
    if name not in _LAZY:
        raise AttributeError(f"module 'radeh' has no attribute {name!r}")
    value = getattr(importlib.import_module(_LAZY[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
