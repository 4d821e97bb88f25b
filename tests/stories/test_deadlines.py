"""Deadlines: the sure answer, by command, by button and as people type."""

import pytest

from tests.stories.beginning import Alliance
from tests.stories.world import World

REGISTRATION = "Đăng ký danh hiệu thi đua 2023 và công trình, phần việc mừng đại hội"


@pytest.mark.parametrize(
    "question",
    [
        "bao gio nop bc 6 thang",
        "Bao giờ nộp báo cáo 6 tháng?",
        "han nop bao cao so ket",
        "hanj nopj baos caos 6 thangs",
    ],
)
async def test_a_typed_question_gets_the_whole_answer(alliance: Alliance, question: str):
    answer = await alliance.hoa.sends(question)

    assert "chậm nhất ngày 10/6/2023" in answer
    assert "Thứ Bảy, 10/06/2023" in answer
    assert "131 ngày" in answer
    assert "403/KH - LĐLĐ" in answer
    assert "Mục III, khoản 2" in answer
    assert "LĐLĐ huyện Tam Đường" in answer
    assert "ngày nghỉ" in answer
    assert "Nộp ngay" in alliance.hoa.buttons


async def test_the_list_names_every_deadline_nearest_first(alliance: Alliance):
    answer = await alliance.hoa.sends("/han")

    places = [answer.index(day) for day in ("10/02/2023", "10/06/2023", "10/12/2023")]
    assert places == sorted(places)


async def test_the_last_day_and_the_day_after_are_said_in_words(alliance: Alliance):
    await alliance.world.goes_to("2023-02-10 23:30")
    assert "Hôm nay là hạn cuối" in await alliance.hoa.sends("hạn đăng ký là bao giờ")

    await alliance.world.goes_to("2023-02-11 00:00")
    assert "Đã quá hạn 1 ngày" in await alliance.hoa.sends("hạn đăng ký là bao giờ")


async def test_before_a_day_means_the_day_itself_is_too_late(world: World):
    organisation_id, code = await world.organisation("bac-giang-2022")
    officer = await world.officer(code)
    await world.unit(organisation_id, "Công ty May")
    manager = await world.manager(officer, "Công ty May", "Trịnh Văn Dũng")

    answer = await manager.sends("bao gio nop bc 6 thang")

    assert "trước ngày 10/7/2022" in answer
    assert "Thứ Bảy, 09/07/2022" in answer


async def test_a_plainly_wrong_date_is_shown_beside_the_one_in_force(world: World):
    organisation_id, code = await world.organisation("van-duc-2023")
    officer = await world.officer(code)
    await world.unit(organisation_id, "Khu dân cư 1")
    manager = await world.manager(officer, "Khu dân cư 1", "Nguyễn Đức Thắng")

    answer = await manager.sends("han dang ky thi dua")

    assert "tháng 02/2022" in answer
    assert "28/02/2023" in answer


async def test_a_plan_without_a_date_says_so_and_guesses_nothing(world: World):
    organisation_id, code = await world.organisation("yen-bai-2025")
    officer = await world.officer(code)
    await world.unit(organisation_id, "HTX Quế hồi")
    manager = await world.manager(officer, "HTX Quế hồi", "Lý Văn Sơn")

    answer = await manager.sends("khi nao dang ky thi dua")

    assert "chưa ấn định" in answer
    assert "theo hướng dẫn" in answer


async def test_a_duty_the_plan_does_not_have_gets_no_date(world: World):
    organisation_id, code = await world.organisation("yen-bai-2025")
    officer = await world.officer(code)
    await world.unit(organisation_id, "HTX Quế hồi")
    manager = await world.manager(officer, "HTX Quế hồi", "Lý Văn Sơn")

    answer = await manager.sends("bao gio nop bc 6 thang")

    assert not any(character.isdigit() for character in answer)


async def test_the_calendar_file_holds_every_dated_duty(alliance: Alliance):
    await alliance.hoa.sends("/han")
    await alliance.hoa.taps("Tệp lịch (.ics)")

    document = alliance.hoa.person.last["document"]
    stored = alliance.world.telegram.files.find(document["file_id"])
    assert stored is not None
    text = stored.content.decode()
    assert text.count("BEGIN:VEVENT") == 3
    assert "DTSTART;VALUE=DATE:20230210" in text


async def test_two_organisations_in_one_bot_do_not_see_each_other(world: World):
    first, first_code = await world.organisation("lai-chau-2023")
    second, second_code = await world.organisation("bac-giang-2022")
    one = await world.officer(first_code, "Cán bộ Một")
    other = await world.officer(second_code, "Cán bộ Hai")
    await world.unit(first, "LĐLĐ huyện Tam Đường")
    await world.unit(second, "Công ty May")
    hoa = await world.manager(one, "LĐLĐ huyện Tam Đường", "Nguyễn Văn Hòa")

    theirs = " ".join([await other.sends("/donvi"), await other.sends("/chuanop")])
    ours = await hoa.sends("/han")

    assert "Tam Đường" not in theirs
    assert "Bắc Giang" not in ours
    assert not any("Nguyễn Văn Hòa" in text for text in other.read)
