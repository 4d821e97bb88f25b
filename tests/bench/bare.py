"""Bare python-telegram-bot bots, as its own examples are made, each in a process of its own."""

import asyncio
import sys
from contextlib import suppress

from telegram import Bot, Update
from telegram.error import RetryAfter
from telegram.ext import (
    AIORateLimiter,
    Application,
    ApplicationBuilder,
    ContextTypes,
    MessageHandler,
    filters,
)

from tests.bench.counting import FIRST_PERSON
from tests.bench.wording import NOTICE


async def echo(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    """Answer with the very words."""
    assert update.message is not None
    await update.message.reply_text(update.message.text or "")


def run(builder: ApplicationBuilder) -> None:
    """Run an echo bot until killed."""
    application = builder.build()
    application.add_handler(MessageHandler(filters.ALL, echo))
    application.run_polling()


async def send_to(bot: Bot, people: int) -> None:
    """A broadcast as one writes it first: one message after another."""
    async with bot:
        for number in range(people):
            await bot.send_message(FIRST_PERSON + number, NOTICE)


async def broadcast(application: Application) -> None:
    """A broadcast beside the answers, at the pace of the rate limiter; it counts on its own."""
    slots = asyncio.Semaphore(256)

    async def send(number: int) -> None:
        # What is refused is lost, as with the limiter's own settings.
        async with slots:
            with suppress(RetryAfter):
                await application.bot.send_message(FIRST_PERSON + number, NOTICE)

    await asyncio.sleep(float(sys.argv[4]))
    await asyncio.gather(*(send(number) for number in range(20_000)))


async def begin_broadcast(application: Application) -> None:
    application.bot_data["broadcast"] = asyncio.create_task(broadcast(application))


def main(kind: str, url: str, token: str) -> None:
    """Be one of the bots."""
    builder = Application.builder().token(token).base_url(f"{url}/bot")
    match kind:
        case "echo":
            run(builder)
        case "concurrent":
            run(builder.concurrent_updates(256))
        case "send":
            asyncio.run(send_to(Bot(token, f"{url}/bot"), 1_000_000))
        case "limited":
            rate = float(sys.argv[5])
            limiter = AIORateLimiter(overall_max_rate=rate, overall_time_period=1)
            run(builder.rate_limiter(limiter).post_init(begin_broadcast))


if __name__ == "__main__":
    main(*sys.argv[1:4])
