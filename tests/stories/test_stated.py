"""Reports and registrations stated in a sentence: the right form opens, filled in, to confirm."""

import pytest
from sqlmodel import col, select

from storage.tables import ReportFigure
from tests.files import a_picture
from tests.stories.beginning import Alliance
from tests.stories.test_answers import hands_in, presses, registers

MIDYEAR, ANNUAL = "Báo cáo sơ kết 6 tháng", "Báo cáo tổng kết năm"
STATED = "doanh thu 6t dat 1,2 ty, loi nhuan 85tr, 32 lao dong"


async def figures(alliance: Alliance) -> list[tuple[str, str]]:
    """Every figure on record."""
    async with alliance.world.app.database.reading() as db:
        rows = await db.exec(select(ReportFigure).order_by(col(ReportFigure.id)))
    return [(row.indicator, row.actual) for row in rows.all()]


@pytest.mark.parametrize(
    "line",
    [
        "doanh thu 6t dat 1,2 ty, loi nhuan 85tr",
        "Doanh thu 6 tháng đạt 1,2 tỷ đồng; lợi nhuận 85 triệu",
        "ad oi dt 6th 1,2 ty con ln 85tr nhe",
        "ddoanh thu 6 thangs ddatj 1,2 tyr, lowij nhuaanj 85tr",
        "LN 85tr, doanh thi 6 tháng 1 tỷ 200 triệu",
        "bc 6 thang\nDoanh thu: 1.2 tỷ\nLợi nhuận: 85 triệu",
    ],
)
async def test_a_report_stated_in_a_sentence_opens_filled_in(alliance: Alliance, line: str):
    hoa = alliance.hoa
    await registers(alliance, hoa)

    shown = await hoa.sends(line)
    await hands_in(hoa)

    assert MIDYEAR in shown
    assert "✓ Đã ghi:" in shown
    assert "• Doanh thu: 1.200 triệu đồng" in shown
    assert "• Lợi nhuận: 85 triệu đồng" in shown
    assert "nội dung chữ" not in shown
    stood = await figures(alliance)
    assert {(name, float(number)) for name, number in stood} == {
        ("Doanh thu", 1200.0),
        ("Lợi nhuận", 85.0),
    }


async def test_which_report_is_asked_once_and_nothing_is_typed_again(alliance: Alliance):
    hoa = alliance.hoa
    await registers(alliance, hoa)

    asked = await hoa.sends("doanh thu 1,2 tỷ, lợi nhuận 85tr")
    offered = list(hoa.buttons)
    shown = await hoa.taps(f"○ {ANNUAL}")

    assert "“doanh thu 1,2 tỷ, lợi nhuận 85tr”" in asked
    assert offered[:2] == [f"○ {MIDYEAR}", f"○ {ANNUAL}"]
    assert ANNUAL in shown
    assert "• Doanh thu: 1.200 triệu đồng" in shown


async def test_what_is_no_figure_of_the_report_is_kept_as_its_text(alliance: Alliance):
    hoa = alliance.hoa
    await registers(alliance, hoa)

    shown = await hoa.sends(f"{STATED}, bà con phấn khởi")
    review = await presses(hoa, "Xem lại và nộp")

    assert "• Lợi nhuận: 85 triệu đồng" in shown
    assert "32 lao dong, bà con phấn khởi" in shown
    assert "32 lao dong, bà con phấn khởi" in review


async def test_a_number_in_doubt_is_asked_about(alliance: Alliance):
    hoa = alliance.hoa
    await registers(alliance, hoa)

    asked = await hoa.sends("doanh thu 6t 1.250, lợi nhuận 85tr")
    offered = list(hoa.buttons)
    await hoa.taps("1.250 triệu đồng")
    await hoa.taps("Quay lại danh sách")
    await hands_in(hoa)

    assert "• Lợi nhuận: 85 triệu đồng" in asked
    assert "Doanh thu: " in asked
    assert offered[:2] == ["1.250 triệu đồng", "1,25 triệu đồng"]
    assert ("Doanh thu", "1250") in await figures(alliance)


@pytest.mark.parametrize("line", ["doanh thu 6t 1.2.3 tỷ", "6 tháng doanh thu 5 người"])
async def test_nonsense_for_a_number_is_quoted_and_not_put_down(alliance: Alliance, line: str):
    hoa = alliance.hoa
    await registers(alliance, hoa)

    shown = await hoa.sends(f"{line}, lợi nhuận 85tr")

    assert "Chưa ghi" in shown
    assert "Số liệu chỉ tiêu (1/3)" in hoa.buttons


async def test_an_answer_that_is_changed_is_shown_with_what_it_was(alliance: Alliance):
    hoa = alliance.hoa
    await registers(alliance, hoa)
    await hoa.sends("doanh thu 6t 1 tỷ")
    await hoa.sends("/han")

    shown = await hoa.sends("doanh thu 6t 1,2 tỷ")

    assert "• Doanh thu: 1.000 → 1.200 triệu đồng" in shown


async def test_figures_for_another_report_leave_the_open_one_as_it_is(alliance: Alliance):
    hoa = alliance.hoa
    await registers(alliance, hoa)
    await hoa.sends("/baocao")
    await hoa.taps(f"○ {ANNUAL}")
    await hoa.sends("Dòng của năm.")

    shown = await hoa.sends("doanh thu 6t 1,2 tỷ")
    await hoa.sends("/baocao")
    annual = await hoa.taps(f"○ {ANNUAL}")

    assert shown.count(MIDYEAR) == 1
    assert "• Doanh thu: 1.200 triệu đồng" in shown
    assert "Dòng của năm." in annual
    assert "Số liệu chỉ tiêu (0/3)" in hoa.buttons


async def test_figures_typed_into_the_open_report_are_put_down(alliance: Alliance):
    hoa = alliance.hoa
    await registers(alliance, hoa)
    await hoa.sends("/baocao")
    await hoa.taps(f"○ {MIDYEAR}")

    at_parts = await hoa.sends("doanh thu 1,2 tỷ và lợi nhuận 85tr")
    await presses(hoa, "Số liệu")
    at_figures = await hoa.sends("5 thành viên mới, lợi nhuận 90tr")

    assert "• Doanh thu: 1.200 triệu đồng" in at_parts
    assert "• Thành viên mới: 5 người" in at_figures
    assert "• Lợi nhuận: 85 → 90 triệu đồng" in at_figures


async def test_more_figures_go_into_the_report_handed_in_last(alliance: Alliance):
    hoa = alliance.hoa
    await registers(alliance, hoa)
    await hoa.sends("doanh thu 6t 1,2 tỷ")
    await hands_in(hoa)

    shown = await hoa.sends("nộp bổ sung số liệu lợi nhuận 85 triệu")
    await hands_in(hoa)

    assert MIDYEAR in shown
    assert "• Lợi nhuận: 85 triệu đồng" in shown
    assert (await figures(alliance))[-2:] == [("Doanh thu", "1200.0"), ("Lợi nhuận", "85")]


async def test_an_officer_is_told_who_states_figures(alliance: Alliance):
    told = await alliance.officer.sends(STATED)
    registered = await alliance.officer.sends("đăng ký LĐTT cho anh Nam")

    assert "do đại diện đơn vị gửi" in told
    assert "do đại diện đơn vị gửi" in registered


@pytest.mark.parametrize(
    "line", ["doanh thu 1,2 tỷ có được khen không", "lợi nhuận bao nhiêu thì đạt, 85tr à?"]
)
async def test_a_question_with_a_number_states_nothing(alliance: Alliance, line: str):
    await registers(alliance, alliance.hoa)

    assert "Đã ghi" not in await alliance.hoa.sends(line)


@pytest.mark.parametrize(
    ("line", "put_down"),
    [
        (
            "Tôi muốn đăng ký danh hiệu Chiến sĩ thi đua cơ sở cho anh Nam",
            ["• Chiến sĩ thi đua cơ sở: Nam"],
        ),
        ("dk LĐTT cho chị Hoa nhé", ["• Lao động tiên tiến: Hoa"]),
        ("dk lao dong tien tiem cho chi hoa va anh nam", ["tiên tiến: Hoa", "tiên tiến: Nam"]),
        ("cd minh dk ttldtt", ["• Tập thể lao động tiên tiến"]),
        ("đăng ký thêm 3 sáng kiến", ["• Sáng kiến: 3 sáng kiến"]),
        (
            "đăng ký TTLĐTT, chỉ tiêu 12 đoàn viên tăng thêm, 5 sáng kiến",
            ["• Tập thể lao động", "• Đoàn viên tăng thêm: 12 người", "• Sáng kiến: 5"],
        ),
    ],
)
async def test_a_registration_in_a_sentence_opens_filled_in(
    alliance: Alliance, line: str, put_down: list[str]
):
    shown = await alliance.hoa.sends(line)
    review = await presses(alliance.hoa, "Xem lại và gửi")
    await alliance.hoa.taps("Gửi đăng ký")

    assert "✓ Đã ghi:" in shown
    assert [each for each in put_down if each not in shown] == []
    assert [each for each in put_down if each not in review] == []
    assert any(text.startswith("BIÊN NHẬN") for text in alliance.hoa.read)


async def test_a_title_of_no_catalogue_is_quoted_and_the_form_opens(alliance: Alliance):
    shown = await alliance.hoa.sends("đăng ký danh hiệu Anh hùng lao động cho anh Nam")

    assert "không có danh hiệu “Anh hùng lao động”" in shown
    assert "Danh hiệu cá nhân (0)" in alliance.hoa.buttons


async def test_a_title_without_a_name_asks_for_the_name(alliance: Alliance):
    asked = await alliance.hoa.sends("đăng ký lao động tiên tiến")

    assert "họ tên" in asked
    assert "Lê Thị Hoa – Kế toán" in await alliance.hoa.sends("Lê Thị Hoa – Kế toán")


async def test_more_of_what_is_planned_may_mean_two_numbers(alliance: Alliance):
    hoa = alliance.hoa
    await hoa.sends("đăng ký 5 sáng kiến")

    asked = await hoa.sends("đăng ký thêm 3 sáng kiến")

    assert "Sáng kiến" in asked
    assert hoa.buttons[:2] == ["8 sáng kiến", "3 sáng kiến"]


async def test_a_closed_registration_is_left_as_it_is(alliance: Alliance):
    hoa = alliance.hoa
    await registers(alliance, hoa)
    await alliance.world.goes_to("2023-03-01 09:00")

    shown = await hoa.sends("đăng ký LĐTT cho chị Hoa")

    assert "Đã ghi" not in shown
    assert "Danh hiệu cá nhân" not in " ".join(hoa.buttons)
    assert shown.startswith("Đã hết hạn và đăng ký")


async def test_a_file_without_a_word_is_asked_about(alliance: Alliance):
    asked = await alliance.hoa.sends_photo(a_picture())

    assert "báo cáo nào" in asked
    assert f"○ {MIDYEAR}" in alliance.hoa.buttons


@pytest.mark.parametrize("caption", ["bc 6 thang", "Em nộp báo cáo 6 tháng ạ"])
async def test_a_photo_whose_words_name_a_report_goes_there_at_once(
    alliance: Alliance, caption: str
):
    shown = await alliance.hoa.sends_photo(a_picture(), caption)

    assert shown.startswith(MIDYEAR)
    assert "Xem lại và nộp" in alliance.hoa.buttons
    assert "Tệp, ảnh (1)" in alliance.hoa.buttons
    assert caption not in shown


async def test_words_after_a_file_may_name_its_report(alliance: Alliance):
    await alliance.hoa.sends_photo(a_picture())

    shown = await alliance.hoa.sends("bc 6 thang")

    assert shown.startswith(MIDYEAR)
    assert "Tệp, ảnh (1)" in alliance.hoa.buttons
