"""Numbers as people write them: "1,2 tỷ", "850tr", "1.250", "6,5 triệu/người/tháng", "tăng 10%"."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from bot.rules.figures import Figure, read_figure
from bot.rules.folding import untelex
from bot.rules.measures import Measure, read_measure

ABSURD_FROM = Decimal(10) ** 15
ABSURD_PERCENT_FROM = Decimal(2_000)
ABSURD_COUNT_FROM = Decimal(10) ** 8
"""Of people and things counted one by one: more than the country holds people."""

_AROUND = re.compile(
    r"(?:đạt|dat|khoảng|khoang|trên|tren|hơn|hon|gần|gan|ít nhất|it nhat|tối thiểu|toi thieu|là|la)"
    r"\b\s*|[~≥>=:]+\s*(?=\d)",
    re.I,
)
_UP = re.compile(r"(?:(?:tăng|tang|thêm|them)\s+)+|\+\s*", re.I)
_DOWN = re.compile(r"(?:(?:giảm|giam|bớt|bot)\s+)+", re.I)
_NEGATIVE = re.compile(r"(?:[-−–]|âm\b|am\b)\s*\d", re.I)
_NUMBER = re.compile(
    r"(?P<digits>\d(?:[\d.,]|[ \u00a0]\d{3}(?!\d))*(?<![.,]))\s*(?P<rest>.*)", re.S
)
# "1 tỷ 200 triệu", "6tr5": after the scale comes its next lower one, or decimals of it.
_SPOKEN = re.compile(
    r"(?P<n>\d+) ?(?P<big>tỷ|tỉ|ty|ti|triệu|trieu|tr) ?(?P<m>\d{1,3})"
    r"(?: ?(?P<small>triệu|trieu|tr|nghìn|nghin|ngàn|ngan|k)\b)? ?(?P<rest>\D*)",
    re.I,
)


class ReadingKind(StrEnum):
    """How sure a number is."""

    EXACT = "exact"
    AMBIGUOUS = "ambiguous"
    NEGATIVE = "negative"
    ABSURD = "absurd"
    NOT_A_NUMBER = "not_a_number"


@dataclass(frozen=True, slots=True)
class Reading:
    """A number read from text.

    `value` is there for EXACT and AMBIGUOUS, counted in `measure`; `other` is the less likely
    value of an ambiguous one. `relative` marks a change: "tăng 10%" is +10, "giảm 5%" is -5.
    """

    kind: ReadingKind
    value: Decimal | None = None
    other: Decimal | None = None
    measure: str = ""
    relative: bool = False


def read_number(text: str, measure: str = "") -> Reading:
    """What number `text` means, counted in `measure` where the two agree ("triệu đồng", "người").

    Money without a measure comes in đồng. If the text names a measure of its own that does not fit
    the one asked for, the reading keeps the text's. Nothing is ever computed ("=1+1" is no number).
    """
    typed = unicodedata.normalize("NFC", untelex(text)).strip().rstrip(".!")
    if _NEGATIVE.match(typed):
        return Reading(ReadingKind.NEGATIVE)
    typed, sign = _change(typed)
    found = _spoken(typed) or _plain(typed)
    if found is None:
        return Reading(ReadingKind.NOT_A_NUMBER)
    return _counted(*found, " ".join(measure.split()), sign)


def _change(typed: str) -> tuple[str, int]:
    """Take "tăng", "giảm", "khoảng" off the front; the sign is 0 where no change is meant."""
    typed = _AROUND.sub("", typed, count=1) if _AROUND.match(typed) else typed
    for pattern, sign in ((_UP, 1), (_DOWN, -1)):
        if found := pattern.match(typed):
            return typed[found.end() :], sign
    return typed, 0


def _spoken(typed: str) -> tuple[Figure, Measure] | None:
    found = _SPOKEN.fullmatch(typed)
    if found is None:
        return None
    big = read_measure(found["big"])
    rest = read_measure(f"đồng {found['rest']}".replace(" /", "/"))
    small = read_measure(found["small"]) if found["small"] else None
    if big is None or rest is None or (small and small.scale * 1000 != big.scale):
        return None
    if small is None and not rest.is_money:
        return None
    part = small.scale if small else big.scale / 10 ** len(found["m"])
    return Figure(int(found["n"]) * big.scale + int(found["m"]) * part), rest


def _plain(typed: str) -> tuple[Figure, Measure] | None:
    found = _NUMBER.fullmatch(typed)
    if found is None:
        return None
    figure, measure = read_figure(found["digits"]), read_measure(found["rest"])
    return (figure, measure) if figure and measure else None


def _counted(figure: Figure, own: Measure, asked: str, sign: int) -> Reading:
    wanted = read_measure(asked) or Measure(Decimal(1), asked)
    scale, name = own.scale, own.name
    if asked and own.fits(wanted):
        scale, name = own.scale_in(wanted), asked
    counted = wanted if asked and own.fits(wanted) else own
    if _is_absurd(figure.value * own.scale * (1 if own.name else wanted.scale), name, counted):
        return Reading(ReadingKind.ABSURD, measure=name)
    if figure.other is not None and (own.is_whole or (not own.name and wanted.is_whole)):
        figure = Figure(max(figure.value, figure.other))
    return Reading(
        ReadingKind.EXACT if figure.other is None else ReadingKind.AMBIGUOUS,
        value=figure.value * scale * (sign or 1),
        other=None if figure.other is None else figure.other * scale * (sign or 1),
        measure=name,
        relative=sign != 0,
    )


def _is_absurd(amount: Decimal, name: str, counted: Measure) -> bool:
    if counted.is_whole and not counted.is_money:
        return amount >= ABSURD_COUNT_FROM
    return amount >= (ABSURD_PERCENT_FROM if name.startswith("%") else ABSURD_FROM)
