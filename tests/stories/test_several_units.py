"""One person, several units: every button acts for the unit its message names, or says why not."""

import pytest

from bot.rules.members import Role
from tests.files import a_pdf
from tests.stories.beginning import Alliance
from tests.stories.world import Phone, World, joins

TAM_DUONG, PHONG_THO = "LĐLĐ huyện Tam Đường", "LĐLĐ huyện Phong Thổ"
PDF = a_pdf()


@pytest.fixture
async def both(alliance: Alliance) -> Phone:
    """Hòa, who speaks for Tam Đường and now also for Phong Thổ."""
    code = await alliance.world.invite(alliance.officer, PHONG_THO, Role.DEPUTY)
    await joins(alliance.hoa, code)
    return alliance.hoa


async def _speaks_for(phone: Phone, unit: str) -> None:
    await phone.sends("/start")
    await phone.taps("Chuyển sang đơn vị khác")
    await phone.taps(next(label for label in phone.buttons if label.startswith(unit)))


async def _receipts(phone: Phone) -> list[str]:
    return [text for text in phone.read if text.startswith("BIÊN NHẬN")]


async def test_a_reminder_of_two_units_has_a_button_for_each_and_each_acts_for_its_own(
    alliance: Alliance, both: Phone
):
    await alliance.world.goes_to("2023-02-10 07:30")
    labels = [label for label in both.buttons if label.startswith("Đăng ký ngay")]

    await both.taps(next(label for label in labels if TAM_DUONG in label))
    tam_duong = both.last
    await both.taps(next(label for label in labels if PHONG_THO in label))

    assert TAM_DUONG in tam_duong
    assert PHONG_THO in both.last
    assert any("thao tác cho" in text and PHONG_THO in text for text in both.read)


async def test_an_old_hand_in_button_never_hands_in_for_the_unit_spoken_for_now(
    alliance: Alliance, both: Phone
):
    await _speaks_for(both, TAM_DUONG)
    await both.sends("bao gio nop bc 6 thang")
    message = both.person.last
    await _speaks_for(both, PHONG_THO)

    both.person.tap("Nộp ngay", message)
    await alliance.world.settle()
    await both.sends("Nội dung báo cáo")
    await both.taps("Xem lại và nộp")
    await both.taps("Nộp báo cáo")

    assert f"Đơn vị: {TAM_DUONG}" in (await _receipts(both))[-1]


async def test_the_review_of_one_unit_is_sent_for_that_unit_after_changing_to_another(
    alliance: Alliance, both: Phone
):
    await _speaks_for(both, TAM_DUONG)
    await both.sends("bao gio nop bc 6 thang")
    await both.taps("Nộp ngay")
    await both.sends_file("bc.pdf", PDF)
    await both.taps("Xem lại và nộp")
    review = both.person.last
    await _speaks_for(both, PHONG_THO)

    both.person.tap("Nộp báo cáo", review)
    await alliance.world.settle()

    receipts = await _receipts(both)
    assert [f"Đơn vị: {TAM_DUONG}" in text for text in receipts] == [True]


async def test_a_button_of_a_unit_one_left_is_refused_in_words(alliance: Alliance, both: Phone):
    await _speaks_for(both, PHONG_THO)
    await both.sends("bao gio nop bc 6 thang")
    message = both.person.last
    await alliance.officer.taps("Không phải người này")
    await alliance.officer.taps(alliance.officer.buttons[0])

    both.person.tap("Nộp ngay", message)
    await alliance.world.settle()

    assert "không còn" in both.last
    assert await _receipts(both) == []


async def test_joining_a_second_unit_leaves_the_first_ones_form_as_it_was(
    alliance: Alliance,
):
    await alliance.hoa.sends("bao gio nop bc 6 thang")
    await alliance.hoa.taps("Nộp ngay")
    await alliance.hoa.sends("Dòng của Tam Đường")
    await joins(alliance.hoa, await alliance.world.invite(alliance.officer, PHONG_THO))

    await alliance.hoa.sends("con may ngay")
    answer = alliance.hoa.last
    await alliance.hoa.sends("/start")
    await alliance.hoa.taps(f"Tiếp tục: báo cáo – {TAM_DUONG}")

    assert PHONG_THO in answer
    assert TAM_DUONG in alliance.hoa.last
    assert "Dòng của Tam Đường" in alliance.hoa.last
    assert "con may ngay" not in alliance.hoa.last


async def test_units_of_two_organisations_keep_their_buttons_apart(world: World):
    first, first_code = await world.organisation("lai-chau-2023")
    second, second_code = await world.organisation("bac-giang-2022")
    one = await world.officer(first_code, "Cán bộ Một")
    other = await world.officer(second_code, "Cán bộ Hai")
    await world.unit(first, TAM_DUONG)
    await world.unit(second, "Công ty May")
    dung = await world.manager(one, TAM_DUONG, "Trịnh Văn Dũng")
    await dung.sends("/han")
    listed = dung.person.last
    await joins(dung, await world.invite(other, "Công ty May"))

    dung.person.tap("○ Báo cáo sơ kết 6 tháng", listed)
    await world.settle()
    dung.person.tap("Nộp ngay", listed["message_id"])
    await world.settle()

    assert TAM_DUONG in dung.last
    assert "Công ty May" not in dung.last


async def test_every_part_of_the_registration_names_the_unit(both: Phone):
    await _speaks_for(both, PHONG_THO)
    await both.sends("/dangky")

    for part in ("Danh hiệu tập thể (0)", "Danh hiệu cá nhân (0)", "Chỉ tiêu (0)"):
        assert PHONG_THO in await both.taps(part)
        if part != "Danh hiệu tập thể (0)":
            assert PHONG_THO in await both.taps(both.buttons[0])
            await both.taps("Quay lại")
        await both.taps("Xong")


async def test_a_new_date_is_told_once_naming_all_of_a_persons_units(alliance: Alliance):
    code = await alliance.world.invite(alliance.officer, "LĐLĐ huyện Phong Thổ")
    await alliance.hoa.starts(code)
    await alliance.hoa.taps("Đúng, đơn vị của tôi")
    await alliance.hoa.taps("Đồng ý")
    await alliance.officer.sends("/han")
    await alliance.officer.taps("Báo cáo sơ kết 6 tháng")
    await alliance.officer.taps("Thay đổi thời hạn")
    await alliance.officer.taps("Chậm nhất ngày … (kể cả)")
    await alliance.officer.sends("20/6/2023")
    await alliance.officer.taps("Ấn định ngày này")

    told = [text for text in alliance.hoa.read if "20/06/2023" in text]
    assert len(told) == 1
    assert "LĐLĐ huyện Tam Đường, LĐLĐ huyện Phong Thổ" in told[0]
