"""Adding blocs and units: names typed or pasted, then the bloc."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from bot.callbacks import callback
from bot.messages.forms import cancel_button
from bot.messages.paging import page_of, page_row, short, some_names
from bot.messages.screens import Button, Row, Screen, screen
from bot.messages.units import AddUnit, ImportUnits, ListBlocs, ListUnits
from bot.rules.dialogues import Draft
from bot.rules.units import NO_BLOC, BlocSize, Made
from bot.texts import Texts


@callback("ouc")
@dataclass(frozen=True, slots=True)
class ChooseBloc:
    """Put the new units into this bloc, or into none."""

    draft_id: int
    version: int
    bloc_id: int


@callback("oup")
@dataclass(frozen=True, slots=True)
class TurnBlocs:
    """Show another page of the blocs to choose from."""

    draft_id: int
    version: int
    page: int


def ask_bloc_names(t: Texts, draft: Draft) -> Screen:
    """The only question of the form for blocs."""
    return screen(
        t(
            "<b>Add blocs</b>\n\nPlease type the name of the bloc. Several names may be pasted, "
            "one on each line."
        ),
        cancel_button(t, draft),
    )


def ask_unit_names(t: Texts, draft: Draft) -> Screen:
    """The first question of the form for units."""
    return screen(
        t(
            "<b>Add units</b>\n\nPlease type the name of the unit. Several names may be pasted, "
            "one on each line."
        ),
        Button(t.plain("Units from Excel"), ImportUnits()),
        cancel_button(t, draft),
    )


def ask_bloc(
    t: Texts, draft: Draft, names: Sequence[str], blocs: Sequence[BlocSize], number: int = 0
) -> Screen:
    """The second question: to which bloc all of them belong."""
    page = page_of(blocs, number)
    rows: list[Row] = [
        (Button(short(bloc.name), ChooseBloc(draft.id, draft.version, bloc.id)),)
        for bloc in page.items
    ]
    rows.append(page_row(t, page, lambda turned: TurnBlocs(draft.id, draft.version, turned)))
    none = ChooseBloc(draft.id, draft.version, NO_BLOC)
    rows.append((Button(t.plain("In no bloc"), none),))
    rows.append((cancel_button(t, draft),))
    return Screen(
        t.join(
            [
                t.n("<b>{count} unit to add</b>", "<b>{count} units to add</b>", len(names)),
                some_names(t, names, 20),
                "",
                t("To which bloc do they belong? More names may still be typed."),
            ]
        ),
        tuple(rows),
    )


def blocs_were_made(t: Texts, made: Made) -> Screen:
    """Which blocs were added, and which were not and why."""
    head = t.n("<b>{count} bloc added</b>", "<b>{count} blocs added</b>", len(made.made))
    return screen(
        t.join([head, *_outcome(t, made)]),
        Button(t.plain("Add units"), AddUnit()),
        Button(t.plain("Blocs and units"), ListBlocs()),
    )


def units_were_made(t: Texts, made: Made, bloc_id: int) -> Screen:
    """Which units were added, and which were not and why."""
    head = t.n("<b>{count} unit added</b>", "<b>{count} units added</b>", len(made.made))
    hint = t("Open a unit to send its representative an invite.") if made.made else Markup("")
    return screen(
        t.join([head, *_outcome(t, made), "", hint]),
        Button(t.plain("Open these units"), ListUnits(bloc_id)),
        Button(t.plain("Add more units"), AddUnit()),
    )


def _outcome(t: Texts, made: Made) -> list[str | Markup]:
    lines: list[str | Markup] = []
    if made.made:
        lines.append(some_names(t, made.made, 20))
    if made.taken:
        lines += [
            "",
            t(
                "Not added, because the name exists already: {names}",
                names=some_names(t, made.taken, 20),
            ),
        ]
    if made.too_long:
        lines += [
            "",
            t(
                "Not added, because over 200 characters: {names}",
                names=some_names(t, made.too_long),
            ),
        ]
    return lines
