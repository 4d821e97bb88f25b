"""The words that go with the calendar file."""

from bot.texts import Texts


def calendar_caption(t: Texts, unit: str) -> str:
    """The words under the calendar file. Plain: a caption is not parsed."""
    return t.plain(
        "Deadlines of {unit}. Open this file on the phone to add them to its calendar.", unit=unit
    )
