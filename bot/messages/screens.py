"""What the bot shows: words in Telegram HTML with plain buttons under them."""

from dataclasses import dataclass, field, replace

from bot.messages.fitting import fitted

MOST_BUTTONS = 100
"""Under one message: Telegram leaves out what is beyond."""

LONGEST_LABEL = 80


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a screen: it either `does` a declared callback value or opens a `url`."""

    label: str
    does: object | None = None
    url: str | None = None


Row = tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Screen:
    """One message: HTML of at most 4,096 characters and rows of at most 100 buttons.

    Longer words are cut, never refused by Telegram: a screen that may grow long says itself how
    much more there is, this is the net below.
    """

    html: str
    rows: tuple[Row, ...] = field(default=())

    def __post_init__(self) -> None:
        object.__setattr__(self, "html", fitted(str(self.html)))
        object.__setattr__(self, "rows", _fitted_rows(self.rows))


def screen(html: str, *rows: Row | Button) -> Screen:
    """A screen from its words and rows; a lone button is a row of its own."""
    return Screen(html, tuple((row,) if isinstance(row, Button) else row for row in rows))


def _fitted_rows(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    kept: list[Row] = []
    left = MOST_BUTTONS
    for row in rows:
        left -= len(row)
        if left < 0:
            break
        kept.append(tuple(_fitted_button(button) for button in row))
    return tuple(kept)


def _fitted_button(button: Button) -> Button:
    if len(button.label) <= LONGEST_LABEL:
        return button
    return replace(button, label=button.label[: LONGEST_LABEL - 1].rstrip() + "…")
