"""Who has joined and who has not, as an Excel sheet, with the text to send by other programs."""

from collections.abc import Sequence
from datetime import datetime, tzinfo

from bot.papers.sheets import Column, table_sheet
from bot.texts import N_, Texts

COLUMNS = (
    (N_("Unit"), 40),
    (N_("Bloc"), 24),
    (N_("Contact person"), 26),
    (N_("Phone"), 18),
    (N_("Standing"), 30),
    (N_("Text for Zalo"), 90),
)
"""Headings and widths in characters; a row has as many words."""


def invite_sheet(
    t: Texts, rows: Sequence[tuple[str, ...]], zone: tzinfo, made_at: datetime
) -> bytes:
    """The workbook, as `table_sheet` makes it."""
    columns = [Column(t.plain(heading), width) for heading, width in COLUMNS]
    return table_sheet(t.plain("Invites"), columns, rows, zone, made_at)
