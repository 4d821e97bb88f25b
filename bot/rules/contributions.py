"""What units send in: initiatives, exemplars, difficulties, petitions, and questions."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.rules.dialogues import AnswerTooLong, EmptyAnswer
from bot.rules.errors import RuleViolation
from bot.rules.folding import fold


class ContributionKind(StrEnum):
    """sáng kiến; điển hình tiên tiến (người tốt, việc tốt); khó khăn, vướng mắc; kiến nghị;
    câu hỏi, which nobody but an officer could answer."""

    INITIATIVE = "initiative"
    EXEMPLAR = "exemplar"
    DIFFICULTY = "difficulty"
    PETITION = "petition"
    QUESTION = "question"


class ContributionState(StrEnum):
    """mới gửi, đang xem xét, đã giải quyết or đã ghi nhận, không xem xét."""

    NEW = "new"
    OPEN = "open"
    SETTLED = "settled"
    DECLINED = "declined"


class Field(StrEnum):
    """What the form asks for."""

    TITLE = "title"
    PERSON = "person"
    WORDS = "words"


FIELDS: Mapping[ContributionKind, tuple[Field, ...]] = {
    ContributionKind.INITIATIVE: (Field.TITLE, Field.PERSON, Field.WORDS),
    ContributionKind.EXEMPLAR: (Field.PERSON, Field.WORDS),
    ContributionKind.DIFFICULTY: (Field.WORDS,),
    ContributionKind.PETITION: (Field.WORDS,),
    ContributionKind.QUESTION: (Field.WORDS,),
}
"""The questions of each kind, in their order: as few as an officer can work with."""

SKIPPABLE = frozenset({(ContributionKind.INITIATIVE, Field.PERSON)})

MOST: Mapping[Field, int] = {Field.TITLE: 200, Field.PERSON: 300, Field.WORDS: 4000}
LONGEST_ANSWER = 3000
"""Of one message in a thread: it arrives whole, in one message of Telegram's."""

LONGEST_FIRST_LINE = 100


class ContributionMoved(RuleViolation):
    """Somebody else changed its standing, or wrote in its thread, since it was shown."""


@dataclass(frozen=True, slots=True)
class ContributionDraft:
    """What is about to be sent in."""

    kind: ContributionKind
    title: str = ""
    person: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class ThreadLine:
    """One message of the thread under a contribution."""

    id: int
    member: str
    from_office: bool
    words: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ContributionView:
    """A contribution as sent in, how it stands, and what was said about it since.

    Sent to an organisation that was merged since, it was `number_then` of `issuer`.
    """

    id: int
    number: int
    kind: ContributionKind
    state: ContributionState
    organisation_id: int
    unit_id: int
    unit: str
    bloc: str
    member_id: int
    member: str
    sent_at: datetime
    title: str
    person: str
    words: str
    thread: tuple[ThreadLine, ...] = ()
    issuer: str = ""
    number_then: int = 0

    @property
    def last_line(self) -> int:
        """The id of the newest message of the thread, 0 without any."""
        return self.thread[-1].id if self.thread else 0

    @property
    def last_answer(self) -> str:
        """What officers answered last, "" while they have not."""
        return next((line.words for line in reversed(self.thread) if line.from_office), "")


def check_body(text: str, most: int) -> str:
    """Words of several lines, kept with their line breaks. Raises EmptyAnswer, AnswerTooLong."""
    tidy = "\n".join(line.rstrip() for line in text.strip().splitlines())
    # A sign without width is sent as text by some phones: it says nothing.
    if not any(unicodedata.category(sign)[0] in "LNPS" for sign in tidy):
        raise EmptyAnswer
    if len(tidy) > most:
        raise AnswerTooLong(len(tidy), most)
    return tidy


def title_of(draft: ContributionDraft) -> str:
    """The title given, else the first line of the words."""
    return draft.title or first_line(draft.words)


def first_line(words: str) -> str:
    """The first line, cut where it is long."""
    line = words.strip().split("\n", 1)[0]
    if len(line) <= LONGEST_FIRST_LINE:
        return line
    return line[: LONGEST_FIRST_LINE - 1].rsplit(" ", 1)[0].rstrip() + "…"


def kind_of_words(text: str) -> ContributionKind:
    """Whether a sentence typed out of any form asks for something or tells of a difficulty."""
    folded = fold(text)
    if any(words in folded for words in ("kien nghi", "de xuat", "de nghi")):
        return ContributionKind.PETITION
    return ContributionKind.DIFFICULTY


@dataclass(frozen=True, slots=True)
class Refused:
    """A text that was too long: the number of its last message, and how long it is so far."""

    message_id: int
    length: int

    def continues(self, message_id: int) -> bool:
        """Whether this message is the next piece of it.

        A phone parts a text of over 4,096 characters into messages that follow each other at
        once. The last piece, being short, would else pass for the whole.
        """
        return message_id == self.message_id + 1
