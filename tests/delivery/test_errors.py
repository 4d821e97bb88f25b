"""What Telegram's errors mean for a message."""

from datetime import timedelta

import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.delivery.errors import is_outage, is_unsure, outcome_of
from bot.delivery.request import AnswerLost, NotSent
from bot.rules.outbox import MAX_ATTEMPTS, Failed, Moved, Retry, backoff


@pytest.mark.parametrize("attempts", [1, MAX_ATTEMPTS, 100])
def test_a_429_waits_exactly_as_told_however_often(attempts: int) -> None:
    outcome = outcome_of(RetryAfter(37), attempts)

    assert isinstance(outcome, Retry)
    assert outcome.wait == timedelta(seconds=37)


@pytest.mark.parametrize(
    "error",
    [
        Forbidden("Forbidden: bot was blocked by the user"),
        Forbidden("Forbidden: user is deactivated"),
        BadRequest("Chat not found"),
        BadRequest("Bad Request: user not found"),
        BadRequest("PEER_ID_INVALID"),
    ],
)
def test_whoever_is_gone_is_unreachable(error: TelegramError) -> None:
    assert outcome_of(error, 1) == Failed(str(error), unreachable=True)


@pytest.mark.parametrize(
    "error",
    [
        BadRequest("Message is too long"),
        BadRequest("Not enough rights to send text messages to the chat"),
        NetworkError("Request Entity Too Large"),
    ],
)
def test_a_refused_message_fails_with_its_reason(error: TelegramError) -> None:
    assert outcome_of(error, 1) == Failed(str(error))


def test_a_group_that_became_a_supergroup_is_followed() -> None:
    assert outcome_of(ChatMigrated(-100123), 1) == Moved(-100123)


@pytest.mark.parametrize(
    "error",
    [TimedOut(), NetworkError("Bad Gateway"), AnswerLost("cut"), TelegramError("Invalid server")],
)
def test_faults_are_tried_again_with_growing_waits_and_then_given_up(error: TelegramError) -> None:
    outcomes = [outcome_of(error, attempts) for attempts in (1, 2, MAX_ATTEMPTS)]

    assert outcomes == [
        Retry(backoff(1), str(error)),
        Retry(backoff(2), str(error)),
        Failed(str(error)),
    ]


@pytest.mark.parametrize("error", [NotSent("out of reach"), InvalidToken(), Conflict("two")])
def test_an_outage_never_fails_a_message(error: TelegramError) -> None:
    outcome = outcome_of(error, 1_000)

    assert outcome == Retry(timedelta(), str(error))
    assert is_outage(error)


def test_only_what_telegram_says_itself_leaves_us_sure() -> None:
    lost = [TimedOut(), AnswerLost("cut"), NetworkError("Bad Gateway"), TelegramError("Invalid")]
    known = [NotSent("no"), BadRequest("no"), Forbidden("no"), RetryAfter(1), InvalidToken()]

    assert [is_unsure(error) for error in lost] == [True] * 4
    assert [is_unsure(error) for error in [*known, ValueError("ours")]] == [False] * 6


def test_a_fault_of_ours_fails_the_message_without_the_token() -> None:
    error = ValueError("123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw0")

    assert outcome_of(error, 1) == Failed("ValueError('<token>')")
