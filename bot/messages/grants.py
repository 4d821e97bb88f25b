"""More time for many units at once: for whom, until when, read back with names."""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from bot.callbacks import callback
from bot.messages.extensions import day_labels
from bot.messages.forms import cancel_button
from bot.messages.missing import OpenMissing, bloc_name
from bot.messages.paging import before_count, page_line, page_of, page_row, short, some_names
from bot.messages.screens import Button, Row, Screen, screen
from bot.rules.dialogues import Draft
from bot.rules.extensions import Granted
from bot.rules.missing import Missing, MissingUnit, by_bloc
from bot.texts import Texts

NAMES_SHOWN = 20
UNITS_A_PAGE = 10
MOST_BLOCS = 60
"""Telegram shows no more than 100 buttons under a message; units beyond are ticked one by one."""


@callback("ext")
@dataclass(frozen=True, slots=True)
class PickDayForMany:
    """Take one of the days offered."""

    draft_id: int
    version: int
    day: str


@callback("exw")
@dataclass(frozen=True, slots=True)
class ChooseUnits:
    """Show the units to tick."""

    draft_id: int
    page: int = 0


@callback("exu")
@dataclass(frozen=True, slots=True)
class TickUnit:
    """Take a unit in, or out."""

    draft_id: int
    unit_id: int
    page: int


@callback("exb")
@dataclass(frozen=True, slots=True)
class TakeUnits:
    """Take exactly the units of a bloc (0: all of them), or none at all."""

    draft_id: int
    bloc_id: int
    none: bool


@callback("exe")
@dataclass(frozen=True, slots=True)
class ChangeDay:
    """Ask for the day again."""

    draft_id: int


@callback("exk")
@dataclass(frozen=True, slots=True)
class UnitsChosen:
    """Go on from the units to what is missing yet."""

    draft_id: int


@callback("exy")
@dataclass(frozen=True, slots=True)
class GrantMany:
    """Give the time that was read back."""

    draft_id: int
    version: int


def ask_day_for_many(
    t: Texts, draft: Draft, missing: Missing, chosen: Sequence[MissingUnit], days: Sequence[date]
) -> Screen:
    """Until when; those it is for are shown, and may be chosen otherwise."""
    rows: list[Row] = [
        (Button(label, PickDayForMany(draft.id, draft.version, day.isoformat())),)
        for day, label in zip(days, day_labels(t, days), strict=True)
    ]
    words = t("Until which day? Choose one, or type a date, for example <i>20/6</i>.")
    return screen(
        t.join([*_head(t, missing), *_for_whom(t, chosen), "", words]),
        *rows,
        _choose(t, draft),
        cancel_button(t, draft),
    )


def choose_units(t: Texts, draft: Draft, missing: Missing, chosen: Set[int], number: int) -> Screen:
    """The units that have not, to tick; blocs as a whole."""
    page = page_of(missing.units, number, UNITS_A_PAGE)
    lines: list[str | Markup] = [
        *_head(t, missing),
        t.n("Chosen: <b>{count}</b> unit.", "Chosen: <b>{count}</b> units.", len(chosen)),
        *page_line(t, page),
    ]
    rows: list[Row] = [
        (
            Button(
                f"{'☑' if unit.id in chosen else '☐'} {short(unit.name)}",
                TickUnit(draft.id, unit.id, page.number),
            ),
        )
        for unit in page.items
    ]
    rows.append(page_row(t, page, lambda turned: ChooseUnits(draft.id, turned)))
    rows += _takes(t, draft, missing)
    done = t.plain("Done ({count})", count=len(chosen))
    rows.append((Button(done, UnitsChosen(draft.id)),))
    rows.append((cancel_button(t, draft),))
    return Screen(t.join(lines), tuple(rows))


def confirm_many(
    t: Texts,
    draft: Draft,
    missing: Missing,
    chosen: Sequence[MissingUnit],
    day: date,
    reason: str,
) -> Screen:
    """All of it read back: the day, how many units and which, and the words for them."""
    lines: list[str | Markup] = [
        *_head(t, missing),
        t("New last day: <b>{day}</b>", day=t.long_day(day)),
        *_for_whom(t, chosen),
        "",
    ]
    if reason:
        lines.append(t("Reason: <i>{reason}</i>\n\nTo change it, type it again.", reason=reason))
    else:
        lines.append(t("A reason may be typed; it is sent along. It need not be."))
    label = t.n("Give {count} unit more time", "Give {count} units more time", len(chosen))
    return screen(
        t.join(lines),
        Button(str(label), GrantMany(draft.id, draft.version)),
        (Button(t.plain("Another day"), ChangeDay(draft.id)), _choose(t, draft)),
        cancel_button(t, draft),
    )


def many_granted(t: Texts, missing: Missing, day: date, granted: Granted) -> Screen:
    """What it did, by name."""
    lines: list[str | Markup] = [t("<b>More time</b>\n{title}", title=missing.obligation.title), ""]
    if granted.told:
        lines += [
            t("New last day: <b>{day}</b>", day=t.long_day(day)),
            t.n(
                "{count} unit has it and is being told: {names}.",
                "{count} units have it and are being told: {names}.",
                len(granted.told),
                names=some_names(t, granted.told, NAMES_SHOWN),
            ),
        ]
    else:
        lines.append(t("No unit needed it any more."))
    if granted.done:
        names = some_names(t, granted.done)
        lines += ["", t("Handed in meanwhile, and left as they are: {names}.", names=names)]
    if granted.later:
        names = some_names(t, granted.later)
        lines += ["", t("Have as much time already: {names}.", names=names)]
    back = OpenMissing(missing.obligation.id)
    return screen(t.join(lines), Button(t.plain("Back to the list"), back))


def _head(t: Texts, missing: Missing) -> list[str | Markup]:
    title = short(missing.obligation.title, 150)
    lines: list[str | Markup] = [t("<b>More time</b>\n{title}", title=title)]
    if missing.term is not None:
        last = t.long_day(missing.term.last_day)
        lines.append(t("The last day is <b>{last}</b>.", last=last))
    return [*lines, ""]


def _for_whom(t: Texts, chosen: Sequence[MissingUnit]) -> list[str | Markup]:
    names = some_names(t, [unit.name for unit in chosen], NAMES_SHOWN)
    return [t.n("For <b>{count}</b> unit: {names}", "For <b>{count}</b> units: {names}",
                len(chosen), names=names)]  # fmt: skip


def _takes(t: Texts, draft: Draft, missing: Missing) -> list[Row]:
    everyone = t.plain("All ({count})", count=len(missing.units))
    rows: list[Row] = [
        (
            Button(everyone, TakeUnits(draft.id, 0, none=False)),
            Button(t.plain("None"), TakeUnits(draft.id, 0, none=True)),
        )
    ]
    blocs = by_bloc(missing.units)
    for id_, name, count in blocs[:MOST_BLOCS] if len(blocs) > 1 else []:
        label = t.plain("{title}: {count}", title=before_count(bloc_name(t, name)), count=count)
        rows.append((Button(label, TakeUnits(draft.id, id_, none=False)),))
    return rows


def _choose(t: Texts, draft: Draft) -> Button:
    return Button(t.plain("Choose the units"), ChooseUnits(draft.id))
