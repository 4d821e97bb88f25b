"""The year's programme: tables whose rows stand under a quarter, each with who does it."""

import re
from collections.abc import Sequence

from bot.plan_reader.duties import Found
from bot.plan_reader.header import Header
from bot.plan_reader.outline import Placed
from bot.plan_reader.terms import Due, quarter_of
from bot.rules.deadlines import Granularity
from bot.rules.folding import fold
from bot.rules.plans import Actor, Kind

_QUARTER = re.compile(r"quy\s*(iv|iii|ii|i|[1-4])\b(?:[^\d]{0,8}(20\d\d))?")
_NUMBERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_DOSSIER = re.compile(r"ho so")


def programme_in(source: str, places: Sequence[Placed], header: Header) -> list[Found]:
    """The lines of the programme in order; what goes on over a page belongs to its line."""
    if header.year is None:
        return []
    found = []
    quarter: tuple[int, int] | None = None
    for place in places:
        if not place.passage.is_row:
            continue
        cells = [cell for cell in place.passage.cells if cell]
        if named := _quarter(cells, header.year):
            quarter = named
        elif quarter and len(cells) >= 2 and re.fullmatch(r"\d{1,3}\.?", cells[0]):
            found.append(_line(source, place, cells, quarter, header))
    return found


def _quarter(cells: Sequence[str], year: int) -> tuple[int, int] | None:
    if len(cells) > 2 or not cells:
        return None
    found = _QUARTER.fullmatch(fold(cells[-1] if len(cells) == 1 else " ".join(cells[:1])))
    if not found:
        return None
    number = _NUMBERS.get(found[1]) or int(found[1])
    return int(found[2] or year), number


def _line(
    source: str, place: Placed, cells: Sequence[str], quarter: tuple[int, int], header: Header
) -> Found:
    passage, what = place.passage, cells[1]
    responsible = cells[2] if len(cells) > 2 else ""
    first, last = quarter_of(*quarter)
    start = passage.text.find(what)
    quote = passage.quote(source, start, start + len(what)) if start >= 0 else what
    return Found(
        kind=_kind(what),
        title=what,
        actor=_actor(responsible, header),
        due=Due(True, last, first, granularity=Granularity.QUARTER),
        quote=quote,
        clause=place.clause,
        item=int(cells[0].rstrip(".")),
        responsible=responsible,
    )


def _kind(what: str) -> Kind:
    words = fold(what)
    if words.startswith("dang ky"):
        return Kind.REGISTRATION
    if "bao cao" in words:
        if re.search(r"so ket|6 thang", words):
            return Kind.MIDYEAR_REPORT if not words.startswith("to chuc") else Kind.EVENT
        if re.search(r"tong ket|nam 20\d\d", words):
            return Kind.ANNUAL_REPORT
    decides = re.match(r"to chuc|tham muu", words) or "quyet dinh khen thuong" in words
    if _DOSSIER.search(words) and not decides:
        return Kind.DOSSIER
    return Kind.EVENT


def _actor(responsible: str, header: Header) -> Actor:
    """The issuer alone, the issuer with others, or others alone."""
    words = fold(responsible)
    named = next((each for each in header.aliases if words.startswith(each)), None)
    if named is None:
        return Actor.UNIT if words else Actor.ISSUER
    return Actor.ISSUER if words == named else Actor.SHARED
