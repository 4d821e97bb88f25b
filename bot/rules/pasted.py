"""Several figures in one message: a line each, or rows copied out of a table."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.rules.actuals import FigureQuestion, NotAFigure, read_actual
from bot.rules.folding import fold
from bot.rules.measures import read_measure

_MARK = re.compile(r"^\s*(?:[-–—•●▪*+]\s+|\(?\d{1,2}\s*[.)]\s+)+")
_SIGN = re.compile(r"[:=]")
_LETTER = re.compile(r"[^\W\d_]")
_NAME_THEN_NUMBER = re.compile(r"(?P<name>\D*?[^\W\d_)])\s+(?P<rest>[~≥>–-]?\s*\d.*)")
_HINT = re.compile(r"\([^()]*\)")
_RESULT = ("thuc hien", "ket qua", "dat duoc", "da dat", "th ")
_HEADS = (
    *_RESULT,
    "ke hoach",
    "dang ky",
    "nam truoc",
    "chi tieu",
    "noi dung",
    "stt",
    "tt",
    "don vi",
)
SHORTEST = 4


@dataclass(frozen=True, slots=True)
class PastedFigures:
    """What a message says: figures by key of their question, and lines that need a look.

    `doubtful` were understood and wait for a yes or a clearer word; `unread` were not.
    """

    taken: dict[str, Decimal]
    doubtful: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.taken and not self.doubtful


NOTHING_PASTED = PastedFigures({})


def read_pasted(text: str, questions: Sequence[FigureQuestion]) -> PastedFigures:
    """Every line that names an indicator and one figure. Never raises, never guesses."""
    taken: dict[str, Decimal] = {}
    doubtful, unread = list[str](), list[str]()
    column: int | None = None
    for line in filter(str.strip, text.splitlines()):
        cells = _cells(line)
        if _is_heading(cells):
            column = next((n for n, each in enumerate(cells) if _is_result(each)), None)
            continue
        name, said = _row(cells, column) if len(cells) > 1 else _typed(line)
        question = _named(name, questions)
        if question is None or not said:
            unread.append(" ".join(line.split()))
            continue
        try:
            actual = read_actual(said, question)
        except NotAFigure:
            doubtful.append(" ".join(line.split()))
            continue
        if actual.doubt is None and taken.get(question.key, actual.value) == actual.value:
            taken[question.key] = actual.value
        else:
            doubtful.append(" ".join(line.split()))
    return PastedFigures(taken, tuple(doubtful), tuple(unread))


def named_figure(
    line: str, questions: Sequence[FigureQuestion]
) -> tuple[FigureQuestion, str] | None:
    """The indicator that a line names, and what it says of it; None if it names none for sure."""
    cells = _cells(line)
    name, said = _row(cells, None) if len(cells) > 1 else _typed(line)
    question = _named(name, questions)
    return (question, said) if question is not None and said else None


def _cells(line: str) -> list[str]:
    sign = "\t" if "\t" in line else "|"
    return [" ".join(cell.split()) for cell in line.strip("|\r\n ").split(sign)]


def _is_heading(cells: list[str]) -> bool:
    said = [fold(cell) for cell in cells if cell]
    return len(said) > 1 and all(cell.startswith(_HEADS) or cell == "th" for cell in said)


def _is_result(cell: str) -> bool:
    folded = f"{fold(cell)} "
    return folded.startswith(_RESULT) and "nam truoc" not in folded


def _row(cells: list[str], column: int | None) -> tuple[str, str]:
    """The name and the figure of a row; without headings a row must hold one number."""
    name = next((cell for cell in cells if any(sign.isalpha() for sign in cell)), "")
    if column is not None:
        return name, cells[column] if column < len(cells) else ""
    rest = [cell for cell in cells[cells.index(name) + 1 :] if cell] if name else []
    numbers = [cell for cell in rest if any(sign.isdigit() for sign in cell)]
    return name, numbers[0] if len(numbers) == 1 else ""


def _typed(line: str) -> tuple[str, str]:
    line = " ".join(_MARK.sub("", line).split())
    # Cut at the first sign rather than matched as a whole: that took seconds for a long line.
    name, *rest = (part.strip() for part in _SIGN.split(line, maxsplit=1))
    if rest and rest[0] and _LETTER.search(name):
        return name, rest[0]
    found = _NAME_THEN_NUMBER.fullmatch(line)
    return (found["name"], found["rest"]) if found else ("", "")


def _named(name: str, questions: Sequence[FigureQuestion]) -> FigureQuestion | None:
    """The indicator named: exactly, else the only one that the words begin or are begun by."""
    words = fold(_HINT.sub(" ", _MARK.sub("", name))).strip(" .-;,")
    exact = [each for each in questions if fold(each.indicator) == words]
    if exact:
        # The same thing in two measures is two indicators: whoever names it must be asked.
        return exact[0] if len(exact) == 1 else _in_measure(name, exact)
    if len(words) < SHORTEST:
        return None
    near = [each for each in questions if _begins(fold(each.indicator), words)]
    return near[0] if len(near) == 1 else None


def _begins(one: str, other: str) -> bool:
    return f"{one} ".startswith(f"{other} ") or f"{other} ".startswith(f"{one} ")


def _in_measure(name: str, questions: Sequence[FigureQuestion]) -> FigureQuestion | None:
    hints = [read_measure(each.strip("()")) for each in _HINT.findall(name)]
    found = [each for each in questions if read_measure(each.measure) in hints]
    return found[0] if len(found) == 1 else None
