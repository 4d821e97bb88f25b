"""The words of a sentence that states figures: which numbers count, where its clauses end."""

import re
import unicodedata
from dataclasses import dataclass

from bot.rules.folding import fold, untelex
from bot.rules.sentence_links import words_of

_TOKEN = re.compile(r"\d{1,3}(?:[ \u00a0]\d{3})+(?!\d)|\d+(?:[.,]\d+)*|[^\W\d_]+|\n|[^\s]")
_DATED = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}")
_YEAR = re.compile(r"(?:19|20)\d\d")
SCALES = words_of("ty ti trieu tr nghin ngan k")
_MEASURED = SCALES | words_of("% dong d vnd nguoi")
_LOWER = words_of("trieu tr nghin ngan k")
_COUNTED = {
    **dict.fromkeys(("thang", "t"), 12),
    **dict.fromkeys(("quy", "q"), 4),
    **dict.fromkeys(words_of("ngay dot khoi dieu muc mung hang cap giai lan"), 99),
}
"""What a number counts behind it is no figure, up to which: «tháng 6», «đợt 2», «hạng 3»."""
_PERIODS = words_of("thang th thg thag")
_MOST_MONTHS = 12
SEPARATORS = frozenset("\n,;()•&?!")


@dataclass(frozen=True, slots=True)
class Word:
    """A word, number or sign of a text: as it stands there, and folded."""

    text: str
    folded: str
    start: int
    end: int

    @property
    def is_number(self) -> bool:
        return self.text[0].isdigit()

    @property
    def is_word(self) -> bool:
        return self.text[0].isalpha()


def normal(text: str) -> str:
    """The text that `words_in` counts its places in."""
    return unicodedata.normalize("NFC", text)


def words_in(text: str) -> list[Word]:
    """Words, numbers and signs in their order; Telex residue is undone in what is folded."""
    return [
        Word(each, fold(untelex(each)) or each, found.start(), found.end())
        for found in _TOKEN.finditer(text)
        for each in [found.group()]
    ]


def figures_in(words: list[Word]) -> list[tuple[int, int]]:
    """First and last place of each number that may be a figure: no day, year, period or mark.

    «1 tỷ 200 triệu» and «6tr5» are one each.
    """
    found: list[tuple[int, int]] = []
    place = 0
    while place < len(words):
        last = place
        if words[place].is_number and not _is_other(words, place):
            last = _spoken(words, place)
            found.append((place, last))
        place = last + 1
    return found


def separates(words: list[Word], place: int) -> bool:
    """Whether a clause ends here: at a sign, «và», the point that ends a sentence."""
    word = words[place]
    if word.text == ".":
        return place + 1 == len(words) or words[place + 1].start > word.end
    # «so với» compares: it joins nothing.
    compares = word.folded == "voi" and place > 0 and words[place - 1].folded == "so"
    return word.text in SEPARATORS or (word.folded in ("va", "voi") and not compares)


def is_period(words: list[Word], place: int) -> bool:
    """Whether a number counts the months of a period: «6 tháng», «6t»."""
    if not 0 <= place < len(words):
        return False
    digits, after = words[place], _at(words, place + 1)
    if not digits.text.isdecimal() or int(digits.text) > _MOST_MONTHS or after is None:
        return False
    joined = after.start == digits.end and after.folded == "t"
    return after.folded in _PERIODS or (joined and int(digits.text) % 3 == 0)


def _is_other(words: list[Word], place: int) -> bool:
    word, before, after = words[place], _at(words, place - 1), _at(words, place + 1)
    if _DATED.fullmatch(word.text) or is_period(words, place):
        return True
    if after is not None and after.folded == "sao":
        return True
    if _is_day(words, place) or _is_mark(words, place):
        return True
    if before is None:
        return False
    if before.folded in ("nam", "nien") and _YEAR.fullmatch(word.text):
        return True
    # «6 tháng 1 tỷ» names no month, «quỹ 3 triệu» no quarter.
    if is_period(words, place - 2) or (after is not None and after.folded in _MEASURED):
        return False
    most = _COUNTED.get(before.folded, 0)
    return word.text.isdecimal() and int(word.text) <= most


def _is_day(words: list[Word], place: int) -> bool:
    """A part of «10/6»; «triệu/1 tháng» holds none."""
    for one, sign, other in ((place, place + 1, place + 2), (place - 2, place - 1, place)):
        first, slash, second = _at(words, one), _at(words, sign), _at(words, other)
        if first and slash and second and first.is_number and second.is_number:
            together = first.end == slash.start and slash.end == second.start
            if slash.text in "/-" and together:
                return True
    return False


def _is_mark(words: list[Word], place: int) -> bool:
    """The number of a line: «1. Doanh thu», «2) Lợi nhuận»."""
    before, after = _at(words, place - 1), _at(words, place + 1)
    begins = before is None or before.text == "\n"
    return bool(begins and after and after.text in ".)/" and after.start == words[place].end)


def _spoken(words: list[Word], place: int) -> int:
    scale, more, small = (_at(words, place + each) for each in (1, 2, 3))
    if scale is None or more is None or scale.folded not in SCALES:
        return place
    if not words[place].text.isdecimal():
        return place
    if not more.text.isdecimal() or len(more.text) > 3 or is_period(words, place + 2):
        return place
    if small is not None and small.folded in _LOWER and small.folded != scale.folded:
        return place + 3
    return place + 2 if more.start == scale.end else place


def _at(words: list[Word], place: int) -> Word | None:
    return words[place] if 0 <= place < len(words) else None
