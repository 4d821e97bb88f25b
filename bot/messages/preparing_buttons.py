"""What the buttons of a plan in preparation do.

Those that change it, or name one of its obligations by its place, name the version they were shown
with.
"""

from dataclasses import dataclass

from bot.callbacks import callback


@callback("ofn")
@dataclass(frozen=True, slots=True)
class NewPlan:
    """Begin a plan."""


@callback("ofy")
@dataclass(frozen=True, slots=True)
class NamePlan:
    """Begin it by hand with the usual title for this year."""

    year: int


@callback("ofo")
@dataclass(frozen=True, slots=True)
class OpenPreparation:
    """Show a plan in preparation; long ones go on over pages."""

    preparation_id: int
    page: int = 0


@callback("ofh")
@dataclass(frozen=True, slots=True)
class EditHead:
    """Ask for the plan's own "title" or "number" anew."""

    preparation_id: int
    version: int
    which: str


@callback("ofs")
@dataclass(frozen=True, slots=True)
class SkipNumber:
    """Leave number and day of issue as they are, and go on to what is asked."""

    preparation_id: int
    version: int


@callback("ofb")
@dataclass(frozen=True, slots=True)
class AskKind:
    """Ask what sort of duty it is: a new one (-1), or the one at a place."""

    preparation_id: int
    version: int
    place: int


@callback("ofk")
@dataclass(frozen=True, slots=True)
class ChooseKind:
    """It is of this kind, which is the value of one."""

    preparation_id: int
    version: int
    place: int
    kind: str


@callback("ofi")
@dataclass(frozen=True, slots=True)
class OpenItem:
    """Show one obligation of the plan."""

    preparation_id: int
    version: int
    place: int


@callback("ofc")
@dataclass(frozen=True, slots=True)
class ConfirmItem:
    """It is right; then the "next" one, "add" another, or the "list".

    With "all" every period of it is right, and the next one follows.
    """

    preparation_id: int
    version: int
    place: int
    then: str


@callback("ofd")
@dataclass(frozen=True, slots=True)
class ChangeDay:
    """Ask for its date."""

    preparation_id: int
    version: int
    place: int


@callback("ofw")
@dataclass(frozen=True, slots=True)
class WordDay:
    """Its date counts itself, or does not."""

    preparation_id: int
    version: int
    place: int
    inclusive: bool


@callback("ofr")
@dataclass(frozen=True, slots=True)
class DayAsWritten:
    """The document itself says the officer's date."""

    preparation_id: int
    version: int
    place: int


@callback("ofu")
@dataclass(frozen=True, slots=True)
class LeaveUndated:
    """It has no date yet."""

    preparation_id: int
    version: int
    place: int


@callback("ofg")
@dataclass(frozen=True, slots=True)
class MakePeriods:
    """Make one duty a period, as it was shown."""

    preparation_id: int
    version: int
    place: int


@callback("oft")
@dataclass(frozen=True, slots=True)
class ChangeTitle:
    """Ask for its title."""

    preparation_id: int
    version: int
    place: int


@callback("ofx")
@dataclass(frozen=True, slots=True)
class AskActor:
    """Ask who must do it."""

    preparation_id: int
    version: int
    place: int


@callback("ofxc")
@dataclass(frozen=True, slots=True)
class ChooseActor:
    """These must do it; `actor` is the value of one."""

    preparation_id: int
    version: int
    place: int
    actor: str


@callback("ofz")
@dataclass(frozen=True, slots=True)
class DropItem:
    """Take it out of the plan."""

    preparation_id: int
    version: int
    place: int


@callback("off")
@dataclass(frozen=True, slots=True)
class ShowDocument:
    """Show the files of the document, and take more."""

    preparation_id: int


@callback("offx")
@dataclass(frozen=True, slots=True)
class DropDocument:
    """Take a file out."""

    preparation_id: int
    version: int
    place: int


@callback("ofp")
@dataclass(frozen=True, slots=True)
class PreviewPlan:
    """Show what units would be told."""

    preparation_id: int
    version: int


@callback("ofpx")
@dataclass(frozen=True, slots=True)
class PublishPlan:
    """Put it in force and tell them."""

    preparation_id: int
    version: int


@callback("ofv")
@dataclass(frozen=True, slots=True)
class AskDiscard:
    """Ask before it is thrown away."""

    preparation_id: int
    version: int


@callback("ofvx")
@dataclass(frozen=True, slots=True)
class DiscardPlan:
    """Throw it away."""

    preparation_id: int
    version: int


@callback("ofm")
@dataclass(frozen=True, slots=True)
class AmendPlan:
    """Prepare a new version of a plan in force."""

    plan_id: int


@callback("ofmx")
@dataclass(frozen=True, slots=True)
class ApplyAmendment:
    """Let it take the place of the one in force; `mark` tells which changes were shown."""

    preparation_id: int
    version: int
    mark: int
