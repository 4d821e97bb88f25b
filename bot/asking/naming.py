"""Where a text names an indicator: in full, in part, by short forms, with a letter wrong."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from bot.rules.sentence_links import LINKS, words_of
from bot.rules.sentence_words import Word, words_in
from bot.rules.stated import Mention
from bot.rules.syllables import is_bare_syllable

# Read so only where a number is said of them: elsewhere "dt" is a telephone.
SHORT: Mapping[str, str] = {
    "dt": "doanh thu",
    "dthu": "doanh thu",
    "ln": "loi nhuan",
    "lnhuan": "loi nhuan",
    "tn": "thu nhap",
    "tnhap": "thu nhap",
    "tnbq": "thu nhap binh quan",
    "bq": "binh quan",
    "ld": "lao dong",
    "ldong": "lao dong",
    "tv": "thanh vien",
    "tvien": "thanh vien",
    "nns": "nop ngan sach",
    "ns": "ngan sach",
    "nsach": "ngan sach",
    "nsnn": "ngan sach",
    "bhxh": "bao hiem xa hoi",
    "asxh": "an sinh xa hoi",
    "sp": "san pham",
    "sk": "sang kien",
    "ct": "cong trinh",
    "dv": "doan vien",
    "hv": "hoi vien",
    "cdcs": "cong doan co so",
    "kpcd": "kinh phi cong doan",
    "tuldtt": "thoa uoc lao dong tap the",
    "vdl": "von dieu le",
    "vdt": "von dau tu",
    "hdlk": "hop dong lien ket",
    "sxkd": "san xuat kinh doanh",
    "cstd": "chien si thi dua",
    "ttld": "tap the lao dong",
}
# A name that loses one of these names something else: «thành viên» is not «thành viên mới».
_TELLING = words_of("moi them tang giam nu tru rong no gop xau")
_MENDED_FROM, _TWICE_FROM = 7, 14
_MOST_WORDS = 400


@dataclass(frozen=True, slots=True)
class _Phrases:
    """Folded words -> the places of the names they may mean; the whole names among them."""

    names: Mapping[tuple[str, ...], tuple[int, ...]]
    whole: frozenset[tuple[str, ...]]
    longest: int
    joined: Mapping[str, tuple[str, ...]]
    words: frozenset[str]


def mentions_in(
    words: Sequence[Word], names: Sequence[str], *, parts: bool = True
) -> list[Mention]:
    """Where the names stand, none across another; the longest and best written count.

    `parts`: also where a part stands that no other name has.
    """
    known = _phrases(tuple(names), parts)
    spelt = [
        (place, part)
        for place, word in enumerate(words[:_MOST_WORDS])
        for part in _written_out(word, known)
    ]
    found: list[Mention] = []
    taken: set[int] = set()
    for mention in (*_as_written(spelt, known), *_mistyped(spelt, words, known)):
        span = set(range(mention.first, mention.last + 1))
        if not span & taken:
            taken |= span
            found.append(mention)
    return sorted(found, key=lambda each: each.first)


def _written_out(word: Word, known: _Phrases) -> list[str]:
    if word.folded in known.words or (word.folded,) in known.names or word.folded not in SHORT:
        return [word.folded]
    return SHORT[word.folded].split()


def _as_written(spelt: list[tuple[int, str]], known: _Phrases) -> Iterator[Mention]:
    for size in range(known.longest, 0, -1):
        for start in range(len(spelt) - size + 1):
            phrase = tuple(part for _, part in spelt[start : start + size])
            if (names := known.names.get(phrase)) is not None:
                first, last = spelt[start][0], spelt[start + size - 1][0]
                if _is_cut(spelt, start, size):
                    continue
                yield Mention(first, last, names, phrase in known.whole)


def _is_cut(spelt: list[tuple[int, str]], start: int, size: int) -> bool:
    """Whether the phrase begins or ends within a short form."""
    before = start > 0 and spelt[start - 1][0] == spelt[start][0]
    end = start + size
    return before or (end < len(spelt) and spelt[end][0] == spelt[end - 1][0])


def _mistyped(
    spelt: list[tuple[int, str]], words: Sequence[Word], known: _Phrases
) -> Iterator[Mention]:
    """Names run together or with a letter wrong; two words that were meant are never changed."""
    best: list[tuple[int, int, Mention]] = []
    for start in range(len(spelt)):
        for size in range(1, known.longest + 2):
            window = spelt[start : start + size]
            if len(window) < size or not all(part.isalpha() for _, part in window):
                break
            typed = "".join(part for _, part in window)
            found = _nearest(typed, known)
            if found is None or all(part in known.words for _, part in window):
                continue
            distance, phrase = found
            mention = Mention(window[0][0], window[-1][0], known.names[phrase], is_whole=False)
            best.append((distance, -len(typed), mention))
    yield from (mention for *_, mention in sorted(best, key=lambda each: each[:2]))


def _nearest(typed: str, known: _Phrases) -> tuple[int, tuple[str, ...]] | None:
    """The only phrase within the letters that may be wrong, and how many are."""
    if len(typed) < _MENDED_FROM - 1:
        return None
    found: list[tuple[int, tuple[str, ...]]] = []
    for joined, phrase in known.joined.items():
        most = 2 if len(joined) >= _TWICE_FROM else 1 if len(joined) >= _MENDED_FROM else 0
        if abs(len(typed) - len(joined)) > most:
            continue
        distance = OSA.distance(typed, joined, score_cutoff=most)
        if distance <= most:
            found.append((distance, phrase))
    if not found:
        return None
    least = min(distance for distance, _ in found)
    nearest = [phrase for distance, phrase in found if distance == least]
    return (least, nearest[0]) if len(nearest) == 1 else None


@lru_cache(maxsize=64)
def _phrases(names: tuple[str, ...], parts: bool) -> _Phrases:
    split = [tuple(each.folded for each in words_in(name)) for name in names]
    found: dict[tuple[str, ...], list[int]] = {}
    for place, whole in enumerate(split):
        found.setdefault(whole, []).append(place)
    whole_names = frozenset(found)
    for place, whole in enumerate(split):
        others = [each for each in split if each != whole]
        for part in (*(_parts(whole) if parts else ()), *_initials(whole)):
            if part not in whole_names and not any(_holds(each, part) for each in others):
                found.setdefault(part, []).append(place)
    unique = {phrase: tuple(dict.fromkeys(places)) for phrase, places in found.items() if phrase}
    return _Phrases(
        unique,
        whole_names,
        max((len(each) for each in unique), default=0),
        {"".join(phrase): phrase for phrase in unique if all(part.isalpha() for part in phrase)},
        frozenset(word for phrase in split for word in phrase),
    )


def _parts(whole: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Parts of a name that may stand for it, if no other name holds them."""
    for start in range(len(whole)):
        for end in range(start + 1, len(whole) + 1):
            part, rest = whole[start:end], whole[:start] + whole[end:]
            telling = _TELLING & set(rest)
            alone = len(part) == 1 and (len(part[0]) < 4 or is_bare_syllable(part[0]))
            if rest and not telling and not alone and not set(part) <= LINKS:
                yield part


def _initials(whole: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    if len(whole) > 2:
        yield ("".join(word[0] for word in whole),)


def _holds(whole: tuple[str, ...], part: tuple[str, ...]) -> bool:
    size = len(part)
    return any(whole[n : n + size] == part for n in range(len(whole) - size + 1))
