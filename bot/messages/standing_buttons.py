"""The button under which a bloc's standing is posted in its group."""

from dataclasses import dataclass

from bot.callbacks import callback
from bot.messages.screens import Button
from bot.texts import Texts


@callback("ojp")
@dataclass(frozen=True, slots=True)
class PreviewStanding:
    """Show a bloc's standing before it is posted in its group.

    `obligation_id` is the one whose list it is asked from, 0 for none.
    """

    bloc_id: int
    obligation_id: int = 0


def post_button(t: Texts, bloc_id: int, obligation_id: int = 0) -> Button:
    """Leads to the preview."""
    return Button(t.plain("Post the bloc’s standing"), PreviewStanding(bloc_id, obligation_id))
