"""Until when a confirmation still counts from the last message, for whoever is about to give it."""

from datetime import datetime

from markupsafe import Markup

from bot.messages.screens import Screen
from bot.texts import Texts


def confirm_by(t: Texts, screen: Screen, completed_at: datetime, until: datetime) -> Screen:
    """The review with a line below: what was sent in time may still be on time."""
    line = t(
        "The last message came at {at}, before it closed: confirm by <b>{until}</b> and it counts "
        "as on time.",
        at=t.moment(completed_at),
        until=t.moment(until),
    )
    return Screen(t.join([Markup(screen.html), "", line]), screen.rows)  # noqa: S704 - already escaped
