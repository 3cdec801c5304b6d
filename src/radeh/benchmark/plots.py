"""Plots as SVG, drawn without a library: text stays text, so that a browser shapes Persian."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT = 720, 400
_LEFT, _RIGHT, _TOP, _BOTTOM = 70, 24, 20, 52
#: Distinguishable without colour vision (Okabe and Ito, "Color universal design", 2008).
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#5d5d5d")


@dataclass(frozen=True)
class Point:
    """A named point; ``series`` chooses its colour."""

    name: str
    x: float
    y: float
    series: str = ""


@dataclass(frozen=True)
class Axis:
    """An axis from ``low`` to ``high``, logarithmic or not."""

    label: str
    low: float
    high: float
    log: bool = False

    @classmethod
    def around(
        cls, label: str, values: Sequence[float], *, log: bool = False, floor: float | None = None
    ) -> Axis:
        """Choose limits with a margin; a logarithmic axis begins and ends at 1, 2 or 5 times 10^n.

        ``floor`` is where the axis may not begin above (zero, for bars).
        """
        low, high = min(values), max(values)
        if log:
            return cls(label, _nice(low / 1.3, math.floor), _nice(high * 1.3, math.ceil), True)
        margin = (high - low) * 0.12 or abs(high) * 0.1 or 1.0
        return cls(label, low - margin if floor is None else floor, high + margin)

    def place(self, value: float) -> float:
        """Return where a value stands, from 0 to 1."""
        if self.log:
            return math.log(value / self.low) / math.log(self.high / self.low)
        return (value - self.low) / (self.high - self.low)

    def ticks(self) -> list[float]:
        """Return round values inside the axis."""
        if self.log:
            exponents = range(
                math.floor(math.log10(self.low)), math.ceil(math.log10(self.high)) + 1
            )
            steps = (1,) if self.high / self.low > 1000 else (1, 2, 5)
            values = [step * 10.0**exponent for exponent in exponents for step in steps]
        else:
            step = _nice((self.high - self.low) / 5, math.ceil)
            first = math.ceil(self.low / step)
            values = [step * k for k in range(first, first + 9)]
        inside = (self.low * (1 - 1e-9), self.high * (1 + 1e-9))
        return [
            value for value in values if inside[0] <= value <= inside[1] or value == 0 == self.low
        ]


def _nice(value: float, direction: object) -> float:
    """Return the next 1, 2 or 5 times a power of ten below (floor) or above (ceil)."""
    exponent = math.floor(math.log10(value))
    candidates = [m * 10.0**e for e in range(exponent - 1, exponent + 2) for m in (1, 2, 5)]
    if direction is math.floor:
        return max(c for c in candidates if c <= value * (1 + 1e-9))
    return min(c for c in candidates if c >= value * (1 - 1e-9))


def _number(value: float) -> str:
    return f"{value:,.10g}"


class _Canvas:
    def __init__(self, title: str, width: int = WIDTH, height: int = HEIGHT) -> None:
        self.width, self.height = width, height
        self.parts = [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
            f'role="img" aria-label="{escape(title)}" font-family="inherit" font-size="12">',
            f"<title>{escape(title)}</title>",
        ]

    def line(self, x1: float, y1: float, x2: float, y2: float, css: str = "grid") -> None:
        self.parts.append(
            f'<line class="{css}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'
        )

    def text(self, x: float, y: float, words: str, anchor: str = "middle", more: str = "") -> None:
        self.parts.append(
            f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" {more}>{escape(words)}</text>'
        )

    def add(self, element: str) -> None:
        self.parts.append(element)

    def finish(self) -> str:
        return "\n".join([*self.parts, "</svg>"])


def _frame(canvas: _Canvas, x: Axis, y: Axis) -> None:
    bottom, right = canvas.height - _BOTTOM, canvas.width - _RIGHT
    for value in y.ticks():
        at = _y(canvas, y, value)
        canvas.line(_LEFT, at, right, at)
        canvas.text(_LEFT - 8, at + 4, _number(value), "end")
    for value in x.ticks():
        at = _x(canvas, x, value)
        canvas.line(at, _TOP, at, bottom)
        canvas.text(at, bottom + 18, _number(value))
    canvas.text((_LEFT + right) / 2, canvas.height - 10, x.label)
    middle = (_TOP + bottom) / 2
    canvas.text(16, middle, y.label, more=f'transform="rotate(-90 16 {middle:.1f})"')


def _x(canvas: _Canvas, axis: Axis, value: float) -> float:
    return _LEFT + axis.place(value) * (canvas.width - _LEFT - _RIGHT)


def _y(canvas: _Canvas, axis: Axis, value: float) -> float:
    return canvas.height - _BOTTOM - axis.place(value) * (canvas.height - _TOP - _BOTTOM)


def scatter(title: str, points: Sequence[Point], x_label: str, y_label: str) -> str:
    """Draw named points over a logarithmic x axis."""
    canvas = _Canvas(title)
    x = Axis.around(x_label, [p.x for p in points], log=True)
    y = Axis.around(y_label, [p.y for p in points])
    _frame(canvas, x, y)
    colour = _colours([p.series for p in points])
    taken: list[tuple[float, float, float]] = []
    for point in sorted(points, key=lambda p: (p.y, p.x)):
        at_x, at_y = _x(canvas, x, point.x), _y(canvas, y, point.y)
        canvas.add(f'<circle cx="{at_x:.1f}" cy="{at_y:.1f}" r="5" fill="{colour[point.series]}"/>')
        _label(canvas, point.name, at_x, at_y, taken)
    return canvas.finish()


def _label(
    canvas: _Canvas, name: str, x: float, y: float, taken: list[tuple[float, float, float]]
) -> None:
    """Write a name beside its point, moved up until it covers no other name."""
    length = 6.6 * len(name)
    right = x + 10 + length < canvas.width - 4
    start = x + 10 if right else x - 10 - length
    line = y + 4
    while any(abs(line - other) < 14 and start < b and a < start + length for a, b, other in taken):
        line -= 14
    taken.append((start, start + length, line))
    if abs(line - y - 4) > 1:
        canvas.line(x, y, x + 8 if right else x - 8, line - 4, "leader")
    canvas.text(x + 10 if right else x - 10, line, name, "start" if right else "end")


def _colours(series: Sequence[str]) -> dict[str, str]:
    names = dict.fromkeys(series)
    return {name: COLOURS[place % len(COLOURS)] for place, name in enumerate(names)}


def bars(title: str, rows: Sequence[tuple[str, float]], label: str) -> str:
    """Draw one horizontal bar for each name."""
    height = 30 * len(rows) + 44
    canvas = _Canvas(title, height=height)
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
    height = block * len(groups) + 40 + 20 * math.ceil(len(series) / 2)
    canvas, left = _Canvas(title, height=height), 220
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
    for row, name in enumerate(series):
        x, y = left + 240 * (row % 2), end + 16 + 20 * (row // 2)
        canvas.add(
            f'<rect x="{x}" y="{y - 10}" width="12" height="12" '
            f'fill="{COLOURS[row % len(COLOURS)]}"/>'
        )
        canvas.text(x + 18, y, name, "start")
    return canvas.finish()


def history(
    title: str, names: Sequence[str], lines: dict[str, list[float | None]], y_label: str
) -> str:
    """Draw one line for each contestant over the runs, which ``names`` call; None leaves a gap."""
    canvas = _Canvas(title, height=HEIGHT + 20 * math.ceil(len(lines) / 2))
    values = [value for line in lines.values() for value in line if value is not None]
    y = Axis.around(y_label, values)
    bottom = HEIGHT - _BOTTOM
    step = (WIDTH - _LEFT - _RIGHT - 40) / max(len(names) - 1, 1)

    def at(place: int, value: float) -> tuple[float, float]:
        return _LEFT + 20 + place * step, bottom - y.place(value) * (bottom - _TOP)

    for tick in y.ticks():
        height = at(0, tick)[1]
        canvas.line(_LEFT, height, WIDTH - _RIGHT, height)
        canvas.text(_LEFT - 8, height + 4, _number(tick), "end")
    canvas.text(
        16, (_TOP + bottom) / 2, y_label, more=f'transform="rotate(-90 16 {bottom / 2:.0f})"'
    )
    for place, name in enumerate(names):
        canvas.text(at(place, y.low)[0], bottom + 18, name)
    colour = _colours(list(lines))
    for row, (name, line) in enumerate(lines.items()):
        points = [at(place, value) for place, value in enumerate(line) if value is not None]
        path = " ".join(f"{a:.1f},{b:.1f}" for a, b in points)
        canvas.add(
            f'<polyline points="{path}" fill="none" stroke="{colour[name]}" stroke-width="2"/>'
        )
        for a, b in points:
            canvas.add(f'<circle cx="{a:.1f}" cy="{b:.1f}" r="3.5" fill="{colour[name]}"/>')
        x, low = _LEFT + 320 * (row % 2), HEIGHT - 8 + 20 * (row // 2)
        canvas.add(f'<rect x="{x}" y="{low - 10}" width="12" height="12" fill="{colour[name]}"/>')
        canvas.text(x + 18, low, name, "start")
    return canvas.finish()
