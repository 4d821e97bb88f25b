"""Merging a unit into another: chosen, previewed, told."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from bot.callbacks import callback
from bot.messages.deadlines import ListDuties
from bot.messages.forms import cancel_button
from bot.messages.home import ROLES
from bot.messages.paging import page_line, page_of, page_row, short
from bot.messages.screens import Button, Row, Screen, screen
from bot.messages.stopping import ended_lines
from bot.messages.units import OpenUnit
from bot.rules.dialogues import Draft
from bot.rules.heads import Heading
from bot.rules.members import Role
from bot.texts import Texts
from storage.units import UnitRow

MOST_PEOPLE = 8

Moving = Sequence[tuple[str, Role]]


@callback("oug")
@dataclass(frozen=True, slots=True)
class AskMerge:
    """Begin to merge a unit into another."""

    unit_id: int


@callback("ougt")
@dataclass(frozen=True, slots=True)
class TurnMerge:
    """Show another page of the units to choose from, or (from the preview) the list again."""

    draft_id: int
    version: int
    page: int


@callback("ougp")
@dataclass(frozen=True, slots=True)
class PreviewMerge:
    """Show what merging into this unit would do."""

    draft_id: int
    version: int
    into_id: int


@callback("ougc")
@dataclass(frozen=True, slots=True)
class ConfirmMerge:
    """Do it."""

    draft_id: int
    version: int
    into_id: int


def ask_into(
    t: Texts, draft: Draft, unit: str, units: Sequence[UnitRow], number: int = 0
) -> Screen:
    """The question: into which unit. Typed words leave the units named so."""
    page = page_of(units, number)
    lines: list[str | Markup] = [
        t("<b>Merge into another unit</b>\n{unit}", unit=unit),
        "",
        t("Into which unit? Please choose it, or type some of its name.")
        if units
        else t("No other unit is called so. Please type some of its name."),
        *page_line(t, page),
    ]
    rows: list[Row] = [
        (Button(short(each.name), PreviewMerge(draft.id, draft.version, each.id)),)
        for each in page.items
    ]
    rows.append(page_row(t, page, lambda turned: TurnMerge(draft.id, draft.version, turned)))
    rows.append((cancel_button(t, draft),))
    return Screen(t.join(lines), tuple(rows))


def confirm_merge(
    t: Texts, draft: Draft, unit: str, into: UnitRow, moving: Moving, staying: Sequence[str]
) -> Screen:
    """What goes over, what stays, what ends; asked before."""
    lines: list[str | Markup] = [
        t("<b>Merge</b>\n{unit} → <b>{into}</b>", unit=unit, into=into.name),
        "",
    ]
    if moving:
        lines.append(t("Will speak for {into}:", into=into.name))
        lines += [
            t("• {name} – {role}", name=name, role=t.plain(ROLES[role]))
            for name, role in moving[:MOST_PEOPLE]
        ]
        if more := len(moving) - MOST_PEOPLE:
            lines += [t("and {count} more", count=more)] if more > 0 else []
    lines += [t("• {name} speaks for it already", name=name) for name in staying[:MOST_PEOPLE]]
    if not moving and not staying:
        lines.append(t("Nobody has joined for this unit yet."))
    lines += [
        "",
        t(
            "Records, receipts and dates stay those of {unit} and are found on the page of {into}. "
            "Unused invites and half-filled forms of {unit} end.",
            unit=unit,
            into=into.name,
        ),
        t("Letting {unit} work again later brings nobody back.", unit=unit),
    ]
    return screen(
        t.join(lines),
        Button(t.plain("Yes, merge"), ConfirmMerge(draft.id, draft.version, into.id)),
        Button(t.plain("Another unit"), TurnMerge(draft.id, draft.version, 0)),
        cancel_button(t, draft),
    )


def was_merged(t: Texts, unit: str, into: UnitRow, people: int, ended: Sequence[Heading]) -> Screen:
    """The officer reads that it is done and how many people hear of it."""
    lines: list[str | Markup] = [
        t("<b>{unit}</b> is a part of <b>{into}</b> now.", unit=unit, into=into.name)
    ]
    if people:
        lines.append(t.n("{count} person is being told.", "{count} people are being told.", people))
    lines += ended_lines(t, ended)
    return screen(
        t.join(lines), Button(t.plain("Open {unit}", unit=short(into.name, 50)), OpenUnit(into.id))
    )


def told_of_merging(
    t: Texts, organisation: str, before: str, unit: str, unit_id: int, role: Role
) -> Screen:
    """Whoever spoke for the unit hears for which they speak now."""
    return screen(
        t(
            "<b>{organisation}</b>\n\n<b>{before}</b> was merged into <b>{unit}</b>. From now on "
            "{you} speak for <b>{unit}</b> as {role}. What was handed in for {before} stays on "
            "record.",
            organisation=organisation,
            before=before,
            unit=unit,
            role=t.plain(ROLES[role]),
        ),
        Button(t.plain("All deadlines"), ListDuties(unit_id)),
    )
