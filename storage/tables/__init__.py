"""All tables, so that one import gives the whole schema."""

from storage.tables.contributions import Contribution, ContributionAnswer
from storage.tables.desks import Desk
from storage.tables.dialogues import Dialogue, Place
from storage.tables.extensions import Extension, UnitDeadline
from storage.tables.groups import GroupChat
from storage.tables.journal import AuditEntry
from storage.tables.known_questions import KnownQuestion
from storage.tables.last_questions import LastQuestion
from storage.tables.notices import (
    Acknowledgement,
    Notice,
    NoticeUnit,
    NoticeVersion,
    SavedAudience,
)
from storage.tables.people import (
    AccessRequest,
    Bloc,
    BlocHead,
    FormerName,
    FormerOrganisationName,
    Invite,
    Member,
    Office,
    Organisation,
    Seat,
    Unit,
)
from storage.tables.phrases import Phrase, UnheardLine
from storage.tables.plans import Obligation, ObligationScope, Plan, Preparation
from storage.tables.post import InboxUpdate, Outage, OutboxMessage
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
from storage.tables.reminders import Call, CallNeed, Promise, PutOff, Reminder

__all__ = [
    "AccessRequest",
    "Acknowledgement",
    "AuditEntry",
    "Bloc",
    "BlocHead",
    "Call",
    "CallNeed",
    "Contribution",
    "ContributionAnswer",
    "Desk",
    "Dialogue",
    "Extension",
    "FormerName",
    "FormerOrganisationName",
    "GroupChat",
    "InboxUpdate",
    "Indicator",
    "Invite",
    "KnownQuestion",
    "LastQuestion",
    "Member",
    "Notice",
    "NoticeUnit",
    "NoticeVersion",
    "Obligation",
    "ObligationScope",
    "Office",
    "Organisation",
    "Outage",
    "OutboxMessage",
    "Phrase",
    "Place",
    "Plan",
    "Preparation",
    "Promise",
    "PutOff",
    "Receipt",
    "RegisteredTitle",
    "Registration",
    "Reminder",
    "Report",
    "ReportFigure",
    "ReportFile",
    "ReportSection",
    "SavedAudience",
    "Seat",
    "SignedCopy",
    "SignedFile",
    "Target",
    "Title",
    "UnheardLine",
    "Unit",
    "UnitDeadline",
    "WrongCode",
]
