"""The form of a contribution: its questions, the review, and that it was sent."""

from markupsafe import Markup

from bot.messages import contribution_buttons as does
from bot.messages.contributions import (
    FIELD_NAMES,
    body_lines,
    kind_head,
    named_fields,
    numbered,
)
from bot.messages.forms import cancel_button
from bot.messages.paging import lines_within, short
from bot.messages.screens import Button, Row, Screen, screen
from bot.rules.contributions import (
    FIELDS,
    SKIPPABLE,
    ContributionDraft,
    ContributionKind,
    ContributionView,
    Field,
)
from bot.rules.dialogues import Draft
from bot.texts import N_, Texts

MOST_REVIEWED = 3000

QUESTIONS = {
    (ContributionKind.INITIATIVE, Field.TITLE): N_("What is the initiative called?"),
    (ContributionKind.INITIATIVE, Field.PERSON): N_(
        "Who had it? Please type name and position; several people on one line."
    ),
    (ContributionKind.INITIATIVE, Field.WORDS): N_(
        "What is it, and what has it brought? Please type content and effect in one message."
    ),
    (ContributionKind.EXEMPLAR, Field.PERSON): N_(
        "Who is it? Please type the name of the person or collective, position and place of work "
        "on one line."
    ),
    (ContributionKind.EXEMPLAR, Field.WORDS): N_(
        "What have they done? Please type the achievements in one message."
    ),
    (ContributionKind.DIFFICULTY, Field.WORDS): N_(
        "Which difficulty have you met? Please type it in one message."
    ),
    (ContributionKind.PETITION, Field.WORDS): N_(
        "What do you ask for, and of whom? Please type it in one message."
    ),
    (ContributionKind.QUESTION, Field.WORDS): N_(
        "What would you like to know? Please type it in one message."
    ),
}


def ask_field(
    t: Texts, unit: str, draft: Draft, content: ContributionDraft, field: Field
) -> Screen:
    """One question of the form; an answer given before is shown and can stay."""
    lines: list[str | Markup] = [*kind_head(t, unit, content.kind), ""]
    lines.append(t(QUESTIONS[content.kind, field]))
    rows: list[Row] = []
    if held := _value(content, field):
        lines += ["", t("As it is now: <i>{words}</i>", words=short(held, MOST_REVIEWED))]
        rows.append((Button(t.plain("Leave as it is"), does.ReviewContribution(draft.id)),))
    if (content.kind, field) in SKIPPABLE:
        rows.append((Button(t.plain("Leave out"), does.SkipField(draft.id, field)),))
    rows.append((cancel_button(t, draft),))
    return Screen(t.join(lines), tuple(rows))


def review_contribution(t: Texts, unit: str, draft: Draft, content: ContributionDraft) -> Screen:
    """Everything, once more, before it is sent."""
    lines: list[str | Markup] = [
        t("<b>Please check before sending</b>"),
        *kind_head(t, unit, content.kind),
        *named_fields(t, content.kind, content.title, content.person),
        "",
        *lines_within(t, body_lines(content.words), MOST_REVIEWED),
        "",
        t("<i>What is typed now is added below.</i>"),
    ]
    fields = FIELDS[content.kind]
    change: object = does.ChooseField(draft.id)
    if len(fields) == 1:
        change = does.ChangeField(draft.id, fields[0])
    return screen(
        t.join(lines),
        Button(t.plain("Send it"), does.SendContribution(draft.id, draft.version)),
        Button(t.plain("Change"), change),
        cancel_button(t, draft),
    )


def choose_field(t: Texts, unit: str, draft: Draft, content: ContributionDraft) -> Screen:
    """Which part of the form to change."""
    rows: list[Row] = [
        (
            Button(
                t.plain(FIELD_NAMES[content.kind, field]),
                does.ChangeField(draft.id, field),
            ),
        )
        for field in FIELDS[content.kind]
    ]
    rows.append((Button(t.plain("Leave as it is"), does.ReviewContribution(draft.id)),))
    lines = [*kind_head(t, unit, content.kind), "", t("What should be changed?")]
    return Screen(t.join(lines), tuple(rows))


def contribution_sent(t: Texts, view: ContributionView) -> Screen:
    """The sender sees its number, and that the officers have it."""
    return screen(
        t(
            "<b>Sent: {name}</b>\n{unit}\n\nThe officers have it. Their answer and its standing "
            "will be told here.",
            name=numbered(t, view.kind, view.number),
            unit=view.unit,
        ),
        Button(t.plain("Look at it"), does.OpenSent(view.id, view.unit_id)),
        Button(t.plain("Send something else"), does.ContributeHome(view.unit_id)),
    )


def _value(content: ContributionDraft, field: Field) -> str:
    return {
        Field.TITLE: content.title,
        Field.PERSON: content.person,
        Field.WORDS: content.words,
    }[field]
