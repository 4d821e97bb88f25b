"""All that officers can do, gathered for the application."""

from collections.abc import Awaitable, Callable

from bot.context import BotContext
from bot.rules.dialogues import Draft, Form
from handlers.officers import (
    access,
    adding,
    arrived,
    catalogue,
    cataloguing,
    contributions,
    deadlines,
    extensions,
    granting,
    groups,
    joining,
    ladders,
    missing,
    notices,
    offices,
    plans,
    records,
    registering,
    returning,
    setting_dates,
    units,
    waiting,
    withdrawing,
    writing,
)
from handlers.routing import Handle

MODULES = (
    missing,
    notices,
    writing,
    units,
    registering,
    catalogue,
    cataloguing,
    adding,
    offices,
    deadlines,
    setting_dates,
    ladders,
    records,
    waiting,
    returning,
    arrived,
    extensions,
    granting,
    access,
    joining,
    plans,
    withdrawing,
    contributions,
    groups,
)

FORMS: dict[Form, Callable[[BotContext, Draft, str], Awaitable[None]]] = {
    **adding.FORMS,
    **cataloguing.FORMS,
    **writing.FORMS,
    **setting_dates.FORMS,
    **ladders.FORMS,
    **returning.FORMS,
    **arrived.FORMS,
    **waiting.FORMS,
    **granting.FORMS,
}

RESUMES: dict[Form, Callable[[BotContext, Draft], Awaitable[None]]] = {
    **adding.RESUMES,
    **cataloguing.RESUMES,
    **writing.RESUMES,
    **setting_dates.RESUMES,
    **ladders.RESUMES,
    **returning.RESUMES,
    **arrived.RESUMES,
    **waiting.RESUMES,
    **granting.RESUMES,
}

COMMANDS: dict[str, Handle] = {
    **missing.COMMANDS,
    **notices.COMMANDS,
    **units.COMMANDS,
    **catalogue.COMMANDS,
    **plans.COMMANDS,
    **access.COMMANDS,
    **records.COMMANDS,
    **waiting.COMMANDS,
    **groups.COMMANDS,
}
