"""One unit as officers see it: who speaks for it, whom to call, how its duties stand."""

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from bot.messages.contacts import AskContact, contact_lines
from bot.messages.deadlines import duty_line
from bot.messages.home import ROLES
from bot.messages.merging import AskMerge
from bot.messages.moving import AskMove
from bot.messages.paging import short
from bot.messages.record_buttons import ListArrivals
from bot.messages.registration_buttons import RegisterFor
from bot.messages.renaming import AskName
from bot.messages.screens import Button, Row, Screen
from bot.messages.seats import EndSeat, ReplaceSeat
from bot.messages.stopping import AskStop, RestoreUnit
from bot.messages.unit_types import AskType
from bot.messages.units import (
    EnterArrived,
    InviteTo,
    ListStopped,
    ListUnits,
    OpenUnit,
    invite_lines,
    invite_rows,
)
from bot.rules.members import Role
from bot.rules.obligations import Duty, can_register
from bot.rules.units import NO_BLOC, UnitPast
from bot.texts import Texts
from storage.invites import OpenInvite
from storage.units import SeatRow, UnitRow

MOST_DUTIES = 10
MOST_SEATS = 5
MOST_FORMER = 5


def unit_screen(
    t: Texts,
    unit: UnitRow,
    seats: Sequence[SeatRow],
    invites: Sequence[OpenInvite],
    duties: Sequence[Duty],
    today: date,
    past: UnitPast,
) -> Screen:
    """One unit: who speaks for it, whom to call, how its duties stand, invites, what was."""
    lines: list[str | Markup] = [t("<b>{unit}</b>", unit=unit.name)]
    if unit.stopped_on is not None:
        return _stopped(t, unit, seats, past, unit.stopped_on)
    if unit.bloc:
        lines.append(t("Bloc: {bloc}", bloc=unit.bloc))
    if unit.type:
        lines.append(t("Type: {type}", type=unit.type))
    if unit.note:
        lines.append(t("Note: {note}", note=unit.note))
    lines += ["", *_seat_lines(t, seats), *contact_lines(t, unit), *invite_lines(t, invites)]
    if duties:
        lines += ["", t("<b>Deadlines</b>")]
        lines += [duty_line(t, duty, today) for duty in duties[:MOST_DUTIES]]
    lines += past_lines(t, past)
    rows = [*_people_rows(t, unit, seats, invites), *_duty_rows(t, unit, duties)]
    rows += merged_rows(past)
    rows.append(
        (
            Button(t.plain("Rename…"), AskName(unit.id)),
            Button(t.plain("Another bloc…"), AskMove(unit.id)),
        )
    )
    rows.append(
        (
            Button(t.plain("Merge…"), AskMerge(unit.id)),
            Button(t.plain("Stopped working…"), AskStop(unit.id)),
        )
    )
    rows.append((Button(t.plain("Back to the units"), ListUnits(unit.bloc_id or NO_BLOC)),))
    return Screen(t.join(lines), tuple(rows))


def _stopped(
    t: Texts, unit: UnitRow, seats: Sequence[SeatRow], past: UnitPast, since: date
) -> Screen:
    """A unit of which nothing is asked: since when and why, who spoke for it, what it left."""
    lines: list[str | Markup] = [
        t("<b>{unit}</b>", unit=unit.name),
        t("<b>No longer working since {day}.</b>", day=t.day(since)),
    ]
    if unit.stopped_because:
        lines.append(t("Reason: {reason}", reason=unit.stopped_because))
    if past.became is not None:
        lines.append(t("Merged into: {unit}", unit=past.became.name))
        lines.append(t("<i>Letting it work again brings nobody back from there.</i>"))
    if unit.bloc:
        lines.append(t("Bloc: {bloc}", bloc=unit.bloc))
    lines += ["", *(_seat_lines(t, seats) if seats else ()), *contact_lines(t, unit)]
    lines += past_lines(t, past)
    rows: list[Row] = []
    if past.handed_in:
        rows.append((Button(t.plain("What this unit handed in"), ListArrivals(unit.id)),))
    if past.became is not None:
        rows.append((Button(short(past.became.name), OpenUnit(past.became.id)),))
    rows += merged_rows(past)
    rows.append((Button(t.plain("Let it work again"), RestoreUnit(unit.id)),))
    rows.append((Button(t.plain("No longer working"), ListStopped()),))
    return Screen(t.join(lines), tuple(rows))


def past_lines(t: Texts, past: UnitPast) -> list[str | Markup]:
    """The names the unit had, and the units that became a part of it."""
    lines: list[str | Markup] = [
        t("Former name: {name}, until {day}", name=name, day=t.day(day))
        for name, day in past.former[-MOST_FORMER:]
    ]
    lines += [t("Merged from: {unit}", unit=each.name) for each in past.merged[:MOST_FORMER]]
    return ["", *lines] if lines else []


def merged_rows(past: UnitPast) -> list[Row]:
    """The way to what those units left."""
    return [(Button(short(each.name), OpenUnit(each.id)),) for each in past.merged[:MOST_FORMER]]


def register_rows(t: Texts, duties: Sequence[Duty]) -> list[Row]:
    """Registering for the unit; with several plans each button names what it is for."""
    asked = [duty for duty in duties if can_register(duty.obligation)]
    return [
        (
            Button(
                t.plain("Register for the unit")
                if len(asked) == 1
                else t.plain("Register for it: {title}", title=short(duty.obligation.title, 40)),
                RegisterFor(duty.unit_id, duty.obligation.id),
            ),
        )
        for duty in asked
    ]


def _people_rows(
    t: Texts, unit: UnitRow, seats: Sequence[SeatRow], invites: Sequence[OpenInvite]
) -> list[Row]:
    return [
        *_handover_rows(t, seats),
        (Button(t.plain("Invite a representative"), InviteTo(unit.id, deputy=False)),),
        (Button(t.plain("Invite a deputy"), InviteTo(unit.id, deputy=True)),),
        (
            Button(t.plain("Whom to call"), AskContact(unit.id)),
            Button(t.plain("Type of unit"), AskType(unit.id)),
        ),
        *(
            (Button(t.plain("Remove {name}", name=short(seat.name, 40)), EndSeat(seat.id)),)
            for seat in seats[:MOST_SEATS]
        ),
        *invite_rows(t, invites, unit.id),
    ]


def _handover_rows(t: Texts, seats: Sequence[SeatRow]) -> list[Row]:
    """«Đổi người đại diện», with the name where there are several."""
    held = [seat for seat in seats if seat.role is Role.REPRESENTATIVE]
    return [
        (
            Button(
                t.plain("Change of representative")
                if len(held) == 1
                else t.plain("Change of representative: {name}", name=short(seat.name, 40)),
                ReplaceSeat(seat.id),
            ),
        )
        for seat in held[:MOST_SEATS]
    ]


def _duty_rows(t: Texts, unit: UnitRow, duties: Sequence[Duty]) -> list[Row]:
    rows: list[Row] = []
    if any(duty.receipt is not None or duty.lacks_signed for duty in duties):
        rows.append((Button(t.plain("What this unit handed in"), ListArrivals(unit.id)),))
    if duties:
        label = t.plain("Record what came another way")
        rows.append((Button(label, EnterArrived(unit.id)),))
    return rows + register_rows(t, duties)


def _seat_lines(t: Texts, seats: Sequence[SeatRow]) -> list[str | Markup]:
    if not seats:
        return [t("Nobody has joined for this unit yet.")]
    lines: list[str | Markup] = []
    for seat in seats:
        lines.append(t("{name} – {role}", name=seat.name, role=t.plain(ROLES[seat.role])))
        if seat.phone:
            lines.append(t("Phone: {phone}", phone=seat.phone))
        if not seat.reachable:
            lines.append(t("<i>Has blocked the bot: cannot be written to.</i>"))
    return lines
