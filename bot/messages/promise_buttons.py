"""A promised day beside a duty: the button that names or changes it, and the words for it."""

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from bot.callbacks import callback
from bot.messages.screens import Button, Row
from bot.rules.obligations import Duty
from bot.texts import Texts


@callback("pm")
@dataclass(frozen=True, slots=True)
class AskPromise:
    """Say on which day a duty will be handed in, or another one."""

    obligation_id: int
    unit_id: int


def promise_rows(t: Texts, duty: Duty) -> list[Row]:
    """«Hẹn ngày gửi»; nothing for what is not awaited or has no date."""
    if not duty.is_awaited or duty.term is None:
        return []
    label = t.plain("Promise a day") if duty.promise is None else t.plain("Change the promised day")
    return [(Button(label, AskPromise(duty.obligation.id, duty.unit_id)),)]


def promise_lines(t: Texts, duty: Duty, today: date) -> list[str | Markup]:
    """The day promised, while it may still be kept or was not."""
    if duty.promise is None or not duty.is_awaited:
        return []
    if duty.promise.on == today:
        return [t("Promised for <b>today</b>, {day}.", day=t.day(duty.promise.on))]
    if duty.promise.on < today:
        return [t("Promised for {day}, not handed in yet.", day=t.long_day(duty.promise.on))]
    return [t("Promised for <b>{day}</b>.", day=t.long_day(duty.promise.on))]
