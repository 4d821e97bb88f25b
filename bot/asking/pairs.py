"""Which of the questions that officers have answered a line asks again: surely, perhaps, or none.

Questions are held against each other word by word, whatever the order. What a question asks for
(when, where, who, how much), its numbers and its "not" must agree: with all other words the same,
another one of these makes it another question.

The word-by-word measure stands in for rapidfuzz's `token_set_ratio`, which gives a full score to
any line that is a part of the other.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.asking.spelling import words_of
from bot.rules.syllables import is_bare_syllable

SURELY, PERHAPS = 0.75, 0.45
NEAR_EQUAL = 0.15
MOST_PERHAPS = 4
_SAME = 0.999
_FEWEST_SHARED, _FEWEST_OF_ALL, _ASKED_ALIKE = 2.4, 2.0, 0.8
_OF_THE_TRADE = 0.4
_HALF_SAID, _NUMBER_LEFT_OUT, _NOT_BOTH_DENIED = 0.9, 0.9, 0.6
_SHORTEST_MENDED = 4


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_ASKS = {
    "when": re.compile(
        r"\b(?:bao gio|(?:khi|luc|ngay|hom|thang|chung|tuan|thoi gian) nao|may gio"
        r"|(?:ngay|thang) may)\b"
    ),
    "where": re.compile(r"\b(?:o|tai|den|vao|ve) dau\b|\b(?:cho|noi|phong|dia diem) nao\b"),
    "how_much": re.compile(r"\bbao nhieu\b|\bmay (?!moc|tinh|in\b)"),
    "why": re.compile(r"\b(?:tai|vi) sao\b|\bsao lai\b"),
    "who": re.compile(r"\bai\b"),
}
_FILLERS = re.compile(r"\b(?:cho (?:em |toi |minh |chi |anh )?hoi|(?:xin|muon|em) hoi)\b")
_EMPTY = _set(
    "a ad ah ai anh bac ban ben bi biet bot may cac can chao chi chua chung cho chu co con cua"
    " cung da dang day de den deu di dieu do duoc e em gi giup hay hoac hom khi khong kia la lai"
    " lam luon ma minh mong mot muon nao nay neu nen ngay nhe nha nho nhung nhu nua o oi ong phai"
    " qua ra rang ro roi sao sau se the theo thi toi trong truoc tu u va vao vay ve vi voi vui xin"
    " y"
)
"""Words that say nothing of what is asked about."""
_TRADE = _set(
    "bao cao nop gui thi dua don vi ke hoach dang ky ho so khen thuong hop tac xa lien minh nam"
    " thang quy so ket tong phong trao danh hieu tinh cong doan hoi nghi to chuc tai noi long thoi"
    " gian"
)
"""Words that half of all questions have: they alone make no two questions the same."""
_NOT = re.compile(r"\b(?:khong|chua) (?:the )?([a-z]+)")
_WHOSE = re.compile(r"\s*\([^()]*\)$")
"""What stands behind a kept question since two organisations that both had it became one."""
_NO_DENIAL = _set(
    "a ad anh biet boi chi cho con de em ha hay hoac khi la ma neu nhe nha nhi ro the thi va vay vi"
)
"""Before these "không" has only asked, yes or no."""


@dataclass(frozen=True, slots=True)
class Alike:
    """The kept question that a line surely asks, or those it may ask, best first; all by id."""

    surely: int | None = None
    perhaps: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Sense:
    words: frozenset[str]
    asks: frozenset[str]
    numbers: frozenset[str]
    denied: frozenset[str]


def says_enough(text: str) -> bool:
    """Whether a line has words enough to be held against what is kept: «chào anh» has not."""
    said = _sense(text)
    return _weight(said.words) + (_ASKED_ALIKE if said.asks else 0.0) >= _FEWEST_OF_ALL


def alike(text: str, kept: Mapping[int, str]) -> Alike:
    """Which of the kept questions the line asks. One of two that are near-equal is never taken."""
    asked = _sense(text)
    scored = [
        (likeness(asked, _sense(_WHOSE.sub("", question))), id_) for id_, question in kept.items()
    ]
    found = sorted((each for each in scored if each[0] >= PERHAPS), key=lambda each: -each[0])
    if not found:
        return Alike()
    best, best_id = found[0]
    rival = found[1][0] if len(found) > 1 else 0.0
    clear = rival < _SAME if best >= _SAME else rival < best - NEAR_EQUAL
    if best >= SURELY and clear:
        return Alike(best_id)
    return Alike(perhaps=tuple(id_ for _, id_ in found[:MOST_PERHAPS]))


def likeness(asked: _Sense, kept: _Sense) -> float:
    """0 to 1. What the line has beyond the kept question counts more than what it leaves out."""
    asks = asked.asks & kept.asks
    if _differ(asked.numbers, kept.numbers) or (_differ(asked.asks, kept.asks) and not asks):
        return 0.0
    own = frozenset(_mended(word, kept.words) for word in asked.words)
    shared = _weight(own & kept.words) + (_ASKED_ALIKE if asks else 0.0)
    if shared < (_FEWEST_OF_ALL if own == kept.words else _FEWEST_SHARED):
        return 0.0
    beyond, left_out = _weight(own - kept.words), _weight(kept.words - own)
    score = shared / (shared + beyond + left_out / 2 + min(beyond, left_out) / 2)
    if asked.denied != kept.denied:
        score *= _NOT_BOTH_DENIED
    if bool(asked.asks) != bool(kept.asks):
        score *= _HALF_SAID
    if bool(asked.numbers) != bool(kept.numbers):
        score *= _NUMBER_LEFT_OUT
    return score


@lru_cache(maxsize=4096)
def _sense(text: str) -> _Sense:
    sentence = _FILLERS.sub(" ", " ".join(words_of(text)))
    rest = sentence
    for said in _ASKS.values():
        rest = said.sub(" ", f"{rest} ")
    spoken = [word for word in rest.split() if word not in _EMPTY]
    return _Sense(
        words=frozenset(word for word in spoken if not word.isdigit()),
        asks=frozenset(name for name, said in _ASKS.items() if said.search(f"{sentence} ")),
        numbers=frozenset(word for word in spoken if word.isdigit()),
        denied=frozenset(_NOT.findall(sentence)) - _NO_DENIAL,
    )


def _weight(words: frozenset[str]) -> float:
    return sum(_OF_THE_TRADE if word in _TRADE else 1.0 for word in words)


def _differ(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one) and bool(other) and one != other


def _mended(word: str, kept: frozenset[str]) -> str:
    """A word nobody can pronounce, taken for the kept one that it misses by one letter."""
    if word in kept or len(word) < _SHORTEST_MENDED or is_bare_syllable(word):
        return word
    longer = sorted(each for each in kept if len(each) >= _SHORTEST_MENDED)
    found = process.extractOne(word, longer, scorer=OSA.distance, score_cutoff=1)
    return found[0] if found else word
