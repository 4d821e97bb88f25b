"""/thongbao: the notices of the organisation, and how each of them went."""

from bot.actions.acknowledgements import read_receipts
from bot.actions.composing import open_scheduled
from bot.actions.dialogues import close_form, open_form, read_form
from bot.actions.notices import notices_with, own_notice, own_version, progress_shown
from bot.context import BotContext
from bot.messages import notice_buttons as buttons
from bot.messages import notices as words
from bot.messages.paging import page_of
from bot.messages.screens import Screen
from bot.rules.dialogues import Draft, EmptyAnswer, Form
from bot.rules.members import check_officer
from bot.rules.notices import BEGUN
from handlers.officers.acting import organisation_of
from handlers.officers.notice_form import put_in_chat, show_where_left
from handlers.routing import answer, command, pressed
from handlers.showing import send, show, show_form

SEARCH = "words"


async def on_notices(context: BotContext) -> None:
    """The notices with their numbers, and the way to a new one."""
    await on_list(context, buttons.ListNotices())


async def on_list(context: BotContext, press: buttons.ListNotices) -> None:
    if press.words:
        await show(context, await _found(context, press.words, press.page))
        return
    async with context.reading() as db:
        page = page_of(await notices_with(db, context.member), press.page)
        notices = [await own_notice(db, context.member, id_) for id_ in page.items]
        waiting = await notices_with(db, context.member, scheduled=True)
        scheduled = [await own_notice(db, context.member, id_) for id_ in reversed(waiting)]
    organisation = organisation_of(context)
    await show(context, words.notices_screen(context.texts, organisation, page, notices, scheduled))


async def on_open(context: BotContext, press: buttons.OpenNotice) -> None:
    async with context.reading() as db:
        notice = await own_notice(db, context.member, press.notice_id)
        asks = notice.text.asks_receipt and notice.state in BEGUN
        receipts = await read_receipts(db, context.member, press.notice_id) if asks else None
        shown = await progress_shown(db, press.notice_id)
    screen = words.notice_screen(context.texts, notice, receipts)
    query = context.incoming.callback_query
    here = query.message.message_id if query and query.message else None
    if shown is not None and shown[1] == here and not notice.is_over:
        # In its place the next progress would be shown within two seconds.
        await send(context, screen)
    else:
        await show(context, screen)


async def on_see(context: BotContext, press: buttons.SeeNotice) -> None:
    """As recipients see it, or did in an earlier version, at the bottom of the officer's chat."""
    async with context.reading() as db:
        text = await own_version(db, context.member, press.notice_id, press.version)
    await answer(context)
    await put_in_chat(context, text)


async def on_change(context: BotContext, press: buttons.ChangeScheduled) -> None:
    async with context.transaction() as db:
        form = await open_scheduled(db, context.member, press.notice_id, context.now())
    await show_where_left(context, form)


async def on_find(context: BotContext, _press: buttons.FindNotice) -> None:
    """Ask for words; what is typed next is looked for."""
    check_officer(context.member)
    async with context.transaction() as db:
        draft = await open_form(db, context.member, Form.NOTICE_SEARCH, SEARCH, context.now())
    await resume(context, draft)


async def on_typed(context: BotContext, draft: Draft, text: str) -> None:
    """The words to look for. With the answer the form is done."""
    wanted = words.searched(text)
    if not wanted:
        raise EmptyAnswer
    screen = await _found(context, wanted, 0)
    async with context.transaction() as db:
        await close_form(db, await read_form(db, context.member, draft.id))
    await send(context, screen)


async def resume(context: BotContext, draft: Draft) -> None:
    """Ask again."""
    await show_form(context, draft, words.ask_search(context.texts, draft), below=True)


async def _found(context: BotContext, wanted: str, number: int) -> Screen:
    async with context.reading() as db:
        page = page_of(await notices_with(db, context.member, wanted), number)
        notices = [await own_notice(db, context.member, id_) for id_ in page.items]
    return words.found_screen(context.texts, wanted, page, notices)


HANDLERS = (
    command(on_notices, "thongbao", "notice"),
    pressed(buttons.ListNotices, on_list),
    pressed(buttons.OpenNotice, on_open),
    pressed(buttons.SeeNotice, on_see),
    pressed(buttons.ChangeScheduled, on_change),
    pressed(buttons.FindNotice, on_find),
)
COMMANDS = {"thongbao": on_notices}
FORMS = {Form.NOTICE_SEARCH: on_typed}
RESUMES = {Form.NOTICE_SEARCH: resume}
