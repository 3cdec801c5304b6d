"""An entry module that imports a heavy package."""

import numpy  # noqa: F401 - the mistake that a check has to find

from wrong.plugins import Offering


class HeavyEntry(Offering):
    """A plugin object of this module."""
