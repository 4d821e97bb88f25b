"""/lienhe: whom units may ask; officers keep it, all others read it."""

from bot.actions.desks import (
    add_desk,
    drop_desk,
    own_desks,
    put_first,
    read_desk_of,
    set_detail,
)
from bot.actions.dialogues import change_form, close_form, open_form, read_form
from bot.actions.plans import plans_of
from bot.context import BotContext
from bot.messages import desks as words
from bot.messages.asking import whom_to_ask
from bot.messages.screens import Screen
from bot.rules.desks import Desk, Detail, NamelessDesk, check_named, read_desk
from bot.rules.dialogues import Draft, EmptyAnswer, Form, StaleForm
from bot.rules.members import NoPost, check_officer
from handlers.routing import Handle, command, pressed
from handlers.showing import show, show_form


async def on_contacts(context: BotContext) -> None:
    """The list to be changed for an officer, for everybody else what it says."""
    post = context.member.post
    if post is None:
        raise NoPost
    async with context.reading() as db:
        known = await own_desks(db, context.member)
        plans = [] if post.is_office else await plans_of(db, context.member)
    if post.is_office:
        await show(context, words.desks_screen(context.texts, post.organisation, known))
        return
    named = [plan.contact for _, plan in plans if plan.contact]
    screen = whom_to_ask(context.texts, post.organisation, named, extension=False, desks=known)
    await show(context, screen)


async def on_list(context: BotContext, _press: words.ListDesks) -> None:
    check_officer(context.member)
    await on_contacts(context)


async def on_open(context: BotContext, press: words.OpenDesk) -> None:
    await show(context, await _screen(context, press.desk_id))


async def on_add(context: BotContext, _press: words.AddDesk) -> None:
    check_officer(context.member)
    await _begin(context, "")


async def on_ask_detail(context: BotContext, press: words.AskDetail) -> None:
    which = _detail(press.detail)
    async with context.reading() as db:
        await read_desk_of(db, context.member, press.desk_id)
    await _begin(context, f"{press.desk_id}-{which}")


async def on_typed(context: BotContext, draft: Draft, text: str) -> None:
    """A whole card, parts of one, or the one detail that was asked for."""
    if draft.subject:
        await _keep_detail(context, draft, text)
        return
    read = read_desk(text)
    if not read:
        raise EmptyAnswer
    async with context.transaction() as db:
        draft = await read_form(db, context.member, draft.id)
        details = _details(draft) | read
        desk_id = None
        try:
            check_named(details)
        except NamelessDesk:
            kept = {which.value: said for which, said in details.items()}
            draft = await change_form(db, draft, context.now(), answers=kept)
        else:
            desk_id = await add_desk(db, context.member, details, context.now())
            await close_form(db, draft)
    if desk_id is None:
        await resume(context, draft)
    else:
        await show_form(context, draft, await _screen(context, desk_id), below=True)


async def on_clear(context: BotContext, press: words.ClearDetail) -> None:
    async with context.transaction() as db:
        draft = await read_form(db, context.member, press.draft_id, press.version)
        if draft.form is not Form.DESK or not draft.subject:
            raise StaleForm
        desk_id, which = _subject(draft)
        await set_detail(db, context.member, desk_id, which, "", context.now())
        await close_form(db, draft)
    await show(context, await _screen(context, desk_id))


async def on_put_first(context: BotContext, press: words.PutFirst) -> None:
    async with context.transaction() as db:
        await put_first(db, context.member, press.desk_id, context.now())
    await on_contacts(context)


async def on_ask_drop(context: BotContext, press: words.AskDrop) -> None:
    async with context.reading() as db:
        desk = await read_desk_of(db, context.member, press.desk_id)
    await show(context, words.ask_drop(context.texts, desk))


async def on_drop(context: BotContext, press: words.DropDesk) -> None:
    async with context.transaction() as db:
        await drop_desk(db, context.member, press.desk_id, context.now())
    await on_contacts(context)


async def resume(context: BotContext, draft: Draft) -> None:
    """Show the question again."""
    if draft.subject:
        desk_id, which = _subject(draft)
        async with context.reading() as db:
            desk = await read_desk_of(db, context.member, desk_id)
        screen = words.ask_detail(context.texts, draft, desk, which)
    else:
        known = Desk(0, **{which.value: said for which, said in _details(draft).items()})
        screen = words.ask_desk(context.texts, draft, known)
    await show_form(context, draft, screen, below=True)


async def _begin(context: BotContext, subject: str) -> None:
    async with context.transaction() as db:
        now = context.now()
        draft = await open_form(db, context.member, Form.DESK, "words", now, subject=subject)
    await resume(context, draft)


async def _keep_detail(context: BotContext, draft: Draft, text: str) -> None:
    desk_id, which = _subject(draft)
    if not text.strip():
        raise EmptyAnswer
    async with context.transaction() as db:
        draft = await read_form(db, context.member, draft.id)
        await set_detail(db, context.member, desk_id, which, text, context.now())
        await close_form(db, draft)
    await show_form(context, draft, await _screen(context, desk_id), below=True)


async def _screen(context: BotContext, desk_id: int) -> Screen:
    async with context.reading() as db:
        desk = await read_desk_of(db, context.member, desk_id)
        known = await own_desks(db, context.member)
    return words.desk_screen(context.texts, desk, is_first=known[0].id == desk_id)


def _details(draft: Draft) -> dict[Detail, str]:
    return {which: str(draft.answers[which]) for which in Detail if which in draft.answers}


def _subject(draft: Draft) -> tuple[int, Detail]:
    desk_id, _, which = draft.subject.partition("-")
    return int(desk_id), _detail(which)


def _detail(name: str) -> Detail:
    try:
        return Detail(name)
    except ValueError:
        raise StaleForm from None


HANDLERS = (
    command(on_contacts, "lienhe", "danhba", "contacts"),
    pressed(words.ListDesks, on_list),
    pressed(words.OpenDesk, on_open),
    pressed(words.AddDesk, on_add),
    pressed(words.AskDetail, on_ask_detail),
    pressed(words.ClearDetail, on_clear),
    pressed(words.PutFirst, on_put_first),
    pressed(words.AskDrop, on_ask_drop),
    pressed(words.DropDesk, on_drop),
)
FORMS = {Form.DESK: on_typed}
RESUMES = {Form.DESK: resume}
COMMANDS: dict[str, Handle] = {"lienhe": on_contacts}
