"""The linear form of a fitted detector, without scikit-learn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from radeh import LinearForm


def linear_form(params: Mapping[str, Any], state: Mapping[str, Any]) -> LinearForm:
    """Return the coefficients and intercepts that were learned."""
    return LinearForm(state["coef_"], state["intercept_"])
