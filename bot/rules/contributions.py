"""What plans collect beside reports: initiatives, exemplars, difficulties, petitions."""

from enum import StrEnum


class ContributionKind(StrEnum):
    """sáng kiến; điển hình tiên tiến (người tốt, việc tốt); khó khăn, vướng mắc; kiến nghị."""

    INITIATIVE = "initiative"
    EXEMPLAR = "exemplar"
    DIFFICULTY = "difficulty"
    PETITION = "petition"


class ContributionState(StrEnum):
    """mới gửi, đang xem xét, đã giải quyết or đã ghi nhận, không xem xét."""

    NEW = "new"
    OPEN = "open"
    SETTLED = "settled"
    DECLINED = "declined"
