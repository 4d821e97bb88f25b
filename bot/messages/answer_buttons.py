"""What the buttons of a report's questions carry."""

from dataclasses import dataclass

from bot.callbacks import callback


@callback("ql")
@dataclass(frozen=True, slots=True)
class AnswerFigures:
    """Ask for the first figure that is missing; all being there, list them."""

    draft_id: int


@callback("qf")
@dataclass(frozen=True, slots=True)
class ListFigures:
    """Show what is asked for and what was answered."""

    draft_id: int
    page: int = 0


@callback("qa")
@dataclass(frozen=True, slots=True)
class AskFigure:
    """Ask for this figure."""

    draft_id: int
    key: str


@callback("qn")
@dataclass(frozen=True, slots=True)
class SkipFigure:
    """Leave this figure out and go on to the next that is missing."""

    draft_id: int
    key: str


@callback("qt")
@dataclass(frozen=True, slots=True)
class TakeFigure:
    """Yes, this number is meant."""

    draft_id: int
    key: str
    number: str


@callback("qd")
@dataclass(frozen=True, slots=True)
class DropFigure:
    """Take a figure out."""

    draft_id: int
    version: int
    key: str


@callback("ss")
@dataclass(frozen=True, slots=True)
class ListSections:
    """Show the outline."""

    draft_id: int


@callback("so")
@dataclass(frozen=True, slots=True)
class OpenSection:
    """Write a section; `place` is its place in the outline, beyond the last one the list."""

    draft_id: int
    place: int


@callback("sd")
@dataclass(frozen=True, slots=True)
class DropSection:
    """Take the words of a section out."""

    draft_id: int
    version: int
    place: int


@callback("rfl")
@dataclass(frozen=True, slots=True)
class ListFiles:
    """Show the files, each with a button that takes it out."""

    draft_id: int


@callback("rwd")
@dataclass(frozen=True, slots=True)
class SendDraftPaper:
    """Send the report as a Word draft before it is handed in."""

    draft_id: int
