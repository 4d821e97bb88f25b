"""What the buttons of the registration form carry."""

from dataclasses import dataclass

from bot.callbacks import callback


@callback("gm")
@dataclass(frozen=True, slots=True)
class RegistrationMenu:
    """Back to the parts of the registration."""

    draft_id: int


@callback("gc")
@dataclass(frozen=True, slots=True)
class CollectiveTitles:
    """Show the collective titles."""

    draft_id: int


@callback("gt")
@dataclass(frozen=True, slots=True)
class TickTitle:
    """Have a collective title ticked, or not: pressed twice, or beside a colleague, no harm."""

    draft_id: int
    title_id: int
    on: bool


@callback("gi")
@dataclass(frozen=True, slots=True)
class IndividualTitles:
    """Show the individual titles and who is put down for them."""

    draft_id: int
    page: int = 0


@callback("gp")
@dataclass(frozen=True, slots=True)
class AddPeople:
    """Type the people put down for an individual title."""

    draft_id: int
    title_id: int


@callback("gq")
@dataclass(frozen=True, slots=True)
class DropPerson:
    """Take one person off a title; `key` stands for the person's words."""

    draft_id: int
    title_id: int
    key: int
    page: int = 0


@callback("gy")
@dataclass(frozen=True, slots=True)
class ConfirmPeople:
    """The pasted list was read right."""

    draft_id: int


@callback("gn")
@dataclass(frozen=True, slots=True)
class Indicators:
    """Show the indicators and the targets set."""

    draft_id: int


@callback("gs")
@dataclass(frozen=True, slots=True)
class SetTarget:
    """Type the planned number of an indicator."""

    draft_id: int
    indicator_id: int


@callback("gv")
@dataclass(frozen=True, slots=True)
class TakeNumber:
    """The number planned is this one: of two readings, or counted from a change."""

    draft_id: int
    indicator_id: int
    number: str


@callback("gb")
@dataclass(frozen=True, slots=True)
class TakeBefore:
    """Last year's number is this one."""

    draft_id: int
    indicator_id: int
    number: str


@callback("gk")
@dataclass(frozen=True, slots=True)
class NextIndicator:
    """Go on to the next indicator without a number, after this one."""

    draft_id: int
    indicator_id: int


@callback("gz")
@dataclass(frozen=True, slots=True)
class ConfirmTargets:
    """The pasted numbers were read right."""

    draft_id: int


@callback("gd")
@dataclass(frozen=True, slots=True)
class DropTarget:
    """Take a target off."""

    draft_id: int
    indicator_id: int


@callback("gr")
@dataclass(frozen=True, slots=True)
class ReviewRegistration:
    """Read everything before it is sent."""

    draft_id: int


@callback("gx")
@dataclass(frozen=True, slots=True)
class SubmitRegistration:
    """Send it."""

    draft_id: int
    version: int


@callback("gf")
@dataclass(frozen=True, slots=True)
class RegisterFor:
    """Begin or go on with an officer's registration for a unit."""

    unit_id: int
    obligation_id: int
