"""The part of the registration form for people: who is put down for which title."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.messages.paging import A_PAGE, lines_within, page_line, page_of, page_row, short
from bot.messages.registration_buttons import (
    AddPeople,
    ConfirmPeople,
    DropPerson,
    IndividualTitles,
    RegistrationMenu,
)
from bot.messages.registrations import condition_lines, named
from bot.messages.screens import Button, Row, Screen, screen
from bot.rules.catalogue import TitleEntry
from bot.rules.dialogues import Draft
from bot.texts import Texts

LONGEST_UNREAD = 80


def people_screen(
    t: Texts,
    draft: Draft,
    titles: Sequence[TitleEntry],
    people: Sequence[tuple[int, str, int]],
    number: int = 0,
) -> Screen:
    """Who is put down for which title, page by page, and which title to add people to.

    `people` are title, person, and the number that stands for the person in a button.
    """
    by_id = {title.id: title for title in titles}
    page = page_of(people, number, A_PAGE)
    rows: list[Row] = [
        (Button(t.plain("Add: {title}", title=title.name), AddPeople(draft.id, title.id)),)
        for title in titles
        if not title.retired
    ]
    rows += [
        (
            Button(
                t.plain("Remove: {person}", person=person),
                DropPerson(draft.id, title_id, key, page.number),
            ),
        )
        for title_id, person, key in page.items
    ]
    rows.append(page_row(t, page, lambda each: IndividualTitles(draft.id, each)))
    rows.append((Button(t.plain("Done"), RegistrationMenu(draft.id)),))
    lines: list[str | Markup] = [t("<b>Individual titles</b>")]
    for title_id, person, _ in page.items:
        if title := by_id.get(title_id):
            name = named(t, title.name, title.retired)
            lines.append(t("• {title}: {person}", title=name, person=person))
    if not people:
        lines.append(t("Nobody is put down yet."))
    title_id = int(draft.step.partition(":")[2] or 0)
    if title_id in by_id:
        more = t("More names for “{title}” may be typed now.", title=by_id[title_id].name)
        lines += ["", more]
    return Screen(t.join([*lines, *page_line(t, page)]), tuple(rows))


def ask_people(t: Texts, draft: Draft, title: TitleEntry) -> Screen:
    """Type the names."""
    return screen(
        t.join(
            [
                t("<b>{title}</b>", title=title.name),
                *(condition_lines(t, title)[1:] if title.condition else []),
                t(
                    "Please type full name and position, one person a line. For example:\n"
                    "<i>Nguyễn Văn An – Giám đốc</i>\n"
                    "A list copied from Word or Excel may be pasted whole."
                ),
            ]
        ),
        Button(t.plain("Back"), IndividualTitles(draft.id)),
    )


def read_back_people(
    t: Texts,
    draft: Draft,
    title: TitleEntry,
    titles: Sequence[TitleEntry],
    people: Sequence[tuple[int, str]],
    doubled: Sequence[str],
    unread: Sequence[str],
) -> Screen:
    """A pasted list as it was read, before it counts."""
    by_id = {each.id: each.name for each in titles}
    lines: list[str | Markup] = [
        t.n("<b>{count} person was read</b>", "<b>{count} people were read</b>", len(people))
    ]
    listed = None
    for place, (title_id, person) in enumerate(people, 1):
        if title_id != listed:
            lines.append(t("<b>{title}</b>", title=by_id[title_id]))
            listed = title_id
        lines.append(t("{place}. {person}", place=place, person=person))
    if doubled:
        lines += ["", t("<b>Named twice, kept once:</b>")]
        lines += [t("• {person}", person=person) for person in doubled]
    if unread:
        lines += ["", t("<b>Lines in which no name was found:</b>")]
        lines += [t("<code>{line}</code>", line=short(line, LONGEST_UNREAD)) for line in unread]
    return screen(
        t.join(lines_within(t, lines)),
        Button(t.plain("Right, put them down"), ConfirmPeople(draft.id)),
        Button(t.plain("Type it again"), AddPeople(draft.id, title.id)),
        Button(t.plain("Back"), IndividualTitles(draft.id)),
    )
