"""Who has not: by obligation, by bloc, by name."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from markupsafe import Markup

from bot.callbacks import callback
from bot.messages.nudges import nudge_lines
from bot.messages.paging import Page, before_count, page_line, page_of, page_row, short
from bot.messages.screens import Button, Row, Screen, screen
from bot.messages.standing_buttons import post_button
from bot.messages.terms import closed_lines, days_left
from bot.rules.deadlines import Term, TermBasis
from bot.rules.missing import Missing, MissingUnit, Nudge, Tally, by_bloc, in_bloc, to_nudge
from bot.rules.obligations import can_register, can_report
from bot.texts import Texts

NAMES_A_PAGE = 20


@callback("om")
@dataclass(frozen=True, slots=True)
class ListMissing:
    """Show every obligation with how many have not."""

    page: int = 0


@callback("omo")
@dataclass(frozen=True, slots=True)
class OpenMissing:
    """Show who has not done an obligation: all of them, or those of one bloc."""

    obligation_id: int
    bloc_id: int = 0
    page: int = 0


@callback("osu")
@dataclass(frozen=True, slots=True)
class OpenUnsigned:
    """Show the units that handed in and whose signed copy is missing."""

    obligation_id: int
    page: int = 0


@callback("ozm")
@dataclass(frozen=True, slots=True)
class ChooseArrived:
    """Whose it was that came another way, among those who have not: of all or of one bloc."""

    obligation_id: int
    bloc_id: int = 0
    page: int = 0


@callback("omn")
@dataclass(frozen=True, slots=True)
class NudgeMissing:
    """Remind exactly those who have not: all of them, or those of one bloc."""

    obligation_id: int
    bloc_id: int = 0


@callback("omt")
@dataclass(frozen=True, slots=True)
class WriteToMissing:
    """Begin a notice to those who have not: all of them, or those of one bloc."""

    obligation_id: int
    bloc_id: int = 0


@callback("exm")
@dataclass(frozen=True, slots=True)
class GrantMissing:
    """Begin to give more time to those who have not: all of them, or those of one bloc."""

    obligation_id: int
    bloc_id: int = 0


def missing_list(t: Texts, organisation: str, tallies: list[Tally], number: int) -> Screen:
    """Every obligation with how many have not, each with a button."""
    head = t("<b>Who has not handed in</b>\n{organisation}", organisation=organisation)
    if not tallies:
        return screen(t.join([head, "", t("No plan in force asks units to hand anything in.")]))
    page = page_of(tallies, number)
    lines: list[str | Markup] = [head]
    for tally in page.items:
        lines += ["", *tally_lines(t, tally)]
    lines += ["", *page_line(t, page)] if page.pages > 1 else []
    rows: list[Row] = [(_open(t, tally),) for tally in page.items]
    rows.append(page_row(t, page, ListMissing))
    return Screen(t.join(lines), tuple(rows))


def missing_screen(
    t: Texts, missing: Missing, bloc_id: int, number: int, today: date, *, has_group: bool = False
) -> Screen:
    """The units that have not, by bloc, with the button that reminds exactly those.

    `has_group`: the bloc's standing can be posted in a group.
    """
    chosen = in_bloc(missing.units, bloc_id)
    page = page_of(chosen, number, NAMES_A_PAGE)
    lines: list[str | Markup] = [*missing_head(t, missing, today)]
    if not missing.units:
        lines += ["", t("<b>All {total} units have done it.</b>", total=missing.total)]
        return screen(t.join(lines), _back(t))
    lines += [
        t(
            "Not done: <b>{missing}</b> of {total} units.",
            missing=len(missing.units),
            total=missing.total,
        ),
        *unit_names(t, page, today),
        "",
        *legend(t, page),
        *page_line(t, page),
    ]
    rows: list[Row] = [_nudge_row(t, missing, to_nudge(missing, chosen, today), bloc_id)]
    if missing.term is not None and missing.obligation.closed_at is None:
        grant = GrantMissing(missing.obligation.id, bloc_id)
        rows.append((Button(t.plain("Give more time"), grant),))
    rows.append(page_row(t, page, lambda turned: _here(missing, bloc_id, turned)))
    rows += bloc_rows(t, missing, bloc_id, lambda bloc: _here(missing, bloc, 0))
    if count := sum(unit.unsigned for unit in missing.units):
        label = t.plain("Signed copy missing ({count})", count=count)
        rows.append((Button(label, OpenUnsigned(missing.obligation.id)),))
    if can_report(missing.obligation) or can_register(missing.obligation):
        came = ChooseArrived(missing.obligation.id, bloc_id)
        rows.append((Button(t.plain("Record what came another way"), came),))
    write = WriteToMissing(missing.obligation.id, bloc_id)
    rows.append((Button(t.plain("Write to these units"), write),))
    if has_group:
        rows.append((post_button(t, bloc_id, missing.obligation.id),))
    rows.append((_back(t),))
    return Screen(t.join(lines), tuple(rows))


def nudged_screen(t: Texts, missing: Missing, nudge: Nudge, bloc_id: int) -> Screen:
    """What the nudge did, in words."""
    head = t("<b>Reminded</b>\n{title}", title=missing.obligation.title)
    back = OpenMissing(missing.obligation.id, bloc_id)
    lines = [head, "", *nudge_lines(t, nudge)]
    return screen(t.join(lines), Button(t.plain("Back to the list"), back))


def bloc_name(t: Texts, name: str) -> str:
    """The name of a bloc; units of none have words of their own."""
    return name or t.plain("No bloc")


def missing_head(t: Texts, missing: Missing, today: date) -> list[str | Markup]:
    """What it is about, its last day, days left."""
    lines: list[str | Markup] = [t("<b>{title}</b>", title=short(missing.obligation.title, 150))]
    lines.append(_date(t, missing.term))
    if missing.obligation.closed_at is not None:
        lines += closed_lines(t, missing.obligation)
    elif missing.term is not None:
        lines.append(days_left(t, missing.term, today))
    return lines


def _date(t: Texts, term: Term | None) -> Markup:
    if term is None:
        return t("Deadline: <b>not set yet</b>.")
    return t("The last day is <b>{last}</b>.", last=t.long_day(term.last_day))


def unit_names(t: Texts, page: Page[MissingUnit], today: date) -> list[str | Markup]:
    """The units of a page under their blocs."""
    lines: list[str | Markup] = []
    for bloc, units in groupby(page.items, key=lambda unit: unit.bloc):
        lines += ["", t("<b>{bloc}</b>", bloc=short(bloc_name(t, bloc)))]
        lines += [_name(t, unit, today) for unit in units]
    return lines


def _name(t: Texts, unit: MissingUnit, today: date) -> Markup:
    name = short(unit.name) + _more_time(t, unit) + _promised(t, unit, today)
    if not unit.joined:
        return t("• {name} – <i>nobody has joined</i>", name=name)
    if not unit.reachable:
        return t("• {name} – <i>has blocked the bot</i>", name=name)
    if unit.unsigned:
        return t("• {name} – <i>sent, the signed copy is missing</i>", name=name)
    if unit.returned:
        return t("• {name} – <i>returned</i>", name=name)
    return t("• {name}", name=name)


def _more_time(t: Texts, unit: MissingUnit) -> str:
    if unit.term is None:
        return ""
    day = f"{unit.term.last_day:%d/%m}"
    if unit.term.basis is TermBasis.MENDING:
        return t.plain(" (to mend by {day})", day=day)
    return t.plain(" (extended to {day})", day=day)


def _promised(t: Texts, unit: MissingUnit, today: date) -> str:
    if unit.promise is None:
        return ""
    day = f"{unit.promise.on:%d/%m}"
    if unit.promise.on < today:
        return t.plain(" (promised for {day}, not kept)", day=day)
    return t.plain(" (promised for {day})", day=day)


def legend(t: Texts, page: Page[MissingUnit]) -> list[str | Markup]:
    """What must be known of the marks on a page."""
    if any(not unit.reachable for unit in page.items):
        return [t("Units where nobody has joined or can be reached cannot be reminded here.")]
    return []


def tally_lines(t: Texts, tally: Tally) -> list[str | Markup]:
    """An obligation with its last day and how many have not."""
    lines: list[str | Markup] = [
        t("<b>{title}</b>", title=short(tally.obligation.title, 120)),
        _date(t, tally.term),
        *closed_lines(t, tally.obligation),
    ]
    if tally.units and not tally.missing:
        lines.append(t("<b>All {total} units have done it.</b>", total=tally.units))
    else:
        lines.append(
            t(
                "Not done: <b>{missing}</b> of {total} units.",
                missing=tally.missing,
                total=tally.units,
            )
        )
    return lines


def _open(t: Texts, tally: Tally) -> Button:
    label = t.plain(
        "{title}: {count}", title=before_count(tally.obligation.title), count=tally.missing
    )
    return Button(label, OpenMissing(tally.obligation.id))


def _here(missing: Missing, bloc_id: int, page: int) -> OpenMissing:
    return OpenMissing(missing.obligation.id, bloc_id, page)


def _nudge_row(t: Texts, missing: Missing, chosen: list[MissingUnit], bloc_id: int) -> Row:
    if missing.obligation.closed_at or not any(unit.reachable for unit in chosen):
        return ()
    label = t.plain("Remind these units ({count})", count=len(chosen))
    return (Button(label, NudgeMissing(missing.obligation.id, bloc_id)),)


def bloc_rows(t: Texts, missing: Missing, bloc_id: int, show: Callable[[int], object]) -> list[Row]:
    """A button for each bloc of the list; in one bloc, the way back to all."""
    blocs = by_bloc(missing.units)
    if bloc_id:
        return [(Button(t.plain("All blocs"), show(0)),)]
    if len(blocs) < 2:
        return []
    return [
        (
            Button(
                t.plain("{title}: {count}", title=before_count(bloc_name(t, name)), count=count),
                show(id_),
            ),
        )
        for id_, name, count in blocs
    ]


def _back(t: Texts) -> Button:
    return Button(t.plain("All obligations"), ListMissing())
