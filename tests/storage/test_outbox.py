"""The outbox on both engines: owed once, claimed once, settled in groups."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import col, select

from bot.actions.outbox import (
    LEASE,
    ClaimedMessage,
    claim_due,
    give_back,
    hand_back_stale,
    put,
    record,
)
from bot.rules.members import Address, Language
from bot.rules.outbox import Dropped, Failed, Lane, OutboxState, Outcome, Retry, Sent
from storage.database import Database
from storage.tables import GroupChat, Member, OutboxMessage

NOW = datetime(2023, 6, 1, 1, 0, tzinfo=UTC)
"""Campaign time: 08:00 in Hà Nội."""

REAL = datetime(2026, 2, 3, 4, 5, tzinfo=UTC)
"""The machine's time, far from it."""

SECOND = timedelta(seconds=1)


@pytest.fixture
async def member(database: Database) -> int:
    return await add_member(database)


async def add_member(database: Database, telegram_id: int = 5001) -> int:
    async with database.transaction() as db:
        member = Member(
            telegram_id=telegram_id,
            name="Lò Thị Mai",
            language=Language.EN,
            address=Address.COMRADE,
            created_at=NOW,
        )
        db.add(member)
        await db.flush()
        assert member.id is not None
        return member.id


async def owe(database: Database, member: int, message: str = "hello", **values: Any) -> bool:
    values = {"lane": Lane.REMINDER, "due_at": NOW} | values
    async with database.transaction() as db:
        return await put(db, member_id=member, message=message, **values)


async def claim(
    database: Database, limit: int = 10, *, now: datetime = NOW, real_now: datetime = REAL
) -> list[ClaimedMessage]:
    async with database.transaction() as db:
        return await claim_due(db, now, limit, real_now=real_now)


async def settle(
    database: Database, *outcomes: tuple[ClaimedMessage, Outcome], unsure: Sequence[int] = ()
) -> None:
    async with database.transaction() as db:
        await record(db, outcomes, NOW, real_now=REAL, unsure=unsure)


async def rows(database: Database) -> Sequence[OutboxMessage]:
    async with database.reading() as db:
        return (await db.exec(select(OutboxMessage).order_by(col(OutboxMessage.id)))).all()


async def test_a_message_with_a_key_is_owed_once(database: Database, member: int) -> None:
    first = await owe(database, member, key="welcome 1")
    again = await owe(database, member, key="welcome 1")

    assert (first, again, len(await rows(database))) == (True, False, 1)


async def test_messages_without_a_key_are_owed_each(database: Database, member: int) -> None:
    assert await owe(database, member)
    assert await owe(database, member)

    assert len(await rows(database)) == 2


async def test_a_key_that_was_settled_stays_owed_once(database: Database, member: int) -> None:
    await owe(database, member, key="once")
    [message] = await claim(database)
    await settle(database, (message, Sent(7)))

    assert await owe(database, member, key="once") is False


async def test_a_message_is_owed_only_if_its_cause_is_committed(
    database: Database, member: int
) -> None:
    with suppress(RuntimeError):
        async with database.transaction() as db:
            await put(db, lane=Lane.ANSWER, member_id=member, message="hello", due_at=NOW)
            raise RuntimeError

    assert await rows(database) == []


async def test_a_claim_carries_what_wording_needs(database: Database, member: int) -> None:
    await owe(database, member, "hạn nộp", details={"plan": 3, "tên": "Hòa Bình"}, key="k")

    [message] = await claim(database)

    assert message == ClaimedMessage(
        id=message.id,
        lane=Lane.REMINDER,
        message="hạn nộp",
        details={"plan": 3, "tên": "Hòa Bình"},
        key="k",
        notice_id=None,
        due_at=NOW,
        attempts=0,
        possibly_repeated=False,
        member_id=member,
        group_id=None,
        chat_id=5001,
        language=Language.EN,
        address=Address.COMRADE,
        lost_at=None,
    )


async def test_answers_are_claimed_before_reminders_before_notices(
    database: Database, member: int
) -> None:
    for lane in (Lane.NOTICE, Lane.REMINDER, Lane.ANSWER, Lane.NOTICE, Lane.ANSWER):
        await owe(database, member, lane=lane)

    lanes = [message.lane for message in await claim(database, 4)]

    assert lanes == [Lane.ANSWER, Lane.ANSWER, Lane.REMINDER, Lane.NOTICE]


async def test_each_lane_gives_no_more_than_its_room(database: Database, member: int) -> None:
    for lane in (Lane.NOTICE, Lane.NOTICE, Lane.ANSWER, Lane.REMINDER):
        await owe(database, member, lane=lane)

    async with database.transaction() as db:
        claimed = await claim_due(db, NOW, {Lane.ANSWER: 5, Lane.NOTICE: 1}, real_now=REAL)

    assert [message.lane for message in claimed] == [Lane.ANSWER, Lane.NOTICE]


async def test_in_a_lane_the_longest_due_goes_first(database: Database, member: int) -> None:
    await owe(database, member, "second", due_at=NOW)
    await owe(database, member, "first", due_at=NOW - SECOND)

    assert [message.message for message in await claim(database)] == ["first", "second"]


async def test_what_is_not_due_in_campaign_time_is_left(database: Database, member: int) -> None:
    await owe(database, member, due_at=NOW + SECOND)

    assert await claim(database) == []
    assert len(await claim(database, now=NOW + SECOND)) == 1


async def test_a_claimed_message_is_not_claimed_again(database: Database, member: int) -> None:
    await owe(database, member)

    assert len(await claim(database)) == 1
    assert await claim(database) == []


async def test_many_claiming_at_once_never_get_the_same_message(
    database: Database, member: int
) -> None:
    for _ in range(40):
        await owe(database, member)

    batches = await asyncio.gather(*(claim(database, 10) for _ in range(8)))

    ids = [message.id for batch in batches for message in batch]
    assert len(ids) == len(set(ids))
    left = await claim(database, 40)
    assert len(ids) + len(left) == 40


async def test_outcomes_of_a_group_are_recorded_together(database: Database, member: int) -> None:
    for _ in range(4):
        await owe(database, member)
    sent, dropped, retried, failed = await claim(database)

    await settle(
        database,
        (sent, Sent(77)),
        (dropped, Dropped()),
        (retried, Retry(5 * SECOND, "Bad Gateway")),
        (failed, Failed("Message is too long")),
    )

    first, second, third, fourth = await rows(database)
    assert (first.state, first.sent_at, first.telegram_message_id) == (OutboxState.SENT, NOW, 77)
    assert second.state is OutboxState.DROPPED
    assert (third.state, third.attempts, third.error) == (OutboxState.WAITING, 1, "Bad Gateway")
    assert (fourth.state, fourth.error) == (OutboxState.FAILED, "Message is too long")


async def test_a_retry_waits_in_the_machines_time_whatever_the_campaign_clock_does(
    database: Database, member: int
) -> None:
    await owe(database, member)
    [message] = await claim(database)
    await settle(database, (message, Retry(5 * SECOND, "429")))

    year_later = NOW + timedelta(days=365)
    assert await claim(database, now=year_later, real_now=REAL + 4 * SECOND) == []
    [again] = await claim(database, now=NOW, real_now=REAL + 5 * SECOND)
    assert again.attempts == 1


async def test_a_claim_given_back_counts_as_no_try(database: Database, member: int) -> None:
    await owe(database, member)
    [message] = await claim(database)

    async with database.transaction() as db:
        await give_back(db, {message.id: SECOND}, real_now=REAL)

    assert await claim(database) == []
    [again] = await claim(database, real_now=REAL + SECOND)
    assert (again.attempts, again.possibly_repeated) == (0, False)


async def test_whoever_cannot_be_reached_is_noted_with_the_first_moment(
    database: Database, member: int
) -> None:
    await owe(database, member)
    await owe(database, member)
    first, second = await claim(database)

    await settle(database, (first, Failed("bot was blocked by the user", unreachable=True)))
    async with database.transaction() as db:
        gone = Failed("bot was blocked by the user", unreachable=True)
        await record(db, [(second, gone)], NOW + SECOND, real_now=REAL)

    async with database.reading() as db:
        assert (await db.exec(select(Member.blocked_at))).one() == NOW


async def test_a_failure_of_the_message_alone_blocks_nobody(
    database: Database, member: int
) -> None:
    await owe(database, member)
    [message] = await claim(database)

    await settle(database, (message, Failed("can't parse entities")))

    async with database.reading() as db:
        assert (await db.exec(select(Member.blocked_at))).one() is None


async def test_an_answer_lost_on_the_way_marks_the_retry_as_possibly_repeated(
    database: Database, member: int
) -> None:
    await owe(database, member)
    [message] = await claim(database)

    await settle(database, (message, Retry(SECOND, "Timed out")), unsure=[message.id])

    [again] = await claim(database, real_now=REAL + SECOND)
    assert again.possibly_repeated


async def test_at_start_all_claims_are_handed_back_as_possibly_repeated(
    database: Database, member: int
) -> None:
    await owe(database, member)
    await owe(database, member)
    [message] = await claim(database, 1)

    async with database.transaction() as db:
        back = await hand_back_stale(db, REAL, lease=None)

    assert back == [message.id]
    flagged = {each.id: each.possibly_repeated for each in await claim(database)}
    assert flagged == {message.id: True, message.id + 1: False}


async def test_a_claim_is_stale_after_its_lease_unless_it_is_in_flight(
    database: Database, member: int
) -> None:
    for _ in range(2):
        await owe(database, member)
    abandoned, in_flight = await claim(database)

    async with database.transaction() as db:
        early = await hand_back_stale(db, REAL + LEASE, beside=[in_flight.id])
        late = await hand_back_stale(db, REAL + LEASE + SECOND, beside=[in_flight.id])

    assert (early, late) == ([], [abandoned.id])


async def owe_group(database: Database, member: int) -> int:
    """Owe a message to a group that the member added the bot to; gives the group's id."""
    async with database.transaction() as db:
        group = GroupChat(telegram_id=-400, title="Khối 1", added_by=member, added_at=NOW)
        db.add(group)
        await db.flush()
        assert group.id is not None
        await put(db, lane=Lane.NOTICE, group_id=group.id, message="notice", due_at=NOW)
        return group.id


async def test_a_message_to_a_group_carries_the_group_and_speaks_vietnamese(
    database: Database, member: int
) -> None:
    group_id = await owe_group(database, member)

    [message] = await claim(database)

    assert (message.member_id, message.group_id, message.chat_id) == (None, group_id, -400)
    assert (message.language, message.address, message.lost_at) == (
        Language.VI,
        Address.UNIT,
        None,
    )


async def test_a_group_that_threw_the_bot_out_is_noted_so(database: Database, member: int) -> None:
    await owe_group(database, member)
    [message] = await claim(database)

    reason = "bot was kicked from the group chat"
    await settle(database, (message, Failed(reason, unreachable=True)))

    async with database.reading() as db:
        assert (await db.exec(select(GroupChat.left_at))).all() == [NOW]


async def test_an_album_is_kept_with_all_its_messages(database: Database, member: int) -> None:
    await owe(database, member)
    [message] = await claim(database)

    await settle(database, (message, Sent(7, others=(8, 9), how="linked")))

    [row] = await rows(database)
    assert (row.telegram_message_id, row.other_message_ids, row.how) == (7, [8, 9], "linked")


async def test_a_sender_whose_claim_was_handed_back_has_only_its_success_to_tell(
    database: Database, member: int
) -> None:
    for _ in range(4):
        await owe(database, member)
    claims = await claim(database)
    async with database.transaction() as db:
        await hand_back_stale(db, REAL, lease=None)

    late: list[Outcome] = [Sent(7), Retry(SECOND, "late"), Failed("late"), Dropped()]
    await settle(database, *zip(claims, late, strict=True))

    standing = [(row.state, row.attempts, row.error) for row in await rows(database)]
    assert standing == [(OutboxState.SENT, 1, "")] + [(OutboxState.WAITING, 1, "")] * 3
