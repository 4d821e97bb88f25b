"""When a unit stays silent: its deputy, the head of its bloc, the officers."""

import pytest

from bot.rules.members import Role
from tests.stories.conftest import Alliance
from tests.stories.test_reminders import reminders
from tests.stories.world import Phone

TAM_DUONG = "LĐLĐ huyện Tam Đường"
EARLY_RUNG = "2023-05-11 08:00"
"""Thirty days before the mid-year report."""


async def deputy_of_tam_duong(alliance: Alliance) -> Phone:
    return await alliance.world.manager(alliance.officer, TAM_DUONG, "Lò Văn Phó", Role.DEPUTY)


@pytest.mark.both_engines
async def test_a_deputy_is_reminded_of_early_rungs_where_the_representative_cannot_be_reached(
    alliance: Alliance,
):
    deputy = await deputy_of_tam_duong(alliance)
    await alliance.world.goes_to("2023-05-10 08:00")
    alliance.hoa.person.block()
    await alliance.world.settle()
    before = len(reminders(deputy))
    await alliance.world.goes_to(EARLY_RUNG)

    assert len(reminders(deputy)) == before + 1
    assert "Báo cáo sơ kết 6 tháng" in deputy.last


async def test_a_deputy_stands_in_where_nobody_represents_the_unit(alliance: Alliance):
    world, officer = alliance.world, alliance.officer
    phong_tho = "LĐLĐ huyện Phong Thổ"
    deputy = await world.manager(officer, phong_tho, "Giàng A Chu", Role.DEPUTY)
    await world.goes_to("2023-05-10 08:00")
    before = len(reminders(deputy))
    await world.goes_to(EARLY_RUNG)

    assert len(reminders(deputy)) == before + 1


async def test_a_deputy_is_left_in_peace_on_early_rungs_while_there_is_a_representative(
    alliance: Alliance,
):
    deputy = await deputy_of_tam_duong(alliance)
    await alliance.world.goes_to("2023-05-10 08:00")
    before = len(reminders(deputy))
    await alliance.world.goes_to(EARLY_RUNG)

    assert len(reminders(deputy)) == before
