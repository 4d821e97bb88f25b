"""What the bot says about deadlines: always the date as written, and never a guess."""

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from bot.callbacks import callback
from bot.messages.screens import Button, Row, Screen, screen
from bot.rules.deadlines import Deadline, Granularity, Term
from bot.rules.obligations import (
    Duty,
    Obligation,
    Standing,
    can_register,
    can_report,
    in_order,
)
from bot.texts import N_, Texts


@callback("d")
@dataclass(frozen=True, slots=True)
class OpenDuty:
    """Show one duty of the unit."""

    obligation_id: int


@callback("dl")
@dataclass(frozen=True, slots=True)
class ListDuties:
    """Show all duties of the unit."""


@callback("di")
@dataclass(frozen=True, slots=True)
class SendCalendar:
    """Send the unit's calendar as a file."""


@callback("rp")
@dataclass(frozen=True, slots=True)
class StartReport:
    """Begin or go on with the report for an obligation."""

    obligation_id: int


@callback("rg")
@dataclass(frozen=True, slots=True)
class StartRegistration:
    """Begin or go on with the registration for an obligation."""

    obligation_id: int


STANDINGS = {
    Standing.OPEN: N_("not handed in"),
    Standing.SUBMITTED: N_("handed in"),
    Standing.ACCEPTED: N_("accepted"),
    Standing.RETURNED: N_("returned, to be mended"),
}

MARKS = {
    Standing.OPEN: "○",
    Standing.SUBMITTED: "✓",
    Standing.ACCEPTED: "✓",
    Standing.RETURNED: "↩",
}


def duty_list(t: Texts, unit: str, duties: list[Duty], today: date) -> Screen:
    """All duties of a unit, nearest first, each with a button."""
    if not duties:
        return screen(t("<b>{unit}</b>\n\nNo plan in force asks anything of {you} yet.", unit=unit))
    lines: list[str | Markup] = [t("<b>Deadlines of {unit}</b>", unit=unit)]
    lines += [Markup("\n") + duty_line(t, duty, today) for duty in in_order(duties)]
    rows: list[Row] = [
        (Button(f"{MARKS[duty.standing]} {duty.obligation.title}", OpenDuty(duty.obligation.id)),)
        for duty in in_order(duties)
    ]
    rows.append((Button(t.plain("Calendar file (.ics)"), SendCalendar()),))
    return Screen(t.join(lines), tuple(rows))


def duty_line(t: Texts, duty: Duty, today: date) -> Markup:
    """One duty in two lines: what, by when, how it stands."""
    line = t("{mark} <b>{title}</b>", mark=MARKS[duty.standing], title=duty.obligation.title)
    return Markup("{}\n{} · {}").format(line, _when(t, duty.term), _state(t, duty, today))


def duty_screen(t: Texts, unit: str, duty: Duty, today: date) -> Screen:
    """The sure answer on one deadline, with the button to do it now."""
    lines: list[str | Markup] = [
        t("<b>{title}</b>\n{unit}", title=duty.obligation.title, unit=unit),
        "",
        *deadline_lines(t, duty.obligation, duty.term, today, is_done=duty.is_done),
        "",
        t("Standing: <b>{state}</b>", state=_state(t, duty, today)),
        *_record(t, duty),
        *_consequence(t, duty),
        "",
        basis(t, duty.obligation),
    ]
    rows = [*do_now(t, duty), (Button(t.plain("All deadlines"), ListDuties()),)]
    return screen(t.join(lines), *rows)


def deadline_lines(
    t: Texts, obligation: Obligation, term: Term | None, today: date, *, is_done: bool
) -> list[str | Markup]:
    """The date as written, its meaning in words, what the calendar says of it, days left."""
    if term is None:
        written = obligation.written
        source = t(" (the plan says: “{written}”)", written=written) if written else Markup("")
        return [
            t("Deadline: <b>not set yet</b>{source}.", source=source),
            t("{You} will be told when it is set."),
        ]
    lines: list[str | Markup] = [_written(t, obligation, term.deadline)]
    lines.append(_last_day(t, term))
    lines += _calendar_notes(t, obligation, term)
    if not is_done:
        lines.append(days_left(t, term, today))
    return lines


def basis(t: Texts, obligation: Obligation) -> Markup:
    """Where it stands: clause and number of the plan, or the officer's own date."""
    number = obligation.plan_number or t.plain("(number left blank)")
    clause = f"{obligation.clause}, " if obligation.clause else ""
    text = t(
        "<i>Basis: {clause}plan No. {number} “{title}”.</i>",
        clause=clause,
        number=number,
        title=obligation.plan_title,
    )
    if obligation.set_by_officer:
        text += Markup("\n") + t("<i>The date was set by an officer of the alliance.</i>")
    return text


def days_left(t: Texts, term: Term, today: date) -> Markup:
    """How long there is, or by how much it is over."""
    left = term.days_left(today)
    if left > 0:
        return t.n("<b>{count} day left</b>.", "<b>{count} days left</b>.", left)
    if left == 0:
        return t("<b>Today is the last day</b>.")
    return t.n("<b>{count} day overdue</b>.", "<b>{count} days overdue</b>.", -left)


def do_now(t: Texts, duty: Duty) -> list[Row]:
    """The button that does the duty, in the words of how it stands."""
    obligation = duty.obligation
    if can_register(obligation):
        label = N_("Change the registration") if duty.is_done else N_("Register now")
        return [(Button(t.plain(label), StartRegistration(obligation.id)),)]
    if can_report(obligation):
        label = N_("Hand in a new version") if duty.is_done else N_("Hand in now")
        return [(Button(t.plain(label), StartReport(obligation.id)),)]
    return []


def _when(t: Texts, term: Term | None) -> str:
    if term is None:
        return t.plain("not set yet")
    return t.plain("by the end of {day}", day=t.long_day(term.last_day))


def _state(t: Texts, duty: Duty, today: date) -> str:
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
    if duty.standing is Standing.OPEN and duty.term and duty.term.days_left(today) < 0:
        return t.plain("overdue")
    return t.plain(STANDINGS[duty.standing])


def _record(t: Texts, duty: Duty) -> list[str | Markup]:
    lines: list[str | Markup] = []
    if duty.receipt is not None and duty.counted_at is not None:
        lines.append(
            t(
                "First receipt: No. {number}, {at}.",
                number=receipt_number(duty.receipt),
                at=t.moment(duty.counted_at),
            )
        )
    if duty.reason:
        lines.append(t("Reason: {reason}", reason=duty.reason))
    return lines


def _consequence(t: Texts, duty: Duty) -> list[str | Markup]:
    obligation = duty.obligation
    if not can_register(obligation) or not obligation.unregistered_excluded or duty.is_done:
        return []
    return [t("By the plan, a unit that does not register is not considered for awards.")]


def _written(t: Texts, obligation: Obligation, deadline: Deadline) -> Markup:
    if obligation.set_by_officer and not obligation.written:
        return t("Set by the officer: <b>{phrase}</b>.", phrase=_phrase(t, deadline))
    written = obligation.written or t.day(deadline.written)
    text = t("The plan says: <b>“{written}”</b>.", written=written)
    if deadline.in_force is None:
        return text
    return t(
        "{text}\nIn force: <b>{phrase}</b>, set beside the date written in the plan.",
        text=text,
        phrase=_phrase(t, deadline),
    )


def _phrase(t: Texts, deadline: Deadline) -> str:
    day = t.day(deadline.day)
    if deadline.inclusive:
        return t.plain("at the latest on {day}", day=day)
    return t.plain("before {day}", day=day)


def _last_day(t: Texts, term: Term) -> Markup:
    last = t.long_day(term.last_day)
    deadline = term.deadline
    if deadline.hour is not None:
        return t("It ends at <b>{hour} on {last}</b>.", hour=f"{deadline.hour:%H:%M}", last=last)
    if deadline.granularity is not Granularity.DAY:
        return t("The whole period counts: the last day is <b>{last}</b> (until 24:00).", last=last)
    if deadline.inclusive:
        return t(
            "That day itself <b>still counts</b>: the last day is <b>{last}</b> (until 24:00).",
            last=last,
        )
    return t(
        "The {day} itself <b>is too late</b>: the last day is <b>{last}</b> (until 24:00).",
        day=t.day(deadline.day),
        last=last,
    )


def _calendar_notes(t: Texts, obligation: Obligation, term: Term) -> list[str | Markup]:
    if term.shifted:
        first = t.long_day(term.deadline.last_day)
        return [
            t(
                "{first} is not a working day; the alliance applies Article 148.5 of the Civil "
                "Code, so the last day moves to {last}.",
                first=first,
                last=t.long_day(term.last_day),
            )
        ]
    if term.closed:
        return [
            t(
                "Note: {last} is not a working day. The date is not moved: please hand in "
                "before that.",
                last=t.long_day(term.last_day),
            )
        ]
    return []


def receipt_number(number: int) -> str:
    """A receipt's number as it is printed: 0001."""
    return f"{number:04d}"
