"""All tables, so that one import gives the whole schema."""

from storage.tables.dialogues import Dialogue
from storage.tables.journal import AuditEntry
from storage.tables.people import (
    AccessRequest,
    Bloc,
    Invite,
    Member,
    Office,
    Organisation,
    Seat,
    Unit,
)
from storage.tables.plans import Obligation, Plan
from storage.tables.post import InboxUpdate, Notice, OutboxMessage, PutOff, Reminder
from storage.tables.records import (
    Indicator,
    Receipt,
    RegisteredTitle,
    Registration,
    Report,
    ReportFile,
    Target,
    Title,
    WrongCode,
)

__all__ = [
    "AccessRequest",
    "AuditEntry",
    "Bloc",
    "Dialogue",
    "InboxUpdate",
    "Indicator",
    "Invite",
    "Member",
    "Notice",
    "Obligation",
    "Office",
    "Organisation",
    "OutboxMessage",
    "Plan",
    "PutOff",
    "Receipt",
    "RegisteredTitle",
    "Registration",
    "Reminder",
    "Report",
    "ReportFile",
    "Seat",
    "Target",
    "Title",
    "Unit",
    "WrongCode",
]
