"""Which written syllables Vietnamese can have, and where their tone mark stands."""

import unicodedata
from functools import lru_cache


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


VOWELS = frozenset("aăâeêioôơuưy")
_HATTED = frozenset("ăâêôơư")
_STOPS = ("c", "ch", "p", "t")
_ONSETS = _words("b c ch d đ g gh gi h k kh l m n ng ngh nh p ph q r s t th tr v x") | {""}
_RIMES = _words(
    """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
    i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
    o oc oi om on ong op ot oa oac oach oai oan oang oanh oat oay oăc oăm oăn oăng oăt
    oe oen oeo oet ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    u ua uc ui um un ung up ut uân uâng uât uây uê uêch uênh uơ uôc uôi uôm uôn uông uôt
    uy uya uych uynh uyt uyu uyên uyêt
    ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu y yêm yên yêt yêu
    """
)
_AFTER_Q = _words(
    "uac uach uai uan uang uanh uao uat uay ue uen ueo uet uăc uăn uăng uăt uêt uit uơn"
)
_TONE_MARKS = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}


def _bare(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if ord(c) < 128)


_BARE_RIMES = frozenset(map(_bare, _RIMES))
_BARE_AFTER_Q = frozenset(map(_bare, _AFTER_Q))


@lru_cache(maxsize=4096)
def split_syllable(word: str) -> tuple[str, str] | None:
    """Onset and rime of a toneless lower-case syllable with its hats; None if there is none."""
    return _split(word, _RIMES, _AFTER_Q)


@lru_cache(maxsize=4096)
def is_bare_syllable(word: str) -> bool:
    """Whether a lower-case ASCII word can be a syllable written without any mark: "bao", "nop"."""
    return _split(word, _BARE_RIMES, _BARE_AFTER_Q) is not None


def with_tone(onset: str, rime: str, key: str) -> str | None:
    """The syllable with the tone of a Telex key (s f r x j, "" for none); None if it cannot be.

    A syllable ending in p, t, c or ch carries sắc or nặng alone.
    """
    if not key:
        return onset + rime
    vowels = [place for place, letter in enumerate(rime) if letter in VOWELS]
    if rime[vowels[-1] + 1 :] in _STOPS and key not in "sj":
        return None
    place = _tone_place(onset, rime, vowels)
    marked = rime[: place + 1] + _TONE_MARKS[key] + rime[place + 1 :]
    return unicodedata.normalize("NFC", onset + marked)


def _tone_place(onset: str, rime: str, vowels: list[int]) -> int:
    hatted = [place for place in vowels if rime[place] in _HATTED]
    if hatted:
        return hatted[-1]
    if (onset == "q" or (onset == "g" and rime[0] == "i")) and len(vowels) > 1:
        vowels = vowels[1:]
    ends_closed = vowels[-1] != len(rime) - 1
    return vowels[1] if len(vowels) > 2 or (len(vowels) == 2 and ends_closed) else vowels[0]


def _split(word: str, rimes: frozenset[str], after_q: frozenset[str]) -> tuple[str, str] | None:
    for cut in range(min(len(word), 4)):
        onset, rime = word[:cut], word[cut:]
        if onset not in _ONSETS:
            continue
        if rime in rimes and (onset != "q" or rime[0] == "u"):
            return onset, rime
        if onset == "q" and rime in after_q:
            return onset, rime
    return None
