"""What a sentence asks to register: titles, for whom, and targets."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.asking.naming import mentions_in
from bot.asking.stating import said_of, sentence_in
from bot.asking.vocabulary import vocabulary
from bot.rules.catalogue import Catalogue, IndicatorEntry, TitleEntry
from bot.rules.folding import fold
from bot.rules.people import PersonLine, begins_position, read_people
from bot.rules.registrations import Scope
from bot.rules.sentence_links import LINKS, PLANNING, words_of
from bot.rules.sentence_words import Word, normal, words_in
from bot.rules.stated import Mention

_YEAR = re.compile(r"\b(?:trong )?(?:năm|nam) (?:nay|(?:19|20)\d\d)\b", re.I)
_PIECE_ENDS = re.compile(r"[;,\n+&]|\s(?:và|va)\s|$", re.I)
_CALLED = words_of("a c anh chi ong ba co chu bac em ban dc d/c")
_NOT_PEOPLE = words_of("hop don tap nhan doanh cong to doi xa phong")
_NOT_NAMED = words_of("htx minh toi em moi nguoi cac ca chung")
_EVERYBODY = ("toan the", "toan bo", "tat ca", "moi nguoi", "ca ")
_MOST_NAME_WORDS = 8
_SAY_NOTHING = LINKS | PLANNING | {"thi", "dua", "cac", "sau", "day", "nay"}
_TRAILING = (
    LINKS - {"ban", "an", "ha", "mot", "hai", "sau", "du", "dung", "ca", "toan", "van"}
) | {"khong", "ko", "k"}


@dataclass(frozen=True, slots=True)
class StatedTarget:
    """A number said of an indicator; `more`: on top of what is planned."""

    indicator: IndicatorEntry
    said: str
    more: bool = False


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is to be registered, by the catalogue. `nameless` are titles of persons not named.

    `unknown` is a title in the sentence's own words that the catalogue lacks; `unclear` are
    clauses on targets that may mean several things.
    """

    collective: tuple[TitleEntry, ...] = ()
    people: tuple[tuple[TitleEntry, str], ...] = ()
    nameless: tuple[TitleEntry, ...] = ()
    targets: tuple[StatedTarget, ...] = ()
    unclear: tuple[str, ...] = ()
    unknown: str = ""

    @property
    def is_empty(self) -> bool:
        return self == Wishes()


def read_wishes(text: str, catalogue: Catalogue) -> Wishes:
    """What a sentence asks to register. Never raises, never guesses."""
    text = _YEAR.sub(lambda found: " " * len(found.group()), normal(text))
    words = words_in(text)
    titles, names = _names(catalogue)
    mentions = mentions_in(words, names, parts=False)
    found = [(titles[each.names[0]], each) for each in mentions]
    spans: list[tuple[int, int]] = []
    people: list[tuple[TitleEntry, str]] = []
    nameless: list[TitleEntry] = []
    waiting: list[TitleEntry] = []
    for place, (title, mention) in enumerate(found):
        spans.append((words[mention.first].start, words[mention.last].end))
        if title.scope is not Scope.INDIVIDUAL:
            continue
        waiting.append(title)
        start, end = _people_span(words, mentions, place)
        if start >= end and _is_joined(words, mentions, place):
            continue
        named, length = _people(text[start:end], [each.name for each in catalogue.counted()])
        people += [(each, person) for each in waiting for person in named]
        nameless += [] if named else waiting
        spans += [(start, start + length)] if named else []
        waiting = []
    targets, unclear = _targets(_blanked(text, spans), catalogue.counted())
    return Wishes(
        collective=tuple(
            dict.fromkeys(title for title, _ in found if title.scope is Scope.COLLECTIVE)
        ),
        people=tuple(dict.fromkeys(people)),
        nameless=tuple(dict.fromkeys([*nameless, *waiting])),
        targets=targets,
        unclear=unclear,
        unknown=_unknown(text, words, mentions),
    )


def _names(catalogue: Catalogue) -> tuple[list[TitleEntry], list[str]]:
    """The titles offered, each by its own name and by what people call it."""
    offered = [each for scope in Scope for each in catalogue.offered(scope)]
    by_name = {fold(each.name): each for each in offered}
    titles, names = list(offered), [each.name for each in offered]
    for phrase, slug in vocabulary().titles.items():
        title = by_name.get(slug.replace("_", " "))
        if title is not None and phrase not in by_name:
            titles.append(title)
            names.append(phrase)
    return titles, names


def _people_span(words: Sequence[Word], mentions: Sequence[Mention], place: int) -> tuple[int, int]:
    """Where in the text the people of a title are: behind «cho» after it, or before it."""
    mention = mentions[place]
    end = mentions[place + 1].first if place + 1 < len(mentions) else len(words)
    after = range(mention.last + 1, end)
    for n in after:
        if words[n].folded == "cho" or words[n].text in ":–—":
            return words[n].end, words[end - 1].end
    named = [n for n in after if words[n].text[0].isupper()]
    if len(named) > 1 and named[0] == mention.last + 1:
        return words[named[0]].start, words[end - 1].end
    start = mentions[place - 1].last + 1 if place else 0
    before = [n for n in range(start, mention.first) if words[n].folded == "cho"]
    if before and not (place and _has_cho(words, mentions[place - 1].last + 1, start)):
        last = mention.first
        while last - 1 > before[-1] and words[last - 1].folded in ("danh", "hieu", "la", "dat"):
            last -= 1
        return words[before[-1]].end, words[last - 1].end
    return 0, 0


def _has_cho(words: Sequence[Word], first: int, end: int) -> bool:
    return any(each.folded == "cho" for each in words[first:end])


def _is_joined(words: Sequence[Word], mentions: Sequence[Mention], place: int) -> bool:
    """Whether the next title follows at once: «LĐTT và CSTĐCS cho anh Nam»."""
    if place + 1 >= len(mentions):
        return False
    between = words[mentions[place].last + 1 : mentions[place + 1].first]
    return all(not each.is_word or each.folded in ("va", "danh", "hieu") for each in between)


def _people(text: str, indicators: Sequence[str]) -> tuple[list[str], int]:
    """The persons named first in a text, as they are registered, and where they end."""
    pieces: list[str] = []
    end = 0
    for sign in _PIECE_ENDS.finditer(text):
        said = text[end : sign.start()]
        own = _without_address(said)
        if pieces and own and begins_position(own):
            pieces[-1] += f" – {own}"
        elif own and not _is_person(own, indicators, addressed=own != said.strip()):
            break
        elif own:
            pieces.append(_at_first_name(own) if own != said.strip() else own)
        end = sign.end()
    return [_written(each) for piece in pieces for each in read_people(piece).people], end


def _at_first_name(own: str) -> str:
    """«anh Nam giám đốc»: behind a form of address one name may stand alone."""
    name, _, rest = own.partition(" ")
    return f"{name} – {rest}" if begins_position(rest) else own


def _written(person: PersonLine) -> str:
    """As it is registered: a name typed small begins with capitals all the same."""
    name = person.name
    return replace(person, name=name.title() if name == name.lower() else name).words


def _is_person(piece: str, indicators: Sequence[str], *, addressed: bool) -> bool:
    """Whether words can name a person; «anh Phong» does, «phòng kế toán» does not."""
    said = piece.split()
    if fold(piece).startswith(_EVERYBODY):
        return False
    if any(sign.isdigit() for sign in piece) or len(said) > _MOST_NAME_WORDS:
        return False
    others = _NOT_NAMED if addressed else _NOT_PEOPLE | _NOT_NAMED
    return fold(said[0]) not in others and not mentions_in(words_in(piece), indicators)


def _without_address(piece: str) -> str:
    """«anh Nam nhé ad» is Nam; a name may be Anh or Ba where it stands alone."""
    said = piece.strip(" .:!?-–—").split()
    if fold(" ".join(said[:2])) in ("dong chi", "d c", "d/c"):
        said = said[2:] if fold(said[0]) != "d/c" else said[1:]
    while len(said) > 1 and fold(said[0]) in _CALLED and not _is_name(said):
        said = said[1:]
    while len(said) > 1 and said[-1] == said[-1].lower() and fold(said[-1]) in _TRAILING:
        said = said[:-1]
    return " ".join(said)


def _is_name(said: Sequence[str]) -> bool:
    return said[0][0].isupper() and len(said) > 2 and all(each[0].isupper() for each in said)


def _targets(
    text: str, indicators: Sequence[IndicatorEntry]
) -> tuple[tuple[StatedTarget, ...], tuple[str, ...]]:
    sentence = sentence_in(text, [each.name for each in indicators], planned=True)
    found: dict[int, StatedTarget] = {}
    unclear: list[str] = []
    for statement in sentence.statements:
        indicator = indicators[statement.names[0]]
        said = said_of(statement, indicator.name)
        if len(statement.names) > 1 or not statement.is_clear or indicator.id in found:
            unclear.append(statement.quoted)
        else:
            found[indicator.id] = StatedTarget(indicator, said, statement.more)
    return tuple(found.values()), tuple(dict.fromkeys(unclear))


def _unknown(text: str, words: Sequence[Word], mentions: Sequence[Mention]) -> str:
    """A title that is named and is none of the catalogue, in the sentence's own words."""
    inside = {n for each in mentions for n in range(each.first, each.last + 1)}
    for n in range(len(words) - 1):
        follows = n + 2 < len(words) and n + 2 not in inside
        if [each.folded for each in words[n : n + 2]] == ["danh", "hieu"] and follows:
            end = next(
                (m for m in range(n + 2, len(words)) if _ends_title(words[m]) or m in inside),
                len(words),
            )
            said = [each for each in words[n + 2 : end] if each.folded not in _SAY_NOTHING]
            if said and end > n + 2:
                return text[words[n + 2].start : words[end - 1].end]
    for n in range(len(words)):
        for phrase in vocabulary().titles:
            size = len(phrase.split())
            span = range(n, n + size)
            if inside.isdisjoint(span) and phrase == " ".join(
                each.folded for each in words[n : n + size]
            ):
                return text[words[n].start : words[n + size - 1].end]
    return ""


def _ends_title(word: Word) -> bool:
    return word.folded in ("cho", "va") or not (word.is_word or word.text in "-–")


def _blanked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The text without titles and people: what is left may state targets."""
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]};{text[end:]}"
    return text
