"""What is more than one message: steps one after another, and ways in place of each other."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.outbox import ClaimedMessage
from bot.clock import RehearsalClock
from bot.delivery.limits import Limits
from bot.delivery.outbox import Delivery
from bot.delivery.sending import NotYet, Word, Worded
from bot.messages.outgoing import (
    Album,
    Caption,
    Delete,
    Edit,
    Forward,
    Outgoing,
    Step,
    Way,
    one_way,
)
from bot.messages.screens import screen
from bot.rules.contents import FileKind
from bot.rules.outbox import Held, Lane, OutboxState
from bot.simulator.person import Person
from bot.simulator.telegram import Telegram
from storage.database import Database
from storage.outbox import begun_of
from tests.delivery.conftest import texts_of
from tests.delivery.owing import a_member, owe, standing
from tests.files import a_picture

Build = Callable[..., Delivery]
SENT, WAITING, FAILED = OutboxState.SENT, OutboxState.WAITING, OutboxState.FAILED


def saying(*worded: Worded) -> Word:
    """Words every message as the first of these, then the next, and so on with the last."""
    left = list(worded)

    async def word(_db: AsyncSession, _message: ClaimedMessage, _now: datetime) -> Worded:
        return left.pop(0) if len(left) > 1 else left[0]

    return word


def two_steps(first: str = "một", second: str = "hai") -> Outgoing:
    return one_way(Step(screen(first)), Step(screen(second), below_first=True))


def resuming() -> Word:
    """Words two steps, without what an earlier try has sent."""

    async def word(db: AsyncSession, message: ClaimedMessage, _now: datetime) -> Worded:
        return Outgoing(two_steps().ways, so_far=await begun_of(db, message.id))

    return word


async def test_a_later_step_replies_to_the_first_and_both_are_kept(
    build: Build, database: Database, mai: Person
) -> None:
    await owe(database, await a_member(database, mai), "x")
    await build(word=saying(two_steps())).deliver_due()

    first, second = (posted.body for posted in mai.chat if not posted.outgoing)
    assert texts_of(mai) == ["một", "hai"]
    assert second["reply_to_message"]["message_id"] == first["message_id"]
    [row] = await standing(database, "state", "telegram_message_id", "other_message_ids")
    assert row == (SENT, first["message_id"], [second["message_id"]])


@pytest.mark.parametrize("fault", [(429, {"retry_after": 9}), (502, None)])
async def test_what_has_arrived_is_not_sent_again_when_a_later_step_meets_a_fault(
    build: Build,
    database: Database,
    telegram: Telegram,
    mai: Person,
    real_clock: RehearsalClock,
    fault: tuple[int, Any],
) -> None:
    await owe(database, await a_member(database, mai), "x")
    delivery = build(word=resuming(), limits=Limits.unlimited())
    turns = delivery._turns

    async def refuse_from_now_on(message: ClaimedMessage) -> None:
        telegram.refuse_next("sendMessage", fault[0], "Not now", fault[1])

    turns.one_more = refuse_from_now_on  # type: ignore[method-assign]
    await delivery.deliver_due()
    before = texts_of(mai)
    [waiting] = await standing(database, "state", "telegram_message_id")
    real_clock.move_by(timedelta(seconds=20))
    await build(word=resuming()).deliver_due()

    assert before == ["một"]
    assert waiting == (WAITING, list(mai.chat)[-2].message_id)
    assert texts_of(mai) == ["một", "hai"]
    assert await standing(database) == [SENT]


async def test_the_next_way_is_taken_where_telegram_refuses_one_for_good(
    build: Build, database: Database, telegram: Telegram, mai: Person
) -> None:
    old = mai.send("của người dùng")["message_id"]
    ways = (
        Way((Step(Edit(old, screen("mới"))),), "edited", (old,)),
        Way((Step(screen("mới"), old),), "linked"),
    )
    await owe(database, await a_member(database, mai), "x")
    await build(word=saying(Outgoing(ways, version=2))).deliver_due()

    assert texts_of(mai) == ["mới"]
    assert await standing(database, "state", "how", "version") == [(SENT, "linked", 2)]


async def test_no_other_way_is_tried_with_somebody_who_is_gone(
    build: Build, database: Database, telegram: Telegram, mai: Person
) -> None:
    ways = (Way((Step(screen("một")),), "a"), Way((Step(screen("hai")),), "b"))
    telegram.refuse_next("sendMessage", 400, "Bad Request: chat not found")
    await owe(database, await a_member(database, mai), "x")
    await build(word=saying(Outgoing(ways))).deliver_due()

    assert texts_of(mai) == []
    assert await standing(database) == [FAILED]


async def test_an_edit_that_changes_nothing_is_done(
    build: Build, database: Database, mai: Person
) -> None:
    await owe(database, await a_member(database, mai), "x")
    await build(word=saying(one_way(Step(screen("một"))))).deliver_due()
    there = list(mai.chat)[-1].message_id
    edit = Way((Step(Edit(there, screen("một"))),), "edited", (there,))
    await owe(database, 1, "y")
    await build(word=saying(Outgoing((edit,)))).deliver_due()

    assert await standing(database, "state", "telegram_message_id") == [(SENT, there)] * 2


async def test_what_is_gone_already_counts_as_deleted_and_what_is_too_old_does_not(
    build: Build, database: Database, mai: Person, clock: RehearsalClock
) -> None:
    await owe(database, await a_member(database, mai), "x")
    await build(word=saying(one_way(Step(screen("một"))))).deliver_due()
    there = list(mai.chat)[-1].message_id
    clock.move_by(timedelta(hours=49))
    await owe(database, 1, "y", "z", late=-49 * 3600)
    gone = Way((Step(Delete((12345,))),), "deleted", (12345,))
    old = Way((Step(Delete((there,))),), "deleted", (there,))
    await build(word=saying(Outgoing((gone,)), Outgoing((old,)))).deliver_due()

    states = await standing(database, "state", "error")
    assert [state for state, _ in states] == [SENT, SENT, FAILED]
    assert "can't be deleted" in states[2][1]


async def test_a_caption_is_changed_and_an_album_forwarded(
    build: Build, database: Database, mai: Person, telegram: Telegram
) -> None:
    photo = mai.send_photo(a_picture())["photo"][-1]["file_id"]
    await owe(database, await a_member(database, mai), "x")
    album = Album(FileKind.PHOTO, (photo, photo), "<b>Một</b>")
    await build(word=saying(one_way(Step(album)))).deliver_due()
    ids = tuple(posted.message_id for posted in list(mai.chat)[-2:])
    await owe(database, 1, "y", "z")
    caption, forward = Step(Caption(ids[0], "Hai")), Step(Forward(mai.id, ids))
    await build(
        word=saying(Outgoing((Way((caption,), "edited", ids),)), one_way(forward))
    ).deliver_due()

    shown = [posted.body for posted in mai.chat if not posted.outgoing]
    assert [body.get("caption") for body in shown] == ["Hai", None, "Hai", None]
    assert shown[2]["media_group_id"] == shown[3]["media_group_id"] != shown[0]["media_group_id"]
    assert await standing(database, "state") == [SENT] * 3


async def test_every_part_of_an_album_and_every_step_counts_against_the_limits(
    build: Build, database: Database, mai: Person
) -> None:
    photo = mai.send_photo(a_picture())["photo"][-1]["file_id"]
    limits, spent = Limits.unlimited(), 0
    spend = limits.spend

    def count(lane: Lane, chat_id: int) -> None:
        nonlocal spent
        spent += 1
        spend(lane, chat_id)

    limits.spend = count  # type: ignore[method-assign]
    album = Step(Album(FileKind.PHOTO, (photo,) * 3))
    worded = one_way(album, Step(screen("dưới"), below_first=True))
    await owe(database, await a_member(database, mai), "x")
    await build(word=saying(worded), limits=limits).deliver_due()

    assert spent == 4


async def test_what_follows_something_on_its_way_is_worded_again_and_loses_no_try(
    build: Build, database: Database, mai: Person
) -> None:
    await owe(database, await a_member(database, mai), "x")
    delivery = build(word=saying(NotYet(), screen("nay")))
    await delivery.deliver_due()
    waiting = await standing(database, "state", "attempts")
    await delivery.deliver_due()

    assert waiting == [(WAITING, 0)]
    assert texts_of(mai) == ["nay"]


async def test_what_was_paused_after_it_was_claimed_is_held(
    build: Build, database: Database, mai: Person
) -> None:
    await owe(database, await a_member(database, mai), "x")
    await build(word=saying(Held())).deliver_due()
    await build(word=saying(screen("x"))).deliver_due()

    assert texts_of(mai) == []
    assert await standing(database, "state", "claimed_at") == [(OutboxState.HELD, None)]
