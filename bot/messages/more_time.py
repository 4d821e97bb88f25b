"""More time beside a duty: the button that asks for it, and the words for what it made good."""

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from bot.callbacks import callback
from bot.messages.screens import Button, Row
from bot.rules.deadlines import TermBasis
from bot.rules.obligations import Duty, can_register
from bot.texts import Texts


@callback("xa")
@dataclass(frozen=True, slots=True)
class AskExtension:
    """Ask for more time for a duty, or to amend a registration after its deadline."""

    obligation_id: int
    unit_id: int


def may_amend_by_request(duty: Duty, today: date) -> bool:
    """Whether a registration on record is changed only when an officer lets the unit."""
    is_over = duty.term is not None and duty.term.days_left(today) < 0
    return duty.is_done and is_over and can_register(duty.obligation)


def more_time_rows(t: Texts, duty: Duty, today: date) -> list[Row]:
    """The button that asks for more time, or to amend after the deadline; none for others."""
    if duty.obligation.closed_at is not None:
        return []
    if may_amend_by_request(duty, today):
        label = t.plain("Ask to amend the registration")
    elif duty.term is not None and not duty.is_done:
        label = t.plain("Ask for more time")
    else:
        return []
    return [(Button(label, AskExtension(duty.obligation.id, duty.unit_id)),)]


def made_good_lines(t: Texts, duty: Duty) -> list[str | Markup]:
    """Why what a receipt calls late is on time after all."""
    bases = {each.made_good_by for each in (duty.first, duty.latest) if each is not None}
    if TermBasis.EXTENSION in bases:
        return [t("The receipt says late; with the time granted afterwards it is on time.")]
    if TermBasis.PLAN in bases:
        return [t("The receipt says late; by the date set afterwards it is on time.")]
    return []
