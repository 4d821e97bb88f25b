"""Tables that leave the bot as Excel sheets: what people typed stays what they typed."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
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

Cell = int | datetime | str | None


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, and a width in characters."""

    heading: str
    width: int


@dataclass(frozen=True, slots=True)
class _Formats:
    heading: Format
    text: Format
    quoted: Format
    number: Format
    moment: Format


def sheet_of(
    name: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Cell]],
    zone: tzinfo,
    made_at: datetime,
    *,
    number: str = "0",
) -> bytes:
    """A workbook of one sheet: the same bytes for the same rows, whenever it is written.

    Moments are real dates in the zone, numbers are shown in the format `number`. No words become a
    formula or a link.
    """
    import xlsxwriter

    packed = io.BytesIO()
    book = xlsxwriter.Workbook(packed, SAFE)
    # Excel takes moments without a zone.
    book.set_properties({"created": made_at.astimezone(UTC).replace(tzinfo=None)})
    sheet = book.add_worksheet(name)
    formats = _formats(book, number)
    last = 0
    for last, row in enumerate(rows, 1):
        _write(sheet, last, row, zone, formats)
    _lay_out(sheet, columns, formats, last)
    book.close()
    return packed.getvalue()


def cell_words(words: str) -> str:
    """Words as a cell holds them: no signs that XML refuses, line breaks kept, not too many."""
    kept = "\n".join(clean(line) for line in words.splitlines()).strip()
    # Half of it, so that signs of two units fit too; nothing people can type here is longer.
    return kept[: MOST_IN_CELL // 2]


def _formats(book: Workbook, number: str) -> _Formats:
    cell = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#BFBFBF"}
    heading = {"bold": True, "bg_color": "#DDEBF7", "align": "center"}
    return _Formats(
        heading=book.add_format(cell | heading),
        text=book.add_format(cell),
        # Else "=1+1" would turn into a formula once somebody edits the cell.
        quoted=book.add_format(cell | {"quote_prefix": True}),
        number=book.add_format(cell | {"num_format": number, "align": "center"}),
        moment=book.add_format(cell | {"num_format": "dd/mm/yyyy hh:mm", "align": "center"}),
    )


def _lay_out(sheet: Worksheet, columns: Sequence[Column], formats: _Formats, rows: int) -> None:
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, column.heading, formats.heading)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, rows, len(columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _write(
    sheet: Worksheet, line: int, row: Sequence[Cell], zone: tzinfo, formats: _Formats
) -> None:
    for place, value in enumerate(row):
        if isinstance(value, int):
            sheet.write_number(line, place, value, formats.number)
        elif isinstance(value, datetime):
            local = value.astimezone(zone).replace(tzinfo=None)
            sheet.write_datetime(line, place, local, formats.moment)
        elif words := cell_words(value or ""):
            quoted = words.startswith(BEGINS_FORMULA)
            sheet.write_string(line, place, words, formats.quoted if quoted else formats.text)
        else:
            sheet.write_blank(line, place, None, formats.text)
