"""Stopping a unit, and the list of those that were."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from bot.callbacks import callback
from bot.messages.forms import cancel_button
from bot.messages.paging import page_line, page_of, page_row, short
from bot.messages.screens import Button, Row, Screen, screen
from bot.messages.units import ListBlocs, ListStopped, OpenUnit
from bot.rules.dialogues import Draft
from bot.rules.heads import Heading
from bot.texts import Texts
from storage.units import UnitRow


@callback("ouq")
@dataclass(frozen=True, slots=True)
class AskStop:
    """Begin to record that a unit stopped working."""

    unit_id: int


@callback("ouqc")
@dataclass(frozen=True, slots=True)
class ConfirmStop:
    """Record it, as of the day in the form, or today."""

    draft_id: int
    version: int


@callback("ouqr")
@dataclass(frozen=True, slots=True)
class RestoreUnit:
    """Let a unit work on that was stopped."""

    unit_id: int


def ask_stop(t: Texts, draft: Draft, unit: UnitRow, on: date, because: str) -> Screen:
    """Asked before: what it means, from which day, why."""
    lines: list[str | Markup] = [
        t("<b>Stopped working</b>\n{unit}", unit=unit.name),
        "",
        t(
            "Nothing is asked of it any more: no reminders, no notices, not in any count. Unused "
            "invites are withdrawn and its people are told. What it handed in stays."
        ),
        "",
        t("Since: <b>{day}</b>", day=t.day(on)),
    ]
    if because:
        lines.append(t("Reason: {reason}", reason=because))
    lines.append(
        t(
            "For another day, or with a reason, please type both, for example "
            "<i>30/6 Giải thể theo Quyết định số 12</i>."
        )
    )
    label = t.plain("Record as stopped since {day}", day=t.day(on))
    return screen(
        t.join(lines),
        Button(label, ConfirmStop(draft.id, draft.version)),
        cancel_button(t, draft),
    )


def stopped_screen(t: Texts, units: Sequence[UnitRow], number: int) -> Screen:
    """The units that were stopped, the latest first."""
    page = page_of(units, number)
    lines: list[str | Markup] = [
        t("<b>No longer working ({count})</b>", count=len(units)),
        *(
            t("• {unit}: since {day}", unit=short(unit.name, 100), day=t.day(unit.stopped_on))
            for unit in page.items
            if unit.stopped_on is not None
        ),
        *page_line(t, page),
    ]
    rows: list[Row] = [(Button(short(unit.name), OpenUnit(unit.id)),) for unit in page.items]
    rows.append(page_row(t, page, ListStopped))
    rows.append((Button(t.plain("Blocs and units"), ListBlocs()),))
    return Screen(t.join(lines), tuple(rows))


def was_stopped(t: Texts, unit: UnitRow, people: int, ended: Sequence[Heading]) -> Screen:
    """The officer reads that it is done, who hears of it, and what ended with it."""
    assert unit.stopped_on is not None
    lines: list[str | Markup] = [
        t(
            "<b>{unit}</b> is recorded as no longer working since {day}.",
            unit=unit.name,
            day=t.day(unit.stopped_on),
        )
    ]
    if people:
        lines.append(t.n("{count} person is being told.", "{count} people are being told.", people))
    lines += ended_lines(t, ended)
    return screen(
        t.join(lines),
        Button(t.plain("Let it work again"), RestoreUnit(unit.id)),
        Button(t.plain("Open the unit"), OpenUnit(unit.id)),
        Button(t.plain("Blocs and units"), ListBlocs()),
    )


def ended_lines(t: Texts, ended: Sequence[Heading]) -> list[str | Markup]:
    """What the unit headed until now."""
    return [
        t("{bloc} has nobody as deputy head in {year} now.", bloc=each.bloc, year=each.year)
        if each.is_deputy
        else t("{bloc} has nobody as head in {year} now.", bloc=each.bloc, year=each.year)
        for each in ended
    ]
