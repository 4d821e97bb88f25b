"""Wording what officers hear of their organisation: renamed, another one merged into it."""

from datetime import datetime

from bot.delivery.reading import Reading, Wording
from bot.messages import organisations
from bot.messages.screens import Screen


async def _organisation_renamed(r: Reading) -> Screen | None:
    """Nothing to whoever is no officer there any more."""
    name = _organisation(r)
    if name is None:
        return None
    return organisations.told_of_new_name(r.t, name, r.words("before"))


async def _organisations_merged(r: Reading) -> Screen | None:
    name, said = _organisation(r), r.message.details
    if name is None:
        return None
    on = datetime.fromisoformat(r.words("at")).astimezone(r.member.zone).date()
    renamed = bool(said["renamed"])
    return organisations.told_of_union(
        r.t, name, r.words("from"), on, r.number("units"), renamed=renamed
    )


def _organisation(r: Reading) -> str | None:
    """The organisation's name of today, if the reader holds an office there."""
    id_ = r.number("organisation")
    offices = r.member.offices
    return next((post.organisation for post in offices if post.organisation_id == id_), None)


WORDINGS: dict[str, Wording] = {
    "organisation_renamed": _organisation_renamed,
    "organisations_merged": _organisations_merged,
}
