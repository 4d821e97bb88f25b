"""Who has confirmed a notice and who has not, calling on those once more, and the proof."""

import asyncio

from telegram import InputFile

from bot.actions.acknowledgements import call_again, read_receipts
from bot.actions.notices import own_notice
from bot.actions.proofs import proof_of
from bot.context import BotContext
from bot.messages import acknowledgements as words
from bot.messages import notice_buttons as buttons
from bot.papers.notice_sheet import notice_sheet
from handlers.routing import answer, pressed
from handlers.showing import show


async def on_unconfirmed(context: BotContext, press: buttons.ListUnconfirmed) -> None:
    async with context.reading() as db:
        notice = await own_notice(db, context.member, press.notice_id)
        receipts = await read_receipts(db, context.member, press.notice_id)
    await show(context, words.unconfirmed_screen(context.texts, notice, receipts, press.page))


async def on_call_again(context: BotContext, press: buttons.CallAgain) -> None:
    """Pressed twice it calls on nobody twice: once a day each."""
    async with context.transaction() as db:
        people = await call_again(db, context.member, press.notice_id, context.now())
    await answer(context, words.called_again(context.texts, people), alert=True)
    await on_unconfirmed(context, buttons.ListUnconfirmed(press.notice_id))


async def on_proof(context: BotContext, press: buttons.SendProof) -> None:
    """What became of it with each recipient. Made off the loop: a thousand rows take a while."""
    async with context.reading() as db:
        proof = await proof_of(db, context.member, press.notice_id)
    await answer(context)
    t, number = context.texts, proof.notice.number
    content = await asyncio.to_thread(
        notice_sheet, t, number, proof.lines, proof.zone, context.now()
    )
    await context.bot.send_document(
        context.member.telegram_id,
        InputFile(content, filename=t.plain("notice-{number}.xlsx", number=number)),
        caption=words.proof_caption(t, number, len(proof.lines)),
        parse_mode="HTML",
    )


HANDLERS = (
    pressed(buttons.ListUnconfirmed, on_unconfirmed),
    pressed(buttons.CallAgain, on_call_again),
    pressed(buttons.SendProof, on_proof),
)
