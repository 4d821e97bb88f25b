"""What a unit registers: titles it strives for and targets it sets itself."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from bot.rules.channels import Channel
from bot.rules.errors import RuleViolation
from bot.rules.numbers import ReadingKind


class RegistrationState(StrEnum):
    """chờ duyệt, đã duyệt, trả lại; `replaced` is an older version. No row means chưa gửi."""

    PENDING = "pending"
    APPROVED = "approved"
    RETURNED = "returned"
    REPLACED = "replaced"


REGISTERED = frozenset({RegistrationState.PENDING, RegistrationState.APPROVED})


class Scope(StrEnum):
    """Whether a title honours a collective or a person."""

    COLLECTIVE = "collective"
    INDIVIDUAL = "individual"


@dataclass(frozen=True, slots=True)
class TitleLine:
    """One registered title, in the catalogue's wording of the day; `person` with position.

    `title_id` is its entry of the catalogue; a form marks it once the entry is `retired`.
    """

    scope: Scope
    title: str
    person: str = ""
    title_id: int | None = None
    retired: bool = False


@dataclass(frozen=True, slots=True)
class TargetLine:
    """One target: what, how much, in which unit of measure; `before` is last year's figure."""

    indicator: str
    measure: str
    planned: Decimal
    before: Decimal | None = None
    indicator_id: int | None = None
    retired: bool = False


@dataclass(frozen=True, slots=True)
class RegistrationDraft:
    """Everything a unit is about to register."""

    titles: tuple[TitleLine, ...] = ()
    targets: tuple[TargetLine, ...] = ()


@dataclass(frozen=True, slots=True)
class RegistrationView:
    """A registration as handed in."""

    id: int
    unit: str
    unit_id: int
    obligation_id: int
    obligation: str
    member: str
    version: int
    state: RegistrationState
    reason: str
    draft: RegistrationDraft
    channel: Channel = Channel.BOT


class NothingRegistered(RuleViolation):
    """A registration without a single title or target."""


class RegistrationClosed(RuleViolation):
    """One on record is not changed after the deadline by the unit alone: it asks to amend it."""

    def __init__(self, unit_id: int, obligation_id: int) -> None:
        super().__init__(unit_id, obligation_id)
        self.unit_id = unit_id
        self.obligation_id = obligation_id


class RegisteredMeanwhile(RuleViolation):
    """The unit registered while an officer was doing it for the unit: look at that first."""


class TooManyPeople(RuleViolation):
    """More people than one registration holds."""


class NotANumber(RuleViolation):
    """What was typed is no number that can be planned; `kind` says why."""

    def __init__(self, text: str, kind: ReadingKind) -> None:
        super().__init__(text, kind)
        self.text = text
        self.kind = kind


class RelativeNumber(RuleViolation):
    """«tăng 10%» says how much more, not how much: `change`, counted in `measure`."""

    def __init__(self, change: Decimal, measure: str) -> None:
        super().__init__(change, measure)
        self.change = change
        self.measure = measure


class WrongMeasure(RuleViolation):
    """A number in another unit of measure than the indicator's: tons where đồng are counted."""

    def __init__(self, text: str, typed: str, asked: str) -> None:
        super().__init__(text, typed, asked)
        self.text = text
        self.typed = typed
        self.asked = asked


class NotWhole(RuleViolation):
    """A part of something that comes in whole numbers only: half a person."""

    def __init__(self, value: Decimal, measure: str) -> None:
        super().__init__(value, measure)
        self.value = value
        self.measure = measure


class NotAPerson(RuleViolation):
    """What was typed holds no name of a person."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class NoSuchTitle(RuleViolation):
    """What was typed names no title of the catalogue."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class PersonDoubled(RuleViolation):
    """The person is put down for this title already."""

    def __init__(self, person: str) -> None:
        super().__init__(person)
        self.person = person


def check_complete(draft: RegistrationDraft) -> None:
    """Raise NothingRegistered unless there is at least one title or target."""
    if not draft.titles and not draft.targets:
        raise NothingRegistered
