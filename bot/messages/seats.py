"""Ending somebody's right to speak for a unit, and handing it over."""

from dataclasses import dataclass

from bot.callbacks import callback
from bot.messages.screens import Button, Screen, screen
from bot.messages.units import InviteTo, OpenUnit
from bot.texts import Texts
from storage.units import SeatRow, UnitRow


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


@callback("oih")
@dataclass(frozen=True, slots=True)
class ReplaceSeat:
    """Make an invite whose use ends a representative's seat."""

    seat_id: int


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


def seat_ended(t: Texts, organisation: str, unit: str) -> Screen:
    """Somebody hears that they no longer speak for a unit."""
    return screen(
        t(
            "You no longer speak for <b>{unit}</b> ({organisation}). If this is a mistake, "
            "please call the alliance’s office.",
            unit=unit,
            organisation=organisation,
        )
    )


def seat_handed_over(t: Texts, organisation: str, unit: str, to: str) -> Screen:
    """Somebody hears who speaks for the unit in their place."""
    return screen(
        t(
            "<b>{to}</b> now represents <b>{unit}</b> ({organisation}) in the place of {you}; the "
            "earlier right has ended. Thank you for the work done.",
            to=to,
            unit=unit,
            organisation=organisation,
        )
    )
