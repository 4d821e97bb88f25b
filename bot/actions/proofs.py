"""What became of a notice with each recipient: the proof that leaves the bot."""

from dataclasses import dataclass
from datetime import tzinfo

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.notices import own_notice
from bot.rules.members import Member
from bot.rules.notices import NoticeView
from bot.rules.recipients import Final, ProofLine, final_of, first_of, live_of
from storage.organisations import calendar_of
from storage.recipients import Recipient, recipients_of


@dataclass(frozen=True, slots=True)
class Proof:
    """A notice with a line for each recipient, and the zone in which moments are shown."""

    notice: NoticeView
    lines: tuple[ProofLine, ...]
    zone: tzinfo


async def proof_of(db: AsyncSession, member: Member, notice_id: int) -> Proof:
    """The proof of a notice of the officer's organisation. Raises NotAllowed."""
    notice = await own_notice(db, member, notice_id)
    calendar = await calendar_of(db, notice.organisation_id)
    lines = tuple(_line(notice, each) for each in await recipients_of(db, notice_id))
    return Proof(notice, lines, calendar.zone)


def _line(notice: NoticeView, recipient: Recipient) -> ProofLine:
    version = notice.text.version
    first, live = first_of(recipient.posts), live_of(recipient.posts)
    earlier = [at for read, at in recipient.acknowledged.items() if read < version]
    if recipient.name is not None:
        withdrawn = notice.withdrawn_at is not None
        final = final_of(recipient.posts, version, withdrawn=withdrawn)
    else:
        final = Final.NOBODY
    errors = [each.error for each in recipient.posts if each.error]
    return ProofLine(
        final=final,
        unit=recipient.unit,
        bloc=recipient.bloc,
        person=recipient.name or "",
        role=recipient.role,
        sent_at=first.at if first else None,
        version=live.version if live else None,
        acknowledged_at=recipient.acknowledged.get(version),
        earlier_at=max(earlier, default=None),
        error=errors[-1] if errors else "",
        lost=recipient.lost,
        is_left=recipient.is_left,
    )
