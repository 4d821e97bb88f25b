"""Whom a notice is for."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any

from bot.rules.errors import RuleViolation

MOST_SAVED = 30
"""Audiences an organisation keeps: more than a person looks through."""

NAME_OF_SAVED = 60


class Condition(StrEnum):
    """What may be asked of a unit for it to be written to."""

    BLOC = "bloc"
    TYPE = "type"
    TITLE = "title"
    UNDONE = "undone"
    UNIT = "unit"


@dataclass(frozen=True, slots=True)
class Audience:
    """The units for which everything asked holds; with nothing asked, all of them.

    Of blocs, types and titles one of those named is enough, while of obligations all named must be
    undone. `blocs` may name NO_BLOC. Everybody who speaks for such a unit is written to, or its
    representatives only; the group of each of their blocs, and that of the officers, when wished.
    """

    blocs: tuple[int, ...] = ()
    types: tuple[str, ...] = ()
    titles: tuple[int, ...] = ()
    undone: tuple[int, ...] = ()
    units: tuple[int, ...] = ()
    representatives_only: bool = False
    bloc_groups: bool = False
    officers_group: bool = False

    @property
    def is_everyone(self) -> bool:
        """Whether no unit is left out."""
        return not any(self.chosen(condition) for condition in Condition)

    def chosen(self, condition: Condition) -> tuple[Any, ...]:
        """What is named for a condition: ids, or the words of types."""
        named: tuple[Any, ...] = getattr(self, _FIELDS[condition])
        return named

    def toggled(self, condition: Condition, value: int | str) -> "Audience":
        """With one more named for a condition, or with one less."""
        named = self.chosen(condition)
        left = tuple(each for each in named if each != value)
        return self._with(condition, left if len(left) < len(named) else (*named, value))

    def without(self, condition: Condition) -> "Audience":
        """With nothing named for a condition."""
        return self._with(condition, ())

    def _with(self, condition: Condition, named: tuple[Any, ...]) -> "Audience":
        changed: dict[str, Any] = {_FIELDS[condition]: named}
        return replace(self, **changed)


EVERYONE = Audience()

_FIELDS = {
    Condition.BLOC: "blocs",
    Condition.TYPE: "types",
    Condition.TITLE: "titles",
    Condition.UNDONE: "undone",
    Condition.UNIT: "units",
}


@dataclass(frozen=True, slots=True)
class AudienceNames:
    """An audience in names, as officers read it."""

    audience: Audience
    blocs: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    undone: tuple[str, ...] = ()
    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BlocReach:
    """How many units of a bloc ("" for none) a notice is for, and how many people get it."""

    bloc: str
    units: int
    people: int


@dataclass(frozen=True, slots=True)
class Reach:
    """What an audience comes to now, bloc by bloc. `people` are counted once each, with those who
    blocked the bot left out.

    `nobody_joined` and `blocked` name the units that get nothing: nobody speaks for them, or all
    who do have blocked the bot. `groups` are the titles of the groups it is posted in.
    """

    blocs: tuple[BlocReach, ...] = ()
    people: int = 0
    nobody_joined: tuple[str, ...] = ()
    blocked: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()

    @property
    def units(self) -> int:
        return sum(bloc.units for bloc in self.blocs)

    @property
    def is_nobody(self) -> bool:
        return not self.people and not self.groups


@dataclass(frozen=True, slots=True)
class Saved:
    """An audience kept under a name."""

    id: int
    name: str
    audience: Audience


class SavedGone(RuleViolation):
    """The list kept before has been deleted meanwhile."""


class NobodyToReach(RuleViolation):
    """Nobody in the audience can be written to."""


class TooManySaved(RuleViolation):
    """The organisation keeps as many audiences as it may."""


def audience_to_json(audience: Audience) -> dict[str, Any]:
    """The audience as a JSON value, without what it does not ask."""
    return {name: value for name, value in asdict(audience).items() if value}


def audience_of_json(kept: Mapping[str, Any]) -> Audience:
    """The audience that was made into a JSON value, in the first form of it too: one kind and
    one id."""
    match kept.get("kind"):
        case "bloc":
            return Audience(blocs=(kept["id"],))
        case "missing":
            return Audience(undone=(kept["id"],))
        case "all":
            return EVERYONE
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list | tuple) else value
        for name, value in kept.items()
    }
    return Audience(**values)
