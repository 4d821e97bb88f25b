"""Which concepts of the vocabulary a line speaks of: by its phrases, and by the shape of what it
holds."""

import re
from collections.abc import Iterator, Sequence

from bot.asking.days import names_day
from bot.asking.vocabulary import END, Phrase, Vocabulary
from bot.rules.folding import fold, untelex

WIDEST_GAP = 5
_POLITE_END = frozenset(
    {"a", "ad", "em", "anh", "chi", "chau", "bac", "co", "chu", "oi", "nhe", "nha", "nhi", "vay"}
    | {"the", "ta", "ha", "hen", "day", "bot", "voi", "nua", "roi", "troi", "hi"}
)
_SPOKEN = r"(?:mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi|tram|ruoi)"
_COUNTED = (
    "(?:ty|ti|tr|trieu|trd|nghin|ngan|tan|ta|ha|nguoi|lao dong|thanh vien|san pham|sao|doan vien"
    "|hoi vien|%|phan tram|kg|con|cay|sang kien|cong trinh)"
)
_AMOUNT = re.compile(rf"(?:\d[\d.,]* ?|\b{_SPOKEN} ){_COUNTED}(?![a-z])")
_FIGURE = re.compile(
    r"\b(?:doanh thu|loi nhuan|thu nhap|lao dong|thanh vien|san luong|du no|nguon von|nu|lai)"
    r"(?: [a-z]+){0,3} \d"
)


def concepts_of(words: Sequence[str], known: Vocabulary) -> frozenset[str]:
    """The concepts whose phrases stand in a line of folded, written-out words."""
    sentence = _masked(" ".join(words), known).split()
    ended = list(sentence)
    while len(ended) > 1 and ended[-1] in _POLITE_END:
        ended.pop()
    found: set[str] = set()
    for line in (sentence, [*ended, END]):
        for place, word in enumerate(line):
            for first in (word, " ".join(line[place : place + 2])):
                for phrase in known.phrases_from.get(first, ()):
                    if _stands(phrase, line, place):
                        found |= phrase.concepts
    return frozenset(found)


SHAPES = frozenset({"amount", "day"})
"""Concepts that no phrase has."""


def shapes_of(text: str, words: Sequence[str]) -> frozenset[str]:
    """What is told by its shape: an `amount`, a `day`."""
    typed = fold(untelex(text))
    return frozenset(_shapes(typed, " ".join(words)))


def _shapes(typed: str, sentence: str) -> Iterator[str]:
    if _AMOUNT.search(typed) or _FIGURE.search(sentence):
        yield "amount"
    if names_day(typed):
        yield "day"


def _masked(sentence: str, known: Vocabulary) -> str:
    padded = f" {sentence} "
    for phrase, meant in known.masks.items():
        padded = padded.replace(f" {phrase} ", f" {meant} ")
    return padded


def _stands(phrase: Phrase, line: Sequence[str], place: int) -> bool:
    """Whether a phrase begins at this place; where it has a gap, its rest follows a little on."""
    end = place + len(phrase.words)
    if tuple(line[place:end]) != phrase.words:
        return False
    rest = phrase.rest
    if not rest:
        return True
    last = min(end + WIDEST_GAP, len(line) - len(rest))
    return any(tuple(line[at : at + len(rest)]) == rest for at in range(end, last + 1))
