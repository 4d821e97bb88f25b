"""A unit says on which day it will hand in: the days to pick, and what the promise means."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from bot.callbacks import callback
from bot.messages.deadlines import OpenDuty, do_now
from bot.messages.forms import cancel_button
from bot.messages.home import GoHome
from bot.messages.more_time import more_time_rows
from bot.messages.paging import short
from bot.messages.promise_buttons import promise_lines, promise_rows
from bot.messages.screens import Button, Row, Screen, screen
from bot.rules.deadlines import Term
from bot.rules.dialogues import Draft
from bot.rules.obligations import Duty
from bot.rules.promises import Promise
from bot.texts import Texts

MOST_DUTIES = 4


@callback("pmd")
@dataclass(frozen=True, slots=True)
class PickPromise:
    """Promise one of the days offered."""

    draft_id: int
    version: int
    day: str


@callback("pmf")
@dataclass(frozen=True, slots=True)
class PromiseFor:
    """Promise for this duty the day that was typed."""

    obligation_id: int
    unit_id: int
    day: str


@callback("pmw")
@dataclass(frozen=True, slots=True)
class TakeBackPromise:
    """The promise holds no more."""

    draft_id: int
    version: int


def ask_day(
    t: Texts, draft: Draft, unit: str, duty: Duty, days: Sequence[date], today: date
) -> Screen:
    """Which day."""
    assert duty.term is not None
    rows: list[Row] = [
        (Button(t.long_day(day), PickPromise(draft.id, draft.version, day.isoformat())),)
        for day in days
    ]
    if duty.promise is not None:
        back = TakeBackPromise(draft.id, draft.version)
        rows.append((Button(t.plain("Promise no day any more"), back),))
    return screen(
        t.join(
            [
                t(
                    "<b>On which day will it be handed in?</b>\n{title}\n{unit}",
                    title=duty.obligation.title,
                    unit=unit,
                ),
                "",
                t("The last day is <b>{last}</b>.", last=t.long_day(duty.term.last_day)),
                *promise_lines(t, duty, today),
                "",
                t("Choose a day, or type one, for example <i>8/6</i> or <i>tomorrow</i>."),
            ]
        ),
        *rows,
        cancel_button(t, draft),
    )


def which_duty(t: Texts, unit: str, duties: Sequence[Duty], day: date) -> Screen:
    """A day was named in passing: for which duty, if that was meant."""
    rows: list[Row] = [
        (
            Button(
                short(duty.obligation.title),
                PromiseFor(duty.obligation.id, duty.unit_id, day.isoformat()),
            ),
        )
        for duty in duties[:MOST_DUTIES]
    ]
    return screen(
        t.join(
            [
                t("<b>To be handed in on {day}?</b>\n{unit}", day=t.long_day(day), unit=unit),
                "",
                t("Press what {you} will hand in on that day: {you} will be left in peace until "
                  "then."),
            ]
        ),
        *rows,
        Button(t.plain("Not meant so"), GoHome()),
    )  # fmt: skip


def promised(t: Texts, unit: str, duty: Duty, asked_on: date, today: date) -> Screen:
    """What was promised and what that means, the reminder on the day `asked_on` included.

    After the last day, also what it does not change.
    """
    assert duty.promise is not None
    assert duty.term is not None
    lines: list[str | Markup] = [
        t(
            "<b>Noted: to be handed in on {day}</b>\n{title}\n{unit}",
            day=t.long_day(duty.promise.on),
            title=duty.obligation.title,
            unit=unit,
        ),
        "",
        *_peace(t, duty.promise, duty.term, asked_on, today),
    ]
    late = duty.promise.on > duty.term.last_day
    if late:
        lines += [
            "",
            t(
                "This day is <b>after the last day</b>, {last}: what is handed in then is late "
                "all the same.",
                last=t.long_day(duty.term.last_day),
            ),
        ]
    details = Button(
        t.plain("Details of this deadline"), OpenDuty(duty.obligation.id, duty.unit_id)
    )
    more_time = more_time_rows(t, duty, today) if late else []
    return screen(t.join(lines), *more_time, *do_now(t, duty), *promise_rows(t, duty), details)


def taken_back(t: Texts) -> str:
    """The promise is gone."""
    return t.plain("The promise is gone. Reminders come as planned again.")


def _peace(
    t: Texts, promise: Promise, term: Term, asked_on: date, today: date
) -> list[str | Markup]:
    if promise.on == today:
        return [t("Thank you. It is awaited today.")]
    lines: list[str | Markup] = [
        t("Until then {you} will not be reminded of it."),
        t("The next reminder comes on {day}.", day=t.long_day(asked_on)),
    ]
    if today < term.last_day < promise.on:
        lines.insert(1, t("On the last day there is a reminder all the same."))
    return lines
