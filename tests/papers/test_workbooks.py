"""Lists of units as they are sent: letterheads, merged cells, formulas, hidden rows, rubbish."""

import io
import random
import time
import zipfile
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from bot.messages.unit_findings import field_words
from bot.papers.unit_sheets import unit_template
from bot.papers.workbooks import read_workbook
from bot.rules.members import Language
from bot.rules.sheets import MOST_ROWS, SheetNotTaken, SheetReason
from bot.rules.unit_imports import Facts, Known, KnownUnit
from bot.rules.unit_sheets import Field, UnitLine, UnitList, list_in
from bot.texts import Texts
from tests.files import XLSM, XLSX, a_docx, a_zip, an_office_file
from tests.sheets import a_sheet, packed, units
from tests.stories.world import local


def read(content: bytes, name: str = "danh-sach.xlsx") -> UnitList:
    return list_in(read_workbook(name, content))


def with_sheet(content: bytes, change: Callable[[str], str]) -> bytes:
    """The workbook with the XML of its sheet changed by hand."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    path = "xl/worksheets/sheet1.xml"
    return a_zip(parts | {path: change(parts[path].decode())})


def names(content: bytes) -> list[str]:
    return [line.of(Field.NAME) for line in read(content).lines]


def refused(content: bytes, name: str = "danh-sach.xlsx") -> SheetReason:
    with pytest.raises(SheetNotTaken) as caught:
        read(content, name)
    return caught.value.reason


def test_headings_are_found_below_a_letterhead_in_any_order_and_empty_rows_are_skipped():
    content = a_sheet(
        [("0912 345 678", "HTX Hòa Bình", "Khối 1"), (), (912345678.0, " HTX  An  Hải ", 2)],
        headings=("SĐT (Zalo)", "TÊN  ĐƠN VỊ (*)", "Khối thi đua"),
        above=[("LIÊN MINH HTX",), ("DANH SÁCH ĐƠN VỊ",), ()],
    )

    assert read(content).lines == (
        UnitLine(
            5, {Field.PHONE: "0912 345 678", Field.NAME: "HTX Hòa Bình", Field.BLOC: "Khối 1"}
        ),
        UnitLine(7, {Field.PHONE: "912345678", Field.NAME: "HTX An Hải", Field.BLOC: "2"}),
    )


def test_rows_numbered_ahead_and_left_empty_are_no_rows():
    assert names(a_sheet([(1, "HTX A"), (2, None), (3, "  ")])) == ["HTX A"]


def test_a_bloc_merged_over_several_rows_is_that_of_all_of_them():
    content = a_sheet(
        units("HTX A", "HTX B", bloc="Khối 1"), look=lambda sheet: sheet.merge_cells("C2:C3")
    )

    assert [line.of(Field.BLOC) for line in read(content).lines] == ["Khối 1", "Khối 1"]


def test_a_name_merged_over_two_rows_is_told_apart():
    rows = [
        (1, "HTX A", "Khối 1", "", "An", "0912345678"),
        (2, None, None, "", "Bình", "0987654321"),
    ]
    content = a_sheet(rows, look=lambda sheet: sheet.merge_cells("B2:B3"))

    assert [line.merged for line in read(content).lines] == [False, True]


def test_rows_merged_over_the_names_or_numbered_in_roman_are_blocs_of_the_rows_below():
    content = a_sheet(
        [
            ("I. KHỐI HUYỆN",),
            *units("LĐLĐ Tam Đường"),
            ("II", "Khối ngành"),
            *units("CĐ Giáo dục"),
            (2, "CĐ Y tế", "Khối riêng"),
            ("Tổng cộng: 3 đơn vị",),
        ],
        look=lambda sheet: [sheet.merge_cells(f"A{row}:G{row}") for row in (2, 7)],
    )

    found = [(line.row, line.of(Field.BLOC)) for line in read(content).lines]
    assert found == [(3, "KHỐI HUYỆN"), (5, "Khối ngành"), (6, "Khối riêng")]


def test_a_second_row_of_headings_says_more_of_merged_ones():
    def look(sheet: Worksheet) -> None:
        sheet.merge_cells("C1:D1")
        sheet.merge_cells("B1:B2")

    content = a_sheet(
        [(None, None, "Họ tên", "Số ĐT"), (1, "HTX A", "An", "0912345678")],
        headings=("STT", "Đơn vị", "Liên hệ"),
        look=look,
    )

    assert read(content).lines == (
        UnitLine(3, {Field.NAME: "HTX A", Field.CONTACT: "An", Field.PHONE: "0912345678"}),
    )


def test_a_formula_is_not_reckoned_and_its_cell_is_named():
    content = a_sheet([("=A1+1", "HTX A", '=CONCATENATE("Khối ",1)'), (2, "=UPPER(B2)", "Khối 1")])

    first, second = read(content).lines
    assert (first.words, first.formulas) == ({Field.NAME: "HTX A"}, {Field.BLOC: "C2"})
    assert second.formulas == {Field.NAME: "B3"}


def test_hidden_rows_are_marked_and_hidden_sheets_are_not_read():
    book = Workbook()
    old = book.active
    assert isinstance(old, Worksheet)
    old.append(["Tên đơn vị"])
    old.append(["HTX Cũ"])
    old.sheet_state = "hidden"
    for title in ("Năm nay", "Năm trước"):
        sheet = book.create_sheet(title)
        sheet.append(["Tên đơn vị"])
        sheet.append([f"HTX {title}"])
        sheet.append(["HTX B"])
        sheet.row_dimensions[3].hidden = True

    found = read(packed(book))

    assert (found.title, found.others) == ("Năm nay", ("Năm trước",))
    assert [line.hidden for line in found.lines] == [False, True]


def test_two_thousand_rows_are_read_and_one_more_is_refused():
    rows = [f"HTX {number}" for number in range(MOST_ROWS + 1)]

    assert len(read(a_sheet(units(*rows[:-1]))).lines) == MOST_ROWS
    assert refused(a_sheet(units(*rows))) is SheetReason.TOO_MANY_ROWS


def test_areas_and_cells_at_the_end_of_the_sheet_cost_nothing():
    areas = (
        '<mergeCells><mergeCell ref="C2:C1048576"/><mergeCell ref="A3:XFD1048576"/></mergeCells>'
    )
    far = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>'
    content = with_sheet(
        a_sheet([*units("HTX A", bloc="Khối 1"), ("", "HTX B")]),
        lambda xml: xml.replace("</sheetData>", f"{far}</sheetData>{areas}"),
    )

    began = time.monotonic()
    found = read(content).lines

    assert [(line.of(Field.NAME), line.of(Field.BLOC)) for line in found] == [
        ("HTX A", "Khối 1"),
        ("HTX B", "Khối 1"),
    ]
    assert time.monotonic() - began < 5


def test_the_list_survives_being_kept():
    content = a_sheet([(1, "HTX A", "=1+1", "", "An"), (2, "HTX B")])

    kept = read(content)

    assert UnitList.from_json(kept.to_json()) == kept


@pytest.mark.parametrize("language", list(Language))
def test_the_template_is_read_back_as_it_was_written(language: Language):
    t = Texts(language)
    facts = Facts("=HTX A", "Khối 1", "Hợp tác xã", "An", "+84912345678", "-ghi chú")
    known = Known((KnownUnit(1, facts),), ("Khối 1",), ("Hợp tác xã",))

    found = read(unit_template(t, field_words(t), known, local("2023-01-30 08:00")))

    assert found.others == ()
    assert [dict(line.words) for line in found.lines] == [
        {field: getattr(facts, field) for field in Field}
    ]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.csv", b"Ten don vi\nHTX A\n", SheetReason.NOT_EXCEL),
        ("a.docx", a_docx("Danh sách"), SheetReason.NOT_EXCEL),
        ("a.xlsx", a_docx("Danh sách"), SheetReason.NOT_EXCEL),
        ("a.xlsx", b"no zip", SheetReason.NOT_EXCEL),
        ("a.xlsx", b"", SheetReason.BROKEN),
        ("a.xlsx", an_office_file("xl", XLSX, {}), SheetReason.BROKEN),
        ("a.xlsx", a_sheet(units("HTX A"))[:3000], SheetReason.BROKEN),
        ("a.xlsm", an_office_file("xl", XLSM, {}), SheetReason.MACROS),
        ("a.xlsx", a_sheet([("x",)], headings=("Họ tên",)), SheetReason.NO_HEADINGS),
        ("a.xlsx", a_sheet([]), SheetReason.NO_ROWS),
        (
            "a.xlsx",
            with_sheet(a_sheet([]), lambda xml: xml + " " * 9_000_000),
            SheetReason.TOO_LARGE,
        ),
    ],
    ids=lambda value: str(value) if isinstance(value, str) else "",
)
def test_what_is_no_list_is_refused_with_its_reason(name: str, content: bytes, reason: SheetReason):
    assert refused(content, name) is reason


@pytest.mark.parametrize("where", ["package", "sheet"])
def test_made_up_bytes_are_refused_or_read_and_nothing_else_happens(where: str):
    chance = random.Random(5)
    whole = a_sheet([*units("HTX A", "HTX B", bloc="Khối 1"), (3, "HTX C", "=A1", 1.5, True)])
    for _ in range(150):
        spoil = partial(spoilt, chance)
        content = spoil(whole) if where == "package" else with_sheet(whole, spoil)
        try:
            read(content)
        except SheetNotTaken:
            continue


def spoilt(chance: random.Random, whole: Any) -> Any:
    """The same with some signs altered."""
    signs = list(whole)
    for _ in range(chance.randint(1, 8)):
        signs[chance.randrange(len(signs))] = chance.choice(signs)
    return bytes(signs) if isinstance(whole, bytes) else "".join(signs)
