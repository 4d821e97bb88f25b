"""Figures typed as answers of a report: what is asked, what was meant, what is asked once more."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from bot.rules.answers import FigureLine
from bot.rules.errors import RuleViolation
from bot.rules.folding import fold
from bot.rules.measures import read_measure
from bot.rules.numbers import Reading, ReadingKind, read_number

FAR_FROM = Decimal(5000)
"""Percent of the plan from which a figure is asked about: more often a slip than a feat."""

LARGEST = Decimal(10) ** 15

_LOSS = re.compile(r"\s*(?:(?:thua\s+)?(?:lỗ|lo)\b|âm\b|am\b|[-−–])\s*:?\s*(?=\d)", re.I)
_LEFT_OVER = " \t…~.!;"
_HALF_SAID = re.compile(r"\d\s*[~…]\s*\d")


class Doubt(StrEnum):
    """Why a figure is read back with a question before it counts."""

    TWO_WAYS = "two_ways"
    LOSS = "loss"
    ZERO = "zero"
    FAR = "far"


class Refusal(StrEnum):
    """Why what was typed is no figure."""

    NOT_A_NUMBER = "not_a_number"
    NEGATIVE = "negative"
    ABSURD = "absurd"
    CHANGE = "change"
    RATE = "rate"
    MEASURE = "measure"
    NOT_WHOLE = "not_whole"


class NotAFigure(RuleViolation):
    """What was typed is no figure for this indicator; `refusal` says why."""

    def __init__(self, text: str, refusal: Refusal, measure: str) -> None:
        super().__init__(text, refusal, measure)
        self.text = text
        self.refusal = refusal
        self.measure = measure


@dataclass(frozen=True, slots=True)
class FigureQuestion:
    """One figure that a report is asked for.

    `planned` and `before` are those of the registered target, None where there is none; `last` is
    the figure of the report before under the same plan, called `last_title`.
    """

    indicator: str
    measure: str
    planned: Decimal | None = None
    before: Decimal | None = None
    indicator_id: int | None = None
    last: Decimal | None = None
    last_title: str = ""

    @property
    def key(self) -> str:
        """Names the question in a form: the same for the same indicator in the same measure.

        Neither a registration sent anew nor another period changes it.
        """
        name = f"{fold(self.indicator)}|{fold(self.measure)}"
        return hashlib.sha256(name.encode()).hexdigest()[:10]

    @property
    def is_registered(self) -> bool:
        return self.planned is not None

    def answered(self, actual: Decimal) -> FigureLine:
        """The line of the report that this answer makes."""
        return FigureLine(
            self.indicator, self.measure, actual, self.planned, self.before, self.indicator_id
        )


@dataclass(frozen=True, slots=True)
class Actual:
    """The number meant; `other` is its second reading. With a `doubt` it waits for a yes."""

    value: Decimal
    other: Decimal | None = None
    doubt: Doubt | None = None


def read_actual(text: str, question: FigureQuestion) -> Actual:
    """The figure typed for an indicator, counted in its measure. Raises NotAFigure.

    A loss is taken for money alone, and never without a question.
    """
    loss = _LOSS.match(text)
    typed = text[loss.end() :] if loss else text
    reading = read_number(typed.strip(_LEFT_OVER), question.measure)
    value, other = _values(text, reading, question, loss=loss is not None)
    if _HALF_SAID.search(text):
        raise NotAFigure(text, Refusal.NOT_A_NUMBER, question.measure)
    if loss is not None:
        check_actual(-value, question)
        return Actual(-value, doubt=Doubt.LOSS)
    if other is not None:
        return Actual(value, other, Doubt.TWO_WAYS)
    return Actual(value, doubt=doubt_of(value, question))


def doubt_of(value: Decimal, question: FigureQuestion) -> Doubt | None:
    """What to ask about a number that was read without doubt."""
    if value < 0:
        return Doubt.LOSS
    if value == 0:
        return None if question.planned == 0 else Doubt.ZERO
    rate = question.answered(value).rate
    return Doubt.FAR if rate is not None and rate >= FAR_FROM else None


def check_actual(value: Decimal, question: FigureQuestion) -> None:
    """Raise NotAFigure for a number that this indicator cannot have."""
    if not value.is_finite() or abs(value) >= LARGEST:
        raise NotAFigure(str(value), Refusal.ABSURD, question.measure)
    measure = read_measure(question.measure)
    if value < 0 and not (measure and measure.is_money):
        raise NotAFigure(f"{value:f}", Refusal.NEGATIVE, question.measure)


def next_question(
    questions: Sequence[FigureQuestion], answered: set[str], after: str
) -> FigureQuestion | None:
    """The next registered target without a figure, below the one just asked."""
    keys = [question.key for question in questions]
    start = keys.index(after) + 1 if after in keys else 0
    return next(
        (each for each in questions[start:] if each.is_registered and each.key not in answered),
        None,
    )


def _values(
    text: str, reading: Reading, question: FigureQuestion, *, loss: bool
) -> tuple[Decimal, Decimal | None]:
    refusal = _refusal(reading, question, loss=loss)
    if refusal is not None or reading.value is None:
        raise NotAFigure(text, refusal or Refusal.NOT_A_NUMBER, question.measure)
    value, other = abs(reading.value), reading.other
    if other is None and value % 1 and _is_whole(question.measure):
        raise NotAFigure(text, Refusal.NOT_WHOLE, question.measure)
    return value, None if other is None else abs(other)


def _refusal(reading: Reading, question: FigureQuestion, *, loss: bool) -> Refusal | None:
    if reading.kind is ReadingKind.ABSURD:
        return Refusal.ABSURD
    if reading.kind is ReadingKind.NEGATIVE:
        return Refusal.NEGATIVE
    if reading.kind is ReadingKind.NOT_A_NUMBER:
        return Refusal.NOT_A_NUMBER
    given, asked = fold(reading.measure), fold(question.measure)
    if given.startswith("%") and not asked.startswith("%"):
        return Refusal.CHANGE if reading.relative else Refusal.RATE
    if given not in ("", asked):
        return Refusal.MEASURE
    if reading.relative and (loss or not _tells_change(question)):
        return Refusal.CHANGE
    return None


def _tells_change(question: FigureQuestion) -> bool:
    """Whether the indicator counts a change itself: «Hộ nghèo giảm» may be «giảm 5 hộ»."""
    return bool({"tang", "giam"} & set(fold(question.indicator).split()))


def _is_whole(measure: str) -> bool:
    counted = read_measure(measure)
    return counted is not None and counted.is_whole
