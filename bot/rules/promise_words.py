"""A promise as people type it: "sẽ gửi ngày 8/6", "mai em nộp ạ", "xin hẹn thứ hai"."""

from datetime import date
from itertools import pairwise

from bot.rules.dates import NoSuchDay, NotADate
from bot.rules.folding import fold, untelex
from bot.rules.wordings import read_last_day

MOST_WORDS = 16

_PROMISING = frozenset({"se", "hen", "hua", "will"})
_HANDING_IN = frozenset({"gui", "nop", "hen", "hua", "send", "submit"})
_SPEAKING = frozenset({"em", "minh", "toi", "ben", "don", "dv", "htx", "nhe", "nha", "a", "we"})
_ASKING = frozenset(
    {
        "khong",
        "hong",
        "phai",
        "ko",
        "k",
        "chua",
        "may",
        "sao",
        "nao",
        "gi",
        "ha",
        "han",
        "bao",
        "lieu",
        "duoc",
        "neu",
    }
)
_AFTER = frozenset({"a", "nhe", "nha", "ah", "em", "anh", "chi", "ok", "roi", "xong"})
_REPORT = "bao cao"


def read_promise(text: str, today: date) -> date | None:
    """The day on which somebody says that they will hand in; None for anything else.

    Words alone do not make a promise of it: whoever wrote them is to be asked.
    """
    words = text.split()
    folded = [fold(untelex(word)).strip(".,;:!") for word in words]
    if "?" in text or not 2 <= len(words) <= MOST_WORDS or _is_asking(folded) or _is_done(folded):
        return None
    return _day_at_the_end(words, folded, today) or _day_at_the_start(words, folded, today)


def _day_at_the_end(words: list[str], folded: list[str], today: date) -> date | None:
    """ "sẽ gửi báo cáo ngày 8/6", "em xin hẹn thứ hai ạ" """
    end = len(words)
    while end > 1 and folded[end - 1] in _AFTER:
        end -= 1
    for start in range(1, end):
        before = set(folded[:start])
        is_promise = before & _PROMISING and before & _HANDING_IN
        if is_promise and (day := _read(words[start:end], today)):
            return day
    return None


def _day_at_the_start(words: list[str], folded: list[str], today: date) -> date | None:
    """ "mai em gửi", "8/6 đơn vị sẽ nộp" """
    for end in range(len(words) - 1, 0, -1):
        after = set(folded[end:])
        is_promise = after & _HANDING_IN and after & (_PROMISING | _SPEAKING)
        if is_promise and (day := _read(words[:end], today)):
            return day
    return None


def _is_asking(folded: list[str]) -> bool:
    # "bao giờ" asks, "báo cáo" does not.
    rest = " ".join(folded).replace(_REPORT, "").split()
    return bool(_ASKING & set(rest))


def _is_done(folded: list[str]) -> bool:
    """«hôm qua em gửi rồi»: what was handed in is promised no more."""
    return any(one in _HANDING_IN and other == "roi" for one, other in pairwise(folded))


def _read(words: list[str], today: date) -> date | None:
    try:
        return read_last_day(" ".join(words), today)
    except (NotADate, NoSuchDay):
        return None
