"""The vocabulary of `vocabulary.yaml`, read once into the shapes that matching needs."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from bot.rules.plans import Kind

_FILE = Path(__file__).with_name("vocabulary.yaml")
GAP, END = "*", "$"
ELSEWHERE = "elsewhere"
"""The concept of what is not the alliance's business."""
TITLE = "title"
"""The concept that is present when any title of the catalogue is named."""


class Intent(StrEnum):
    """What a person wants who types freely."""

    DEADLINE_QUERY = "deadline_query"
    DEADLINE_LIST = "deadline_list"
    MY_STATUS = "my_status"
    HOW_TO_SUBMIT = "how_to_submit"
    SUBMIT_REPORT = "submit_report"
    REGISTER = "register"
    PLAN_QUESTION = "plan_question"
    CONTACT = "contact"
    DIFFICULTY_FEEDBACK = "difficulty_feedback"
    GREETING_HELP = "greeting_help"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Rule:
    """Concepts that must all, or at least one, or not be there for an intent to be meant.

    One that is `alone` names nothing of the trade, and is meant only where nearly all is known.
    """

    intent: Intent
    slot: str | None
    all: frozenset[str]
    any: frozenset[str]
    without: frozenset[str]
    sure: float
    alone: bool = False

    def fits(self, concepts: frozenset[str]) -> bool:
        if not self.all <= concepts or self.without & concepts:
            return False
        return not self.any or bool(self.any & concepts)


@dataclass(frozen=True, slots=True)
class ShortException:
    """Where a short form has another meaning: at the end, after a word, before a number, or among
    few others."""

    short: str
    means: str
    last: bool = False
    before_number: bool = False
    after: frozenset[str] = frozenset()
    alone_with: frozenset[str] = frozenset()

    def holds(self, words: list[str], place: int) -> bool:
        if words[place] != self.short or (self.last and not 0 < place == len(words) - 1):
            return False
        if self.before_number and not "".join(words[place + 1 : place + 2])[:1].isdigit():
            return False
        if self.after and (place == 0 or words[place - 1] not in self.after):
            return False
        return not self.alone_with or set(words) - {self.short} <= self.alone_with


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in a row that mean some concepts; `rest` follows them a few words on, if not empty."""

    words: tuple[str, ...]
    rest: tuple[str, ...]
    concepts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Short forms, phrases of concepts and titles, and the rules, in the order of the file.

    `phrases` are those without a gap, `phrases_from` all of them by their first words; `words` all
    that phrases are made of, `plain` those that say nothing strange.
    """

    short: Mapping[str, str]
    exceptions: tuple[ShortException, ...]
    masks: Mapping[str, str]
    phrases: Mapping[str, frozenset[str]]
    phrases_from: Mapping[str, tuple[Phrase, ...]]
    titles: Mapping[str, str]
    kinds: tuple[tuple[Kind, str, frozenset[str]], ...]
    rules: tuple[Rule, ...]
    words: frozenset[str]
    plain: frozenset[str]
    joined: Mapping[str, str]


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The vocabulary; the file is read at the first call only."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data: dict[str, Any] = yaml.load(_FILE.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506
    titles = {phrase: slug for slug, phrases in data["titles"].items() for phrase in phrases}
    every = _concepts_by_phrase(data["concepts"] | {TITLE: list(titles)})
    phrases = {p: names for p, names in every.items() if not {GAP, END} & set(p.split())}
    words = frozenset(word for phrase in every for word in phrase.split()) - {GAP, END}
    spoken = {w for p, names in every.items() if names != {ELSEWHERE} for w in p.split()}
    return Vocabulary(
        short={str(short): long for short, long in data["short"].items()},
        exceptions=tuple(_exception(each) for each in data["exceptions"]),
        masks=dict(sorted(data["masks"].items(), key=lambda item: -len(item[0]))),
        phrases=phrases,
        phrases_from=_by_first_words(every),
        titles=dict(sorted(titles.items(), key=lambda item: -len(item[0]))),
        kinds=tuple(
            (Kind(each["kind"]), each["concept"], frozenset(each.get("without", ())))
            for each in data["kinds"]
        ),
        rules=tuple(_rule(each) for each in data["rules"]),
        words=words | frozenset(str(short) for short in data["short"]),
        plain=frozenset(data["common"]) | spoken,
        joined={p.replace(" ", ""): p for p in phrases if " " in p and len(p) > 5},
    )


def _concepts_by_phrase(concepts: Mapping[str, list[str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for concept, phrases in concepts.items():
        for phrase in phrases:
            found.setdefault(phrase, set()).add(concept)
    return {phrase: frozenset(names) for phrase, names in found.items()}


def _exception(data: dict[str, Any]) -> ShortException:
    sets = {name: frozenset(data.get(name, ())) for name in ("after", "alone_with")}
    last, before = data.get("last", False), data.get("before_number", False)
    return ShortException(data["short"], data["means"], last, before, **sets)


def _rule(data: dict[str, Any]) -> Rule:
    sets = {name: frozenset(data.get(name, ())) for name in ("all", "any", "without")}
    alone = data.get("alone", False)
    return Rule(Intent(data["intent"]), data.get("slot"), sure=data["sure"], alone=alone, **sets)


def _by_first_words(every: Mapping[str, frozenset[str]]) -> dict[str, tuple[Phrase, ...]]:
    """The phrases by their first two words; by the one word where no second follows at once."""
    found: dict[str, list[Phrase]] = {}
    for text, names in every.items():
        before, _, after = text.partition(GAP)
        phrase = Phrase(tuple(before.split()), tuple(after.split()), names)
        found.setdefault(" ".join(phrase.words[:2]), []).append(phrase)
    return {word: tuple(phrases) for word, phrases in found.items()}
