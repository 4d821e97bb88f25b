"""Vietnamese text made comparable: folded for search, keyed for sorting, Telex residue undone."""

import re
import unicodedata

from bot.rules.telex import untelex

__all__ = ["fold", "untelex", "vietnamese_key"]

SortKey = tuple[tuple[int, tuple[int, ...], tuple[int, ...]], ...]

_HYPHENS = re.compile(r"\s*[-\u2010-\u2015\u2212\ufe58\uff0d]+\s*")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff]")
_PARTS = re.compile(r"\d+|[^\W\d_]+")
_ALPHABET = {
    letter: place for place, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz", start=1)
}
# Order of tones as dictionaries have it: ngang, huyền, hỏi, ngã, sắc, nặng.
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_BEYOND = 1000


def fold(text: str) -> str:
    """Text for search: lower case, no accents, đ as d, one kind of hyphen, single spaces.

    Folding twice changes nothing, and composed and decomposed spellings fold alike.
    """
    if not text.isascii():
        text = _INVISIBLE.sub("", text).replace("\u0110", "d").replace("\u0111", "d").lower()
        marks = unicodedata.normalize("NFD", text)
        text = "".join(each for each in marks if unicodedata.category(each) != "Mn")
        text = unicodedata.normalize("NFC", text)
    return " ".join(_HYPHENS.sub("-", text.lower()).split())


def vietnamese_key(text: str) -> SortKey:
    """Key for sorting as a Vietnamese dictionary does: syllable by syllable, letters then tones.

    Numbers sort by value ("Khối 2" before "Khối 10"); case and punctuation do not count.
    """
    composed = unicodedata.normalize("NFC", text).lower()
    return tuple(_key_of(part) for part in _PARTS.findall(composed))


def _key_of(part: str) -> tuple[int, tuple[int, ...], tuple[int, ...]]:
    if part.isdecimal():
        return (0, (int(part),), ())
    letters, tones = [], []
    for letter in part:
        base, tone = _toneless(letter)
        letters.append(_ALPHABET.get(base, _BEYOND + ord(base)))
        tones.append(tone)
    return (1, tuple(letters), tuple(tones))


def _toneless(letter: str) -> tuple[str, int]:
    marks = unicodedata.normalize("NFD", letter)
    tone = next((_TONES[each] for each in marks if each in _TONES), 0)
    bare = "".join(each for each in marks if each not in _TONES)
    return unicodedata.normalize("NFC", bare)[0], tone
