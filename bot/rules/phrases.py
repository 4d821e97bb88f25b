"""What units type and the bot does not understand, and what officers say it means."""

import re
from dataclasses import dataclass

from bot.rules.errors import RuleViolation

MOST_UNHEARD = 50
"""Lines kept in an organisation: the newest."""

MOST_PHRASES = 100
LONGEST_LINE = 120
"""What is longer is no question."""

SHORTEST = 3
LONGEST_PHRASE = 60
_NUMBER = re.compile(r"\d(?:[ .()-]?\d){7}")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Unheard:
    """A line that was not understood, and how often it came. Who typed it is not known."""

    id: int
    line: str
    times: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words by which an organisation means something: a kind of duty, or what is wanted.

    `words` are as they are compared, `means` is the value of a kind or of an intent.
    """

    id: int
    typed: str
    words: str
    means: str


class PhraseTooCommon(RuleViolation):
    """The words alone mean something already, or are such as stand in any question."""

    def __init__(self, typed: str) -> None:
        super().__init__(typed)
        self.typed = typed


class PhraseTooShort(RuleViolation):
    """So few letters may stand anywhere."""


class TooManyPhrases(RuleViolation):
    """There are as many as are kept."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.most = most


class UnknownPhrase(RuleViolation):
    """The line or phrase is no longer there, or another organisation's."""


def is_worth_keeping(line: str) -> bool:
    """Whether a line may be a question that recurs: no long text, and no number of anybody's."""
    letters = len(_LETTER.findall(line))
    is_short = letters >= SHORTEST and len(line) <= LONGEST_LINE and "\n" not in line.strip()
    return is_short and not _NUMBER.search(line)
