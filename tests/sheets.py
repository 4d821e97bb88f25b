"""Excel files as people make them, written by openpyxl."""

import io
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

HEADINGS = ("STT", "Tên đơn vị", "Khối", "Loại hình", "Người liên hệ", "Điện thoại", "Ghi chú")


def a_sheet(
    rows: Iterable[Sequence[Any]],
    *,
    headings: Sequence[str] = HEADINGS,
    above: Iterable[Sequence[Any]] = (),
    look: Callable[[Worksheet], None] | None = None,
) -> bytes:
    """A workbook with one list: rows `above` the headings, then its rows; `look` changes it."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in (*above, headings, *rows):
        sheet.append(list(row))
    if look is not None:
        look(sheet)
    return packed(book)


def packed(book: Workbook) -> bytes:
    """The bytes of a workbook."""
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def units(*names: str, bloc: str = "") -> list[tuple[Any, ...]]:
    """Rows with nothing but a number, a name and a bloc."""
    return [(place, name, bloc) for place, name in enumerate(names, 1)]
