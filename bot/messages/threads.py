"""Writing under a contribution, and what each side hears of the other."""

from markupsafe import Markup

from bot.messages import contribution_buttons as does
from bot.messages.contributions import TO_SETTLE, body_lines, numbered, state_words, thread_head
from bot.messages.forms import cancel_button
from bot.messages.known_questions import keep_button
from bot.messages.paging import lines_within, short
from bot.messages.screens import Button, Row, Screen, screen
from bot.rules.contributions import ContributionState, ContributionView, ThreadLine
from bot.rules.dialogues import Draft
from bot.texts import Texts

LONGEST_ARRIVED = 1200


def ask_message(t: Texts, draft: Draft, view: ContributionView) -> Screen:
    """The only question of the form, under what was written last."""
    lines = _head(t, view)
    if view.thread:
        last = view.thread[-1]
        lines += ["", thread_head(t, from_office=last.from_office, name=last.member)]
        lines += lines_within(t, body_lines(last.words), LONGEST_ARRIVED)
    lines += ["", t("Please type the message. It is read as typed.")]
    return screen(t.join(lines), cancel_button(t, draft))


def confirm_message(
    t: Texts, draft: Draft, view: ContributionView, words: str, newest: ThreadLine | None = None
) -> Screen:
    """The message read back; `newest` is what somebody else wrote meanwhile."""
    lines: list[str | Markup] = []
    if newest is not None:
        lines.append(t("<b>Not sent yet: somebody wrote meanwhile.</b> Please read it first."))
        lines += ["", thread_head(t, from_office=newest.from_office, name=newest.member)]
        lines += [*lines_within(t, body_lines(newest.words), LONGEST_ARRIVED), ""]
    lines += [t("<b>Please check before sending</b>"), *_head(t, view), ""]
    room = 3000 if newest is None else 1500
    lines += lines_within(t, body_lines(words), room)
    lines += ["", t("<i>What is typed now is added below.</i>")]
    return screen(
        t.join(lines),
        Button(t.plain("Send it"), does.SendMessage(draft.id, draft.version)),
        Button(t.plain("Type it anew"), does.RetypeMessage(draft.id, draft.version)),
        cancel_button(t, draft),
    )


def message_sent(t: Texts, view: ContributionView, *, by_office: bool, told: bool) -> Screen:
    """The message is in the thread; `told` whether there is anybody of the unit to tell."""
    if not by_office:
        words = t("Sent. The officers have it.")
    elif told:
        words = t("Sent. The unit is being told.")
    else:
        words = t(
            "Kept. Nobody of the unit can be reached by the bot now, so please call the unit."
        )
    look: object = does.OpenSent(view.id, view.unit_id)
    if by_office:
        look = does.OpenContribution(view.id)
    rows = [Button(t.plain("Look at it"), look)]
    if by_office and view.kind in TO_SETTLE:
        rows.append(keep_button(t, view.id))
    return screen(t.join([*_head(t, view), "", words]), *rows)


def answer_arrived(t: Texts, view: ContributionView, line: ThreadLine) -> Screen:
    """The unit reads what an officer wrote, whole, and may write back."""
    lines: list[str | Markup] = [
        t("<b>Answer of the officers</b>"),
        *_head(t, view),
        t("Standing: <b>{state}</b>", state=state_words(t, view.kind, view.state)),
        *_line(t, line),
    ]
    return screen(t.join(lines), *_unit_rows(t, view))


def unit_wrote(t: Texts, view: ContributionView, line: ThreadLine) -> Screen:
    """The officers read what the unit wrote under its contribution, whole."""
    lines: list[str | Markup] = [
        t("<b>The unit has written again</b>"),
        *_head(t, view),
        *_line(t, line),
    ]
    return screen(t.join(lines), *office_rows(t, view))


def contribution_arrived(t: Texts, view: ContributionView) -> Screen:
    """The officers hear of a new one; a long one is cut, and whole where it is opened."""
    lines: list[str | Markup] = [
        t("<b>New: {name}</b>", name=numbered(t, view.kind, view.number)),
        t("<b>{unit}</b>", unit=view.unit),
        t("Sent by: {member}", member=view.member),
        "",
        *[t("<b>{words}</b>", words=words) for words in _named(view)],
        *lines_within(t, body_lines(view.words), LONGEST_ARRIVED),
    ]
    return screen(t.join(lines), *office_rows(t, view))


def contribution_decided(t: Texts, view: ContributionView) -> Screen:
    """The unit hears how its contribution now stands."""
    state = state_words(t, view.kind, view.state)
    lines = [*_head(t, view), "", t("Standing: <b>{state}</b>", state=state)]
    if view.state is ContributionState.DECLINED and not view.last_answer:
        lines.append(t("You may ask the officers for the reason below."))
    return screen(t.join(lines), *_unit_rows(t, view))


def office_rows(t: Texts, view: ContributionView) -> list[Row]:
    """The officer's way on from a message."""
    return [
        (Button(t.plain("Answer"), does.AnswerContribution(view.id)),),
        (Button(t.plain("Open it"), does.OpenContribution(view.id)),),
    ]


def _unit_rows(t: Texts, view: ContributionView) -> list[Row]:
    return [
        (Button(t.plain("Answer back"), does.WriteAgain(view.id, view.unit_id)),),
        (Button(t.plain("Look at it"), does.OpenSent(view.id, view.unit_id)),),
    ]


def _head(t: Texts, view: ContributionView) -> list[str | Markup]:
    name = numbered(t, view.kind, view.number)
    title = view.person if not view.title else view.title
    return [t("<b>{name}</b>\n{unit}", name=name, unit=view.unit), short(title, 100)]


def _named(view: ContributionView) -> list[str]:
    """What the words alone do not say."""
    found = [view.title, view.person]
    return [each for each in found if each and not view.words.startswith(each.rstrip("…"))]


def _line(t: Texts, line: ThreadLine) -> list[str | Markup]:
    return ["", thread_head(t, from_office=line.from_office, name=line.member), line.words]
