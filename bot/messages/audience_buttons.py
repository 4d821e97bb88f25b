"""What the buttons under the choice of recipients do."""

from dataclasses import dataclass

from bot.callbacks import callback


@callback("ohaa")
@dataclass(frozen=True, slots=True)
class ChooseEveryone:
    """Write to all units, whatever was asked of them before."""

    draft_id: int
    version: int


@callback("ohab")
@dataclass(frozen=True, slots=True)
class BrowseCondition:
    """Show what may be asked of units, of one kind."""

    draft_id: int
    version: int
    kind: str
    page: int = 0


@callback("ohat")
@dataclass(frozen=True, slots=True)
class ToggleChoice:
    """Ask one more thing of units, or one less; a type is named by its place in the list."""

    draft_id: int
    version: int
    kind: str
    id: int
    page: int = 0


@callback("ohav")
@dataclass(frozen=True, slots=True)
class ShowAllUnits:
    """Look for no name any more."""

    draft_id: int
    version: int


@callback("ohao")
@dataclass(frozen=True, slots=True)
class ToggleOption:
    """Representatives only, or groups too: or not."""

    draft_id: int
    version: int
    option: str


@callback("ohan")
@dataclass(frozen=True, slots=True)
class GoOn:
    """The audience is chosen: on to the content, or to the preview."""

    draft_id: int
    version: int


@callback("ohal")
@dataclass(frozen=True, slots=True)
class ListSaved:
    """Show the audiences kept under a name."""

    draft_id: int
    version: int


@callback("ohau")
@dataclass(frozen=True, slots=True)
class UseSaved:
    """Write to one of them."""

    draft_id: int
    version: int
    saved_id: int


@callback("ohaf")
@dataclass(frozen=True, slots=True)
class ForgetSaved:
    """Keep it no longer."""

    draft_id: int
    version: int
    saved_id: int


@callback("ohas")
@dataclass(frozen=True, slots=True)
class SaveAudience:
    """Ask for the name under which the audience is kept."""

    draft_id: int
    version: int
