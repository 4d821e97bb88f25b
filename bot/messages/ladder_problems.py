"""The words for what can go wrong with a ladder of reminders."""

from collections.abc import Callable
from typing import Any

from bot.rules import ladders
from bot.texts import Texts


def _not_days(t: Texts, violation: ladders.NotDays) -> str:
    return t(
        "“{text}” is no list of days. Please type whole numbers with commas between them, for "
        "example <i>30, 14, 7</i>.",
        text=violation.text[:60],
    )


def _too_far(t: Texts, violation: ladders.RungTooFar) -> str:
    return t(
        "{days} days is too far from the deadline: at most {most} days. Please type them again.",
        days=violation.days,
        most=violation.most,
    )


def _too_many(t: Texts, violation: ladders.TooManyRungs) -> str:
    return t(
        "That is too many reminders: at most {most} days on each side. Please choose fewer.",
        most=violation.most,
    )


LADDER_WORDS: dict[type, Callable[[Texts, Any], str]] = {
    ladders.NotDays: _not_days,
    ladders.RungTooFar: _too_far,
    ladders.TooManyRungs: _too_many,
}
