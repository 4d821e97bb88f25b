"""A table as somebody made it in Excel: cells as words, and what is odd about them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.rules.errors import RuleViolation

MOST_ROWS = 2_000
"""Of a list, empty rows aside."""

LONGEST_CELL = 600
"""More signs of a cell are cut off: over what any field takes, so that it is still too long."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell. A formula, or an error like #REF!, has no words.

    `wide` is over how many columns it is merged; `filled` says that the words stand in a cell
    above, merged with this one.
    """

    words: str
    is_formula: bool = False
    wide: int = 1
    filled: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A row that is not empty; its cells by column, counted from 1 as Excel counts."""

    row: int
    cells: Mapping[int, Cell]
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One visible sheet of a workbook, its rows in order."""

    title: str
    lines: tuple[Line, ...]


class SheetReason(StrEnum):
    """Why nothing at all is taken from a file."""

    NOT_EXCEL = "not_excel"
    MACROS = "macros"
    LOCKED = "locked"
    BROKEN = "broken"
    TOO_LARGE = "too_large"
    TOO_MANY_ROWS = "too_many_rows"
    NO_HEADINGS = "no_headings"
    NO_ROWS = "no_rows"


class SheetNotTaken(RuleViolation):
    """No list can be read out of this file."""

    def __init__(self, reason: SheetReason) -> None:
        super().__init__(reason)
        self.reason = reason


def cell_name(column: int, row: int) -> str:
    """The name of a cell as Excel shows it: C7."""
    letters = ""
    while column:
        column, left = divmod(column - 1, 26)
        letters = chr(ord("A") + left) + letters
    return f"{letters}{row}"
