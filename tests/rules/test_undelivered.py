"""What Telegram said becomes a reason that an officer can act on."""

import pytest

from bot.rules.outbox import MAX_ATTEMPTS
from bot.rules.undelivered import Why, why_failed, why_lost


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("", Why.BLOCKED),
        ("Forbidden: bot was blocked by the user", Why.BLOCKED),
        ("user is deactivated", Why.DELETED),
        ("INPUT_USER_DEACTIVATED", Why.DELETED),
        ("Forbidden: bot can't initiate conversation with a user", Why.NEVER_STARTED),
        ("Chat not found", Why.NEVER_STARTED),
        ("PEER_ID_INVALID", Why.NEVER_STARTED),
    ],
)
def test_why_somebody_is_lost_is_read_from_what_telegram_said(said: str, why: Why):
    assert why_lost(said) is why


@pytest.mark.parametrize(
    ("said", "attempts", "why"),
    [
        ("message is too long", 0, Why.REFUSED),
        ("Timed out", MAX_ATTEMPTS - 1, Why.EXHAUSTED),
        ("not worded: KeyError('receipt')", 0, Why.NOT_WORDED),
    ],
)
def test_why_a_message_failed_is_read_from_its_reason_and_tries(said: str, attempts: int, why: Why):
    assert why_failed(said, attempts) is why
