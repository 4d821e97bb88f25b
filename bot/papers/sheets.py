"""Excel sheets for the office: one table, real dates, nothing typed ever a formula or a link."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from typing import TYPE_CHECKING

from bot.papers.word import clean

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

MOST_IN_CELL = 32_767
"""Counted in UTF-16 units: https://support.microsoft.com, "Excel specifications and limits"."""

BEGINS_FORMULA = ("=", "+", "-", "@")

SAFE = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
"""What people typed stays what they typed."""

Cell = int | datetime | date | str | None


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, a width in characters, and how whole numbers in it look."""

    heading: str
    width: int
    numbers: str = "0"


@dataclass(frozen=True, slots=True)
class _Formats:
    heading: Format
    text: Format
    quoted: Format
    moment: Format
    day: Format
    numbers: dict[str, Format]


def table_sheet(
    title: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Cell]],
    zone: tzinfo,
    made_at: datetime,
) -> bytes:
    """The workbook with one table: the same bytes for the same rows, whenever it is written.

    Moments are real dates in the zone.
    """
    import xlsxwriter

    packed = io.BytesIO()
    book = xlsxwriter.Workbook(packed, SAFE)
    # Excel takes moments without a zone.
    book.set_properties({"created": made_at.astimezone(UTC).replace(tzinfo=None)})
    sheet = book.add_worksheet(title)
    formats = _formats(book, columns)
    line = 0
    for line, row in enumerate(rows, 1):
        for place, (column, value) in enumerate(zip(columns, row, strict=True)):
            _write(sheet, line, place, value, zone, formats, column)
    _lay_out(sheet, formats, columns, line)
    book.close()
    return packed.getvalue()


def cell_words(words: str) -> str:
    """Words as a cell holds them: no signs that XML refuses, line breaks kept, not too many."""
    kept = "\n".join(clean(line) for line in words.splitlines()).strip()
    # Half of it, so that signs of two units fit too; nothing people can type here is longer.
    return kept[: MOST_IN_CELL // 2]


def _formats(book: Workbook, columns: Sequence[Column]) -> _Formats:
    cell = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#BFBFBF"}
    heading = {"bold": True, "bg_color": "#DDEBF7", "align": "center"}

    def centred(look: str) -> Format:
        return book.add_format(cell | {"num_format": look, "align": "center"})

    return _Formats(
        heading=book.add_format(cell | heading),
        text=book.add_format(cell),
        # Else "=1+1" would turn into a formula once somebody edits the cell.
        quoted=book.add_format(cell | {"quote_prefix": True}),
        moment=centred("dd/mm/yyyy hh:mm"),
        day=centred("dd/mm/yyyy"),
        numbers={column.numbers: centred(column.numbers) for column in columns},
    )


def _lay_out(sheet: Worksheet, formats: _Formats, columns: Sequence[Column], lines: int) -> None:
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, column.heading, formats.heading)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, lines, len(columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _write(
    sheet: Worksheet,
    line: int,
    place: int,
    value: Cell,
    zone: tzinfo,
    formats: _Formats,
    column: Column,
) -> None:
    if isinstance(value, int):
        sheet.write_number(line, place, value, formats.numbers[column.numbers])
    elif isinstance(value, datetime):
        local = value.astimezone(zone).replace(tzinfo=None)
        sheet.write_datetime(line, place, local, formats.moment)
    elif isinstance(value, date):
        sheet.write_datetime(line, place, value, formats.day)
    elif words := cell_words(value or ""):
        quoted = words.startswith(BEGINS_FORMULA)
        sheet.write_string(line, place, words, formats.quoted if quoted else formats.text)
    else:
        sheet.write_blank(line, place, None, formats.text)
