"""The words for what can go wrong with more time."""

from collections.abc import Callable
from typing import Any

from bot.rules import extensions
from bot.rules.extensions import ExtensionState, Purpose
from bot.texts import Texts


def _waiting(t: Texts, violation: extensions.ExtensionWaiting) -> str:
    view = violation.view
    if view.purpose is Purpose.AMEND:
        head = t("The request to amend is with the officers already; please wait for the answer.")
    else:
        head = t("The request for more time is with the officers already; please wait.")
    lines = [head, t("Sent by {name}, {at}.", name=view.asked_by, at=t.moment(view.asked_at))]
    if view.wanted_on is not None:
        lines.append(t("Until: <b>{day}</b>", day=t.long_day(view.wanted_on)))
    return t.join([*lines, t("Reason: {reason}", reason=view.reason)])


def _decided(t: Texts, violation: extensions.ExtensionDecided) -> str:
    view = violation.view
    at = t.moment(view.decided_at) if view.decided_at else ""
    if view.state is ExtensionState.GRANTED and view.until_on is not None:
        return t(
            "{name} has already granted this request, until {day} ({at}).",
            name=view.decided_by,
            day=t.long_day(view.until_on),
            at=at,
        )
    return t("{name} has already refused this request ({at}).", name=view.decided_by, at=at)


def _not_later(t: Texts, violation: extensions.DayNotLater) -> str:
    return t(
        "{day} gives no more time: please choose a day after {after}.",
        day=t.long_day(violation.day),
        after=t.long_day(violation.after),
    )


def _too_far(t: Texts, violation: extensions.DayTooFar) -> str:
    return t(
        "{day} is over six months later. Please check the date and type it again, with its year.",
        day=t.day(violation.day),
    )


def _nothing(t: Texts, violation: extensions.NothingToExtend) -> str:
    return t("There is nothing to extend here: it is handed in, closed, or has no date yet.")


def _nobody(t: Texts, violation: extensions.NobodyChosen) -> str:
    return t("No unit is chosen. Please choose at least one.")


EXTENSION_WORDS: dict[type, Callable[[Texts, Any], str]] = {
    extensions.ExtensionWaiting: _waiting,
    extensions.ExtensionDecided: _decided,
    extensions.DayNotLater: _not_later,
    extensions.DayTooFar: _too_far,
    extensions.NothingToExtend: _nothing,
    extensions.NobodyChosen: _nobody,
}
