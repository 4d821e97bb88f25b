"""The report as a Word paper to sign, opened again as its reader would."""

import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import docx
import pytest
from docx.document import Document
from docx.table import Table

from bot.papers.report_paper import ReportPaper, report_document
from bot.rules.answers import Answers, FigureLine, Section
from bot.rules.plans import Kind
from bot.rules.registrations import TargetLine

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
SECTIONS = {
    Section.SITUATION: "Đơn vị có 215 đoàn viên.\n\n  Khó khăn: hạn kéo dài.",
    Section.LEADERSHIP: "Đã phát động từ tháng 2.",
    Section.MOVEMENTS: "Các phong trào:\n- Lao động giỏi;\n- Xanh, sạch, đẹp.",
    Section.MODELS: "Hai sáng kiến.",
    Section.AWARDS: "Khen 05 cá nhân.",
    Section.WELFARE: "Ủng hộ 12 triệu đồng.",
    Section.SHORTCOMINGS: "Nộp ngân sách đạt thấp.",
    Section.PLANS: "Hoàn thành chỉ tiêu năm.",
    Section.PROPOSALS: "Đề nghị tập huấn.",
}
FIGURES = (
    FigureLine("Doanh thu", "triệu đồng", Decimal(620), Decimal(1250)),
    FigureLine("Thu nhập", "triệu đồng/người/tháng", Decimal("6.20"), Decimal("6.5")),
)
PAPER = ReportPaper(
    organisation="Liên đoàn Lao động tỉnh Lai Châu",
    unit="Công đoàn HTX Hoà Bình",
    kind=Kind.MIDYEAR_REPORT,
    title="Báo cáo sơ kết 6 tháng",
    year=2023,
    zone=ZONE,
    answers=Answers(FIGURES, SECTIONS),
    attachments=("bang luong.xlsx", "anh.pdf"),
    bloc="Khối nông nghiệp",
    plan_title="Kế hoạch công tác thi đua, khen thưởng năm 2023",
    plan_number="403/KH-LĐLĐ",
    plan_issued_on=date(2023, 1, 11),
    receipt="0012",
    received_at=datetime(2023, 6, 9, 14, 5, 9, tzinfo=ZONE),
    version=2,
)
DRAFT = ReportPaper(
    PAPER.organisation, PAPER.unit, PAPER.kind, PAPER.title, 2023, ZONE, Answers(FIGURES)
)
HEADINGS = [
    "I. ĐẶC ĐIỂM TÌNH HÌNH",
    "II. KẾT QUẢ THỰC HIỆN",
    "1. Công tác lãnh đạo, tổ chức phát động",
    "2. Kết quả thực hiện các chỉ tiêu",
    "3. Các phong trào thi đua",
    "4. Điển hình tiên tiến, sáng kiến",
    "5. Công tác khen thưởng",
    "6. An sinh xã hội",
    "III. HẠN CHẾ, NGUYÊN NHÂN",
    "IV. PHƯƠNG HƯỚNG, NHIỆM VỤ",
    "V. KIẾN NGHỊ, ĐỀ XUẤT",
]


def opened(paper: ReportPaper) -> Document:
    """The report, read back."""
    return docx.Document(io.BytesIO(report_document(paper)))


def body(document: Document) -> list[str]:
    """The paragraphs between heading and signature that say something."""
    return [p.text for p in document.paragraphs if p.text]


def headings(document: Document) -> list[str]:
    """The numbered ones."""
    return [line for line in body(document) if re.match(r"(?:[IV]+|\d)\. ", line)]


def cells(table: Table) -> list[list[str]]:
    return [[cell.text.replace("\u200b", "") for cell in row.cells] for row in table.rows]


def figures(paper: ReportPaper) -> list[list[str]]:
    """The table between heading and signature."""
    _, table, _ = opened(paper).tables
    return cells(table)


def parts(content: bytes) -> Iterator[str]:
    """The XML of every part."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            yield archive.read(name).decode("utf-8", "replace")


def test_the_heading_leaves_number_place_and_day_to_be_filled_in():
    left, right = opened(PAPER).tables[0].rows[0].cells

    assert [p.text for p in left.paragraphs if p.text] == [
        "CÔNG ĐOÀN HTX HOÀ BÌNH",
        "Số: ……/BC-……",
    ]
    assert [p.text for p in right.paragraphs if p.text] == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "…………, ngày …… tháng …… năm 2023",
    ]


def test_number_place_and_day_are_written_when_they_are_known():
    paper = replace(PAPER, number="07/BC-CĐ", place="Lai Châu", signed_on=date(2023, 6, 8))

    left, right = opened(paper).tables[0].rows[0].cells

    assert left.paragraphs[-1].text == "Số: 07/BC-CĐ"
    assert right.paragraphs[-1].text == "Lai Châu, ngày 08 tháng 6 năm 2023"


def test_the_whole_report_follows_the_outline_in_the_units_words():
    assert body(opened(PAPER)) == [
        "BÁO CÁO",
        "Kết quả thực hiện phong trào thi đua 6 tháng đầu năm 2023",
        "Kính gửi: Liên đoàn Lao động tỉnh Lai Châu",
        "Căn cứ Kế hoạch số 403/KH-LĐLĐ ngày 11 tháng 01 năm 2023 của Liên đoàn Lao động tỉnh "
        "Lai Châu về công tác thi đua, khen thưởng năm 2023.",
        "Công đoàn HTX Hoà Bình (Khối nông nghiệp) báo cáo kết quả như sau:",
        HEADINGS[0],
        "Đơn vị có 215 đoàn viên.",
        "Khó khăn: hạn kéo dài.",
        *HEADINGS[1:3],
        "Đã phát động từ tháng 2.",
        *HEADINGS[3:5],
        "Các phong trào:",
        "- Lao động giỏi;",
        "- Xanh, sạch, đẹp.",
        HEADINGS[5],
        "Hai sáng kiến.",
        HEADINGS[6],
        "Khen 05 cá nhân.",
        HEADINGS[7],
        "Ủng hộ 12 triệu đồng.",
        HEADINGS[8],
        "Nộp ngân sách đạt thấp.",
        HEADINGS[9],
        "Hoàn thành chỉ tiêu năm.",
        HEADINGS[10],
        "Đề nghị tập huấn.",
        "Tài liệu kèm theo:",
        "- bang luong.xlsx;",
        "- anh.pdf.",
        "Trên đây là báo cáo của Công đoàn HTX Hoà Bình./.",
    ]


def test_what_was_skipped_is_left_out_and_the_numbers_close_up():
    said = {Section.WELFARE: "Ủng hộ.", Section.MODELS: " \n\u200e ", Section.PLANS: "Phấn đấu."}

    document = opened(replace(DRAFT, answers=Answers(FIGURES, said)))

    assert headings(document) == [
        "I. KẾT QUẢ THỰC HIỆN",
        "1. Kết quả thực hiện các chỉ tiêu",
        "2. An sinh xã hội",
        "II. PHƯƠNG HƯỚNG, NHIỆM VỤ",
    ]


def test_a_report_without_any_answer_has_no_outline():
    document = opened(replace(DRAFT, answers=Answers(), attachments=("bc.pdf",)))

    assert headings(document) == []
    assert body(document)[-2:] == ["- bc.pdf.", "Trên đây là báo cáo của Công đoàn HTX Hoà Bình./."]
    assert len(document.tables) == 2


@pytest.mark.parametrize(
    ("kind", "title", "subject"),
    [
        (Kind.ANNUAL_REPORT, "Tổng kết", "Kết quả thực hiện phong trào thi đua năm 2023"),
        (
            Kind.QUARTERLY_REPORT,
            "Báo cáo quý iii/2023",
            "Kết quả thực hiện phong trào thi đua quý III năm 2023",
        ),
        (
            Kind.QUARTERLY_REPORT,
            "Báo cáo quí 2",
            "Kết quả thực hiện phong trào thi đua quý II năm 2023",
        ),
        (
            Kind.QUARTERLY_REPORT,
            "Báo cáo hằng quý",
            "Kết quả thực hiện phong trào thi đua quý …… năm 2023",
        ),
        (
            Kind.MONTHLY_REPORT,
            "Báo cáo tháng 5/2023",
            "Kết quả thực hiện phong trào thi đua tháng 5 năm 2023",
        ),
        (
            Kind.MONTHLY_REPORT,
            "Báo cáo tháng 13",
            "Kết quả thực hiện phong trào thi đua tháng …… năm 2023",
        ),
        (Kind.DOSSIER, "hồ sơ khen thưởng", "Hồ sơ khen thưởng"),
        (Kind.OTHER, "BÁO CÁO về an sinh", "Về an sinh"),
        (Kind.OTHER, "Báo cáo", "Kết quả thực hiện phong trào thi đua năm 2023"),
    ],
)
def test_the_report_is_about_what_was_asked_for(kind: Kind, title: str, subject: str):
    assert body(opened(replace(PAPER, kind=kind, title=title)))[:2] == ["BÁO CÁO", subject]


def test_figures_stand_against_their_targets():
    assert figures(PAPER) == [
        ["TT", "Chỉ tiêu", "Đơn vị tính", "Kế hoạch năm", "Thực hiện", "Tỷ lệ (%)"],
        ["1", "Doanh thu", "triệu đồng", "1.250", "620", "49,6"],
        ["2", "Thu nhập", "triệu đồng/người/tháng", "6,5", "6,2", "95,4"],
    ]


@pytest.mark.parametrize("planned", [None, Decimal(0)])
def test_no_rate_is_made_up_without_a_target(planned: Decimal | None):
    line = FigureLine("OCOP", "sản phẩm", Decimal(1), planned)

    row = figures(replace(PAPER, answers=Answers((line,))))[1]

    assert row[3:] == ["–" if planned is None else "0", "1", "–"]


def test_a_target_without_a_figure_waits_for_one():
    missing = (TargetLine("Sáng kiến", "sáng kiến", Decimal(2)),)

    assert figures(replace(PAPER, missing=missing))[-1] == [
        "3",
        "Sáng kiến",
        "sáng kiến",
        "2",
        "",
        "",
    ]
    assert len(figures(replace(DRAFT, answers=Answers(), missing=missing))) == 2


def test_a_year_is_compared_with_the_one_before_where_that_is_known():
    lines = [
        FigureLine("A", "đ", Decimal(112), Decimal(100), Decimal(100)),
        FigureLine("B", "đ", Decimal(97), Decimal(100), Decimal(100)),
        FigureLine("C", "đ", Decimal(5), Decimal(100), Decimal(0)),
        FigureLine("D", "đ", Decimal(5), Decimal(100)),
    ]
    missing = (TargetLine("E", "đ", Decimal(1), Decimal(3)),)
    paper = replace(PAPER, kind=Kind.ANNUAL_REPORT, missing=missing, answers=Answers(tuple(lines)))

    table = figures(paper)

    assert table[0][-1] == "So với năm trước (%)"
    assert [row[-1] for row in table[1:]] == ["+12", "-3", "–", "–", ""]


def test_half_a_year_is_not_measured_by_a_whole_one():
    lines = (
        FigureLine("A", "đ", Decimal(60), Decimal(100), Decimal(90)),
        FigureLine("B", "đ", Decimal(60), Decimal(100)),
    )

    table = figures(replace(PAPER, answers=Answers(lines)))

    assert [row[-1] for row in table] == ["Thực hiện năm trước", "90", "–"]


@pytest.mark.parametrize("kind", [Kind.MIDYEAR_REPORT, Kind.ANNUAL_REPORT])
@pytest.mark.parametrize("number", [Decimal(1), Decimal(1_250_000_000), Decimal(10) ** 18])
@pytest.mark.parametrize("before", [None, Decimal(1_250_000_000)])
@pytest.mark.parametrize("measure", ["", "%", "triệu đồng/người/tháng", "W" * 200])
def test_the_table_fills_the_width_of_the_text(
    kind: Kind, number: Decimal, before: Decimal | None, measure: str
):
    line = FigureLine("Doanh thu", measure, number, number, before)

    _, table, _ = opened(replace(PAPER, kind=kind, answers=Answers((line,)))).tables

    widths = [round(cell.width.mm) for cell in table.rows[1].cells]
    assert sum(widths) == 165
    assert min(widths[1:]) >= 17
    assert widths[1] >= 29


def test_free_words_tell_of_the_movements_unless_those_were_told():
    words = "Dòng một\r\nDòng hai"

    alone = body(opened(replace(DRAFT, words=words)))
    beside = body(opened(replace(PAPER, words=words, attachments=())))

    assert alone[-4:-1] == ["2. Các phong trào thi đua", "Dòng một", "Dòng hai"]
    assert beside[-4:-1] == ["VI. NỘI DUNG KHÁC", "Dòng một", "Dòng hai"]


def test_there_is_room_for_whoever_signs_beside_the_recipients():
    left, right = opened(PAPER).tables[-1].rows[0].cells

    assert left.text == "Nơi nhận:\n- Như trên;\n- Lưu: VT."
    assert right.text == "…" * 8 + "\n(Quyền hạn, chức vụ, chữ ký, họ tên, dấu)"


def test_every_page_is_marked_as_a_draft_and_numbered_from_the_second():
    section = opened(PAPER).sections[0]

    first, others = section.first_page_header.paragraphs[0], section.header.paragraphs[0]
    assert (first.text, others.text) == ("\t\tDỰ THẢO – ĐỂ KÝ", "\t\tDỰ THẢO – ĐỂ KÝ")
    assert 'w:instr="PAGE"' in others._p.xml
    assert 'w:instr="PAGE"' not in first._p.xml


@pytest.mark.parametrize(
    ("paper", "note"),
    [
        (PAPER, "In từ hệ thống thi đua: biên nhận số 0012, 14:05:09 09/06/2023, bản 2"),
        (DRAFT, "In từ hệ thống thi đua: bản dự thảo, chưa nộp"),
    ],
)
def test_every_foot_tells_whether_it_was_handed_in(paper: ReportPaper, note: str):
    section = opened(paper).sections[0]

    feet = (section.first_page_footer, section.footer)
    assert [foot.paragraphs[0].text for foot in feet] == [note, note]


def test_no_heading_stands_at_the_end_of_a_page():
    document = opened(PAPER)

    followed = {p.text for p in document.paragraphs if p.paragraph_format.keep_with_next}
    last = "Trên đây là báo cáo của Công đoàn HTX Hoà Bình./."
    assert {*HEADINGS, "Tài liệu kèm theo:", last} <= followed


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("HTX <Tân & \"Tiến\"> '🌾'", "HTX <Tân & \"Tiến\"> '🌾'"),
        ("a\x00b\x07c\x7fd", "abcd"),
        ("a\ud800b\uffffc\ufffed", "abcd"),
        ("một\tbảng\tdán  vào", "một bảng dán vào"),
        ("\u200fđảo\u202e ngược\u2066\u061c", "đảo ngược"),
        ("Hoa\u0300 Bi\u0300nh", "Hoà Bình"),
        ('=HYPERLINK("http://x")', '=HYPERLINK("http://x")'),
        ("{ INCLUDETEXT x } {unit}", "{ INCLUDETEXT x } {unit}"),
        ("x" * 20_000, "x" * 20_000),
    ],
)
def test_whatever_is_typed_stays_words(typed: str, written: str):
    named = dict.fromkeys(("organisation", "unit", "bloc", "plan_title", "plan_number"), typed)
    paper = replace(
        replace(PAPER, **named, receipt=typed, number=typed, place=typed, words=typed),
        answers=Answers(
            (FigureLine(typed, typed, Decimal(10) ** 18),), dict.fromkeys(Section, typed)
        ),
        missing=(TargetLine(typed, typed, Decimal(1)),),
        attachments=(typed,),
        kind=Kind.OTHER,
        title=typed,
    )

    document = opened(paper)

    said = body(document)
    assert said[1].casefold() == written.casefold()
    assert said[2:].count(written) == len(Section) + 1
    assert cells(document.tables[1])[1][1:3] == [written, written]
    xml = "".join(parts(report_document(paper)))
    tags = ("<w:fldSimple ", "<w:instrText", "<w:hyperlink ")
    assert [xml.count(tag) for tag in tags] == [1, 0, 0]


def test_many_lines_stay_lines():
    document = opened(replace(DRAFT, words="- a\n" * 5_000))

    assert body(document).count("- a") == 5_000


@pytest.mark.parametrize("paper", [PAPER, DRAFT])
def test_the_same_paper_gives_the_same_bytes(paper: ReportPaper, monkeypatch: pytest.MonkeyPatch):
    first = report_document(paper)
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)

    assert report_document(paper) == first


@pytest.mark.parametrize("paper", [PAPER, DRAFT])
def test_properties_of_paragraphs_stand_in_words_order(paper: ReportPaper):
    """Word refuses a file whose elements stand in another order than its schema's."""
    schema = ("keepNext", "pBdr", "tabs", "spacing", "ind", "jc")

    for xml in parts(report_document(paper)):
        for properties in re.findall(r"<w:pPr>(.*?)</w:pPr>", xml, re.DOTALL):
            found = [tag for tag in re.findall(r"<w:(\w+)", properties) if tag in schema]
            assert found == sorted(found, key=schema.index)


def test_knowing_how_to_write_the_report_does_not_load_python_docx():
    code = "import sys, bot.papers.report_paper; print('docx' in sys.modules)"

    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert said.stdout.strip() == "False"
