"""What the bot says about deadlines: always the date as written, and never a guess."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from bot.callbacks import callback
from bot.messages.duty_records import record_lines
from bot.messages.more_time import may_amend_by_request, more_time_rows
from bot.messages.paging import A_PAGE, page_line, page_of, page_row, short
from bot.messages.promise_buttons import promise_lines, promise_rows
from bot.messages.screens import Button, Row, Screen, screen
from bot.messages.terms import basis, closed_lines, days_left, deadline_lines, last_day_note
from bot.rules.deadlines import Term
from bot.rules.obligations import (
    Duty,
    Standing,
    can_register,
    can_report,
    in_order,
)
from bot.texts import N_, Texts


@callback("d")
@dataclass(frozen=True, slots=True)
class OpenDuty:
    """Show one duty of a unit."""

    obligation_id: int
    unit_id: int


@callback("dl")
@dataclass(frozen=True, slots=True)
class ListDuties:
    """Show all duties of a unit; of the one spoken for unless it is named."""

    unit_id: int = 0
    page: int = 0


@callback("di")
@dataclass(frozen=True, slots=True)
class SendCalendar:
    """Send a unit's calendar as a file."""

    unit_id: int


@callback("rp")
@dataclass(frozen=True, slots=True)
class StartReport:
    """Begin or go on with a unit's report for an obligation."""

    obligation_id: int
    unit_id: int


@callback("rg")
@dataclass(frozen=True, slots=True)
class StartRegistration:
    """Begin or go on with a unit's registration for an obligation."""

    obligation_id: int
    unit_id: int


@callback("rcp")
@dataclass(frozen=True, slots=True)
class SeeReceipt:
    """Send a unit's newest receipt for an obligation once more."""

    obligation_id: int
    unit_id: int


@callback("sg")
@dataclass(frozen=True, slots=True)
class SendSigned:
    """Begin or go on with the signed copy of what a unit handed in for an obligation."""

    obligation_id: int
    unit_id: int


LONGEST_TITLE = 160
"""Of a duty in a list; its own screen has it whole."""

STANDINGS = {
    Standing.OPEN: N_("not handed in"),
    Standing.UNSIGNED: N_("handed in, the signed copy is missing"),
    Standing.SUBMITTED: N_("handed in"),
    Standing.ACCEPTED: N_("accepted"),
    Standing.RETURNED: N_("returned, to be mended"),
}

MARKS = {
    Standing.OPEN: "○",
    Standing.UNSIGNED: "✎",
    Standing.SUBMITTED: "✓",
    Standing.ACCEPTED: "✓",
    Standing.RETURNED: "↩",
}


def duty_list(t: Texts, unit: str, duties: list[Duty], today: date, number: int = 0) -> Screen:
    """All duties of a unit, nearest first, each with a button."""
    if not duties:
        return screen(t("<b>{unit}</b>\n\nNo plan in force asks anything of {you} yet.", unit=unit))
    unit_id = duties[0].unit_id
    page = page_of(in_order(duties), number, A_PAGE)
    lines: list[str | Markup] = [t("<b>Deadlines of {unit}</b>", unit=unit)]
    lines += [Markup("\n") + duty_line(t, duty, today) for duty in page.items]
    lines += ["", *page_line(t, page)] if page.pages > 1 else []
    rows: list[Row] = [duty_row(duty) for duty in page.items]
    rows.append(page_row(t, page, lambda each: ListDuties(unit_id, each)))
    if any(duty.term for duty in duties):
        rows.append((Button(t.plain("Calendar file (.ics)"), SendCalendar(unit_id)),))
    return Screen(t.join(lines), tuple(rows))


def duty_row(duty: Duty) -> Row:
    """The button that opens a duty."""
    label = f"{MARKS[duty.standing]} {short(duty.obligation.title)}"
    return (Button(label, OpenDuty(duty.obligation.id, duty.unit_id)),)


def duty_line(t: Texts, duty: Duty, today: date) -> Markup:
    """One duty in a few lines: what, by when and how long that is, how it stands."""
    title = short(duty.obligation.title, LONGEST_TITLE)
    lines: list[str | Markup] = [t("{mark} <b>{title}</b>", mark=MARKS[duty.standing], title=title)]
    lines.append(t("{when} · {state}", when=_when(t, duty.term), state=_state(t, duty, today)))
    if duty.term is not None and duty.is_awaited:
        lines.append(days_left(t, duty.term, today))
    lines += [] if duty.is_done else closed_lines(t, duty.obligation)
    return t.join([*lines, *promise_lines(t, duty, today)])


def duty_screen(
    t: Texts,
    unit: str,
    duty: Duty,
    today: date,
    others: Sequence[Duty] = (),
    point: Sequence[str | Markup] = (),
) -> Screen:
    """The sure answer on one deadline, with the button to do it now.

    `others` may have been meant too: each gets a line and a button. `point` answers above all what
    was asked beside the date.
    """
    lines: list[str | Markup] = [
        *([*point, ""] if point else []),
        t("<b>{title}</b>\n{unit}", title=duty.obligation.title, unit=unit),
        "",
        *deadline_lines(t, duty.obligation, duty.term, today, is_done=duty.is_done),
        "",
        t("Standing: <b>{state}</b>", state=_state(t, duty, today)),
        *([] if duty.is_done else closed_lines(t, duty.obligation)),
        *promise_lines(t, duty, today),
        *record_lines(t, duty),
        *_consequence(t, duty),
        "",
        basis(t, duty.obligation),
    ]
    for other in others:
        lines += ["", duty_line(t, other, today)]
    rows = [*_acts(t, duty, today), *_also(t, duty), *(duty_row(other) for other in others)]
    rows.append((Button(t.plain("All deadlines"), ListDuties(duty.unit_id)),))
    return screen(t.join(lines), *rows)


def do_now(t: Texts, duty: Duty) -> list[Row]:
    """The button that does the duty, in the words of how it stands."""
    if duty.standing is Standing.UNSIGNED:
        return [signed_row(t, duty.obligation.id, duty.unit_id)]
    return _begin(t, duty, again=duty.is_done)


def signed_row(t: Texts, obligation_id: int, unit_id: int) -> Row:
    """«Gửi bản đã ký»"""
    return (Button(t.plain("Send the signed copy"), SendSigned(obligation_id, unit_id)),)


def _also(t: Texts, duty: Duty) -> list[Row]:
    """What may be done beside: see the receipt, attach a signed copy, or hand in anew."""
    rows: list[Row] = []
    if duty.standing is Standing.UNSIGNED:
        rows += _begin(t, duty, again=True)
    elif duty.lacks_signed:
        rows.append(signed_row(t, duty.obligation.id, duty.unit_id))
    if duty.first is not None or duty.standing is Standing.UNSIGNED:
        see = SeeReceipt(duty.obligation.id, duty.unit_id)
        rows.append((Button(t.plain("See the receipt"), see),))
    return rows


def _begin(t: Texts, duty: Duty, *, again: bool) -> list[Row]:
    obligation = duty.obligation
    if can_register(obligation):
        label = N_("Change the registration") if again else N_("Register now")
        return [(Button(t.plain(label), StartRegistration(obligation.id, duty.unit_id)),)]
    if can_report(obligation):
        label = N_("Hand in a new version") if again else N_("Hand in now")
        return [(Button(t.plain(label), StartReport(obligation.id, duty.unit_id)),)]
    return []


def _acts(t: Texts, duty: Duty, today: date) -> list[Row]:
    now = [] if may_amend_by_request(duty, today) else do_now(t, duty)
    return [*now, *more_time_rows(t, duty, today), *promise_rows(t, duty)]


def _when(t: Texts, term: Term | None) -> str:
    if term is None:
        return t.plain("not set yet")
    when = t.plain("by the end of {day}", day=t.long_day(term.last_day))
    note = last_day_note(t, term)
    return f"{when} ({note})" if note else when


def standing_lines(t: Texts, duty: Duty) -> list[str | Markup]:
    """Above a form that was sent in already: how that stands, and what sending again does."""
    if duty.standing not in (Standing.SUBMITTED, Standing.ACCEPTED, Standing.UNSIGNED):
        return []
    return [
        t(
            "Standing: <b>{state}</b>. What is sent from here takes its place; the earlier version "
            "stays on record.",
            state=_standing(t, duty),
        )
    ]


def _state(t: Texts, duty: Duty, today: date) -> str:
    if duty.standing is Standing.OPEN and duty.term and duty.term.days_left(today) < 0:
        return t.plain("overdue")
    return _standing(t, duty)


def _standing(t: Texts, duty: Duty) -> str:
    if duty.standing is Standing.SUBMITTED and can_register(duty.obligation):
        return t.plain("waiting for approval")
    if duty.standing is Standing.ACCEPTED and can_register(duty.obligation):
        return t.plain("approved")
    if duty.is_done:
        late = t.plain("late") if duty.late else t.plain("on time")
        return (
            f"{t.plain(STANDINGS[duty.standing])} ({late})"
            if duty.term
            else t.plain(STANDINGS[duty.standing])
        )
    return t.plain(STANDINGS[duty.standing])


def _consequence(t: Texts, duty: Duty) -> list[str | Markup]:
    excludes = can_register(duty.obligation) and duty.obligation.unregistered_excluded
    words = t("By the plan, a unit that does not register is not considered for awards.")
    return [words] if excludes and not duty.is_done else []
