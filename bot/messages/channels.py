"""By which way something came, and when: a day where nobody knows the hour."""

from datetime import datetime

from markupsafe import Markup

from bot.rules.channels import Channel
from bot.texts import N_, Texts

CHANNELS = {
    Channel.PAPER: N_("On paper"),
    Channel.ZALO: N_("By Zalo"),
    Channel.EMAIL: N_("By email"),
}

CAME = {
    Channel.BOT: N_("Sent by: {member}"),
    Channel.PAPER: N_("Officer {member} recorded it, received on paper on {day}"),
    Channel.ZALO: N_("Officer {member} recorded it, received by Zalo on {day}"),
    Channel.EMAIL: N_("Officer {member} recorded it, received by email on {day}"),
}


def sent_by(t: Texts, member: str, channel: Channel, at: datetime) -> Markup:
    """Who sent it; for what came another way, which officer entered it, by what and on what day."""
    return t(CAME[channel], member=member, day=t.day(at.astimezone(t.zone).date()))


def moment_of(t: Texts, at: datetime, channel: Channel, *, exact: bool = False) -> str:
    """The moment that counts. Of what came another way the day alone: no hour is made up."""
    if channel is not Channel.BOT:
        return t.day(at.astimezone(t.zone).date())
    return t.moment_exact(at) if exact else t.moment(at)
