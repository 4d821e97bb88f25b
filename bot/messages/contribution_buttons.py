"""What the buttons under contributions do."""

from dataclasses import dataclass

from bot.callbacks import callback


@callback("k")
@dataclass(frozen=True, slots=True)
class ContributeHome:
    """What a unit may send in, and what it has sent; 0 is the unit spoken for."""

    unit_id: int = 0


@callback("ks")
@dataclass(frozen=True, slots=True)
class StartContribution:
    """Begin, or go on with, one of a kind."""

    unit_id: int
    kind: str


@callback("kq")
@dataclass(frozen=True, slots=True)
class SendThisOn:
    """Begin one of a kind with the sentence that this message answers."""

    unit_id: int
    kind: str


@callback("kk")
@dataclass(frozen=True, slots=True)
class SkipField:
    """Leave a field of the form empty."""

    draft_id: int
    field: str


@callback("ke")
@dataclass(frozen=True, slots=True)
class ChooseField:
    """Which field of the form to change."""

    draft_id: int


@callback("kf")
@dataclass(frozen=True, slots=True)
class ChangeField:
    """Ask for a field of the form anew."""

    draft_id: int
    field: str


@callback("kr")
@dataclass(frozen=True, slots=True)
class ReviewContribution:
    """On to the review, or to the first question still open."""

    draft_id: int


@callback("kx")
@dataclass(frozen=True, slots=True)
class SendContribution:
    """Send it in."""

    draft_id: int
    version: int


@callback("kp")
@dataclass(frozen=True, slots=True)
class ListSent:
    """What the unit sent in, the newest first."""

    unit_id: int
    page: int = 0


@callback("ko")
@dataclass(frozen=True, slots=True)
class OpenSent:
    """One that the unit sent in, with its thread."""

    contribution_id: int
    unit_id: int
    page: int = 0


@callback("kw")
@dataclass(frozen=True, slots=True)
class WriteAgain:
    """The unit writes in the thread."""

    contribution_id: int
    unit_id: int


@callback("kt")
@dataclass(frozen=True, slots=True)
class RetypeMessage:
    """Throw the typed message away and type it anew."""

    draft_id: int
    version: int


@callback("ky")
@dataclass(frozen=True, slots=True)
class SendMessage:
    """Put the typed message into the thread."""

    draft_id: int
    version: int


@callback("okl")
@dataclass(frozen=True, slots=True)
class ListContributions:
    """The officers' list, the newest first; of one kind or standing where named."""

    kind: str = ""
    state: str = ""
    page: int = 0


@callback("okk")
@dataclass(frozen=True, slots=True)
class ChooseKind:
    """Of which kind to list."""

    state: str = ""


@callback("okt")
@dataclass(frozen=True, slots=True)
class ChooseState:
    """Of which standing to list."""

    kind: str = ""


@callback("oko")
@dataclass(frozen=True, slots=True)
class OpenContribution:
    """One of them with its thread, for officers."""

    contribution_id: int
    page: int = 0


@callback("oka")
@dataclass(frozen=True, slots=True)
class AnswerContribution:
    """The officer writes in the thread."""

    contribution_id: int


@callback("okd")
@dataclass(frozen=True, slots=True)
class SetStanding:
    """Give it a standing; `was` is the one it had when this button was shown."""

    contribution_id: int
    state: str
    was: str


@callback("okx")
@dataclass(frozen=True, slots=True)
class SendSheet:
    """The list as a spreadsheet."""

    kind: str = ""
    state: str = ""
