"""Whose signed copy is missing: the officers' list, and the words that ask for just that."""

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from bot.callbacks import callback
from bot.messages.asked import OpenAsked
from bot.messages.deadlines import OpenDuty, signed_row
from bot.messages.missing import (
    NAMES_A_PAGE,
    OpenMissing,
    OpenUnsigned,
    unit_names,
)
from bot.messages.nudges import nudge_lines
from bot.messages.paging import page_line, page_of, page_row, short
from bot.messages.screens import Button, Row, Screen, screen
from bot.messages.terms import days_left
from bot.rules.missing import Missing, Nudge
from bot.rules.obligations import Duty
from bot.texts import Texts


@callback("osn")
@dataclass(frozen=True, slots=True)
class NudgeUnsigned:
    """Ask exactly those for the signed copy, and for nothing else."""

    obligation_id: int


def unsigned_screen(t: Texts, unsigned: Missing, number: int, today: date) -> Screen:
    """The units by bloc, with the button that asks exactly those."""
    obligation = unsigned.obligation
    page = page_of(unsigned.units, number, NAMES_A_PAGE)
    lines: list[str | Markup] = [
        t("<b>Signed copy missing</b>\n{title}", title=short(obligation.title, 150)),
        t("What counts: <b>the signed copy</b>")
        if obligation.signed_counts
        else t("What counts: <b>the confirmed answers</b>"),
        "",
    ]
    if not unsigned.units:
        lines.append(t("No unit that has handed in lacks the signed copy."))
        return screen(t.join(lines), *_back(t, unsigned))
    lines += [
        t.n(
            "<b>{count} unit</b> handed in and lacks the signed copy.",
            "<b>{count} units</b> handed in and lack the signed copy.",
            len(unsigned.units),
        ),
        *unit_names(t, page, today),
        "",
        *page_line(t, page),
    ]
    rows: list[Row] = []
    if obligation.closed_at is None and any(unit.reachable for unit in unsigned.units):
        label = t.plain("Ask these units for it ({count})", count=len(unsigned.units))
        rows.append((Button(label, NudgeUnsigned(obligation.id)),))
    rows.append(page_row(t, page, lambda turned: OpenUnsigned(obligation.id, turned)))
    return Screen(t.join(lines), (*rows, *_back(t, unsigned)))


def nudged_unsigned(t: Texts, unsigned: Missing, nudge: Nudge) -> Screen:
    """What asking did, in words."""
    return screen(
        t.join(
            [
                t("<b>Asked for the signed copy</b>\n{title}", title=unsigned.obligation.title),
                "",
                *nudge_lines(t, nudge),
            ]
        ),
        Button(t.plain("Back to the list"), OpenUnsigned(unsigned.obligation.id)),
    )


def signed_nudge(
    t: Texts,
    officer: str,
    found: list[tuple[str, Duty]],
    today: date,
    rest: Screen | None = None,
) -> Screen:
    """An officer asks for the signed copy; below it the `rest` of what the day's message has."""
    lines: list[str | Markup] = [t("<b>Reminder from {officer}</b>", officer=officer)]
    rows: list[Row] = []
    for unit, duty in found:
        of = f": {short(unit, 40)}" if len(found) > 1 else ""
        lines += ["", t("<b>{unit}</b>\n{title}", unit=unit, title=duty.obligation.title)]
        lines.append(t("It was handed in; <b>the signed copy is still missing</b>."))
        if duty.obligation.signed_counts and duty.term is not None:
            lines.append(days_left(t, duty.term, today))
        (button,) = signed_row(t, duty.obligation.id, duty.unit_id)
        rows.append((Button(f"{button.label}{of}", button.does),))
        details = OpenDuty(duty.obligation.id, duty.unit_id)
        rows.append((Button(f"{t.plain('Details of this deadline')}{of}", details),))
    lines += ["", t("Please send photos of the signed pages, or a scan.")]
    if rest is None:
        return Screen(t.join(lines), tuple(rows))
    return Screen(t.join([*lines, "", Markup(rest.html)]), (*rows, *rest.rows))  # noqa: S704


def _back(t: Texts, unsigned: Missing) -> tuple[Row, ...]:
    id_ = unsigned.obligation.id
    return (
        (Button(t.plain("Who has not"), OpenMissing(id_)),),
        (Button(t.plain("What is asked"), OpenAsked(id_)),),
    )
