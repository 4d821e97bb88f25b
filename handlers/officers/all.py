"""All that officers can do, gathered for the application."""

from collections.abc import Awaitable, Callable

from bot.context import BotContext
from bot.rules.dialogues import Draft, Form
from handlers.officers import (
    access,
    acknowledging,
    adding,
    arrived,
    audiences,
    catalogue,
    cataloguing,
    composing,
    contributions,
    correcting,
    deadlines,
    extensions,
    granting,
    joining,
    ladders,
    missing,
    notices,
    offices,
    plans,
    records,
    registering,
    returning,
    running,
    setting_dates,
    units,
    waiting,
    withdrawing,
)
from handlers.routing import Handle

MODULES = (
    missing,
    notices,
    composing,
    audiences,
    running,
    acknowledging,
    correcting,
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
)

FORMS: dict[Form, Callable[[BotContext, Draft, str], Awaitable[None]]] = {
    **adding.FORMS,
    **cataloguing.FORMS,
    **notices.FORMS,
    **composing.FORMS,
    **correcting.FORMS,
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
    **notices.RESUMES,
    **composing.RESUMES,
    **correcting.RESUMES,
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
}
