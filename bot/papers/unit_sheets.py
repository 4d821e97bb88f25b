"""The list of units as an Excel sheet to fill in and send back, and what became of its rows."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, tzinfo
from typing import TYPE_CHECKING

from bot.papers.sheets import BEGINS_FORMULA, SAFE, Column, cell_words, table_sheet
from bot.rules.sheets import MOST_ROWS
from bot.rules.unit_imports import Known
from bot.rules.unit_sheets import Field
from bot.texts import N_, Texts

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

WIDTHS = {
    Field.NAME: 44,
    Field.BLOC: 26,
    Field.TYPE: 24,
    Field.CONTACT: 28,
    Field.PHONE: 18,
    Field.NOTE: 36,
}

GUIDE = (
    N_("One row for each unit. Only the name is needed; columns may stand in any order."),
    N_("A unit is known by its name, accents aside: a row with a name that is here changes it."),
    N_("An empty cell changes nothing, and no unit is taken out by a sheet."),
    N_("A bloc that is not here yet is made. Formulas are not taken: paste values instead."),
    N_("Nothing happens before the bot has shown what would change."),
)

OUTCOMES = (
    (N_("Row"), 7),
    (N_("Unit name"), 44),
    (N_("Outcome"), 20),
    (N_("Details"), 80),
)


def unit_template(
    t: Texts, headings: Mapping[Field, str], known: Known, made_at: datetime
) -> bytes:
    """The sheet with the units there are, so that it may be amended and sent back; blocs and types
    can be chosen from a list or typed."""
    import xlsxwriter

    packed = io.BytesIO()
    book = xlsxwriter.Workbook(packed, SAFE)
    book.set_properties({"created": made_at.astimezone(UTC).replace(tzinfo=None)})
    sheet = book.add_worksheet(t.plain("Units"))
    _headings(book, sheet, headings)
    _rows(book, sheet, known)
    guide = book.add_worksheet(t.plain("How to fill in"))
    guide.set_column(0, 0, 110, book.add_format({"text_wrap": True}))
    for row, line in enumerate(GUIDE):
        guide.write_string(row, 0, t.plain(line))
    lists = book.add_worksheet(t.plain("Lists"))
    for field, choices in ((Field.BLOC, known.blocs), (Field.TYPE, known.types)):
        _offer(sheet, lists, list(Field).index(field), choices)
    lists.hide()
    book.close()
    return packed.getvalue()


def outcome_sheet(
    t: Texts, rows: Sequence[tuple[int, str, str, str]], zone: tzinfo, made_at: datetime
) -> bytes:
    """What becomes of every row: its number, the unit, the outcome and the details, in words."""
    columns = [Column(t.plain(heading), width) for heading, width in OUTCOMES]
    return table_sheet(t.plain("Row by row"), columns, rows, zone, made_at)


def _headings(book: Workbook, sheet: Worksheet, headings: Mapping[Field, str]) -> None:
    look = book.add_format(
        {"bold": True, "bg_color": "#DDEBF7", "border": 1, "text_wrap": True, "valign": "top"}
    )
    # As text: else Excel eats the nought of a telephone number.
    text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    for place, field in enumerate(Field):
        sheet.set_column(place, place, WIDTHS[field], text)
        sheet.write_string(0, place, headings[field], look)
    sheet.freeze_panes(1, 0)


def _rows(book: Workbook, sheet: Worksheet, known: Known) -> None:
    look = {"num_format": "@", "text_wrap": True, "valign": "top"}
    text, quoted = book.add_format(look), book.add_format(look | {"quote_prefix": True})
    for row, unit in enumerate(known.working, 1):
        for place, field in enumerate(Field):
            words = cell_words(str(getattr(unit.facts, field)))
            # A number with its country in front begins as a formula does.
            sheet.write_string(row, place, words, quoted if words[:1] in BEGINS_FORMULA else text)


def _offer(sheet: Worksheet, lists: Worksheet, place: int, choices: Sequence[str]) -> None:
    if not choices:
        return
    for row, choice in enumerate(choices):
        lists.write_string(row, place, cell_words(choice))
    letter = "ABCDEF"[place]
    source = f"='{lists.get_name()}'!${letter}$1:${letter}${len(choices)}"
    offered = {"validate": "list", "source": source, "show_error": False}
    sheet.data_validation(1, place, MOST_ROWS, place, offered)
