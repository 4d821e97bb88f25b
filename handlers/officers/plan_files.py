"""A plan that an officer sends as a file: read, and kept as the document itself."""

from dataclasses import dataclass

from telegram import Message

from bot.context import BotContext
from bot.rules.errors import RuleViolation
from bot.rules.files import FileNotTaken, FilePart
from bot.rules.plans import PlanDraft, PlanNotRead
from handlers.files import download, keep, off_loop


@dataclass(frozen=True, slots=True)
class Sent:
    """What came with a message: the plan that was read in it, and the file to be kept.

    One of the two at least. `refused` says why no plan could be read.
    """

    plan: PlanDraft | None
    file: FilePart | None
    refused: RuleViolation | None = None


async def open_sent(context: BotContext, message: Message, *, reads: bool) -> Sent:
    """Fetch and keep a file; of a document the plan is read if it `reads`.

    Raises why no plan can be read in what can neither be kept, and what is wrong with a file.
    """
    try:
        file_id, name, content = await download(context, message)
    except FileNotTaken as error:
        raise PlanNotRead(error.name) from error
    plan, refused = None, None
    if message.document and reads:
        try:
            plan = await off_loop(context.services.read_plan, name, content)
        except RuleViolation as error:
            refused = error
    try:
        return Sent(plan, await keep(context, message, file_id, name, content), refused)
    except FileNotTaken as error:
        # A plan file is no document that units could open.
        if plan is None:
            raise refused or PlanNotRead(name) from error
        return Sent(plan, None)
