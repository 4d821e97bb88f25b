"""The form in which an officer sets on which days units are reminded."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from bot.callbacks import callback
from bot.messages.asked import ListAsked, OpenAsked, day_numbers, ladder_lines
from bot.messages.forms import cancel_button
from bot.messages.paging import lines_within, short
from bot.messages.screens import Button, Row, Screen, screen
from bot.rules.dialogues import Draft
from bot.rules.ladders import OFFERED_AFTER, OFFERED_BEFORE, Ladder
from bot.rules.obligations import Obligation
from bot.rules.reminders import Rung
from bot.texts import Texts

A_ROW = 4
MOST_SHOWN = 5
"""Obligations whose days are shown under the organisation's ladder, the next to end first."""


@callback("olb")
@dataclass(frozen=True, slots=True)
class EditRungs:
    """Choose the days before the last valid one, or after it (`overdue`)."""

    draft_id: int
    overdue: bool


@callback("olc")
@dataclass(frozen=True, slots=True)
class TickRung:
    """Put a day into the ladder, or take it out; pressed twice it is so once."""

    draft_id: int
    overdue: bool
    days: int
    ticked: bool


@callback("old")
@dataclass(frozen=True, slots=True)
class ShowLadder:
    """Back from a side of the ladder to all of it."""

    draft_id: int


@callback("ole")
@dataclass(frozen=True, slots=True)
class SaveLadder:
    """Remind by the ladder that was chosen."""

    draft_id: int
    version: int


@callback("olf")
@dataclass(frozen=True, slots=True)
class InheritLadder:
    """Give the own ladder up: «Dùng lịch chung», «Dùng mặc định»."""

    draft_id: int
    version: int


@dataclass(frozen=True, slots=True)
class DaysOf:
    """The days on which units will be reminded of one obligation."""

    title: str
    last_day: date
    rungs: tuple[Rung, ...]


def ladder_screen(
    t: Texts,
    draft: Draft,
    whose: str,
    chosen: Ladder,
    days: Sequence[DaysOf],
    *,
    of_one: bool,
    is_own: bool,
    is_changed: bool,
) -> Screen:
    """The ladder as chosen so far, `of_one` obligation or of all, and the very days it gives."""
    lines: list[str | Markup] = [
        t("<b>Days of reminders</b>\n{title}", title=whose),
        "",
        *ladder_lines(t, chosen),
        "",
        _standing(t, of_one=of_one, is_own=is_own, is_changed=is_changed),
        *_preview(t, days, of_one=of_one),
    ]
    rows: list[Row] = [
        (Button(t.plain("Days before the deadline"), EditRungs(draft.id, overdue=False)),),
        (Button(t.plain("Days after the deadline"), EditRungs(draft.id, overdue=True)),),
    ]
    if is_changed:
        rows.append((Button(t.plain("Save these days"), SaveLadder(draft.id, draft.version)),))
    if is_own:
        label = t.plain("Use the common days") if of_one else t.plain("Use the default days")
        rows.append((Button(label, InheritLadder(draft.id, draft.version)),))
    return screen(t.join(lines_within(t, lines)), *rows, cancel_button(t, draft))


def edit_rungs(t: Texts, draft: Draft, whose: str, chosen: Ladder, *, overdue: bool) -> Screen:
    """One side of the ladder, to be ticked or typed."""
    days = chosen.after if overdue else chosen.before
    offered = sorted({*(OFFERED_AFTER if overdue else OFFERED_BEFORE), *days}, reverse=not overdue)
    head = t.plain("Days after the deadline") if overdue else t.plain("Days before the deadline")
    chips = [
        Button(
            f"{'☑' if day in days else '☐'} {day}",
            TickRung(draft.id, overdue, day, ticked=day not in days),
        )
        for day in offered
    ]
    return screen(
        t.join(
            [
                t("<b>{head}</b>\n{title}", head=head, title=whose),
                "",
                t("Chosen: <b>{days}</b>", days=day_numbers(t, days)),
                "",
                t(
                    "Tick the days, or type them all, for example <i>30, 14, 7</i>. For no day at "
                    "all type <i>none</i>."
                ),
            ]
        ),
        *(tuple(chips[start : start + A_ROW]) for start in range(0, len(chips), A_ROW)),
        Button(t.plain("Done: see the days"), ShowLadder(draft.id)),
        cancel_button(t, draft),
    )


def ladder_saved(t: Texts, whose: str, ladder: Ladder, obligation: Obligation | None) -> Screen:
    """It holds from now on."""
    back = (
        Button(t.plain("Everything asked"), ListAsked())
        if obligation is None
        else Button(t.plain("Open this deadline"), OpenAsked(obligation.id))
    )
    return screen(
        t.join(
            [
                t("<b>The days of reminders are set</b>\n{title}", title=whose),
                "",
                *ladder_lines(t, ladder),
            ]
        ),
        back,
    )


def _standing(t: Texts, *, of_one: bool, is_own: bool, is_changed: bool) -> Markup:
    if is_changed:
        return t("<b>Not saved yet.</b> Days that have passed bring no reminder.")
    if of_one and is_own:
        return t("This duty has days of its own.")
    if of_one:
        return t("These are the common days of the alliance.")
    return t("They hold for every duty that has no days of its own.")


def _preview(t: Texts, days: Sequence[DaysOf], *, of_one: bool) -> list[str | Markup]:
    lines: list[str | Markup] = ["", t("<b>Units will be reminded on</b>")]
    if not days:
        lines.append(t("no day: there is no date yet, or all days have passed."))
    for each in days[:MOST_SHOWN]:
        lines += _one_by_one(t, each) if of_one else _in_short(t, each)
    if more := days[MOST_SHOWN:]:
        lines.append(t("and {count} more", count=len(more)))
    lines.append(
        t(
            "<i>Before the deadline a day off moves to an earlier working day, after it to a "
            "later.</i>"
        )
    )
    return lines


def _one_by_one(t: Texts, days: DaysOf) -> list[str | Markup]:
    return [
        t("• {day}: {when}", day=t.long_day(rung.on), when=_when(t, days, rung))
        for rung in days.rungs
    ]


def _in_short(t: Texts, days: DaysOf) -> list[str | Markup]:
    """Friday 10/02 in a few letters each, the last valid day marked."""
    marked = (
        t("<b>{day}</b>", day=t.short_day(rung.on))
        if rung.on == days.last_day
        else t("{day}", day=t.short_day(rung.on))
        for rung in days.rungs
    )
    return [t("<i>{title}</i>", title=short(days.title)), Markup(" · ").join(marked)]


def _when(t: Texts, days: DaysOf, rung: Rung) -> str:
    left = (days.last_day - rung.on).days
    if left > 0:
        return t.plain("{count} days left", count=left)
    if left < 0:
        return t.plain("{count} days overdue", count=-left)
    return t.plain("the last day")
