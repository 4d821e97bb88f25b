"""What was typed, brought to the words of the vocabulary: folded, written out, typos mended."""

import re
from functools import cache, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.asking.vocabulary import Vocabulary, vocabulary
from bot.rules.folding import fold, untelex
from bot.rules.syllables import is_bare_syllable

LONGEST = 300
_WORD = re.compile(r"[a-z0-9]+")
_NUMBERED = re.compile(r"([a-z]{3,})(\d{1,2})")
_COUNTED = frozenset({"quy", "thang", "dot", "ngay", "khoi", "nam", "mung", "tuan"})
_SHORTEST_MENDED = 4
_SHORTEST_JOINED = 6


def words_of(text: str) -> list[str]:
    """The folded words of a text with short forms written out and mistyped words mended.

    A word that can be a Vietnamese syllable is never changed: "nap" may be meant.
    """
    known = vocabulary()
    apart = map(_apart, _WORD.findall(fold(untelex(text[:LONGEST]))))
    typed = " ".join(apart).split()
    written = [_written_out(typed, place, known) for place in range(len(typed))]
    return " ".join(written).split()


def _apart(word: str) -> str:
    """A word and the number typed to it: "quy3"; else the tone that a VNI keyboard left is off."""
    found = _NUMBERED.fullmatch(word)
    if found is None or word in vocabulary().short:
        return word
    return f"{found[1]} {found[2]}" if found[1] in _COUNTED else found[1]


def _written_out(words: list[str], place: int, known: Vocabulary) -> str:
    word = words[place]
    for exception in known.exceptions:
        if exception.holds(words, place):
            return exception.means
    if word in known.short:
        return known.short[word]
    if word in known.words or is_bare_syllable(word) or not word.isalpha():
        return word
    return _mended(word)


@lru_cache(maxsize=2048)
def _mended(word: str) -> str:
    """A word nobody can pronounce: two run together ("baocao") or one mistyped ("nopp")."""
    known = vocabulary()
    if len(word) < _SHORTEST_MENDED:
        return word
    if word in known.joined:
        return known.joined[word]
    joined, single = _choices()
    if len(word) >= _SHORTEST_JOINED and (nearest := _nearest(word, joined)):
        return known.joined[nearest]
    return _nearest(word, single) or word


def _nearest(word: str, choices: tuple[str, ...]) -> str | None:
    found = process.extractOne(word, choices, scorer=OSA.distance, score_cutoff=1)
    return found[0] if found else None


@cache
def _choices() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What a word may be mended to, in a fixed order: phrases run together, single words."""
    known = vocabulary()
    return tuple(sorted(known.joined)), tuple(sorted(known.words))
