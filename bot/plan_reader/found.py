"""One thing a document asks, as it was read."""

from dataclasses import dataclass
from datetime import date

from bot.plan_reader.header import Header
from bot.plan_reader.terms import Due
from bot.rules.dates import in_year
from bot.rules.obligations import COLLECTED
from bot.rules.plans import Actor, Kind


@dataclass(frozen=True, slots=True)
class Found:
    """One thing a document asks. `quote` is an exact part of the source, `clause` its place.

    `due.day` None without a recurrence: it is asked for without a date. `item` is the number of a
    line of the programme, `responsible` who does it, as written there.
    """

    kind: Kind
    title: str
    actor: Actor
    due: Due
    quote: str
    clause: str = ""
    addressee: str = ""
    item: int | None = None
    responsible: str = ""
    is_phase: bool = False
    is_programme: bool = False
    """A line of the programme: due with the period it stands under, by no day of its own."""

    written: str = ""
    """The term in the document's own words: "trước ngày 10/7/2022"."""


def with_intended_year(found: Found, header: Header) -> date | None:
    """The day that must have been meant where the year of what is sent in is plainly a slip.

    It lies behind the document itself, or says the plan's year beside it; None where it does not.
    """
    day = found.due.day
    if found.kind not in COLLECTED or day is None or header.year is None:
        return None
    if day.year >= header.year and (header.issued_on is None or day >= header.issued_on):
        return None
    if header.issued_on is None and str(header.year) not in found.quote:
        return None
    for year in (header.year, header.year + 1):
        meant = in_year(day, year)
        if header.issued_on is None or meant > header.issued_on:
            return meant
    return None
