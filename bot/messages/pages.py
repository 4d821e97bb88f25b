"""Files and photographed pages in a form: listed, and taken out again."""

from collections.abc import Callable, Sequence

from markupsafe import Markup

from bot.messages.reports import short_file, size_of
from bot.messages.screens import Button, Row
from bot.rules.files import FilePart, pages_of
from bot.texts import Texts

A_ROW = 3


def file_lines(t: Texts, files: Sequence[FilePart]) -> list[str | Markup]:
    """The files, and the photos together as the one PDF they become."""
    documents = [part for part in files if not part.is_page]
    lines: list[str | Markup] = [
        t("{place}. {name} ({size})", place=place, name=short_file(p.name), size=size_of(t, p.size))
        for place, p in enumerate(documents, 1)
    ]
    if pages := pages_of(files):
        lines.append(
            t.n(
                "Photos: {count} page, will be joined into one PDF ({size})",
                "Photos: {count} pages, will be joined into one PDF ({size})",
                len(pages),
                size=size_of(t, sum(page.size for page in pages)),
            )
        )
    return lines


def removal_rows(t: Texts, files: Sequence[FilePart], drop: Callable[[int], object]) -> list[Row]:
    """A button for each file, which does what `drop` says of its place; pages side by side."""
    rows: list[Row] = []
    pages: list[Button] = []
    for place, part in enumerate(files):
        if part.is_page:
            label = t.plain("Remove page {number}", number=len(pages) + 1)
            pages.append(Button(label, drop(place)))
        else:
            label = t.plain("Remove: {name}", name=short_file(part.name, 40))
            rows.append((Button(label, drop(place)),))
    return [*rows, *(tuple(pages[at : at + A_ROW]) for at in range(0, len(pages), A_ROW))]
