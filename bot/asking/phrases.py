"""Understanding with what an organisation's officers have said: their phrases before our rules."""

from collections.abc import Iterable
from dataclasses import replace

from bot.asking.choosing import questions_in
from bot.asking.spelling import words_of
from bot.asking.understanding import OF_A_KIND, SURE_ENOUGH, Question, understand_by_rules
from bot.asking.vocabulary import Intent, vocabulary
from bot.rules.phrases import Phrase
from bot.rules.plans import REPORTS, Kind

INTENTS = {
    Intent.DEADLINE_LIST: "all",
    Intent.HOW_TO_SUBMIT: None,
    Intent.REGISTER: None,
    Intent.MY_STATUS: "all",
    Intent.CONTACT: "person",
    Intent.PLAN_QUESTION: "document",
    Intent.DIFFICULTY_FEEDBACK: "difficulty",
}
"""What a phrase may be said to want, each with the slot it then has."""

KINDS = tuple(kind for kind in Kind if kind is not Kind.OTHER)
"""What a phrase may be said to name."""


def compared(text: str) -> str:
    """A text as phrases are compared: folded, written out, typos mended."""
    return " ".join(words_of(text))


def heard_in(text: str, phrases: Iterable[Phrase]) -> tuple[Question, ...]:
    """As `questions_in`, but a phrase of the organisation that is in the text decides.

    Of several the longest does. One that names a kind of duty asks for its deadline, unless the
    text surely asks something else of a duty.
    """
    asked = questions_in(text)
    typed = f" {compared(text)} "
    found = [phrase for phrase in phrases if f" {phrase.words} " in typed]
    if not found:
        return asked
    longest = max(found, key=lambda phrase: len(phrase.words))
    return (_as_said(longest, asked[0], text), *asked[1:])


def is_meaning(means: str) -> bool:
    """Whether a phrase may be said to mean this."""
    return means in {each.value for each in (*INTENTS, *KINDS)}


def is_common(phrase: str) -> bool:
    """Whether the words mean something by our rules alone, or are one word out of these."""
    words = words_of(phrase)
    is_one_of_ours = len(words) == 1 and words[0] in vocabulary().words
    heard = understand_by_rules(phrase)
    # What is declined may well mean something here.
    is_open = heard.intent is Intent.OTHER and not heard.slot
    return is_one_of_ours or not is_open


def _as_said(phrase: Phrase, asked: Question, text: str) -> Question:
    if phrase.means in {kind.value for kind in KINDS}:
        kind, by_rules = Kind(phrase.means), understand_by_rules(text)
        is_sure = by_rules.confidence >= SURE_ENOUGH and by_rules.intent is not Intent.OTHER
        intent = by_rules.intent if is_sure else Intent.DEADLINE_QUERY
        slot = kind.value if intent in OF_A_KIND else by_rules.slot
        is_report = kind in REPORTS
        heard = replace(asked, intent=intent, kind=kind, slot=slot, on_reports=is_report)
        return replace(heard, confidence=1.0, or_else=None)
    intent = Intent(phrase.means)
    return replace(asked, intent=intent, slot=INTENTS[intent], confidence=1.0, or_else=None)
