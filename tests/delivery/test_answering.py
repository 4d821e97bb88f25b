"""Direct answers are counted with the rest, and survive a 429."""

from contextlib import suppress
from typing import Any

import pytest
from structlog.typing import EventDict
from telegram.error import BadRequest, NetworkError, RetryAfter
from telegram.ext import ExtBot

from bot.delivery.answering import AnswerLimiter
from bot.delivery.limits import Limits
from bot.delivery.request import AiohttpRequest, NotSent
from bot.rules.outbox import Lane
from bot.simulator.faults import Cut, Dropped, Fault, Page
from bot.simulator.person import Person
from bot.simulator.telegram import Telegram
from tests.delivery.conftest import texts_of


class Seconds:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def limits(seconds: Seconds) -> Limits:
    return Limits(rate=5, monotonic=seconds)


@pytest.fixture
def speaker(
    url: str, telegram: Telegram, request_: AiohttpRequest, limits: Limits, seconds: Seconds
) -> ExtBot[Any]:
    return ExtBot(
        telegram.token,
        base_url=url.removesuffix(telegram.token),
        request=request_,
        rate_limiter=AnswerLimiter(limits, seconds.sleep),
    )


async def test_answers_wait_only_when_the_whole_rate_is_used(
    speaker: ExtBot[Any], mai: Person, seconds: Seconds
) -> None:
    for number in range(6):
        await speaker.send_message(mai.id, str(number))

    assert seconds.slept == pytest.approx([1 / 0.98])
    assert len(texts_of(mai)) == 6


async def test_an_answer_makes_notices_leave_headroom(
    speaker: ExtBot[Any], mai: Person, limits: Limits
) -> None:
    limits.spend(Lane.NOTICE, 1)
    alone = limits.wait(Lane.NOTICE)
    await speaker.send_message(mai.id, "answer")
    limits.spend(Lane.NOTICE, 2)

    assert limits.wait(Lane.NOTICE) > alone


async def test_what_sends_nothing_is_not_counted(
    speaker: ExtBot[Any], mai: Person, limits: Limits
) -> None:
    before = limits.room(Lane.ANSWER)
    await speaker.get_me()
    await speaker.send_chat_action(mai.id, "typing")

    assert limits.room(Lane.ANSWER) == before


async def test_a_429_is_waited_for_exactly_as_told(
    speaker: ExtBot[Any], mai: Person, telegram: Telegram, seconds: Seconds
) -> None:
    telegram.refuse_next("sendMessage", 429, "Too Many Requests", {"retry_after": 4})
    await speaker.send_message(mai.id, "answer")

    assert (seconds.slept, texts_of(mai)) == ([4], ["answer"])


async def test_an_answer_told_to_wait_for_long_is_given_up(
    speaker: ExtBot[Any], mai: Person, telegram: Telegram, seconds: Seconds
) -> None:
    telegram.refuse_next("sendMessage", 429, "Too Many Requests", {"retry_after": 3600})

    with pytest.raises(RetryAfter):
        await speaker.send_message(mai.id, "answer")
    assert seconds.slept == []


async def test_an_answer_that_never_left_is_tried_three_times(
    request_: AiohttpRequest, limits: Limits, seconds: Seconds
) -> None:
    limiter = AnswerLimiter(limits, seconds.sleep)
    nowhere = ExtBot(
        "1:a", base_url="http://127.0.0.1:1/bot", request=request_, rate_limiter=limiter
    )

    with pytest.raises(NotSent):
        await nowhere.send_message(1, "answer")
    assert seconds.slept == [1, 2]


async def test_a_third_429_reaches_the_caller(
    speaker: ExtBot[Any], mai: Person, telegram: Telegram
) -> None:
    telegram.refuse_next("sendMessage", 429, "Too Many Requests", {"retry_after": 4}, times=3)

    with pytest.raises(RetryAfter):
        await speaker.send_message(mai.id, "answer")


@pytest.mark.parametrize(
    ("fault", "copies"), [(Page(502), 1), (Dropped(), 1), (Dropped(accepted=True), 2), (Cut(), 2)]
)
async def test_an_answer_that_may_have_arrived_is_said_once_more_and_that_is_logged(
    speaker: ExtBot[Any],
    mai: Person,
    telegram: Telegram,
    seconds: Seconds,
    logged: list[EventDict],
    fault: Fault,
    copies: int,
) -> None:
    telegram.faults.inject(fault, "sendMessage", times=1)
    await speaker.send_message(mai.id, "answer")

    assert (seconds.slept, texts_of(mai)) == ([1], ["answer"] * copies)
    assert [event["event"] for event in logged] == ["answer.possibly_repeated"]


async def test_an_answer_is_never_said_a_third_time(
    speaker: ExtBot[Any], mai: Person, telegram: Telegram
) -> None:
    telegram.faults.inject(Dropped(accepted=True), "sendMessage")

    with pytest.raises(NetworkError):
        await speaker.send_message(mai.id, "answer")
    assert texts_of(mai) == ["answer"] * 2


@pytest.mark.parametrize("fault", [Page(502), Dropped(), Dropped(accepted=True), Cut()])
async def test_what_does_no_harm_twice_is_tried_three_times(
    speaker: ExtBot[Any], mai: Person, telegram: Telegram, logged: list[EventDict], fault: Fault
) -> None:
    sent = await speaker.send_message(mai.id, "first")
    telegram.faults.inject(fault, "editMessageText", times=2)
    # Where the first try had arrived, Telegram says that nothing is left to be edited.
    with suppress(BadRequest):
        await speaker.edit_message_text("second", chat_id=mai.id, message_id=sent.message_id)

    assert (texts_of(mai), logged) == (["second"], [])
