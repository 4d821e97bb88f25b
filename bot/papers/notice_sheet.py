"""What became of a notice with each recipient, as an Excel sheet for the record."""

from collections.abc import Sequence
from datetime import datetime, tzinfo

from bot.papers.sheets import Cell, Column, table_sheet
from bot.rules.members import Role
from bot.rules.recipients import Final, ProofLine
from bot.rules.undelivered import Why
from bot.texts import N_, Texts

COLUMNS = (
    (N_("Line"), 6),
    (N_("Unit"), 34),
    (N_("Bloc"), 18),
    (N_("Person"), 24),
    (N_("Role"), 16),
    (N_("Sent at"), 17),
    (N_("Outcome"), 30),
    (N_("Version"), 9),
    (N_("Confirmed at"), 17),
    (N_("Earlier version confirmed at"), 20),
    (N_("Reason"), 36),
)
"""Headings and widths in characters, in the order of `_cells`."""

FINALS = {
    Final.WAITING: N_("waiting"),
    Final.SENT: N_("sent"),
    Final.EDITED: N_("sent, corrected in place"),
    Final.LINKED: N_("sent, corrected in a reply"),
    Final.OUTDATED: N_("sent, could not be corrected"),
    Final.DELETED: N_("sent, then deleted"),
    Final.MARKED: N_("sent, then marked as withdrawn"),
    Final.TOLD: N_("sent, withdrawal told in a reply"),
    Final.NOT_WITHDRAWN: N_("sent, could not be withdrawn"),
    Final.FAILED: N_("not reached"),
    Final.DROPPED: N_("not sent any more"),
    Final.NOBODY: N_("nobody has joined"),
}

LOST = {
    Why.BLOCKED: N_("has blocked the bot"),
    Why.DELETED: N_("has deleted the Telegram account"),
    Why.NEVER_STARTED: N_("has no chat with the bot"),
}

ROLES = {Role.REPRESENTATIVE: N_("representative"), Role.DEPUTY: N_("deputy")}


def notice_sheet(
    t: Texts, number: int, lines: Sequence[ProofLine], zone: tzinfo, made_at: datetime
) -> bytes:
    """The workbook: the same bytes for the same lines. Moments are real dates in the zone; nothing
    typed by people becomes a formula."""
    return table_sheet(
        t.plain("Notice {number}", number=number),
        [Column(t.plain(heading), width) for heading, width in COLUMNS],
        (_cells(t, place, line) for place, line in enumerate(lines, 1)),
        zone,
        made_at,
    )


def _cells(t: Texts, place: int, line: ProofLine) -> tuple[Cell, ...]:
    is_group = not line.unit
    role = t.plain("group") if is_group else t.plain(ROLES[line.role]) if line.role else ""
    return (
        place,
        line.unit,
        line.bloc,
        line.person,
        role,
        line.sent_at,
        t.plain(FINALS[line.final]),
        line.version,
        line.acknowledged_at,
        line.earlier_at,
        _reason(t, line),
    )


def _reason(t: Texts, line: ProofLine) -> str:
    """Why part of it did not arrive; in Telegram's words only where nothing plainer is known."""
    if not line.error:
        return ""
    if line.is_left:
        return t.plain("the bot is no longer in the group")
    return t.plain(LOST[line.lost]) if line.lost else line.error
