"""What else a line names: a period, a phase, a bloc, a title, days."""

import re
from datetime import date

from bot.asking.days import days_said
from bot.asking.spelling import words_of
from bot.asking.vocabulary import vocabulary

_ROMAN = {"mot": "1", "i": "1", "hai": "2", "ii": "2", "ba": "3", "iii": "3", "bon": "4", "iv": "4"}
_NUMBER = r"(\d{1,2}|mot|hai|ba|bon|iii|ii|iv|i)"
_PHASE = re.compile(rf"\bdot (?:thu )?{_NUMBER}\b")
_BLOC = re.compile(r"\b(?:khoi|cum)(?: thi dua)?(?: so)? ((?:\w+ ){0,4}\w+)")
_BLOC_ENDS = re.compile(
    r"\b(?:nop|gui|dang|ai|co|con|chua|da|duoc|bao|thi|thang|nam|khac|roi|minh|toi|em|ta|cua|nay|may"
    r"|nao|ben|xin|la|o|den|va|voi|nhung|cac|truoc|vay|a|ad)\b.*"
)
_PERIODS = (
    ("quarter", re.compile(rf"\bquy {_NUMBER}\b")),
    ("month", re.compile(r"\bthang (\d{1,2})\b")),
    ("year", re.compile(r"\bnam (20\d\d)\b")),
)
_HALVES = (
    ("half_2", re.compile(r"\b6 thang cuoi nam\b")),
    ("half_1", re.compile(r"\b(?:6 thang|sau thang|nua dau nam|nua nam|so ket)\b")),
)


def phase_in(sentence: str) -> str | None:
    """The phase that folded words name, as "phase_2"."""
    found = _PHASE.search(sentence)
    return f"phase_{_ROMAN.get(found[1], found[1])}" if found else None


def title_in(sentence: str) -> str | None:
    """The title that folded words name, by its slug; the longest one."""
    titles = vocabulary().titles.items()
    return next((slug for phrase, slug in titles if f" {phrase} " in f" {sentence} "), None)


def period_in(sentence: str) -> str | None:
    """The period that folded words name: "half_1", "quarter_3", "month_9", "year_2023"."""
    for name, said in _HALVES:
        if said.search(sentence):
            return name
    for name, said in _PERIODS:
        if found := said.search(sentence):
            return f"{name}_{_ROMAN.get(found[1], found[1])}"
    return None


def bloc_in(sentence: str) -> str | None:
    """The name of a bloc that folded words give, folded; None for "khối mình"."""
    found = _BLOC.search(sentence)
    return (_BLOC_ENDS.sub("", found[1]).strip() or None) if found else None


def details_in(text: str, today: date) -> dict[str, object]:
    """All of these that a line names, by name; days as ISO dates, from `today` on."""
    sentence = " ".join(words_of(text))
    named = {
        "period": period_in(sentence),
        "phase": phase_in(sentence),
        "bloc": bloc_in(sentence),
        "title": title_in(sentence),
        "days": [day.on.isoformat() for day in days_said(text, today)],
    }
    return {name: value for name, value in named.items() if value}
