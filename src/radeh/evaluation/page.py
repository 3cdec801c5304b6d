"""The report as one HTML page: figures, plots drawn as SVG, no script and no network.

Plots are lines and a grid, so the template draws them itself; letters stay text, which the browser
shapes and orders right to left.
"""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from radeh.errors import MissingDependencyError
from radeh.registry import host_version

if TYPE_CHECKING:
    from radeh.evaluation.report import Report

#: Side of a plot in SVG units.
SIDE = 200


def render(report: Report) -> str:
    """Return the page.

    Raises:
        MissingDependencyError: jinja2 is not installed.
    """
    try:
        from jinja2 import Environment, StrictUndefined
    except ImportError:
        raise MissingDependencyError(
            "an HTML report is made with jinja2; pip install 'radeh[report]'"
        ) from None
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    environment.filters |= {"share": _share, "spoken": _spoken}
    source = files("radeh.evaluation").joinpath("page.html.j2").read_text(encoding="utf-8")
    page: str = environment.from_string(source).render(
        report=report,
        version=host_version(),
        side=SIDE,
        curves={
            label: _line([(p["recall"], p["precision"]) for p in points])
            for label, points in report.curves.items()
        },
        calibration={
            label: _line([(p["stated"], p["observed"]) for p in points])
            for label, points in report.calibration.items()
        },
    )
    return page


def _line(points: list[tuple[float, float]]) -> str:
    """Return the points of an SVG polyline; its y axis points down."""
    return " ".join(f"{x * SIDE:.1f},{(1 - y) * SIDE:.1f}" for x, y in points)


def _share(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def _spoken(explanation: Any) -> str:
    return json.dumps(explanation, ensure_ascii=False, default=str)
