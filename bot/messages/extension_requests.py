"""Requests for more time, as officers read and decide them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from bot.callbacks import callback
from bot.messages.channels import moment_of
from bot.messages.extensions import day_labels
from bot.messages.forms import cancel_button
from bot.messages.home import GoHome
from bot.messages.paging import page_line, page_of, page_row, short
from bot.messages.screens import Button, Row, Screen, screen
from bot.messages.terms import days_left
from bot.rules.dialogues import Draft
from bot.rules.errors import RuleViolation
from bot.rules.extensions import ExtensionState, ExtensionView, Purpose, check_granted
from bot.rules.obligations import Duty, Standing
from bot.texts import N_, Texts


@callback("exl")
@dataclass(frozen=True, slots=True)
class ListExtensions:
    """Show the requests that wait."""

    page: int = 0


@callback("exo")
@dataclass(frozen=True, slots=True)
class OpenExtension:
    """Show one request."""

    extension_id: int


@callback("exg")
@dataclass(frozen=True, slots=True)
class GrantWanted:
    """Give the time that was asked for."""

    extension_id: int


@callback("exd")
@dataclass(frozen=True, slots=True)
class GrantOtherDay:
    """Begin to give another day than the one asked for."""

    extension_id: int


@callback("exr")
@dataclass(frozen=True, slots=True)
class RefuseExtension:
    """Begin to refuse."""

    extension_id: int


@callback("exp")
@dataclass(frozen=True, slots=True)
class PickUntil:
    """Give time until the day on the button."""

    draft_id: int
    version: int
    day: str


@callback("exq")
@dataclass(frozen=True, slots=True)
class PickRefusal:
    """Refuse for the reason on the button."""

    draft_id: int
    version: int
    place: int


@callback("exc")
@dataclass(frozen=True, slots=True)
class ConfirmDecision:
    """Decide as was typed and read back."""

    draft_id: int
    version: int


REFUSALS = (
    N_("The date of the plan cannot be moved"),
    N_("There is still enough time"),
    N_("The reason does not suffice"),
)


def requests_list(t: Texts, views: Sequence[ExtensionView], number: int) -> Screen:
    """Every request that waits, oldest first, each with a button."""
    if not views:
        words = t("<b>Requests for more time</b>\n\nNo request is waiting.")
        return screen(words, Button(t.plain("Home"), GoHome()))
    page = page_of(views, number)
    lines: list[str | Markup] = [
        t("<b>Requests for more time</b>"),
        t.n("{count} request waits.", "{count} requests wait.", len(views)),
    ]
    for view in page.items:
        lines += ["", t("<b>{unit}</b>", unit=short(view.unit)), *_short_lines(t, view)]
    lines += ["", *page_line(t, page)] if page.pages > 1 else []
    rows: list[Row] = [
        (Button(f"{short(view.unit, 35)}{_until(view)}", OpenExtension(view.id)),)
        for view in page.items
    ]
    return Screen(t.join(lines), (*rows, page_row(t, page, ListExtensions)))


def request_screen(t: Texts, view: ExtensionView, duty: Duty | None, today: date) -> Screen:
    """One request with all an officer needs to decide, and the three answers."""
    lines: list[str | Markup] = [
        t(
            "<b>{head}</b>\n{unit}\n{title}",
            head=_head(t, view),
            unit=view.unit,
            title=view.obligation,
        ),
        "",
        *_asked(t, view),
        *_standing(t, duty, today),
    ]
    if view.state is not ExtensionState.ASKED:
        lines += ["", *decision_lines(t, view)]
        return screen(t.join(lines), _back(t))
    return screen(t.join(lines), *_answers(t, view, duty, today), _back(t))


def decided_screen(t: Texts, view: ExtensionView) -> Screen:
    """It is decided, and the unit is being told."""
    lines: list[str | Markup] = [
        t("<b>{unit}</b>\n{title}", unit=view.unit, title=view.obligation),
        "",
        *decision_lines(t, view),
        t("The unit is being told."),
    ]
    return screen(t.join(lines), _back(t))


def ask_until(t: Texts, draft: Draft, view: ExtensionView, days: Sequence[date]) -> Screen:
    """Until which other day."""
    rows: list[Row] = [
        (Button(label, PickUntil(draft.id, draft.version, day.isoformat())),)
        for day, label in zip(days, day_labels(t, days), strict=True)
    ]
    words = t("Until which day? Choose one, or type a date, for example <i>20/6</i>.")
    return screen(t.join([*_summary(t, view), "", words]), *rows, cancel_button(t, draft))


def confirm_until(t: Texts, draft: Draft, view: ExtensionView, day: date) -> Screen:
    """The day that was typed, read back."""
    label = t.plain("Agree until {day}", day=f"{day:%d/%m}")
    words = t("To be granted until: <b>{day}</b>", day=t.long_day(day))
    return screen(
        t.join([*_summary(t, view), "", words, t("To change the day, type another date.")]),
        Button(label, ConfirmDecision(draft.id, draft.version)),
        cancel_button(t, draft),
    )


def ask_refusal(t: Texts, draft: Draft, view: ExtensionView) -> Screen:
    """Why it is refused."""
    rows: list[Row] = [
        (Button(t.plain(reason), PickRefusal(draft.id, draft.version, place)),)
        for place, reason in enumerate(REFUSALS)
    ]
    words = t("Why is it refused? Choose a reason, or type one. The unit reads it as it is.")
    return screen(t.join([*_summary(t, view), "", words]), *rows, cancel_button(t, draft))


def confirm_refusal(t: Texts, draft: Draft, view: ExtensionView, reason: str) -> Screen:
    """The reason that was typed, read back."""
    words = t("Reason: <i>{reason}</i>\n\nTo change it, type it again.", reason=reason)
    return screen(
        t.join([*_summary(t, view), "", words]),
        Button(t.plain("Refuse"), ConfirmDecision(draft.id, draft.version)),
        cancel_button(t, draft),
    )


def decision_lines(t: Texts, view: ExtensionView) -> list[str | Markup]:
    """What was decided, by whom and when."""
    if view.decided_at is None:
        return []
    by = t("{name}, {at}", name=view.decided_by, at=t.moment(view.decided_at))
    if view.state is ExtensionState.GRANTED and view.until_on is not None:
        day = t.long_day(view.until_on)
        lines: list[str | Markup] = [t("<b>Granted</b> until <b>{day}</b> ({by}).", day=day, by=by)]
    else:
        lines = [t("<b>Refused</b> ({by}).", by=by)]
    return [*lines, *([t("Reason: {reason}", reason=view.answer)] if view.answer else [])]


def _head(t: Texts, view: ExtensionView) -> str:
    if view.purpose is Purpose.AMEND:
        return t.plain("A unit asks to amend its registration")
    return t.plain("A unit asks for more time")


def _asked(t: Texts, view: ExtensionView) -> list[str | Markup]:
    lines: list[str | Markup] = [
        t("Reason: <i>{reason}</i>", reason=view.reason),
    ]
    if view.wanted_on is not None:
        lines.append(t("Wanted until: <b>{day}</b>", day=t.long_day(view.wanted_on)))
    lines.append(t("Sent by {name}, {at}.", name=view.asked_by, at=t.moment(view.asked_at)))
    return lines


def _standing(t: Texts, duty: Duty | None, today: date) -> list[str | Markup]:
    if duty is None or duty.term is None:
        return [t("This duty is no longer in force.")]
    lines: list[str | Markup] = [
        "",
        t("The last day is <b>{last}</b>.", last=t.long_day(duty.term.last_day)),
    ]
    if duty.first is None:
        return [*lines, days_left(t, duty.term, today)]
    late = t.plain("late") if duty.first.late else t.plain("on time")
    at = moment_of(t, duty.first.counted_at, duty.first.channel)
    if duty.standing is Standing.RETURNED:
        words = t(
            "The unit handed in at {at} ({late}); it was returned to be mended.", at=at, late=late
        )
        return [*lines, days_left(t, duty.term, today), words]
    return [*lines, t("The unit handed in at {at} ({late}).", at=at, late=late)]


def _answers(t: Texts, view: ExtensionView, duty: Duty | None, today: date) -> list[Row]:
    rows: list[Row] = []
    if view.wanted_on is not None and _is_grantable(view, duty, today):
        label = t.plain("Agree until {day}", day=f"{view.wanted_on:%d/%m}")
        rows.append((Button(label, GrantWanted(view.id)),))
    others = [Button(t.plain("Refuse"), RefuseExtension(view.id))]
    if duty is not None and duty.term is not None:
        others.insert(0, Button(t.plain("Another day"), GrantOtherDay(view.id)))
    return [*rows, tuple(others)]


def _is_grantable(view: ExtensionView, duty: Duty | None, today: date) -> bool:
    """Whether the day asked for still is later than the one there is."""
    if duty is None or view.wanted_on is None:
        return False
    try:
        check_granted(view.wanted_on, duty, view.purpose, today)
    except RuleViolation:
        return False
    return True


def _summary(t: Texts, view: ExtensionView) -> list[str | Markup]:
    head = t("<b>{unit}</b>\n{title}", unit=view.unit, title=view.obligation)
    return [head, "", *_asked(t, view)]


def _short_lines(t: Texts, view: ExtensionView) -> list[str | Markup]:
    lines: list[str | Markup] = [t("{title}", title=short(view.obligation, 100))]
    if view.purpose is Purpose.AMEND:
        lines.append(t("<i>to amend what is registered</i>"))
    if view.wanted_on is not None:
        lines.append(t("Wanted until: <b>{day}</b>", day=t.long_day(view.wanted_on)))
    return [*lines, t("Reason: <i>{reason}</i>", reason=short(view.reason, 120))]


def _until(view: ExtensionView) -> str:
    return f" → {view.wanted_on:%d/%m}" if view.wanted_on else ""


def _back(t: Texts) -> Button:
    return Button(t.plain("Requests for more time"), ListExtensions())
