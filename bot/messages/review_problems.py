"""What cannot be decided on, or not by that day: the words for it."""

from collections.abc import Callable
from typing import Any

from bot.messages.waiting import happened
from bot.rules import reviews
from bot.texts import Texts


def _already_reviewed(t: Texts, violation: reviews.AlreadyReviewed) -> str:
    review = violation.review
    return t(
        "<b>{unit}</b>, {title}: this version no longer waits for review. {happened}",
        unit=review.unit,
        title=review.obligation,
        happened=happened(t, review),
    )


def _mending_too_early(t: Texts, violation: reviews.MendingTooEarly) -> str:
    return t(
        "The unit has until the end of {last} already. Please choose a later day, or keep the "
        "deadline.",
        last=t.long_day(violation.last_day),
    )


REVIEW_WORDS: dict[type, Callable[[Texts, Any], str]] = {
    reviews.AlreadyReviewed: _already_reviewed,
    reviews.MendingTooEarly: _mending_too_early,
}
