"""One question of different units and in different spellings, and what goes on from another."""

import re
from datetime import date

import pytest

from tests.stories.beginning import Alliance
from tests.stories.test_at_once import APOLOGY
from tests.stories.test_heads import names_head
from tests.stories.test_records import reports

MIDYEAR, ANNUAL = "Báo cáo sơ kết 6 tháng", "Báo cáo tổng kết năm"
PHONG_THO = "LĐLĐ huyện Phong Thổ"
ASKED = {
    "midyear": (
        "Bao giờ nộp báo cáo 6 tháng?",
        "bao gio nop bao cao 6 thang",
        "bh nop bc 6t",
        "bao giơ nopp bao coa 6 thang",
        "baso cáo 6 tháng bao giờ nộp",
    ),
    "annual": (
        "Hạn nộp báo cáo tổng kết là ngày nào?",
        "han nop bao cao tong ket la ngay nao",
        "bc tk han nop ngay nao",
        "han nop baocao tong ket ngay nao",
    ),
    "registration": (
        "Khi nào hết hạn đăng ký thi đua?",
        "khi nao het han dang ky thi dua",
        "khi nao het han dk td",
        "khi nao het hanj ddawng kys thi ddua",
    ),
}


async def test_one_question_of_three_units_in_three_states_has_three_answers(alliance: Alliance):
    world, hoa, pao = alliance.world, alliance.hoa, alliance.pao
    lua = await world.manager(alliance.officer, PHONG_THO, "Lò Thị Lụa")
    await world.goes_to("2023-06-09 09:00")
    await reports(hoa, "Đã hoàn thành.")
    await alliance.officer.sends("/chuanop")
    await world.goes_to("2023-06-12 09:00")
    await reports(lua, "Đã hoàn thành.")

    done, missing, late = [await phone.sends("minh nop bc 6t chua") for phone in (hoa, pao, lua)]

    assert "Tình trạng: đã nộp (đúng hạn)" in done
    assert "số 0001" in done
    assert "Tình trạng: quá hạn" in missing
    assert "Đã quá hạn 2 ngày" in missing
    assert "số 000" not in missing
    assert "Tình trạng: đã nộp (trễ hạn)" in late
    assert "số 0002" in late
    assert [PHONG_THO in each for each in (done, missing, late)] == [False, False, True]


@pytest.mark.parametrize("duty", ASKED)
async def test_however_it_is_spelt_a_question_has_one_answer(alliance: Alliance, duty: str):
    answers = {await alliance.hoa.sends(text) for text in ASKED[duty]}

    assert len(answers) == 1
    assert "Kế hoạch ghi" in answers.pop()


async def test_a_question_without_a_duty_goes_on_about_the_last_one(alliance: Alliance):
    hoa = alliance.hoa
    await hoa.sends("bc tong ket nop khi nao")

    assert (await hoa.sends("nộp ở đâu?")).startswith(ANNUAL)
    assert (await hoa.sends("còn mấy ngày")).startswith(ANNUAL)


async def test_another_duty_is_asked_what_was_asked_of_the_last_one(alliance: Alliance):
    hoa = alliance.hoa
    await hoa.sends("nop bc 6 thang o dau")

    answer = await hoa.sends("thế còn báo cáo năm?")

    assert answer.startswith(ANNUAL)
    assert "Có thể nộp ngay tại đây" in answer


async def test_a_line_that_asks_two_things_goes_on_from_the_first(alliance: Alliance):
    await alliance.hoa.sends("bc 6t nop bao gio, nop o dau")

    answer = await alliance.hoa.sends("thế còn báo cáo năm?")

    assert "chậm nhất vào ngày 10/12/2023" in answer


async def test_after_a_while_a_question_begins_anew(alliance: Alliance):
    await alliance.hoa.sends("bc tong ket nop khi nao")
    await alliance.world.goes_to("2023-01-30 09:00")

    assert (await alliance.hoa.sends("còn mấy ngày")).startswith("Đăng ký danh hiệu")


async def test_a_day_to_hand_in_on_is_judged_first(alliance: Alliance):
    hoa = alliance.hoa
    await alliance.world.goes_to("2023-06-05 08:00")

    early = await hoa.sends("thu 6 tuan nay nop bc 6 thang con kip ko")
    late = await hoa.sends("thu 6 tuan sau nop bc 6 thang con kip ko")

    assert early.startswith("Nộp vào Thứ Sáu, 09/06/2023: vẫn đúng hạn.")
    assert late.startswith("Nộp vào Thứ Sáu, 16/06/2023: đã quá hạn.")
    assert MIDYEAR in early
    assert MIDYEAR in late


async def test_a_day_on_which_nothing_is_due_is_said_to_be_none(alliance: Alliance):
    answer = await alliance.hoa.sends("truoc ngay 10/7 la tinh ca ngay 10 ko")

    assert answer.startswith("Quý đơn vị không có việc nào đến hạn vào ngày 10/07/2023.")


async def test_two_readings_are_asked_about_with_a_button_each(alliance: Alliance):
    hoa = alliance.hoa
    asked = await hoa.sends("báo cáo 6 tháng")
    buttons = [label for label in hoa.buttons if label in ("Nộp báo cáo", "Hạn nộp")]

    answer = await hoa.taps("Hạn nộp")

    assert asked == "Quý đơn vị muốn hỏi hoặc làm việc nào?"
    assert buttons == ["Nộp báo cáo", "Hạn nộp"]
    assert answer.startswith(MIDYEAR)
    assert "chậm nhất ngày 10/6/2023" in answer


async def test_a_report_that_is_named_is_opened_at_once(alliance: Alliance):
    form = await alliance.hoa.sends("em xin nộp báo cáo 6 tháng")

    assert MIDYEAR in form
    assert "Số liệu chỉ tiêu (0)" in alliance.hoa.buttons


async def test_how_the_bloc_stands_is_for_its_head(alliance: Alliance):
    await names_head(alliance.officer)

    of_head = await alliance.hoa.sends("khoi minh ai nop r ai chua")
    of_other = await alliance.pao.sends("khoi minh ai nop r ai chua")

    assert of_head.startswith("Khối huyện, năm 2023")
    assert of_other == "Tình hình của các đơn vị trong khối do trưởng khối và cán bộ theo dõi."


@pytest.mark.parametrize(
    "text",
    [
        "giấy phép kinh doanh nộp ở đâu",
        "bao gio nop thue quy 2",
        "lãi suất vay bao nhiêu",
        "khi nào chi lương tháng này",
        "toi nay viet nam da may gio",
    ],
)
async def test_what_is_not_the_alliances_business_is_declined(alliance: Alliance, text: str):
    answer = await alliance.hoa.sends(text)

    assert "Chưa hiểu" in answer
    assert "Gửi câu hỏi cho cán bộ" in alliance.hoa.buttons


@pytest.mark.parametrize("now", ["2023-02-06 08:00", "2023-06-12 10:00", "2023-12-05 16:00"])
async def test_every_date_of_an_answer_is_one_of_the_units_own(alliance: Alliance, now: str):
    """Whatever is asked: dates come from the unit's duties, or from the question itself."""
    await alliance.world.goes_to(now)
    own = {date(2023, 2, 10), date(2023, 6, 10), date(2023, 12, 10)}
    texts = [text for spellings in ASKED.values() for text in spellings]
    texts += ["con may ngay", "lich nop", "han nop bao cao", "qua han chua", "dot 2 den ngay nao"]
    texts += ["bao cao quy 3 nop khi nao", "nop ho so khen thuong truoc ngay may"]

    for text in texts:
        answer = await alliance.hoa.sends(text)

        assert _days(answer) <= own, (text, answer)


def _days(answer: str) -> set[date]:
    found = re.findall(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b", answer)
    return {date(int(year), int(month), int(day)) for day, month, year in found}


async def test_an_officer_who_asks_is_shown_who_has_not(alliance: Alliance):
    answer = await alliance.officer.sends("ai chua nop bc 6 thang")

    assert answer.startswith(MIDYEAR)
    assert PHONG_THO in answer


async def test_a_number_is_asked_for_in_the_middle_of_a_report(alliance: Alliance):
    hoa = alliance.hoa
    await hoa.sends("nộp báo cáo 6 tháng")
    await hoa.sends("Dòng thứ nhất")

    await hoa.sends("cho xin sdt can bo")
    await hoa.taps("Quay lại: báo cáo")

    assert "Dòng thứ nhất" in hoa.last
    assert "sdt" not in hoa.last


async def test_a_day_without_a_year_is_that_of_the_duty(alliance: Alliance):
    hoa = alliance.hoa
    await alliance.world.goes_to("2023-06-15 08:00")

    asked = await hoa.sends("hom 12/6 em gui bc 6t nhan duoc chua")
    late = await hoa.sends("nộp báo cáo 6 tháng ngày 20/6 thì kịp không")

    assert "2024" not in asked
    assert "2024" not in late
    assert late.startswith("Nộp vào Thứ Ba, 20/06/2023: đã quá hạn.")


async def test_a_day_on_which_something_is_due_is_about_that_and_not_the_last_question(
    alliance: Alliance,
):
    await alliance.hoa.sends("bc tong ket han bao gio")

    assert (await alliance.hoa.sends("10/6 roi vao thu 7 thi sao")).startswith(MIDYEAR)


@pytest.mark.parametrize("text", ["bc 6t va bc nam han bao gio", "BC 6T VÀ BC NĂM HẠN BAO GIỜ"])
async def test_two_duties_in_one_line_are_both_answered(alliance: Alliance, text: str):
    before = len(alliance.hoa.read)
    await alliance.hoa.sends(text)

    assert [each.split("\n")[0] for each in alliance.hoa.read[before:]] == [MIDYEAR, ANNUAL]


@pytest.mark.parametrize("text", ["khi nao phat thuong", "bao gio bau doan chu tich"])
async def test_a_time_asked_of_nothing_known_is_no_deadline(alliance: Alliance, text: str):
    assert "Chưa hiểu" in await alliance.hoa.sends(text)


async def test_a_reading_that_is_pressed_knows_what_was_typed(alliance: Alliance):
    hoa = alliance.hoa
    await hoa.sends("báo cáo")

    assert (await hoa.taps("Hạn nộp")).startswith(MIDYEAR)


async def test_something_else_can_be_sent_on_as_it_was_typed(alliance: Alliance):
    hoa = alliance.hoa
    await hoa.sends("báo cáo 6 tháng kiểu mới")
    await hoa.taps("Việc khác")

    review = await hoa.taps("Gửi câu hỏi cho cán bộ")

    assert "báo cáo 6 tháng kiểu mới" in review


@pytest.mark.parametrize(
    "text", ["nop o dau?", "bc 6t nop chua", "xin gia han dc khong?", "mai nop kip khong a"]
)
async def test_a_question_amid_a_report_never_goes_into_it(alliance: Alliance, text: str):
    hoa = alliance.hoa
    await hoa.sends("em nop bc 6t")

    await hoa.sends(text)
    form = await hoa.taps("Quay lại: báo cáo")

    assert "Phần nhập" not in form


@pytest.mark.parametrize("slot", ["phase_²", "phase_0", "phase_99", "không có"])
async def test_a_made_up_reading_opens_nothing(alliance: Alliance, slot: str):
    hoa = alliance.hoa
    await hoa.sends("báo cáo 6 tháng")
    unit = alliance.world.units["LĐLĐ huyện Tam Đường"]

    hoa.person.tap_data(hoa.person.last["message_id"], f"qm:{unit}:plan_question::{slot}")
    await alliance.world.settle()

    assert "Mã lỗi" not in hoa.last
    assert APOLOGY not in hoa.last


async def test_how_another_unit_stands_is_not_told(alliance: Alliance):
    answer = await alliance.hoa.sends("Phong Tho da nop bc 6t chua")
    own = await alliance.hoa.sends("Tam Đường nộp bc 6t chưa")

    assert answer.startswith("Ở đây chỉ trả lời về đơn vị đang được đại diện.")
    assert own.startswith(MIDYEAR)


async def test_officers_are_led_to_where_they_decide(alliance: Alliance):
    officer = alliance.officer

    requests = await officer.sends("/giahan")
    more_time = await officer.sends("xin gia han bao cao 6 thang")
    silent = await officer.sends("số liệu chốt đến ngày nào")

    assert more_time == requests
    assert "Có thể lưu câu trả lời" in silent
    assert "Hỏi đáp chung" in officer.buttons
