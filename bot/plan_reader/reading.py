"""A document's text -> everything it says as a plan."""

from dataclasses import dataclass

from bot.plan_reader.campaign import (
    Honoured,
    Said,
    anniversaries_in,
    blocs_in,
    rules_in,
    unit_types_in,
)
from bot.plan_reader.duties import cut_offs_in, duties_in
from bot.plan_reader.found import Found
from bot.plan_reader.header import Header, header_of
from bot.plan_reader.outline import placed
from bot.plan_reader.passages import passages_of
from bot.plan_reader.schedule import schedule_in


@dataclass(frozen=True, slots=True)
class ReadPlan:
    """What was read. `obligations` have the programme's lines after those of the text.

    `cut_offs` are days until which figures are counted, each with its place; `rules` what follows
    for awards.
    """

    header: Header
    obligations: tuple[Found, ...]
    cut_offs: tuple[tuple[str, str], ...] = ()
    rules: tuple[Said, ...] = ()
    blocs: tuple[Said, ...] = ()
    unit_types: tuple[Said, ...] = ()
    anniversaries: tuple[Honoured, ...] = ()


def read_text(source: str) -> ReadPlan:
    """Read a plan from its text; a table has one row a line, its cells parted by tabs."""
    passages = passages_of(source)
    header, places = header_of(passages, source), placed(passages)
    return ReadPlan(
        header=header,
        obligations=(
            *duties_in(source, places, header),
            *schedule_in(source, places, header),
        ),
        cut_offs=tuple(cut_offs_in(source, places, header)),
        rules=tuple(rules_in(source, places)),
        blocs=tuple(blocs_in(source, places)),
        unit_types=tuple(unit_types_in(source, places)),
        anniversaries=tuple(anniversaries_in(source, places, header.year)),
    )
