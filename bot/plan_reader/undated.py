"""What is to be handed in, without a word on when or at a day that others will name."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.plan_reader.actors import actor_of
from bot.plan_reader.clauses import TITLE_LENGTH, lead_of
from bot.plan_reader.found import Found
from bot.plan_reader.header import Header
from bot.plan_reader.kinds import kind_of
from bot.plan_reader.outline import Placed
from bot.plan_reader.sayings import Saying, parts_of
from bot.plan_reader.terms import Due
from bot.rules.deadlines import Granularity
from bot.rules.folding import fold
from bot.rules.obligations import COLLECTED
from bot.rules.plans import Actor, Kind

_NO_DATE = Due(inclusive=False)
_SOME_DAY = Due(inclusive=False, granularity=Granularity.YEAR)
_HELD = re.compile(r"[Tt]ổ chức (?:thành công|tốt|các)[^.;:]{0,30}:")
_LONGEST = 300
_FEW = 8
"""Words of a heading that says nothing more: «1. Đăng ký danh hiệu thi đua»."""

_OPENING = 900
"""Signs of a passage in which its subject stands."""

_UNDATED = (
    re.compile(r"(?:^|[:;,.] ?|to chuc |thuc hien |viec )dang ky (?:cac )?danh hieu thi dua"),
    re.compile(r"dang ky thi dua voi "),
)
_SENT_IN = (
    re.compile(r"(?:phai|khan truong|de nghi)[^,]{0,40} (?:gui|nop) ngay\b"),
    re.compile(
        r"(?:bao cao|dang ky|ho so)[^.;]{0,110} (?:thuc hien )?theo (?:huong dan|thong bao) rieng"
    ),
    re.compile(
        r"nop (?:kem|cung) bao cao|(?:nop|gui) (?:bao cao|ho so|ban dang ky)\b[^,]{0,90} ve "
    ),
    re.compile(r"(?:thi|phai) (?:lam|lap) ho so[^,]{0,30},? (?:gui|nop)"),
)


def undated_in(source: str, place: Placed, header: Header, own: Sequence[str]) -> list[Found]:
    """What a passage without a term asks of units to hand in, and meetings of the year it lists."""
    text = place.passage.text
    saying = Saying(tuple(reversed(parts_of(text[:_OPENING]))))
    headings = [each for each in place.headings if each != text]
    if actor_of(saying, headings, header, own) is Actor.ISSUER:
        return []
    for sentence in re.finditer(r"[^.:;]+", text):
        words = fold(sentence.group().strip())
        if len(words) > _LONGEST:
            continue
        is_heading = text in place.headings and len(words.split()) < _FEW
        if not is_heading and any(pattern.search(words) for pattern in _UNDATED):
            return [_without_date(source, place, Kind.REGISTRATION, Actor.UNIT, sentence)]
        if any(pattern.search(words) for pattern in _SENT_IN):
            above = (*reversed(place.headings), header.title)
            kind = kind_of(Saying(tuple(parts_of(sentence.group())), above=above), _NO_DATE)
            if kind in COLLECTED:
                return [_without_date(source, place, kind, Actor.UNIT, sentence)]
    if header.year is None or not (listed := _HELD.search(text)):
        return []
    held = re.compile(rf"\s*Hội nghị [^;.]+ năm {header.year}\s*(?=[;.]|$)")
    return [
        replace(_without_date(source, place, Kind.EVENT, Actor.ISSUER, each), due=_SOME_DAY)
        for each in held.finditer(text, listed.end())
    ]


def _without_date(
    source: str, place: Placed, kind: Kind, actor: Actor, words: re.Match[str]
) -> Found:
    start, end = words.start() + len(lead_of(words.group())), words.end()
    title = " ".join(place.passage.text[start:end].split())[:TITLE_LENGTH]
    return Found(
        kind, title, actor, _NO_DATE, place.passage.quote(source, start, end), place.clause
    )
