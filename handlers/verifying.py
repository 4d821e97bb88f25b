"""/kiemtra: verify a receipt by its code, its link or QR, or against a file. For anyone."""

import hashlib

from telegram import InputFile

from bot.actions.dialogues import close_form, open_form
from bot.actions.verifying import check_may_guess, note_wrong_code, verify_receipt
from bot.context import BotContext
from bot.messages import verifying as words
from bot.messages.receipts import SendQr
from bot.messages.screens import Screen
from bot.papers.qr import qr_png
from bot.rules.codes import link_payload
from bot.rules.dialogues import Draft, Form
from bot.rules.verifying import UnknownCode, VerifiedReceipt
from handlers.files import download
from handlers.routing import command, pressed
from handlers.showing import send, show_form

CODE, FILE = "code", "file"


async def on_verify(context: BotContext) -> None:
    """/kiemtra CODE, or the question for it."""
    if context.args:
        try:
            await show_verified(context, " ".join(context.args))
        except UnknownCode:
            # The explanation asks for the code again: what is typed next is taken as one.
            await _await_code(context)
            raise
        return
    draft = await _await_code(context)
    await show_form(context, draft, words.ask_code(context.texts, draft), below=True)


async def _await_code(context: BotContext) -> Draft:
    async with context.transaction() as db:
        return await open_form(db, context.member, Form.VERIFY, CODE, context.now())


async def show_verified(context: BotContext, typed: str) -> None:
    """What the code proves. A wrong one is counted, also when the answer never arrives."""
    receipt = await _verified(context, typed)
    await send(context, words.verified_screen(context.texts, receipt))


async def on_typed(context: BotContext, draft: Draft, text: str) -> None:
    """The code; while a file is asked for, another code."""
    receipt = await _verified(context, text)
    async with context.transaction() as db:
        await close_form(db, draft)
    await send(context, words.verified_screen(context.texts, receipt))


async def on_compare(context: BotContext, press: words.CompareFile) -> None:
    await _verified(context, press.code)
    async with context.transaction() as db:
        draft = await open_form(
            db, context.member, Form.VERIFY, FILE, context.now(), subject=press.code
        )
    await show_form(context, draft, words.ask_file(context.texts, draft), below=True)


async def compare_file(context: BotContext, draft: Draft) -> None:
    """Hold a file against the receipt. Nothing of it is kept."""
    message = context.incoming.message
    assert message is not None
    receipt = await _verified(context, draft.subject)
    _, name, content = await download(context, message)
    same = receipt.has(hashlib.sha256(content).hexdigest())
    async with context.transaction() as db:
        await close_form(db, draft)
    screen = words.file_matches if same else words.file_differs
    await send(context, screen(context.texts, name, receipt))


async def on_qr(context: BotContext, press: SendQr) -> None:
    receipt = await _verified(context, press.code)
    link = f"https://t.me/{context.bot.username}?start={link_payload(receipt.code)}"
    await context.bot.send_photo(
        context.member.telegram_id,
        InputFile(qr_png(link), filename=f"{receipt.code}.png"),
        caption=words.qr_caption(context.texts, receipt.code),
        parse_mode="HTML",
    )


async def resume(context: BotContext, draft: Draft) -> None:
    """Ask again."""
    await show_form(context, draft, _question(context, draft), below=True)


async def _verified(context: BotContext, typed: str) -> VerifiedReceipt:
    key = context.services.receipt_key
    try:
        async with context.reading() as db:
            await check_may_guess(db, context.member, context.now())
            return await verify_receipt(db, typed, key)
    except UnknownCode:
        async with context.transaction() as db:
            note_wrong_code(db, context.member, context.now())
        raise


def _question(context: BotContext, draft: Draft) -> Screen:
    ask = words.ask_file if draft.step == FILE else words.ask_code
    return ask(context.texts, draft)


FORMS = {Form.VERIFY: on_typed}
RESUMES = {Form.VERIFY: resume}

HANDLERS = (
    command(on_verify, "kiemtra", "verify"),
    pressed(words.CompareFile, on_compare),
    pressed(SendQr, on_qr),
)
