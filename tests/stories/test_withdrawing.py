"""A plan is withdrawn: nothing is asked by it any more, what came stays, one press undoes it."""

import pytest
from sqlmodel import col, select

from storage.tables import Plan, Receipt
from tests.stories.beginning import Alliance
from tests.stories.test_at_once import second_officer
from tests.stories.test_extensions import asks
from tests.stories.test_missing import hand_in
from tests.stories.test_promises import registered
from tests.stories.test_putting_off import came_on
from tests.stories.test_reminders import reminders
from tests.stories.world import Phone, World

PLAN = "Kế hoạch công tác thi đua, khen thưởng năm 2023"


async def withdraws(officer: Phone) -> str:
    """Withdraw the only plan in force."""
    await officer.sends("/kehoach")
    await officer.taps("Thu hồi kế hoạch…")
    return await officer.taps("Thu hồi kế hoạch")


async def restores(officer: Phone) -> str:
    """Put it in force again, from the list."""
    await officer.sends("/kehoach")
    await officer.taps(PLAN)
    return await officer.taps("Khôi phục kế hoạch")


def told(phone: Phone, head: str = "Thu hồi kế hoạch") -> int:
    """How often somebody heard of it."""
    return sum(text.startswith(f"{head}\n") for text in phone.read)


async def withdrawn(world: World) -> list[bool]:
    async with world.app.database.reading() as db:
        rows = await db.exec(select(Plan.withdrawn_at).order_by(col(Plan.id)))
        return [moment is not None for moment in rows]


@pytest.mark.both_engines
async def test_it_is_asked_first_and_everybody_is_told_once(alliance: Alliance) -> None:
    officer = alliance.officer
    await officer.sends("/kehoach")
    asked = await officer.taps("Thu hồi kế hoạch…")
    before = await withdrawn(alliance.world)
    done = await officer.taps("Thu hồi kế hoạch")

    assert "5 nhiệm vụ trong kế hoạch sẽ không còn phải thực hiện" in asked
    assert "2 người sẽ được báo tin." in asked
    assert before == [False]
    assert done.startswith(f"Đã thu hồi kế hoạch\n{PLAN}")
    for manager in (alliance.hoa, alliance.pao):
        assert told(manager) == 1
        assert "Quý đơn vị không còn phải thực hiện nhiệm vụ nào" in manager.last
    assert "Chưa có kế hoạch nào giao nhiệm vụ" in await alliance.hoa.sends("/han")


@pytest.mark.both_engines
async def test_nobody_is_reminded_of_it_any_more(alliance: Alliance) -> None:
    world = alliance.world
    await registered(alliance)
    await world.goes_to("2023-06-02 07:00")
    await alliance.officer.sends("/kehoach")
    await alliance.officer.taps("Thu hồi kế hoạch…")
    world.clock.move_to(world.clock.now().replace(hour=1))  # 08:00 here.
    await world.app.tick()
    await alliance.officer.taps("Thu hồi kế hoạch")

    assert await came_on(alliance, alliance.hoa, 2, 7, 9, 10, 12) == []
    assert reminders(alliance.hoa) == []


@pytest.mark.both_engines
async def test_what_was_handed_in_stays_and_its_receipt_can_be_verified(
    alliance: Alliance,
) -> None:
    officer, stranger = alliance.officer, alliance.world.stranger("Người kiểm tra")
    await hand_in(alliance.hoa)
    await asks(alliance.pao)
    await alliance.pao.taps("Gửi đề nghị")
    async with alliance.world.app.database.reading() as db:
        code = (await db.exec(select(Receipt.code))).one()
    await withdraws(officer)
    arrived = await officer.sends("/danop")
    await officer.taps("LĐLĐ huyện Tam Đường: Báo cáo sơ kết 6 tháng")
    opened = officer.last
    waiting = await officer.sends("/choxem")
    extensions = await officer.sends("/giahan")
    await stranger.starts()
    await stranger.sends("/kiemtra")
    verified = await stranger.sends(code)

    assert "Số 0001" in arrived
    assert "Đạt 52%" in opened or "đạt 52%" in opened
    assert waiting.startswith("Không còn mục nào chờ xem.")
    assert "Báo cáo sơ kết 6 tháng" not in extensions
    assert "LĐLĐ huyện Tam Đường" in verified


async def test_what_waits_under_a_withdrawn_plan_is_decided_by_no_older_button(
    alliance: Alliance,
) -> None:
    officer = alliance.officer
    await hand_in(alliance.hoa)
    await officer.sends("/choxem")
    await officer.taps(officer.buttons[0])
    message = officer.person.last
    accept = message["reply_markup"]["inline_keyboard"][0][0]
    await withdraws(officer)
    before = list(alliance.hoa.read)
    officer.person.tap_data(message["message_id"], accept["callback_data"])
    await alliance.world.settle()

    assert officer.last.startswith("Nhiệm vụ này không còn hiệu lực.")
    assert alliance.hoa.read == before


@pytest.mark.both_engines
async def test_restored_it_asks_and_reminds_again_from_that_day_on(alliance: Alliance) -> None:
    await registered(alliance)
    await alliance.world.goes_to("2023-06-02 07:00")
    await withdraws(alliance.officer)
    await alliance.world.goes_to("2023-06-08 09:00")
    done = await restores(alliance.officer)

    assert done.startswith(f"Đã khôi phục kế hoạch\n{PLAN}")
    for manager in (alliance.hoa, alliance.pao):
        assert told(manager, "Kế hoạch có hiệu lực trở lại") == 1
    assert await came_on(alliance, alliance.hoa, 8, 9, 10) == [9, 10]


async def test_undone_before_anybody_heard_of_it_nobody_is_told_anything(
    alliance: Alliance,
) -> None:
    world, officer = alliance.world, alliance.officer
    await officer.sends("/kehoach")
    await officer.taps("Thu hồi kế hoạch…")
    officer.person.tap("Thu hồi kế hoạch")
    assert world.app.poller is not None
    await world.app.poller.receive_once(timeout=0)
    await world.app.dispatcher.handle_waiting()
    officer.person.tap("Hoàn tác, khôi phục kế hoạch")
    await world.settle()

    assert await withdrawn(world) == [False]
    assert told(alliance.hoa) + told(alliance.hoa, "Kế hoạch có hiệu lực trở lại") == 0


async def test_two_officers_withdrawing_at_once_tell_people_once(alliance: Alliance) -> None:
    other = await second_officer(alliance)
    for officer in (alliance.officer, other):
        await officer.sends("/kehoach")
        await officer.taps("Thu hồi kế hoạch…")
    for officer in (alliance.officer, other):
        officer.person.tap("Thu hồi kế hoạch")
    await alliance.world.settle()

    assert told(alliance.hoa) == 1


async def test_another_organisations_officer_neither_withdraws_nor_restores_it(
    alliance: Alliance,
) -> None:
    world = alliance.world
    _, code = await world.organisation("yen-bai-2025")
    stranger = await world.officer(code, "Đỗ Nhân Đạo")
    message_id = stranger.person.last["message_id"]
    for data in ("opa:1", "opb:1"):
        stranger.person.tap_data(message_id, data)
        await world.settle()
    assert await withdrawn(world) == [False, False]
    await withdraws(alliance.officer)
    stranger.person.tap_data(message_id, "opc:1")
    await world.settle()

    assert await withdrawn(world) == [True, False]


async def test_a_half_filled_report_says_that_its_duty_is_no_longer_in_force(
    alliance: Alliance,
) -> None:
    hoa = alliance.hoa
    await hoa.sends("/baocao")
    await hoa.taps("○ Báo cáo sơ kết 6 tháng")
    await hoa.sends("Kết quả 6 tháng: đạt 52% kế hoạch năm.")
    await withdraws(alliance.officer)
    await hoa.sends("/start")
    kept = [label for label in hoa.buttons if label.startswith("Tiếp tục")]
    for label in kept:
        await hoa.taps(label)
        assert hoa.last.startswith("Nhiệm vụ này không còn hiệu lực.")
    await restores(alliance.officer)
    await hoa.sends("/start")

    assert [label for label in hoa.buttons if label.startswith("Tiếp tục")]
