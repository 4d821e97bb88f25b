"""What the bot shows: words in Telegram HTML with plain buttons under them."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a screen: it either `does` a declared callback value or opens a `url`."""

    label: str
    does: object | None = None
    url: str | None = None


Row = tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Screen:
    """One message: HTML of at most 4,096 characters and rows of buttons."""

    html: str
    rows: tuple[Row, ...] = field(default=())


def screen(html: str, *rows: Row | Button) -> Screen:
    """A screen from its words and rows; a lone button is a row of its own."""
    return Screen(str(html), tuple((row,) if isinstance(row, Button) else row for row in rows))
