"""People, the posts they hold, and what each post may do."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum

from bot.rules.errors import RuleViolation

INVITE_LASTS = timedelta(days=14)

MENUS = 4
"""The edition of commands and keyboards: raised when they change, so that everybody gets them."""


class Language(StrEnum):
    """The languages the bot speaks."""

    VI = "vi"
    EN = "en"


class Address(StrEnum):
    """How a person is addressed: «Quý đơn vị», «Anh/Chị» or «Đồng chí»."""

    UNIT = "unit"
    PLAIN = "plain"
    COMRADE = "comrade"


class Role(StrEnum):
    """What a post is."""

    OWNER = "owner"
    OFFICER = "officer"
    REPRESENTATIVE = "representative"
    DEPUTY = "deputy"


OFFICE_ROLES = frozenset({Role.OWNER, Role.OFFICER})


class RequestState(StrEnum):
    """How far a stranger's request for access has come."""

    WAITING = "waiting"
    GRANTED = "granted"
    REFUSED = "refused"


class NotAllowed(RuleViolation):
    """The member's post does not carry this right."""


class NotYourUnit(RuleViolation):
    """The member holds no seat, or none any more, in the unit that a button belongs to."""


class NoPost(RuleViolation):
    """The member holds no post at all."""


class UnknownInvite(RuleViolation):
    """Nobody ever made an invite with this code."""


class InviteUsed(RuleViolation):
    """The invite was used before, by the asker (`own`) or by somebody else."""

    def __init__(self, *, own: bool) -> None:
        super().__init__()
        self.own = own


class InviteExpired(RuleViolation):
    """The invite's time is over."""


class InviteWithdrawn(RuleViolation):
    """An officer withdrew the invite."""


class InviteForSuccessor(RuleViolation):
    """The invite is for whoever comes after the one who opened it."""


class LastOwner(RuleViolation):
    """Without this person the organisation would have no owner."""

    def __init__(self, organisation: str) -> None:
        super().__init__(organisation)
        self.organisation = organisation


class NameTaken(RuleViolation):
    """Another bloc or unit of the organisation has this name, accents aside."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


@dataclass(frozen=True, slots=True)
class Post:
    """An office in an organisation (`unit_id` None) or a seat in one of its units.

    `id` is that of the office or seat row; `key` tells both sorts apart in a callback.
    `heads_bloc` when whoever holds it speaks as head of a bloc, in some year. `stopped_on` since
    when nothing is asked of the unit.
    """

    id: int
    role: Role
    organisation_id: int
    organisation: str
    since_at: datetime
    unit_id: int | None = None
    unit: str = ""
    bloc_id: int | None = None
    heads_bloc: bool = False
    stopped_on: date | None = None

    @property
    def is_office(self) -> bool:
        return self.role in OFFICE_ROLES

    @property
    def key(self) -> str:
        return f"{'o' if self.is_office else 's'}{self.id}"


@dataclass(frozen=True, slots=True)
class Member:
    """A person as the bot knows them now. `post` is the one spoken from, None for a stranger.

    `menu` is the `wanted_menu` of the time when one was last offered. `is_lost` tells that they
    were last seen blocking the bot, `has_form` that some form received what they typed.
    """

    id: int
    telegram_id: int
    name: str
    language: Language
    address: Address
    zone: tzinfo
    posts: tuple[Post, ...] = ()
    post: Post | None = None
    reminder_hour: int | None = None
    menu: str = ""
    consented: bool = False
    is_lost: bool = False
    has_form: bool = False

    @property
    def is_officer(self) -> bool:
        return self.post is not None and self.post.is_office

    @property
    def is_manager(self) -> bool:
        return self.post is not None and not self.post.is_office

    @property
    def offices(self) -> tuple[Post, ...]:
        """The posts as officer, in however many organisations."""
        return tuple(post for post in self.posts if post.is_office)

    @property
    def wanted_menu(self) -> str:
        """Which commands and keyboard suit the person now, and in which edition."""
        kind = "manager" if self.is_manager else "officer" if self.is_officer else "stranger"
        if self.post is not None and self.post.heads_bloc:
            kind = "head"
        return f"{kind}.{self.language}.{MENUS}"

    @property
    def lacks_menu(self) -> bool:
        """Whether the post changed behind the person's back. Strangers need none of their own."""
        return self.wanted_menu != (self.menu or f"stranger.{self.language}.{MENUS}")

    def speaking_as(self, post: Post) -> "Member":
        return replace(self, post=post)


def chosen_post(posts: tuple[Post, ...], speaks_as: str | None) -> Post | None:
    """The post chosen earlier if it is still held, else the oldest; None without any.

    A unit that was stopped is spoken for only when there is no other.
    """
    for post in posts:
        if post.key == speaks_as:
            return post
    return min(posts, key=lambda post: (post.stopped_on is not None, post.since_at), default=None)


def check_officer(member: Member, organisation_id: int | None = None) -> Post:
    """The office the member speaks from. Raises NotAllowed for anyone else, or elsewhere."""
    post = member.post
    if post is None or not post.is_office:
        raise NotAllowed
    if organisation_id is not None and post.organisation_id != organisation_id:
        raise NotAllowed
    return post


def check_office(member: Member, organisation_id: int) -> Post:
    """The office held in an organisation, whichever post is spoken from. Raises NotAllowed."""
    for post in member.offices:
        if post.organisation_id == organisation_id:
            return post
    raise NotAllowed


def check_owner(member: Member) -> Post:
    """The owner's office. Raises NotAllowed for anyone else."""
    post = check_officer(member)
    if post.role is not Role.OWNER:
        raise NotAllowed
    return post


def check_manager(member: Member) -> tuple[Post, int]:
    """The seat the member speaks from and its unit. Raises NoPost or NotAllowed."""
    if member.post is None:
        raise NoPost
    if member.post.unit_id is None:
        raise NotAllowed
    return member.post, member.post.unit_id


def check_invite(
    *,
    expires_at: datetime | None,
    withdrawn_at: datetime | None,
    used_by: int | None,
    member_id: int,
    now: datetime,
) -> None:
    """Raise InviteUsed, InviteWithdrawn or InviteExpired unless the invite may be used now."""
    if used_by is not None:
        raise InviteUsed(own=used_by == member_id)
    if withdrawn_at is not None:
        raise InviteWithdrawn
    if expires_at is not None and now >= expires_at:
        raise InviteExpired
