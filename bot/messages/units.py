"""Blocs and units as officers see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from bot.callbacks import callback
from bot.messages.catalogue import OpenCatalogue
from bot.messages.deadlines import duty_line
from bot.messages.home import ROLES
from bot.messages.paging import before_count, page_line, page_of, page_row, short
from bot.messages.record_buttons import ListArrivals
from bot.messages.registration_buttons import RegisterFor
from bot.messages.screens import Button, Row, Screen, screen
from bot.rules.obligations import Duty, can_register
from bot.rules.units import NO_BLOC, BlocSize
from bot.texts import Texts
from storage.invites import OpenInvite
from storage.units import SeatRow, UnitRow

MOST_DUTIES = 10
MOST_INVITES = 5
NO_ONE, SOMEONE = "○", "●"


@callback("ou")
@dataclass(frozen=True, slots=True)
class ListBlocs:
    """Show the blocs."""

    page: int = 0


@callback("oul")
@dataclass(frozen=True, slots=True)
class ListUnits:
    """Show units: all (0), of one bloc, or of none."""

    bloc_id: int = 0
    page: int = 0


@callback("ouo")
@dataclass(frozen=True, slots=True)
class OpenUnit:
    """Show one unit."""

    unit_id: int


@callback("oz")
@dataclass(frozen=True, slots=True)
class EnterArrived:
    """Begin to enter what a unit handed in another way; `obligation_id` 0 while not said."""

    unit_id: int
    obligation_id: int = 0


@callback("oub")
@dataclass(frozen=True, slots=True)
class AddBloc:
    """Begin to add blocs."""


@callback("oua")
@dataclass(frozen=True, slots=True)
class AddUnit:
    """Begin to add units."""


@callback("oi")
@dataclass(frozen=True, slots=True)
class InviteTo:
    """Make an invite link to a seat of a unit."""

    unit_id: int
    deputy: bool


@callback("oe")
@dataclass(frozen=True, slots=True)
class EndSeat:
    """Ask before somebody's right to speak for a unit ends."""

    seat_id: int


@callback("oec")
@dataclass(frozen=True, slots=True)
class ConfirmEndSeat:
    """End somebody's right to speak for a unit."""

    seat_id: int


@callback("oiw")
@dataclass(frozen=True, slots=True)
class WithdrawInvite:
    """Make an unused link worthless. `unit_id` is where to go back to, 0 for the officers."""

    invite_id: int
    unit_id: int


@callback("oo")
@dataclass(frozen=True, slots=True)
class ListOfficers:
    """Show who runs the campaign."""


def blocs_screen(
    t: Texts, organisation: str, blocs: Sequence[BlocSize], number: int, *, is_owner: bool
) -> Screen:
    """The blocs with how many of their units have joined."""
    units, joined = sum(bloc.units for bloc in blocs), sum(bloc.joined for bloc in blocs)
    lines: list[str | Markup] = [
        t("<b>Blocs and units</b>\n{organisation}", organisation=organisation),
        "",
    ]
    page = page_of(blocs, number)
    if units:
        lines.append(
            t("Units: <b>{units}</b>, of which {joined} have joined.", units=units, joined=joined)
        )
    else:
        lines.append(t("There are no units yet. Add them here, or paste a whole list."))
    lines += page_line(t, page)
    rows: list[Row] = [(_bloc_button(t, bloc),) for bloc in page.items]
    rows.append(page_row(t, page, ListBlocs))
    if len(blocs) > 1 and units:
        rows.append((Button(t.plain("All units ({count})", count=units), ListUnits()),))
    rows.append((Button(t.plain("Add units"), AddUnit()), Button(t.plain("Add blocs"), AddBloc())))
    rows.append((Button(t.plain("Titles and indicators"), OpenCatalogue()),))
    if is_owner:
        rows.append((Button(t.plain("Officers"), ListOfficers()),))
    return Screen(t.join(lines), tuple(rows))


def units_screen(
    t: Texts, bloc: str, units: Sequence[UnitRow], bloc_id: int, number: int
) -> Screen:
    """Units by name; a filled dot means that somebody speaks for it."""
    joined = sum(unit.seats > 0 for unit in units)
    page = page_of(units, number)
    lines: list[str | Markup] = [
        t("<b>{bloc}</b>", bloc=_title(t, bloc, bloc_id)),
        t("Units: <b>{units}</b>, of which {joined} have joined.", units=len(units), joined=joined),
        t("{someone} joined · {no_one} nobody yet", someone=SOMEONE, no_one=NO_ONE),
        *page_line(t, page),
    ]
    rows: list[Row] = [(_unit_button(unit),) for unit in page.items]
    rows.append(page_row(t, page, lambda turned: ListUnits(bloc_id, turned)))
    rows.append((Button(t.plain("Add units"), AddUnit()),))
    rows.append((Button(t.plain("Blocs and units"), ListBlocs()),))
    return Screen(t.join(lines), tuple(rows))


def unit_screen(
    t: Texts,
    unit: UnitRow,
    seats: Sequence[SeatRow],
    invites: Sequence[OpenInvite],
    duties: Sequence[Duty],
    today: date,
) -> Screen:
    """One unit: who speaks for it, how its duties stand, invites."""
    lines: list[str | Markup] = [t("<b>{unit}</b>", unit=unit.name)]
    if unit.bloc:
        lines.append(t("Bloc: {bloc}", bloc=unit.bloc))
    lines += ["", *_seat_lines(t, seats), *invite_lines(t, invites)]
    if duties:
        lines += ["", t("<b>Deadlines</b>")]
        lines += [duty_line(t, duty, today) for duty in duties[:MOST_DUTIES]]
    rows: list[Row] = [
        (Button(t.plain("Invite a representative"), InviteTo(unit.id, deputy=False)),),
        (Button(t.plain("Invite a deputy"), InviteTo(unit.id, deputy=True)),),
    ]
    rows += [
        (Button(t.plain("Remove {name}", name=short(seat.name, 40)), EndSeat(seat.id)),)
        for seat in seats[:5]
    ]
    rows += withdraw_rows(t, invites, unit.id)
    if any(duty.receipt is not None or duty.lacks_signed for duty in duties):
        rows.append((Button(t.plain("What this unit handed in"), ListArrivals(unit.id)),))
    if duties:
        label = t.plain("Record what came another way")
        rows.append((Button(label, EnterArrived(unit.id)),))
    rows += register_rows(t, duties)
    rows.append((Button(t.plain("Back to the units"), ListUnits(unit.bloc_id or NO_BLOC)),))
    return Screen(t.join(lines), tuple(rows))


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


def end_seat_screen(t: Texts, seat: SeatRow, unit: UnitRow) -> Screen:
    """Asked before the right ends: who, and for which unit."""
    return screen(
        t(
            "End the right of <b>{name}</b> to speak for <b>{unit}</b>?\n\n"
            "It ends at once and the person is told. What was handed in stays on record.",
            name=seat.name,
            unit=unit.name,
        ),
        Button(t.plain("Yes, end it"), ConfirmEndSeat(seat.id)),
        Button(t.plain("No, keep it"), OpenUnit(unit.id)),
    )


def seat_was_ended(t: Texts, name: str, unit: str, unit_id: int) -> Screen:
    """The right ended."""
    return screen(
        t("<b>{name}</b> no longer speaks for <b>{unit}</b>.", name=name, unit=unit),
        Button(t.plain("Invite a representative"), InviteTo(unit_id, deputy=False)),
        Button(t.plain("Open the unit"), OpenUnit(unit_id)),
    )


def invite_lines(t: Texts, invites: Sequence[OpenInvite]) -> list[str | Markup]:
    """The links that nobody has used yet, each with its end."""
    if not invites:
        return []
    lines: list[str | Markup] = ["", t("<b>Invites not used yet</b>")]
    for invite in invites[:MOST_INVITES]:
        role = t.plain(ROLES[invite.role])
        until = t.moment(invite.expires_at) if invite.expires_at else "…"
        made = t.moment(invite.created_at)
        lines.append(
            t("• {role}: made {made}, good until {until}", role=role, made=made, until=until)
        )
    return lines


def withdraw_rows(t: Texts, invites: Sequence[OpenInvite], unit_id: int) -> list[Row]:
    """A button for each that makes it worthless; `unit_id` 0 leads back to the officers."""
    return [
        (
            Button(
                t.plain(
                    "Withdraw: {role}, {made}",
                    role=t.plain(ROLES[invite.role]),
                    made=t.moment(invite.created_at),
                ),
                WithdrawInvite(invite.id, unit_id),
            ),
        )
        for invite in invites[:MOST_INVITES]
    ]


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


def _title(t: Texts, bloc: str, bloc_id: int) -> str:
    if bloc_id == NO_BLOC:
        return t.plain("No bloc")
    return bloc or t.plain("All units")


def _bloc_button(t: Texts, bloc: BlocSize) -> Button:
    label = t.plain(
        "{name}: {joined}/{units}",
        name=before_count(_title(t, bloc.name, bloc.id)),
        joined=bloc.joined,
        units=bloc.units,
    )
    return Button(label, ListUnits(bloc.id))


def _unit_button(unit: UnitRow) -> Button:
    mark = SOMEONE if unit.seats else NO_ONE
    return Button(f"{mark} {short(unit.name)}", OpenUnit(unit.id))
