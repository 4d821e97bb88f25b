"""An organisation's own words: what was not understood, and what an officer says it means."""

import pytest
from sqlmodel import col, select

from bot.actions.phrases import note_unheard
from bot.actions.uniting import merge_organisations
from bot.rules.phrases import MOST_UNHEARD
from storage.phrases import phrases_of, unheard_of
from storage.tables import AuditEntry
from tests.stories.beginning import Alliance
from tests.stories.test_group_questions import BOT, MIDYEAR, asks
from tests.stories.test_groups import links
from tests.stories.world import Phone

LINE = "cái bảng tổng hợp màu xanh đâu ạ"
AGAIN = "em hỏi bang tong hop với ạ"


async def says(officer: Phone, line: str, meaning: str, words: str | None = None) -> str:
    """Say what a line means: by `words`, or as a whole; gives what the officer reads then."""
    await officer.sends("/cauhoi")
    await officer.taps(line)
    await officer.taps(meaning)
    return await (officer.taps("Cả câu") if words is None else officer.sends(words))


@pytest.mark.both_engines
async def test_words_an_officer_explained_are_understood_in_every_question_that_has_them(
    alliance: Alliance,
):
    before = await alliance.hoa.sends(LINE)
    done = await says(alliance.officer, LINE, f"Hạn: {MIDYEAR}", "bảng tổng hợp")
    after = await alliance.pao.sends(AGAIN)

    assert "Chưa hiểu" in before
    assert done.startswith("Từ nay “bảng tổng hợp” được hiểu là: Hạn: ")
    assert after.startswith(MIDYEAR)
    assert "chậm nhất ngày 10/6/2023" in after


async def test_a_whole_line_may_mean_whom_to_ask(alliance: Alliance):
    await alliance.hoa.sends(LINE)
    await says(alliance.officer, LINE, "Gặp ai để hỏi")

    assert "không ghi đầu mối" in await alliance.hoa.sends(LINE)


async def test_the_list_says_how_often_and_never_who(alliance: Alliance):
    for phone in (alliance.hoa, alliance.pao):
        await phone.sends(LINE)
    listed = await alliance.officer.sends("/cauhoi")

    assert f"{LINE} (2 lần)" in alliance.officer.buttons
    assert "Hòa" not in listed + "".join(alliance.officer.buttons)
    assert "Tam Đường" not in listed + "".join(alliance.officer.buttons)


async def test_what_is_explained_leaves_the_list_and_can_be_taken_back(alliance: Alliance):
    officer = alliance.officer
    await alliance.hoa.sends(LINE)
    await alliance.hoa.sends(AGAIN)
    await says(officer, LINE, f"Hạn: {MIDYEAR}", "bảng tổng hợp")
    left = await officer.taps("Câu hỏi chưa hiểu")
    said = await officer.taps("Cách hiểu đã đặt")
    await officer.taps("bảng tổng hợp")
    taken_back = await officer.taps("Thôi hiểu như vậy")

    assert "Gần đây không có câu hỏi nào bot chưa hiểu." in left
    assert "• “bảng tổng hợp” → Hạn: " in said
    assert "bảng tổng hợp" not in taken_back
    assert "Chưa hiểu" in await alliance.hoa.sends(LINE)
    async with alliance.world.app.database.reading() as db:
        acts = select(AuditEntry.act).where(col(AuditEntry.act).startswith("phrase"))
        assert list(await db.exec(acts.order_by(col(AuditEntry.id)))) == [
            "phrase added",
            "phrase dropped",
        ]


@pytest.mark.parametrize(
    ("words", "explained"),
    [("báo cáo", "“báo cáo” có trong nhiều câu bot đã hiểu."), ("a", "Cụm từ quá ngắn")],
)
async def test_words_that_would_hide_other_questions_are_refused_and_asked_again(
    alliance: Alliance, words: str, explained: str
):
    await alliance.hoa.sends(LINE)
    refused = await says(alliance.officer, LINE, "Gặp ai để hỏi", words)
    done = await alliance.officer.sends("bảng tổng hợp")

    assert refused.startswith(explained)
    assert done.startswith("Từ nay “bảng tổng hợp”")
    assert (await alliance.hoa.sends("bao gio nop bao cao 6 thang")).startswith(MIDYEAR)


async def test_a_line_that_means_none_of_these_is_taken_off(alliance: Alliance):
    officer = alliance.officer
    await alliance.hoa.sends(LINE)
    await officer.sends("/cauhoi")
    await officer.taps(LINE)
    left = await officer.taps("Không phải các việc trên: bỏ câu này")

    assert "Gần đây không có câu hỏi nào bot chưa hiểu." in left


async def test_what_an_officer_types_and_what_holds_a_number_is_not_kept(alliance: Alliance):
    await alliance.officer.sends(LINE)
    await alliance.hoa.sends("xyz abc 0912 345 678")

    assert "Gần đây không có câu hỏi nào" in await alliance.officer.sends("/cauhoi")


async def test_of_many_lines_the_newest_are_kept(alliance: Alliance):
    world = alliance.world
    async with world.app.database.transaction() as db:
        for number in range(MOST_UNHEARD + 5):
            line = f"bảng xanh {'i' * (number + 1)}"
            await note_unheard(db, alliance.id, line, world.clock.now())
    async with world.app.database.reading() as db:
        kept = await unheard_of(db, alliance.id)

    assert len(kept) == MOST_UNHEARD
    assert kept[0].line.endswith("i" * (MOST_UNHEARD + 5))


async def test_a_group_of_the_organisation_is_understood_in_its_words_too(alliance: Alliance):
    await alliance.hoa.sends(LINE)
    await says(alliance.officer, LINE, f"Hạn: {MIDYEAR}", "bảng tổng hợp")
    seat = await links(alliance.officer, alliance.hoa)

    assert (await asks(alliance.hoa, seat, f"{BOT} {AGAIN}")).startswith(MIDYEAR)


async def test_another_organisation_neither_sees_nor_hears_these_words(alliance: Alliance):
    world = alliance.world
    organisation_id, code = await world.organisation("yen-bai-2025")
    elsewhere = await world.officer(code, "Đỗ Nhân Đạo")
    await world.unit(organisation_id, "HTX Suối Giàng")
    manager = await world.manager(elsewhere, "HTX Suối Giàng", "Bùi Thị Hạnh")
    await alliance.hoa.sends(LINE)
    async with world.app.database.reading() as db:
        (line,) = await unheard_of(db, alliance.id)
    await elsewhere.sends("/cauhoi")
    message = elsewhere.person.last["message_id"]
    for data in (f"owuo:{line.id}", f"owum:{line.id}:contact", f"owux:{line.id}"):
        elsewhere.person.tap_data(message, data)
        await world.settle()
    await says(alliance.officer, LINE, "Gặp ai để hỏi", "bảng tổng hợp")

    assert LINE not in " ".join(elsewhere.read)
    assert "Chưa hiểu" in await manager.sends(LINE)


async def test_a_unit_cannot_say_what_words_mean(alliance: Alliance):
    hoa = alliance.hoa
    await hoa.sends(LINE)
    async with alliance.world.app.database.reading() as db:
        (line,) = await unheard_of(db, alliance.id)
    for data in ("owu:0", f"owuo:{line.id}", f"owum:{line.id}:contact", f"owux:{line.id}"):
        hoa.person.tap_data(hoa.person.last["message_id"], data)
        await alliance.world.settle()
    await hoa.sends("bảng tổng hợp")

    async with alliance.world.app.database.reading() as db:
        assert await phrases_of(db, alliance.id) == []
        assert line in await unheard_of(db, alliance.id)


@pytest.mark.both_engines
async def test_an_organisation_that_becomes_part_of_another_brings_its_words(alliance: Alliance):
    world = alliance.world
    coming, code = await world.organisation("lai-chau-2023")
    elsewhere = await world.officer(code, "Lường Văn Thân")
    await world.unit(coming, "LĐLĐ Mường Ảng")
    manager = await world.manager(elsewhere, "LĐLĐ Mường Ảng", "Giàng A Sua")
    await alliance.hoa.sends(LINE)
    await manager.sends(LINE)
    await manager.sends("sổ xanh lá đâu rồi")
    await says(elsewhere, LINE, f"Hạn: {MIDYEAR}", "bảng tổng hợp")
    async with world.app.database.transaction() as db:
        await merge_organisations(db, coming, alliance.id, world.clock.now())
    await world.settle()

    assert (await alliance.hoa.sends(AGAIN)).startswith(MIDYEAR)
    async with world.app.database.reading() as db:
        lines = {each.line for each in await unheard_of(db, alliance.id)}
    assert lines == {LINE, "sổ xanh lá đâu rồi"}
