"""What the officers' handlers share."""

from datetime import date

from bot.context import BotContext


def organisation_of(context: BotContext) -> str:
    """The name of the organisation the member speaks in."""
    return context.member.post.organisation if context.member.post else ""


def today(context: BotContext) -> date:
    """Today in the member's zone."""
    return context.now().astimezone(context.member.zone).date()
