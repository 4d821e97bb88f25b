"""Who heads a bloc: officers choose, and whoever is chosen hears of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from bot.callbacks import callback
from bot.messages.blocs import OpenBloc
from bot.messages.paging import page_line, page_of, page_row, short
from bot.messages.screens import Button, Row, Screen, screen
from bot.messages.units import ChooseHead, ListUnits
from bot.rules.heads import AlreadyHead, Heading, HeadOf
from bot.texts import Texts
from storage.units import UnitRow


@callback("ouhn")
@dataclass(frozen=True, slots=True)
class NameHead:
    """Let a unit head a bloc in a year, or be the head's deputy."""

    bloc_id: int
    year: int
    unit_id: int
    deputy: bool = False


@callback("ouhx")
@dataclass(frozen=True, slots=True)
class EndHead:
    """Leave a bloc without the head, or the deputy, it has."""

    head_id: int


def choose_head(
    t: Texts,
    bloc_id: int,
    bloc: str,
    head: HeadOf,
    units: Sequence[UnitRow],
    number: int,
    *,
    deputy: bool = False,
) -> Screen:
    """The units of the bloc, to pick the one that heads it, or is deputy: never the head itself."""
    year, now = head.year, head.of(deputy=deputy)
    taken = head.heading.unit_id if deputy and head.heading else None
    page = page_of([unit for unit in units if unit.id != taken], number)
    lines: list[str | Markup] = [
        t("<b>Deputy head of the bloc in {year}</b>\n{bloc}", year=year, bloc=bloc)
        if deputy
        else t("<b>Head of the bloc in {year}</b>\n{bloc}", year=year, bloc=bloc),
        "",
        t("Now: <b>{unit}</b>", unit=now.unit) if now else t("Now: nobody"),
        "",
        _what_it_may(t, deputy=deputy),
        *page_line(t, page),
    ]
    rows: list[Row] = [
        (Button(short(unit.name), NameHead(bloc_id, year, unit.id, deputy)),) for unit in page.items
    ]
    rows.append(page_row(t, page, lambda turned: ChooseHead(bloc_id, year, turned, deputy)))
    if now is not None:
        label = t.plain("Nobody is deputy head") if deputy else t.plain("Nobody heads the bloc")
        rows.append((Button(label, EndHead(now.id)),))
    rows.append((Button(t.plain("Back to the units"), ListUnits(bloc_id)),))
    return Screen(t.join(lines), tuple(rows))


def _what_it_may(t: Texts, *, deputy: bool) -> Markup:
    if deputy:
        return t(
            "Whoever represents the chosen unit sees the bloc and may remind its units as the head "
            "does, and gets the head's lists when the head cannot be reached. Please choose the "
            "unit."
        )
    return t(
        "Whoever represents the chosen unit sees which units of this bloc have not handed in, "
        "and may remind them. Please choose the unit."
    )


def head_was_named(t: Texts, heading: Heading, people: int) -> Screen:
    """The officer reads who heads the bloc now, and whether anybody has heard of it."""
    told = (
        t.n("{count} person is being told.", "{count} people are being told.", people)
        if people
        else t("Whoever joins as its representative will see the bloc at once.")
    )
    said = {"unit": heading.unit, "bloc": heading.bloc, "year": heading.year}
    lines: list[str | Markup] = [
        t("<b>{unit}</b> is deputy head of <b>{bloc}</b> in {year}.", **said)
        if heading.is_deputy
        else t("<b>{unit}</b> heads <b>{bloc}</b> in {year}.", **said),
        told,
    ]
    return screen(t.join(lines), _back(t, heading))


def head_was_ended(t: Texts, heading: Heading) -> Screen:
    """The officer reads that nobody heads the bloc any more, or is deputy."""
    said = {"bloc": heading.bloc, "year": heading.year}
    words = (
        t("Nobody is deputy head of <b>{bloc}</b> in {year} now.", **said)
        if heading.is_deputy
        else t("Nobody heads <b>{bloc}</b> in {year} now.", **said)
    )
    return screen(words, _back(t, heading))


def told_of_heading(t: Texts, heading: Heading) -> Screen:
    """Whoever represents the unit hears what they may do as head or deputy."""
    said = {
        "organisation": heading.organisation,
        "unit": heading.unit,
        "bloc": heading.bloc,
        "year": heading.year,
    }
    chosen = (
        t(
            "<b>{organisation}</b> chose <b>{unit}</b> as deputy head of <b>{bloc}</b> for {year}.",
            **said,
        )
        if heading.is_deputy
        else t(
            "<b>{organisation}</b> chose <b>{unit}</b> as head of <b>{bloc}</b> for {year}.", **said
        )
    )
    may = t(
        "{You} can see which units of the bloc have not handed in, and remind them with one press: "
        "/khoi"
    )
    return screen(t.join([chosen, "", may]), Button(t.plain("See the bloc"), OpenBloc(heading.id)))


def told_of_ending(t: Texts, bloc: str, year: int, unit: str, *, deputy: bool) -> Screen:
    """Whoever represents the unit hears that it is head, or deputy, no more."""
    said = {"unit": unit, "bloc": bloc, "year": year}
    return screen(
        t(
            "<b>{unit}</b> is no longer deputy head of <b>{bloc}</b> in {year}. Thank you for the "
            "work done.",
            **said,
        )
        if deputy
        else t(
            "<b>{unit}</b> no longer heads <b>{bloc}</b> in {year}. Thank you for the work done.",
            **said,
        )
    )


def already_head(t: Texts, violation: AlreadyHead) -> str:
    """A unit cannot be both."""
    return t(
        "{unit} heads the bloc and cannot be its own deputy. Please choose another unit.",
        unit=violation.unit,
    )


def _back(t: Texts, heading: Heading) -> Button:
    return Button(t.plain("Back to the units"), ListUnits(heading.bloc_id))
