"""Whom a notice is for: conditions together, people, groups, lists kept; taken when it is sent."""

import pytest
from sqlmodel import col, update

from bot.rules.members import Role
from bot.simulator.participant import Participant
from storage.tables import GroupChat, Member, Unit
from tests.stories.beginning import Alliance
from tests.stories.notifying import nothing_leaves, opens, write_to_all
from tests.stories.test_records import registers
from tests.stories.world import Phone

TITLE = "☐ Công đoàn cơ sở vững mạnh"
MIDYEAR = "☐ Báo cáo sơ kết 6 tháng: 3"


async def chooses(officer: Phone, kind: str, *labels: str) -> str:
    """Tick what is asked of units, of one kind; gives what the form then says."""
    await officer.taps(next(b for b in officer.buttons if kind in b))
    for label in labels:
        await officer.taps(label)
    return await officer.taps("Xong")


async def begins(officer: Phone) -> None:
    await officer.sends("/thongbao")
    await officer.taps("Soạn thông báo")


async def sends(officer: Phone, words: str) -> str:
    """Type the notice and send it; gives what was said before sending."""
    under = await officer.sends(words)
    await officer.taps(next(b for b in officer.buttons if b.startswith("Gửi đến")))
    return under


def who_got(words: str, *phones: Phone) -> list[str]:
    """Who has read these words."""
    return [
        phone.person.user["first_name"]
        for phone in phones
        if any(text.endswith(words) for text in phone.read)
    ]


async def sets_type(alliance: Alliance, unit: str, type_: str) -> None:
    async with alliance.world.app.database.transaction() as db:
        chosen = update(Unit).where(col(Unit.id) == alliance.world.units[unit])
        await db.exec(chosen.values(type=type_))


async def linked(alliance: Alliance, title: str, whose: str) -> Participant:
    """A group of one of the blocs, or the officers'; gives the officer in it."""
    inside = alliance.officer.person.create_group(title, is_super=True)
    inside.add_bot()
    await alliance.world.settle()
    await alliance.officer.taps(whose)
    return inside


@pytest.mark.both_engines
async def test_a_bloc_gets_its_notice_and_no_other_does(alliance: Alliance) -> None:
    officer, hoa, pao = alliance.officer, alliance.hoa, alliance.pao
    await begins(officer)
    read = await chooses(officer, "Khối", "☐ Khối ngành")
    await sends(officer, "Khối ngành họp riêng.")

    assert "Nơi nhận: Khối ngành\n\nGửi đến 1 người của 1 đơn vị." in read
    assert who_got("Khối ngành họp riêng.", hoa, pao) == ["Vàng A Páo"]


@pytest.mark.both_engines
async def test_conditions_must_all_hold(alliance: Alliance) -> None:
    officer, hoa, pao = alliance.officer, alliance.hoa, alliance.pao
    await sets_type(alliance, "LĐLĐ huyện Tam Đường", "LĐLĐ huyện")
    await sets_type(alliance, "Công đoàn ngành Giáo dục", "Công đoàn ngành")
    await registers(hoa)
    await begins(officer)
    await chooses(officer, "Loại hình", "☐ LĐLĐ huyện", "☐ Công đoàn ngành")
    await chooses(officer, "Danh hiệu", TITLE)
    read = await chooses(officer, "Chưa đăng ký", MIDYEAR)
    await sends(officer, "Đề nghị nộp.")

    assert "Nơi nhận: đơn vị thuộc loại hình LĐLĐ huyện, Công đoàn ngành" in read
    assert "Nơi nhận: đơn vị chưa hoàn thành Báo cáo sơ kết 6 tháng" in read
    assert who_got("Đề nghị nộp.", hoa, pao) == ["Nguyễn Văn Hòa"]


@pytest.mark.both_engines
async def test_only_those_who_have_not_are_written_to_in_the_bloc_that_was_shown(
    alliance: Alliance,
) -> None:
    officer = alliance.officer
    await officer.sends("/chuanop")
    await officer.taps("Báo cáo sơ kết 6 tháng: 3")
    await officer.taps("Khối huyện: 2")
    read = await officer.taps("Viết cho các đơn vị này")
    await sends(officer, "Đề nghị khẩn trương.")

    assert "Nơi nhận: Khối huyện" in read
    assert "Nơi nhận: đơn vị chưa hoàn thành Báo cáo sơ kết 6 tháng" in read
    assert who_got("Đề nghị khẩn trương.", alliance.hoa, alliance.pao) == ["Nguyễn Văn Hòa"]


async def test_units_are_found_by_a_part_of_their_name_typed_without_accents(
    alliance: Alliance,
) -> None:
    officer = alliance.officer
    await begins(officer)
    await officer.taps("Chọn từng đơn vị")
    found = await officer.sends("giao duc")
    labels = officer.buttons
    await officer.taps("☐ Công đoàn ngành Giáo dục")
    nothing = await officer.sends("khong co don vi nay")
    await officer.taps("Xong")
    await sends(officer, "Riêng ngành Giáo dục.")

    assert "1 đơn vị có “giao duc” trong tên:" in found
    assert labels[0] == "☐ Công đoàn ngành Giáo dục"
    assert "Không có đơn vị nào có “khong co don vi nay” trong tên." in nothing
    assert who_got("Riêng ngành Giáo dục.", alliance.hoa, alliance.pao) == ["Vàng A Páo"]


async def test_a_long_text_typed_while_units_are_chosen_is_the_notice_itself(
    alliance: Alliance,
) -> None:
    officer = alliance.officer
    await begins(officer)
    await officer.taps("Chọn từng đơn vị")
    await officer.taps("☐ Công đoàn ngành Giáo dục")
    under = await sends(officer, "Kính mời đơn vị.\nTrân trọng.")

    assert "Nơi nhận: Công đoàn ngành Giáo dục" in under
    assert who_got("Kính mời đơn vị.\nTrân trọng.", alliance.pao) == ["Vàng A Páo"]


async def test_a_notice_written_before_its_recipients_are_chosen_is_kept_and_said_to_be(
    alliance: Alliance,
) -> None:
    officer = alliance.officer
    await begins(officer)
    read = await officer.sends("Mời các đơn vị họp.")
    await officer.taps("Tất cả đơn vị")
    await officer.taps(next(b for b in officer.buttons if b.startswith("Gửi đến")))

    assert read == "Soạn thông báo\n\nNội dung: văn bản 19 ký tự\n\nGửi cho ai?"
    assert who_got("Mời các đơn vị họp.", alliance.hoa, alliance.pao) == [
        "Nguyễn Văn Hòa",
        "Vàng A Páo",
    ]


async def test_taking_the_last_tick_away_chooses_nobody_rather_than_everybody(
    alliance: Alliance,
) -> None:
    officer = alliance.officer
    await begins(officer)
    await chooses(officer, "Khối", "☐ Khối ngành", "☑ Khối ngành")

    assert officer.last.endswith("Gửi cho ai?")
    assert "Tiếp tục" not in officer.buttons


async def test_representatives_alone_are_written_to_when_wished(alliance: Alliance) -> None:
    officer, world = alliance.officer, alliance.world
    deputy = await world.manager(officer, "LĐLĐ huyện Tam Đường", "Lò Văn Phó", Role.DEPUTY)
    await begins(officer)
    await officer.taps("☐ Chỉ người đại diện")
    read = await officer.taps("Tiếp tục")
    await sends(officer, "Gửi người đại diện.")

    assert "Chỉ gửi người đại diện." in read
    assert who_got("Gửi người đại diện.", deputy, alliance.hoa) == ["Nguyễn Văn Hòa"]


@pytest.mark.both_engines
async def test_groups_of_the_blocs_written_to_and_of_the_officers_get_it_too(
    alliance: Alliance,
) -> None:
    officer = alliance.officer
    huyen = await linked(alliance, "Nhóm huyện", "Khối huyện")
    nganh = await linked(alliance, "Nhóm ngành", "Khối ngành")
    office = await linked(alliance, "Văn phòng", "Nhóm cán bộ thi đua")
    await begins(officer)
    await chooses(officer, "Khối", "☐ Khối ngành")
    await officer.taps("☐ Đăng cả vào nhóm của khối")
    await officer.taps("☐ Đăng cả vào nhóm cán bộ")
    read = officer.last
    await officer.sends("Họp khối.")
    await officer.taps("☐ Yêu cầu xác nhận đã nhận")
    await officer.taps("Gửi đến 3 người")

    assert "Đăng vào nhóm: Nhóm ngành, Văn phòng." in read
    assert "Họp khối." not in str(huyen.messages)
    for group in (nganh, office):
        assert group.last["text"].endswith("Họp khối.")
        assert "reply_markup" not in group.last
    assert alliance.pao.buttons == ["Đã nhận"]


async def test_a_correction_reaches_the_groups_too(alliance: Alliance) -> None:
    officer = alliance.officer
    office = await linked(alliance, "Văn phòng", "Nhóm cán bộ thi đua")
    await begins(officer)
    await officer.taps("☐ Đăng cả vào nhóm cán bộ")
    await officer.taps("Tiếp tục")
    await officer.sends("Họp 3/2.")
    await officer.taps("☐ Yêu cầu xác nhận đã nhận")
    await officer.taps("Gửi đến 3 người")
    await opens(officer)
    await officer.taps("Đính chính")
    await officer.sends("Họp 4/2.")
    await officer.taps("Đính chính")
    corrected = [body["text"] for body in office.messages if "text" in body][-2:]
    await opens(officer)
    await officer.taps("Thu hồi")
    await officer.taps("Đồng ý thu hồi")

    assert corrected[0].endswith("Họp 4/2.")
    assert "Thông báo này đã được đính chính." in corrected[1]
    assert "Họp 4/2." not in str(office.messages)


async def test_a_group_that_became_anothers_meanwhile_gets_nothing(alliance: Alliance) -> None:
    officer, world = alliance.officer, alliance.world
    office = await linked(alliance, "Văn phòng", "Nhóm cán bộ thi đua")
    other_id, _ = await world.organisation("yen-bai-2025")
    await begins(officer)
    await officer.taps("☐ Đăng cả vào nhóm cán bộ")
    await officer.taps("Tiếp tục")
    await officer.sends("Chỉ cho Lai Châu.")
    with nothing_leaves(world):
        await officer.taps("Gửi đến 3 người")
        async with world.app.database.transaction() as db:
            await db.exec(update(GroupChat).values(organisation_id=other_id))
    await world.settle()

    assert "Chỉ cho Lai Châu." not in str(office.messages)
    assert who_got("Chỉ cho Lai Châu.", alliance.hoa) == ["Nguyễn Văn Hòa"]


async def test_a_list_is_kept_used_and_deleted(alliance: Alliance) -> None:
    officer = alliance.officer
    await begins(officer)
    await chooses(officer, "Khối", "☐ Khối ngành")
    await officer.taps("Lưu danh sách này")
    await officer.sends("Các ngành")
    await officer.taps("Huỷ")
    await begins(officer)
    await officer.taps("Danh sách đã lưu")
    read = await officer.taps("Các ngành")
    await sends(officer, "Theo danh sách.")
    await begins(officer)
    await officer.taps("Danh sách đã lưu")
    gone = await officer.taps("Xoá")

    assert "Nơi nhận: Khối ngành" in read
    assert who_got("Theo danh sách.", alliance.hoa, alliance.pao) == ["Vàng A Páo"]
    assert "Không còn danh sách nào." in gone


async def test_two_lists_cannot_have_one_name_and_the_one_typed_is_asked_for_again(
    alliance: Alliance,
) -> None:
    officer = alliance.officer
    await begins(officer)
    await chooses(officer, "Khối", "☐ Khối ngành")
    await officer.taps("Lưu danh sách này")
    await officer.sends("Các ngành")
    await officer.taps("Lưu danh sách này")
    refused = await officer.sends("CAC NGANH")
    kept = await officer.sends("Các ngành khác")

    assert "Các ngành" in refused
    assert "Nơi nhận: Khối ngành" in kept


async def test_an_audience_without_anyone_cannot_be_sent_to(alliance: Alliance) -> None:
    await alliance.world.unit(alliance.id, "Công đoàn Viên chức", "Khối mới")
    officer = alliance.officer
    await begins(officer)
    await chooses(officer, "Khối", "☐ Khối mới")
    read = await officer.sends("Có ai không?")

    assert "Chưa có người nào nhận được nên chưa gửi được." in read
    assert not any(label.startswith("Gửi đến") for label in officer.buttons)


async def test_a_unit_whose_people_blocked_the_bot_is_named_before_sending(
    alliance: Alliance,
) -> None:
    alliance.pao.person.block()
    await alliance.world.settle()
    under = await write_to_all(alliance.officer)

    assert "Gửi đến 1 người của 3 đơn vị." in under
    assert "1 đơn vị đã chặn bot nên không nhận được: Công đoàn ngành Giáo dục." in under


async def test_a_blocked_person_is_told_apart_in_the_result(alliance: Alliance) -> None:
    async with alliance.world.app.database.transaction() as db:
        await db.exec(
            update(Member)
            .where(col(Member.telegram_id) == alliance.pao.person.id)
            .values(blocked_at=alliance.world.clock.now())
        )
    await write_to_all(alliance.officer)
    await alliance.officer.taps("Gửi đến 1 người")

    result = next(text for text in alliance.officer.read if text.startswith("Đã gửi xong"))
    assert "Đã chặn bot: Vàng A Páo (Công đoàn ngành Giáo dục)." in result
