"""All tables, so that one import gives the whole schema."""

from storage.tables.contributions import Contribution, ContributionAnswer
from storage.tables.dialogues import Dialogue, Place
from storage.tables.extensions import Extension, UnitDeadline
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
    ReportFigure,
    ReportFile,
    ReportSection,
    SignedCopy,
    SignedFile,
    Target,
    Title,
    WrongCode,
)

__all__ = [
    "AccessRequest",
    "AuditEntry",
    "Bloc",
    "Contribution",
    "ContributionAnswer",
    "Dialogue",
    "Extension",
    "InboxUpdate",
    "Indicator",
    "Invite",
    "Member",
    "Notice",
    "Obligation",
    "Office",
    "Organisation",
    "OutboxMessage",
    "Place",
    "Plan",
    "PutOff",
    "Receipt",
    "RegisteredTitle",
    "Registration",
    "Reminder",
    "Report",
    "ReportFigure",
    "ReportFile",
    "ReportSection",
    "Seat",
    "SignedCopy",
    "SignedFile",
    "Target",
    "Title",
    "Unit",
    "UnitDeadline",
    "WrongCode",
]
