"""The registration form: its parts, collective titles; then what is sent."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.messages.answers import amount
from bot.messages.deadlines import standing_lines
from bot.messages.forms import cancel_button
from bot.messages.home import GoHome
from bot.messages.paging import lines_within
from bot.messages.registration_buttons import (
    CollectiveTitles,
    Indicators,
    IndividualTitles,
    RegistrationMenu,
    ReviewRegistration,
    SubmitRegistration,
    TickTitle,
)
from bot.messages.screens import Button, Row, Screen, screen
from bot.rules.catalogue import TitleEntry
from bot.rules.dialogues import Draft
from bot.rules.obligations import Duty, Standing
from bot.rules.registrations import RegistrationDraft, Scope, TargetLine
from bot.texts import Texts


def for_unit(t: Texts, screen: Screen, unit: str) -> Screen:
    """A part of the form with the unit's name above it, for whoever speaks for several."""
    return Screen(t.join([t("<i>{unit}</i>", unit=unit), Markup(screen.html)]), screen.rows)  # noqa: S704


def returned_above(t: Texts, screen: Screen, duty: Duty) -> Screen:
    """A part of the form below the reason for which the registration was sent back."""
    if duty.standing is not Standing.RETURNED or not duty.reason:
        return screen
    reason = t("↩ <b>Sent back:</b> {reason}", reason=duty.reason)
    return Screen(t.join([reason, "", Markup(screen.html)]), screen.rows)  # noqa: S704


def registration_menu(
    t: Texts, unit: str, duty: Duty, draft: Draft, lines: RegistrationDraft
) -> Screen:
    """The three parts with what each holds."""
    people = [title for title in lines.titles if title.scope is Scope.INDIVIDUAL]
    collective = len(lines.titles) - len(people)
    text: list[str | Markup] = [
        t("<b>{title}</b>\n{unit}", title=duty.obligation.title, unit=unit),
        *standing_lines(t, duty),
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
    collective = [title for title in lines.titles if title.scope is Scope.COLLECTIVE]
    people = [title for title in lines.titles if title.scope is Scope.INDIVIDUAL]
    text: list[str | Markup] = []
    if collective:
        text.append(t("<b>Collective titles</b>"))
        text += [t("• {title}", title=named(t, each.title, each.retired)) for each in collective]
    if people:
        text.append(t("<b>Individual titles</b>"))
        text += [
            t("• {title}: {person}", title=named(t, p.title, p.retired), person=p.person)
            for p in people
        ]
    if lines.targets:
        text.append(t("<b>Targets</b>"))
        text += [target_line(t, target) for target in lines.targets]
    return text


def target_line(t: Texts, target: TargetLine) -> Markup:
    """A target with last year's number, if it is known."""
    line = t(
        "• {indicator}: <b>{amount}</b>",
        indicator=named(t, target.indicator, target.retired),
        amount=amount(t, target.planned, target.measure),
    )
    if target.before is None:
        return line
    return line + t(" (last year: {number})", number=t.number(target.before))


def named(t: Texts, name: str, retired: bool) -> str:
    """The name of a title or indicator, with a mark once it left the catalogue."""
    return t.plain("{name} (no longer in the catalogue)", name=name) if retired else name


def collective_screen(
    t: Texts, draft: Draft, titles: Sequence[TitleEntry], chosen: Sequence[int]
) -> Screen:
    """Titles to tick; a press ticks or unticks. One that was retired can only be unticked."""
    shown = [title for title in titles if title.id in chosen or not title.retired]
    rows: list[Row] = [
        (
            Button(
                f"{'☑' if title.id in chosen else '☐'} {named(t, title.name, title.retired)}",
                TickTitle(draft.id, title.id, on=title.id not in chosen),
            ),
        )
        for title in shown
    ]
    rows.append((Button(t.plain("Done"), RegistrationMenu(draft.id)),))
    lines: list[str | Markup] = [t("<b>Collective titles</b>\nTick every title to be striven for.")]
    for title in shown:
        if title.id in chosen and title.condition:
            lines += ["", *condition_lines(t, title)]
    return Screen(t.join(lines), tuple(rows))


def condition_lines(t: Texts, title: TitleEntry) -> list[str | Markup]:
    """What the title asks for, to check oneself by, and where that is written."""
    return [
        t("<b>{title}</b> asks for:", title=title.name),
        t("{condition}", condition=title.condition),
        t("<i>By: {source}</i>", source=title.condition_source),
    ]


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
