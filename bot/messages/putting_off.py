"""Reminders that wait: the buttons under a reminder, the days to pick, what was chosen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.callbacks import callback
from bot.messages.forms import cancel_button
from bot.messages.screens import Button, Row, Screen, screen
from bot.rules.dialogues import Draft
from bot.texts import Texts


@callback("po")
@dataclass(frozen=True, slots=True)
class PutOffReminder:
    """«Để mai nhắc»"""


@callback("pod")
@dataclass(frozen=True, slots=True)
class AskPutOff:
    """«Nhắc tôi ngày…»"""


@callback("pop")
@dataclass(frozen=True, slots=True)
class PickPutOff:
    """Wait until one of the days offered."""

    draft_id: int
    version: int
    day: str


@callback("pow")
@dataclass(frozen=True, slots=True)
class WaitNoMore:
    """Remind as planned again."""


def put_off_rows(t: Texts, last_days: Sequence[date], today: date) -> list[Row]:
    """What a reminder of duties with these last days offers; nothing on the first of them."""
    if not last_days or min(last_days) <= today:
        return []
    row = [Button(t.plain("Remind me tomorrow"), PutOffReminder())]
    if (min(last_days) - today).days > 1:
        row.append(Button(t.plain("Remind me on…"), AskPutOff()))
    return [tuple(row)]


def put_off_answer(t: Texts, until: date) -> str:
    """What pressing «Để mai nhắc» led to."""
    return t.plain("You will be reminded again on {day}.", day=t.long_day(until))


def ask_day(t: Texts, draft: Draft, days: Sequence[date], first_end: date) -> Screen:
    """On which day."""
    rows = [
        Button(t.long_day(day), PickPutOff(draft.id, draft.version, day.isoformat()))
        for day in days
    ]
    return screen(
        t.join(
            [
                t("<b>On which day should {you} be reminded again?</b>"),
                "",
                t(
                    "At the latest on <b>{day}</b>, the first last day of {you}.",
                    day=t.long_day(first_end),
                ),
                t("Choose a day, or type one, for example <i>8/6</i> or <i>tomorrow</i>."),
            ]
        ),
        *rows,
        cancel_button(t, draft),
    )


def waits_until(t: Texts, until: date, wanted: date, first_end: date) -> Screen:
    """The day that was chosen, and why it is not the `wanted` one where it is not."""
    lines = [t("<b>{You} will be reminded again on {day}</b>.", day=t.long_day(until)), ""]
    if until < wanted:
        lines.append(
            t(
                "{day} lies after the first last day, {last}, beyond which reminders do not wait.",
                day=t.long_day(wanted),
                last=t.long_day(first_end),
            )
        )
    elif until > wanted:
        lines.append(t("{day} is not a working day.", day=t.long_day(wanted)))
    lines.append(t("Until then no reminder comes, unless an officer asks."))
    return screen(t.join([*lines]), Button(t.plain("Remind as usual"), WaitNoMore()))


def waits_no_more(t: Texts) -> Screen:
    """Reminders come as planned again."""
    return screen(t("Reminders come as usual again."))
