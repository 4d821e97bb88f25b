"""An organisation that became a part of another: everybody goes on with their own duties."""

from dataclasses import dataclass, replace

import pytest
from sqlmodel import SQLModel, col, select

from bot.actions.invites import invite_officer, invite_to_unit
from bot.actions.members import recognise
from bot.actions.organisations import add_organisation
from bot.actions.plans import import_plan, withdraw_plan
from bot.actions.uniting import Union, merge_organisations, preview_union
from bot.campaigns import load
from bot.rules.contributions import ContributionKind, ContributionState
from bot.rules.ladders import Ladder, as_kept
from bot.rules.members import Role
from bot.rules.registrations import RegistrationState
from bot.rules.uniting import Difference, OrganisationsDiffer, SameOrganisation
from storage.audiences import names_of, saved_audiences
from storage.contributions import Wanted, views_of
from storage.tables import (
    Contribution,
    Obligation,
    Organisation,
    Plan,
    RegisteredTitle,
    Registration,
    Reminder,
    SavedAudience,
    Title,
    Unit,
)
from tests.stories.beginning import Alliance
from tests.stories.test_known_questions import adds as answers_for_all
from tests.stories.test_notice_audiences import who_got
from tests.stories.test_notice_hours import schedules
from tests.stories.test_plan_amendments import MIDYEAR
from tests.stories.test_plan_drafts import adds, begins, drafts
from tests.stories.test_verifying import hands_in
from tests.stories.world import Phone, World, joins

TAM_DUONG = "LĐLĐ huyện Tam Đường"
HERE, COMING = "Liên đoàn Lao động tỉnh Lai Châu", "LĐLĐ Điện Biên"
TWICE = f"{TAM_DUONG} ({COMING})"
OTHER_DUTY = "Báo cáo sáu tháng của Điện Biên"


@dataclass
class Two:
    """The alliance and another organisation with a unit and a bloc of the same names."""

    alliance: Alliance
    coming: int
    officer: Phone
    sua: Phone

    @property
    def world(self) -> World:
        return self.alliance.world

    async def merges(self) -> Union:
        """Merge the other organisation into the alliance, and let everybody hear of it."""
        async with self.world.app.database.transaction() as db:
            now = self.world.clock.now()
            done = await merge_organisations(db, self.coming, self.alliance.id, now)
        await self.world.settle()
        return done


@pytest.fixture
async def two(alliance: Alliance) -> Two:
    world = alliance.world
    plan = load("lai-chau-2023")
    own = (replace(plan.obligations[1], title=OTHER_DUTY),)
    async with world.app.database.transaction() as db:
        now = world.clock.now()
        coming, code = await add_organisation(db, COMING, plan.organisation_kind, now)
        await import_plan(db, coming, replace(plan, obligations=own), now)
    officer = await world.officer(code, "Lường Văn Thân")
    here = world.units[TAM_DUONG]
    # Of no bloc: it gets one as they merge.
    await world.unit(coming, "Công đoàn Sở Y tế", "Khối huyện")
    await world.unit(coming, TAM_DUONG, "Khối huyện")
    sua = await world.manager(officer, TAM_DUONG, "Giàng A Sua")
    world.units |= {TWICE: world.units[TAM_DUONG], TAM_DUONG: here}
    async with world.app.database.transaction() as db:
        unit = await db.get_one(Unit, world.units["Công đoàn Sở Y tế"])
        unit.bloc_id = None
    return Two(alliance, coming, officer, sua)


def reminders_of(phone: Phone) -> list[str]:
    return [text for text in phone.read if text.startswith("Nhắc hạn")]


@pytest.mark.both_engines
async def test_managers_of_both_see_and_are_reminded_of_exactly_their_own_duties(two: Two) -> None:
    hoa, pao, sua = two.alliance.hoa, two.alliance.pao, two.sua
    before = [await each.sends("/han") for each in (hoa, pao)]
    await two.merges()
    after = [await each.sends("/han") for each in (hoa, pao, sua)]
    plans = await hoa.sends("/kehoach"), await sua.sends("/kehoach")
    await two.world.goes_to("2023-06-09 08:00")

    assert after[:2] == before
    assert MIDYEAR in plans[0]
    assert OTHER_DUTY in plans[1]
    assert OTHER_DUTY in after[2]
    assert MIDYEAR not in after[2].replace(OTHER_DUTY, "")
    assert OTHER_DUTY not in plans[0]
    assert MIDYEAR not in plans[1].replace(OTHER_DUTY, "")
    for phone in (hoa, pao):
        (told,) = reminders_of(phone)
        assert MIDYEAR in told
        assert OTHER_DUTY not in told
    (told,) = reminders_of(sua)
    assert OTHER_DUTY in told
    assert MIDYEAR not in told.replace(OTHER_DUTY, "")
    assert f"{TWICE} – {HERE}" in told.replace("\n", " ")


@pytest.mark.both_engines
async def test_nobody_is_reminded_twice_when_they_merge_on_the_day_of_a_rung(two: Two) -> None:
    await two.world.goes_to("2023-06-09 08:00")
    async with two.world.app.database.reading() as db:
        owed = len((await db.exec(select(Reminder))).all())
    await two.merges()
    await two.world.goes_to("2023-06-09 09:00")

    async with two.world.app.database.reading() as db:
        assert len((await db.exec(select(Reminder))).all()) == owed
    for phone in (two.alliance.hoa, two.alliance.pao, two.sua):
        assert len(reminders_of(phone)) == 1


@pytest.mark.both_engines
async def test_officers_of_both_are_told_once_and_see_the_units_and_duties_of_both(
    two: Two,
) -> None:
    await two.merges()
    for officer in (two.alliance.officer, two.officer):
        told = [text for text in officer.read if "đã được sáp nhập" in text]
        assert len(told) == 1
        assert told[0].startswith(f"{HERE}\n\n{COMING} đã được sáp nhập vào tổ chức này")
        missing = await officer.sends("/chuanop")
        assert f"{OTHER_DUTY}\nHạn cuối: Thứ Bảy, 10/06/2023.\nChưa nộp: 2/2 đơn vị." in missing
        assert f"{MIDYEAR}\nHạn cuối: Thứ Bảy, 10/06/2023.\nChưa nộp: 3/3 đơn vị." in missing
        blocs = await officer.sends("/donvi")
        assert blocs.startswith(f"Khối và đơn vị\n{HERE}")
        for bloc in ("Khối huyện: 1/2", f"Khối huyện ({COMING}): 1/1", f"{COMING}: 0/1"):
            assert any(bloc in label for label in officer.buttons), bloc


@pytest.mark.both_engines
async def test_a_receipt_names_the_organisation_of_its_day_and_that_of_today(two: Two) -> None:
    code, here = await hands_in(two.sua), await hands_in(two.alliance.hoa)
    await two.world.goes_to("2023-02-01 09:00")
    await two.merges()
    stranger = two.world.stranger("Người Lạ")
    verified = await stranger.sends(f"/kiemtra {code}")
    own = await stranger.sends(f"/kiemtra {here}")
    again = await stranger.sends(f"/kiemtra {await hands_in(two.sua)}")

    assert f"{COMING}\n(nay là {HERE})\n" in verified
    assert f"Đơn vị: {TAM_DUONG}\nTên hiện nay: {TWICE}\n" in verified
    assert "nay là" not in own
    assert "nay là" not in again
    assert f"{HERE}\nBiên nhận số" in again
    assert f"Đơn vị: {TWICE}\n" in again


@pytest.mark.both_engines
async def test_an_open_link_of_a_unit_leads_into_the_other_organisation(
    two: Two,
) -> None:
    world = two.world
    async with world.app.database.transaction() as db:
        member = await recognise(db, two.officer.person.id)
        assert member is not None
        unit_id = world.units["Công đoàn Sở Y tế"]
        link = await invite_to_unit(db, member, unit_id, Role.REPRESENTATIVE, world.clock.now())
    await two.merges()
    cha = world.stranger("Vàng Thị Cha")
    shown = await cha.starts(link.code)

    assert HERE in shown
    assert "Công đoàn Sở Y tế" in shown


@pytest.mark.both_engines
async def test_a_notice_of_either_that_is_scheduled_goes_to_whom_it_was_meant(two: Two) -> None:
    hoa, sua, officer = two.alliance.hoa, two.sua, two.officer
    for each, words in ((officer, "Điện Biên họp."), (two.alliance.officer, "Lai Châu họp.")):
        await schedules(each, words)
    await two.merges()
    await two.world.goes_to("2023-01-31 08:00")

    assert who_got("Điện Biên họp.", hoa, sua) == ["Giàng A Sua"]
    assert who_got("Lai Châu họp.", hoa, sua) == ["Nguyễn Văn Hòa"]
    (got,) = [text for text in sua.read if "Điện Biên họp." in text]
    assert got.startswith(f"Thông báo số 2 – {HERE}\n(trước là số 1 của {COMING})")


@pytest.mark.both_engines
async def test_nothing_is_left_at_the_organisation_that_is_no_more(two: Two) -> None:
    await hands_in(two.sua)
    await two.merges()
    left = set()
    async with two.world.app.database.reading() as db:
        for name, table in SQLModel.metadata.tables.items():
            if "organisation_id" in table.c:
                rows = select(table).where(table.c.organisation_id == two.coming)
                if (await db.exec(rows)).first() is not None:
                    left.add(name)
        gone = await db.get_one(Organisation, two.coming)
        offices = await db.exec(
            select(SQLModel.metadata.tables["office"].c.until_at).where(
                SQLModel.metadata.tables["office"].c.organisation_id == two.coming
            )
        )
        assert all(until_at is not None for until_at in offices)
        here = select(Title.name).where(col(Title.organisation_id) == two.alliance.id)
        names = (await db.exec(here)).all()

    # The trail of what was done, the offices that ended, the doubles of the catalogue.
    assert left == {"auditentry", "office", "title", "indicator"}
    assert (gone.name, gone.merged_into_id) == (COMING, two.alliance.id)
    assert len(names) == len(set(names))


@pytest.mark.both_engines
async def test_a_third_organisation_shows_nothing_to_those_who_merged_nor_sees_them(
    two: Two,
) -> None:
    _, code = await two.world.organisation("yen-bai-2025")
    third = await two.world.officer(code, "Đỗ Nhân Đạo")
    async with two.world.app.database.reading() as db:
        theirs = select(Organisation.id).where(
            col(Organisation.id).not_in((two.coming, two.alliance.id))
        )
        third_id = (await db.exec(theirs)).one()
    assert third_id is not None
    await two.world.unit(third_id, "HTX Bình Minh", "Khối HTX")
    await two.merges()
    said = []
    for phone in (two.officer, two.alliance.officer, two.sua):
        for words in ("/donvi", "/chuanop", "/kehoach", "/han"):
            said.append(await phone.sends(words))
            said += phone.buttons
    seen = []
    for words in ("/donvi", "/chuanop", "/kehoach", "/thongbao", "/danhmuc"):
        seen.append(await third.sends(words))
        seen += third.buttons

    assert not any("Bình Minh" in text or "Khối HTX" in text for text in said)
    assert not any(HERE in text or COMING in text or "Khối huyện" in text for text in seen)
    assert not any("sáp nhập" in text for text in third.read)


async def test_a_merged_organisation_can_no_longer_be_asked_for_access(two: Two) -> None:
    await two.merges()
    stranger = two.world.stranger("Người Lạ")
    await stranger.starts()
    await stranger.taps("Gửi yêu cầu tham gia")

    assert HERE in stranger.buttons
    assert COMING not in stranger.buttons


async def test_what_would_happen_is_what_happens_and_looking_changes_nothing(two: Two) -> None:
    async with two.world.app.database.reading() as db:
        shown = await preview_union(db, two.coming, two.alliance.id)
        names = (await db.exec(select(Unit.name).order_by(col(Unit.id)))).all()
    async with two.world.app.database.reading() as db:
        assert (await db.exec(select(Unit.name).order_by(col(Unit.id)))).all() == names
    done = await two.merges()

    assert done == shown
    assert (done.units, done.blocs, done.people, done.plans) == (2, 1, 1, 1)
    assert done.officers == ("Lường Văn Thân",)
    assert list(done.renamed_units.values()) == [(TAM_DUONG, TWICE)]
    assert list(done.slugs.values()) == [("lai-chau-2023", "lai-chau-2023-2")]
    assert done.rest == (COMING, "")


async def test_what_cannot_become_one_is_refused_and_stays_as_it_was(two: Two) -> None:
    async with two.world.app.database.transaction() as db:
        row = await db.get_one(Organisation, two.coming)
        row.shifts_to_workday = True
    with pytest.raises(OrganisationsDiffer) as refused:
        await two.merges()
    async with two.world.app.database.transaction() as db:
        with pytest.raises(SameOrganisation):
            await merge_organisations(db, two.coming, two.coming, two.world.clock.now())

    assert (refused.value.what, refused.value.coming) == (Difference.WORKDAY, "yes")
    assert "LĐLĐ Điện Biên" in await two.officer.sends("/donvi")


async def test_a_registration_counts_under_the_title_that_both_catalogues_had(two: Two) -> None:
    world = two.world
    async with world.app.database.transaction() as db:
        of_coming = select(Title).where(col(Title.organisation_id) == two.coming)
        title = (await db.exec(of_coming)).first()
        obligation_id = (await db.exec(select(Obligation.id).order_by(col(Obligation.id)))).first()
        assert title is not None
        assert obligation_id is not None
        row = Registration(
            unit_id=world.units[TWICE],
            obligation_id=obligation_id,
            version=1,
            state=RegistrationState.PENDING,
            member_id=1,
        )
        db.add(row)
        await db.flush()
        assert row.id is not None
        db.add(
            RegisteredTitle(
                registration_id=row.id, title_id=title.id, scope=title.scope, title=title.name
            )
        )
    await two.merges()

    async with world.app.database.reading() as db:
        (registered,) = await db.exec(select(RegisteredTitle))
        now = await db.get_one(Title, registered.title_id)
    assert (now.name, now.organisation_id) == (title.name, two.alliance.id)


async def test_a_plan_in_preparation_asks_the_units_of_its_own_organisation(two: Two) -> None:
    await begins(two.officer)
    await adds(two.officer, "Báo cáo quý", "trước ngày 5/4")
    await two.merges()

    (draft,) = await drafts(two.world)
    blocs = [each["blocs"] for each in draft.document["obligations"]]
    assert draft.organisation_id == two.alliance.id
    assert blocs == [[f"Khối huyện ({COMING})", COMING]]
    assert draft.document["organisation"] == HERE


@pytest.mark.both_engines
async def test_a_plan_withdrawn_is_told_only_to_those_it_had_asked(two: Two) -> None:
    await two.merges()
    async with two.world.app.database.transaction() as db:
        member = await recognise(db, two.officer.person.id)
        assert member is not None
        theirs = select(Plan.id).where(col(Plan.slug) == "lai-chau-2023-2")
        plan_id = (await db.exec(theirs)).one()
        assert plan_id is not None
        shown = await withdraw_plan(db, member, plan_id, two.world.clock.now())
    await two.world.settle()

    assert (shown.duties, shown.people) == (1, 1)
    assert "403/KH - LĐLĐ" in two.sua.last
    assert not any("403/KH" in text for text in two.alliance.hoa.read)


@pytest.mark.both_engines
async def test_an_officer_of_both_holds_one_office_and_speaks_from_it(two: Two) -> None:
    world, mai = two.world, two.alliance.officer
    async with world.app.database.transaction() as db:
        owner = await recognise(db, two.officer.person.id)
        assert owner is not None
        link = await invite_officer(db, owner, world.clock.now())
    await joins(mai, link.code)
    async with world.app.database.reading() as db:
        before = await recognise(db, mai.person.id)
    await two.merges()
    async with world.app.database.reading() as db:
        member = await recognise(db, mai.person.id)
        come = await recognise(db, two.officer.person.id)

    assert before is not None
    assert before.post is not None
    assert before.post.organisation == COMING
    assert member is not None
    assert member.post is not None
    assert [(post.organisation, post.role) for post in member.posts] == [(HERE, Role.OWNER)]
    assert come is not None
    assert [(post.organisation, post.role) for post in come.posts] == [(HERE, Role.OFFICER)]
    assert sum("đã được sáp nhập" in text for text in mai.read) == 1


@pytest.mark.both_engines
async def test_a_letter_and_a_saved_list_go_on_under_numbers_and_names_that_are_free(
    two: Two,
) -> None:
    async with two.world.app.database.transaction() as db:
        now = two.world.clock.now()
        for organisation_id, unit in ((two.alliance.id, TAM_DUONG), (two.coming, TWICE)):
            db.add(
                Contribution(
                    organisation_id=organisation_id,
                    unit_id=two.world.units[unit],
                    number=1,
                    kind=ContributionKind.PETITION,
                    state=ContributionState.NEW,
                    title="Xin máy tính",
                    member_id=1,
                    sent_at=now,
                )
            )
            db.add(
                SavedAudience(
                    organisation_id=organisation_id,
                    name="Cả khối",
                    folded="ca khoi",
                    audience={},
                    made_by=1,
                    made_at=now,
                )
            )
    await two.merges()
    async with two.world.app.database.reading() as db:
        views = await views_of(db, Wanted(two.alliance.id))
        saved = await saved_audiences(db, two.alliance.id)
        kept = [await names_of(db, two.alliance.id, each.audience) for each in saved]

    assert [(view.number, view.number_then, view.issuer) for view in views] == [
        (1, 0, ""),
        (2, 1, COMING),
    ]
    assert [each.name for each in saved] == ["Cả khối", f"Cả khối ({COMING})"]
    assert [each.blocs for each in kept] == [
        ("Khối huyện", "Khối ngành"),
        (f"Khối huyện ({COMING})", COMING),
    ]


async def test_days_on_which_an_organisation_reminds_stay_those_of_its_own_duties(
    two: Two,
) -> None:
    ladder = as_kept(Ladder(before=(5,), after=()))
    async with two.world.app.database.transaction() as db:
        (await db.get_one(Organisation, two.alliance.id)).ladder = ladder
    await two.merges()
    counts = []
    for day in ("2023-06-06 08:00", "2023-06-07 08:00"):
        await two.world.goes_to(day)
        counts.append([len(reminders_of(phone)) for phone in (two.sua, two.alliance.hoa)])

    # Three days before: a rung of the usual ladder, and none of the alliance's own.
    assert counts == [[1, 1], [2, 1]]


@pytest.mark.both_engines
async def test_what_the_officers_of_both_had_answered_answers_the_units_of_both(two: Two) -> None:
    await answers_for_all(two.alliance.officer, "Lễ tôn vinh có xe đưa đón không?", "Có xe.")
    await answers_for_all(two.officer, "Lễ tôn vinh có xe đưa đón không?", "Tự túc.")
    await answers_for_all(two.officer, "Mật khẩu wifi hội trường là gì?", "dienbien2023")
    unread = await two.alliance.hoa.sends("mat khau wifi hoi truong la gi")
    await two.merges()

    read = await two.alliance.hoa.sends("mat khau wifi hoi truong la gi")
    which = await two.sua.sends("le ton vinh co xe dua don khong")
    labels = [label for label in two.sua.buttons if label.startswith("Lễ tôn vinh")]
    theirs = await two.sua.taps(labels[-1])

    assert "dienbien2023" not in unread
    assert "dienbien2023" in read
    assert f"Lễ tôn vinh có xe đưa đón không? ({COMING})" in which
    assert len(labels) == 2
    assert "Có xe." in theirs or "Tự túc." in theirs
