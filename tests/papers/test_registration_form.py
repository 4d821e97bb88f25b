"""The registration as a Word form to sign, opened again as its reader would."""

import io
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from docx.table import Table

from bot.papers.registration_form import RegistrationPaper, registration_form
from bot.rules.registrations import Scope, TargetLine, TitleLine

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
PAPER = RegistrationPaper(
    organisation="Liên đoàn Lao động tỉnh Lai Châu",
    unit="Công đoàn HTX Hoà Bình",
    year=2023,
    receipt="0012",
    received_at=datetime(2023, 2, 8, 14, 5, 9, tzinfo=ZONE),
    version=2,
    bloc="Khối nông nghiệp",
    plan_title="Kế hoạch công tác thi đua, khen thưởng năm 2023",
    plan_number="403/KH-LĐLĐ",
    plan_issued_on=date(2023, 1, 11),
    titles=(
        TitleLine(Scope.COLLECTIVE, "Công đoàn cơ sở vững mạnh"),
        TitleLine(Scope.COLLECTIVE, "Tập thể lao động xuất sắc"),
        TitleLine(Scope.INDIVIDUAL, "Lao động tiên tiến", "Lò Văn Sơn – Tổ trưởng"),
    ),
    targets=(
        TargetLine("Doanh thu", "triệu đồng", Decimal(1250)),
        TargetLine("Thu nhập bình quân", "triệu đồng/người/tháng", Decimal("6.50")),
    ),
)
NOTHING = RegistrationPaper(PAPER.organisation, PAPER.unit, 2023, "0012", PAPER.received_at)
EVERY_FIELD = (
    *("organisation", "unit", "receipt", "bloc"),
    *("plan_title", "plan_number", "number", "place"),
)


def opened(paper: RegistrationPaper) -> Document:
    """The form, read back."""
    return docx.Document(io.BytesIO(registration_form(paper)))


def body(document: Document) -> list[str]:
    """The paragraphs between heading and signature that say something."""
    return [p.text for p in document.paragraphs if p.text]


def cells(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def parts(content: bytes) -> dict[str, str]:
    """The XML of every part."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}


def test_the_heading_names_the_country_the_unit_and_blanks_to_fill_in():
    left, right = opened(PAPER).tables[0].rows[0].cells

    assert [p.text for p in left.paragraphs if p.text] == [
        "CÔNG ĐOÀN HTX HOÀ BÌNH",
        "Số: …………",
    ]
    assert [p.text for p in right.paragraphs if p.text] == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "…………, ngày …… tháng …… năm 2023",
    ]


def test_number_place_and_day_are_written_when_the_unit_gives_them():
    paper = replace(PAPER, number="07/ĐK", place="Lai Châu", signed_on=date(2023, 2, 5))

    left, right = opened(paper).tables[0].rows[0].cells

    assert left.paragraphs[-1].text == "Số: 07/ĐK"
    assert right.paragraphs[-1].text == "Lai Châu, ngày 05 tháng 02 năm 2023"


def test_the_body_says_what_is_registered_with_whom_and_on_which_ground():
    assert body(opened(PAPER)) == [
        "BẢN ĐĂNG KÝ THI ĐUA",
        "Năm 2023",
        "Kính gửi: Liên đoàn Lao động tỉnh Lai Châu",
        "Căn cứ Kế hoạch số 403/KH-LĐLĐ ngày 11 tháng 01 năm 2023 của Liên đoàn Lao động tỉnh "
        "Lai Châu về công tác thi đua, khen thưởng năm 2023.",
        "Tên đơn vị: Công đoàn HTX Hoà Bình",
        "Khối thi đua: Khối nông nghiệp",
        "Đơn vị đăng ký thi đua năm 2023 với các nội dung sau:",
        "I. Danh hiệu thi đua tập thể",
        "- Công đoàn cơ sở vững mạnh;",
        "- Tập thể lao động xuất sắc.",
        "II. Danh hiệu thi đua cá nhân",
        "III. Chỉ tiêu thi đua",
        "Đơn vị cam kết tổ chức thực hiện tốt các nội dung đã đăng ký nêu trên.",
    ]


def test_people_and_targets_stand_in_tables():
    _, people, targets, _ = opened(PAPER).tables

    assert cells(people) == [
        ["TT", "Họ và tên, chức vụ", "Danh hiệu đăng ký"],
        ["1", "Lò Văn Sơn – Tổ trưởng", "Lao động tiên tiến"],
    ]
    assert cells(targets) == [
        ["TT", "Chỉ tiêu", "Đơn vị tính", "Kế hoạch năm 2023"],
        ["1", "Doanh thu", "triệu đồng", "1.250"],
        ["2", "Thu nhập bình quân", "triệu đồng/người/tháng", "6,5"],
    ]


def test_last_years_figures_stand_beside_the_plan_where_one_is_known():
    known = replace(PAPER.targets[0], before=Decimal(1100))

    *_, targets, _ = opened(replace(PAPER, targets=(known, PAPER.targets[1]))).tables

    assert [row[2:] for row in cells(targets)] == [
        ["Đơn vị tính", "Thực hiện năm trước", "Kế hoạch năm 2023"],
        ["triệu đồng", "1.100", "1.250"],
        ["triệu đồng/người/tháng", "–", "6,5"],
    ]


def test_what_is_not_registered_is_said_and_what_is_not_known_left_out():
    document = opened(NOTHING)

    said = body(document)

    assert said.count("Không đăng ký.") == 3
    assert [line for line in said if line.startswith(("Căn cứ", "Khối"))] == []
    assert len(document.tables) == 2


def test_a_plan_by_another_name_is_cited_by_it():
    paper = replace(PAPER, plan_title="Hướng dẫn thi đua", plan_number="", plan_issued_on=None)

    assert "Căn cứ Hướng dẫn thi đua của Liên đoàn Lao động tỉnh Lai Châu." in body(opened(paper))


def test_there_is_room_to_sign_beside_the_recipients():
    left, right = opened(PAPER).tables[-1].rows[0].cells

    assert left.text == "Nơi nhận:\n- Như trên;\n- Lưu: VT."
    assert right.text == "THỦ TRƯỞNG ĐƠN VỊ\n(Ký, ghi rõ họ tên, đóng dấu)"
    assert right.paragraphs[-1].paragraph_format.space_after >= Pt(60)


def test_every_foot_tells_the_receipt_and_pages_are_numbered_from_the_second():
    section = opened(PAPER).sections[0]

    note = "In từ hệ thống thi đua: biên nhận số 0012, 14:05:09 08/02/2023, bản 2"
    assert [section.first_page_footer.paragraphs[0].text, section.footer.paragraphs[0].text] == [
        note,
        note,
    ]
    assert section.different_first_page_header_footer
    assert 'w:instr="PAGE"' in section.header._element.xml
    assert section.first_page_header.is_linked_to_previous


def test_the_page_is_the_decrees():
    document = opened(PAPER)

    section, font = document.sections[0], document.styles["Normal"].font

    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(margin.mm) for margin in margins] == [20, 20, 30, 15]
    assert (font.name, font.size) == ("Times New Roman", Pt(13))
    assert 'w:lang w:val="vi-VN"' in document.styles["Normal"].element.xml


def test_body_paragraphs_are_justified_with_the_first_line_one_centimetre_in():
    basis = next(p for p in opened(PAPER).paragraphs if p.text.startswith("Căn cứ"))

    assert basis.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
    assert round(basis.paragraph_format.first_line_indent.mm) == 10
    assert basis.paragraph_format.space_after == Pt(6)
    assert basis.runs[0].italic


def test_a_long_table_repeats_its_heading_keeps_its_widths_and_tears_no_row():
    people = tuple(TitleLine(Scope.INDIVIDUAL, "W" * 300, f"Người {n}") for n in range(100))

    table = opened(replace(PAPER, titles=people)).tables[1]

    assert len(table.rows) == 101
    assert [n for n, row in enumerate(table.rows) if row._tr.xpath("w:trPr/w:tblHeader")] == [0]
    assert all(row._tr.xpath("w:trPr/w:cantSplit") for row in table.rows)
    assert {tuple(round(cell.width.mm) for cell in row.cells) for row in table.rows} == {
        (12, 88, 65)
    }
    assert not table.autofit


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("HTX <Tân & \"Tiến\"> '🌾'", "HTX <Tân & \"Tiến\"> '🌾'"),
        ("a\x00b\x0b\x1fc\x7f\x85d", "ab c d"),
        ("a\ud800b\uffffc\ufffed", "abcd"),
        ("hai\r\ndòng\tvà  nhiều\u2028chỗ trống", "hai dòng và nhiều chỗ trống"),
        ("đảo\u202e ngược\u2066", "đảo ngược"),
        ("Hoa\u0300 Bi\u0300nh", "Hoà Bình"),
        ('=HYPERLINK("http://x")', '=HYPERLINK("http://x")'),
        ("{ INCLUDETEXT x } {unit}", "{ INCLUDETEXT x } {unit}"),
    ],
)
def test_whatever_is_typed_stays_words(typed: str, written: str):
    paper = replace(
        replace(PAPER, **dict.fromkeys(EVERY_FIELD, typed)),
        titles=(TitleLine(Scope.COLLECTIVE, typed), TitleLine(Scope.INDIVIDUAL, typed, typed)),
        targets=(TargetLine(typed, typed, Decimal(10) ** 18),),
    )

    document = opened(paper)

    _, people, targets, _ = document.tables
    assert f"- {written}." in body(document)
    assert cells(people)[1] == ["1", written, written]
    assert cells(targets)[1] == ["1", written, written, "1.000.000.000.000.000.000"]
    xml = "".join(parts(registration_form(paper)).values())
    tags = ("<w:fldSimple ", "<w:instrText", "<w:hyperlink ")
    assert [xml.count(tag) for tag in tags] == [1, 0, 0]


def test_the_same_paper_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch):
    first = registration_form(PAPER)
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)

    assert registration_form(PAPER) == first


def test_the_file_tells_nothing_of_where_it_was_made_and_leads_nowhere():
    content = registration_form(PAPER)

    core = opened(PAPER).core_properties
    assert (core.author, core.last_modified_by, core.comments) == ("", "", "")
    assert core.title == "Bản đăng ký thi đua 2023 - Công đoàn HTX Hoà Bình"
    assert {core.created, core.modified} == {PAPER.received_at.replace(microsecond=0)}
    assert [name for name, xml in parts(content).items() if "External" in xml] == []


def test_knowing_how_to_write_the_form_does_not_load_python_docx():
    code = "import sys, bot.papers.registration_form; print('docx' in sys.modules)"

    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert said.stdout.strip() == "False"
