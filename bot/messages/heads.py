"""Who heads a bloc: officers choose, and whoever is chosen hears of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from bot.callbacks import callback
from bot.messages.blocs import OpenBloc
from bot.messages.paging import page_line, page_of, page_row, short
from bot.messages.screens import Button, Row, Screen, screen
from bot.messages.units import ChooseHead, ListUnits
from bot.rules.heads import Heading, HeadOf
from bot.texts import Texts
from storage.units import UnitRow


@callback("ouhn")
@dataclass(frozen=True, slots=True)
class NameHead:
    """Let a unit head a bloc in a year."""

    bloc_id: int
    year: int
    unit_id: int


@callback("ouhx")
@dataclass(frozen=True, slots=True)
class EndHead:
    """Leave a bloc without the head it has."""

    head_id: int


def choose_head(
    t: Texts, bloc_id: int, bloc: str, head: HeadOf, units: Sequence[UnitRow], number: int
) -> Screen:
    """The units of the bloc, to pick the one that heads it."""
    page = page_of(units, number)
    lines: list[str | Markup] = [
        t("<b>Head of the bloc in {year}</b>\n{bloc}", year=head.year, bloc=bloc),
        "",
        t("Now: <b>{unit}</b>", unit=head.heading.unit) if head.heading else t("Now: nobody"),
        "",
        t(
            "Whoever represents the chosen unit sees which units of this bloc have not handed in, "
            "and may remind them. Please choose the unit."
        ),
        *page_line(t, page),
    ]
    rows: list[Row] = [
        (Button(short(unit.name), NameHead(bloc_id, head.year, unit.id)),) for unit in page.items
    ]
    rows.append(page_row(t, page, lambda turned: ChooseHead(bloc_id, head.year, turned)))
    if head.heading is not None:
        rows.append((Button(t.plain("Nobody heads the bloc"), EndHead(head.heading.id)),))
    rows.append((Button(t.plain("Back to the units"), ListUnits(bloc_id)),))
    return Screen(t.join(lines), tuple(rows))


def head_was_named(t: Texts, heading: Heading, people: int) -> Screen:
    """The officer reads who heads the bloc now, and whether anybody has heard of it."""
    told = (
        t.n("{count} person is being told.", "{count} people are being told.", people)
        if people
        else t("Whoever joins as its representative will see the bloc at once.")
    )
    lines: list[str | Markup] = [
        t(
            "<b>{unit}</b> heads <b>{bloc}</b> in {year}.",
            unit=heading.unit,
            bloc=heading.bloc,
            year=heading.year,
        ),
        told,
    ]
    return screen(t.join(lines), _back(t, heading))


def head_was_ended(t: Texts, heading: Heading) -> Screen:
    """The officer reads that nobody heads the bloc any more."""
    words = t("Nobody heads <b>{bloc}</b> in {year} now.", bloc=heading.bloc, year=heading.year)
    return screen(words, _back(t, heading))


def told_of_heading(t: Texts, heading: Heading) -> Screen:
    """Whoever represents the unit hears what they may do as head."""
    return screen(
        t(
            "<b>{organisation}</b> chose <b>{unit}</b> as head of <b>{bloc}</b> for {year}.\n\n"
            "{You} can see which units of the bloc have not handed in, and remind them with one "
            "press: /khoi",
            organisation=heading.organisation,
            unit=heading.unit,
            bloc=heading.bloc,
            year=heading.year,
        ),
        Button(t.plain("See the bloc"), OpenBloc(heading.id)),
    )


def told_of_ending(t: Texts, bloc: str, year: int, unit: str) -> Screen:
    """Whoever represents the unit hears that it is head no more."""
    return screen(
        t(
            "<b>{unit}</b> no longer heads <b>{bloc}</b> in {year}. Thank you for the work done.",
            unit=unit,
            bloc=bloc,
            year=year,
        )
    )


def _back(t: Texts, heading: Heading) -> Button:
    return Button(t.plain("Back to the units"), ListUnits(heading.bloc_id))
