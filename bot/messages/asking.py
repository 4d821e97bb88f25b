"""Answers to what people type: help with the way on, never a guess."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from bot.asking.stating import StatedValue
from bot.callbacks import callback
from bot.messages.answers import amount
from bot.messages.contribution_buttons import SendThisOn
from bot.messages.deadlines import ListDuties, do_now
from bot.messages.desk_lines import asked_lines
from bot.messages.form_names import FORMS
from bot.messages.home import GoHome, GoTo, ResumeForm
from bot.messages.screens import Button, Row, Screen, screen
from bot.rules.contributions import ContributionKind
from bot.rules.desks import Desk, Detail
from bot.rules.dialogues import Draft, Form
from bot.rules.members import Member
from bot.rules.obligations import Duty, can_register
from bot.texts import Texts

TEMPLATES = frozenset({"template", "template_registration"})
"""What is asked for by a form to fill in."""


@callback("rq")
@dataclass(frozen=True, slots=True)
class TakeAside:
    """What was taken as a question belongs into the report after all."""

    draft_id: int


def not_understood(t: Texts, member: Member, rows: Sequence[Row] = ()) -> Screen:
    """Says so, and offers what there is; `rows` lead back to half-filled forms."""
    if member.is_manager:
        return screen(
            t(
                "This question is not understood yet. {You} may ask about a deadline, or choose "
                "below."
            ),
            *rows,
            Button(t.plain("All deadlines"), ListDuties()),
            Button(t.plain("Hand in a report"), GoTo("baocao")),
            Button(t.plain("Register titles and targets"), GoTo("dangky")),
        )
    return screen(
        t("This is not understood. Please choose from the menu."),
        *rows,
        Button(t.plain("Home"), GoHome()),
    )


def no_such_duty(t: Texts) -> Screen:
    """The question is clear, but no plan in force asks for that."""
    return screen(
        t("No plan in force asks {you} for that, so there is no deadline for it."),
        Button(t.plain("All deadlines"), ListDuties()),
    )


def to_the_point(
    t: Texts, duty: Duty, handing_in: date | None, named: date | None
) -> list[str | Markup]:
    """Above a duty's answer: whether a day is early enough for it, or that none is due on a day."""
    if handing_in is not None and duty.term is not None:
        day = t.long_day(handing_in)
        if handing_in <= duty.term.last_day:
            return [t("Handed in on {day}: <b>in time</b>.", day=day)]
        return [t("Handed in on {day}: <b>too late</b>.", day=day)]
    if named is not None:
        return [t("No duty of {you} is due on {day}. The next one:", day=t.day(named))]
    return []


def thanks(t: Texts) -> Screen:
    """Answer to a thank-you."""
    return screen(t("Thank {you}. Whatever is due will be said here in time."))


def whom_to_ask(
    t: Texts,
    organisation: str,
    contacts: Sequence[str],
    rows: Sequence[Row] = (),
    *,
    extension: bool,
    desks: Sequence[Desk] = (),
    asked: Detail | None = None,
) -> Screen:
    """Who answers for the campaign: whom the organisation set, else whom its plans name.

    `extension`: for more time; `rows` ask for it here. `asked` is the detail that is wanted.
    """
    lines: list[str | Markup] = []
    if extension:
        lines += [
            t("Only an officer can give more time; the date stands until then."),
            *([t("{You} may ask for it with a button below.")] if rows else []),
            "",
        ]
    if desks:
        lines += asked_lines(t, organisation, desks, asked)
    elif contacts:
        lines.append(t("{organisation} names in its plan:", organisation=organisation))
        lines += [t("• <b>{contact}</b>", contact=contact) for contact in contacts]
    else:
        lines.append(
            t(
                "The plan names nobody to call, and <b>{organisation}</b> has given no contact "
                "here yet.",
                organisation=organisation,
            )
        )
        if rows and not extension:
            lines.append(t("{You} may send the officers the question with the button below."))
    return screen(t.join(lines), *rows, Button(t.plain("The plan in force"), GoTo("kehoach")))


def send_on_row(t: Texts, unit_id: int, kind: ContributionKind) -> Row:
    """Under the answer to a difficulty or petition typed out of any form: send it as one."""
    if kind is ContributionKind.PETITION:
        return (Button(t.plain("Send this as a petition"), SendThisOn(unit_id, kind)),)
    return (Button(t.plain("Send this as a difficulty"), SendThisOn(unit_id, kind)),)


def from_the_plan(t: Texts, title: str, number: str, passages: Sequence[tuple[str, str]]) -> Screen:
    """What the plan says on it, word for word: passages with where they stand ("" if unknown)."""
    lines: list[str | Markup] = []
    for text, clause in passages:
        lines.append(t("“{text}”", text=text))
        if clause:
            lines.append(t("({clause})", clause=clause))
    plan = t("{title} (No. {number})", title=title, number=number) if number else title
    lines += ["", t("Source: {plan}", plan=plan)]
    return screen(t.join(lines), Button(t.plain("The plan in force"), GoTo("kehoach")))


def not_in_the_plan(t: Texts, rows: Sequence[Row] = (), *, is_officer: bool = False) -> Screen:
    """The plan says nothing on it; `rows` pass the question on to the officers, who are led to
    where they keep an answer for everybody."""
    if is_officer:
        words = t("The plans in force do not say. An answer can be kept for all units.")
        return screen(words, Button(t.plain("Questions answered for all"), GoTo("hoidap")))
    words = t("The plans in force do not say. An officer of the organisation can answer it.")
    return screen(words, *rows, Button(t.plain("The plan in force"), GoTo("kehoach")))


def only_own_unit(t: Texts) -> Screen:
    """How another unit stands is not told; whoever speaks for it, too, changes over first."""
    words = t("Only the unit spoken for now is answered about here. The home page changes it.")
    return screen(
        words, Button(t.plain("My own unit"), ListDuties()), Button(t.plain("Home"), GoHome())
    )


def seen_by_heads(t: Texts) -> Screen:
    """How the other units of a bloc stand is seen by its head and by officers."""
    return screen(
        t("How the units of a bloc stand is seen by its head and by the officers."),
        Button(t.plain("My own unit"), ListDuties()),
    )


def how_to_hand_in(t: Texts, duty: Duty, stated: Sequence[StatedValue] = ()) -> Screen:
    """Where a duty goes and in what form; `do_now` begins with it here. Figures that were `stated`
    are read back."""
    obligation = duty.obligation
    lines: list[str | Markup] = [t("<b>{title}</b>", title=obligation.title)]
    if obligation.addressee:
        lines.append(t("To be sent to: {addressee}", addressee=obligation.addressee))
    if duty.is_done:
        lines.append(t("It was handed in. What is sent anew takes its place; the record stays."))
    elif can_register(obligation):
        lines.append(t("It is filled in right here, question by question. A receipt comes back."))
    else:
        lines.append(
            t(
                "It can be handed in right here: as a file, as photos of the signed pages, or by "
                "answering short questions. A numbered receipt comes back."
            )
        )
    for each in stated:
        number = amount(t, each.value, each.measure)
        lines.append(t("• {indicator}: <b>{amount}</b>", indicator=each.indicator, amount=number))
    return screen(t.join(lines), *do_now(t, duty))


def no_template(t: Texts) -> Screen:
    """Asked for a form to fill in."""
    return screen(
        t(
            "No template is kept here. A report may be a Word, Excel or PDF file, photos of "
            "signed pages, or simply typed."
        ),
        Button(t.plain("Hand in a report"), GoTo("baocao")),
        Button(t.plain("The plan in force"), GoTo("kehoach")),
    )


def answered_aside(t: Texts, draft: Draft) -> Screen:
    """After a question in the middle of a form: nothing of it went into the form."""
    form = t.plain(FORMS[draft.form])
    words = t(
        "That was taken as a question and not put into the {form}, which is still open.", form=form
    )
    rows = [Button(t.plain("Back to the {form}", form=form), ResumeForm(draft.id))]
    if draft.form is Form.REPORT and not draft.step.startswith("figure"):
        rows.append(Button(t.plain("Put it into the report"), TakeAside(draft.id)))
    return screen(words, *rows)


def button_was_typed(t: Texts, draft: Draft, text: str) -> Screen:
    """The name of a button came as words: nothing of it went into the form."""
    form = t.plain(FORMS[draft.form])
    return screen(
        t(
            "“{text}” is the name of a button and was not put into the {form}. Please press the "
            "button itself, on the screen above.",
            text=text,
            form=form,
        ),
        Button(t.plain("Back to the {form}", form=form), ResumeForm(draft.id)),
    )


def edit_not_taken(t: Texts) -> str:
    """A message was corrected while a form is open."""
    return t("A corrected message is not taken over. Please send it again as a new one.")


def only_words_here(t: Texts) -> str:
    """A file or photo came where a form takes words alone."""
    return t("Only typed words are taken here. Nothing typed so far is lost.")


def ask_file_first(t: Texts) -> str:
    """A kind of message that no form takes, such as a sticker or a place on the map."""
    return t("This kind of message is not used here. Please type, or send a file or a photo.")
