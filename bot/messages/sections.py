"""The sections of a report's outline: a list with ticks, and one section being written."""

from collections.abc import Mapping

from markupsafe import Markup

from bot.messages.answer_buttons import DropSection, ListSections, OpenSection
from bot.messages.answers import section_title
from bot.messages.screens import Button, Row, Screen
from bot.rules.answers import LONGEST_SECTION, Section
from bot.rules.dialogues import Draft
from bot.texts import Texts

OUTLINE = tuple(Section)
LONGEST_SHOWN = 1500
LONGEST_NEXT = 32

Lines = list[str | Markup]


def sections_screen(
    t: Texts, head: Lines, draft: Draft, written: Mapping[Section, str], rows: list[Row]
) -> Screen:
    """The outline: what is written has its tick; `rows` go on from here."""
    lines: Lines = [
        *head,
        "",
        t(
            "<b>Contents of the report</b>\nChoose a section to write it. Whatever does not "
            "apply may stay empty."
        ),
    ]
    chosen: list[Row] = [
        (Button(_label(t, section, written), OpenSection(draft.id, place)),)
        for place, section in enumerate(OUTLINE)
    ]
    return Screen(t.join(lines), (*chosen, *rows))


def section_screen(t: Texts, draft: Draft, section: Section, words: str, note: Lines) -> Screen:
    """One section: its words so far, and the way to the next."""
    place = OUTLINE.index(section)
    lines: Lines = [
        *note,
        *([""] if note else []),
        t(
            "<b>{title}</b> ({place}/{places})",
            title=section_title(t, section),
            place=place + 1,
            places=len(OUTLINE),
        ),
    ]
    rows: list[Row] = []
    if words:
        lines += [t("Written so far ({count} characters):", count=t.number(len(words)))]
        lines += [t("<i>{words}</i>", words=_shown(words)), ""]
        lines.append(t("Type more, or go on."))
    else:
        lines.append(
            t(
                "Please type it here, in several messages if need be; {most} characters at most.",
                most=t.number(LONGEST_SECTION),
            )
        )
    rows.append((Button(_onward(t, place, bool(words)), OpenSection(draft.id, place + 1)),))
    if words:
        drop = DropSection(draft.id, draft.version, place)
        rows.append((Button(t.plain("Remove this section"), drop),))
    rows.append((Button(t.plain("Back to the list"), ListSections(draft.id)),))
    return Screen(t.join(lines), tuple(rows))


def _onward(t: Texts, place: int, is_written: bool) -> str:
    if not is_written:
        return t.plain("Skip")
    if place + 1 == len(OUTLINE):
        return t.plain("Done")
    return t.plain("Next: {title}", title=section_title(t, OUTLINE[place + 1]))


def _label(t: Texts, section: Section, written: Mapping[Section, str]) -> str:
    return f"{'✓' if written.get(section) else '○'} {section_title(t, section)}"


def _shown(words: str) -> str:
    """The end of what is written: whoever goes on typing looks there."""
    return words if len(words) <= LONGEST_SHOWN else "…" + words[-LONGEST_SHOWN:]
