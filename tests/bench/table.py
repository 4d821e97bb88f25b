"""What came of the measurements, as one table."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

HEAD = ("work", "bare", "ours", "ratio", "bar", "")
RIGHT = (1, 2, 3)


@dataclass(frozen=True)
class Bar:
    """What a figure must reach: `least` or `most`, as a ratio to the bare one unless `is_plain`.

    With neither it is told for information.
    """

    least: float | None = None
    most: float | None = None
    is_plain: bool = False

    def is_met(self, value: float) -> bool:
        """Whether a figure, or a ratio, is good enough."""
        if self.least is not None and value < self.least:
            return False
        return self.most is None or value <= self.most

    @property
    def is_none(self) -> bool:
        return self.least is None and self.most is None

    def __str__(self) -> str:
        if self.is_none:
            return ""
        sign, number = ("≥", self.least) if self.least is not None else ("≤", self.most)
        return f"{sign} {number:g}" + ("" if self.is_plain else "×")


@dataclass
class Line:
    """One line of the table: what was measured, several times, bare and ours in turn."""

    work: str
    unit: str
    bar: Bar
    bare: list[float] = field(default_factory=list)
    ours: list[float] = field(default_factory=list)

    @property
    def value(self) -> float | None:
        """What is held against the bar: the ratio of the medians, or our median."""
        if not self.ours:
            return None
        if self.bar.is_plain:
            return median(self.ours)
        return median(self.ours) / median(self.bare) if self.bare and median(self.bare) else None

    @property
    def is_met(self) -> bool:
        return self.value is not None and self.bar.is_met(self.value)

    def cells(self) -> tuple[str, ...]:
        """The line's words, as `HEAD` has them."""
        ratio = "" if self.bar.is_plain or self.value is None else f"{self.value:.2f}×"
        verdict = "" if self.bar.is_none else "pass" if self.is_met else "MISS"
        work = f"{self.work} [{self.unit}]"
        return work, figures(self.bare), figures(self.ours), ratio, str(self.bar), verdict


def figures(values: Sequence[float]) -> str:
    """The median, and between what it lies."""
    if not values:
        return "–"
    middle = short(median(values))
    return f"{middle} ({short(min(values))}–{short(max(values))})" if len(values) > 1 else middle


def short(value: float) -> str:
    """A figure with three digits that count."""
    if value >= 100 or value == int(value):
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def table(lines: Sequence[Line]) -> str:
    """All lines under one another."""
    rows = [HEAD, *(line.cells() for line in lines)]
    widths = [max(len(row[n]) for row in rows) for n in range(len(HEAD))]
    rows.insert(1, tuple("-" * width for width in widths))
    return "\n".join(_row(row, widths) for row in rows)


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    parts = [
        cell.rjust(width) if n in RIGHT else cell.ljust(width)
        for n, (cell, width) in enumerate(zip(cells, widths, strict=True))
    ]
    return "  ".join(parts).rstrip()
