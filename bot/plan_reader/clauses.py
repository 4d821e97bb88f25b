"""The part of a passage that speaks of a term: where it begins and ends, and its title."""

import re

from bot.plan_reader.kinds import BULLET, REPORT
from bot.plan_reader.terms import CAPITAL
from bot.rules.folding import fold

TITLE_LENGTH = 140
_CLAUSE = re.compile(rf"(?<=[;.])\s+(?={CAPITAL})|(?<=;)\s+")
_SHORT = 18
_FEW = 3
_TERM = re.compile(
    r",? *(?:gửi|nộp)? *(?:về [^,;]{0,60})? *\(?(?:trước|chậm nhất|đến hết|muộn nhất|hạn cuối)\b"
)

_LAST_DAY = re.compile(
    r"(?:[.;,] (?:Thời hạn|Thời gian|Hạn) (?:nộp|gửi|nhận))?"
    r"(?: là|:)(?: ngày)? \d{1,2}[/.]\d{1,2}(?:[/.]\d{4})?[ .;]*$"
)
_LIMIT = re.compile(
    r"^(?:Thời hạn|Thời gian|Hạn)(?: cuối| chót)? (?:nộp|gửi)(?: về)? (?=[^\W\d_]{2})"
)
"""What only says that it is a limit: «Hạn nộp báo cáo sơ kết là 10/6» is on that report."""


def lead_of(text: str) -> str:
    """Blanks, bullets and joining words with which a clause begins."""
    found = re.match(r"[\s,;().]*(?:[-–—+•●▪*]\s*|\(?\d{1,2}[.)]\s+|[a-zđ][).]\s+)*", text)
    return found.group() if found else ""


def sentence_start(text: str, place: int) -> int:
    """Where the sentence begins in which a place lies."""
    return max((m.end() for m in re.finditer(r"[.;]\s+(?=[^\W\d_])", text[:place])), default=0)


def clause_start(text: str, place: int) -> int:
    """Where the clause begins in which a place lies."""
    return max((m.end() for m in _CLAUSE.finditer(text[:place])), default=0)


def clause_end(text: str, place: int) -> int:
    """Where the clause ends in which a place lies."""
    end = re.compile(r"[.;](?:\s|$)").search(text, place)
    return end.start() if end else len(text)


def title_of(near: str, told: str, whole: str, *, is_window: bool) -> str:
    """What is asked, in the document's own words, without the term."""
    before = BULLET.sub("", near)
    named = re.match(r"(?:đợt|giai đoạn|quý)\b[^,:;]{0,40}", before, re.IGNORECASE)
    if is_window and named:
        return named.group().strip()
    words = told if is_window and told.strip(" ,:–-") else before
    words = _LIMIT.sub("", _LAST_DAY.sub("", _TERM.split(words)[0]))
    words = re.sub(r"(?<=[Bb]áo cáo): (?=\d{1,2} tháng|năm|quý)", " ", words)
    words = words.strip(' ,:;–-()*“”"')
    words = re.sub(r"^(?:và|hoặc)\s+", "", words)
    if 0 < len(words) <= _SHORT and REPORT.search(fold(whole)) and not is_window:
        words = words if REPORT.search(fold(words)) else f"Báo cáo {words}"
    elif len(words.split()) < _FEW:
        words = _LAST_DAY.sub("", BULLET.sub("", whole))
    words = " ".join(words.split())
    words = words[:1].upper() + words[1:]
    return (
        words if len(words) <= TITLE_LENGTH else words[: TITLE_LENGTH - 1].rsplit(" ", 1)[0] + "…"
    )
