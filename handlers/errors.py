"""The one error handler: broken rules become explanations, anything else an apology and a log."""

import secrets

import structlog
from telegram import ReplyParameters, Update
from telegram.error import Forbidden, RetryAfter, TelegramError

from bot.actions.inbox import UpdateDone
from bot.context import BotContext
from bot.delivery.keyboards import markup
from bot.delivery.request import NotSent
from bot.delivery.secrets import redact
from bot.messages.problems import apology, explain
from bot.messages.screens import Row, Screen
from bot.messages.ways import way_on
from bot.rules.dialogues import StaleForm
from bot.rules.errors import RuleViolation
from bot.rules.members import Language
from bot.texts import Texts
from handlers.routing import answer

log = structlog.get_logger()

REFERENCE_BYTES = 4


async def on_error(update: object, context: BotContext) -> None:
    """Explain what happened to the person; details go to the log, never secrets."""
    error = context.error
    if isinstance(error, Forbidden):
        return  # They blocked the bot: there is nobody to explain to.
    if isinstance(error, UpdateDone):
        return  # Whoever acted on it has answered.
    if isinstance(error, RetryAfter | NotSent):
        # Telegram takes nothing just now, an apology neither.
        log.warning("answer.not_sent", error=redact(repr(error)))
        return
    texts = await _texts(context)
    if isinstance(error, RuleViolation):
        await _say(update, context, explain(texts, error), way_on(texts, error))
        return
    reference = secrets.token_hex(REFERENCE_BYTES)
    log.error("update.failed", reference=reference, error=redact(repr(error)), exc_info=error)
    await _say(update, context, apology(texts, reference))


async def _texts(context: BotContext) -> Texts:
    """The words of whoever it happened to: their language, their form of address, their zone."""
    try:
        if isinstance(getattr(context, "incoming", None), Update):
            await context.refresh_data()
        return context.texts
    except Exception as error:  # The explanation must come, whatever else breaks.
        log.warning("error.reader_unknown", error=redact(repr(error)))
        return Texts(Language.VI)


async def on_stale_button(update: Update, context: BotContext) -> None:
    """A button that no module knows: of an older version, or made up."""
    await _say(update, context, explain(context.texts, StaleForm()))


async def _say(update: object, context: BotContext, html: str, rows: tuple[Row, ...] = ()) -> None:
    if not isinstance(update, Update) or update.effective_user is None:
        return
    try:
        await answer(context)
        await context.bot.send_message(
            update.effective_user.id,
            html,
            parse_mode="HTML",
            reply_markup=markup(Screen(html, rows)),
            reply_parameters=_to_file(update),
        )
    except TelegramError as error:
        log.warning("explanation.failed", error=redact(repr(error)))


def _to_file(update: Update) -> ReplyParameters | None:
    # Of ten photos in an album, whoever sent them must see which one is meant.
    message = update.message
    if message is None or message.effective_attachment is None:
        return None
    return ReplyParameters(message.message_id, allow_sending_without_reply=True)
