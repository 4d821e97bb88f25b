"""What a unit registers: titles it strives for and targets it sets itself."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from bot.rules.errors import RuleViolation
from bot.rules.numbers import ReadingKind
from bot.rules.plans import OrganisationKind


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
    """One registered title, in the catalogue's wording of the day; `person` with position."""

    scope: Scope
    title: str
    person: str = ""


@dataclass(frozen=True, slots=True)
class TargetLine:
    """One target: what, how much, in which unit of measure; `before` is last year's figure."""

    indicator: str
    measure: str
    planned: Decimal
    before: Decimal | None = None


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


class NothingRegistered(RuleViolation):
    """A registration without a single title or target."""


class RegistrationClosed(RuleViolation):
    """An approved registration, or one past its deadline, is not changed by the unit alone."""


class TooManyPeople(RuleViolation):
    """More people than one registration holds."""


class NotANumber(RuleViolation):
    """What was typed is no number that can be planned; `kind` says why."""

    def __init__(self, text: str, kind: ReadingKind) -> None:
        super().__init__(text, kind)
        self.text = text
        self.kind = kind


class RelativeNumber(RuleViolation):
    """«tăng 10%» says how much more, not how much."""


class AlreadyReviewed(RuleViolation):
    """The version was decided on, or replaced by a newer one, before."""


def check_complete(draft: RegistrationDraft) -> None:
    """Raise NothingRegistered unless there is at least one title or target."""
    if not draft.titles and not draft.targets:
        raise NothingRegistered


COMMON_INDIVIDUAL = ("Lao động tiên tiến", "Chiến sĩ thi đua cơ sở")
COMMON_COLLECTIVE = ("Tập thể lao động tiên tiến", "Tập thể lao động xuất sắc")

TITLES: dict[OrganisationKind, dict[Scope, tuple[str, ...]]] = {
    OrganisationKind.ALLIANCE: {
        Scope.COLLECTIVE: (
            *COMMON_COLLECTIVE,
            "Hợp tác xã điển hình tiên tiến",
            "Cờ thi đua của Liên minh Hợp tác xã Việt Nam",
        ),
        Scope.INDIVIDUAL: COMMON_INDIVIDUAL,
    },
    OrganisationKind.FEDERATION: {
        Scope.COLLECTIVE: (
            "Công đoàn cơ sở vững mạnh",
            *COMMON_COLLECTIVE,
            "Cờ thi đua của Liên đoàn Lao động tỉnh",
        ),
        Scope.INDIVIDUAL: ("Đoàn viên công đoàn xuất sắc", *COMMON_INDIVIDUAL),
    },
    OrganisationKind.ASSOCIATION: {
        Scope.COLLECTIVE: (*COMMON_COLLECTIVE, "Đơn vị xuất sắc trong phong trào thi đua"),
        Scope.INDIVIDUAL: COMMON_INDIVIDUAL,
    },
    OrganisationKind.WARD: {
        Scope.COLLECTIVE: (*COMMON_COLLECTIVE, "Thôn, tổ dân phố văn hóa"),
        Scope.INDIVIDUAL: COMMON_INDIVIDUAL,
    },
}
"""Titles a new organisation starts with. Luật Thi đua, khen thưởng 2022, Điều 19 and 20; the rest
are honours of the bodies themselves. Officers change the copy in their organisation."""

MILLION_DONG = "triệu đồng"
PEOPLE = "người"

INDICATORS: dict[OrganisationKind, tuple[tuple[str, str], ...]] = {
    OrganisationKind.ALLIANCE: (
        ("Doanh thu", MILLION_DONG),
        ("Lợi nhuận", MILLION_DONG),
        ("Nộp ngân sách", MILLION_DONG),
        ("Thu nhập bình quân", "triệu đồng/người/tháng"),
        ("Thành viên mới", PEOPLE),
        ("Lao động", PEOPLE),
        ("Sản phẩm OCOP", "sản phẩm"),
        ("Ủng hộ an sinh xã hội", MILLION_DONG),
    ),
    OrganisationKind.FEDERATION: (
        ("Đoàn viên tăng thêm", PEOPLE),
        ("Công đoàn cơ sở thành lập mới", "đơn vị"),
        ("Công đoàn cơ sở vững mạnh", "%"),
        ("Sáng kiến", "sáng kiến"),
        ("Công trình gắn biển", "công trình"),
        ("Thu kinh phí công đoàn", "%"),
    ),
    OrganisationKind.ASSOCIATION: (
        ("Doanh thu", MILLION_DONG),
        ("Nộp ngân sách", MILLION_DONG),
        ("Lao động", PEOPLE),
        ("Lương bình quân", "triệu đồng/người/tháng"),
        ("Ủng hộ an sinh xã hội", MILLION_DONG),
    ),
    OrganisationKind.WARD: (
        ("Gia đình văn hóa", "%"),
        ("Hộ nghèo giảm", "hộ"),
        ("Sáng kiến", "sáng kiến"),
    ),
}
"""Indicators a new organisation starts with, each with its unit of measure."""
