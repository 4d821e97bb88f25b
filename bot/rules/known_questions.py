"""Questions that officers have answered for everybody: how long they may be, what is private."""

import re
from dataclasses import dataclass
from datetime import datetime

from bot.rules.errors import RuleViolation
from bot.rules.folding import fold

QUESTION_LENGTH = 300
ANSWER_LENGTH = 3000
"""It arrives below its question, in one message of Telegram's."""

_LONG_NUMBER = re.compile(r"\+?\d(?:[ .-]?\d){8,}")
_WORD = re.compile(r"[a-z0-9]+")
_FEWEST_WORDS = 3


@dataclass(frozen=True, slots=True)
class KnownQuestionView:
    """A question with the answer that every unit of the organisation may read.

    `member` gave the answer its present words at `answered_at`; "" when they erased their name.
    """

    id: int
    organisation_id: int
    organisation: str
    question: str
    answer: str
    member: str
    answered_at: datetime


class AlreadyKnown(RuleViolation):
    """The organisation keeps an answer to this very question, or one made of the same thread."""

    def __init__(self, question_id: int) -> None:
        super().__init__(question_id)
        self.question_id = question_id


def private_parts(question: str, answer: str, unit: str, person: str) -> tuple[str, ...]:
    """What points at whoever asked: the unit or person by name; in the question also long numbers.

    People leave the first words of a unit's name out: «LĐLĐ huyện Tam Đường» is "Tam Đường". A
    person is found by the whole name alone: «Văn Hòa» would be found in every text on culture.
    """
    said = f" {' '.join(_WORD.findall(fold(f'{question} {answer}')))} "
    words = _WORD.findall(fold(unit))
    own = words[-2:] if len(words) >= _FEWEST_WORDS else words
    named = ((unit, own), (person, _WORD.findall(fold(person))))
    found = [name for name, parts in named if parts and f" {' '.join(parts)} " in said]
    # The number in an answer is one to call.
    return (*found, *_LONG_NUMBER.findall(question))
