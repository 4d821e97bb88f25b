"""A unit asks for more time: why, until when, read back; and hears what was decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from bot.callbacks import callback
from bot.messages.deadlines import ListDuties, OpenDuty, do_now
from bot.messages.forms import cancel_button
from bot.messages.more_time import AskExtension
from bot.messages.paging import short
from bot.messages.screens import Button, Row, Screen, screen
from bot.messages.terms import days_left, deadline_lines
from bot.rules.dialogues import Draft
from bot.rules.extensions import OFFERED, ExtensionState, ExtensionView, Purpose
from bot.rules.obligations import Duty
from bot.texts import N_, Texts

MOST_DUTIES = 5


@callback("xr")
@dataclass(frozen=True, slots=True)
class PickReason:
    """Take one of the reasons offered."""

    draft_id: int
    version: int
    place: int


@callback("xd")
@dataclass(frozen=True, slots=True)
class PickDay:
    """Take one of the days offered."""

    draft_id: int
    version: int
    day: str


@callback("xe")
@dataclass(frozen=True, slots=True)
class ChangeAnswer:
    """Give another reason, or another day (`is_day`)."""

    draft_id: int
    is_day: bool


@callback("xs")
@dataclass(frozen=True, slots=True)
class SendRequest:
    """Send the request that was read back."""

    draft_id: int
    version: int


REASONS = {
    Purpose.MORE_TIME: (
        N_("The figures are not complete yet"),
        N_("The person in charge is away"),
        N_("Natural disaster or epidemic"),
    ),
    Purpose.AMEND: (
        N_("A mistake in the registration"),
        N_("The people named have changed"),
        N_("The targets have to be adjusted"),
    ),
}

HEADS = {
    Purpose.MORE_TIME: N_("Ask for more time"),
    Purpose.AMEND: N_("Ask to amend the registration"),
}


def ask_reason(t: Texts, draft: Draft, unit: str, duty: Duty, purpose: Purpose) -> Screen:
    """The first question: why."""
    rows: list[Row] = [
        (Button(t.plain(reason), PickReason(draft.id, draft.version, place)),)
        for place, reason in enumerate(REASONS[purpose])
    ]
    return screen(
        t.join(
            [
                *_head(t, unit, duty, purpose),
                "",
                t("What is the reason? Choose one, or type another."),
            ]
        ),
        *rows,
        cancel_button(t, draft),
    )


def ask_day(
    t: Texts, draft: Draft, unit: str, duty: Duty, purpose: Purpose, days: Sequence[date]
) -> Screen:
    """The second question: until when."""
    rows: list[Row] = [
        (Button(label, PickDay(draft.id, draft.version, day.isoformat())),)
        for day, label in zip(days, day_labels(t, days), strict=True)
    ]
    return screen(
        t.join(
            [
                *_head(t, unit, duty, purpose),
                *_reason(t, draft),
                "",
                t("Until which day? Choose one, or type a date, for example <i>20/6</i>."),
            ]
        ),
        *rows,
        cancel_button(t, draft),
    )


def review_request(
    t: Texts, draft: Draft, unit: str, duty: Duty, purpose: Purpose, day: date
) -> Screen:
    """The request read back."""
    return screen(
        t.join(
            [
                *_head(t, unit, duty, purpose),
                *_reason(t, draft),
                t("Until: <b>{day}</b>", day=t.long_day(day)),
                "",
                t("The date of the plan stands until an officer agrees.")
                if purpose is Purpose.MORE_TIME
                else t("The registration on record stands until an officer agrees."),
            ]
        ),
        Button(t.plain("Send the request"), SendRequest(draft.id, draft.version)),
        (
            Button(t.plain("Another reason"), ChangeAnswer(draft.id, is_day=False)),
            Button(t.plain("Another day"), ChangeAnswer(draft.id, is_day=True)),
        ),
        cancel_button(t, draft),
    )


def request_sent(t: Texts, view: ExtensionView) -> Screen:
    """The officers have it."""
    lines: list[str | Markup] = [
        t("<b>The request was sent</b>\n{title}\n{unit}", title=view.obligation, unit=view.unit),
        "",
        t("Reason: {reason}", reason=view.reason),
    ]
    if view.wanted_on is not None:
        lines.append(t("Until: <b>{day}</b>", day=t.long_day(view.wanted_on)))
    lines += ["", t("The officers have it; {you} will be told the answer here.")]
    details = Button(
        t.plain("Details of this deadline"), OpenDuty(view.obligation_id, view.unit_id)
    )
    return screen(t.join(lines), details)


def which_duty(t: Texts, unit: str, duties: Sequence[Duty], today: date) -> Screen:
    """For which duty more time is wanted."""
    if not duties:
        words = t("<b>{unit}</b>\n\nThere is nothing to ask more time for now.", unit=unit)
        return screen(words, Button(t.plain("All deadlines"), ListDuties()))
    lines: list[str | Markup] = [t("<b>Ask for more time</b>\n{unit}", unit=unit)]
    for duty in duties[:MOST_DUTIES]:
        if duty.term is not None:
            lines += [
                "",
                t("{title}", title=duty.obligation.title),
                t("The last day is <b>{last}</b>.", last=t.long_day(duty.term.last_day)),
            ]
            lines += [] if duty.is_done else [days_left(t, duty.term, today)]
    return screen(t.join(lines), *duty_rows(t, duties))


def duty_rows(t: Texts, duties: Sequence[Duty]) -> list[Row]:
    """A button for each duty that more time may be asked for."""
    rows: list[Row] = []
    for duty in duties[:MOST_DUTIES]:
        title = short(duty.obligation.title, 40)
        label = (
            t.plain("Amend: {title}", title=title)
            if duty.is_done
            else t.plain("More time: {title}", title=title)
        )
        rows.append((Button(label, AskExtension(duty.obligation.id, duty.unit_id)),))
    return rows


def extension_decided(t: Texts, view: ExtensionView, duty: Duty, today: date) -> Screen:
    """The unit hears the officers' word, with the day in words and the button to do it."""
    lines: list[str | Markup] = [
        t("<b>{head}</b>\n{title}\n{unit}", head=_verdict(t, view), title=view.obligation,
          unit=view.unit),
        "",
        *deadline_lines(t, duty.obligation, duty.term, today, is_done=duty.is_done),
    ]  # fmt: skip
    if view.answer:
        lines += ["", t("Reason: {reason}", reason=view.answer)]
    details = Button(
        t.plain("Details of this deadline"), OpenDuty(view.obligation_id, view.unit_id)
    )
    acts = _acts(t, view, duty)
    return screen(t.join(lines), *acts, details)


def day_labels(t: Texts, days: Sequence[date]) -> list[str]:
    """The labels of the days offered: each with its weekday and how far it is."""
    return [
        t.plain("{day} (+{count} working days)", day=t.long_day(day), count=count)
        for day, count in zip(days, OFFERED, strict=False)
    ]


def _acts(t: Texts, view: ExtensionView, duty: Duty) -> list[Row]:
    may_act = not duty.is_done or (
        view.purpose is Purpose.AMEND and view.state is ExtensionState.GRANTED
    )
    return do_now(t, duty) if may_act else []


def _verdict(t: Texts, view: ExtensionView) -> str:
    if view.purpose is Purpose.AMEND:
        if view.state is ExtensionState.GRANTED:
            return t.plain("The registration may be amended")
        return t.plain("The request to amend was refused")
    if view.state is not ExtensionState.GRANTED:
        return t.plain("The request for more time was refused")
    if not view.asked_by:
        return t.plain("{You} were given more time")
    return t.plain("The request for more time was granted")


def _head(t: Texts, unit: str, duty: Duty, purpose: Purpose) -> list[str | Markup]:
    head = t.plain(HEADS[purpose])
    lines: list[str | Markup] = [
        t("<b>{head}</b>\n{title}\n{unit}", head=head, title=duty.obligation.title, unit=unit),
        "",
    ]
    if duty.term is not None:
        lines.append(t("The last day is <b>{last}</b>.", last=t.long_day(duty.term.last_day)))
    return lines


def _reason(t: Texts, draft: Draft) -> list[str | Markup]:
    return [t("Reason: {reason}", reason=str(draft.answers.get("reason", "")))]
