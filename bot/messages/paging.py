"""Long lists: parted into pages, names kept short."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from markupsafe import Markup

from bot.messages.screens import Button, Row, Screen
from bot.texts import Texts

A_PAGE = 8
LONGEST_NAME = 60
LONGEST_BEFORE_COUNT = 30
LONGEST_TEXT = 3400
"""Of the 4,096 characters that Telegram takes; the head of the page needs its share."""

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """One page of a list. `number` counts from 0."""

    items: tuple[Item, ...]
    number: int
    pages: int


def page_of(items: Sequence[Item], number: int, size: int = A_PAGE) -> Page[Item]:
    """The page with this number, or the nearest there is: lists get shorter behind a button."""
    pages = max(1, -(-len(items) // size))
    number = min(max(number, 0), pages - 1)
    return Page(tuple(items[number * size : (number + 1) * size]), number, pages)


def page_row(t: Texts, page: Page[Item], turn: Callable[[int], object]) -> Row:
    """The buttons to the neighbouring pages; none for a list of one page."""
    row = []
    if page.number > 0:
        row.append(Button(t.plain("‹ Page {number}", number=page.number), turn(page.number - 1)))
    if page.number < page.pages - 1:
        after = page.number + 2
        row.append(Button(t.plain("Page {number} ›", number=after), turn(page.number + 1)))
    return tuple(row)


def page_line(t: Texts, page: Page[Item]) -> list[str | Markup]:
    """Which page this is, when there are several."""
    if page.pages == 1:
        return []
    return [t("<i>Page {number} of {pages}</i>", number=page.number + 1, pages=page.pages)]


def short(name: str, most: int = LONGEST_NAME) -> str:
    """A name for a list or a button, cut when it is very long."""
    return name if len(name) <= most else name[: most - 1].rstrip() + "…"


def before_count(name: str) -> str:
    """A name for a button that ends in a count: whole words, so few that the count is seen.

    Telegram shows one line on a phone, and cuts the end of a longer label without asking.
    """
    if len(name) <= LONGEST_BEFORE_COUNT:
        return name
    whole = name[:LONGEST_BEFORE_COUNT].rsplit(" ", 1)[0]
    return whole.rstrip(" ,;:-–") + "…"


def some_names(t: Texts, names: Sequence[str], most: int = 10) -> str:
    """The first names in one line and how many more there are. Plain: to be put into a message."""
    shown = ", ".join(short(name) for name in names[:most])
    if len(names) <= most:
        return shown
    return t.plain("{names} and {count} more", names=shown, count=len(names) - most)


def lines_within(
    t: Texts, lines: Sequence[str | Markup], most: int = LONGEST_TEXT
) -> list[str | Markup]:
    """The first lines, as many as fit, and how many more there are."""
    shown = text_pages(lines, most)[0]
    if more := len(lines) - len(shown):
        shown.append(t.n("… and {count} more line", "… and {count} more lines", more))
    return shown


def text_pages(lines: Sequence[str | Markup], most: int = LONGEST_TEXT) -> list[list[str | Markup]]:
    """Lines parted so that each part fits into one message."""
    parts: list[list[str | Markup]] = [[]]
    length = 0
    for line in lines:
        if parts[-1] and length + len(line) > most:
            parts.append([])
            length = 0
        parts[-1].append(line)
        length += len(line) + 1
    return parts


def paged_text(
    t: Texts,
    lines: Sequence[str | Markup],
    number: int,
    turn: Callable[[int], object],
    rows: Sequence[Row],
) -> Screen:
    """One page of a long text, with the buttons to turn it above the other rows."""
    page = page_of(text_pages(lines), number, 1)
    text = [*page.items[0], *(["", *page_line(t, page)] if page.pages > 1 else [])]
    return Screen(t.join(text), (page_row(t, page, turn), *rows))
