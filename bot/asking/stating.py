"""Figures stated in a sentence: "doanh thu 6t đạt 1,2 tỷ, lợi nhuận 85tr, 32 lao động"."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache

from bot.asking.naming import mentions_in
from bot.rules.actuals import Actual, FigureQuestion, NotAFigure, Refusal, read_actual
from bot.rules.catalogue import INDICATORS
from bot.rules.folding import fold
from bot.rules.measures import read_measure
from bot.rules.pasted import read_pasted
from bot.rules.plans import Kind
from bot.rules.sentence_words import normal, words_in
from bot.rules.stated import Sentence, Statement, read_sentence

LONGEST = 600
_ASKS = re.compile(
    r"\?|\b(?:nao|gi|bao nhieu|bao gio|bao lau|may gio)\b"
    r"|\b(?:khong|ko|khg|k|hong|chua|sao)(?: (?:a|ad|anh|chi|em|nhi|bot|vay|the))*\W*$"
)
_PER = (
    (re.compile(r"/\s*(?:ng|n)\b\.?", re.I), "/người"),
    (re.compile(r"/\s*(?:th|t)\b", re.I), "/tháng"),
)
_MILLIONS = re.compile(r"(?:\d|\b)(?:ty|ti|trieu|tr)\b")
_TOLD_IN_WORDS = frozenset({Refusal.CHANGE, Refusal.RATE})
_COUNTS_NEW = frozenset({"moi", "them", "tang"})
_PERIODS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        Kind.MIDYEAR_REPORT,
        re.compile(r"\b(?:6|0?6|sau) ?(?:t|th|thg|thang)\b|\bnua (?:dau )?nam\b"),
    ),
    (Kind.QUARTERLY_REPORT, re.compile(r"\bquy (?:[1-4]|i{1,3}|iv|nay)\b|\bq[1-4]\b")),
    (Kind.MONTHLY_REPORT, re.compile(r"(?<!/)\bthang (?:nay|\d{1,2})\b")),
    (
        Kind.ANNUAL_REPORT,
        re.compile(
            r"\b(?:ca|het|cuoi|trong|mot|12 thang) nam\b"
            r"|\bnam (?:nay|(?:19|20)\d\d|dat|la)\b|\b12 ?(?:t|thang)\b"
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class StatedFigures:
    """What a sentence says of figures.

    `taken` are sure, by key of their question; each of `doubts` waits for a yes; `refused` were
    said of an indicator and cannot be read so; `words` says something else, and must be kept.
    """

    taken: Mapping[str, Decimal] = field(default_factory=dict)
    doubts: tuple[tuple[FigureQuestion, Actual], ...] = ()
    refused: tuple[str, ...] = ()
    words: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.taken or self.doubts or self.refused)

    @property
    def is_one(self) -> bool:
        return len(self.taken) + len(self.doubts) + len(self.refused) == 1

    @property
    def is_all(self) -> bool:
        """Whether the sentence is nothing but figures that were read."""
        return bool(self.taken or self.doubts) and not (self.refused or self.words)


@dataclass(frozen=True, slots=True)
class StatedValue:
    """One figure as it was understood: the number counted in the measure."""

    indicator: str
    value: Decimal
    measure: str


def is_statement(text: str) -> bool:
    """Whether a text may state figures: it has a number and asks nothing."""
    return (
        len(text) <= LONGEST
        and any(each.isdigit() for each in text)
        and not _ASKS.search(fold(text))
    )


def sentence_in(text: str, names: Sequence[str], *, planned: bool = False) -> Sentence:
    """Which of the names a text states a number of, and what else it says."""
    text = normal(text)
    words = words_in(text)
    return read_sentence(text, words, mentions_in(words, names), planned=planned)


def read_figures(
    text: str, questions: Sequence[FigureQuestion], *, planned: bool = False
) -> StatedFigures:
    """Every figure that a sentence states of an indicator asked for. Never raises, never guesses.

    `planned`: of what is striven for, not of what was reached.
    """
    if "\t" in text or "|" in text:
        table = read_pasted(text, questions)
        return StatedFigures(table.taken, (), table.doubtful, "\n".join(table.unread))
    sentence = sentence_in(text, [each.indicator for each in questions], planned=planned)
    taken: dict[str, Decimal] = {}
    doubts: dict[str, tuple[FigureQuestion, Actual]] = {}
    refused, kept = list[str](), list(sentence.others)
    for statement in sentence.statements:
        read = _read(statement, questions)
        if isinstance(read, NotAFigure) and read.refusal in _TOLD_IN_WORDS:
            kept.append(statement.quoted)
        if isinstance(read, NotAFigure | None):
            refused.append(statement.quoted)
            continue
        question, actual = read
        key = question.key
        if taken.get(key, actual.value) != actual.value or key in doubts:
            refused.append(statement.quoted)
        elif actual.doubt is not None:
            doubts[key] = read
        else:
            taken[key] = actual.value
    words = ", ".join(dict.fromkeys(each.strip() for each in kept))
    return StatedFigures(taken, tuple(doubts.values()), tuple(dict.fromkeys(refused)), words)


def values_in(text: str, *, planned: bool = False) -> tuple[StatedValue, ...]:
    """The figures a text states of what is usually counted in these campaigns; none in a question.

    What an organisation counts besides is known to its own catalogue alone.
    """
    if not is_statement(text):
        return ()
    questions = _usual()
    read = read_figures(text, questions, planned=planned)
    by_key = {each.key: each for each in questions}
    sure = {key: (by_key[key], value) for key, value in read.taken.items()}
    sure |= {question.key: (question, actual.value) for question, actual in read.doubts}
    return tuple(StatedValue(each.indicator, value, each.measure) for each, value in sure.values())


def period_named(text: str) -> Kind | None:
    """The report whose period a statement names: «6t», «quý 1», «cả năm»."""
    folded = fold(text)
    return next((kind for kind, pattern in _PERIODS if pattern.search(folded)), None)


def _read(
    statement: Statement, questions: Sequence[FigureQuestion]
) -> tuple[FigureQuestion, Actual] | NotAFigure | None:
    """The figure, or why it is none; None where it is not clear what is said of what."""
    if not statement.is_clear:
        return None
    read: list[tuple[FigureQuestion, Actual]] = []
    refusal: NotAFigure | None = None
    for place in statement.names:
        question = questions[place]
        said = said_of(statement, question.indicator)
        try:
            _check_scale(said, question)
            read.append((question, read_actual(said, question)))
        except NotAFigure as error:
            refusal = error
    if len(read) > 1:
        return None
    return read[0] if read else refusal


def _check_scale(said: str, question: FigureQuestion) -> None:
    """Millions of people are money said of the wrong indicator. Raises NotAFigure."""
    measure = read_measure(question.measure)
    if _MILLIONS.search(fold(said)) and measure is not None and not measure.is_money:
        raise NotAFigure(said, Refusal.MEASURE, question.measure)


def said_of(statement: Statement, indicator: str) -> str:
    """The number as it is to be read: «/ng/th» written out, «thêm» gone where new ones count."""
    said = statement.said
    for pattern, full in _PER:
        said = pattern.sub(full, said)
    if _COUNTS_NEW & set(fold(indicator).split()):
        said = said.removeprefix("them ")
    return said


@cache
def _usual() -> tuple[FigureQuestion, ...]:
    known: dict[str, FigureQuestion] = {}
    for pairs in INDICATORS.values():
        for name, measure in pairs:
            known.setdefault(fold(name), FigureQuestion(name, measure))
    return tuple(known.values())
