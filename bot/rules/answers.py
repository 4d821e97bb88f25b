"""What a report answers: figures against targets, and the sections of its outline."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from bot.rules.dialogues import AnswerTooLong, EmptyAnswer

TENTH = Decimal("0.1")
LONGEST_SECTION = 5_000


class Section(StrEnum):
    """The parts of a report's outline that are written in words, in their order on paper."""

    SITUATION = "situation"
    LEADERSHIP = "leadership"
    MOVEMENTS = "movements"
    MODELS = "models"
    AWARDS = "awards"
    WELFARE = "welfare"
    SHORTCOMINGS = "shortcomings"
    PLANS = "plans"
    PROPOSALS = "proposals"


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One indicator's figure in a report.

    `planned` is the registered target, None where nothing was registered; `before` last year's
    figure as registered, None where it is not known. `indicator_id` is the catalogue's.
    """

    indicator: str
    measure: str
    actual: Decimal
    planned: Decimal | None = None
    before: Decimal | None = None
    indicator_id: int | None = None

    @property
    def rate(self) -> Decimal | None:
        """The figure in percent of the target, to one decimal; None without a target above 0."""
        return _percent(self.actual, self.planned)

    @property
    def growth(self) -> Decimal | None:
        """The change against last year in percent; None where that is absent or not above 0."""
        share = _percent(self.actual, self.before)
        return None if share is None else share - 100


@dataclass(frozen=True, slots=True)
class Answers:
    """What was answered: figures in the order of the targets, words by section of the outline."""

    figures: tuple[FigureLine, ...] = ()
    sections: Mapping[Section, str] | None = None

    @property
    def is_empty(self) -> bool:
        return not self.figures and not self.sections


NO_ANSWERS = Answers()


def check_section(words: str) -> str:
    """The words of a section, lines kept. Raises EmptyAnswer, AnswerTooLong."""
    tidy = words.strip()
    if not tidy:
        raise EmptyAnswer
    if len(tidy) > LONGEST_SECTION:
        raise AnswerTooLong(len(tidy), LONGEST_SECTION)
    return tidy


def _percent(part: Decimal, whole: Decimal | None) -> Decimal | None:
    if whole is None or whole <= 0:
        return None
    return (part * 100 / whole).quantize(TENTH, ROUND_HALF_UP)
