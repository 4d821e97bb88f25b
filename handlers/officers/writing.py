"""The form of a notice: for whom, the text, the preview, and sending it once."""

from typing import Any

from bot.actions.dialogues import change_form, close_form, open_form, read_form
from bot.actions.missing import tallies
from bot.actions.notices import preview_notice, send_notice, show_progress_in
from bot.actions.units import own_blocs
from bot.context import BotContext
from bot.delivery.progress import update_progress
from bot.messages import notices as words
from bot.messages.missing import WriteToMissing
from bot.messages.screens import Screen
from bot.rules.dialogues import Draft, EmptyAnswer, Form, StaleForm
from bot.rules.members import check_officer
from bot.rules.missing import Tally
from bot.rules.notices import Audience, AudienceKind, check_notice_words
from bot.rules.obligations import is_handed_in
from bot.rules.units import NO_BLOC, BlocSize
from handlers.officers.acting import organisation_of
from handlers.routing import pressed
from handlers.showing import send, show_form


async def on_new(context: BotContext, _press: words.NewNotice) -> None:
    """Begin, or go on with the one begun."""
    check_officer(context.member)
    async with context.transaction() as db:
        draft = await open_form(db, context.member, Form.NOTICE, "audience", context.now())
    await resume(context, draft)


async def on_write_to_missing(context: BotContext, press: WriteToMissing) -> None:
    """Begin with the audience chosen; a text typed earlier is kept."""
    audience = Audience(AudienceKind.MISSING, press.obligation_id)
    async with context.transaction() as db:
        await preview_notice(db, context.member, audience)
        draft = await open_form(db, context.member, Form.NOTICE, "audience", context.now())
        draft = await _choose(context, db, draft, audience)
    await resume(context, draft)


async def resume(context: BotContext, draft: Draft) -> None:
    """Show the form where it was left, at the end with the preview above it."""
    if draft.step == "confirm":
        await send(context, _preview(context, draft))
    await show_form(context, draft, await _screen(context, draft), below=True)


async def on_browse(context: BotContext, press: words.BrowseAudience) -> None:
    async with context.transaction() as db:
        draft = await read_form(db, context.member, press.draft_id, press.version)
    if press.kind == AudienceKind.BLOC:
        screen = words.choose_bloc(context.texts, draft, await _blocs(context), press.page)
    else:
        asked = await _asked(context)
        screen = words.choose_obligation(context.texts, draft, asked, press.page)
    await show_form(context, draft, screen, below=False)


async def on_choose(context: BotContext, press: words.ChooseAudience) -> None:
    """Take the audience; with a text typed before, on to the preview at once."""
    try:
        audience = Audience(AudienceKind(press.kind), press.id)
    except ValueError:
        raise StaleForm from None
    async with context.transaction() as db:
        draft = await read_form(db, context.member, press.draft_id, press.version)
        await preview_notice(db, context.member, audience)
        draft = await _choose(context, db, draft, audience)
    if draft.step == "confirm":
        await resume(context, draft)
    else:
        await show_form(context, draft, await _screen(context, draft), below=False)


async def on_change(context: BotContext, press: words.ChangeAudience) -> None:
    async with context.transaction() as db:
        draft = await read_form(db, context.member, press.draft_id, press.version)
        draft = await change_form(db, draft, context.now(), step="audience")
    await show_form(context, draft, await _screen(context, draft), below=False)


async def on_typed(context: BotContext, draft: Draft, text: str) -> None:
    """The text, at whatever step it comes; then the preview."""
    kept = check_notice_words(text)
    if not kept:
        raise EmptyAnswer
    step = "confirm" if _audience(draft) else "audience"
    async with context.transaction() as db:
        draft = await read_form(db, context.member, draft.id)
        draft = await change_form(db, draft, context.now(), step=step, answers={"words": kept})
    await resume(context, draft)


async def on_send(context: BotContext, press: words.SendNotice) -> None:
    """Send it and close the form together: a second press finds no form and sends nothing."""
    async with context.transaction() as db:
        draft = await read_form(db, context.member, press.draft_id, press.version)
        audience = _audience(draft)
        if audience is None:
            raise StaleForm
        notice_id = await send_notice(db, context.member, audience, _words(draft), context.now())
        if draft.message_id is not None:
            await show_progress_in(db, notice_id, draft.message_id)
        await close_form(db, draft)
    services = context.services
    await update_progress(context.bot, services.database, services.clock, notice_id)


async def _choose(context: BotContext, db: Any, draft: Draft, audience: Audience) -> Draft:
    answers = {"kind": audience.kind, "id": audience.id}
    step = "confirm" if _words(draft) else "words"
    return await change_form(db, draft, context.now(), step=step, answers=answers)


async def _screen(context: BotContext, draft: Draft) -> Screen:
    """The question the form is at."""
    audience = _audience(draft)
    if audience is None or draft.step == "audience":
        blocs, asked = await _blocs(context), await _asked(context)
        return words.choose_audience(
            context.texts, draft, has_blocs=bool(blocs), has_obligations=bool(asked)
        )
    async with context.reading() as db:
        preview = await preview_notice(db, context.member, audience)
    if draft.step == "words":
        return words.ask_notice_words(context.texts, draft, preview)
    return words.confirm_notice(context.texts, draft, preview)


def _preview(context: BotContext, draft: Draft) -> Screen:
    return words.notice_text(context.texts, organisation_of(context), _words(draft))


async def _blocs(context: BotContext) -> list[BlocSize]:
    async with context.reading() as db:
        return [bloc for bloc in await own_blocs(db, context.member) if bloc.id != NO_BLOC]


async def _asked(context: BotContext) -> list[Tally]:
    async with context.reading() as db:
        found = await tallies(db, context.member)
    return [tally for tally in found if is_handed_in(tally.obligation)]


def _audience(draft: Draft) -> Audience | None:
    if not draft.answers.get("kind"):
        return None
    return Audience(AudienceKind(draft.answers["kind"]), int(draft.answers["id"]))


def _words(draft: Draft) -> str:
    return str(draft.answers.get("words", ""))


HANDLERS = (
    pressed(words.NewNotice, on_new),
    pressed(WriteToMissing, on_write_to_missing),
    pressed(words.BrowseAudience, on_browse),
    pressed(words.ChooseAudience, on_choose),
    pressed(words.ChangeAudience, on_change),
    pressed(words.SendNotice, on_send),
)
FORMS = {Form.NOTICE: on_typed}
RESUMES = {Form.NOTICE: resume}
