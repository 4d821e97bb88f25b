"""Answering a report's questions: figures one after the other, sections of the outline."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from markupsafe import Markup
from telegram import Message

from bot.actions import answers as acts
from bot.actions.reporting import ReportForm, read_report_form
from bot.context import BotContext
from bot.messages import answer_buttons as buttons
from bot.messages import figures as words
from bot.messages.screens import Screen
from bot.messages.sections import OUTLINE
from bot.rules.answers import Section
from bot.rules.dialogues import Draft, StaleForm
from handlers.pieces import refused_remembered
from handlers.posts import pressed_in_form
from handlers.report_form import form_screen
from handlers.showing import show_form

Lines = Sequence[str | Markup]

FIGURES, SECTIONS, FILES = acts.FIGURES, acts.SECTIONS, "files"


async def on_answer_figures(context: BotContext, press: buttons.AnswerFigures) -> None:
    """The first figure that is missing is asked for at once; all being there, they are listed."""
    async with context.transaction() as db:
        form = await read_report_form(db, context.member, press.draft_id, context.now())
        form = await acts.at_step(db, form, acts.first_step(form), context.now())
    await _show(context, form)


async def on_list_figures(context: BotContext, press: buttons.ListFigures) -> None:
    async with context.transaction() as db:
        form = await acts.go_to(db, context.member, press.draft_id, FIGURES, context.now())
    await show_form(context, form.draft, form_screen(context, form, page=press.page), below=False)


async def on_ask_figure(context: BotContext, press: buttons.AskFigure) -> None:
    async with context.transaction() as db:
        form = await read_report_form(db, context.member, press.draft_id, context.now())
        question = acts.question_in(form, press.key)
        form = await acts.at_step(db, form, f"figure:{question.key}", context.now())
    await _show(context, form)


async def on_skip_figure(context: BotContext, press: buttons.SkipFigure) -> None:
    async with context.transaction() as db:
        form = await read_report_form(db, context.member, press.draft_id, context.now())
        form = await acts.at_step(db, form, acts.step_after(form, press.key), context.now())
    await _show(context, form)


async def on_take_figure(context: BotContext, press: buttons.TakeFigure) -> None:
    """Yes, that number is meant: it counts, and the next question follows."""
    try:
        number = Decimal(press.number)
    except InvalidOperation:
        raise StaleForm from None
    async with context.transaction() as db:
        form = await read_report_form(db, context.member, press.draft_id, context.now())
        question = acts.question_in(form, press.key)
        form = await acts.set_figures(db, form, {press.key: number}, context.now())
        form = await acts.at_step(db, form, acts.step_after(form, press.key), context.now())
    await _show(context, form, words.figure_taken(context.texts, question.answered(number)))


async def on_drop_figure(context: BotContext, press: buttons.DropFigure) -> None:
    async with context.transaction() as db:
        form = await acts.drop_figure(
            db, context.member, press.draft_id, press.version, press.key, context.now()
        )
        form = await acts.at_step(db, form, FIGURES, context.now())
    await _show(context, form)


async def on_list_sections(context: BotContext, press: buttons.ListSections) -> None:
    await _go(context, press.draft_id, SECTIONS)


async def on_open_section(context: BotContext, press: buttons.OpenSection) -> None:
    """A section; beyond the last one the outline again."""
    within = 0 <= press.place < len(OUTLINE)
    await _go(context, press.draft_id, f"section:{OUTLINE[press.place]}" if within else SECTIONS)


async def on_drop_section(context: BotContext, press: buttons.DropSection) -> None:
    if not 0 <= press.place < len(OUTLINE):
        raise StaleForm
    async with context.transaction() as db:
        form = await acts.drop_section(
            db,
            context.member,
            press.draft_id,
            press.version,
            OUTLINE[press.place],
            context.now(),
        )
    await _show(context, form)


async def on_list_files(context: BotContext, press: buttons.ListFiles) -> None:
    await _go(context, press.draft_id, FILES)


async def take_answer(context: BotContext, draft: Draft, text: str) -> bool:
    """Take typed words as the answer to the question the person is at; False if there is none."""
    message = context.incoming.message
    assert message is not None
    step, _, name = draft.step.partition(":")
    if step == "section":
        await _take_words(context, draft, Section(name), text, message)
    elif step in ("figure", FIGURES):
        await _take_figures(context, draft, name, text, message)
    else:
        return False
    return True


async def _take_words(
    context: BotContext, draft: Draft, section: Section, text: str, message: Message
) -> None:
    async with refused_remembered(context, draft) as message, context.transaction() as db:
        form = await read_report_form(db, context.member, draft.id, context.now())
        form = await acts.add_to_section(
            db, form, section, text, message.message_id, context.now(), message.date
        )
    await show_form(context, form.draft, form_screen(context, form), below=True)


async def _take_figures(
    context: BotContext, draft: Draft, key: str, text: str, message: Message
) -> None:
    async with context.transaction() as db:
        typed = await acts.type_figures(
            db, context.member, draft.id, key, text, context.now(), message.date
        )
    await show_form(context, typed.form.draft, _typed_screen(context, typed), below=True)


def _typed_screen(context: BotContext, typed: acts.TypedFigures) -> Screen:
    t, form = context.texts, typed.form
    if typed.question is not None and typed.actual is not None:
        if typed.actual.doubt is not None:
            return words.confirm_figure(t, form.draft, typed.question, typed.actual)
        line = typed.question.answered(typed.actual.value)
        return form_screen(context, form, words.figure_taken(t, line))
    if typed.pasted.is_empty:
        return form_screen(context, form, [words.how_to_paste(t)])
    return form_screen(context, form, words.pasted_taken(t, typed.pasted, form.questions))


async def _go(context: BotContext, draft_id: int, step: str) -> None:
    async with context.transaction() as db:
        form = await acts.go_to(db, context.member, draft_id, step, context.now())
    await _show(context, form)


async def _show(context: BotContext, form: ReportForm, note: Lines = ()) -> None:
    await show_form(context, form.draft, form_screen(context, form, note), below=False)


HANDLERS = (
    pressed_in_form(buttons.AnswerFigures, on_answer_figures),
    pressed_in_form(buttons.ListFigures, on_list_figures),
    pressed_in_form(buttons.AskFigure, on_ask_figure),
    pressed_in_form(buttons.SkipFigure, on_skip_figure),
    pressed_in_form(buttons.TakeFigure, on_take_figure),
    pressed_in_form(buttons.DropFigure, on_drop_figure),
    pressed_in_form(buttons.ListSections, on_list_sections),
    pressed_in_form(buttons.OpenSection, on_open_section),
    pressed_in_form(buttons.DropSection, on_drop_section),
    pressed_in_form(buttons.ListFiles, on_list_files),
)
