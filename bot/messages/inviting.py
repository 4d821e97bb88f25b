"""Invites to many units at once: who has joined and who has not, links for all, papers."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from bot.callbacks import callback
from bot.messages.paging import page_line, page_of, page_row, short
from bot.messages.screens import Button, Row, Screen
from bot.messages.units import ListBlocs, ListInvites, ListUnits
from bot.rules.invites import Joining, UnitInvite
from bot.texts import N_, Texts

A_PAGE = 20

STANDINGS = {
    Joining.JOINED: N_("has joined"),
    Joining.INVITED: N_("invited"),
    Joining.EXPIRED: N_("invite expired"),
    Joining.NOT_INVITED: N_("not invited"),
}


@callback("oim")
@dataclass(frozen=True, slots=True)
class MakeInvites:
    """Make a link for each unit that has nobody and none."""

    bloc_id: int


@callback("oip")
@dataclass(frozen=True, slots=True)
class SendCards:
    """Give the invites as Word sheets to print, one for each bloc."""

    bloc_id: int


@callback("oix")
@dataclass(frozen=True, slots=True)
class SendInviteSheet:
    """Give who has joined and who has not as an Excel sheet, with the texts for Zalo."""

    bloc_id: int


def invites_screen(
    t: Texts, title: str, units: Sequence[UnitInvite], bloc_id: int, number: int, made: int = 0
) -> Screen:
    """Who has not joined, each with how its invite stands; `made` are the links just made."""
    counts = Counter(unit.joining for unit in units)
    lines: list[str | Markup] = [
        t("<b>Invites</b>\n{title}", title=title),
        "",
        t(
            "Joined: {joined} · invited: {invited} · invite expired: {expired} · not invited: "
            "{without}",
            joined=counts[Joining.JOINED],
            invited=counts[Joining.INVITED],
            expired=counts[Joining.EXPIRED],
            without=counts[Joining.NOT_INVITED],
        ),
    ]
    if made:
        lines.append(t.n("<b>{count} invite made.</b>", "<b>{count} invites made.</b>", made))
    waiting = [unit for unit in units if unit.joining is not Joining.JOINED]
    page = page_of(waiting, number, A_PAGE)
    lines += ["", *(_line(t, unit) for unit in page.items), *page_line(t, page)]
    rows: list[Row] = [page_row(t, page, lambda turned: ListInvites(bloc_id, turned))]
    if wanting := sum(unit.wants_link for unit in units):
        label = t.plain("Make invites ({count})", count=wanting)
        rows.append((Button(label, MakeInvites(bloc_id)),))
    if counts[Joining.INVITED]:
        rows.append((Button(t.plain("Sheets to print, with QR"), SendCards(bloc_id)),))
    rows.append((Button(t.plain("Excel, with texts for Zalo"), SendInviteSheet(bloc_id)),))
    back = ListUnits(bloc_id) if bloc_id else ListBlocs()
    rows.append((Button(t.plain("Back to the units"), back),))
    return Screen(t.join(lines), tuple(rows))


def standing_words(t: Texts, unit: UnitInvite) -> str:
    """How a unit stands, with the end of its invite. Plain."""
    if unit.expires_at is not None and unit.joining is Joining.INVITED:
        return t.plain("invited, until {at}", at=t.moment(unit.expires_at))
    if unit.expires_at is not None and unit.joining is Joining.EXPIRED:
        return t.plain("invite expired at {at}", at=t.moment(unit.expires_at))
    return t.plain(STANDINGS[unit.joining])


def cards_caption(t: Texts, bloc: str, cards: int) -> Markup:
    """What stands under a sheet to print."""
    return t.n(
        "{bloc}: {count} invite to print and cut out. Each serves one person, once.",
        "{bloc}: {count} invites to print and cut out. Each serves one person, once.",
        cards,
        bloc=bloc,
    )


def _line(t: Texts, unit: UnitInvite) -> Markup:
    return t("○ {unit}: {standing}", unit=short(unit.unit), standing=standing_words(t, unit))
