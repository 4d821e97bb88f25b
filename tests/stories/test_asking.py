"""Questions in people's own words: the whole answer, in a form and out of one; never a guess."""

import pytest

from tests.stories.beginning import Alliance
from tests.stories.world import Phone, World

MIDYEAR, ANNUAL = "Báo cáo sơ kết 6 tháng", "Báo cáo tổng kết năm"


async def test_how_long_is_answered_for_what_is_due_next_and_shortly_for_the_rest(
    alliance: Alliance,
):
    answer = await alliance.hoa.sends("con may ngay")

    assert answer.startswith("Đăng ký danh hiệu")
    assert "chậm nhất ngày 10/2/2023" in answer
    assert [f"Còn {days} ngày" in answer for days in (11, 131, 314)] == [True] * 3


async def test_a_question_on_reports_leaves_registration_out(alliance: Alliance):
    answer = await alliance.hoa.sends("hạn nộp báo cáo")

    assert answer.startswith(MIDYEAR)
    assert ANNUAL in answer
    assert "Đăng ký" not in answer


async def test_what_is_handed_in_gives_way_to_what_is_not(alliance: Alliance):
    await alliance.hoa.sends("bao gio nop bc 6 thang")
    await alliance.hoa.taps("Nộp ngay")
    await alliance.hoa.sends("Đã hoàn thành.")
    await alliance.hoa.taps("Xem lại và nộp")
    await alliance.hoa.taps("Nộp báo cáo")

    assert (await alliance.hoa.sends("hạn nộp báo cáo")).startswith(ANNUAL)


@pytest.mark.parametrize("words", ["ok cam on nhe", "cảm ơn ad", "vâng", "em nhận được rồi"])
async def test_thanks_are_answered_kindly(alliance: Alliance, words: str):
    assert "Cảm ơn" in await alliance.hoa.sends(words)


async def test_whom_to_ask_is_whom_the_plan_names(world: World):
    organisation_id, code = await world.organisation("hai-phong-2023")
    officer = await world.officer(code)
    await world.unit(organisation_id, "HTX Đoàn Xá")
    manager = await world.manager(officer, "HTX Đoàn Xá", "Bùi Thị Hạnh")

    assert "Phòng Kiểm tra và Tổ chức thành viên" in await manager.sends("gap ai de hoi")


async def test_a_plan_that_names_nobody_is_said_to_name_nobody(alliance: Alliance):
    answer = await alliance.hoa.sends("số điện thoại cán bộ")

    assert "không ghi đầu mối" in answer
    assert not any(sign.isdigit() for sign in answer)


async def test_more_time_is_not_the_bots_to_give(alliance: Alliance):
    assert "thời hạn vẫn giữ nguyên" in await alliance.hoa.sends("xin gia hạn")


async def test_a_question_on_the_plan_opens_the_plan(alliance: Alliance):
    assert "403/KH - LĐLĐ" in await alliance.hoa.sends("không đăng ký thì sao")


async def test_a_cooperative_is_not_taken_for_a_meeting(alliance: Alliance):
    assert "Tình trạng" in await alliance.hoa.sends("htx minh nop chua")


async def _opens_report(phone: Phone) -> None:
    await phone.sends("bao gio nop bc 6 thang")
    await phone.taps("Nộp ngay")
    await phone.sends("Dòng thứ nhất")


async def test_a_question_amid_a_report_is_answered_and_is_no_part_of_it(alliance: Alliance):
    await _opens_report(alliance.hoa)

    await alliance.hoa.sends("bc nam bao gio nop")
    answered = alliance.hoa.read[-2]
    await alliance.hoa.taps("Quay lại: báo cáo")

    assert answered.startswith(ANNUAL)
    assert "Dòng thứ nhất" in alliance.hoa.last
    assert "bao gio" not in alliance.hoa.last


async def test_what_was_no_question_after_all_goes_into_the_report_once(alliance: Alliance):
    await _opens_report(alliance.hoa)
    await alliance.hoa.sends("Vướng mắc: hạn nộp báo cáo là ngày nào?")

    await alliance.hoa.taps("Ghi câu này vào báo cáo")
    await alliance.hoa.taps("Ghi câu này vào báo cáo")

    assert alliance.hoa.last.count("là ngày nào?") == 1
    assert "Dòng thứ nhất" in alliance.hoa.last


async def test_a_question_does_not_make_the_review_stale(alliance: Alliance):
    await _opens_report(alliance.hoa)
    await alliance.hoa.taps("Xem lại và nộp")

    await alliance.hoa.sends("con may ngay")
    await alliance.hoa.taps("Nộp báo cáo")

    assert any(text.startswith("BIÊN NHẬN") for text in alliance.hoa.read)


@pytest.mark.parametrize(
    "line", ["Đơn vị đã hoàn thành báo cáo đúng hạn.", "Nộp ngân sách 1,2 tỷ", "Đạt 98% kế hoạch"]
)
async def test_a_line_of_a_report_is_no_question(alliance: Alliance, line: str):
    await _opens_report(alliance.hoa)

    assert line in await alliance.hoa.sends(line)


@pytest.mark.parametrize("name", ["Chảo A Páo – Giám đốc", "Nguyễn Văn Hạn", "Lò Thị Kế Hoạch"])
async def test_a_name_is_a_name_whatever_it_sounds_like(alliance: Alliance, name: str):
    await alliance.hoa.sends("/dangky")
    await alliance.hoa.taps("Danh hiệu cá nhân (0)")
    await alliance.hoa.taps(alliance.hoa.buttons[0])

    assert name in await alliance.hoa.sends(name)


async def test_a_question_where_the_form_waits_for_a_press_is_answered(alliance: Alliance):
    await alliance.hoa.sends("/dangky")

    await alliance.hoa.sends("han dang ky")

    assert "chậm nhất ngày 10/2/2023" in alliance.hoa.read[-2]
    assert "Quay lại: đăng ký" in alliance.hoa.buttons


async def test_after_a_command_words_are_no_answer_to_the_form_put_aside(alliance: Alliance):
    await alliance.hoa.sends("/dangky")
    await alliance.hoa.taps("Danh hiệu cá nhân (0)")
    await alliance.hoa.taps(alliance.hoa.buttons[0])
    await alliance.hoa.sends("/han")

    answer = await alliance.hoa.sends("giá lúa hôm nay bao nhiêu")

    assert "Chưa hiểu" in answer
    assert any(label.startswith("Tiếp tục: đăng ký") for label in alliance.hoa.buttons)


async def test_cancelling_spares_what_was_put_aside(alliance: Alliance):
    await _opens_report(alliance.hoa)
    await alliance.hoa.sends("/han")

    await alliance.hoa.sends("/huy")
    await alliance.hoa.taps("Tiếp tục: báo cáo")

    assert "Dòng thứ nhất" in alliance.hoa.last


async def test_a_corrected_message_is_said_not_to_count(alliance: Alliance):
    await _opens_report(alliance.hoa)
    sent = alliance.hoa.person.send("Doanh thu 10 tỷ")
    await alliance.world.settle()

    alliance.hoa.person.edit(sent["message_id"], "Doanh thu 11 tỷ")
    await alliance.world.settle()

    assert "gửi lại" in alliance.hoa.last


async def test_two_questions_in_one_line_get_two_answers(alliance: Alliance):
    hoa = alliance.hoa
    before = len(hoa.read)
    await hoa.sends("bc 6t nop bao gio, nop o dau")
    when, where = hoa.read[before:]

    assert when.startswith(MIDYEAR)
    assert "chậm nhất ngày 10/6/2023" in when
    assert where.startswith(MIDYEAR)
    assert "Có thể nộp ngay tại đây" in where
    assert "Nộp ngay" in hoa.buttons


async def test_a_day_that_is_named_points_at_the_duty_due_on_it(alliance: Alliance):
    answer = await alliance.hoa.sends("10/6 roi vao thu 7 thi sao")

    assert answer.startswith(MIDYEAR)
    assert "ngày nghỉ cuối tuần" in answer
    assert "Hạn vẫn giữ nguyên" in answer


async def test_a_question_that_only_goes_on_is_about_what_it_names(alliance: Alliance):
    await alliance.hoa.sends("bao gio nop bc 6 thang")

    assert (await alliance.hoa.sends("thế còn báo cáo năm?")).startswith(ANNUAL)


async def test_a_question_about_the_plan_is_answered_in_its_own_words(alliance: Alliance):
    answer = await alliance.hoa.sends("khong dang ky thi sao")

    assert answer.startswith("“Không đăng ký - không xét.")
    assert "(Mục III, khoản 2)" in answer
    assert "403/KH - LĐLĐ" in answer


async def test_what_the_plan_does_not_say_may_be_passed_on_to_the_officers(alliance: Alliance):
    answer = await alliance.hoa.sends("so lieu chot den ngay nao")

    assert "không ghi nội dung này" in answer
    assert "Gửi câu hỏi cho cán bộ" in alliance.hoa.buttons


async def test_a_second_question_about_the_plan_is_answered_too(alliance: Alliance):
    hoa = alliance.hoa
    before = len(hoa.read)
    await hoa.sends("bao gio nop bc 6 thang, khong dang ky thi sao")
    when, what_follows = hoa.read[before:]

    assert when.startswith(MIDYEAR)
    assert what_follows.startswith("“Không đăng ký - không xét.")
