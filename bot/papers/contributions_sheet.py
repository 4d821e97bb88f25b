"""What units sent in beside reports, as an Excel sheet for the office."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from bot.papers.sheets import Cell, Column, sheet_of
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
    """The workbook: the same bytes for the same rows, whenever it is written.

    Moments are real dates in the zone. Nothing typed by people becomes a formula or a link.
    """
    return sheet_of(
        t.plain("Contributions"),
        [Column(t.plain(heading), width) for heading, width in COLUMNS],
        (_cells(row) for row in rows),
        zone,
        made_at,
        number="0000",
    )


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
