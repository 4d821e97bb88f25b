"""Blocs and units as officers see them."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from bot.callbacks import callback
from bot.messages.catalogue import OpenCatalogue
from bot.messages.home import ROLES, GoTo
from bot.messages.paging import before_count, page_line, page_of, page_row, short
from bot.messages.screens import Button, Row, Screen
from bot.rules.heads import HeadOf
from bot.rules.units import NO_BLOC, BlocSize
from bot.texts import Texts
from storage.invites import OpenInvite
from storage.units import UnitRow

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


@callback("oux")
@dataclass(frozen=True, slots=True)
class ListStopped:
    """Show the units that stopped working."""

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


@callback("ous")
@dataclass(frozen=True, slots=True)
class ImportUnits:
    """Begin to take units from an Excel sheet."""


@callback("oi")
@dataclass(frozen=True, slots=True)
class InviteTo:
    """Make an invite link to a seat of a unit."""

    unit_id: int
    deputy: bool


@callback("oil")
@dataclass(frozen=True, slots=True)
class ListInvites:
    """Show who has joined and who has not: of all units (0), of a bloc, or of none."""

    bloc_id: int = 0
    page: int = 0


@callback("oia")
@dataclass(frozen=True, slots=True)
class InviteAgain:
    """Give out once more a link that nobody used. `unit_id` as in WithdrawInvite."""

    invite_id: int
    unit_id: int


@callback("oiw")
@dataclass(frozen=True, slots=True)
class WithdrawInvite:
    """Make an unused link worthless. `unit_id` is where to go back to, 0 for the officers."""

    invite_id: int
    unit_id: int


@callback("ouh")
@dataclass(frozen=True, slots=True)
class ChooseHead:
    """Show who may head a bloc in a year, or be the head's deputy."""

    bloc_id: int
    year: int
    page: int = 0
    deputy: bool = False


@callback("oo")
@dataclass(frozen=True, slots=True)
class ListOfficers:
    """Show who runs the campaign."""


def blocs_screen(
    t: Texts,
    organisation: str,
    blocs: Sequence[BlocSize],
    number: int,
    *,
    stopped: int = 0,
    is_owner: bool,
) -> Screen:
    """The blocs with how many of their units have joined; the way to those `stopped`."""
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
    rows.append((Button(t.plain("Units from Excel"), ImportUnits()),))
    if units > joined:
        rows.append((Button(t.plain("Invites"), ListInvites()),))
    if stopped:
        rows.append((Button(t.plain("No longer working ({count})", count=stopped), ListStopped()),))
    rows.append((Button(t.plain("Titles and indicators"), OpenCatalogue()),))
    rows.append((Button(t.plain("Contacts for units"), GoTo("lienhe")),))
    if is_owner:
        rows.append((Button(t.plain("Officers"), ListOfficers()),))
    return Screen(t.join(lines), tuple(rows))


def units_screen(
    t: Texts,
    bloc: str,
    units: Sequence[UnitRow],
    bloc_id: int,
    number: int,
    heads: Sequence[HeadOf] = (),
) -> Screen:
    """Units by name; a filled dot means that somebody speaks for it. `heads` are of the bloc."""
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
    for head in heads:
        rows += [(_head_button(t, bloc_id, head),), (_deputy_button(t, bloc_id, head),)]
    if joined < len(units):
        rows.append((Button(t.plain("Invites"), ListInvites(bloc_id)),))
    rows.append((Button(t.plain("Add units"), AddUnit()),))
    rows.append((Button(t.plain("Blocs and units"), ListBlocs()),))
    return Screen(t.join(lines), tuple(rows))


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
        if invite.replaces:
            lines.append(t("  in the place of {name}", name=invite.replaces))
    return lines


def invite_rows(t: Texts, invites: Sequence[OpenInvite], unit_id: int) -> list[Row]:
    """Buttons for each: given out again, or made worthless; `unit_id` 0 leads back to the
    officers."""
    rows: list[Row] = []
    for invite in invites[:MOST_INVITES]:
        role, made = t.plain(ROLES[invite.role]), t.moment(invite.created_at)
        again = t.plain("Give out again: {role}, {made}", role=role, made=made)
        withdraw = t.plain("Withdraw: {role}, {made}", role=role, made=made)
        rows.append((Button(again, InviteAgain(invite.id, unit_id)),))
        rows.append((Button(withdraw, WithdrawInvite(invite.id, unit_id)),))
    return rows


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


def _head_button(t: Texts, bloc_id: int, head: HeadOf) -> Button:
    if head.heading is None:
        label = t.plain("Choose the head for {year}", year=head.year)
    else:
        label = t.plain("Head {year}: {unit}", year=head.year, unit=short(head.heading.unit, 40))
    return Button(label, ChooseHead(bloc_id, head.year))


def _deputy_button(t: Texts, bloc_id: int, head: HeadOf) -> Button:
    if head.deputy is None:
        label = t.plain("Choose the deputy head for {year}", year=head.year)
    else:
        deputy = short(head.deputy.unit, 40)
        label = t.plain("Deputy head {year}: {unit}", year=head.year, unit=deputy)
    return Button(label, ChooseHead(bloc_id, head.year, deputy=True))


def _unit_button(unit: UnitRow) -> Button:
    mark = SOMEONE if unit.seats else NO_ONE
    return Button(f"{mark} {short(unit.name)}", OpenUnit(unit.id))
