"""Half-filled forms: which there are, and the error for a button of yesterday's screen."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bot.rules.errors import RuleViolation


class Form(StrEnum):
    """Everything a person can be in the middle of."""

    ACCESS = "access"
    REGISTRATION = "registration"
    REPORT = "report"
    NOTICE = "notice"
    BLOC = "bloc"
    UNIT = "unit"
    CONTACT = "contact"
    DESK = "desk"
    PHRASE = "phrase"
    UNIT_TYPE = "unit_type"
    UNIT_SHEET = "unit_sheet"
    UNIT_STOP = "unit_stop"
    UNIT_NAME = "unit_name"
    UNIT_MERGE = "unit_merge"
    CALL = "call"
    CALL_WORDS = "call_words"
    DEADLINE = "deadline"
    RETURN = "return"
    REVIEW = "review"
    VERIFY = "verify"
    EXTENSION = "extension"
    GRANT = "grant"
    SIGNED = "signed"
    ARRIVED = "arrived"
    TITLE = "title"
    INDICATOR = "indicator"
    CONTRIBUTION = "contribution"
    THREAD = "thread"
    CORRECTION = "correction"
    NOTICE_SEARCH = "notice_search"
    PROMISE = "promise"
    PUT_OFF = "put_off"
    LADDER = "ladder"
    PLAN = "plan"
    KNOWN_QUESTION = "known_question"


UNIT_FORMS = frozenset({Form.REGISTRATION, Form.REPORT, Form.EXTENSION, Form.SIGNED})
"""The forms filled in for a unit: their subject is "unit-obligation", both by id, with `ON_BEHALF`
in front where an officer does it for the unit."""

OF_A_DUTY = UNIT_FORMS | {Form.PROMISE}
"""The forms whose subject names a unit and an obligation."""

OF_A_UNIT = OF_A_DUTY | {Form.CONTRIBUTION, Form.THREAD}
"""The forms whose subject begins with the unit they speak for, if they speak for one."""

ABOUT_A_UNIT = frozenset(
    {Form.CONTACT, Form.UNIT_TYPE, Form.UNIT_NAME, Form.UNIT_STOP, Form.UNIT_MERGE}
)
"""The forms in which officers change a unit: their subject is its number."""

WORDS_ONLY = frozenset(
    {Form.CONTRIBUTION, Form.THREAD, Form.PROMISE, Form.PUT_OFF, Form.KNOWN_QUESTION}
)
"""The forms that have no place for a file."""

ON_BEHALF = "for-"

NOT_HELD = frozenset({"completed_at", "aside", "refused"})
"""Answers that are not what somebody filled in."""

FIRST_STEPS = {
    Form.REGISTRATION: "menu",
    Form.REPORT: "parts",
    Form.SIGNED: "pages",
    Form.EXTENSION: "ask:reason",
}
"""Where somebody enters a form that a colleague began."""


class StaleForm(RuleViolation):
    """The form is gone, or moved on (elsewhere, or earlier) since this button was shown."""


class FormMoved(StaleForm):
    """The form is there, at a later version; `shared` when a colleague may have changed it."""

    def __init__(self, draft_id: int, *, shared: bool) -> None:
        super().__init__(draft_id)
        self.draft_id = draft_id
        self.shared = shared


class EmptyAnswer(RuleViolation):
    """Nothing was typed."""


class AnswerTooLong(RuleViolation):
    """More characters than the field takes."""

    def __init__(self, length: int, most: int) -> None:
        super().__init__(length, most)
        self.length = length
        self.most = most


class NoRoomLeft(AnswerTooLong):
    """The words would fit alone, or began to: with those written before they are too many."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A half-filled form as one person sees it; `answers` are JSON values.

    `version` rises with every change of answers. `step` and `message_id` are the person's own.
    """

    id: int
    member_id: int
    form: Form
    subject: str
    step: str
    answers: dict[str, Any]
    version: int
    message_id: int | None = None

    @property
    def on_behalf(self) -> bool:
        """Whether an officer fills it in for a unit."""
        return self.form in UNIT_FORMS and self.subject.startswith(ON_BEHALF)

    @property
    def unit_id(self) -> int | None:
        """The unit it is filled in for, None for a form of another kind."""
        if self.form not in OF_A_UNIT:
            return None
        unit_id, _, _ = self.subject.removeprefix(ON_BEHALF).partition("-")
        return int(unit_id) if unit_id else None

    @property
    def is_precious(self) -> bool:
        """Whether it holds what may be a colleague's words: a unit's form with anything in it."""
        held = (value for name, value in self.answers.items() if name not in NOT_HELD)
        return self.form in UNIT_FORMS and not self.on_behalf and any(held)

    @property
    def obligation_id(self) -> int | None:
        """The obligation it answers, None while that is not yet said."""
        if self.form not in OF_A_DUTY:
            return None
        _, _, obligation_id = self.subject.removeprefix(ON_BEHALF).partition("-")
        return int(obligation_id) if obligation_id.isdigit() else None


NAME_LENGTH = 200


def check_words(words: str, most: int) -> str:
    """One line of words, blanks tidied. Raises EmptyAnswer or AnswerTooLong (over `most`)."""
    tidy = " ".join(words.split())
    if not tidy:
        raise EmptyAnswer
    if len(tidy) > most:
        raise AnswerTooLong(len(tidy), most)
    return tidy
