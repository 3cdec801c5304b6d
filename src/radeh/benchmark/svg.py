"""The parts of a plot as SVG: canvas, axes, legend, and names that do not cover each other."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT = 720, 400
LEFT, RIGHT, TOP, BOTTOM = 70, 24, 20, 52
#: The first seven are distinguishable without colour vision (Okabe and Ito, "Color universal
#: design", 2008; black, which a dark page would hide, is grey); more are seldom needed.
COLOURS = (
    *("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#7d7d7d"),
    *("#882255", "#999933", "#6a5acd", "#8b5a2b", "#20b2aa"),
)


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
            step = _nice((self.high - self.low) / 4, math.floor)
            first = math.ceil(self.low / step)
            values = [step * k for k in range(first, first + 12)]
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


def number(value: float) -> str:
    """Write a tick."""
    return f"{value:,.10g}"


@dataclass(frozen=True)
class Box:
    """Where something stands, in the units of the canvas."""

    left: float
    right: float
    top: float
    bottom: float

    def covers(self, other: Box) -> bool:
        """Whether the two overlap."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


class Canvas:
    """Collects elements; ``title`` is what a screen reader says."""

    def __init__(self, title: str, width: int = WIDTH, height: int = HEIGHT) -> None:
        self.width, self.height = width, height
        self.parts = [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
            f'role="img" aria-label="{escape(title)}" font-family="inherit" font-size="12">',
            f"<title>{escape(title)}</title>",
        ]

    def line(self, x1: float, y1: float, x2: float, y2: float, css: str = "grid") -> None:
        """Draw a straight line of a class of the style sheet."""
        self.parts.append(
            f'<line class="{css}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'
        )

    def text(self, x: float, y: float, words: str, anchor: str = "middle", more: str = "") -> None:
        """Write words; ``more`` are further attributes."""
        self.parts.append(
            f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" {more}>{escape(words)}</text>'
        )

    def polyline(self, points: Sequence[tuple[float, float]], colour: str) -> None:
        """Draw a line with a dot at every point."""
        path = " ".join(f"{a:.1f},{b:.1f}" for a, b in points)
        self.add(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        for a, b in points:
            self.add(f'<circle cx="{a:.1f}" cy="{b:.1f}" r="3.5" fill="{colour}"/>')

    def add(self, element: str) -> None:
        """Add an element as it is."""
        self.parts.append(element)

    def finish(self) -> str:
        """Return the whole element."""
        return "\n".join([*self.parts, "</svg>"])


def frame(canvas: Canvas, x: Axis, y: Axis) -> None:
    """Draw the grid, the ticks and the labels of both axes."""
    bottom, right = HEIGHT - BOTTOM, canvas.width - RIGHT
    for value in y.ticks():
        at = place_y(y, value)
        canvas.line(LEFT, at, right, at)
        canvas.text(LEFT - 8, at + 4, number(value), "end")
    for value in x.ticks():
        at = place_x(canvas, x, value)
        canvas.line(at, TOP, at, bottom)
        canvas.text(at, bottom + 18, number(value))
    canvas.text((LEFT + right) / 2, HEIGHT - 10, x.label)
    middle = (TOP + bottom) / 2
    canvas.text(16, middle, y.label, more=f'transform="rotate(-90 16 {middle:.1f})"')


def place_x(canvas: Canvas, axis: Axis, value: float) -> float:
    """Return where a value stands from the left."""
    return LEFT + axis.place(value) * (canvas.width - LEFT - RIGHT)


def place_y(axis: Axis, value: float) -> float:
    """Return where a value stands from the top."""
    return HEIGHT - BOTTOM - axis.place(value) * (HEIGHT - TOP - BOTTOM)


def colours(series: Sequence[str]) -> dict[str, str]:
    """Give each name a colour, in the order in which they first occur."""
    names = dict.fromkeys(series)
    return {name: COLOURS[place % len(COLOURS)] for place, name in enumerate(names)}


def legend(canvas: Canvas, colour: dict[str, str], y: float, width: int, columns: int = 4) -> None:
    """Write each name beside its colour, in columns of that width."""
    for place, (name, fill) in enumerate(colour.items()):
        x, line = LEFT + width * (place % columns), y + 20 * (place // columns)
        canvas.add(f'<rect x="{x}" y="{line - 10}" width="12" height="12" fill="{fill}"/>')
        canvas.text(x + 18, line, name, "start")


def label_point(canvas: Canvas, name: str, x: float, y: float, taken: list[Box]) -> None:
    """Write a name beside its point: the nearest place inside the plot that covers nothing."""
    length = 6.6 * len(name)
    offsets = [0, *(sign * 14 * step for step in range(1, 12) for sign in (-1, 1))]
    places = [(side, y + 4 + offset) for offset in offsets for side in ("start", "end")]
    for side, line in places:
        start = x + 10 if side == "start" else x - 10 - length
        box = Box(start, start + length, line - 12, line + 2)
        inside = box.left > LEFT and box.right < canvas.width - 4 and box.top > TOP - 6
        if inside and box.bottom < HEIGHT - BOTTOM and not any(map(box.covers, taken)):
            break
    taken.append(box)
    if abs(line - y - 4) > 1:
        canvas.line(x, y, x + 8 if side == "start" else x - 8, line - 4, "leader")
    canvas.text(x + 10 if side == "start" else x - 10, line, name, side)
