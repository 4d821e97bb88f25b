"""A bloc as its head sees it: who has not, by obligation, and one press that reminds them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from markupsafe import Markup

from bot.callbacks import callback
from bot.messages.missing import (
    NAMES_A_PAGE,
    legend,
    missing_head,
    tally_lines,
    unit_names,
)
from bot.messages.nudges import nudge_lines
from bot.messages.paging import before_count, page_line, page_of, page_row, short
from bot.messages.screens import Button, Row, Screen, screen
from bot.rules.heads import Heading
from bot.rules.missing import Missing, MissingUnit, Nudge, Tally, to_nudge
from bot.texts import Texts


@callback("bho")
@dataclass(frozen=True, slots=True)
class OpenBloc:
    """Show what is collected from a bloc, with how many have not."""

    head_id: int
    page: int = 0


@callback("bhm")
@dataclass(frozen=True, slots=True)
class OpenBlocMissing:
    """Show which units of a bloc have not done an obligation."""

    head_id: int
    obligation_id: int
    page: int = 0


@callback("bhn")
@dataclass(frozen=True, slots=True)
class NudgeBloc:
    """Remind exactly those, but for one's own unit; of all that have not only the silent ones."""

    head_id: int
    obligation_id: int
    silent: bool = False


def headings_list(t: Texts, headings: Sequence[Heading]) -> Screen:
    """Several blocs or years, to pick one."""
    rows = [(Button(_name(t, heading, 50), OpenBloc(heading.id)),) for heading in headings]
    return Screen(t("<b>Which bloc?</b>"), (*rows,))


def bloc_screen(t: Texts, heading: Heading, tallies: Sequence[Tally], number: int) -> Screen:
    """Every obligation of the year with how many of the bloc have not, each with a button."""
    lines: list[str | Markup] = [
        t(
            "<b>{bloc}</b>\n{organisation}",
            bloc=_name(t, heading),
            organisation=heading.organisation,
        )
    ]
    page = page_of(tallies, number)
    for tally in page.items:
        lines += ["", *tally_lines(t, tally)]
    if not tallies:
        lines += ["", t("No plan in force asks units to hand anything in.")]
    lines += ["", *page_line(t, page)] if page.pages > 1 else []
    rows: list[Row] = [
        (
            Button(
                t.plain(
                    "{title}: {count}",
                    title=before_count(tally.obligation.title),
                    count=tally.missing,
                ),
                OpenBlocMissing(heading.id, tally.obligation.id),
            ),
        )
        for tally in page.items
    ]
    rows.append(page_row(t, page, lambda turned: OpenBloc(heading.id, turned)))
    return Screen(t.join(lines), tuple(rows))


def bloc_missing_screen(
    t: Texts, heading: Heading, missing: Missing, number: int, today: date
) -> Screen:
    """The units of the bloc that have not, one's own marked, with the button to remind them."""
    back = Button(t.plain("All of the bloc"), OpenBloc(heading.id))
    lines: list[str | Markup] = [*missing_head(t, missing, today)]
    if not missing.units:
        lines += ["", t("<b>All {total} units have done it.</b>", total=missing.total)]
        return screen(t.join(lines), back)
    page = page_of([_marked(t, heading, unit) for unit in missing.units], number, NAMES_A_PAGE)
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
    others = [unit for unit in missing.units if unit.id != heading.unit_id]
    asked = to_nudge(missing, others, today)
    rows: list[Row] = []
    if any(unit.reachable for unit in asked):
        label = t.plain("Remind these units ({count})", count=len(asked))
        rows.append((Button(label, NudgeBloc(heading.id, missing.obligation.id)),))
    rows.append(
        page_row(t, page, lambda turned: OpenBlocMissing(heading.id, missing.obligation.id, turned))
    )
    rows.append((back,))
    return Screen(t.join(lines), tuple(rows))


def silent_list(t: Texts, heading: Heading, missing: Missing, today: date) -> Screen:
    """The head reads, once for each deadline, which units of the bloc stay silent."""
    units = [_marked(t, heading, unit) for unit in missing.units]
    others = [unit for unit in missing.units if unit.id != heading.unit_id]
    page = page_of(units, 0, NAMES_A_PAGE)
    lines: list[str | Markup] = [
        t("<b>Units of the bloc that have not handed in</b>\n{bloc}", bloc=_name(t, heading)),
        "",
        *missing_head(t, missing, today),
        *unit_names(t, page, today),
    ]
    if more := len(units) - len(page.items):
        lines.append(t("and {count} more", count=more))
    rows: list[Row] = []
    if any(unit.reachable for unit in others):
        lines.append("")
        lines.append(
            t("{You}, as deputy head of the bloc, may remind them with one press.")
            if heading.is_deputy
            else t("{You}, as head of the bloc, may remind them with one press.")
        )
        label = t.plain("Remind these units ({count})", count=len(others))
        nudge = NudgeBloc(heading.id, missing.obligation.id, silent=True)
        rows.append((Button(label, nudge),))
    else:
        lines += ["", t("The alliance’s officers see these, too, and will call them.")]
    rows.append((Button(t.plain("See the bloc"), OpenBloc(heading.id)),))
    return Screen(t.join(lines), tuple(rows))


def bloc_nudged(t: Texts, heading: Heading, missing: Missing, nudge: Nudge) -> Screen:
    """What the head's nudge did."""
    head = t("<b>Reminded</b>\n{title}", title=missing.obligation.title)
    lines = [head, "", *nudge_lines(t, nudge, by_head=True)]
    back = OpenBlocMissing(heading.id, missing.obligation.id)
    return screen(t.join(lines), Button(t.plain("Back to the list"), back))


def head_words(t: Texts, name: str, bloc: str, *, deputy: bool = False) -> str:
    """Who reminds, as units of the bloc read it. Plain: to be put into a message."""
    if deputy:
        return t.plain("{name}, deputy head of {bloc}", name=name, bloc=bloc)
    return t.plain("{name}, head of {bloc}", name=name, bloc=bloc)


def _name(t: Texts, heading: Heading, most: int = 100) -> str:
    return t.plain("{bloc}, {year}", bloc=short(heading.bloc, most), year=heading.year)


def _marked(t: Texts, heading: Heading, unit: MissingUnit) -> MissingUnit:
    if unit.id != heading.unit_id:
        return unit
    return replace(unit, name=t.plain("{name} (your own unit)", name=unit.name))
