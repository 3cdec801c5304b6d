"""A light form that is not light."""

import sklearn  # noqa: F401 - the mistake that a check has to find

from wrong.light import read

__all__ = ["read"]
