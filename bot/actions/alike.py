"""Names that may mean the same: abbreviated or written out, in another order, with one slip.

Blocking: two thousand names against as many take two seconds.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.rules.folding import fold

SHORTEST = 6
"""Letters of a name in which one slip may hide."""

MOST_ALIKE = 5

_WORD = re.compile(r"\d+|[^\W\d_]+")
_NUMBER = re.compile(r"\d+|[ivx]+")
_WRITTEN_OUT = {
    "htx": "hop tac xa",
    "htxnn": "hop tac xa nong nghiep",
    "htxdvnn": "hop tac xa dich vu nong nghiep",
    "lhhtx": "lien hiep hop tac xa",
    "tht": "to hop tac",
    "nn": "nong nghiep",
    "dv": "dich vu",
    "dvnn": "dich vu nong nghiep",
    "dvtm": "dich vu thuong mai",
    "tm": "thuong mai",
    "sx": "san xuat",
    "kd": "kinh doanh",
    "xd": "xay dung",
    "ldld": "lien doan lao dong",
    "cd": "cong doan",
    "cdcs": "cong doan co so",
    "qtd": "quy tin dung",
    "qtdnd": "quy tin dung nhan dan",
    "cty": "cong ty",
    "cp": "co phan",
    "dn": "doanh nghiep",
    "hh": "hiep hoi",
    "tp": "thanh pho",
    "tt": "thi tran",
    "tx": "thi xa",
}
_LEVELS = re.compile(r"\b(?:thanh pho|thi xa|thi tran|huyen|quan|xa|phuong|tinh)\b")
_KEPT = "hop tac xa"


@dataclass(frozen=True, slots=True)
class _Key:
    """A name as it is compared: `letters` in their order, `words` in any; numbers must agree."""

    numbers: tuple[str, ...]
    letters: str
    words: tuple[str, ...]


def alike_names(names: Iterable[str], there: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """For each of the names that resembles others, those: of what is there, and of the names.

    Names that differ in a number never do, nor those that differ in nothing but accents.
    """
    new = {name: _key(name) for name in names}
    keys = {name: _key(name) for name in there} | new
    by_numbers: dict[tuple[str, ...], dict[str, str]] = defaultdict(dict)
    by_words: dict[tuple[tuple[str, ...], tuple[str, ...]], list[str]] = defaultdict(list)
    for name, key in keys.items():
        by_numbers[key.numbers][name] = key.letters
        by_words[key.numbers, key.words].append(name)
    found = {}
    for name, key in new.items():
        same = by_words[key.numbers, key.words]
        near = _one_slip_away(key, by_numbers[key.numbers])
        others = tuple(each for each in dict.fromkeys((*same, *near)) if fold(each) != fold(name))
        if others:
            found[name] = others
    return found


def _one_slip_away(key: _Key, letters: dict[str, str]) -> list[str]:
    if len(key.letters) < SHORTEST:
        return []
    hits = process.extract(
        key.letters, letters, scorer=OSA.distance, score_cutoff=1, limit=MOST_ALIKE + 1
    )
    return [name for _, _, name in hits]


def _key(name: str) -> _Key:
    words = [_WRITTEN_OUT.get(word, word) for word in _WORD.findall(fold(name))]
    letters = " ".join(word for word in words if not _NUMBER.fullmatch(word))
    # The level of a place is often left out: «LĐLĐ Tam Đường»; a cooperative's own «xã» is none.
    kinds = letters.split(_KEPT)
    letters = _KEPT.join(_LEVELS.sub(" ", kind) for kind in kinds)
    plain = " ".join(letters.split()) or " ".join(words)
    numbers = tuple(word for word in words if _NUMBER.fullmatch(word))
    return _Key(numbers, plain, tuple(sorted(plain.split())))
