"""The registration form: titles, people, targets; then what is sent."""

from decimal import Decimal

from markupsafe import Markup

from bot.messages.forms import cancel_button
from bot.messages.home import GoHome
from bot.messages.paging import A_PAGE, lines_within, page_line, page_of, page_row
from bot.messages.registration_buttons import (
    AddPeople,
    CollectiveTitles,
    DropPerson,
    DropTarget,
    Indicators,
    IndividualTitles,
    RegistrationMenu,
    ReviewRegistration,
    SetTarget,
    SubmitRegistration,
    TakeNumber,
    ToggleTitle,
)
from bot.messages.screens import Button, Row, Screen, screen
from bot.rules.dialogues import Draft
from bot.rules.obligations import Duty
from bot.rules.registrations import RegistrationDraft, Scope
from bot.texts import Texts


def for_unit(t: Texts, screen: Screen, unit: str) -> Screen:
    """A part of the form with the unit's name above it, for whoever speaks for several."""
    return Screen(t.join([t("<i>{unit}</i>", unit=unit), Markup(screen.html)]), screen.rows)  # noqa: S704


def registration_menu(
    t: Texts, unit: str, duty: Duty, draft: Draft, lines: RegistrationDraft
) -> Screen:
    """The three parts with what each holds."""
    people = [title for title in lines.titles if title.scope is Scope.INDIVIDUAL]
    collective = len(lines.titles) - len(people)
    text: list[str | Markup] = [
        t("<b>{title}</b>\n{unit}", title=duty.obligation.title, unit=unit),
        "",
        *lines_within(t, registration_lines(t, lines)),
        "",
        t("Fill in any part, in any order. Everything is kept as you go."),
    ]
    rows: list[Row] = [
        (
            Button(
                t.plain("Collective titles ({count})", count=collective), CollectiveTitles(draft.id)
            ),
        ),
        (
            Button(
                t.plain("Individual titles ({count})", count=len(people)),
                IndividualTitles(draft.id),
            ),
        ),
        (Button(t.plain("Targets ({count})", count=len(lines.targets)), Indicators(draft.id)),),
    ]
    if lines.titles or lines.targets:
        rows.append((Button(t.plain("Review and send"), ReviewRegistration(draft.id)),))
    rows.append((cancel_button(t, draft),))
    return Screen(t.join(text), tuple(rows))


def registration_lines(t: Texts, lines: RegistrationDraft) -> list[str | Markup]:
    """Everything registered, in words; one line when there is nothing yet."""
    if not lines.titles and not lines.targets:
        return [t("Nothing is put down yet.")]
    collective = [title.title for title in lines.titles if title.scope is Scope.COLLECTIVE]
    people = [title for title in lines.titles if title.scope is Scope.INDIVIDUAL]
    text: list[str | Markup] = []
    if collective:
        text.append(t("<b>Collective titles</b>"))
        text += [t("• {title}", title=title) for title in collective]
    if people:
        text.append(t("<b>Individual titles</b>"))
        text += [t("• {title}: {person}", title=p.title, person=p.person) for p in people]
    if lines.targets:
        text.append(t("<b>Targets</b>"))
        text += [
            t(
                "• {indicator}: <b>{number}</b> {measure}",
                indicator=target.indicator,
                number=t.number(target.planned),
                measure=target.measure,
            )
            for target in lines.targets
        ]
    return text


def collective_screen(
    t: Texts, draft: Draft, titles: list[tuple[int, str]], chosen: list[int]
) -> Screen:
    """Titles to tick; a press ticks or unticks."""
    rows: list[Row] = [
        (
            Button(
                f"{'☑' if id_ in chosen else '☐'} {name}",
                ToggleTitle(draft.id, draft.version, id_),
            ),
        )
        for id_, name in titles
    ]
    rows.append((Button(t.plain("Done"), RegistrationMenu(draft.id)),))
    return Screen(
        t("<b>Collective titles</b>\nTick every title that {you} strive for."), tuple(rows)
    )


def people_screen(
    t: Texts,
    draft: Draft,
    titles: list[tuple[int, str]],
    people: list[tuple[str, str]],
    number: int = 0,
) -> Screen:
    """Who is put down for which title, page by page, and which title to add people to."""
    page = page_of(list(enumerate(people)), number, A_PAGE)
    rows: list[Row] = [
        (Button(t.plain("Add: {title}", title=name), AddPeople(draft.id, id_)),)
        for id_, name in titles
    ]
    rows += [
        (
            Button(
                t.plain("Remove: {person}", person=person),
                DropPerson(draft.id, draft.version, place),
            ),
        )
        for place, (_, person) in page.items
    ]
    rows.append(page_row(t, page, lambda each: IndividualTitles(draft.id, each)))
    rows.append((Button(t.plain("Done"), RegistrationMenu(draft.id)),))
    lines: list[str | Markup] = [t("<b>Individual titles</b>")]
    for _, (title, person) in page.items:
        lines.append(t("• {title}: {person}", title=title, person=person))
    if not people:
        lines.append(t("Nobody is put down yet."))
    return Screen(t.join([*lines, *page_line(t, page)]), tuple(rows))


def ask_people(t: Texts, draft: Draft, title: str) -> Screen:
    """Type the names."""
    return screen(
        t(
            "<b>{title}</b>\nPlease type full name and position, one person a line. For "
            "example:\n<i>Nguyễn Văn An – Giám đốc</i>",
            title=title,
        ),
        Button(t.plain("Back"), IndividualTitles(draft.id)),
    )


def targets_screen(
    t: Texts,
    draft: Draft,
    indicators: list[tuple[int, str, str]],
    planned: dict[int, Decimal],
) -> Screen:
    """The indicators with the numbers set so far."""
    rows: list[Row] = [
        (Button(_indicator_label(t, name, measure, planned.get(id_)), SetTarget(draft.id, id_)),)
        for id_, name, measure in indicators
    ]
    rows.append((Button(t.plain("Done"), RegistrationMenu(draft.id)),))
    return Screen(t("<b>Targets</b>\nPlease choose an indicator."), tuple(rows))


def ask_number(
    t: Texts, draft: Draft, indicator_id: int, name: str, measure: str, *, is_set: bool
) -> Screen:
    """Type the planned number, as people write numbers."""
    back = Button(t.plain("Back"), Indicators(draft.id))
    drop = Button(t.plain("Remove this target"), DropTarget(draft.id, draft.version, indicator_id))
    return screen(
        t(
            "<b>{name}</b> (in {measure})\nPlease type the planned number, for example: "
            "<i>1.250</i>, <i>1,2 tỷ</i>, <i>850tr</i>, <i>98%</i>.",
            name=name,
            measure=measure,
        ),
        *((drop, back) if is_set else (back,)),
    )


def which_number(
    t: Texts,
    draft: Draft,
    indicator_id: int,
    name: str,
    measure: str,
    readings: tuple[Decimal, Decimal],
) -> Screen:
    """A number that can be read in two ways is asked about, never guessed."""
    rows = [
        (
            Button(
                f"{t.number(value)} {measure}",
                TakeNumber(draft.id, draft.version, indicator_id, format(value, "f")),
            ),
        )
        for value in readings
    ]
    rows.append((Button(t.plain("Type it again"), Indicators(draft.id)),))
    return Screen(t("<b>{name}</b>: which number is meant?", name=name), tuple(rows))


def review_registration(
    t: Texts, unit: str, duty: Duty, draft: Draft, lines: RegistrationDraft
) -> Screen:
    """Everything, once more, before it is sent."""
    text: list[str | Markup] = [
        t("<b>Please read once more</b>"),
        t("{title}\n{unit}", title=duty.obligation.title, unit=unit),
        "",
        *lines_within(t, registration_lines(t, lines)),
    ]
    return screen(
        t.join(text),
        Button(t.plain("Send the registration"), SubmitRegistration(draft.id, draft.version)),
        Button(t.plain("Change something"), RegistrationMenu(draft.id)),
        cancel_button(t, draft),
    )


def registration_sent(t: Texts, unit: str, duty: Duty, lines: RegistrationDraft) -> Screen:
    """The form, closed; the receipt follows as a message of its own."""
    text: list[str | Markup] = [
        t("<b>Sent: {title}</b>\n{unit}", title=duty.obligation.title, unit=unit),
        "",
        *lines_within(t, registration_lines(t, lines)),
    ]
    text += ["", t("The receipt follows.")]
    return screen(t.join(text))


def no_registration(t: Texts) -> Screen:
    """No plan asks for a registration."""
    return screen(
        t("No plan in force asks {you} to register."),
        Button(t.plain("Home"), GoHome()),
    )


def _indicator_label(t: Texts, name: str, measure: str, planned: Decimal | None) -> str:
    if planned is None:
        return name
    return f"✓ {name}: {t.number(planned)} {measure}"
