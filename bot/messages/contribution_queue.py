"""What units send in, as officers list it, open it and give it a standing."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.messages import contribution_buttons as does
from bot.messages.contributions import (
    KINDS,
    STATES,
    TO_SETTLE,
    contribution_lines,
    listed,
    opening,
    turning,
)
from bot.messages.known_questions import keep_button, list_button
from bot.messages.paging import paged_text, short
from bot.messages.screens import Button, Row, Screen
from bot.rules.contributions import ContributionKind, ContributionState, ContributionView
from bot.texts import N_, Texts
from storage.contributions import ContributionLine

ALL_KINDS, ALL_STATES = N_("Every kind"), N_("Every standing")

STATE_FILTERS = {
    **STATES,
    ContributionState.SETTLED: N_("settled or taken note of"),
}

STATE_BUTTONS = {
    ContributionState.OPEN: N_("Being looked into"),
    ContributionState.SETTLED: N_("Settled"),
    ContributionState.DECLINED: N_("Not taken up"),
}

NOTE_IT = N_("Taken note of")


def contributions_list(
    t: Texts,
    organisation: str,
    found: Sequence[ContributionLine],
    shown: does.ListContributions,
    *,
    more: bool,
) -> Screen:
    """The list with its filters, the newest first."""
    lines: list[str | Markup] = [
        t("<b>Initiatives and petitions</b>\n{organisation}", organisation=organisation)
    ]
    rows: list[Row] = []
    for line in found:
        lines += ["", *listed(t, line), short(line.unit, 100)]
        if line.last_from_office is False:
            lines.append(t("The unit has written again."))
        rows.append((opening(t, line, does.OpenContribution(line.id)),))
    if not found:
        lines += ["", t("There is nothing here yet.")]
    rows.append(
        turning(
            t,
            shown.page,
            lambda page: does.ListContributions(shown.kind, shown.state, page),
            more=more,
        )
    )
    rows.append(
        (
            Button(_kind_label(t, shown.kind), does.ChooseKind(shown.state)),
            Button(_state_label(t, shown.state), does.ChooseState(shown.kind)),
        )
    )
    rows.append((list_button(t),))
    if found:
        rows.append((Button(t.plain("Get as Excel"), does.SendSheet(shown.kind, shown.state)),))
    return Screen(t.join(lines), tuple(rows))


def choose_kind(t: Texts, state: str) -> Screen:
    """Of which kind to list."""
    kinds = ["", *ContributionKind]
    rows = [(Button(_kind_label(t, kind), does.ListContributions(kind, state)),) for kind in kinds]
    return Screen(t("Of which kind?"), tuple(rows))


def choose_state(t: Texts, kind: str) -> Screen:
    """Of which standing to list."""
    states = ["", *ContributionState]
    rows = [
        (Button(_state_label(t, state), does.ListContributions(kind, state)),) for state in states
    ]
    return Screen(t("Of which standing?"), tuple(rows))


def contribution_screen(t: Texts, view: ContributionView, page: int) -> Screen:
    """One of them, whole, with its thread and what an officer can do."""
    rows: list[Row] = [
        (Button(t.plain("Answer"), does.AnswerContribution(view.id)),),
        *_standings(t, view),
        *([(keep_button(t, view.id),)] if view.last_answer and view.kind in TO_SETTLE else []),
        (Button(t.plain("Initiatives and petitions"), does.ListContributions()),),
    ]
    return paged_text(
        t,
        contribution_lines(t, view),
        page,
        lambda turned: does.OpenContribution(view.id, turned),
        rows,
    )


def moved(t: Texts) -> str:
    """Somebody else was faster; plain, for the pop-up over the screen as it is now."""
    return t.plain("Somebody else changed it meanwhile. It is shown as it is now.")


def _standings(t: Texts, view: ContributionView) -> list[Row]:
    """The standings it may be given, two to a row at most."""
    buttons = [
        Button(_standing_label(t, view.kind, state), does.SetStanding(view.id, state, view.state))
        for state in STATE_BUTTONS
        if state is not view.state
    ]
    return [tuple(buttons[:2]), tuple(buttons[2:])]


def _standing_label(t: Texts, kind: ContributionKind, state: ContributionState) -> str:
    if state is ContributionState.SETTLED and kind not in TO_SETTLE:
        return t.plain(NOTE_IT)
    return t.plain(STATE_BUTTONS[state])


def _kind_label(t: Texts, kind: str) -> str:
    return t.plain(KINDS[ContributionKind(kind)] if kind else ALL_KINDS)


def _state_label(t: Texts, state: str) -> str:
    label = t.plain(STATE_FILTERS[ContributionState(state)] if state else ALL_STATES)
    return label[:1].upper() + label[1:]
