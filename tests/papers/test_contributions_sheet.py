"""The sheet of contributions: deterministic, in the organisation's zone, safe to open."""

import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from openpyxl import load_workbook

from bot.papers.contributions_sheet import SheetRow, contributions_sheet
from bot.papers.sheets import cell_words
from bot.rules.contributions import ContributionKind, ContributionState, ContributionView
from bot.rules.members import Language
from bot.texts import Texts

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2023, 1, 30, 20, 30, tzinfo=UTC)

VIEW = ContributionView(
    id=1,
    number=3,
    kind=ContributionKind.PETITION,
    state=ContributionState.NEW,
    organisation_id=1,
    unit_id=1,
    unit="LĐLĐ huyện Tam Đường",
    bloc="",
    member_id=1,
    member="Nguyễn Văn Hòa",
    sent_at=NOW,
    title="=1+1",
    person="",
    words="=1+1\nhai",
)


def sheet(*views: ContributionView, language: Language = Language.VI) -> bytes:
    rows = [SheetRow(view, "Kiến nghị", "mới gửi") for view in views]
    return contributions_sheet(Texts(language), rows, ZONE, NOW)


def test_the_same_rows_are_the_same_bytes():
    assert sheet(VIEW) == sheet(VIEW)


def test_moments_are_dates_in_the_zone_and_numbers_numbers():
    page = load_workbook(io.BytesIO(sheet(VIEW))).active
    assert page is not None

    number, sent = page["A2"], page["F2"]
    assert (number.value, number.number_format) == (3, "0000")
    assert sent.is_date
    assert sent.value == datetime(2023, 1, 31, 3, 30)  # noqa: DTZ001 - Excel knows no zones


def test_what_looks_like_a_formula_stays_words_even_when_the_cell_is_edited():
    page = load_workbook(io.BytesIO(sheet(VIEW))).active
    assert page is not None

    assert (page["G2"].value, page["G2"].data_type, page["G2"].quotePrefix) == ("=1+1", "s", True)
    assert page["I2"].alignment.wrap_text


def test_no_part_of_the_file_holds_a_formula_or_a_link():
    view = replace(VIEW, words="http://a.b\n=HYPERLINK(1)", person="mailto:a@b.c")
    with zipfile.ZipFile(io.BytesIO(sheet(view))) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}

    assert b"<f>" not in parts["xl/worksheets/sheet1.xml"]
    assert b"hyperlink" not in parts["xl/worksheets/sheet1.xml"]
    assert not any("externalLink" in name for name in parts)


def test_an_empty_list_is_a_sheet_of_headings():
    page = load_workbook(io.BytesIO(sheet(language=Language.EN))).active
    assert page is not None

    assert [cell.value for cell in page[1]][:3] == ["No.", "Kind", "Unit"]
    assert page.max_row == 1


def test_cells_hold_no_sign_that_excel_refuses():
    assert cell_words("a\x00b\x07\x1fc\ud800\u202ed\r\n\x0b e") == "ab cd\n\ne"
    assert len(cell_words("🌾" * 40_000).encode("utf-16-le")) <= 2 * 32_767
