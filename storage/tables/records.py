"""What units promise and hand in, and our proof that we hold it."""

from datetime import datetime

from sqlmodel import Field, SQLModel, UniqueConstraint

from bot.rules.answers import Section
from bot.rules.channels import Channel
from bot.rules.deadlines import TermBasis
from bot.rules.registrations import RegistrationState, Scope
from bot.rules.reports import ReportState
from bot.rules.reviews import Part
from storage.columns import Choice, Moment, Words


class Title(SQLModel, table=True):
    """A title of honour in an organisation's catalogue; retired ones stay for old records.

    `condition` is asked of a unit only once an officer confirmed it with its source.
    """

    id: int | None = Field(default=None, primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    scope: Scope = Field(sa_type=Choice(Scope))
    name: str = Field(sa_type=Words)
    retired_at: datetime | None = Field(default=None, sa_type=Moment)
    condition: str = Field(default="", sa_type=Words)
    condition_source: str = Field(default="", sa_type=Words)
    confirmed_by: int | None = Field(default=None, foreign_key="member.id")
    confirmed_at: datetime | None = Field(default=None, sa_type=Moment)


class Indicator(SQLModel, table=True):
    """Something a unit sets a target in, with its unit of measure."""

    id: int | None = Field(default=None, primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    name: str = Field(sa_type=Words)
    measure: str = Field(sa_type=Words)
    retired_at: datetime | None = Field(default=None, sa_type=Moment)


class Registration(SQLModel, table=True):
    """One version of what a unit registers under a plan.

    What came by another `channel` than the bot was entered by `member_id`, an officer.
    """

    __table_args__ = (UniqueConstraint("unit_id", "obligation_id", "version"),)

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    obligation_id: int = Field(foreign_key="obligation.id", index=True)
    version: int
    state: RegistrationState = Field(sa_type=Choice(RegistrationState))
    member_id: int = Field(foreign_key="member.id")
    channel: Channel = Field(default=Channel.BOT, sa_type=Choice(Channel))
    reason: str = Field(default="", sa_type=Words)
    part: Part = Field(default=Part.WHOLE, sa_type=Choice(Part))
    decided_by: int | None = Field(default=None, foreign_key="member.id")
    decided_at: datetime | None = Field(default=None, sa_type=Moment)


class RegisteredTitle(SQLModel, table=True):
    """A title a unit strives for, in the wording of its day; `person` for an individual one."""

    id: int | None = Field(default=None, primary_key=True)
    registration_id: int = Field(foreign_key="registration.id", index=True)
    title_id: int | None = Field(default=None, foreign_key="title.id")
    scope: Scope = Field(sa_type=Choice(Scope))
    title: str = Field(sa_type=Words)
    person: str = Field(default="", sa_type=Words)


class Target(SQLModel, table=True):
    """A planned number, and last year's where it is known ("" where not).

    Numbers are decimals in plain notation, exact in every database.
    """

    id: int | None = Field(default=None, primary_key=True)
    registration_id: int = Field(foreign_key="registration.id", index=True)
    indicator_id: int | None = Field(default=None, foreign_key="indicator.id")
    indicator: str = Field(sa_type=Words)
    measure: str = Field(sa_type=Words)
    planned: str = Field(sa_type=Words)
    before: str = Field(default="", sa_type=Words)


class Report(SQLModel, table=True):
    """One version of what a unit handed in for an obligation. Never overwritten.

    What came by another `channel` than the bot was entered by `member_id`, an officer.
    """

    __table_args__ = (UniqueConstraint("unit_id", "obligation_id", "version"),)

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    obligation_id: int = Field(foreign_key="obligation.id", index=True)
    version: int
    state: ReportState = Field(sa_type=Choice(ReportState))
    member_id: int = Field(foreign_key="member.id")
    channel: Channel = Field(default=Channel.BOT, sa_type=Choice(Channel))
    words: str = Field(default="", sa_type=Words)
    reason: str = Field(default="", sa_type=Words)
    part: Part = Field(default=Part.WHOLE, sa_type=Choice(Part))
    decided_by: int | None = Field(default=None, foreign_key="member.id")
    decided_at: datetime | None = Field(default=None, sa_type=Moment)


class ReportFile(SQLModel, table=True):
    """A file of a report; its bytes lie in the archive under `sha256`."""

    id: int | None = Field(default=None, primary_key=True)
    report_id: int = Field(foreign_key="report.id", index=True)
    position: int
    name: str = Field(sa_type=Words)
    mime: str = Field(sa_type=Words)
    size: int
    sha256: str = Field(sa_type=Words)
    telegram_file_id: str = Field(sa_type=Words)


class ReportFigure(SQLModel, table=True):
    """A figure of a report against its target, in plain notation; "" for what is not known."""

    id: int | None = Field(default=None, primary_key=True)
    report_id: int = Field(foreign_key="report.id", index=True)
    position: int
    indicator_id: int | None = Field(default=None, foreign_key="indicator.id")
    indicator: str = Field(sa_type=Words)
    measure: str = Field(sa_type=Words)
    actual: str = Field(sa_type=Words)
    planned: str = Field(default="", sa_type=Words)
    before: str = Field(default="", sa_type=Words)


class ReportSection(SQLModel, table=True):
    """A section of a report's outline, in the unit's words."""

    __table_args__ = (UniqueConstraint("report_id", "section"),)

    id: int | None = Field(default=None, primary_key=True)
    report_id: int = Field(foreign_key="report.id", index=True)
    section: Section = Field(sa_type=Choice(Section))
    words: str = Field(sa_type=Words)


class SignedCopy(SQLModel, table=True):
    """The signed paper of a registration or of a report, as photographed or scanned."""

    id: int | None = Field(default=None, primary_key=True)
    registration_id: int | None = Field(default=None, foreign_key="registration.id", index=True)
    report_id: int | None = Field(default=None, foreign_key="report.id", index=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    obligation_id: int = Field(foreign_key="obligation.id", index=True)
    member_id: int = Field(foreign_key="member.id")
    version: int


class SignedFile(SQLModel, table=True):
    """A file of a signed copy; its bytes lie in the archive under `sha256`."""

    id: int | None = Field(default=None, primary_key=True)
    signed_id: int = Field(foreign_key="signedcopy.id", index=True)
    position: int
    name: str = Field(sa_type=Words)
    mime: str = Field(sa_type=Words)
    size: int
    sha256: str = Field(sa_type=Words)
    telegram_file_id: str = Field(sa_type=Words)


class Receipt(SQLModel, table=True):
    """Numbered proof, per plan. `counted_at` is the moment that decides, `issued_at` ours.

    `returned_at` is the end of the outage that excused a late confirmation, if one did.

    Whoever holds the `code` may verify it; the `signature` covers every fact it states. `issuer_id`
    is the organisation that issued it, where that was merged into another since.
    """

    __table_args__ = (UniqueConstraint("plan_id", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id")
    number: int
    code: str = Field(sa_type=Words, unique=True)
    signature: str = Field(default="", sa_type=Words)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    obligation_id: int = Field(foreign_key="obligation.id", index=True)
    report_id: int | None = Field(default=None, foreign_key="report.id", unique=True)
    registration_id: int | None = Field(default=None, foreign_key="registration.id", unique=True)
    signed_id: int | None = Field(
        default=None, foreign_key="signedcopy.id", unique=True, index=True
    )
    counted_at: datetime = Field(sa_type=Moment)
    issued_at: datetime = Field(sa_type=Moment)
    closes_at: datetime | None = Field(default=None, sa_type=Moment)
    late: bool
    basis: TermBasis = Field(default=TermBasis.PLAN, sa_type=Choice(TermBasis))
    shifted: bool = Field(default=False)
    returned_at: datetime | None = Field(default=None, sa_type=Moment)
    issuer_id: int | None = Field(default=None, foreign_key="organisation.id")


class WrongCode(SQLModel, table=True):
    """Somebody typed a code that no receipt has; counted so that guessing has an end."""

    id: int | None = Field(default=None, primary_key=True)
    member_id: int = Field(foreign_key="member.id", index=True)
    at: datetime = Field(sa_type=Moment)
