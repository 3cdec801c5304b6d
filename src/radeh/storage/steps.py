"""One fitted step of a recipe, and what of an estimator it holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from radeh.errors import RadehError


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
    """Return an estimator's fitted attributes: public names that end with an underscore.

    Raises:
        RadehError: it keeps something that it has learned where it cannot be seen.
    """
    state = {}
    for name, value in vars(estimator).items():
        if is_fitted_name(name):
            state[name] = value
        elif name.startswith("_") and (
            isinstance(value, (np.ndarray, Mapping)) or hasattr(value, "get_params")
        ):
            raise RadehError(
                f"{type(estimator).__name__} keeps what it has learned in {name!r}, which is "
                "private, so that it cannot be stored; wrap it in a component that keeps it in "
                "attributes that end with '_'"
            )
    return state


def is_fitted_name(name: str) -> bool:
    """Whether an attribute of that name is learned in ``fit``, by scikit-learn's convention."""
    return name.isidentifier() and name.endswith("_") and not name.startswith("_")
