"""Whom units may ask at the organisation: a person or an office, and how each is reached."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.rules.contacts import UnreadablePhone, read_contact
from bot.rules.dialogues import check_words
from bot.rules.errors import RuleViolation
from bot.rules.folding import fold

MOST_DESKS = 12
"""What one message can still show with all details."""


class Detail(StrEnum):
    """What is known of whom to ask, in the order in which it is shown."""

    NAME = "name"
    ROLE = "role"
    PHONE = "phone"
    EMAIL = "email"
    ZALO = "zalo"
    ADDRESS = "address"
    PURPOSE = "purpose"


LONGEST = {
    Detail.NAME: 100,
    Detail.ROLE: 150,
    Detail.PHONE: 100,
    Detail.EMAIL: 100,
    Detail.ZALO: 100,
    Detail.ADDRESS: 250,
    Detail.PURPOSE: 150,
}

REACHED_BY = (Detail.PHONE, Detail.EMAIL, Detail.ZALO, Detail.ADDRESS)
"""By what somebody is reached; the rest says who it is."""

_EMAIL = re.compile(r"[^\s@<>,;:()]+@[^\s@<>,;:()]+\.[A-Za-z]{2,}")
_LINK = re.compile(r"(?:https?://)?zalo\.me/\S+", re.IGNORECASE)
_ON_ZALO = re.compile(r"(?<!/)\bzalo\b\s*[:.]?\s*(\+?\d[\d .()-]{7,}\d)", re.IGNORECASE)
_OWN_LABEL = re.compile(r"[,\s]*\b(?:e-?mail|thư điện tử|zalo)\b\s*[:.]?\s*$", re.IGNORECASE)
_AROUND = " ,.-\u2013\u2014"
_PARTS = re.compile(r"[\n;]+")
_LABEL = re.compile(r"^\s*(?P<label>[^:.\d@]{2,25}?)\s*:\s*(?P<rest>.+)$")
_ROLE_BEHIND = re.compile(r"\s+[-\u2013\u2014]\s+|,\s+")
_LABELS: dict[Detail, frozenset[str]] = {
    Detail.NAME: frozenset({"ten", "ho ten", "ho va ten", "nguoi lien he", "name"}),
    Detail.ROLE: frozenset({"chuc vu", "chuc danh", "role"}),
    Detail.PHONE: frozenset({"dt", "sdt", "so dt", "dien thoai", "so dien thoai", "tel", "phone"}),
    Detail.EMAIL: frozenset({"email", "e-mail", "mail", "thu dien tu", "hop thu"}),
    Detail.ZALO: frozenset({"zalo", "so zalo", "nhom zalo"}),
    Detail.ADDRESS: frozenset({"dia chi", "dc", "d/c", "noi nhan", "tru so", "address"}),
    Detail.PURPOSE: frozenset({"ve viec", "noi dung", "phu trach", "linh vuc", "hoi ve", "about"}),
}
# With their accents: «Bàn» and «Trương» are surnames.
_ROLE_WORDS = re.compile(
    r"(?:phó )?(?:chuyên viên|cán bộ|trưởng|phó|giám đốc|chủ tịch|chánh|văn phòng|văn thư|ban|"
    r"phòng|bộ phận|[uủ][yỷ] viên|thường trực|kế toán|tổ trưởng|hội đồng|thư ký)\b",
    re.IGNORECASE,
)
_SIGNS = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class Desk:
    """Somebody, or an office, whom units may ask; "" where a detail is not given."""

    id: int
    name: str = ""
    role: str = ""
    phone: str = ""
    email: str = ""
    zalo: str = ""
    address: str = ""
    purpose: str = ""

    def detail(self, which: Detail) -> str:
        """One detail, "" while nobody gave it."""
        return str(getattr(self, which.value))

    @property
    def title(self) -> str:
        """What it is called where there is one line."""
        return self.name or self.role


class NotAnEmail(RuleViolation):
    """These words hold no e-mail address."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class NamelessDesk(RuleViolation):
    """Neither a name nor a role is left."""


class TooManyDesks(RuleViolation):
    """There are as many as can be shown."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.most = most


class UnknownDesk(RuleViolation):
    """No such contact in the member's organisation, or no more."""


def check_detail(which: Detail, text: str) -> str:
    """A detail as it is kept: a number with its country in front, everything else tidied.

    Raises EmptyAnswer, AnswerTooLong, UnreadablePhone, NotAnEmail.
    """
    tidy = check_words(text, LONGEST[which])
    match which:
        case Detail.PHONE:
            return _phone(tidy)
        case Detail.EMAIL:
            found = _EMAIL.search(tidy)
            if found is None:
                raise NotAnEmail(text)
            return found[0].rstrip(".")
        case Detail.ZALO if not _LINK.search(tidy) and read_contact(tidy).phone:
            return _phone(tidy)
    return tidy


def read_desk(text: str) -> dict[Detail, str]:
    """What a message says of whom to ask, be it one line or a whole card, labelled or not.

    Of what is said twice the first counts. Raises as `check_detail` does.
    """
    found: dict[Detail, str] = {}
    for part in _PARTS.split(text):
        for which, words in _read_line(part.strip(), found):
            if words and which not in found:
                found[which] = check_detail(which, words)
    return found


def check_named(details: Mapping[Detail, str]) -> None:
    """Raise NamelessDesk unless there is a name or a role."""
    if not details.get(Detail.NAME) and not details.get(Detail.ROLE):
        raise NamelessDesk


def asked_detail(slot: str | None) -> Detail | None:
    """The detail that a question is after; None where it asks who it is, or something else."""
    return next((which for which in REACHED_BY if which.value == slot), None)


def lacks_answer(desks: Collection[Desk], named: Collection[str], asked: Detail | None) -> bool:
    """Whether whoever asks is told nothing they could use; `named` are those of the plans."""
    if not desks:
        return not named
    return asked is not None and not any(desk.detail(asked) for desk in desks)


def for_question(desks: Iterable[Desk], text: str, asked: Detail | None = None) -> list[Desk]:
    """Those whom to ask about this first: who is there for what the text names, and can be reached
    in the way it asks for."""
    folded = f" {_plain(text)} "

    def place(desk: Desk) -> tuple[bool, bool]:
        topics = (_plain(each) for each in desk.purpose.split(","))
        is_for_it = any(topic and f" {topic} " in folded for topic in topics)
        return asked is not None and not desk.detail(asked), not is_for_it

    return sorted(desks, key=place)


def _read_line(line: str, known: Mapping[Detail, str]) -> list[tuple[Detail, str]]:
    found: list[tuple[Detail, str]] = []
    for which, pattern in ((Detail.EMAIL, _EMAIL), (Detail.ZALO, _LINK), (Detail.ZALO, _ON_ZALO)):
        if hit := pattern.search(line):
            found.append((which, hit[pattern.groups]))
            before = _OWN_LABEL.sub("", line[: hit.start()])
            line = f"{before} {line[hit.end() :]}".strip(_AROUND)
    if (labelled := _LABEL.match(line)) and (whiches := _labels(labelled["label"])):
        return [*found, *((which, labelled["rest"]) for which in whiches)]
    return [*found, *_read_person(line, known)]


def _labels(words: str) -> list[Detail]:
    """What a label names; «ĐT/Zalo» is both."""
    names = re.split(r"\s*/\s*", fold(words)) if fold(words) != "d/c" else ["d/c"]
    return [which for which, known in _LABELS.items() if known.intersection(names)]


def _read_person(line: str, known: Mapping[Detail, str]) -> list[tuple[Detail, str]]:
    """A name with its number and its role behind it, in any order; else a role, else an address."""
    contact = read_contact(line)
    found = [(Detail.PHONE, contact.phone)] if contact.phone else []
    words = contact.name
    is_role = bool(_ROLE_WORDS.match(words))
    if not words:
        return found
    if Detail.NAME in known or Detail.ROLE in known:
        as_role = is_role and Detail.ROLE not in known
        return [*found, (Detail.ROLE if as_role else Detail.ADDRESS, words)]
    if is_role:
        return [*found, (Detail.ROLE, words)]
    name, *role = _ROLE_BEHIND.split(words, maxsplit=1)
    return [*found, (Detail.NAME, name), *((Detail.ROLE, each) for each in role)]


def _plain(text: str) -> str:
    return _SIGNS.sub(" ", fold(text)).strip()


def _phone(text: str) -> str:
    """The number so that a phone dials it, and what else was said of it: «máy lẻ 12»."""
    read = read_contact(text)
    if not read.phone:
        raise UnreadablePhone(text)
    return f"{read.phone} ({read.name.strip('()')})" if read.name else read.phone
