"""Officers answer contributions and decide on them: told both ways, to the right people only."""

import pytest
from sqlmodel import col, select

from bot.rules.members import Role
from storage.tables import AuditEntry
from tests.stories.beginning import Alliance
from tests.stories.contributing import (
    DIFFICULTY,
    EXEMPLAR,
    INITIATIVE,
    PETITION,
    TAM_DUONG,
    answers,
    kept,
    presses,
    sends_in,
    threads,
)
from tests.stories.test_at_once import APOLOGY, second_officer, together
from tests.stories.world import joins


@pytest.mark.both_engines
async def test_an_answer_comes_back_as_a_thread_both_ways(alliance: Alliance):
    hoa, officer = alliance.hoa, alliance.officer
    await sends_in(hoa, PETITION, "Đề nghị tập huấn.")

    done = await answers(officer, "Sẽ mở lớp trong tháng 3.\nĐã báo cáo <lãnh đạo>.")
    told = hoa.last
    back = await answers(hoa, "Xin cảm ơn & chờ lịch.", "Trả lời lại")
    heard = officer.last
    await answers(officer, "Lịch: 15/3.")
    await hoa.taps("Xem lại")

    assert "Đơn vị được báo ngay" in done
    assert "Cán bộ trả lời" in told
    assert "Sẽ mở lớp trong tháng 3.\nĐã báo cáo <lãnh đạo>." in told
    assert "đang xem xét" in told
    assert "Cán bộ phụ trách đã nhận được" in back
    assert "Đơn vị viết thêm" in heard
    assert "Xin cảm ơn & chờ lịch." in heard
    whole = hoa.last
    places = [whole.index(words) for words in ("tập huấn", "tháng 3", "cảm ơn", "15/3")]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("kind", "given", "label", "state"),
    [
        (DIFFICULTY, ["Thiếu vốn."], "Đã giải quyết", "đã giải quyết"),
        (PETITION, ["Xin tập huấn."], "Không xem xét", "không xem xét"),
        (INITIATIVE, ["Tên", "Bỏ qua", "Hay."], "Đã ghi nhận", "đã ghi nhận"),
        (EXEMPLAR, ["Chị Mẩy", "Giỏi."], "Đang xem xét", "đang xem xét"),
    ],
)
async def test_a_standing_is_told_to_the_sender(
    alliance: Alliance, kind: str, given: list[str], label: str, state: str
):
    await sends_in(alliance.hoa, kind, *given)
    await alliance.officer.taps("Mở xem")

    shown = await alliance.officer.taps(label)

    assert f"Tình trạng: {state}" in shown
    assert label not in alliance.officer.buttons
    assert f"{kind} số 0001" in alliance.hoa.last
    assert f"Tình trạng: {state}" in alliance.hoa.last
    await alliance.hoa.sends("/gopy")
    assert state in await alliance.hoa.taps("Đã gửi")


async def test_whoever_sent_it_and_left_is_replaced_by_the_representative(alliance: Alliance):
    world = alliance.world
    deputy = await world.manager(alliance.officer, TAM_DUONG, "Lý Thị Dua", Role.DEPUTY)
    await sends_in(deputy, PETITION, "Đề nghị tập huấn.")
    told_while_there = len(alliance.hoa.read)
    await alliance.officer.taps("Trả lời")
    await alliance.officer.sends("Đồng ý.")
    await deputy.sends("/privacy")
    await deputy.taps("Xoá dữ liệu của tôi")
    await deputy.taps(deputy.buttons[0])

    await alliance.officer.taps("Gửi")

    assert len(alliance.hoa.read) == told_while_there + 1
    assert "Đồng ý." in alliance.hoa.last


async def test_an_answer_that_reaches_nobody_says_so(alliance: Alliance):
    await sends_in(alliance.hoa, PETITION, "Đề nghị tập huấn.")
    alliance.hoa.person.block()
    await alliance.world.settle()
    await alliance.officer.sends("/gopy")
    await alliance.officer.taps(alliance.officer.buttons[0])

    done = await answers(alliance.officer, "Đồng ý.")

    assert "gọi điện cho đơn vị" in done
    assert await threads(alliance.world) == ["Đồng ý."]


@pytest.mark.both_engines
async def test_of_two_officers_answering_at_once_the_second_reads_the_first(alliance: Alliance):
    other = await second_officer(alliance)
    await sends_in(alliance.hoa, PETITION, "Đề nghị tập huấn.")
    officers = (alliance.officer, other)
    for officer, words in zip(officers, ("Được.", "Không được."), strict=True):
        await officer.taps("Trả lời")
        await officer.sends(words)

    await together(*officers, label="Gửi")

    (waiting,) = [officer for officer in officers if "Chưa gửi" in officer.last]
    (first,) = await threads(alliance.world)
    assert first in waiting.last
    await waiting.taps("Gửi")
    assert sorted(await threads(alliance.world)) == ["Không được.", "Được."]
    assert sum("Cán bộ trả lời" in text for text in alliance.hoa.read) == 2
    assert APOLOGY not in "".join(alliance.officer.read + other.read)


@pytest.mark.both_engines
async def test_of_two_officers_deciding_at_once_one_decides(alliance: Alliance):
    other = await second_officer(alliance)
    await sends_in(alliance.hoa, PETITION, "Đề nghị tập huấn.")
    for officer in (alliance.officer, other):
        await officer.taps("Mở xem")

    alliance.officer.person.tap("Đã giải quyết")
    other.person.tap("Không xem xét")
    await alliance.world.settle()

    (row,) = await kept(alliance.world)
    state = {"settled": "đã giải quyết", "declined": "không xem xét"}[row.state]
    assert all(f"Tình trạng: {state}" in phone.last for phone in (alliance.officer, other))
    assert sum("Tình trạng:" in text for text in alliance.hoa.read) == 1


async def test_every_act_is_in_the_journal(alliance: Alliance):
    await sends_in(alliance.hoa, PETITION, "Đề nghị tập huấn.")
    await answers(alliance.officer, "Đồng ý.")
    await answers(alliance.hoa, "Cảm ơn.", "Trả lời lại")
    await alliance.officer.taps("Mở xem")
    await alliance.officer.taps("Đã giải quyết")

    async with alliance.world.app.database.reading() as db:
        found = select(AuditEntry.act).where(col(AuditEntry.act).startswith("petition"))
        acts = list(await db.exec(found.order_by(col(AuditEntry.id))))
    assert acts == [
        "petition sent",
        "petition answered",
        "petition open",
        "petition written to again",
        "petition settled",
    ]


async def test_nobody_else_opens_or_touches_it(alliance: Alliance):
    world = alliance.world
    await sends_in(alliance.hoa, PETITION, "Đề nghị bí mật.")
    await alliance.officer.taps("Trả lời")
    await alliance.officer.sends("Nháp bí mật.")
    (row,) = await kept(world)
    _, code = await world.organisation("yen-bai-2025")
    elsewhere = await world.officer(code, "Đỗ Nhân Đạo")
    stranger = world.stranger("Người lạ")
    await stranger.starts()
    unit = world.units[TAM_DUONG]

    for phone in (elsewhere, stranger, alliance.pao):
        for data in (
            *("k:0", f"k:{unit}", f"ks:{unit}:petition", f"kq:{unit}:petition"),
            *(f"kp:{unit}:0", f"ko:{row.id}:{unit}:0", f"ko:{row.id}:0:0"),
            *(f"kw:{row.id}:{unit}", f"kw:{row.id}:0"),
            *("kk:1:title", "ke:1", "kf:1:words", "kr:1", "kx:1:1", "kt:1:2", "ky:1:2"),
            *("okl:::0", "okk:", "okt:", f"oko:{row.id}:0", f"oka:{row.id}"),
            *(f"okd:{row.id}:declined:new", "okx::"),
            *("kt:2:3", "ky:2:3", "kt:2:2", "ky:2:2"),
        ):
            await presses(phone, data)
        assert "bí mật" not in "".join(phone.read)
        assert APOLOGY not in "".join(phone.read)

    assert await threads(world) == []
    assert [each.state for each in await kept(world)] == ["new"]
    assert not any("document" in phone.person.last for phone in (stranger, alliance.pao))


MADE_UP = (
    *("ks:0:bribe", "okl:bribe::0", "okl::bribe:0", "okd:1:bribe:new", "okx:bribe:", "okl:::-5"),
    *("oko:999999:0", "ko:1:0:-3", "okk:bribe", "okt:bribe", "okl:::999999999999999999"),
)


@pytest.mark.parametrize("data", MADE_UP)
async def test_made_up_buttons_are_answered_politely(alliance: Alliance, data: str):
    await sends_in(alliance.hoa, PETITION, "Đề nghị tập huấn.")
    for phone in (alliance.officer, alliance.hoa):
        await presses(phone, data)
        assert APOLOGY not in "".join(phone.read)
    assert [each.state for each in await kept(alliance.world)] == ["new"]


async def test_one_person_with_two_units_writes_for_the_one_the_message_names(
    alliance: Alliance,
):
    world = alliance.world
    code = await world.invite(alliance.officer, "LĐLĐ huyện Phong Thổ", Role.DEPUTY)
    await sends_in(alliance.hoa, PETITION, "Của Tam Đường.")
    await joins(alliance.hoa, code)
    await alliance.officer.sends("/gopy")
    await alliance.officer.taps(alliance.officer.buttons[0])
    await alliance.hoa.sends("/start")
    await alliance.hoa.taps("Chuyển sang đơn vị khác")
    await alliance.hoa.taps(
        next(label for label in alliance.hoa.buttons if label.startswith("LĐLĐ huyện Phong Thổ"))
    )

    await answers(alliance.officer, "Đồng ý.")
    back = await answers(alliance.hoa, "Cảm ơn.", "Trả lời lại")

    assert TAM_DUONG in back
    assert await threads(world) == ["Đồng ý.", "Cảm ơn."]
