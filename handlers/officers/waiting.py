"""/choxem: what waits for an officer's word; accepting one, or several of a page at once."""

from typing import Any

from bot.actions.dialogues import change_form, close_form, open_form, read_form
from bot.actions.records import count_waiting, narrowing, still_waiting, waiting
from bot.actions.reviews import accept, accept_many
from bot.context import BotContext
from bot.messages import waiting as words
from bot.messages.record_buttons import AcceptRecord, ListWaiting
from bot.messages.returning import accepted_screen
from bot.rules.dialogues import Draft, Form, StaleForm
from bot.rules.reviews import RecordKind, RecordRef
from handlers.routing import command, pressed
from handlers.showing import show, show_form

A_PAGE = 8


async def on_waiting(context: BotContext) -> None:
    """/choxem: everything that waits."""
    await on_list(context, ListWaiting())


async def on_list(context: BotContext, press: ListWaiting) -> None:
    async with context.reading() as db:
        queue = await waiting(
            db, context.member, press.obligation_id, press.bloc_id, page=press.page, size=A_PAGE
        )
    await show(context, words.queue_screen(context.texts, queue))


async def on_narrow(context: BotContext, press: words.NarrowWaiting) -> None:
    async with context.reading() as db:
        choices = await narrowing(db, context.member)
    screen = words.narrow_screen(context.texts, choices, press.obligation_id, press.bloc_id)
    await show(context, screen)


async def on_accept(context: BotContext, press: AcceptRecord) -> None:
    ref = ref_of(press.kind, press.record_id)
    async with context.transaction() as db:
        done = await accept(db, context.member, ref, context.now())
        left = await count_waiting(db, context.member)
    await show(context, accepted_screen(context.texts, done.review, done.duty, done.told, left))


async def on_accept_shown(context: BotContext, press: words.AcceptShown) -> None:
    """All of a page, ticked, before anything is accepted; an older choice gives way."""
    async with context.transaction() as db:
        queue = await waiting(
            db, context.member, press.obligation_id, press.bloc_id, page=press.page, size=A_PAGE
        )
        draft = await open_form(db, context.member, Form.REVIEW, "tick", context.now())
        refs = [[each.ref.kind, each.ref.id] for each in queue.arrivals]
        answers = {"refs": refs, "ticked": list(range(len(refs)))}
        draft = await change_form(db, draft, context.now(), answers=answers)
    await resume(context, draft)


async def on_tick(context: BotContext, press: words.TickRecord) -> None:
    async with context.transaction() as db:
        draft = await read_form(db, context.member, press.draft_id, press.version)
        if not 0 <= press.place < len(_refs(draft)):
            raise StaleForm
        ticked = sorted(_ticked(draft) ^ {press.place})
        draft = await change_form(db, draft, context.now(), answers={"ticked": ticked})
        arrivals = await still_waiting(db, context.member, _refs(draft))
    screen = words.tick_screen(context.texts, draft, arrivals, _ticked(draft))
    await show_form(context, draft, screen, below=False)


async def on_accept_ticked(context: BotContext, press: words.AcceptTicked) -> None:
    """Accept them and close the form together, once however often it is pressed."""
    async with context.transaction() as db:
        draft = await read_form(db, context.member, press.draft_id, press.version)
        refs = _refs(draft)
        chosen = [refs[place] for place in sorted(_ticked(draft)) if place < len(refs)]
        done = await accept_many(db, context.member, chosen, context.now())
        await close_form(db, draft)
        left = await count_waiting(db, context.member)
    accepted = [each.review for each in done.accepted]
    await show(context, words.many_accepted(context.texts, accepted, done.skipped, left))


async def on_typed(context: BotContext, draft: Draft, _text: str) -> None:
    """Nothing is typed here: the choice is shown again, below what was typed."""
    await resume(context, draft)


async def resume(context: BotContext, draft: Draft) -> None:
    """Show the choice as it stands; without anything left to choose from it is over."""
    async with context.reading() as db:
        arrivals = await still_waiting(db, context.member, _refs(draft))
    if any(arrivals):
        screen = words.tick_screen(context.texts, draft, arrivals, _ticked(draft))
        await show_form(context, draft, screen, below=True)
        return
    async with context.transaction() as db:
        await close_form(db, draft)
    await show(context, words.nothing_ticked(context.texts))


def ref_of(kind: str, id_: int) -> RecordRef:
    """The record a button speaks of. Raises StaleForm for one of no kind there is."""
    try:
        return RecordRef(RecordKind(kind), id_)
    except ValueError:
        raise StaleForm from None


def _refs(draft: Draft) -> list[RecordRef]:
    refs: list[Any] = draft.answers.get("refs", [])
    return [RecordRef(RecordKind(kind), id_) for kind, id_ in refs]


def _ticked(draft: Draft) -> set[int]:
    return set(draft.answers.get("ticked", []))


HANDLERS = (
    command(on_waiting, "choxem", "review"),
    pressed(ListWaiting, on_list),
    pressed(words.NarrowWaiting, on_narrow),
    pressed(AcceptRecord, on_accept),
    pressed(words.AcceptShown, on_accept_shown),
    pressed(words.TickRecord, on_tick),
    pressed(words.AcceptTicked, on_accept_ticked),
)
COMMANDS = {"choxem": on_waiting}
FORMS = {Form.REVIEW: on_typed}
RESUMES = {Form.REVIEW: resume}
