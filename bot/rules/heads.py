"""Heads of blocs: a unit heads its bloc for one year, another is its deputy, and whoever represents
either speaks as such."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.rules.errors import RuleViolation
from bot.rules.members import Member, Role

HEADS = Role.REPRESENTATIVE
"""Whose seat carries the right of the unit that heads a bloc: a deputy's does not."""

MOST_YEARS = 2


@dataclass(frozen=True, slots=True)
class Heading:
    """A bloc in a year with the unit that heads it, or is deputy to the head. The year is that of
    the plans it is over."""

    id: int
    organisation_id: int
    organisation: str
    bloc_id: int
    bloc: str
    year: int
    unit_id: int
    unit: str
    is_deputy: bool = False


@dataclass(frozen=True, slots=True)
class HeadOf:
    """A year in which a bloc may have a head and a deputy, and who those are."""

    year: int
    heading: Heading | None
    deputy: Heading | None = None

    def of(self, *, deputy: bool) -> Heading | None:
        """The one or the other."""
        return self.deputy if deputy else self.heading


class AlreadyHead(RuleViolation):
    """The unit heads the bloc: it cannot be its own deputy."""

    def __init__(self, unit: str) -> None:
        super().__init__(unit)
        self.unit = unit


class NotHead(RuleViolation):
    """The member represents neither the unit that heads the bloc nor its deputy."""


def check_head(member: Member, heading: Heading | None) -> Heading:
    """The heading itself if the member speaks for it now. Raises NotHead."""
    if heading is None or heading.unit_id not in represented_by(member):
        raise NotHead
    return heading


def represented_by(member: Member) -> set[int]:
    """The units whose right as head the member carries: none of those that were stopped."""
    posts = [post for post in member.posts if post.role is HEADS and post.stopped_on is None]
    return {post.unit_id for post in posts if post.unit_id is not None}


def years_to_head(plan_years: Iterable[int], this_year: int) -> tuple[int, ...]:
    """The years a head may be chosen for: those of the newest plans, without any this year."""
    years = sorted(set(plan_years), reverse=True)[:MOST_YEARS]
    return tuple(years) or (this_year,)
