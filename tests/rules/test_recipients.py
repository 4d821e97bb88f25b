"""What stands of a notice in a chat, and what at last became of it there."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.rules.notices import How, NoticePost
from bot.rules.outbox import OutboxState
from bot.rules.recipients import Final, Posted, are_deletable, final_of, live_of, messages_of

NOW = datetime(2023, 2, 1, tzinfo=UTC)
SENT, WAITING, FAILED = OutboxState.SENT, OutboxState.WAITING, OutboxState.FAILED
CLAIMED, HELD, DROPPED = OutboxState.CLAIMED, OutboxState.HELD, OutboxState.DROPPED


def first(state: OutboxState = SENT, ids: tuple[int, ...] = (1,), version: int = 1) -> Posted:
    return Posted(NoticePost.FIRST, state, ids, version=version, at=NOW)


def corrected(how: How, state: OutboxState = SENT, version: int = 2) -> Posted:
    ids = (1,) if how is How.EDITED else (2, 3)
    return Posted(NoticePost.CORRECTION, state, ids if state is SENT else (), how, version, NOW)


def withdrawn(how: How, state: OutboxState = SENT) -> Posted:
    return Posted(NoticePost.WITHDRAWAL, state, (1,), how, 1, NOW)


@pytest.mark.parametrize(
    ("posts", "version", "final"),
    [
        ([first(WAITING)], 1, Final.WAITING),
        ([first(CLAIMED)], 1, Final.WAITING),
        ([first(HELD)], 1, Final.WAITING),
        ([first(DROPPED)], 1, Final.DROPPED),
        ([first(FAILED)], 1, Final.FAILED),
        ([first()], 1, Final.SENT),
        ([first(version=2)], 2, Final.SENT),
        ([first()], 2, Final.WAITING),
        ([first(), corrected(How.EDITED, WAITING)], 2, Final.WAITING),
        ([first(), corrected(How.EDITED)], 2, Final.EDITED),
        ([first(), corrected(How.LINKED)], 2, Final.LINKED),
        ([first(), corrected(How.EDITED, FAILED)], 2, Final.OUTDATED),
        ([first(), corrected(How.LINKED), corrected(How.EDITED, FAILED, 3)], 3, Final.OUTDATED),
        ([], 1, Final.DROPPED),
    ],
)
def test_what_became_of_a_notice_that_stands(
    posts: list[Posted], version: int, final: Final
) -> None:
    assert final_of(posts, version, withdrawn=False) is final


@pytest.mark.parametrize(
    ("posts", "final"),
    [
        ([first(DROPPED)], Final.DROPPED),
        ([first()], Final.WAITING),
        ([first(), withdrawn(How.DELETED)], Final.DELETED),
        ([first(), withdrawn(How.MARKED)], Final.MARKED),
        ([first(), withdrawn(How.LINKED)], Final.TOLD),
        ([first(), withdrawn(How.DELETED, FAILED)], Final.NOT_WITHDRAWN),
    ],
)
def test_what_became_of_one_that_was_withdrawn(posts: list[Posted], final: Final) -> None:
    assert final_of(posts, 1, withdrawn=True) is final


def test_the_last_correction_that_arrived_is_what_the_reader_has() -> None:
    linked = corrected(How.LINKED)
    posts = [first(), linked, corrected(How.EDITED, FAILED, version=3)]

    assert live_of(posts) == linked
    assert live_of([first(WAITING)]) is None


def test_an_edit_adds_no_message_to_those_that_stand_in_the_chat() -> None:
    again = Posted(NoticePost.READ_AGAIN, SENT, (9,), at=NOW)

    assert messages_of([first(), corrected(How.EDITED), again]) == (1, 9)
    assert messages_of([first(), corrected(How.LINKED)]) == (1, 2, 3)


def test_all_is_deletable_while_its_oldest_part_is_young() -> None:
    posts = [first(), corrected(How.LINKED)]

    assert are_deletable(posts, NOW + timedelta(hours=47))
    assert not are_deletable(posts, NOW + timedelta(hours=48))
