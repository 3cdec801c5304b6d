"""Plots as SVG, drawn without a library: text stays text, so that a browser shapes Persian."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from radeh.benchmark.svg import (
    BOTTOM,
    COLOURS,
    HEIGHT,
    LEFT,
    RIGHT,
    TOP,
    WIDTH,
    Axis,
    Box,
    Canvas,
    colours,
    frame,
    label_point,
    legend,
    number,
    place_x,
    place_y,
)


@dataclass(frozen=True)
class Point:
    """A named point; ``series`` chooses its colour."""

    name: str
    x: float
    y: float
    series: str = ""


def scatter(title: str, points: Sequence[Point], x_label: str, y_label: str) -> str:
    """Draw named points over a logarithmic x axis."""
    canvas = Canvas(title, height=HEIGHT + 24)
    x = Axis.around(x_label, [p.x for p in points], log=True)
    y = Axis.around(y_label, [p.y for p in points])
    frame(canvas, x, y)
    colour = colours([p.series for p in points])
    placed = [(p, place_x(canvas, x, p.x), place_y(y, p.y)) for p in points]
    taken = [Box(a - 5, a + 5, b - 5, b + 5) for _, a, b in placed]
    for point, a, b in placed:
        canvas.add(f'<circle cx="{a:.1f}" cy="{b:.1f}" r="5" fill="{colour[point.series]}"/>')
    for point, a, b in placed:
        label_point(canvas, point.name, a, b, taken)
    legend(canvas, colour, HEIGHT + 12, 140)
    return canvas.finish()


def curves(
    title: str, lines: Mapping[str, Sequence[tuple[float, float]]], x_label: str, y_label: str
) -> str:
    """Draw named lines of positive points; both axes are logarithmic."""
    canvas = Canvas(title, height=HEIGHT + 20 * math.ceil(len(lines) / 2))
    x = Axis.around(x_label, [a for line in lines.values() for a, _ in line], log=True)
    y = Axis.around(y_label, [b for line in lines.values() for _, b in line], log=True)
    frame(canvas, x, y)
    colour = colours(list(lines))
    for name, line in lines.items():
        canvas.polyline([(place_x(canvas, x, a), place_y(y, b)) for a, b in line], colour[name])
    legend(canvas, colour, HEIGHT + 8, 320, 2)
    return canvas.finish()


def bars(title: str, rows: Sequence[tuple[str, float]], label: str) -> str:
    """Draw one horizontal bar for each name."""
    height = 30 * len(rows) + 44
    canvas = Canvas(title, height=height)
    left = 220
    high = max(max(value for _, value in rows), 1e-9)
    scale = (WIDTH - left - 90) / high
    for place, (name, value) in enumerate(rows):
        top = 8 + 30 * place
        canvas.text(left - 10, top + 16, name, "end")
        canvas.add(
            f'<rect x="{left}" y="{top + 3}" width="{value * scale:.1f}" height="18" '
            f'fill="{COLOURS[0]}"/>'
        )
        canvas.text(left + value * scale + 8, top + 16, f"{value:,.3g}", "start")
    canvas.text((left + WIDTH) / 2, height - 10, label)
    return canvas.finish()


def grouped_bars(
    title: str, groups: Sequence[tuple[str, Sequence[float]]], series: Sequence[str], label: str
) -> str:
    """Draw, for each group, a bar for each series."""
    block = 14 * len(series) + 14
    height = block * len(groups) + 46 + 20 * math.ceil(len(series) / 2)
    canvas, left = Canvas(title, height=height), 220
    high = max(max((value for _, values in groups for value in values), default=0.0), 1e-9)
    scale = (WIDTH - left - 90) / high
    for place, (name, values) in enumerate(groups):
        top = 8 + block * place
        canvas.text(left - 10, top + block / 2 - 3, name, "end")
        for row, value in enumerate(values):
            canvas.add(
                f'<rect x="{left}" y="{top + 14 * row}" width="{max(value * scale, 1):.1f}" '
                f'height="12" fill="{COLOURS[row % len(COLOURS)]}"/>'
            )
            canvas.text(left + value * scale + 6, top + 14 * row + 10, f"{value:,.3g}", "start")
    end = block * len(groups) + 24
    canvas.text((left + WIDTH) / 2, end, label)
    legend(canvas, colours(series), end + 24, 240, 2)
    return canvas.finish()


def history(
    title: str, names: Sequence[str], lines: dict[str, list[float | None]], y_label: str
) -> str:
    """Draw one line for each contestant over the runs, which ``names`` call; None leaves a gap."""
    canvas = Canvas(title, height=HEIGHT + 20 * math.ceil(len(lines) / 2))
    values = [value for line in lines.values() for value in line if value is not None]
    y = Axis.around(y_label, values)
    bottom = HEIGHT - BOTTOM
    step = (WIDTH - LEFT - RIGHT - 40) / max(len(names) - 1, 1)

    def at(place: int, value: float) -> tuple[float, float]:
        return LEFT + 20 + place * step, bottom - y.place(value) * (bottom - TOP)

    for tick in y.ticks():
        height = at(0, tick)[1]
        canvas.line(LEFT, height, WIDTH - RIGHT, height)
        canvas.text(LEFT - 8, height + 4, number(tick), "end")
    canvas.text(
        16, (TOP + bottom) / 2, y_label, more=f'transform="rotate(-90 16 {bottom / 2:.0f})"'
    )
    for place, name in enumerate(names):
        canvas.text(at(place, y.low)[0], bottom + 18, name)
    colour = colours(list(lines))
    for name, line in lines.items():
        points = [at(place, value) for place, value in enumerate(line) if value is not None]
        canvas.polyline(points, colour[name])
    legend(canvas, colour, HEIGHT - 8, 320, 2)
    return canvas.finish()
