"""Planned numbers: one typed answer, a change over last year, or a whole pasted list at once."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from bot.rules.catalogue import IndicatorEntry
from bot.rules.errors import RuleViolation
from bot.rules.folding import fold
from bot.rules.measures import read_measure
from bot.rules.numbers import ReadingKind, read_number
from bot.rules.registrations import NotANumber, NotWhole, RelativeNumber, WrongMeasure

_MARK = re.compile(r"^\s*(?:[-–—•●▪*+]\s+|\(?\d{1,2}\s*[.)/]\s+|\d{1,2}\s+(?=[^\W\d]))+")
_NUMBER = re.compile(r"\(?\d{1,2}[.):/]?")
_BEFORE = re.compile(
    r"[\s,;(\-–]*(?:so với\s+)?(?:năm trước|nam truoc|năm ngoái|nam ngoai)\b", re.I
)
_HINT = re.compile(r"\(([^()]*)\)")
_SIGN = re.compile(r"\s*[:=]\s*")
_LETTER = re.compile(r"[^\W\d_]")
_NAME_THEN_NUMBER = re.compile(r"(?P<name>\D*?[^\W\d_)])\s*[-–—]?\s+(?P<rest>[~≥>]?\s*\d.*)")
# Telegram makes blanks of tabs: "40 450" may be one number or two columns.
_COLUMNS = re.compile(r"\d[\d.,]* \d")
_HEADS = {
    "before": ("nam truoc", "thuc hien", "ket qua", "th nam"),
    "planned": ("ke hoach", "dang ky", "nam nay", "kh nam", "phan dau", "chi tieu nam"),
    "measure": ("don vi tinh", "dvt", "don vi do", "don vi"),
    "name": ("chi tieu", "noi dung", "ten chi tieu"),
    "order": ("stt", "tt", "so tt"),
}
LARGEST_PLANNED = Decimal(10) ** 15
"""The largest a number may be, in whatever measure: what is absurd is refused before."""


class Unread(StrEnum):
    """Why a line of a pasted list was not taken."""

    INDICATOR = "indicator"
    NUMBER = "number"
    TWO_WAYS = "two_ways"
    CHANGE = "change"
    MEASURE = "measure"
    TWICE = "twice"


@dataclass(frozen=True, slots=True)
class ReadTarget:
    """A line of a pasted list: which indicator, the planned number, last year's if it is there."""

    indicator_id: int
    planned: Decimal
    before: Decimal | None = None


@dataclass(frozen=True, slots=True)
class TargetsRead:
    """What a pasted list says, and its other lines, each with the reason."""

    targets: tuple[ReadTarget, ...] = ()
    unread: tuple[tuple[str, Unread], ...] = ()


def read_planned(text: str, measure: str) -> tuple[Decimal, ...]:
    """The number meant: one, or two when it can be read in two ways.

    Raises NotANumber, RelativeNumber for a change, WrongMeasure, NotWhole.
    """
    reading = read_number(text, measure)
    if reading.kind not in (ReadingKind.EXACT, ReadingKind.AMBIGUOUS) or reading.value is None:
        raise NotANumber(text, reading.kind)
    if reading.relative:
        raise RelativeNumber(reading.value, reading.measure)
    if fold(reading.measure) != fold(measure) and reading.measure:
        raise WrongMeasure(text, reading.measure, measure)
    values = (reading.value,) if reading.other is None else (reading.value, reading.other)
    if len(values) == 1 and values[0] % 1 and _is_whole(measure):
        raise NotWhole(values[0], measure)
    return values


def changed(base: Decimal, change: RelativeNumber, measure: str) -> Decimal | None:
    """`base` after the change, rounded where only whole ones are counted.

    None where that means nothing: a rate of a rate, a base of nothing, less than nothing.
    """
    if change.measure == "%" and not measure.startswith("%"):
        value = base * (100 + change.change) / 100
    elif fold(change.measure) in ("", fold(measure)):
        value = base + change.change
    else:
        return None
    places = Decimal(1) if _is_whole(measure) else Decimal("0.001")
    value = value.quantize(places, ROUND_HALF_UP)
    if base <= 0 or not 0 <= value < LARGEST_PLANNED:
        return None
    return value.normalize() if value % 1 else value.to_integral_value()


def in_dong(value: Decimal, measure: str) -> tuple[Decimal, str] | None:
    """Money counted in millions or billions, in đồng: 1.200 triệu đồng is 1.200.000.000 đồng."""
    counted = read_measure(measure)
    if counted is None or not counted.is_money or counted.scale == 1:
        return None
    return value * counted.scale, counted.name


def read_targets(text: str, indicators: Sequence[IndicatorEntry]) -> TargetsRead:
    """Every line that names an indicator and a number: "Doanh thu: 1,2 tỷ", rows of a table.

    Columns are told apart by their headings; without any, a row holds one number.
    """
    targets: dict[int, ReadTarget] = {}
    unread: list[tuple[str, Unread]] = []
    heads: dict[str, int] = {}
    for line in filter(str.strip, text.splitlines()):
        cells = _cells(line)
        if len(cells) > 1 and (found := _heads(cells)):
            heads = found
            continue
        if len(cells) == 1 and _is_heading(line):
            continue
        try:
            target = _target(line, cells, heads, indicators)
        except _NotTaken as error:
            unread.append((" ".join(line.split()), error.why))
        else:
            if target.indicator_id in targets and targets[target.indicator_id] != target:
                unread.append((" ".join(line.split()), Unread.TWICE))
            targets.setdefault(target.indicator_id, target)
    return TargetsRead(tuple(targets.values()), tuple(unread))


class _NotTaken(Exception):
    def __init__(self, why: Unread) -> None:
        super().__init__(why)
        self.why = why


def _target(
    line: str, cells: list[str], heads: dict[str, int], indicators: Sequence[IndicatorEntry]
) -> ReadTarget:
    if len(cells) > 1:
        name, measure, planned, before = _row(cells, heads)
    else:
        name, measure, planned, before = _typed(line)
    indicator = _indicator(name, indicators)
    if indicator is None:
        raise _NotTaken(Unread.INDICATOR)
    if len(cells) == 1 and _COLUMNS.match(planned.strip()):
        raise _NotTaken(Unread.TWO_WAYS)
    hint = next((each for each in _HINT.findall(name) if _is_measure(each)), measure)
    hint = hint or _after(name, indicator)
    number = _number(planned, hint, indicator.measure)
    last = _number(before, hint, indicator.measure) if before.strip(" -–.()") else None
    return ReadTarget(indicator.id, number, last)


def _number(text: str, hint: str, measure: str) -> Decimal:
    text = text.strip(" \t.;,()")
    if not text:
        raise _NotTaken(Unread.NUMBER)
    if hint and not read_number(text).measure:
        text = f"{text} {hint}"
    try:
        values = read_planned(text, measure)
    except RelativeNumber as error:
        raise _NotTaken(Unread.CHANGE) from error
    except WrongMeasure as error:
        raise _NotTaken(Unread.MEASURE) from error
    except RuleViolation as error:
        raise _NotTaken(Unread.NUMBER) from error
    if len(values) > 1:
        raise _NotTaken(Unread.TWO_WAYS)
    return values[0]


def _cells(line: str) -> list[str]:
    for sign in ("\t", "|"):
        if sign in line:
            return [" ".join(cell.split()) for cell in line.strip("|\r\n ").split(sign)]
    return [line]


def _heads(cells: list[str]) -> dict[str, int]:
    """Which column is what, where the row is one of headings; else nothing."""
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        folded = fold(cell)
        kind = next((k for k, heads in _HEADS.items() if folded.startswith(heads)), None)
        if kind is not None:
            found.setdefault(kind, place)
        elif folded:
            return {}
    return found if len(found) > 1 else {}


def _is_heading(line: str) -> bool:
    """Whether a line is a row of headings that lost its tabs: "TT Chỉ tiêu ĐVT Kế hoạch 2023"."""
    folded = f"{fold(line)} "
    begins = folded.startswith(tuple(f"{each} " for each in _HEADS["order"] + _HEADS["name"]))
    heads = sum(
        each in folded for kind in ("measure", "planned", "before") for each in _HEADS[kind]
    )
    return begins and heads > 0 and ":" not in line


def _row(cells: list[str], heads: dict[str, int]) -> tuple[str, str, str, str]:
    def under(kind: str) -> str:
        place = heads.get(kind)
        return cells[place] if place is not None and place < len(cells) else ""

    if "planned" in heads:
        name = under("name") or _first_words(cells)
        return name, under("measure"), under("planned"), under("before")
    said = [cell for cell in cells if cell]
    if len(said) > 2 and _NUMBER.fullmatch(said[0]):
        said = said[1:]
    name, *rest = said or [""]
    measure = next((cell for cell in rest if _is_measure(cell)), "")
    rest = [cell for cell in rest if cell != measure]
    if len(rest) != 1:
        raise _NotTaken(Unread.NUMBER if not rest else Unread.TWO_WAYS)
    return name, measure, rest[0], ""


def _first_words(cells: list[str]) -> str:
    return next((cell for cell in cells if any(sign.isalpha() for sign in cell)), "")


def _typed(line: str) -> tuple[str, str, str, str]:
    line, *last = _BEFORE.split(_MARK.sub("", line), maxsplit=1)
    before = last[0].strip(" :=)(.;,là") if last else ""
    # Cut at the first sign rather than matched as a whole: that goes back at every letter.
    name, *rest = _SIGN.split(line.strip(), maxsplit=1)
    if rest and _LETTER.search(name):
        return name, "", rest[0], before
    found = _NAME_THEN_NUMBER.fullmatch(line.strip())
    if found is None:
        raise _NotTaken(Unread.NUMBER)
    return found["name"], "", found["rest"], before


def _indicator(name: str, indicators: Sequence[IndicatorEntry]) -> IndicatorEntry | None:
    """The one named: exactly, else the longest whose name stands in the words; None if unsure."""
    words = fold(_HINT.sub(" ", _MARK.sub("", name))).strip(" .-;,")
    exact = [each for each in indicators if fold(each.name) == words]
    if exact:
        return exact[0]
    within = [each for each in indicators if f" {fold(each.name)} " in f" {words} "]
    within.sort(key=lambda each: -len(fold(each.name)))
    if not within or (len(within) > 1 and len(fold(within[0].name)) == len(fold(within[1].name))):
        return None
    return within[0]


def _after(name: str, indicator: IndicatorEntry) -> str:
    """What stands behind the indicator's name, if it is a measure: a column that lost its tab."""
    words = _HINT.sub(" ", name).split()
    own = fold(indicator.name).split()
    folded = [fold(word) for word in words]
    for place in range(len(words) - len(own) + 1):
        if folded[place : place + len(own)] == own:
            rest = " ".join(words[place + len(own) :])
            return rest if rest and _is_measure(rest) else ""
    return ""


def _is_measure(cell: str) -> bool:
    if any(sign.isdigit() for sign in cell):
        return False
    measure = read_measure(cell)
    return measure is not None and bool(measure.name)


def _is_whole(measure: str) -> bool:
    counted = read_measure(measure)
    return counted is not None and counted.is_whole
