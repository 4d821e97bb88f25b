"""What units sent in beside reports, as an Excel sheet for the office."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from bot.papers.sheets import Cell, Column, table_sheet
from bot.rules.contributions import ContributionView
from bot.texts import N_, Texts

COLUMNS = (
    (N_("No."), 7),
    (N_("Kind"), 20),
    (N_("Unit"), 28),
    (N_("Bloc"), 16),
    (N_("Sender"), 20),
    (N_("Sent"), 16),
    (N_("Title"), 32),
    (N_("Person or author"), 28),
    (N_("Content"), 60),
    (N_("Standing"), 18),
    (N_("Last answer"), 48),
)
"""Headings and widths in characters, in the order of `_cells`."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A contribution, with its kind and standing in words."""

    view: ContributionView
    kind: str
    standing: str


def contributions_sheet(
    t: Texts, rows: Sequence[SheetRow], zone: tzinfo, made_at: datetime
) -> bytes:
    """The workbook, as `table_sheet` makes it."""
    columns = [Column(t.plain(heading), width, "0000") for heading, width in COLUMNS]
    return table_sheet(t.plain("Contributions"), columns, map(_cells, rows), zone, made_at)


def _cells(row: SheetRow) -> tuple[Cell, ...]:
    view = row.view
    return (
        view.number,
        row.kind,
        view.unit,
        view.bloc,
        view.member,
        view.sent_at,
        view.title,
        view.person,
        view.words,
        row.standing,
        view.last_answer,
    )
