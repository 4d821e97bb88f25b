"""Accepting what waits, and returning it: the reason, the new date, and it is done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from markupsafe import Markup

from bot.callbacks import callback
from bot.messages.forms import cancel_button
from bot.messages.record_buttons import open_button
from bot.messages.screens import Button, Row, Screen
from bot.messages.waiting import happened, next_rows
from bot.rules.deadlines import Term
from bot.rules.dialogues import Draft
from bot.rules.obligations import Duty, is_unsigned
from bot.rules.reviews import REASONS, Reason, RecordKind, ReviewView
from bot.texts import N_, Texts


@callback("ove")
@dataclass(frozen=True, slots=True)
class PickReason:
    """Return it for this reason; `reason` is a `Reason`."""

    draft_id: int
    version: int
    reason: str


@callback("ovg")
@dataclass(frozen=True, slots=True)
class ChangeReason:
    """Back to the reason."""

    draft_id: int
    version: int


@callback("ovd")
@dataclass(frozen=True, slots=True)
class ReturnBy:
    """Return it, to be sent again by this day (`date.toordinal`); 0 keeps the deadline."""

    draft_id: int
    version: int
    day: int


REASON_WORDS = {
    Reason.UNSIGNED: N_("The signature or the stamp is missing"),
    Reason.UNREADABLE: N_("The pictures are blurred and cannot be read"),
    Reason.NO_FIGURES: N_("The figures of the targets are missing"),
    Reason.FIGURES_DIFFER: N_("The figures do not match the registration"),
    Reason.WRONG_PERIOD: N_("It is for another period or on the wrong form"),
    Reason.NO_TARGETS: N_("There are no concrete targets"),
    Reason.TITLE_UNFIT: N_("The registered title does not fit"),
    Reason.PEOPLE_INCOMPLETE: N_("The list of people lacks full names or positions"),
    Reason.TARGETS_ODD: N_("The figures of the targets are not plausible"),
    Reason.NO_SIGNED_COPY: N_("The signed copy is missing"),
}


def accepted_screen(
    t: Texts, review: ReviewView, duty: Duty | None, told: int, waiting: int
) -> Screen:
    """It is accepted and the unit is being told; a signed copy still owed is named."""
    if review.ref.kind is RecordKind.REPORT:
        done = t("The report of <b>{unit}</b> is accepted.", unit=review.unit)
    else:
        done = t("The registration of <b>{unit}</b> is approved.", unit=review.unit)
    lines = [done, _told(t, told)]
    if is_unsigned(duty):
        lines.append(t("What counts is the signed copy; the unit has yet to send it."))
    return _decided(t, lines, review, waiting)


def ask_reason(t: Texts, draft: Draft, review: ReviewView) -> Screen:
    """The reason: picked from a few, or typed."""
    lines: list[str | Markup] = [
        *_head(t, review),
        "",
        t(
            "Please choose the reason, or type another one: what should be mended. The unit reads "
            "it as it is."
        ),
    ]
    rows: list[Row] = [
        (Button(t.plain(REASON_WORDS[reason]), PickReason(draft.id, draft.version, reason)),)
        for reason in REASONS[review.ref.kind]
    ]
    return Screen(t.join(lines), (*rows, (cancel_button(t, draft),)))


def ask_mending_date(
    t: Texts,
    draft: Draft,
    review: ReviewView,
    term: Term | None,
    offered: Sequence[tuple[int, date]],
    typed: Term | None,
    now: datetime,
) -> Screen:
    """By when it must be sent again; the button pressed here returns it.

    `offered` are numbers of working days with their dates, `typed` the day the officer typed.
    """
    lines: list[str | Markup] = [
        *_head(t, review),
        "",
        t("Reason: <i>{reason}</i>", reason=draft.answers["reason"]),
        _deadline_now(t, term, now),
        "",
        t(
            "By the end of which day should it be sent again? Choose, or type another date, for "
            "example <i>20/6</i>. It is returned as soon as a day is chosen."
        ),
    ]
    rows: list[Row] = []
    if typed is not None:
        rows.append((_by(draft, t.plain("Return it, by {day}", day=_last(t, typed)), _day(typed)),))
    for count, day in offered:
        label = t.plain("{count} working days: {day}", count=count, day=t.long_day(day))
        rows.append((_by(draft, label, day.toordinal()),))
    rows.append((_by(draft, _keep(t, term, now), 0),))
    rows.append((Button(t.plain("Change the reason"), ChangeReason(draft.id, draft.version)),))
    rows.append((cancel_button(t, draft),))
    return Screen(t.join(lines), tuple(rows))


def returned_screen(
    t: Texts, review: ReviewView, term: Term | None, told: int, waiting: int, now: datetime
) -> Screen:
    """It went back; the unit is told why and by when to send it again."""
    if review.ref.kind is RecordKind.REPORT:
        done = t("The report of <b>{unit}</b> was returned.", unit=review.unit)
    else:
        done = t("The registration of <b>{unit}</b> was returned.", unit=review.unit)
    reason = t("Reason: {reason}", reason=review.reason)
    lines = [done, reason, _deadline_now(t, term, now), _told(t, told)]
    return _decided(t, lines, review, waiting)


def not_returned(t: Texts, review: ReviewView, reason: str, waiting: int) -> Screen:
    """Somebody was faster: what happened, and the reason typed, which is not lost."""
    lines: list[str | Markup] = [
        *_head(t, review),
        "",
        t("It was not returned: it no longer waits for review."),
        happened(t, review),
    ]
    if reason:
        lines.append(t("The reason entered was: <i>{reason}</i>", reason=reason))
    return _decided(t, lines, review, waiting)


def _decided(t: Texts, lines: Sequence[str | Markup], review: ReviewView, waiting: int) -> Screen:
    return Screen(t.join([*lines]), ((open_button(t, review.ref),), *next_rows(t, waiting)))


def _head(t: Texts, review: ReviewView) -> list[str | Markup]:
    if review.ref.kind is RecordKind.REPORT:
        head = t("<b>Return the report</b>")
    else:
        head = t("<b>Return the registration</b>")
    return [head, t("{title}\n{unit}", title=review.obligation, unit=review.unit)]


def _deadline_now(t: Texts, term: Term | None, now: datetime) -> Markup:
    if term is None:
        return t("Deadline: <b>not set yet</b>{source}.", source="")
    if term.is_over(now):
        return t("Deadline: {last}, it <b>has passed</b>.", last=t.long_day(term.last_day))
    return t("Deadline: until the end of <b>{last}</b>.", last=t.long_day(term.last_day))


def _keep(t: Texts, term: Term | None, now: datetime) -> str:
    if term is None:
        return t.plain("Keep the deadline")
    if term.is_over(now):
        return t.plain("Keep the deadline ({day}, passed)", day=t.day(term.last_day))
    return t.plain("Keep the deadline ({day})", day=t.day(term.last_day))


def _told(t: Texts, told: int) -> Markup:
    if not told:
        return t("Nobody of the unit can be reached by the bot now: please call them.")
    return t.n("{count} person is being told.", "{count} people are being told.", told)


def _by(draft: Draft, label: str, day: int) -> Button:
    return Button(label, ReturnBy(draft.id, draft.version, day))


def _last(t: Texts, term: Term) -> str:
    return t.long_day(term.last_day)


def _day(term: Term) -> int:
    assert term.granted is not None
    return term.granted.toordinal()
