"""Excel files that people send, read into plain values.

Blocking: to be called off the loop.
"""

import io
import unicodedata
import warnings
import zipfile
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from typing import Any

from bot.papers.contents import check_content
from bot.rules import files
from bot.rules.sheets import LONGEST_CELL, Cell, Line, Sheet, SheetNotTaken, SheetReason

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

MOST_UNPACKED = 8 * 1024 * 1024
"""Of the parts that hold cells: a list of 2,000 rows has about one."""

_REASONS = {
    files.FileTooLarge: SheetReason.TOO_LARGE,
    files.FileBomb: SheetReason.TOO_LARGE,
    files.FileLocked: SheetReason.LOCKED,
    files.FileBroken: SheetReason.BROKEN,
    files.FileEmpty: SheetReason.BROKEN,
}


def read_workbook(name: str, content: bytes) -> tuple[Sheet, ...]:
    """The visible sheets of an .xlsx file, rows and cells that hold something only.

    A formula is not reckoned: its cell says that it is one. Cells merged downwards all have the
    words of the uppermost. Raises SheetNotTaken.
    """
    _check(name, content)
    import openpyxl

    # It warns of whatever it does not keep; nothing is written back.
    warnings.filterwarnings("ignore", category=UserWarning, module="openpyxl")
    try:
        # As a stream: else a tiny file with one huge merged area fills the memory.
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        with closing(book):
            sheets = [each for each in book.worksheets if each.sheet_state == "visible"]
            return tuple(Sheet(each.title, _lines(each)) for each in sheets)
    except Exception as error:
        # Whatever the library stumbles over in bytes that anybody may have made up.
        raise SheetNotTaken(SheetReason.BROKEN) from error


def _check(name: str, content: bytes) -> None:
    try:
        kind = check_content(name, content)
    except files.FileNotTaken as error:
        macros = error.instead is files.Instead.WITHOUT_MACROS
        raise SheetNotTaken(SheetReason.MACROS if macros else SheetReason.NOT_EXCEL) from error
    except files.FileTrouble as error:
        reasons = _REASONS if name.lower().endswith(".xlsx") else {}
        raise SheetNotTaken(reasons.get(type(error), SheetReason.NOT_EXCEL)) from error
    if kind != XLSX:
        raise SheetNotTaken(SheetReason.NOT_EXCEL)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        xml = sum(part.file_size for part in package.infolist() if part.filename.endswith(".xml"))
    if xml > MOST_UNPACKED:
        raise SheetNotTaken(SheetReason.TOO_LARGE)


def _lines(sheet: Any) -> tuple[Line, ...]:
    """The rows, in one pass: what openpyxl offers for streams knows no merged or hidden cells."""
    from openpyxl.worksheet._reader import WorkSheetParser

    rows: dict[int, dict[int, Cell]] = defaultdict(dict)
    with sheet._get_source() as source:
        parser = WorkSheetParser(
            source,
            sheet._shared_strings,
            epoch=sheet.parent.epoch,
            date_formats=sheet.parent._date_formats,
            timedelta_formats=sheet.parent._timedelta_formats,
        )
        for row, cells in parser.parse():
            for cell in cells:
                if (read := _cell(cell["value"], cell["data_type"])) is not None:
                    rows[row][cell["column"]] = read
    if parser.merged_cells is not None:
        _merge(parser.merged_cells.mergeCell, rows)
    hidden = {int(row) for row, look in parser.row_dimensions.items() if _is_true(look)}
    return tuple(Line(row, dict(sorted(rows[row].items())), row in hidden) for row in sorted(rows))


def _merge(areas: Iterable[Any], rows: dict[int, dict[int, Cell]]) -> None:
    """Let all rows of an area know its words. No area makes rows or columns of its own."""
    there = sorted(rows)
    for area in areas:
        cell = rows.get(area.min_row, {}).get(area.min_col)
        if cell is None:
            continue
        rows[area.min_row][area.min_col] = replace(cell, wide=area.max_col - area.min_col + 1)
        below = there[bisect_right(there, area.min_row) : bisect_right(there, area.max_row)]
        for row in below:
            rows[row].setdefault(area.min_col, replace(cell, filled=True))


def _is_true(look: dict[str, str]) -> bool:
    return look.get("hidden") in ("1", "true")


def _cell(value: Any, data_type: str) -> Cell | None:
    """What a cell holds; None for an empty one."""
    if data_type in ("f", "e"):
        return Cell("", is_formula=True)
    if value is None:
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    words = unicodedata.normalize("NFC", str(value)).strip()[:LONGEST_CELL]
    return Cell(words) if words else None
