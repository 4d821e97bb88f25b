"""The table of a report: what was planned, what was reached, how much of it that is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING

from bot.papers.word import Column, table
from bot.rules.answers import FigureLine
from bot.rules.registrations import TargetLine
from bot.texts import Texts

if TYPE_CHECKING:
    from docx.document import Document

# In millimetres: all columns together; those that never need more; the least of the others.
WIDTH, ORDER, SHARE = 165, 10, 17
NAME, MEASURE, AMOUNT = 29, 22, 24
LONG_NAME = 40  # what names keep before a measure stands on one line

UNKNOWN = "–"  # what cannot be said; an empty cell waits for a hand

# After a stroke a line may end: «triệu đồng/người/tháng» has few spaces.
STROKE = "/\u200b"


class Against(Enum):
    """How the last column compares with the year before."""

    NOTHING = "nothing"
    FIGURE = "figure"
    PERCENT = "percent"


@dataclass(frozen=True, slots=True)
class Row:
    """The words of one line."""

    indicator: str
    measure: str
    planned: str
    actual: str
    rate: str
    against: str


def figures_table(
    document: Document,
    t: Texts,
    figures: Sequence[FigureLine],
    missing: Sequence[TargetLine],
    *,
    whole_year: bool,
) -> None:
    """Figures in their order, then the targets still without one, their cells left empty.

    Where any line knows last year's figure, a column compares with it. Only a `whole_year` is
    compared in percent: half a year against a whole one would read as a fall.
    """
    lines: list[FigureLine | TargetLine] = [*figures, *missing]
    against = Against.PERCENT if whole_year else Against.FIGURE
    if all(line.before is None for line in lines):
        against = Against.NOTHING
    rows = [_figure(t, line, against) for line in figures]
    rows += [_missing(t, line, against) for line in missing]
    columns = _columns(t, rows, against)
    table(document, columns, (_cells(order, row, columns) for order, row in enumerate(rows, 1)))


def _columns(t: Texts, rows: Sequence[Row], against: Against) -> list[Column]:
    """No number is torn while names keep room for a word or two; they take what is left."""
    amounts = [amount for row in rows for amount in (row.planned, row.actual)]
    last = []
    if against is Against.FIGURE:
        amounts += [row.against for row in rows]
    if against is Against.PERCENT:
        last = [Column(t.plain("Against last year (%)"), SHARE, "RIGHT")]
    count = 3 if against is Against.FIGURE else 2
    free = WIDTH - ORDER - SHARE * (1 + len(last))
    amount = min(max([AMOUNT, *map(_room, amounts)]), (free - NAME - MEASURE) // count)
    free -= amount * count
    words = [word for row in rows for word in row.measure.split()]
    measure = min(max([MEASURE, *map(_room, words)]), max(MEASURE, free - LONG_NAME))
    if against is Against.FIGURE:
        last = [Column(t.plain("Last year's result"), amount, "RIGHT")]
    return [
        Column(t.plain("Order"), ORDER, "CENTER"),
        Column(t.plain("Indicator"), free - measure),
        Column(t.plain("Unit of measure"), measure, "CENTER"),
        Column(t.plain("Plan for the year"), amount, "RIGHT"),
        Column(t.plain("Result"), amount, "RIGHT"),
        Column(t.plain("Rate (%)"), SHARE, "RIGHT"),
        *last,
    ]


def _room(word: str) -> int:
    """The millimetres that 12 pt Times takes to write it unbroken, with the cell's margins."""
    return math.ceil(sum(1.06 if sign in ".,/ " else 2.12 for sign in word) + 4)


def _cells(order: int, row: Row, columns: Sequence[Column]) -> tuple[str, ...]:
    measure = row.measure
    if any(_room(word) > columns[2].width for word in measure.split()):
        measure = measure.replace("/", STROKE)
    cells = (str(order), row.indicator, measure, row.planned, row.actual, row.rate, row.against)
    return cells[: len(columns)]


def _figure(t: Texts, line: FigureLine, against: Against) -> Row:
    before = _change(t, line.growth) if against is Against.PERCENT else _number(t, line.before)
    return Row(
        line.indicator,
        line.measure,
        _number(t, line.planned),
        t.number(line.actual),
        _number(t, line.rate),
        before,
    )


def _missing(t: Texts, line: TargetLine, against: Against) -> Row:
    before = "" if against is Against.PERCENT else _number(t, line.before)
    return Row(line.indicator, line.measure, t.number(line.planned), "", "", before)


def _number(t: Texts, value: Decimal | None) -> str:
    return UNKNOWN if value is None else t.number(value)


def _change(t: Texts, change: Decimal | None) -> str:
    """A rise with its sign, so that nobody takes it for a share."""
    sign = "+" if change is not None and change > 0 else ""
    return sign + _number(t, change)
