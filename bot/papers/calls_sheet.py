"""The officers' call list as an Excel sheet, to be called through and written on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from bot.papers.sheets import Cell, Column, table_sheet
from bot.rules.calls import CallEntry, WhomToCall
from bot.texts import N_, Texts

COLUMNS = (
    (N_("Duty"), 36),
    (N_("Unit"), 30),
    (N_("Bloc"), 18),
    (N_("Why"), 30),
    (N_("Days overdue"), 10),
    (N_("People and telephone numbers"), 42),
    (N_("Contact"), 24),
    (N_("Telephone"), 18),
    (N_("Last call"), 16),
    (N_("Outcome"), 24),
    (N_("Promised for"), 14),
    (N_("Note"), 40),
    (N_("Called by"), 20),
)
"""Headings and widths in characters, in the order of `_cells`."""


@dataclass(frozen=True, slots=True)
class CallRow:
    """A unit to be called about a duty: why, who speaks for it, what came last, in words."""

    duty: str
    entry: CallEntry
    people: WhomToCall
    why: str
    speakers: Sequence[str]
    outcome: str


def calls_sheet(t: Texts, rows: Sequence[CallRow], zone: tzinfo, made_at: datetime) -> bytes:
    """The workbook, as `table_sheet` makes it, in the order of the rows."""
    columns = [Column(t.plain(heading), width) for heading, width in COLUMNS]
    return table_sheet(t.plain("Call list"), columns, map(_cells, rows), zone, made_at)


def _cells(row: CallRow) -> tuple[Cell, ...]:
    unit, last = row.entry.unit, row.entry.last
    return (
        row.duty,
        unit.name,
        unit.bloc,
        row.why,
        max(row.entry.days, 0),
        "\n".join(row.speakers),
        row.people.contact,
        row.people.phone,
        last.at if last else None,
        row.outcome,
        unit.promise.on if unit.promise else None,
        last.words if last else "",
        last.officer if last else "",
    )
