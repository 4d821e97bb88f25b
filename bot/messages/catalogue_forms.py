"""What officers are asked when they add to the catalogue or change it."""

from dataclasses import dataclass

from markupsafe import Markup

from bot.callbacks import callback
from bot.messages.catalogue import (
    AddIndicator,
    AddTitle,
    ListIndicators,
    ListTitles,
    OpenCatalogue,
    OpenTitle,
)
from bot.messages.forms import cancel_button
from bot.messages.paging import some_names
from bot.messages.screens import Button, Row, Screen, screen
from bot.rules.catalogue import USUAL_MEASURES
from bot.rules.dialogues import Draft
from bot.rules.units import Made
from bot.texts import Texts


@callback("dmis")
@dataclass(frozen=True, slots=True)
class TakeMeasure:
    """Count in one of the usual measures."""

    draft_id: int
    place: int


@callback("dmcs")
@dataclass(frozen=True, slots=True)
class TakeSuggestion:
    """Take the words of the example as the condition."""

    draft_id: int


@callback("dmcy")
@dataclass(frozen=True, slots=True)
class ConfirmCondition:
    """Show units this condition from now on."""

    draft_id: int
    version: int


def ask_titles(t: Texts, draft: Draft, *, individual: bool) -> Screen:
    """Type the titles to add."""
    head = t("<b>Add individual titles</b>") if individual else t("<b>Add collective titles</b>")
    words = t("Please type the title. Several may be pasted, one on each line.")
    return screen(t.join([head, "", words]), cancel_button(t, draft))


def titles_were_made(t: Texts, made: Made, *, individual: bool) -> Screen:
    """Which titles were added, and which were not and why."""
    lines: list[str | Markup] = [
        t.n("<b>{count} title added</b>", "<b>{count} titles added</b>", len(made.made))
    ]
    if made.made:
        lines.append(some_names(t, made.made, 20))
    if made.taken:
        names = some_names(t, made.taken, 20)
        lines += ["", t("Not added, because the name exists already: {names}", names=names)]
    if made.too_long:
        names = some_names(t, made.too_long)
        lines += ["", t("Not added, because over 200 characters: {names}", names=names)]
    return screen(
        t.join(lines),
        Button(t.plain("Add titles"), AddTitle(individual)),
        Button(t.plain("See the list"), ListTitles(individual)),
    )


def ask_new_name(t: Texts, draft: Draft, name: str) -> Screen:
    """Type the new name of a title or an indicator."""
    return screen(
        t(
            "<b>{name}</b>\nPlease type the new name. It stands in forms from now on; what was "
            "registered keeps its wording.",
            name=name,
        ),
        cancel_button(t, draft),
    )


def ask_indicator(t: Texts, draft: Draft) -> Screen:
    """Type the name of the indicator to add."""
    return screen(
        t("<b>Add an indicator</b>\nPlease type its name, for example: <i>Doanh thu</i>."),
        cancel_button(t, draft),
    )


def ask_measure(t: Texts, draft: Draft, name: str) -> Screen:
    """Choose or type what an indicator is counted in."""
    buttons = [
        Button(measure, TakeMeasure(draft.id, place))
        for place, measure in enumerate(USUAL_MEASURES)
    ]
    rows: list[Row] = [tuple(buttons[place : place + 2]) for place in range(0, len(buttons), 2)]
    rows.append((cancel_button(t, draft),))
    words = t("<b>{name}</b>\nWhat is it counted in? Please choose, or type it.", name=name)
    return Screen(words, tuple(rows))


def indicator_was_made(t: Texts, name: str, measure: str) -> Screen:
    """The indicator is there."""
    return screen(
        t("Added: <b>{name}</b> ({measure}).", name=name, measure=measure),
        Button(t.plain("Add an indicator"), AddIndicator()),
        Button(t.plain("See the list"), ListIndicators()),
    )


def ask_condition(t: Texts, draft: Draft, title: str, suggestion: str) -> Screen:
    """Type what the title asks for; the example is marked as one province's."""
    lines: list[str | Markup] = [
        t(
            "<b>{title}</b>\nPlease type what it asks for, for units to check themselves.",
            title=title,
        )
    ]
    rows: list[Row | Button] = []
    if suggestion:
        lines += [
            "",
            t("An example, with the figures of one province:"),
            t("<i>{words}</i>", words=suggestion),
            t("Ministries and provinces set their own: please compare it with your own rules."),
        ]
        rows.append(Button(t.plain("Use these words"), TakeSuggestion(draft.id)))
    rows.append(cancel_button(t, draft))
    return screen(t.join(lines), *rows)


def ask_source(t: Texts, draft: Draft, title: str, condition: str) -> Screen:
    """Type the document in which the condition is written."""
    return screen(
        t(
            "<b>{title}</b>\n{condition}\n\nIn which document is this written? Please type its "
            "number and day. Without a source units are shown nothing.",
            title=title,
            condition=condition,
        ),
        cancel_button(t, draft),
    )


def confirm_condition(t: Texts, draft: Draft, title: str, condition: str, source: str) -> Screen:
    """The condition and its source, once more, before units see it."""
    return screen(
        t(
            "<b>Please read once more</b>\n<b>{title}</b>\n{condition}\n<i>By: {source}</i>\n\n"
            "Units that choose this title will read it. It stops nobody from sending.",
            title=title,
            condition=condition,
            source=source,
        ),
        Button(t.plain("Confirm the condition"), ConfirmCondition(draft.id, draft.version)),
        cancel_button(t, draft),
    )


def condition_confirmed(t: Texts, title: str, title_id: int) -> Screen:
    """The condition stands."""
    return screen(
        t("Units that choose <b>{title}</b> now see its condition.", title=title),
        Button(t.plain("Open the title"), OpenTitle(title_id)),
        Button(t.plain("Catalogue"), OpenCatalogue()),
    )
