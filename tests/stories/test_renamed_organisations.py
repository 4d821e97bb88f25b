"""An organisation with another name: said everywhere at once, receipts in the name of their day."""

import pytest

from bot.actions.members import recognise
from bot.actions.organisations import rename_organisation
from bot.rules.members import NameTaken, NotAllowed
from storage.former_organisations import find_organisation
from tests.stories.beginning import Alliance
from tests.stories.test_plan_drafts import adds, begins, drafts
from tests.stories.test_verifying import hands_in
from tests.stories.world import Phone

BEFORE, NOW = "Liên đoàn Lao động tỉnh Lai Châu", "Công đoàn tỉnh Lai Châu"


async def renames(alliance: Alliance, name: str = NOW, by: Phone | None = None) -> bool:
    world = alliance.world
    async with world.app.database.transaction() as db:
        member = await recognise(db, by.person.id) if by else None
        done = await rename_organisation(db, member, alliance.id, name, world.clock.now())
    await world.settle()
    return done


@pytest.mark.both_engines
async def test_the_new_name_is_said_at_once_and_officers_hear_of_it_once(
    alliance: Alliance,
) -> None:
    await begins(alliance.officer)
    await adds(alliance.officer, "Báo cáo quý", "trước ngày 5/4")
    changed, again = await renames(alliance), await renames(alliance)
    home = await alliance.hoa.sends("/start"), await alliance.officer.sends("/start")
    (draft,) = await drafts(alliance.world)

    assert (changed, again) == (True, False)
    assert sum("Đây là tên của tổ chức kể từ nay" in text for text in alliance.officer.read) == 1
    assert all(NOW in text and BEFORE not in text for text in home)
    assert draft.document["organisation"] == NOW


@pytest.mark.both_engines
async def test_a_receipt_issued_before_says_both_names_and_one_issued_after_the_new(
    alliance: Alliance,
) -> None:
    code = await hands_in(alliance.hoa)
    await alliance.world.goes_to("2023-02-01 09:00")
    await renames(alliance)
    verified = await alliance.pao.sends(f"/kiemtra {code}")
    await alliance.hoa.sends("bao gio nop bc 6 thang")
    await alliance.hoa.taps("Xem biên nhận")
    own = alliance.hoa.last
    later = await alliance.pao.sends(f"/kiemtra {await hands_in(alliance.hoa)}")

    assert f"Biên nhận này là thật.\n\n{BEFORE}\n(nay là {NOW})\n" in verified
    assert f"{BEFORE}\n(nay là {NOW})\n" in own
    assert f"{NOW}\nBiên nhận số" in later
    assert "nay là" not in later


async def test_it_is_found_by_the_name_it_had_as_long_as_no_other_has_that(
    alliance: Alliance,
) -> None:
    await renames(alliance)
    async with alliance.world.app.database.reading() as db:
        found = await find_organisation(db, f" {BEFORE}")
        nobody = await find_organisation(db, "Công đoàn")
    assert found is not None
    assert found.past is not None
    assert (found.id, found.name, found.past.name) == (alliance.id, NOW, BEFORE)
    assert nobody is None


async def test_only_its_owner_may_rename_it_and_not_to_the_name_of_another(
    alliance: Alliance,
) -> None:
    _, code = await alliance.world.organisation("yen-bai-2025")
    stranger = await alliance.world.officer(code, "Đỗ Nhân Đạo")
    other = (await stranger.sends("/start")).splitlines()[0]
    for phone in (stranger, alliance.hoa):
        with pytest.raises(NotAllowed):
            await renames(alliance, by=phone)
    with pytest.raises(NameTaken):
        await renames(alliance, other)

    assert await renames(alliance, by=alliance.officer)
    assert "Đây là tên của tổ chức" not in " ".join(alliance.officer.read)
