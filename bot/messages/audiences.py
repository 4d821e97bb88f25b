"""Choosing whom a notice is for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from bot.messages.audience_buttons import (
    BrowseCondition,
    ChooseEveryone,
    ForgetSaved,
    GoOn,
    ListSaved,
    SaveAudience,
    ShowAllUnits,
    ToggleChoice,
    ToggleOption,
    UseSaved,
)
from bot.messages.forms import cancel_button
from bot.messages.notice_contents import content_line
from bot.messages.paging import before_count, page_line, page_of, page_row, short, some_names
from bot.messages.screens import Button, Row, Screen
from bot.rules.audiences import Audience, AudienceNames, Condition, Reach, Saved
from bot.rules.contents import Content
from bot.rules.dialogues import Draft
from bot.rules.missing import Tally
from bot.texts import N_, Texts

BUTTON_NAME = 36


REPRESENTATIVES, BLOC_GROUPS, OFFICERS_GROUP = "rep", "bloc", "off"

CONDITIONS = {
    Condition.BLOC: N_("Bloc"),
    Condition.TYPE: N_("Type of unit"),
    Condition.TITLE: N_("Title registered"),
    Condition.UNDONE: N_("Have not registered or handed in"),
    Condition.UNIT: N_("Units one by one"),
}

QUESTIONS = {
    Condition.BLOC: N_("Which blocs? One of those ticked is enough."),
    Condition.TYPE: N_("Which types of unit? One of those ticked is enough."),
    Condition.TITLE: N_("Units that registered which title? One of those ticked is enough."),
    Condition.UNDONE: N_("Who have not done what? All that is ticked must be undone."),
    Condition.UNIT: N_("Which units? To find one, please type a part of its name."),
}

OPTIONS = {
    REPRESENTATIVES: N_("Representatives only"),
    BLOC_GROUPS: N_("In the groups of the blocs too"),
    OFFICERS_GROUP: N_("In the officers’ group too"),
}


@dataclass(frozen=True, slots=True)
class Choices:
    """What may be ticked of one kind: id and name of each. `found_by` is what was typed."""

    kind: Condition
    items: Sequence[tuple[int, str]]
    ticked: frozenset[int]
    found_by: str = ""


def audience_screen(
    t: Texts,
    draft: Draft,
    names: AudienceNames | None,
    reach: Reach,
    kinds: Sequence[Condition],
    options: Sequence[str],
    *,
    has_saved: bool,
    content: Content,
    lost_duty: bool,
) -> Screen:
    """The first question: for whom. `names` is None while nothing was chosen.

    `content` is what was sent already: some write first and choose then. `lost_duty` tells that
    a condition fell away with a duty that is no longer in force.
    """
    lines: list[str | Markup] = [t("<b>New notice</b>"), ""]
    if not content.is_empty:
        lines += [content_line(t, content), ""]
    if lost_duty:
        lines += [t("A duty that was chosen is no longer in force: it was taken out."), ""]
    rows: list[Row] = []
    if names is None:
        lines.append(t("For whom is it?"))
    else:
        lines += [*audience_lines(t, names), "", *reach_lines(t, reach), ""]
        lines += [
            t("More conditions narrow it down: a unit must fulfil all of them."),
            t("Then go on, or send the notice here at once."),
        ]
        rows.append((Button(t.plain("Go on"), GoOn(draft.id, draft.version)),))
    audience = names.audience if names else Audience()
    if names is None or not audience.is_everyone:
        everyone = ChooseEveryone(draft.id, draft.version)
        rows.append((Button(t.plain("All units"), everyone),))
    rows += [(_kind_button(t, draft, audience, kind),) for kind in kinds]
    if has_saved:
        rows.append((Button(t.plain("A list kept before"), ListSaved(draft.id, draft.version)),))
    rows += [(_option_button(t, draft, audience, option),) for option in options]
    if names is not None and not audience.is_everyone:
        keep = SaveAudience(draft.id, draft.version)
        rows.append((Button(t.plain("Keep this list"), keep),))
    rows.append((cancel_button(t, draft),))
    return Screen(t.join(lines), tuple(rows))


def choices_screen(t: Texts, draft: Draft, choices: Choices, number: int) -> Screen:
    """What may be asked, each to be ticked."""
    page = page_of(choices.items, number)
    lines: list[str | Markup] = [t("<b>Recipients</b>"), "", t(QUESTIONS[choices.kind])]
    if choices.found_by:
        lines += ["", _found_line(t, choices)]
    if choices.ticked:
        lines += ["", t.n("{count} ticked.", "{count} ticked.", len(choices.ticked))]
    rows: list[Row] = [
        (_tick(t, draft, choices, id_, name, page.number),) for id_, name in page.items
    ]
    rows.append(page_row(t, page, _turning(draft, choices.kind)))
    if choices.found_by:
        all_units = ShowAllUnits(draft.id, draft.version)
        rows.append((Button(t.plain("Show all units"), all_units),))
    rows.append((Button(t.plain("Done"), _back(draft)),))
    return Screen(t.join([*lines, *page_line(t, page)]), tuple(rows))


def saved_screen(t: Texts, draft: Draft, saved: Sequence[Saved]) -> Screen:
    """The audiences kept under a name, each to be used or forgotten."""
    rows: list[Row] = []
    for each in saved:
        use = UseSaved(draft.id, draft.version, each.id)
        forget = ForgetSaved(draft.id, draft.version, each.id)
        rows.append((Button(short(each.name, BUTTON_NAME), use), Button(t.plain("Delete"), forget)))
    rows.append((Button(t.plain("Back"), _back(draft)),))
    line = t("Which list?") if saved else t("No list is kept any more.")
    return Screen(t.join([t("<b>Lists of recipients</b>"), "", line]), tuple(rows))


def ask_name(t: Texts, draft: Draft, names: AudienceNames) -> Screen:
    """Under which name to keep the audience."""
    lines: list[str | Markup] = [
        t("<b>Keep this list</b>"),
        "",
        *audience_lines(t, names),
        "",
        t("Please type a name for it. Who is in it is looked up anew each time it is used."),
    ]
    return Screen(t.join(lines), ((Button(t.plain("Back"), _back(draft)),),))


def audience_lines(t: Texts, names: AudienceNames) -> list[str | Markup]:
    """For whom a notice is, a condition a line."""
    audience = names.audience
    lines: list[str | Markup] = []
    if names.blocs:
        blocs = [name or t.plain("No bloc") for name in names.blocs]
        lines.append(t("For: bloc <b>{name}</b>", name=some_names(t, blocs, 5)))
    if audience.types:
        lines.append(t("For: units of type <b>{name}</b>", name=some_names(t, audience.types, 5)))
    if names.titles:
        titles = some_names(t, names.titles, 5)
        lines.append(t("For: units that registered <b>{name}</b>", name=titles))
    lines += [
        t("For: units that have not done <b>{name}</b>", name=short(name, 120))
        for name in names.undone
    ]
    if names.units:
        lines.append(t("For: <b>{names}</b>", names=some_names(t, names.units, 8)))
    if audience.is_everyone:
        lines.append(t("For: <b>all units</b>"))
    if audience.representatives_only:
        lines.append(t("Representatives only."))
    return lines


def reach_lines(t: Texts, reach: Reach) -> list[str | Markup]:
    """How many units and people that is, and which units get nothing."""
    lines: list[str | Markup] = []
    if reach.people:
        lines.append(
            t.n(
                "It goes to <b>{count} person</b>; units: {units}.",
                "It goes to <b>{count} people</b>; units: {units}.",
                reach.people,
                units=reach.units,
            )
        )
    else:
        lines.append(t("<b>Nobody there can be reached</b>."))
    if reach.groups:
        lines.append(t("Posted in: {names}.", names=some_names(t, reach.groups, 8)))
    if reach.nobody_joined:
        lines.append(
            t.n(
                "{count} unit cannot be reached, nobody has joined: {names}.",
                "{count} units cannot be reached, nobody has joined: {names}.",
                len(reach.nobody_joined),
                names=some_names(t, reach.nobody_joined),
            )
        )
    if reach.blocked:
        lines.append(
            t.n(
                "{count} unit cannot be reached, the bot was blocked: {names}.",
                "{count} units cannot be reached, the bot was blocked: {names}.",
                len(reach.blocked),
                names=some_names(t, reach.blocked),
            )
        )
    return lines


def bloc_lines(t: Texts, reach: Reach) -> list[str | Markup]:
    """The same bloc by bloc, when there are several."""
    if len(reach.blocs) < 2:
        return []
    return [
        t(
            "• {bloc}: {units} units, {people} people",
            bloc=short(bloc.bloc or t.plain("No bloc")),
            units=bloc.units,
            people=bloc.people,
        )
        for bloc in reach.blocs
    ]


def undone_label(t: Texts, tally: Tally) -> str:
    """An obligation with how many units have not done it."""
    title = before_count(tally.obligation.title)
    return t.plain("{title}: {count}", title=title, count=tally.missing)


def _kind_button(t: Texts, draft: Draft, audience: Audience, kind: Condition) -> Button:
    label = t.plain(CONDITIONS[kind])
    if count := len(audience.chosen(kind)):
        label = f"☑ {label} ({count})"
    return Button(label, BrowseCondition(draft.id, draft.version, kind))


def _option_button(t: Texts, draft: Draft, audience: Audience, option: str) -> Button:
    chosen = {
        REPRESENTATIVES: audience.representatives_only,
        BLOC_GROUPS: audience.bloc_groups,
        OFFICERS_GROUP: audience.officers_group,
    }[option]
    label = f"{'☑' if chosen else '☐'} {t.plain(OPTIONS[option])}"
    return Button(label, ToggleOption(draft.id, draft.version, option))


def _tick(t: Texts, draft: Draft, choices: Choices, id_: int, name: str, page: int) -> Button:
    mark = "☑" if id_ in choices.ticked else "☐"
    label = f"{mark} {short(name or t.plain('No bloc'), BUTTON_NAME)}"
    return Button(label, ToggleChoice(draft.id, draft.version, choices.kind, id_, page))


def _found_line(t: Texts, choices: Choices) -> Markup:
    if not choices.items:
        return t("No unit has “{words}” in its name.", words=choices.found_by[:60])
    return t.n(
        "{count} unit with “{words}” in its name:",
        "{count} units with “{words}” in their names:",
        len(choices.items),
        words=choices.found_by[:60],
    )


def _turning(draft: Draft, kind: Condition) -> Callable[[int], BrowseCondition]:
    return lambda page: BrowseCondition(draft.id, draft.version, kind, page)


def _back(draft: Draft) -> BrowseCondition:
    return BrowseCondition(draft.id, draft.version, "")
