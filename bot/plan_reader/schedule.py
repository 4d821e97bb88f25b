"""Tables of work: who does what, by when; and the year's programme, line by line under a period."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.plan_reader.found import Found
from bot.plan_reader.header import Header
from bot.plan_reader.kinds import kind_of_line
from bot.plan_reader.outline import Placed
from bot.plan_reader.phrases import is_no_term, phrases_in
from bot.plan_reader.rows import Line, lines_in, period_in
from bot.plan_reader.terms import (
    DATE,
    HOUR,
    Due,
    clock_of,
    compiled,
    day_of,
    lowered,
)
from bot.rules.deadlines import Granularity
from bot.rules.folding import fold
from bot.rules.plans import Actor, Kind

_ABOVE = re.compile(r"(?:ubnd tinh|tinh uy|thanh uy|trung uong|tong lien doan|chu tich)\b")
_BLOC_HEAD = re.compile(r"(?:cum |khoi )?truong (?:khoi|cum)|truong khoi")
_OFFICE = re.compile(r"(?:van phong|phong|ban|bo phan|to|thuong truc|hoi dong)\b")
_UNITS = re.compile(
    r"\bcac |htx|hop tac xa|don vi|khoi|cum|huyen|\bxa\b|phuong|cdcs|truong"
    r"|doanh nghiep|hoi vien|co so|chi hoi"
)
_CITED = re.compile(r"\((?=[^()]*\d)[^()]*[-–][^()]*\)")


def schedule_in(source: str, places: Sequence[Placed], header: Header) -> list[Found]:
    """The lines that say by when; what goes on over a page belongs to its line."""
    found = []
    for line in lines_in(places, header):
        due, is_own = _due_of(line, header)
        if due is not None and not _is_told(line, header, due):
            found.append(_found(source, line, due, header, is_own=is_own))
    return found


def _due_of(line: Line, header: Header) -> tuple[Due | None, bool]:
    """When it is due, and whether the line says so itself rather than the period above it."""
    if line.period is not None and line.period.day is not None:
        header = replace(header, year=line.period.day.year, of_school=False)
    said = (period_in([line.when], header) or _said(line.when, header)) if line.when else None
    if said is not None and said.granularity is Granularity.DAY:
        return said, True
    # «Tháng 6 | Báo cáo …, chậm nhất ngày 12/6»: what names a day is more exact than its column.
    if due := _led_in(line.what, header):
        return due, True
    return (said, True) if said is not None else (line.period, False)


def _said(cell: str, header: Header) -> Due | None:
    """A term in a cell that holds nothing else: the bare day of it will do."""
    if due := _led_in(cell, header):
        return due
    low = lowered(cell)
    for found in compiled(rf"(?:{HOUR},?(?: ngày)? )?{DATE.format('')}").finditer(low):
        day = day_of(found, "", header.year)
        hour = clock_of(found["hh"], found["mm"]) if found["hh"] else None
        if isinstance(day, date):
            return Due(True, day, hour=hour)
        if day is not None:
            return Due(True, hour=hour, trouble=day)
    return period_in([cell], header)


def _led_in(text: str, header: Header) -> Due | None:
    without = _CITED.sub(lambda cited: " " * len(cited.group()), text)
    phrases = phrases_in(without, header.year, of_school=header.of_school)
    for phrase in phrases:
        if not phrase.of_data and not is_no_term(without, phrase, None):
            return phrase.due
    timed = compiled(rf"\((?:[^()]*?){HOUR},?(?: ngày)? {DATE.format('')}\)").search(lowered(text))
    if timed and isinstance(day := day_of(timed, "", header.year), date):
        return Due(True, day, hour=clock_of(timed["hh"], timed["mm"]))
    week = re.search(r"\(([^()]*tuần [^()]*)\)", lowered(text))
    if week:
        inner = phrases_in(week[1], header.year, of_school=header.of_school)
        return next((each.due for each in inner), None)
    return None


def _is_told(line: Line, header: Header, due: Due) -> bool:
    """Whether the row tells of what was, as a list of people's birthdays does."""
    if re.search(r"gui|nop|bao cao|dang ky", fold(line.what)):
        return False
    if due.trouble is not None:
        return True
    if due.day is None or header.issued_on is None or due.granularity is not Granularity.DAY:
        return False
    return due.day < header.issued_on


def _found(source: str, line: Line, due: Due, header: Header, *, is_own: bool) -> Found:
    passage, what = line.place.passage, line.what
    start = passage.text.find(what)
    end = start + len(what)
    if is_own and line.when and (at := passage.text.find(line.when, end)) >= 0:
        end = at + len(line.when)
    quote = passage.quote(source, start, end) if start >= 0 else what
    is_period = line.period is not None and not is_own
    actor = _actor(line.who, header, has_column=line.names_who)
    kind = _kind(line, due, header, actor, of_programme=is_period)
    if kind is Kind.EVENT and line.lists_units:
        actor = Actor.SHARED
    return Found(
        kind=kind,
        title=f"{what} {line.more}".strip(),
        actor=actor,
        due=due,
        quote=quote,
        clause=line.place.clause,
        item=line.number,
        is_programme=is_period,
        responsible=line.who,
    )


def _kind(line: Line, due: Due, header: Header, actor: Actor, *, of_programme: bool) -> Kind:
    what = f"Báo cáo {line.what}" if line.is_report else line.what
    above = (*reversed(line.place.headings), header.title)
    of_units = actor is Actor.UNIT
    return kind_of_line(what, due, above, of_programme=of_programme, of_units=of_units)


def _actor(responsible: str, header: Header, *, has_column: bool = True) -> Actor:
    """The issuer alone, the issuer with others, or others alone; units where no column says it."""
    words = fold(responsible)
    if not has_column:
        return Actor.UNIT
    if not words:
        return Actor.ISSUER
    named = next((each for each in header.aliases if words.startswith(each)), "")
    named = named or _shortened(words, header)
    for pattern in (_ABOVE, _BLOC_HEAD if header.of_bloc else _ABOVE, _OFFICE):
        named = named or (hit.group() if (hit := pattern.match(words)) else "")
    if not named:
        return Actor.UNIT
    own, *others = re.split(r"[;,]|\bva\b|(?<=tinh) (?=cac )", words[len(named) :])
    is_office = bool(_OFFICE.match(words))
    if own.strip(" .") and not is_office:
        return Actor.SHARED
    alone = all(_is_own(other.strip(" ."), header, is_office=is_office) for other in others)
    return Actor.ISSUER if alone else Actor.SHARED


def _is_own(words: str, header: Header, *, is_office: bool) -> bool:
    """Whether one who is named beside the issuer or its office is of it; or goes on with a name."""
    if (
        re.match(r"pho (?:khoi|cum)|so |phong |cac (?:phong|ban) (?:chuyen mon|nghiep vu)", words)
        or _OFFICE.match(words)
        or not words
    ):
        return True
    own = any(words.startswith(each) for each in header.aliases if len(each.split()) > 1)
    return own or (is_office and not _UNITS.search(words))


def _shortened(words: str, header: Header) -> str:
    """The part of words that names the issuer by its first word and signs: «Sở NN&MT»."""
    issuer = fold(header.issuer).split()
    level = r"(?: (?:tinh|huyen|thanh pho|tp|xa|phuong|quan))?"
    named = re.match(rf"([a-z]+) ([a-z&]{{2,8}}){level}(?=$|[ ,;])", words)
    if named is None or not issuer or named[1] != issuer[0]:
        return ""
    signs = iter(word[0] for word in issuer[1:])
    short = all(letter in signs for letter in named[2].replace("&", ""))
    return named.group() if short else ""
