"""What units send in beside reports: the kinds, the list of what was sent, one with its thread."""

from collections.abc import Callable, Sequence

from markupsafe import Markup

from bot.messages import contribution_buttons as does
from bot.messages.duty_records import receipt_number
from bot.messages.paging import paged_text, short
from bot.messages.screens import Button, Row, Screen
from bot.rules.contributions import (
    FIELDS,
    ContributionKind,
    ContributionState,
    ContributionView,
    Field,
)
from bot.texts import N_, Texts
from storage.contributions import ContributionLine

LONGEST_PIECE = 1500

KINDS = {
    ContributionKind.INITIATIVE: N_("Initiative"),
    ContributionKind.EXEMPLAR: N_("Good example"),
    ContributionKind.DIFFICULTY: N_("Difficulty"),
    ContributionKind.PETITION: N_("Petition"),
    ContributionKind.QUESTION: N_("Question"),
}

STATES = {
    ContributionState.NEW: N_("new, not looked into yet"),
    ContributionState.OPEN: N_("being looked into"),
    ContributionState.SETTLED: N_("settled"),
    ContributionState.DECLINED: N_("not taken up"),
}

NOTED = N_("taken note of")
"""What a settled initiative or exemplar is: there was nothing to settle."""

TO_SETTLE = frozenset(
    {ContributionKind.DIFFICULTY, ContributionKind.PETITION, ContributionKind.QUESTION}
)

FIELD_NAMES = {
    (ContributionKind.INITIATIVE, Field.TITLE): N_("Name of the initiative"),
    (ContributionKind.INITIATIVE, Field.PERSON): N_("Author"),
    (ContributionKind.INITIATIVE, Field.WORDS): N_("Content and effect"),
    (ContributionKind.EXEMPLAR, Field.PERSON): N_("Person or collective"),
    (ContributionKind.EXEMPLAR, Field.WORDS): N_("Achievements"),
    (ContributionKind.DIFFICULTY, Field.WORDS): N_("Content"),
    (ContributionKind.PETITION, Field.WORDS): N_("Content"),
    (ContributionKind.QUESTION, Field.WORDS): N_("Content"),
}


def kind_words(t: Texts, kind: ContributionKind) -> str:
    """The name of a kind, plain."""
    return t.plain(KINDS[kind])


def state_words(t: Texts, kind: ContributionKind, state: ContributionState) -> str:
    """How one of this kind stands, plain."""
    if state is ContributionState.SETTLED and kind not in TO_SETTLE:
        return t.plain(NOTED)
    return t.plain(STATES[state])


def numbered(t: Texts, kind: ContributionKind, number: int) -> str:
    """«Kiến nghị số 0003», plain."""
    return t.plain("{kind} No. {number}", kind=kind_words(t, kind), number=receipt_number(number))


def contribute_home(t: Texts, unit: str, unit_id: int, *, has_sent: bool) -> Screen:
    """The kinds, and the way to what was sent."""
    rows: list[Row] = [
        (Button(kind_words(t, kind), does.StartContribution(unit_id, kind)),)
        for kind in ContributionKind
    ]
    if has_sent:
        rows.append((Button(t.plain("Already sent"), does.ListSent(unit_id)),))
    return Screen(
        t(
            "<b>Initiatives and petitions</b>\n{unit}\n\nWhat would you like to send? The "
            "officers have it at once, and their answer comes here.",
            unit=unit,
        ),
        tuple(rows),
    )


def sent_list(
    t: Texts, unit: str, unit_id: int, sent: Sequence[ContributionLine], page: int, *, more: bool
) -> Screen:
    """What the unit sent in and how it stands, each with a button that opens it."""
    lines: list[str | Markup] = [t("<b>Already sent</b>\n{unit}", unit=unit)]
    rows: list[Row] = []
    for line in sent:
        lines += ["", *listed(t, line)]
        if line.last_from_office:
            lines.append(t("The officers have answered."))
        rows.append((opening(t, line, does.OpenSent(line.id, unit_id)),))
    if not sent:
        lines += ["", t("Nothing has been sent yet.")]
    rows.append(turning(t, page, lambda turned: does.ListSent(unit_id, turned), more=more))
    rows.append((Button(t.plain("Send something else"), does.ContributeHome(unit_id)),))
    return Screen(t.join(lines), tuple(rows))


def sent_screen(t: Texts, view: ContributionView, page: int) -> Screen:
    """One that the unit sent in, whole, and its thread."""
    rows: list[Row] = [
        (Button(t.plain("Write to the officers"), does.WriteAgain(view.id, view.unit_id)),),
        (Button(t.plain("Already sent"), does.ListSent(view.unit_id)),),
    ]
    return paged_text(
        t,
        contribution_lines(t, view),
        page,
        lambda turned: does.OpenSent(view.id, view.unit_id, turned),
        rows,
    )


def contribution_lines(t: Texts, view: ContributionView) -> list[str | Markup]:
    """Whose, when, how it stands, its words, and the thread below."""
    lines: list[str | Markup] = [
        t("<b>{name}</b>\n{unit}", name=numbered(t, view.kind, view.number), unit=view.unit),
        *number_then_line(t, view.number_then, view.issuer),
        t("Sent by: {member}", member=view.member),
        t("Sent at: {at}", at=t.moment(view.sent_at)),
        t("Standing: <b>{state}</b>", state=state_words(t, view.kind, view.state)),
        *named_fields(t, view.kind, view.title, view.person),
        "",
        *body_lines(view.words),
    ]
    for line in view.thread:
        lines += ["", thread_head(t, from_office=line.from_office, name=line.member)]
        lines += [t("<i>{at}</i>", at=t.moment(line.at)), *body_lines(line.words)]
    return lines


def number_then_line(t: Texts, number: int, issuer: str) -> list[str | Markup]:
    """What it was numbered by an organisation that was merged into this one since."""
    if not number:
        return []
    return [t("<i>(No. {number} of {organisation})</i>", number=number, organisation=issuer)]


def thread_head(t: Texts, *, from_office: bool, name: str) -> Markup:
    """Who writes in a thread."""
    if from_office:
        return t("<b>Officer {name}</b>", name=name)
    return t("<b>{name}, for the unit</b>", name=name)


def listed(t: Texts, line: ContributionLine) -> list[str | Markup]:
    """A contribution in a list: number, standing, what it is known by."""
    return [
        t(
            "<b>{name}</b>, {at}",
            name=numbered(t, line.kind, line.number),
            at=t.moment(line.sent_at),
        ),
        t("{title}", title=short(line.name, 100)),
        t("Standing: <b>{state}</b>", state=state_words(t, line.kind, line.state)),
    ]


def opening(t: Texts, line: ContributionLine, press: object) -> Button:
    """The button that opens one of a list."""
    number = receipt_number(line.number)
    return Button(t.plain("No. {number}: {name}", number=number, name=short(line.name)), press)


def turning(t: Texts, page: int, turn: Callable[[int], object], *, more: bool) -> Row:
    """The buttons to newer and older pages of a list."""
    turns = []
    if page > 0:
        turns.append(Button(t.plain("‹ Newer"), turn(page - 1)))
    if more:
        turns.append(Button(t.plain("Older ›"), turn(page + 1)))
    return tuple(turns)


def body_lines(words: str) -> list[str | Markup]:
    """Words line by line; one too long for a page is parted, between two words if it has any."""
    return [piece for line in words.splitlines() for piece in _pieces(line)]


def _pieces(line: str) -> list[str]:
    pieces = []
    while len(line) > LONGEST_PIECE:
        end = line.rfind(" ", 1, LONGEST_PIECE + 1)
        end = end if end > 0 else LONGEST_PIECE
        pieces.append(line[:end])
        line = line[end:].removeprefix(" ")
    return [*pieces, line]


def kind_head(t: Texts, unit: str, kind: ContributionKind) -> list[str | Markup]:
    """The kind and the unit, above every screen of the form."""
    return [t("<b>{kind}</b>\n{unit}", kind=kind_words(t, kind), unit=unit)]


def named_fields(t: Texts, kind: ContributionKind, title: str, person: str) -> list[str | Markup]:
    """The short fields under their names, as far as they are there and asked for."""
    fields = {Field.TITLE: title, Field.PERSON: person}
    return [
        t("{field}: <b>{value}</b>", field=t.plain(FIELD_NAMES[kind, field]), value=value)
        for field, value in fields.items()
        if value and field in FIELDS[kind]
    ]
