"""A number of a registration that is not sure, asked about."""

from bot.actions.registering import RegistrationForm
from bot.actions.registering_targets import Offer
from bot.context import BotContext
from bot.messages import registering_targets as words
from bot.messages.screens import Screen


def asked(context: BotContext, form: RegistrationForm, offer: Offer) -> Screen:
    """A number in doubt, or counted from a change, is asked about."""
    indicator = form.catalogue.indicator(offer.indicator_id)
    if offer.base is not None:
        return words.confirm_change(
            context.texts, form.draft, indicator, offer.typed, offer.base, offer.values[0]
        )
    return words.which_number(
        context.texts, form.draft, indicator, offer.values, of_last_year=offer.of_last_year
    )
