"""Sentences that state figures: "doanh thu 6t đạt 1,2 tỷ, lợi nhuận 85tr, 32 lao động".

Where an indicator is named is told from outside; here each name is given its number. What is not
sure is left unclear: it is asked about, never guessed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.rules.sentence_links import LINKS, PLANNING, words_of
from bot.rules.sentence_words import SCALES, Word, figures_in, is_period, separates

_MEASURING = SCALES | {"dong"}
_CHANGES = words_of("tang giam them bot lo am")
_OTHER_TIME = ("nam truoc", "nam ngoai", "cung ky")
_ONLY_PLANNED = ("ke hoach", "chi tieu", "du kien", "muc tieu", "phan dau", "dang ky")
_RIDERS = words_of("dat bang tang giam tuong")
_SIGNS = frozenset(":=-–—.,\"'“”~≥>+*")


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name an indicator, by place of first and last word.

    `names` are places among the indicators: several where the words fit more than one. `is_whole`
    when the whole name stands there as it is written.
    """

    first: int
    last: int
    names: tuple[int, ...]
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class Statement:
    """An indicator and the number said of it, with its measure if any.

    Unclear where the sentence may mean something else by it. `more` tells that it is said to come
    on top: «thêm 3».
    """

    names: tuple[int, ...]
    said: str
    quoted: str
    is_clear: bool = True
    more: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """What a sentence states, and its clauses that say something else or more."""

    statements: tuple[Statement, ...] = ()
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Item:
    first: int
    last: int
    mention: Mention | None = None


def read_sentence(
    text: str, words: Sequence[Word], mentions: Sequence[Mention], *, planned: bool = False
) -> Sentence:
    """Every name with its number. `planned`: of what is striven for, not of what was reached."""
    found: list[Statement] = []
    others: list[str] = []
    for first, end in _clauses(list(words), mentions):
        clause = _Clause(text, list(words), first, end, mentions, planned)
        statements, says_more = clause.read()
        found += statements
        if says_more:
            others.append(clause.quoted)
    return Sentence(tuple(found), tuple(others))


def _clauses(words: list[Word], mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    inside = {place for each in mentions for place in range(each.first, each.last + 1)}
    start = 0
    for place in range(len(words) + 1):
        if place == len(words) or (place not in inside and separates(words, place)):
            if start < place:
                yield start, place
            start = place + 1


class _Clause:
    """One clause while it is read."""

    def __init__(
        self,
        text: str,
        words: list[Word],
        first: int,
        end: int,
        mentions: Sequence[Mention],
        planned: bool,
    ) -> None:
        self.text, self.words, self.first, self.end = text, words, first, end
        self.planned = planned
        self.links = LINKS | PLANNING if planned else LINKS
        self.mentions = [each for each in mentions if first <= each.first < end]
        taken = {n for each in self.mentions for n in range(each.first, each.last + 1)}
        self.values = [
            _Item(*each)
            for each in figures_in(words)
            if first <= each[0] < end and each[0] not in taken
        ]
        self.riders = self._riders()
        names = [_Item(each.first, each.last, each) for each in self.mentions]
        numbers = [each for each in self.values if each not in self.riders]
        self.items = sorted([*names, *numbers], key=lambda each: each.first)
        self.used: set[int] = set()

    @property
    def quoted(self) -> str:
        return self._slice(self.first, self.end - 1)

    def read(self) -> tuple[list[Statement], bool]:
        """The statements, and whether the clause says more than them."""
        other_time = self._is_of_another_time()
        pairs = _paired(self.items)
        paired = {id(item) for pair in pairs for item in pair}
        stray = [each for each in self.items if each.mention is None and id(each) not in paired]
        found = []
        for name, value in pairs:
            before, last, fits = self._said(name, value)
            near = any(self._touches(each, value) for each in stray)
            clear = fits and not near and not other_time and bool(name.mention)
            more = "them" in before
            found.append(self._statement(name, _Item(value.first, last), before, clear, more))
        return found, bool(self.riders or stray) or self._says_more()

    def _statement(
        self, name: _Item, value: _Item, before: list[str], clear: bool, more: bool
    ) -> Statement:
        assert name.mention is not None
        if self.planned:
            before = [each for each in before if each != "them"]
        self.used |= set(range(name.first, name.last + 1))
        change = before[-1] + " " if before else ""
        first, last = min(name.first, value.first), max(name.last, value.last)
        quoted = self.quoted if not clear else self._slice(first, last)
        said = change + self._slice(value.first, value.last)
        return Statement(name.mention.names, said, quoted, clear, more)

    def _said(self, name: _Item, value: _Item) -> tuple[list[str], int, bool]:
        """Words of change before the number; where its measure ends; whether that is all."""
        assert name.mention is not None
        number_first = value.first < name.first
        gap = range(name.last + 1, value.first)
        before = self._changes_before(name, value)
        last = self._measure_end(value, name)
        self.used |= set(range(value.first, last + 1))
        self._pass_over_name(name, last)
        if number_first:
            fits = all(self._is_link(n) for n in range(last + 1, name.first))
            fits = fits and self._is_link_or_end(name.last + 1)
        else:
            fits = all(self._is_link(n) for n in gap)
        if not name.mention.is_whole and not number_first and name.first > self.first:
            fits = fits and (self._is_link(name.first - 1) or self._is_item(name.first - 1))
        return before, last, fits

    def _pass_over_name(self, name: _Item, place: int) -> None:
        again = {each.folded for each in self.words[name.first : name.last + 1] if each.is_word}
        while place + 1 < self.end and self.words[place + 1].folded in again:
            place += 1
            self.used.add(place)

    def _changes_before(self, name: _Item, value: _Item) -> list[str]:
        start = name.last + 1 if name.last < value.first else self._start_of(value)
        places = [*range(start, value.first)]
        if name.first > self.first and name.last < value.first:
            places.insert(0, name.first - 1)
        found = []
        for n in places:
            word = self.words[n]
            negative = word.text in "-–−" and self.words[value.first].start == word.end
            if word.folded in _CHANGES or (negative and n == value.first - 1):
                found.append("-" if negative else word.folded)
        return found

    def _start_of(self, value: _Item) -> int:
        before = [each.last for each in self.items if each.last < value.first]
        return max([self.first, *(last + 1 for last in before)])

    def _measure_end(self, value: _Item, name: _Item) -> int:
        """The last word of the number's measure: up to a word that says no more, or to an item."""
        assert name.mention is not None
        stops = {each.first for each in (*self.items, *self.riders) if each.first > value.last}
        # «Thành viên mới: 12 thành viên» names the same thing twice.
        again = {each.folded for each in self.words[name.first : name.last + 1] if each.is_word}
        last = value.last
        for place in range(value.last + 1, self.end):
            word, previous = self.words[place], self.words[place - 1]
            per = previous.text == "/"
            if place in stops or (word.is_number and not per) or is_period(self.words, place):
                break
            if word.folded in self.links - _MEASURING and not per:
                break
            if word.text in _SIGNS or word.folded in again:
                break
            last = place
        return last

    def _riders(self) -> list[_Item]:
        """Rates that only ride on a figure: «1,2 tỷ, đạt 98% kế hoạch», «1,2 tỷ tăng 10%»."""
        found = []
        for one, other in pairwise(self.values):
            before = self.words[other.first - 1].folded
            if self._is_rate(other) and not self._is_rate(one) and before in _RIDERS:
                between = range(one.last + 1, other.first)
                if not any(each.first in between for each in self.mentions):
                    found.append(other)
        return found

    def _is_rate(self, value: _Item) -> bool:
        after = self.words[value.last + 1 : value.last + 3]
        return bool(after) and (
            after[0].text == "%" or [each.folded for each in after] == ["phan", "tram"]
        )

    def _touches(self, stray: _Item, value: _Item) -> bool:
        """Whether a number without a name stands so near that the two may belong together."""
        one, other = sorted((stray, value), key=lambda each: each.first)
        between = range(one.last + 1, other.first)
        return not any(each.first in between for each in self.mentions)

    def _is_of_another_time(self) -> bool:
        said = " ".join(each.folded for each in self.words[self.first : self.end])
        for each in _OTHER_TIME:
            said = said.replace(f"so voi {each}", "").replace(f"so {each}", "")
        plans = () if self.planned else _ONLY_PLANNED
        for rate in self.riders or [each for each in self.values if self._is_rate(each)]:
            tail = " ".join(each.folded for each in self.words[rate.first : self.end])
            said = said.replace(tail, "")
        return any(f" {each} " in f" {said} " for each in (*_OTHER_TIME, *plans))

    def _says_more(self) -> bool:
        return any(
            n not in self.used and not self._is_link(n) and not self._is_aside(n)
            for n in range(self.first, self.end)
        )

    def _is_link(self, place: int) -> bool:
        word = self.words[place]
        if word.is_number:
            return not any(each.first <= place <= each.last for each in self.values)
        return word.folded in self.links or word.text in _SIGNS

    def _is_link_or_end(self, place: int) -> bool:
        return place >= self.end or self._is_link(place) or self._is_item(place)

    def _is_item(self, place: int) -> bool:
        return any(each.first <= place <= each.last for each in (*self.items, *self.riders))

    def _is_aside(self, place: int) -> bool:
        """A sign, or the same thing named again as the measure."""
        word = self.words[place]
        return not word.is_number and not word.is_word and word.text != "%"

    def _slice(self, first: int, last: int) -> str:
        return self.text[self.words[first].start : self.words[last].end]


def _paired(items: list[_Item]) -> list[tuple[_Item, _Item]]:
    """Names with their numbers, whichever order leaves the fewest alone; names first if equal."""
    ways = (_in_order(items, (True,)), _in_order(items, (True, False)), _in_order(items, (False,)))
    return max(ways, key=len)


def _in_order(items: list[_Item], orders: tuple[bool, ...]) -> list[tuple[_Item, _Item]]:
    """Neighbours paired from the left; True takes a name before its number, False after it."""
    found = []
    place = 0
    while place + 1 < len(items):
        one, other = items[place], items[place + 1]
        differ = (one.mention is None) != (other.mention is None)
        if differ and (one.mention is not None) in orders:
            found.append((one, other) if one.mention is not None else (other, one))
            place += 2
        else:
            place += 1
    return found
