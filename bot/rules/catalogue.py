"""What an organisation lets its units register: titles of honour, indicators with their measures.

An entry is retired, never deleted: what was registered under it keeps its wording.
"""

from dataclasses import dataclass

from bot.rules.dialogues import StaleForm
from bot.rules.errors import RuleViolation
from bot.rules.folding import fold
from bot.rules.plans import OrganisationKind
from bot.rules.registrations import Scope

MEASURE_LENGTH = 60


@dataclass(frozen=True, slots=True)
class TitleEntry:
    """A title of the catalogue. The `condition` stands only once an officer confirmed it."""

    id: int
    scope: Scope
    name: str
    retired: bool = False
    condition: str = ""
    condition_source: str = ""


@dataclass(frozen=True, slots=True)
class IndicatorEntry:
    """An indicator of the catalogue with its unit of measure."""

    id: int
    name: str
    measure: str
    retired: bool = False


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What an organisation lets its units register, retired entries included."""

    titles: tuple[TitleEntry, ...]
    indicators: tuple[IndicatorEntry, ...]

    def offered(self, scope: Scope) -> list[TitleEntry]:
        """The titles that may be chosen now."""
        return [each for each in self.titles if each.scope is scope and not each.retired]

    def counted(self) -> list[IndicatorEntry]:
        """The indicators that may be planned now."""
        return [each for each in self.indicators if not each.retired]

    def title(self, title_id: int, scope: Scope) -> TitleEntry:
        """One title, retired or not. Raises StaleForm for one not in the catalogue."""
        for each in self.titles:
            if each.id == title_id and each.scope is scope:
                return each
        raise StaleForm

    def indicator(self, indicator_id: int) -> IndicatorEntry:
        """One indicator, retired or not. Raises StaleForm for one not in the catalogue."""
        for each in self.indicators:
            if each.id == indicator_id:
                return each
        raise StaleForm


class MeasureFixed(RuleViolation):
    """An indicator that was used keeps its unit of measure: retire it and add another."""


class NotAName(RuleViolation):
    """What was typed can be no name of a title, an indicator or a unit of measure."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


def check_name(name: str, *, of_measure: bool = False) -> str:
    """The name itself. Raises NotAName for a formula, and for what has no letter but %."""
    is_word = any(sign.isalpha() for sign in name) or (of_measure and name == "%")
    if name.startswith(("=", "+", "@")) or not is_word:
        raise NotAName(name)
    return name


def suggested_condition(title: str) -> str:
    """The example there is for a title, by its name; "" without any."""
    return next(
        (
            condition
            for name, condition in SUGGESTED_CONDITIONS.items()
            if fold(name) == fold(title)
        ),
        "",
    )


COMMON_INDIVIDUAL = ("Lao động tiên tiến", "Chiến sĩ thi đua cơ sở", "Chiến sĩ thi đua cấp tỉnh")
COMMON_COLLECTIVE = ("Tập thể lao động tiên tiến", "Tập thể lao động xuất sắc")
PROVINCE_FLAG = "Cờ thi đua của Ủy ban nhân dân tỉnh"

TITLES: dict[OrganisationKind, dict[Scope, tuple[str, ...]]] = {
    OrganisationKind.ALLIANCE: {
        Scope.COLLECTIVE: (
            *COMMON_COLLECTIVE,
            "Hợp tác xã điển hình tiên tiến",
            PROVINCE_FLAG,
            "Cờ thi đua của Liên minh Hợp tác xã Việt Nam",
        ),
        Scope.INDIVIDUAL: COMMON_INDIVIDUAL,
    },
    OrganisationKind.FEDERATION: {
        Scope.COLLECTIVE: (
            "Công đoàn cơ sở vững mạnh",
            *COMMON_COLLECTIVE,
            "Cờ thi đua của Liên đoàn Lao động tỉnh",
            "Cờ thi đua của Tổng Liên đoàn Lao động Việt Nam",
        ),
        Scope.INDIVIDUAL: ("Đoàn viên công đoàn xuất sắc", *COMMON_INDIVIDUAL),
    },
    OrganisationKind.ASSOCIATION: {
        Scope.COLLECTIVE: (
            *COMMON_COLLECTIVE,
            "Đơn vị xuất sắc trong phong trào thi đua",
            PROVINCE_FLAG,
        ),
        Scope.INDIVIDUAL: COMMON_INDIVIDUAL,
    },
    OrganisationKind.WARD: {
        Scope.COLLECTIVE: (*COMMON_COLLECTIVE, "Thôn, tổ dân phố văn hóa"),
        Scope.INDIVIDUAL: (*COMMON_INDIVIDUAL[:2], "Gia đình văn hóa"),
    },
}
"""Titles a new organisation starts with. Luật Thi đua, khen thưởng 2022, Điều 19 and 20; the rest
are honours of the bodies themselves. Officers change the copy in their organisation."""

MILLION_DONG = "triệu đồng"
A_MONTH = "triệu đồng/người/tháng"
PEOPLE = "người"
USUAL_MEASURES = (MILLION_DONG, PEOPLE, "%", A_MONTH, "sản phẩm", "sáng kiến", "công trình", "hộ")

INDICATORS: dict[OrganisationKind, tuple[tuple[str, str], ...]] = {
    OrganisationKind.ALLIANCE: (
        ("Doanh thu", MILLION_DONG),
        ("Lợi nhuận", MILLION_DONG),
        ("Nộp ngân sách", MILLION_DONG),
        ("Vốn điều lệ", MILLION_DONG),
        ("Thu nhập bình quân", A_MONTH),
        ("Thành viên mới", PEOPLE),
        ("Lao động", PEOPLE),
        ("Đóng bảo hiểm xã hội", PEOPLE),
        ("Sản phẩm OCOP", "sản phẩm"),
        ("Hợp đồng liên kết", "hợp đồng"),
        ("Sáng kiến", "sáng kiến"),
        ("Ủng hộ an sinh xã hội", MILLION_DONG),
    ),
    OrganisationKind.FEDERATION: (
        ("Đoàn viên tăng thêm", PEOPLE),
        ("Công đoàn cơ sở thành lập mới", "đơn vị"),
        ("Công đoàn cơ sở vững mạnh", "%"),
        ("Sáng kiến", "sáng kiến"),
        ("Công trình gắn biển", "công trình"),
        ("Thu kinh phí công đoàn", "%"),
        ("Thỏa ước lao động tập thể ký mới", "bản"),
        ("Mái ấm Công đoàn", "nhà"),
        ("Đoàn viên được kết nạp Đảng", PEOPLE),
    ),
    OrganisationKind.ASSOCIATION: (
        ("Doanh thu", MILLION_DONG),
        ("Nộp ngân sách", MILLION_DONG),
        ("Vốn đầu tư", MILLION_DONG),
        ("Lao động", PEOPLE),
        ("Lương bình quân", A_MONTH),
        ("Hội viên mới", "hội viên"),
        ("Ủng hộ an sinh xã hội", MILLION_DONG),
        ("Tai nạn lao động", "vụ"),
    ),
    OrganisationKind.WARD: (
        ("Gia đình văn hóa", "%"),
        ("Hộ nghèo giảm", "hộ"),
        ("Hồ sơ giải quyết đúng hạn", "%"),
        ("Sáng kiến", "sáng kiến"),
    ),
}
"""Indicators a new organisation starts with, each with its unit of measure."""

SUGGESTED_CONDITIONS = {
    "Tập thể lao động tiên tiến": (
        "Ít nhất 70% cá nhân đạt Lao động tiên tiến; "
        "không có cá nhân bị kỷ luật từ cảnh cáo trở lên"
    ),
    "Tập thể lao động xuất sắc": (
        "100% cá nhân hoàn thành nhiệm vụ; ít nhất 70% đạt Lao động tiên tiến; có Chiến sĩ thi đua "
        "cơ sở"
    ),
    "Chiến sĩ thi đua cơ sở": (
        "Đạt Lao động tiên tiến; hoàn thành xuất sắc nhiệm vụ hoặc có sáng kiến, đề tài được "
        "công nhận"
    ),
    PROVINCE_FLAG: "Đơn vị dẫn đầu cụm, khối thi đua",
}
"""Figures of one province (Bắc Ninh, 86/2025), an example only: ministries and provinces set their
own, so nothing is asked of units until an officer confirmed the words with a source."""
