"""Undoing what a keyboard in the wrong mode leaves behind: "baos caos" or "ba1o ca1o"."""

import re
import unicodedata

from bot.rules.syllables import VOWELS, is_bare_syllable, split_syllable, with_tone


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_WORD = re.compile(r"[^\W_]+")
_SHORTEST = 3
_TONE_KEYS = "sfrxj"
_VNI_TONES = dict(zip("12345", "sfrxj", strict=True))
_VNI_HATS = {"6": {"a": "â", "e": "ê", "o": "ô"}, "7": {"o": "ơ", "u": "ư"}, "8": {"a": "ă"}}
_DOUBLES = {"aa": "â", "ee": "ê", "oo": "ô", "dd": "đ"}
_HORNS = {"a": "ă", "o": "ơ", "u": "ư"}
# English that lives in these chats and would decode to a syllable.
_FOREIGN = _words(
    "test max fax gas tax box mix fix list cost best post chat bus plus meet seen room how now"
)
# "quy4", "dot2", "khoi1": a number written together with its noun, not a tone.
_COUNTED = _words(
    "quy thang khoi dot nam lan muc so tuan ngay khoan dieu phan to cum cap loai hang thu"
)
# Tone typed, hat forgotten, where the hatless syllable is no word of the language.
_HAT_FORGOTTEN = {"nọp": "nộp", "viẹc": "việc"}


def untelex(text: str) -> str:
    """Words that are Telex or VNI residue become Vietnamese; every other word stays as it is.

    A word changes only if it is no syllable as it stands and its decoding is one.
    """
    return _WORD.sub(_decoded, unicodedata.normalize("NFC", text))


def _decoded(found: re.Match[str]) -> str:
    word = found.group()
    small = word.lower()
    if len(word) < _SHORTEST or small in _FOREIGN or is_bare_syllable(small):
        return word
    vni = any(each.isdigit() for each in small)
    decoded = _from_vni(small) if vni else _from_telex(small)
    if decoded is None:
        return word
    decoded = _HAT_FORGOTTEN.get(decoded, decoded)
    if word.isupper():
        return decoded.upper()
    return decoded.capitalize() if word[0].isupper() else decoded


def _from_telex(word: str) -> str | None:
    first = next((place for place, each in enumerate(word) if each in VOWELS), len(word))
    head, tail = word[:first], word[first:]
    keys = [each for each in tail if each in _TONE_KEYS]
    if len(keys) > 1:
        return None
    letters = _hatted(head + "".join(each for each in tail if each not in _TONE_KEYS))
    return None if letters == word else _syllable(letters, keys[0] if keys else "")


def _hatted(letters: str) -> str:
    for pair, letter in _DOUBLES.items():
        letters = letters.replace(pair, letter)
    if letters.startswith("d") and letters.endswith("d"):
        letters = "đ" + letters[1:-1]
    return _horned(letters) if "w" in letters else letters


def _horned(letters: str) -> str:
    """Apply each w to the vowel before it, both letters of "uo" at once: "duowc", "duocw"."""
    letters = letters.replace("uwow", "uow")
    place = letters.index("w")
    before, after = letters[:place], letters[place + 1 :]
    if "uo" in before:
        return before.replace("uo", "ươ") + after
    for back in range(len(before) - 1, -1, -1):
        if before[back] in _HORNS:
            return before[:back] + _HORNS[before[back]] + before[back + 1 :] + after
    return letters


def _from_vni(word: str) -> str | None:
    if word[:-1] in _COUNTED:
        return None
    letters, tone = "", ""
    for each in word:
        if not each.isdigit():
            letters += each
        elif each in _VNI_TONES and letters and not tone:
            tone = _VNI_TONES[each]
        elif each == "9" and letters.startswith("d"):
            letters = "đ" + letters[1:]
        else:
            hatted = _vni_hat(letters, _VNI_HATS.get(each, {}))
            if hatted is None:
                return None
            letters = hatted
    return _syllable(letters, tone)


def _vni_hat(letters: str, hats: dict[str, str]) -> str | None:
    if "ơ" in hats.values() and "uo" in letters:
        return letters.replace("uo", "ươ")
    for back in range(len(letters) - 1, -1, -1):
        if letters[back] in hats:
            return letters[:back] + hats[letters[back]] + letters[back + 1 :]
    return None


def _syllable(letters: str, tone: str) -> str | None:
    parts = split_syllable(letters)
    return with_tone(*parts, tone) if parts else None
