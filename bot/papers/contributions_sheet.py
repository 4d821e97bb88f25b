"""What units sent in beside reports, as an Excel sheet for the office."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import TYPE_CHECKING

from bot.papers.word import clean
from bot.rules.contributions import ContributionView
from bot.texts import N_, Texts

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

MOST_IN_CELL = 32_767
"""Counted in UTF-16 units: https://support.microsoft.com, "Excel specifications and limits"."""

BEGINS_FORMULA = ("=", "+", "-", "@")

COLUMNS = (
    (N_("No."), 7),
    (N_("Kind"), 20),
    (N_("Unit"), 28),
    (N_("Bloc"), 16),
    (N_("Sender"), 20),
    (N_("Sent"), 16),
    (N_("Title"), 32),
    (N_("Person or author"), 28),
    (N_("Content"), 60),
    (N_("Standing"), 18),
    (N_("Last answer"), 48),
)
"""Headings and widths in characters, in the order of `_cells`."""

SAFE = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
"""What people typed stays what they typed."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A contribution, with its kind and standing in words."""

    view: ContributionView
    kind: str
    standing: str


@dataclass(frozen=True, slots=True)
class _Formats:
    heading: Format
    text: Format
    quoted: Format
    number: Format
    moment: Format


def contributions_sheet(
    t: Texts, rows: Sequence[SheetRow], zone: tzinfo, made_at: datetime
) -> bytes:
    """The workbook: the same bytes for the same rows, whenever it is written.

    Moments are real dates in the zone. Nothing typed by people becomes a formula or a link.
    """
    import xlsxwriter

    packed = io.BytesIO()
    book = xlsxwriter.Workbook(packed, SAFE)
    # Excel takes moments without a zone.
    book.set_properties({"created": made_at.astimezone(UTC).replace(tzinfo=None)})
    sheet = book.add_worksheet(t.plain("Contributions"))
    formats = _formats(book)
    _lay_out(t, sheet, formats, len(rows))
    for line, row in enumerate(rows, 1):
        _write(sheet, line, row, zone, formats)
    book.close()
    return packed.getvalue()


def cell_words(words: str) -> str:
    """Words as a cell holds them: no signs that XML refuses, line breaks kept, not too many."""
    kept = "\n".join(clean(line) for line in words.splitlines()).strip()
    # Half of it, so that signs of two units fit too; nothing people can type here is longer.
    return kept[: MOST_IN_CELL // 2]


def _formats(book: Workbook) -> _Formats:
    cell = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#BFBFBF"}
    heading = {"bold": True, "bg_color": "#DDEBF7", "align": "center"}
    return _Formats(
        heading=book.add_format(cell | heading),
        text=book.add_format(cell),
        # Else "=1+1" would turn into a formula once somebody edits the cell.
        quoted=book.add_format(cell | {"quote_prefix": True}),
        number=book.add_format(cell | {"num_format": "0000", "align": "center"}),
        moment=book.add_format(cell | {"num_format": "dd/mm/yyyy hh:mm", "align": "center"}),
    )


def _lay_out(t: Texts, sheet: Worksheet, formats: _Formats, rows: int) -> None:
    for place, (heading, width) in enumerate(COLUMNS):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, t.plain(heading), formats.heading)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, rows, len(COLUMNS) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _write(sheet: Worksheet, line: int, row: SheetRow, zone: tzinfo, formats: _Formats) -> None:
    for place, value in enumerate(_cells(row)):
        if isinstance(value, int):
            sheet.write_number(line, place, value, formats.number)
        elif isinstance(value, datetime):
            local = value.astimezone(zone).replace(tzinfo=None)
            sheet.write_datetime(line, place, local, formats.moment)
        elif words := cell_words(value):
            quoted = words.startswith(BEGINS_FORMULA)
            sheet.write_string(line, place, words, formats.quoted if quoted else formats.text)
        else:
            sheet.write_blank(line, place, None, formats.text)


def _cells(row: SheetRow) -> tuple[int | datetime | str, ...]:
    view = row.view
    return (
        view.number,
        row.kind,
        view.unit,
        view.bloc,
        view.member,
        view.sent_at,
        view.title,
        view.person,
        view.words,
        row.standing,
        view.last_answer,
    )
