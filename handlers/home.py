"""/start, /help, the main keyboard, which post one speaks from, going on with a form."""

from collections.abc import Awaitable, Callable

from bot.actions.access import own_requests
from bot.actions.contributions import count_new
from bot.actions.dialogues import look_at_form, open_drafts, put_aside, read_form
from bot.actions.duties import own_duties
from bot.actions.extensions import how_many_wait
from bot.actions.members import speak_as
from bot.actions.plans import has_plan
from bot.actions.records import count_waiting
from bot.actions.undelivered import undelivered
from bot.actions.units import own_units
from bot.context import BotContext
from bot.messages import home as words
from bot.messages.joining import stranger_home
from bot.messages.menu import help_screen
from bot.messages.screens import Screen
from bot.rules.dialogues import Draft, Form
from bot.rules.members import Post
from handlers.commands import offer_commands, send_keyboard
from handlers.deadlines import stopped_home, today
from handlers.posts import speak_for_form
from handlers.routing import command, leave_form, pressed
from handlers.showing import send, show

Resume = Callable[[BotContext, Draft], Awaitable[None]]


async def show_home(context: BotContext) -> None:
    """The home screen of whoever this is."""
    await show(context, await _home(context))


async def send_home(context: BotContext, html: str = "") -> None:
    """The main keyboard on a message of its own (a welcome, or `html`), then the home screen.

    A stranger has no keyboard, and so no welcome that speaks of one.
    """
    if html or context.member.post is not None:
        await send_keyboard(context, html or words.welcome(context.texts, context.member.name))
    await send(context, await _home(context))


async def on_help(context: BotContext) -> None:
    await show(context, help_screen(context.texts, context.member))


async def on_home(context: BotContext, _press: words.GoHome) -> None:
    await leave_form(context)
    await show_home(context)


async def on_what_next(context: BotContext, _press: words.WhatNext) -> None:
    await leave_form(context)
    await send(context, await _home(context))


async def on_choose_post(context: BotContext, _press: words.ChoosePost) -> None:
    await show(context, words.choose_post(context.texts, context.member))


async def on_speak_as(context: BotContext, press: words.SpeakAs) -> None:
    async with context.transaction() as db:
        await put_aside(db, context.member)
        member = await speak_as(db, context.member, press.post_key, context.now())
    context.become(member)
    await offer_commands(context)
    await show_home(context)
    await send_keyboard(context, words.welcome(context.texts, member.name))


async def _home(context: BotContext) -> Screen:
    post = context.member.post
    if post is None:
        return stranger_home(context.texts)
    async with context.reading() as db:
        drafts = await open_drafts(db, context.member)
    if post.is_office:
        numbers = await _numbers(context)
        return words.officer_home(context.texts, context.member, post, numbers, drafts)
    return await _manager_home(context, post, drafts)


async def _manager_home(context: BotContext, post: Post, drafts: list[Draft]) -> Screen:
    if post.stopped_on is not None:
        return await stopped_home(context)
    async with context.reading() as db:
        duties = await own_duties(db, context.member)
    return words.manager_home(context.texts, context.member, post, duties, drafts, today(context))


async def _numbers(context: BotContext) -> words.OfficerNumbers:
    assert context.member.post is not None
    async with context.reading() as db:
        units = await own_units(db, context.member)
        requests = await own_requests(db, context.member)
        new = await count_new(db, context.member)
        to_review = await count_waiting(db, context.member)
        extensions = await how_many_wait(db, context.member)
        unreached = (await undelivered(db, context.member, context.now())).count
        planned = await has_plan(db, context.member.post.organisation_id)
    joined = sum(1 for unit in units if unit.seats)
    return words.OfficerNumbers(
        len(units), joined, len(requests), new, to_review, extensions, unreached, planned
    )


def resuming(
    resumes: dict[Form, Resume],
) -> Callable[[BotContext, words.ResumeForm], Awaitable[None]]:
    """A handler of «Tiếp tục» that shows a form again, by its kind."""

    async def on_resume(context: BotContext, press: words.ResumeForm) -> None:
        async with context.reading() as db:
            draft = await look_at_form(db, context.member, press.draft_id)
        await speak_for_form(context, draft)
        async with context.transaction() as db:
            draft = await read_form(db, context.member, press.draft_id)
        await resumes[draft.form](context, draft)

    return on_resume


HANDLERS = (
    command(on_help, "trogiup", "help"),
    pressed(words.GoHome, on_home),
    pressed(words.WhatNext, on_what_next),
    pressed(words.ChoosePost, on_choose_post),
    pressed(words.SpeakAs, on_speak_as),
)
