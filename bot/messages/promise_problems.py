"""The words for what can go wrong with a promised day."""

from collections.abc import Callable
from typing import Any

from bot.rules import promises
from bot.texts import Texts


def _past(t: Texts, violation: promises.PromiseInPast) -> str:
    return t(
        "{day} has passed. Please name a day that is still to come.", day=t.long_day(violation.day)
    )


def _too_far(t: Texts, violation: promises.PromiseTooFar) -> str:
    return t(
        "{day} is too far ahead: a day until {furthest} may be promised. Please check the date and "
        "type it again, with its year.",
        day=t.day(violation.day),
        furthest=t.day(violation.furthest),
    )


def _nothing(t: Texts, violation: promises.NothingToPromise) -> str:
    return t("There is nothing to promise here: it is handed in, closed, or has no date yet.")


PROMISE_WORDS: dict[type, Callable[[Texts, Any], str]] = {
    promises.PromiseInPast: _past,
    promises.PromiseTooFar: _too_far,
    promises.NothingToPromise: _nothing,
}
