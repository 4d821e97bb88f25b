"""What the buttons of questions answered for everybody do."""

from dataclasses import dataclass

from bot.callbacks import callback


@callback("kn")
@dataclass(frozen=True, slots=True)
class ReadKnown:
    """Show a unit (0 for an officer) the answer to one of the questions."""

    question_id: int
    unit_id: int = 0


@callback("otl")
@dataclass(frozen=True, slots=True)
class ListKnown:
    """The officers' list, the newest first."""

    page: int = 0


@callback("oto")
@dataclass(frozen=True, slots=True)
class OpenKnown:
    """One of them, with what an officer can do."""

    question_id: int


@callback("ota")
@dataclass(frozen=True, slots=True)
class AddKnown:
    """Begin one by hand."""


@callback("otk")
@dataclass(frozen=True, slots=True)
class KeepThread:
    """Begin one with what a unit asked and an officer answered."""

    contribution_id: int


@callback("otc")
@dataclass(frozen=True, slots=True)
class ChangeKnown:
    """Begin to change the question or the answer of what is kept."""

    question_id: int
    field: str


@callback("otd")
@dataclass(frozen=True, slots=True)
class AskToDelete:
    """Ask once more before one is deleted."""

    question_id: int


@callback("otx")
@dataclass(frozen=True, slots=True)
class DeleteKnown:
    """Delete one."""

    question_id: int


@callback("otf")
@dataclass(frozen=True, slots=True)
class RetypeField:
    """Ask for a field of the form anew; "" goes on to the review."""

    draft_id: int
    field: str


@callback("ots")
@dataclass(frozen=True, slots=True)
class SaveKnown:
    """Let everybody have it."""

    draft_id: int
    version: int
