"""The Excel sheet of contributions: everything as typed, nothing a formula."""

import io
from datetime import datetime

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.stories.beginning import Alliance
from tests.stories.contributing import (
    DIFFICULTY,
    INITIATIVE,
    PETITION,
    answers,
    sends_in,
)
from tests.stories.world import Phone

FORMULAS = ("=1+1", "+cmd|' /C calc'!A0", "@SUM(A1:A9)", "-2+3", "http://example.com", "<b>x</b>")


def sheet_of(officer: Phone) -> Worksheet:
    """The Excel sheet that came last."""
    stored = officer.world.telegram.files.find(officer.person.last["document"]["file_id"])
    assert stored is not None
    sheet = load_workbook(io.BytesIO(stored.content)).active
    assert isinstance(sheet, Worksheet)
    return sheet


async def test_the_sheet_holds_what_was_typed_and_no_formula(alliance: Alliance):
    for words in FORMULAS:
        await sends_in(alliance.hoa, DIFFICULTY, words)
    await sends_in(alliance.pao, INITIATIVE, "=A1", "@x", "Dòng một\n=2+2\x07\x1f hết")
    await answers(alliance.officer, "=HYPERLINK(A1)")
    officer = alliance.officer
    await officer.sends("/gopy")
    await officer.taps("Tải Excel")

    document = officer.person.last["document"]
    sheet = sheet_of(officer)
    headings, *rows = sheet.iter_rows()
    assert document["file_name"] == "sang-kien-kien-nghi-2023-01-30.xlsx"
    assert [cell.value for cell in headings] == [
        *("Số", "Loại", "Đơn vị", "Khối", "Người gửi", "Gửi lúc", "Tiêu đề"),
        *("Người, tác giả", "Nội dung", "Trạng thái", "Trả lời gần nhất"),
    ]
    assert [row[8].value for row in rows] == [*FORMULAS, "Dòng một\n=2+2 hết"]
    assert {cell.data_type for row in rows for cell in row} <= {"n", "s", "d"}
    assert all(cell.hyperlink is None for row in rows for cell in row)
    last = [cell.value for cell in rows[-1]]
    assert last[:8] == [
        *(7, "Sáng kiến", "Công đoàn ngành Giáo dục", "Khối ngành", "Vàng A Páo"),
        *(datetime(2023, 1, 30, 8, 0), "=A1", "@x"),  # noqa: DTZ001 - Excel knows no zones
    ]
    assert last[9:] == ["đang xem xét", "=HYPERLINK(A1)"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:K8"


async def test_the_sheet_holds_what_is_listed(alliance: Alliance):
    await sends_in(alliance.hoa, DIFFICULTY, "Thiếu vốn.")
    await sends_in(alliance.hoa, PETITION, "Đề nghị tập huấn.")
    officer = alliance.officer
    await officer.sends("/gopy")
    await officer.taps("Mọi loại")
    await officer.taps(PETITION)
    await officer.taps("Tải Excel")

    assert [row[0].value for row in sheet_of(officer).iter_rows(min_row=2)] == [2]
