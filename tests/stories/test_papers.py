"""Papers on request: the draft of a report made of its answers, for its unit and its officers."""

import io
from datetime import datetime
from decimal import Decimal

import pytest
from docx import Document
from docx.document import Document as Paper
from sqlmodel import col, select

from bot.actions.members import recognise
from bot.actions.papers import report_paper
from bot.actions.reports import submit_report
from bot.rules.answers import Section
from bot.rules.files import FilePart
from bot.rules.members import Member
from bot.rules.plans import Kind
from bot.rules.registrations import RegistrationState
from bot.rules.reports import ReportDraft
from storage.tables import Obligation, Registration, Report, ReportFigure, ReportSection, Target
from tests.stories.beginning import Alliance
from tests.stories.world import Phone

BUTTON = "Bản Word để ký"
FILE = FilePart("bang luong.pdf", "application/pdf", 5, "0" * 64, "file")
REVENUE = ("Doanh thu", "triệu đồng")
INITIATIVES = ("Sáng kiến", "sáng kiến")


async def registers(
    alliance: Alliance, state: RegistrationState, version: int, *targets: Target
) -> None:
    """What Hòa's unit registered, put in directly."""
    world = alliance.world
    hoa = await _speaks(alliance, alliance.hoa)
    obligation_id = await _obligation(alliance, Kind.REGISTRATION)
    async with world.app.database.transaction() as db:
        row = Registration(
            unit_id=world.units["LĐLĐ huyện Tam Đường"],
            obligation_id=obligation_id,
            version=version,
            state=state,
            member_id=hoa.id,
        )
        db.add(row)
        await db.flush()
        for target in targets:
            target.registration_id = row.id or 0
            db.add(target)


async def reports(alliance: Alliance, *, answered: bool = True, words: str = "") -> int:
    """Hòa hands in the mid-year report with answers; gives its id."""
    now: datetime = alliance.world.clock.now()
    obligation_id = await _obligation(alliance, Kind.MIDYEAR_REPORT)
    hoa = await _speaks(alliance, alliance.hoa)
    async with alliance.world.app.database.transaction() as db:
        draft = ReportDraft((FILE,), words, now)
        await submit_report(db, hoa, obligation_id, draft, now, b"a key of the stories")
        report_id = (await db.exec(select(Report.id).order_by(col(Report.id).desc()))).first() or 0
        if answered:
            name, measure = REVENUE
            db.add(
                ReportFigure(
                    report_id=report_id,
                    position=0,
                    indicator=name,
                    measure=measure,
                    actual="620.5",
                    planned="1250",
                )
            )
            db.add(ReportSection(report_id=report_id, section=Section.WELFARE, words="Sửa 01 nhà."))
    await alliance.world.settle()
    return report_id


async def _obligation(alliance: Alliance, kind: Kind) -> int:
    async with alliance.world.app.database.transaction() as db:
        found = await db.exec(select(Obligation.id).where(col(Obligation.kind) == kind))
        return found.first() or 0


async def _speaks(alliance: Alliance, phone: Phone) -> Member:
    async with alliance.world.app.database.transaction() as db:
        member = await recognise(db, phone.person.id)
    assert member is not None
    return member


def target(line: tuple[str, str], planned: str, before: str = "") -> Target:
    return Target(
        registration_id=0, indicator=line[0], measure=line[1], planned=planned, before=before
    )


def received(alliance: Alliance, phone: Phone) -> Paper:
    """The Word file that came last."""
    stored = alliance.world.telegram.files.find(phone.person.last["document"]["file_id"])
    assert stored is not None
    return Document(io.BytesIO(stored.content))


@pytest.mark.both_engines
async def test_a_report_with_answers_comes_back_as_a_draft_to_sign(alliance: Alliance):
    await registers(
        alliance,
        RegistrationState.APPROVED,
        1,
        target(REVENUE, "1250"),
        target(INITIATIVES, "2", "1"),
    )
    await reports(alliance, words="Ghi thêm.")

    await alliance.hoa.taps(BUTTON)

    paper = received(alliance, alliance.hoa)
    said = [paragraph.text for paragraph in paper.paragraphs]
    assert alliance.hoa.person.last["document"]["file_name"] == "du-thao-bao-cao-0001-2023.docx"
    assert "xin kiểm tra" in alliance.hoa.person.last["caption"]
    assert "Kính gửi: Liên đoàn Lao động tỉnh Lai Châu" in said
    assert "LĐLĐ huyện Tam Đường (Khối huyện) báo cáo kết quả như sau:" in said
    assert {"Sửa 01 nhà.", "Ghi thêm.", "- bang luong.pdf."} <= set(said)
    assert [[cell.text for cell in row.cells] for row in paper.tables[1].rows[1:]] == [
        ["1", "Doanh thu", "triệu đồng", "1.250", "620,5", "49,6", "–"],
        ["2", "Sáng kiến", "sáng kiến", "2", "", "", "1"],
    ]
    assert "biên nhận số 0001" in paper.sections[0].footer.paragraphs[0].text


async def test_a_report_of_files_alone_offers_no_draft(alliance: Alliance):
    await reports(alliance, answered=False)

    assert "BIÊN NHẬN" in alliance.hoa.last
    assert BUTTON not in alliance.hoa.buttons


@pytest.mark.parametrize(
    ("state", "missing"),
    [
        (RegistrationState.PENDING, [("Mới", Decimal(1))]),
        (RegistrationState.APPROVED, [("Mới", Decimal(1))]),
        (RegistrationState.RETURNED, []),
    ],
)
async def test_only_targets_that_stand_wait_for_a_figure(
    alliance: Alliance, state: RegistrationState, missing: list[tuple[str, Decimal]]
):
    await registers(alliance, RegistrationState.REPLACED, 1, target(("Cũ", "người"), "1"))
    await registers(alliance, state, 2, target(REVENUE, "1250"), target(("Mới", "người"), "1"))
    report_id = await reports(alliance)
    hoa = await _speaks(alliance, alliance.hoa)

    async with alliance.world.app.database.transaction() as db:
        paper = await report_paper(db, hoa, report_id)

    assert [(line.indicator, line.planned) for line in paper.missing] == missing


@pytest.mark.parametrize("who", ["pao", "stranger"])
async def test_another_units_report_is_not_written_out(alliance: Alliance, who: str):
    await reports(alliance)
    press = alliance.hoa.person.last["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    other = alliance.pao if who == "pao" else alliance.world.stranger("Người Lạ")

    await other.sends("/start")
    other.person.tap_data(other.person.last["message_id"], press)
    await alliance.world.settle()

    assert press.startswith("wr:")
    assert not any("document" in posted.body for posted in other.person.chat)


async def test_officers_may_read_the_draft_too(alliance: Alliance):
    report_id = await reports(alliance)

    alliance.officer.person.tap_data(alliance.officer.person.last["message_id"], f"wr:{report_id}")
    await alliance.world.settle()

    assert "Sửa 01 nhà." in [p.text for p in received(alliance, alliance.officer).paragraphs]
