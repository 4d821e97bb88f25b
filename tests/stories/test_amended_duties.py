"""A plan is amended: which duty is which, and whose records stay whose."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import col, select

from bot.campaigns import load, write_plan
from bot.rules.deadlines import Deadline
from bot.rules.plans import Actor, Kind, ObligationDraft
from storage.tables import Obligation, Report
from tests.files import a_pdf
from tests.stories.beginning import Alliance
from tests.stories.test_at_once import second_officer
from tests.stories.test_missing import hand_in
from tests.stories.test_plan_amendments import MIDYEAR, applies, moves, opens
from tests.stories.world import Phone

PLAN = load("lai-chau-2023")
ONWARD = ("Kiểm tra từng việc", "Đúng cả", "Đúng, việc tiếp theo", "Đúng, xem toàn bộ")


async def takes(officer: Phone, asked: Sequence[ObligationDraft]) -> str:
    """Amend the plan by a file that asks for this, all of it confirmed; what was shown before."""
    await opens(officer)
    amended = write_plan(replace(PLAN, obligations=tuple(asked)))
    await officer.sends_file("sua-doi.yaml", amended.encode())
    while onward := [each for each in officer.buttons if each.startswith(ONWARD)]:
        await officer.taps(onward[0])
    preview, _ = await applies(officer)
    return preview


async def drops(officer: Phone, which: int) -> None:
    """Amend the plan by leaving out the duty at a place, counted from 1."""
    await opens(officer)
    (label,) = [each for each in officer.buttons if each.startswith(f"✓ {which}. ")]
    await officer.taps(label)
    await officer.taps("Bỏ việc này")
    await applies(officer)


async def reported(alliance: Alliance) -> list[tuple[str, date | None]]:
    """For which duties there are reports: the title and the day as it is now."""
    async with alliance.world.app.database.reading() as db:
        rows = await db.exec(
            select(col(Obligation.title), col(Obligation.written_on)).join(
                Report, col(Report.obligation_id) == col(Obligation.id)
            )
        )
        return list(rows)


async def test_a_report_of_one_month_stays_of_that_month(alliance: Alliance) -> None:
    hoa = alliance.hoa
    months = [
        ObligationDraft(
            Kind.MONTHLY_REPORT,
            f"Báo cáo tháng (tháng {month}/2023)",
            deadline=Deadline(date(2023, month, 25), inclusive=True),
            written=f"ngày 25/{month}",
        )
        for month in range(2, 12)
    ]
    await takes(alliance.officer, months[:5])
    await hoa.sends("/baocao")
    (march,) = [each for each in hoa.buttons if "tháng 3/2023" in each]
    await hoa.taps(march)
    await hoa.sends_file("bao-cao.pdf", a_pdf("Bao cao"))
    await hoa.taps("Xem lại và nộp")
    await hoa.taps(next(each for each in hoa.buttons if each.startswith("Nộp")))
    preview = await takes(alliance.officer, months[5:])

    assert "Thêm: Báo cáo tháng (tháng 8/2023): chậm nhất ngày 25/08/2023" in preview
    assert "Bỏ: Báo cáo tháng (tháng 3/2023)" in preview
    assert await reported(alliance) == [("Báo cáo tháng (tháng 3/2023)", date(2023, 3, 25))]


async def test_of_two_of_one_title_the_one_left_keeps_its_own_records(alliance: Alliance) -> None:
    officer, hoa, pao = alliance.officer, alliance.hoa, alliance.pao
    first, midyear, *rest = PLAN.obligations
    later = Deadline(date(2023, 6, 15), inclusive=True)
    districts = replace(midyear, blocs=("Khối huyện",))
    branches = replace(midyear, blocs=("Khối ngành",), deadline=later, written="chậm nhất 15/6")
    await takes(officer, [first, districts, branches, *rest])
    await hand_in(pao)
    told = len(pao.read)
    await drops(officer, 2)

    assert await reported(alliance) == [(MIDYEAR, date(2023, 6, 15))]
    assert f"• {MIDYEAR}: không phải làm nữa." in hoa.last
    assert len(pao.read) == told
    assert f"✓ {MIDYEAR}\nHạn cuối: Thứ Năm, 15/06/2023" in await pao.sends("/han")


@pytest.mark.both_engines
async def test_a_duty_dropped_and_asked_again_is_there_once(alliance: Alliance) -> None:
    officer, hoa = alliance.officer, alliance.hoa
    await drops(officer, 2)
    without = await hoa.sends("/han")
    await takes(officer, PLAN.obligations)
    await opens(officer)
    await moves(officer, MIDYEAR, "chậm nhất 20/6")
    await applies(officer)
    moved = hoa.last
    listed = await hoa.sends("/han")

    assert MIDYEAR not in without
    assert f"• {MIDYEAR}: nay đến hết Thứ Ba, 20/06/2023 (trước là 10/06/2023)." in moved
    assert listed.count(MIDYEAR) == 1
    assert f"○ {MIDYEAR}\nHạn cuối: Thứ Ba, 20/06/2023" in listed


@pytest.mark.parametrize("button", ["Thay đổi thời hạn", "Kết thúc thu, không nhắc nữa"])
async def test_a_dropped_duty_is_not_taken_up_again_by_an_old_button(
    alliance: Alliance, button: str
) -> None:
    officer = alliance.officer
    second = await second_officer(alliance)
    await second.sends("/han")
    await second.taps(MIDYEAR)
    await drops(officer, 2)
    refused = await second.taps(button)
    listed = await second.sends("/han")

    assert refused.startswith("Nhiệm vụ này không còn hiệu lực.")
    assert MIDYEAR not in listed


async def test_what_waits_under_a_dropped_duty_waits_no_more(alliance: Alliance) -> None:
    officer, hoa = alliance.officer, alliance.hoa
    await hand_in(hoa)
    waiting = await officer.sends("/choxem")
    await drops(officer, 2)
    nothing = await officer.sends("/choxem")

    assert MIDYEAR in waiting
    assert MIDYEAR not in nothing


async def test_a_plan_left_without_anything_for_a_unit_is_not_shown_to_it(
    alliance: Alliance,
) -> None:
    hoa = alliance.hoa
    _, midyear, *rest = PLAN.obligations
    branches = replace(midyear, blocs=("Khối ngành",))
    for_all = [each for each in rest if each.actor is not Actor.UNIT]
    await takes(alliance.officer, [branches, *for_all])

    assert "Chưa có kế hoạch nào có hiệu lực." in await hoa.sends("/kehoach")
    assert PLAN.title in await alliance.pao.sends("/kehoach")
