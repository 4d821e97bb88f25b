"""Moving a unit to another bloc."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from bot.callbacks import callback
from bot.messages.amending import News, news_lines
from bot.messages.deadlines import ListDuties
from bot.messages.paging import lines_within, page_line, page_of, page_row, short
from bot.messages.screens import Button, Row, Screen, screen
from bot.messages.stopping import ended_lines
from bot.messages.units import ListUnits, OpenUnit
from bot.rules.heads import Heading
from bot.rules.units import NO_BLOC, BlocSize
from bot.texts import Texts
from storage.units import UnitRow


@callback("ouv")
@dataclass(frozen=True, slots=True)
class AskMove:
    """Show the blocs a unit may be moved to."""

    unit_id: int
    page: int = 0


@callback("ouvc")
@dataclass(frozen=True, slots=True)
class MoveUnit:
    """Move a unit to this bloc, or out of all (NO_BLOC)."""

    unit_id: int
    bloc_id: int


def ask_bloc(
    t: Texts, unit: UnitRow, blocs: Sequence[BlocSize], heads: Sequence[Heading], number: int
) -> Screen:
    """The question, with what the unit would no longer head."""
    others = [bloc for bloc in blocs if bloc.id not in (unit.bloc_id, NO_BLOC)]
    page = page_of(others, number)
    lines: list[str | Markup] = [
        t("<b>Move to another bloc</b>\n{unit}", unit=unit.name),
        "",
        t("Now: <b>{bloc}</b>", bloc=unit.bloc or t.plain("No bloc")),
        *(
            t("It is deputy head of {bloc} in {year}; that ends.", bloc=each.bloc, year=each.year)
            if each.is_deputy
            else t("It heads {bloc} in {year}; that ends.", bloc=each.bloc, year=each.year)
            for each in heads
        ),
        t("Please choose the bloc. Reminders and the head's lists follow at once."),
        *page_line(t, page),
    ]
    rows: list[Row] = [
        (Button(short(bloc.name), MoveUnit(unit.id, bloc.id)),) for bloc in page.items
    ]
    rows.append(page_row(t, page, lambda turned: AskMove(unit.id, turned)))
    if unit.bloc_id is not None:
        rows.append((Button(t.plain("In no bloc"), MoveUnit(unit.id, NO_BLOC)),))
    rows.append((Button(t.plain("Back to the unit"), OpenUnit(unit.id)),))
    return Screen(t.join(lines), tuple(rows))


def was_moved(t: Texts, unit: UnitRow, ended: Sequence[Heading]) -> Screen:
    """The officer reads where it belongs now, and what ended with it."""
    moved = (
        t("<b>{unit}</b> belongs to <b>{bloc}</b> now.", unit=unit.name, bloc=unit.bloc)
        if unit.bloc
        else t("<b>{unit}</b> belongs to no bloc now.", unit=unit.name)
    )
    return screen(
        t.join([moved, *ended_lines(t, ended)]),
        Button(t.plain("Open the unit"), OpenUnit(unit.id)),
        Button(t.plain("Open the bloc"), ListUnits(unit.bloc_id or NO_BLOC)),
    )


def told_of_place(
    t: Texts, organisation: str, unit: tuple[int, str], news: News, today: date
) -> Screen:
    """Whoever speaks for the unit (id, name) hears what its bloc or type makes of its duties."""
    unit_id, name = unit
    head = t(
        "<b>{organisation}</b>\n\nThe bloc or type of <b>{unit}</b> was changed.",
        organisation=organisation,
        unit=name,
    )
    lines = lines_within(t, news_lines(t, news, today))
    return screen(t.join([head, "", *lines]), Button(t.plain("All deadlines"), ListDuties(unit_id)))
