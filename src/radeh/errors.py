"""The exceptions that radeh raises; every message says what, where, why, and what to do next."""

from __future__ import annotations


class RadehError(Exception):
    """Base class of every error that radeh raises on purpose."""


class PluginLoadError(RadehError):
    """A plugin could not be loaded (raised only under ``RADEH_STRICT=1``)."""


class PluginLoadWarning(UserWarning):
    """A plugin could not be loaded; the others go on without it."""


class RecordError(RadehError, ValueError):
    """A record that a plugin yields breaks its contract."""


class MutationError(RadehError, ValueError):
    """A plugin changed a record after it had yielded it."""


class UnknownNameError(RadehError, LookupError):
    """No component, recipe, corpus or model has the name that was asked for."""


class AmbiguousNameError(RadehError, LookupError):
    """Several plugins offer the name that was asked for."""


class TargetError(RadehError, ImportError):
    """A record's target cannot be imported."""


class MissingDependencyError(RadehError, ImportError):
    """An optional package is needed and is not installed."""


class ParameterError(RadehError, ValueError):
    """A recipe or a component was given a parameter that it does not have."""


class DocumentError(RadehError, ValueError):
    """A document cannot be read; the message names the file and the line."""


class ModelFormatError(RadehError, ValueError):
    """A model file is not one, is damaged, or is of a format this radeh cannot read."""


class MissingPluginError(ModelFormatError, UnknownNameError):
    """A model needs a component that no installed plugin offers; told with what to install."""


class ModelDriftWarning(UserWarning):
    """A model now reads its golden texts otherwise than when it was trained."""
