"""A plan begun by hand or from a file, looked at as a whole, or thrown away."""

from typing import Any

from telegram import Message

from bot.actions import preparing
from bot.actions.amending import take_amended
from bot.actions.dialogues import close_form, open_form, read_form
from bot.actions.preparing import PreparationView
from bot.context import BotContext
from bot.messages import preparing as words
from bot.messages import preparing_buttons as buttons
from bot.messages import preparing_forms as forms
from bot.messages.problems import explain
from bot.messages.screens import Button, Screen
from bot.rules.dialogues import Draft, Form, StaleForm, check_words
from bot.rules.members import check_officer
from bot.rules.plan_words import read_number_and_day, year_in
from bot.rules.preparing import NUMBER_LENGTH, TITLE_LENGTH, Prepared, with_head
from handlers.officers import preparation_form as form
from handlers.officers.acting import today
from handlers.officers.plan_files import Sent, open_sent
from handlers.officers.preparing_items import on_typed_item
from handlers.routing import leave_form, pressed
from handlers.showing import send, show


async def on_new(context: BotContext, _press: buttons.NewPlan) -> None:
    check_officer(context.member)
    await leave_form(context)
    async with context.transaction() as db:
        draft = await open_form(db, context.member, Form.PLAN, form.BEGIN, context.now())
    await form.put_up(context, draft, forms.begin(context.texts, _years(context)))


async def on_name(context: BotContext, press: buttons.NamePlan) -> None:
    if press.year not in _years(context):
        raise StaleForm
    await _begin(context, forms.usual_title(press.year), press.year)


async def on_open(context: BotContext, press: buttons.OpenPreparation) -> None:
    """The whole draft as it is now."""
    await leave_form(context)
    async with context.transaction() as db:
        view = await preparing.look_at_preparation(db, context.member, press.preparation_id)
        draft = await form.come_to(context, db, view, form.LIST, page=press.page)
    await form.show_step(context, draft, view)


async def resume(context: BotContext, draft: Draft) -> None:
    """Show the step where it was left."""
    if not draft.subject:
        await form.put_up(context, draft, forms.begin(context.texts, _years(context)))
        return
    async with context.reading() as db:
        view = await preparing.look_at_preparation(db, context.member, int(draft.subject))
    await form.show_step(context, draft, view)


async def on_head(context: BotContext, press: buttons.EditHead) -> None:
    steps = {"title": form.PLAN_TITLE, "number": form.NUMBER}
    if press.which not in steps:
        raise StaleForm
    await _go_to(context, press.preparation_id, press.version, steps[press.which])


async def on_skip(context: BotContext, press: buttons.SkipNumber) -> None:
    async with context.transaction() as db:
        view = await preparing.look_at_preparation(
            db, context.member, press.preparation_id, press.version
        )
        draft = await form.come_to(context, db, view, _after_head(view))
    await form.show_step(context, draft, view)


async def on_typed(context: BotContext, draft: Draft, text: str) -> None:
    """A title, number and day, or something of one obligation."""
    if not draft.subject:
        title = check_words(text, TITLE_LENGTH)
        await _begin(context, title, year_in(title) or today(context).year)
        return
    step = draft.step.partition(":")[0]
    if step not in (form.PLAN_TITLE, form.NUMBER):
        await on_typed_item(context, draft, text)
        return
    changes: dict[str, object] = {}
    if step == form.PLAN_TITLE:
        changes["title"] = check_words(text, TITLE_LENGTH)
        if year := year_in(text):
            changes["year"] = year
    else:
        number, issued_on = read_number_and_day(text, today(context))
        if number:
            changes["number"] = check_words(number, NUMBER_LENGTH)
        if issued_on is not None:
            changes |= {"issued_on": issued_on, "issued_written": ""}

    def change(prepared: Prepared) -> Prepared:
        return with_head(prepared, **changes)

    async with context.transaction() as db:
        draft = await read_form(db, context.member, draft.id)
        view = await preparing.change_preparation(
            db, context.member, int(draft.subject), draft.answers["seen"], context.now(), change
        )
        draft = await form.come_to(context, db, view, _after_head(view))
    await form.show_step(context, draft, view)


async def on_document(context: BotContext, press: buttons.ShowDocument) -> None:
    await _go_to(context, press.preparation_id, None, form.FILES)


async def on_drop_document(context: BotContext, press: buttons.DropDocument) -> None:
    async with context.transaction() as db:
        view = await preparing.drop_document(
            db, context.member, press.preparation_id, press.version, press.place, context.now()
        )
        draft = await form.come_to(context, db, view, form.FILES)
    await form.show_step(context, draft, view)


async def on_file(context: BotContext, draft: Draft) -> None:
    """The plan to be read, or a file or a page of the document itself."""
    message = context.incoming.message
    assert message is not None
    reads = not draft.subject or await _amends(context, draft)
    sent = await open_sent(context, message, reads=reads)
    if sent.refused is not None:
        # The file is kept all the same: why the rest is to be typed comes before the question.
        await send(context, Screen(explain(context.texts, sent.refused)))
    if draft.subject:
        await _take(context, draft, message, sent)
    else:
        await begin_from(context, sent)


async def on_ask_discard(context: BotContext, press: buttons.AskDiscard) -> None:
    async with context.reading() as db:
        view = await preparing.look_at_preparation(
            db, context.member, press.preparation_id, press.version
        )
    t = context.texts
    throw = Button(t.plain("Throw it away"), buttons.DiscardPlan(view.id, view.version))
    back = Button(t.plain("Back to the draft"), buttons.OpenPreparation(view.id))
    await show(context, words.discard_question(t, view.draft.title, throw, back))


async def on_discard(context: BotContext, press: buttons.DiscardPlan) -> None:
    async with context.transaction() as db:
        draft = await preparing.discard_preparation(
            db, context.member, press.preparation_id, press.version, context.now()
        )
    await show(context, words.discarded(context.texts, draft.title))


async def _begin(context: BotContext, title: str, year: int) -> None:
    """By hand: the number is asked for next."""
    async with context.transaction() as db:
        before = await _end_beginning(context, db)
        view = await preparing.begin_plan(db, context.member, title, year, context.now())
        draft = await form.come_to(context, db, view, form.NUMBER)
    await form.show_step(context, draft, view, before=before)


async def _amends(context: BotContext, draft: Draft) -> bool:
    async with context.reading() as db:
        view = await preparing.look_at_preparation(db, context.member, int(draft.subject))
    return view.amends_id is not None


async def begin_from(context: BotContext, sent: Sent) -> None:
    """Begin a plan from what was sent; of a scan the rest is typed."""
    year = today(context).year
    files = (sent.file,) if sent.file else ()
    async with context.transaction() as db:
        before = await _end_beginning(context, db)
        member, now = context.member, context.now()
        if sent.plan is None:
            begun = await preparing.begin_plan(db, member, forms.usual_title(year), year, now)
            assert sent.file is not None
            view = await preparing.add_document(db, member, begun.id, sent.file, now)
        else:
            view = await preparing.start_from(db, member, sent.plan, now, files=files)
        draft = await form.come_to(context, db, view, form.LIST if sent.plan else form.NUMBER)
    await form.show_step(context, draft, view, before=before)


async def _take(context: BotContext, draft: Draft, message: Message, sent: Sent) -> None:
    """A new version of the plan that is amended, or one more file of the document."""
    member, now = context.member, context.now()
    async with context.transaction() as db:
        draft = await read_form(db, member, draft.id)
        id_, seen = int(draft.subject), draft.answers["seen"]
        before = view = await preparing.look_at_preparation(db, member, id_)
        if sent.plan is not None:
            view = await take_amended(db, member, id_, seen, sent.plan, now)
        if sent.file is not None:
            view = await preparing.add_document(db, member, id_, sent.file, now)
        # The pages of one album come one by one, the first of them perhaps as the beginning.
        is_asked = draft.step == form.NUMBER and seen == before.version
        step = form.NUMBER if is_asked else form.FILES
        draft = await form.come_to(context, db, view, form.LIST if sent.plan else step)
    await form.show_step(context, draft, view, below=not _follows(message, view))


async def _end_beginning(context: BotContext, db: Any) -> Draft:
    draft = await open_form(db, context.member, Form.PLAN, form.BEGIN, context.now())
    await close_form(db, draft)
    return draft


async def _go_to(context: BotContext, preparation_id: int, version: int | None, step: str) -> None:
    async with context.transaction() as db:
        view = await preparing.look_at_preparation(db, context.member, preparation_id, version)
        draft = await form.come_to(context, db, view, step)
    await form.show_step(context, draft, view)


def _after_head(view: PreparationView) -> str:
    """While nothing is asked for yet, that comes next."""
    return form.LIST if view.draft.obligations else form.at(form.KIND, form.NEW)


def _follows(message: Message, view: PreparationView) -> bool:
    """Whether it is a later part of an album, for which no new screen is needed."""
    return message.media_group_id is not None and len(view.files) > 1


def _years(context: BotContext) -> tuple[int, int]:
    """This year and the next, for which plans are made."""
    year = today(context).year
    return year, year + 1


FORMS = {Form.PLAN: on_typed}
RESUMES = {Form.PLAN: resume}

HANDLERS = (
    pressed(buttons.NewPlan, on_new),
    pressed(buttons.NamePlan, on_name),
    pressed(buttons.OpenPreparation, on_open),
    pressed(buttons.EditHead, on_head),
    pressed(buttons.SkipNumber, on_skip),
    pressed(buttons.ShowDocument, on_document),
    pressed(buttons.DropDocument, on_drop_document),
    pressed(buttons.AskDiscard, on_ask_discard),
    pressed(buttons.DiscardPlan, on_discard),
)
