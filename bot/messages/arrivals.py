"""What the outbox brings out of turn: to officers what arrived, to units what was decided."""

from collections.abc import Mapping
from datetime import date, datetime

from markupsafe import Markup

from bot.messages.access import request_screen
from bot.messages.channels import moment_of, sent_by
from bot.messages.deadlines import (
    ListDuties,
    OpenDuty,
    StartRegistration,
    StartReport,
    do_now,
)
from bot.messages.duty_records import receipt_number
from bot.messages.home import next_lines
from bot.messages.paging import paged_text
from bot.messages.receipts import attached_line
from bot.messages.record_buttons import OpenRegistration, OpenReport, review_row
from bot.messages.registrations import registration_lines
from bot.messages.screens import Button, Row, Screen, screen
from bot.messages.seats import EndSeat
from bot.messages.signed import GetSigned
from bot.messages.terms import basis, deadline_lines
from bot.messages.undelivered import lost_words, what_to_do
from bot.messages.units import OpenUnit
from bot.rules.access import Request
from bot.rules.channels import Channel
from bot.rules.deadlines import Term, TermBasis
from bot.rules.obligations import Duty, is_unsigned, next_due
from bot.rules.receipts import ReceiptView
from bot.rules.registrations import RegistrationState, RegistrationView
from bot.rules.reviews import RecordKind, RecordRef, ReviewState, ReviewView
from bot.rules.undelivered import Why
from bot.texts import Texts


def member_joined(
    t: Texts,
    organisation: str,
    unit: str,
    name: str,
    phone: str,
    seat_id: int | None,
    replaced: str = "",
) -> Screen:
    """Officers hear who joined, and in whose place. Without a unit it is a new officer."""
    lines: list[str | Markup] = [t("<b>{organisation}</b>", organisation=organisation)]
    if unit:
        lines.append(t("<b>{name}</b> has joined for <b>{unit}</b>.", name=name, unit=unit))
    else:
        lines.append(t("<b>{name}</b> has joined as an officer.", name=name))
    if replaced:
        lines.append(t("In the place of {name}, whose right has ended.", name=replaced))
    if phone:
        lines.append(t("Phone: {phone}", phone=phone))
    if not seat_id:
        return screen(t.join(lines))
    return screen(t.join(lines), Button(t.plain("Not this person"), EndSeat(seat_id)))


def member_lost(t: Texts, name: str, phone: str, unit: str, unit_id: int, why: Why) -> Screen:
    """Officers hear that somebody who speaks for a unit cannot be written to any more, and why."""
    lines: list[str | Markup] = [
        t(
            "<b>{name}</b> (<b>{unit}</b>) {why}, and gets neither reminders nor notices.",
            name=name,
            unit=unit,
            why=lost_words(t, why),
        ),
        *([t("Phone: {phone}", phone=phone)] if phone else []),
        what_to_do(t, why),
    ]
    return screen(t.join(lines), Button(t.plain("Open the unit"), OpenUnit(unit_id)))


def access_asked(t: Texts, request: Request) -> Screen:
    """Officers hear that somebody asks for access, and may decide at once."""
    return request_screen(t, request)


def report_arrived(t: Texts, receipt: ReceiptView) -> Screen:
    """Officers hear that a report arrived."""
    lines = [t("<b>Report arrived</b>"), *_receipt_lines(t, receipt)]
    rows: list[Row] = []
    if receipt.report_id is not None:
        rows.append((Button(t.plain("Open the report"), OpenReport(receipt.report_id)),))
    return Screen(t.join(lines), tuple(rows))


def registration_arrived(t: Texts, receipt: ReceiptView, registration: RegistrationView) -> Screen:
    """Officers hear that a registration arrived; a short one is decided on the spot."""
    head = t("<b>Registration arrived</b>")
    lines = [head, *_receipt_lines(t, receipt), "", *registration_lines(t, registration.draft)]
    opening = OpenRegistration(registration.id)
    rows: list[Row] = []
    if registration.state is RegistrationState.PENDING:
        rows.append(review_row(t, RecordRef(RecordKind.REGISTRATION, registration.id)))
    rows.append((Button(t.plain("Open the registration"), opening),))
    return paged_text(t, lines, 0, lambda page: OpenRegistration(registration.id, page), rows)


def signed_arrived(t: Texts, receipt: ReceiptView) -> Screen:
    """Officers hear that a signed copy arrived."""
    lines = [t("<b>Signed copy arrived</b>"), *_receipt_lines(t, receipt)]
    if receipt.attached_to is not None:
        lines.append(attached_line(t, receipt.attached_to))
    copy = GetSigned(receipt.report_id or 0, receipt.registration_id or 0)
    rows: list[Row] = [(Button(t.plain("Get the signed copy"), copy),)]
    if receipt.report_id is not None:
        rows.append((Button(t.plain("Open the report"), OpenReport(receipt.report_id)),))
    elif receipt.registration_id is not None:
        opening = OpenRegistration(receipt.registration_id)
        rows.append((Button(t.plain("Open the registration"), opening),))
    return Screen(t.join(lines), tuple(rows))


def deadline_set(
    t: Texts,
    units: list[tuple[str, Duty]],
    promises: Mapping[int, date],
    until: date | None,
    today: date,
) -> Screen:
    """Someone hears that an officer set or changed a date, once for all of their units.

    With what of their own days it made pointless: days promised, by unit, and that reminders wait
    no longer than `until`.
    """
    _, duty = units[0]
    whose = ", ".join(unit for unit, _ in units)
    done = all(each.is_done for _, each in units)
    lines: list[str | Markup] = [
        t("<b>A deadline was set</b>\n{title}\n{unit}", title=duty.obligation.title, unit=whose),
        "",
        *deadline_lines(t, duty.obligation, duty.term, today, is_done=done),
    ]
    names = {each.unit_id: unit for unit, each in units}
    lines += let_go_lines(t, names, promises, until)
    lines += ["", basis(t, duty.obligation)]
    return screen(t.join(lines), *_deadline_rows(t, units))


def let_go_lines(
    t: Texts, units: Mapping[int, str], promises: Mapping[int, date], until: date | None
) -> list[str | Markup]:
    """What an earlier end made pointless: days promised by units, reminders that were put off."""
    lines: list[str | Markup] = [
        t(
            "The day promised by {unit}, {day}, is after the new last day and holds no more.",
            unit=units[unit_id],
            day=t.day(day),
        )
        for unit_id, day in promises.items()
        if unit_id in units
    ]
    if until is not None:
        lines.append(t("Reminders that were put off wait until {day} at most.", day=t.day(until)))
    return lines


def office_ended(t: Texts, organisation: str) -> Screen:
    """Somebody hears that they are no longer an officer."""
    return screen(
        t("You are no longer an officer of <b>{organisation}</b>.", organisation=organisation)
    )


def access_granted(
    t: Texts, organisation: str, unit: str, unit_id: int, duties: list[Duty], today: date
) -> Screen:
    """The asker hears that they may speak for a unit, and what there is to do for it."""
    coming = next_due(duties)
    return screen(
        t.join(
            [
                t(
                    "<b>{organisation}</b> approved the request. You now speak for <b>{unit}</b>.",
                    organisation=organisation,
                    unit=unit,
                ),
                "",
                *next_lines(t, duties, today),
            ]
        ),
        *(do_now(t, coming) if coming else []),
        Button(t.plain("All deadlines"), ListDuties(unit_id)),
    )


def access_refused(t: Texts, organisation: str) -> Screen:
    """The asker hears that the request was refused."""
    return screen(
        t(
            "<b>{organisation}</b> did not approve the request for access. Please call its "
            "office, or ask for an invite link.",
            organisation=organisation,
        )
    )


def record_decided(t: Texts, review: ReviewView, duty: Duty | None, now: datetime) -> Screen:
    """A unit hears the officers' word on what it handed in; returned, with the way to mend it.

    Accepted, it may still owe the signed copy that counts: that is said, lest it think itself done.
    """
    head = t("<b>{title}</b>\n{unit}", title=review.obligation, unit=review.unit)
    is_report = review.ref.kind is RecordKind.REPORT
    if review.state is ReviewState.ACCEPTED:
        if is_report:
            said = t("The report of {you} is <b>accepted</b>.")
        else:
            said = t("The registration of {you} is <b>approved</b>.")
        lines: list[str | Markup] = [head, "", said]
        rows: list[Row] = []
        if is_unsigned(duty):
            rows += do_now(t, duty)
            lines.append(t("What counts for this is the <b>signed copy</b>: please send it, too."))
        details = OpenDuty(review.obligation_id, review.unit_id)
        rows.append((Button(t.plain("Details of this deadline"), details),))
        return Screen(t.join(lines), tuple(rows))
    if is_report:
        said = t("The report of {you} was <b>returned</b> and does not count yet.")
    else:
        said = t("The registration of {you} was <b>returned</b> and does not count yet.")
    reason = t("Reason: {reason}", reason=review.reason)
    start = StartReport if is_report else StartRegistration
    return screen(
        t.join([head, "", said, reason, _send_again(t, duty.term if duty else None, now)]),
        Button(t.plain("Mend and send again"), start(review.obligation_id, review.unit_id)),
    )


def _send_again(t: Texts, term: Term | None, now: datetime) -> Markup:
    if term is None:
        return t("Please mend it and send it again.")
    hour = term.deadline.hour if term.basis is TermBasis.PLAN else None
    closes = f"{hour:%H:%M}" if hour else "24:00"
    last = t.long_day(term.last_day)
    if term.is_over(now):
        return t(
            "The deadline ({closes} {last}) has passed: sent again now, it counts as late. The "
            "first receipt stays on record.",
            closes=closes,
            last=last,
        )
    return t("To be sent again before <b>{closes} {last}</b>.", closes=closes, last=last)


def _receipt_lines(t: Texts, receipt: ReceiptView) -> list[str | Markup]:
    late = t("<b>late</b>") if receipt.verdict.late else t("on time")
    at = moment_of(t, receipt.verdict.counted_at, receipt.channel)
    lines: list[str | Markup] = [
        t("<b>{unit}</b>\n{title}", unit=receipt.unit, title=receipt.obligation.title),
        t("Receipt No. {number}", number=receipt_number(receipt.number)),
    ]
    if receipt.channel is not Channel.BOT:
        lines.append(sent_by(t, receipt.member, receipt.channel, receipt.verdict.counted_at))
    if receipt.verdict.closes_at is None:
        lines.append(t("Counted at: <b>{at}</b>", at=at))
    else:
        lines.append(t("Counted at: <b>{at}</b>, {late}", at=at, late=late))
    return lines


def _deadline_rows(t: Texts, units: list[tuple[str, Duty]]) -> list[Row]:
    """Do it now and look at it; with several units each button names its own."""
    rows: list[Row] = []
    for unit, duty in units:
        of = f": {unit}" if len(units) > 1 else ""
        now = [] if duty.is_done else do_now(t, duty)
        rows += [(Button(f"{row[0].label}{of}", row[0].does),) for row in now]
        details = OpenDuty(duty.obligation.id, duty.unit_id)
        rows.append((Button(f"{t.plain('Details of this deadline')}{of}", details),))
    return rows
