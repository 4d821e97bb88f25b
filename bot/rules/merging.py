"""A unit that becomes a part of another: who speaks for that one then."""

from collections.abc import Iterable

from bot.rules.errors import RuleViolation
from bot.rules.members import Role

Speaker = tuple[int, Role]
"""A person by number, and the role in which they speak for a unit."""


class SameUnit(RuleViolation):
    """A unit cannot become a part of itself."""


def seats_to_give(coming: Iterable[Speaker], there: Iterable[Speaker]) -> list[Speaker]:
    """The seats that those who come get beside those who are there: nobody ever has two.

    One of the representatives represents the unit that has none yet; everybody else is a deputy.
    """
    held = dict(there)
    given = []
    in_order = sorted(coming, key=lambda speaker: speaker[1] is not Role.REPRESENTATIVE)
    for member_id, role in in_order:
        if member_id in held:
            continue
        is_first = role is Role.REPRESENTATIVE and role not in held.values()
        held[member_id] = Role.REPRESENTATIVE if is_first else Role.DEPUTY
        given.append((member_id, held[member_id]))
    return given
