"""Reports handed in by answering short questions: figures, sections, mixed with files."""

from datetime import date
from decimal import Decimal

import pytest
from sqlmodel import col, select, update

from bot.actions.members import recognise
from bot.actions.registrations import submit_registration
from bot.rules.answers import Section
from bot.rules.members import Role
from bot.rules.registrations import RegistrationDraft, TargetLine
from bot.rules.reports import ReportState
from bot.rules.reviews import Part
from storage.tables import Dialogue, Obligation, Report, ReportFigure, ReportSection
from tests.files import a_picture
from tests.stories.beginning import Alliance
from tests.stories.world import Phone

MIDYEAR = "○ Báo cáo sơ kết 6 tháng"
TARGETS = (
    TargetLine("Doanh thu", "triệu đồng", Decimal(1200), Decimal(800)),
    TargetLine("Lợi nhuận", "triệu đồng", Decimal(100)),
    TargetLine("Thành viên mới", "người", Decimal(10)),
)


async def registers(alliance: Alliance, phone: Phone, targets: tuple[TargetLine, ...] = TARGETS):
    """Register targets, as the form of another story does press by press."""
    world = alliance.world
    async with world.app.database.transaction() as db:
        member = await recognise(db, phone.person.id)
        asked = select(Obligation.id).where(col(Obligation.kind) == "registration")
        obligation_id = (await db.exec(asked)).first()
        assert member is not None
        assert obligation_id is not None
        now = world.clock.now()
        await submit_registration(
            db, member, obligation_id, RegistrationDraft(targets=targets), now, now, b"key"
        )
    await world.settle()


async def opens(phone: Phone, label: str = MIDYEAR) -> str:
    """Open the form of a report."""
    await phone.sends("/baocao")
    return await phone.taps(label)


async def presses(phone: Phone, beginning: str) -> str:
    """Press the button that begins so."""
    return await phone.taps(next(each for each in phone.buttons if each.startswith(beginning)))


async def hands_in(phone: Phone) -> None:
    await presses(phone, "Xem lại và nộp")
    await phone.taps("Nộp báo cáo")


async def returns(alliance: Alliance, part: Part, reason: str) -> None:
    """An officer sends the only report back."""
    async with alliance.world.app.database.transaction() as db:
        await db.exec(update(Report).values(state=ReportState.RETURNED, reason=reason, part=part))


@pytest.mark.both_engines
async def test_figures_are_asked_one_after_the_other_and_each_is_read_back(alliance: Alliance):
    hoa = alliance.hoa
    await registers(alliance, hoa)
    await opens(hoa)

    first = await hoa.taps("Số liệu chỉ tiêu (0/3)")
    second = await hoa.sends("850tr")
    third = await hoa.taps("Bỏ qua")
    menu = await hoa.sends("12 người")

    assert first.startswith("Doanh thu – kế hoạch 1.200 triệu đồng.\nĐã thực hiện bao nhiêu?")
    assert "Năm trước: 800" in first
    assert "850 triệu đồng; đạt 70,8% kế hoạch (1.200); năm trước 800" in second
    assert "Lợi nhuận – kế hoạch 100 triệu đồng" in second
    assert third.startswith("Thành viên mới")
    assert "12 người; đạt 120% kế hoạch" in menu
    assert "Số liệu chỉ tiêu (2/3)" in hoa.buttons
    await hands_in(hoa)
    assert "BIÊN NHẬN" in hoa.last
    async with alliance.world.app.database.reading() as db:
        rows = (await db.exec(select(ReportFigure).order_by(col(ReportFigure.position)))).all()
    assert [(r.indicator, r.actual, r.planned, r.before) for r in rows] == [
        ("Doanh thu", "850", "1200", "800"),
        ("Thành viên mới", "12", "10", ""),
    ]


async def test_the_officer_reads_figures_with_rates_and_the_sections(alliance: Alliance):
    hoa = alliance.hoa
    await registers(alliance, hoa)
    await opens(hoa)
    await presses(hoa, "Số liệu")
    await hoa.sends("850tr")
    await hoa.taps("Quay lại danh sách")
    await hoa.taps("Các phần của báo cáo")
    await presses(hoa, "Nội dung")
    await hoa.taps("○ An sinh xã hội")
    await hoa.sends("Ủng hộ 20 hộ nghèo.\n=1+1")
    await presses(hoa, "Quay lại")
    await hands_in(hoa)

    read = await alliance.officer.taps("Xem báo cáo")

    assert "• Doanh thu: 850 triệu đồng; đạt 70,8% kế hoạch (1.200)" in read
    assert "An sinh xã hội\nỦng hộ 20 hộ nghèo.\n=1+1" in read


async def test_a_photo_of_the_signed_paper_needs_no_question(alliance: Alliance):
    await registers(alliance, alliance.hoa)
    await opens(alliance.hoa)

    await alliance.hoa.sends_photo(a_picture())
    await alliance.hoa.taps("Xem lại và nộp")
    await alliance.hoa.taps("Nộp báo cáo")

    assert "BIÊN NHẬN" in alliance.hoa.last


async def test_a_file_in_the_middle_of_a_question_is_kept_and_the_question_stays(
    alliance: Alliance,
):
    hoa = alliance.hoa
    await registers(alliance, hoa)
    await opens(hoa)
    await presses(hoa, "Số liệu")

    shown = await hoa.sends_photo(a_picture())
    menu_after = await hoa.sends("850")

    assert "Báo cáo đang có 1 tệp, ảnh." in shown
    assert "Doanh thu – kế hoạch" in shown
    assert "850 triệu đồng; đạt 70,8%" in menu_after
    await hoa.taps("Quay lại danh sách")
    await hoa.taps("Các phần của báo cáo")
    assert "Tệp, ảnh (1)" in hoa.buttons


@pytest.mark.parametrize(
    ("typed", "asked", "yes", "kept"),
    [
        ("0", "0 triệu đồng, đúng không?", "Đúng: 0 triệu đồng", "0"),
        ("60 tỷ", "bằng 5.000% kế hoạch, đúng không?", "Đúng: 60.000 triệu đồng", "60000"),
        ("lỗ 50 triệu", "lỗ (âm) 50 triệu đồng, đúng không?", "Đúng: -50 triệu đồng", "-50"),
        ("1.250", "số nào đúng?", "1.250 triệu đồng", "1250"),
    ],
)
async def test_what_may_be_a_slip_counts_only_after_a_yes(
    alliance: Alliance, typed: str, asked: str, yes: str, kept: str
):
    hoa = alliance.hoa
    await registers(alliance, hoa)
    await opens(hoa)
    await presses(hoa, "Số liệu")

    question = await hoa.sends(typed)
    await opens(hoa)
    before = [label for label in hoa.buttons if label.startswith("Số liệu")]
    await presses(hoa, "Số liệu")
    await hoa.sends(typed)
    await hoa.taps(yes)
    await hoa.taps("Quay lại danh sách")
    await hands_in(hoa)

    assert asked in question
    assert before == ["Số liệu chỉ tiêu (0/3)"]
    async with alliance.world.app.database.reading() as db:
        assert (await db.exec(select(ReportFigure.actual))).all() == [kept]


@pytest.mark.parametrize(
    "typed", ["=1+1", "1.2.3", "🌾", "9" * 10_000, "70%", "tăng 10%", "12 người", "~", "x" * 25_000]
)
async def test_what_is_no_figure_is_explained_and_the_question_stays(
    alliance: Alliance, typed: str
):
    hoa = alliance.hoa
    await registers(alliance, hoa)
    await opens(hoa)
    await presses(hoa, "Số liệu")

    refused = await hoa.sends(typed)
    taken = await hoa.sends("850…")

    assert "nhập" in refused
    assert "850 triệu đồng; đạt 70,8%" in taken


async def test_several_lines_fill_several_figures_and_say_what_is_left(alliance: Alliance):
    hoa = alliance.hoa
    await registers(alliance, hoa)
    await opens(hoa)
    await presses(hoa, "Số liệu")

    answer = await hoa.sends("Doanh thu: 850tr\nThành viên mới: 12\nLợi nhuận: lỗ 5tr\nabc")

    assert "Doanh thu: 850 triệu đồng; đạt 70,8%" in answer
    assert "Chưa ghi, xin nhập riêng từng số:\n• Lợi nhuận: lỗ 5tr" in answer
    assert "Chưa hiểu:\n• abc" in answer
    assert "○ Lợi nhuận" in hoa.buttons


async def test_a_unit_without_targets_picks_from_the_catalogue(alliance: Alliance):
    hoa = alliance.hoa
    await opens(hoa)
    listed = await hoa.taps("Số liệu chỉ tiêu (0)")
    await hoa.taps("○ Sáng kiến")

    answer = await hoa.sends("7")

    assert "chưa đăng ký chỉ tiêu" in listed
    assert "• Sáng kiến: 7 sáng kiến\n" in answer
    assert "✓ Sáng kiến: 7" in hoa.buttons


async def test_the_annual_report_shows_the_midyear_figure(alliance: Alliance):
    hoa = alliance.hoa
    await registers(alliance, hoa)
    await opens(hoa)
    await presses(hoa, "Số liệu")
    await hoa.sends("850tr")
    await hoa.taps("Quay lại danh sách")
    await hands_in(hoa)

    await opens(hoa, "○ Báo cáo tổng kết năm")
    question = await presses(hoa, "Số liệu")

    assert "Báo cáo sơ kết 6 tháng: 850" in question


async def test_sections_take_several_messages_keep_lines_and_lead_to_the_next(alliance: Alliance):
    hoa = alliance.hoa
    await opens(hoa)
    await presses(hoa, "Nội dung")
    await hoa.taps("○ Điển hình tiên tiến, sáng kiến")
    await hoa.sends("Dòng một\nDòng hai 🌾")
    both = await hoa.sends("Dòng ba | cột")

    nxt = await hoa.taps("Tiếp: Công tác khen thưởng")
    await hoa.taps("Bỏ qua")
    await hoa.sends("Ủng hộ")
    await hoa.taps("Xoá mục này")
    await hoa.taps("Quay lại danh sách")

    assert "Dòng một\nDòng hai 🌾\nDòng ba | cột" in both
    assert nxt.startswith("Công tác khen thưởng (5/9)")
    assert "✓ Điển hình tiên tiến, sáng kiến" in hoa.buttons
    assert "○ An sinh xã hội" in hoa.buttons


@pytest.mark.parametrize("length", [10_000, 25_000])
async def test_a_section_takes_what_fits_and_says_what_does_not(alliance: Alliance, length: int):
    hoa = alliance.hoa
    await opens(hoa)
    await presses(hoa, "Nội dung")
    await hoa.taps("○ Đặc điểm tình hình")
    await hoa.sends("Đã viết.")

    # Telegram parts what is longer than 4,096 characters.
    for start in range(0, length, 4096):
        await hoa.sends("x" * min(4096, length - start))
    refused = [text for text in hoa.read if "ký tự" in text and "Đã viết" not in text]
    await hoa.sends("Thêm.")

    assert any("5000" in text or "5.000" in text for text in refused)
    async with alliance.world.app.database.reading() as db:
        words = (await db.exec(select(Dialogue.answers))).one()["sections"]["situation"]
    assert words.startswith("Đã viết.\nxxx")
    assert words.endswith("x\nThêm.")


async def test_a_question_in_the_middle_is_answered_and_a_number_never_is(alliance: Alliance):
    hoa = alliance.hoa
    await registers(alliance, hoa)
    await opens(hoa)
    await presses(hoa, "Số liệu")

    aside = await hoa.sends("bao giờ hết hạn nộp báo cáo?")
    offered = hoa.buttons
    taken = await hoa.sends("850")

    assert "không ghi vào phần báo cáo" in aside
    assert offered == ["Quay lại: báo cáo"]
    assert "đạt 70,8% kế hoạch" in taken


async def test_words_taken_for_a_question_can_go_into_their_section(alliance: Alliance):
    hoa = alliance.hoa
    await opens(hoa)
    await presses(hoa, "Nội dung")
    await hoa.taps("○ Kiến nghị, đề xuất")
    await hoa.sends("bao giờ hết hạn nộp báo cáo?")

    await hoa.taps("Ghi câu này vào báo cáo")

    assert hoa.last.startswith("Kiến nghị, đề xuất (9/9)")
    assert "bao giờ hết hạn nộp báo cáo?" in hoa.last


@pytest.mark.both_engines
async def test_two_people_answering_at_once_lose_nothing(alliance: Alliance):
    hoa, world = alliance.hoa, alliance.world
    dua = await world.manager(alliance.officer, "LĐLĐ huyện Tam Đường", "Lý Thị Dua", Role.DEPUTY)
    await registers(alliance, hoa)
    for phone in (hoa, dua):
        await opens(phone)
        await presses(phone, "Nội dung")
        await phone.taps("○ An sinh xã hội")
    hoa.person.send("Hòa viết.")
    dua.person.send("Dua viết.")
    await world.settle()
    await hoa.taps("Quay lại danh sách")
    await hoa.taps("Các phần của báo cáo")
    await presses(hoa, "Số liệu")
    await dua.taps("Quay lại danh sách")
    await dua.taps("Các phần của báo cáo")
    await presses(dua, "Số liệu")
    hoa.person.send("850tr")
    await world.settle()
    dua.person.send("900tr")
    await world.settle()
    await hoa.taps("Quay lại danh sách")
    review = await presses(hoa, "Xem lại và nộp")
    await dua.sends("Thành viên mới: 12")

    stale = await hoa.taps("Nộp báo cáo")
    await hoa.taps("Nộp báo cáo")

    assert "Hòa viết." in review
    assert "Dua viết." in review
    assert "900 triệu đồng" in review
    assert "12 người" in stale
    async with world.app.database.reading() as db:
        figures = (await db.exec(select(ReportFigure.actual))).all()
        sections = (await db.exec(select(ReportSection))).all()
    assert sorted(figures) == ["12", "900"]
    assert [row.section for row in sections] == [Section.WELFARE]


async def test_an_altered_figure_no_longer_verifies(alliance: Alliance):
    hoa = alliance.hoa
    await registers(alliance, hoa)
    await opens(hoa)
    await presses(hoa, "Số liệu")
    await hoa.sends("850tr")
    await hoa.taps("Quay lại danh sách")
    await hands_in(hoa)
    code = next(
        line for line in hoa.last.splitlines() if line.startswith("Mã kiểm tra:")
    ).removeprefix("Mã kiểm tra: ")
    genuine = await alliance.pao.sends(f"/kiemtra {code}")

    async with alliance.world.app.database.transaction() as db:
        await db.exec(update(ReportFigure).values(actual="950"))
    altered = await alliance.pao.sends(f"/kiemtra {code}")

    assert "Biên nhận này là thật." in genuine
    assert "Không có biên nhận nào" in altered


@pytest.mark.parametrize(
    ("part", "shown"),
    [
        (Part.FIGURES, "✓ Doanh thu: 850"),
        (Part.SECTIONS, "✓ An sinh xã hội"),
        (Part.FILES, "Bỏ: bc.pdf"),
        (Part.WHOLE, "Số liệu chỉ tiêu (1/3)"),
    ],
)
async def test_a_returned_report_opens_where_the_reason_points_with_all_it_held(
    alliance: Alliance, part: Part, shown: str
):
    from tests.files import a_pdf

    hoa = alliance.hoa
    await registers(alliance, hoa)
    await opens(hoa)
    await hoa.sends_file("bc.pdf", a_pdf())
    await hoa.sends("Lời kèm theo.")
    await presses(hoa, "Số liệu")
    await hoa.sends("850tr")
    await hoa.taps("Quay lại danh sách")
    await hoa.taps("Các phần của báo cáo")
    await presses(hoa, "Nội dung")
    await hoa.taps("○ An sinh xã hội")
    await hoa.sends("Ủng hộ 20 hộ.")
    await hoa.taps("Quay lại danh sách")
    await hands_in(hoa)
    await returns(alliance, part, "Số liệu chưa khớp")

    await hoa.sends("/baocao")
    opened = await presses(hoa, next(b for b in hoa.buttons if "sơ kết" in b))

    assert "Cán bộ trả lại: Số liệu chưa khớp" in opened
    assert shown in hoa.buttons
    review = await presses(hoa, "Xem lại và nộp")
    for held in ("bc.pdf", "Lời kèm theo.", "850 triệu đồng", "Ủng hộ 20 hộ."):
        assert held in review


async def test_a_monthly_report_is_answered_the_same_way(alliance: Alliance):
    async with alliance.world.app.database.transaction() as db:
        await db.exec(
            update(Obligation)
            .where(col(Obligation.kind) == "midyear_report")
            .values(kind="monthly_report", title="Báo cáo tháng 3", written_on=date(2023, 3, 20))
        )
    hoa = alliance.hoa
    await registers(alliance, hoa)
    await opens(hoa, "○ Báo cáo tháng 3")
    await presses(hoa, "Số liệu")

    answer = await hoa.sends("100tr")

    assert "100 triệu đồng; đạt 8,3% kế hoạch" in answer


async def test_the_word_draft_comes_before_handing_in(alliance: Alliance):
    hoa = alliance.hoa
    await registers(alliance, hoa)
    await opens(hoa)
    await presses(hoa, "Số liệu")
    await hoa.sends("850tr")
    await hoa.taps("Quay lại danh sách")
    await presses(hoa, "Xem lại và nộp")

    await hoa.taps("Bản Word (dự thảo)")

    assert hoa.person.last["document"]["file_name"] == "du-thao-bao-cao-2023.docx"
    assert "chưa được nộp" in hoa.last


async def test_a_target_taken_off_meanwhile_leaves_its_figure_and_the_form_usable(
    alliance: Alliance,
):
    hoa = alliance.hoa
    await registers(alliance, hoa)
    await opens(hoa)
    await presses(hoa, "Số liệu")
    await hoa.sends("850tr")
    await registers(alliance, hoa, TARGETS[2:])

    answer = await hoa.sends("12")
    await opens(hoa)
    review = await presses(hoa, "Xem lại và nộp")

    assert "Chưa thấy số liệu nào" in answer
    assert "• Doanh thu: 850 triệu đồng\n" in review + "\n"


async def test_of_a_section_too_long_no_later_piece_slips_in(alliance: Alliance):
    hoa = alliance.hoa
    await opens(hoa)
    await presses(hoa, "Nội dung báo cáo")
    await presses(hoa, "○ Đặc điểm tình hình")

    await hoa.sends("x" * 4096 + "y" * 4096 + "z" * 60)
    refused = hoa.last
    written = await hoa.sends("Đoạn viết gọn lại.")

    assert refused.startswith("Tin này chưa được ghi")
    assert "zzz" not in written
    assert written.rstrip().endswith("Xin nhập thêm, hoặc sang mục khác.")
    assert "Đoạn viết gọn lại." in written


async def test_of_free_words_too_long_no_later_piece_slips_in(alliance: Alliance):
    hoa = alliance.hoa
    await opens(hoa)

    await hoa.sends("x" * 4096 * 5 + "z" * 60)
    refused = hoa.last
    await hoa.sends("/baocao")
    await hoa.taps(MIDYEAR)
    await presses(hoa, "Xem lại và nộp")
    await hoa.taps("Nộp báo cáo")

    assert refused.startswith("Tin này chưa được ghi")
    async with alliance.world.app.database.reading() as db:
        report = (await db.exec(select(Report))).one()
    assert "z" not in report.words


@pytest.mark.parametrize("label", ["Xong", "bỏ qua", "Quay lại danh sách", "Xem lại và nộp"])
async def test_the_name_of_a_button_typed_never_gets_into_the_report(
    alliance: Alliance, label: str
):
    hoa = alliance.hoa
    await opens(hoa)
    await presses(hoa, "Nội dung báo cáo")
    await presses(hoa, "○ Đặc điểm tình hình")

    refused = await hoa.sends(label)
    await hoa.taps("Quay lại: báo cáo")

    assert "tên nút bấm" in refused
    assert "Đã viết" not in hoa.last


async def test_a_report_handed_in_says_so_when_it_is_opened_again(alliance: Alliance):
    hoa = alliance.hoa
    await opens(hoa)
    await hoa.sends("Báo cáo ngắn.")
    await hands_in(hoa)

    opened = await opens(hoa, "✓ Báo cáo sơ kết 6 tháng")

    assert "Tình trạng: đã nộp (đúng hạn). Gửi lại sẽ thay bản này" in opened
