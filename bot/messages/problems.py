"""What happened, why, and what to do next: the words for every broken rule."""

from collections.abc import Callable
from typing import Any

from bot.messages.answer_problems import ANSWER_WORDS
from bot.messages.call_problems import CALL_WORDS
from bot.messages.desks import DESK_WORDS
from bot.messages.extension_problems import EXTENSION_WORDS
from bot.messages.file_problems import FILE_WORDS
from bot.messages.group_problems import GROUP_WORDS
from bot.messages.heads import already_head
from bot.messages.ladder_problems import LADDER_WORDS
from bot.messages.notice_problems import NOTICE_WORDS
from bot.messages.phrases import PHRASE_WORDS
from bot.messages.plan_problems import PLAN_WORDS
from bot.messages.promise_problems import PROMISE_WORDS
from bot.messages.registration_problems import REGISTRATION_WORDS
from bot.messages.review_problems import REVIEW_WORDS
from bot.messages.signed_problems import SIGNED_WORDS
from bot.messages.stopped import day_ahead, unit_stopped
from bot.messages.unit_findings import not_taken
from bot.rules import (
    access,
    arrived,
    channels,
    contributions,
    dates,
    dialogues,
    heads,
    invites,
    known_questions,
    members,
    merging,
    obligations,
    putting_off,
    reports,
    sheets,
    units,
    verifying,
)
from bot.rules.errors import RuleViolation
from bot.texts import Texts

Words = Callable[[Texts, Any], str]


def explain(t: Texts, violation: RuleViolation) -> str:
    """Telegram HTML that says what happened and what to do next."""
    for kind in type(violation).__mro__:
        if kind in WORDS:
            return WORDS[kind](t, violation)
    return t("This is not possible now. Please open /start and try again.")


def apology(t: Texts, reference: str) -> str:
    """Something broke on our side; the reference finds it in the log."""
    return t(
        "Something went wrong on our side; nothing you entered is lost. Please try again in a "
        "moment. If it happens again, tell the officer this reference: <code>{reference}</code>",
        reference=reference,
    )


def _invite_used(t: Texts, violation: members.InviteUsed) -> str:
    if violation.own:
        return t("You have already joined with this link. Press /start for the home screen.")
    return t(
        "This invite link has been used by somebody else. Please ask the officer for a new one."
    )


def _form_moved(t: Texts, violation: dialogues.FormMoved) -> str:
    if violation.shared:
        return t(
            "This form was changed meanwhile, by you or by a colleague. Nothing of it is lost; "
            "please look at it as it is now."
        )
    return t("This button belongs to an older screen. The form itself is kept as it is now.")


def _no_such_day(t: Texts, violation: dates.NoSuchDay) -> str:
    return t(
        "“{text}” is not a day in the calendar. Please type it again, for example <i>10/6</i> "
        "or <i>10/6/2023</i>.",
        text=violation.text[:60],
    )


def _not_a_date(t: Texts, violation: dates.NotADate) -> str:
    return t(
        "“{text}” is not a date that can be read. Please type day and month, for example "
        "<i>10/6</i> or <i>10/6/2023</i>.",
        text=violation.text[:60],
    )


def _no_later_day(t: Texts, violation: putting_off.NoLaterDay) -> str:
    return t(
        "{day} is not later than today. Please name a day from tomorrow on.",
        day=t.long_day(violation.day),
    )


def _too_long(t: Texts, violation: dialogues.AnswerTooLong) -> str:
    return t(
        "That is {length} characters long, the most is {most}. Please shorten it and send it "
        "again.",
        length=t.number(violation.length),
        most=t.number(violation.most),
    )


def _no_room_left(t: Texts, violation: dialogues.NoRoomLeft) -> str:
    return t(
        "This message was not put down: with what is written already that is {length} characters, "
        "the most is {most}. What was written before is kept; please send a shorter rest, or the "
        "text as a file.",
        length=t.number(violation.length),
        most=t.number(violation.most),
    )


def _not_past(t: Texts, violation: channels.NotPastDay) -> str:
    if violation.ahead:
        return t(
            "{day} is still to come. Please type the day on which it came.",
            day=t.day(violation.day),
        )
    return t(
        "{day} is more than a year ago. Please check and type it again.", day=t.day(violation.day)
    )


def _handed_in_meanwhile(t: Texts, violation: arrived.HandedInMeanwhile) -> str:
    return t(
        "Meanwhile this report was handed in or recorded by somebody else (version {version}). "
        "Nothing was put over it. Please look at it first; what you entered is kept.",
        version=violation.version,
    )


def _already_decided(t: Texts, violation: access.AlreadyDecided) -> str:
    if violation.state is members.RequestState.GRANTED:
        return t("Another officer has already granted this request.")
    return t("Another officer has already refused this request.")


def _last_owner(t: Texts, violation: members.LastOwner) -> str:
    return t(
        "You are the only owner of {organisation}. Another owner is needed before your data can "
        "be erased; please write to whoever runs this bot.",
        organisation=violation.organisation,
    )


def _name_taken(t: Texts, violation: members.NameTaken) -> str:
    return t("There is already “{name}”. Please type another name.", name=violation.name)


def _too_early(t: Texts, violation: obligations.DeadlineTooEarly) -> str:
    return t("{day} has already passed. Please type a day to come.", day=t.day(violation.day))


def _said(words: Callable[[Texts], str]) -> Words:
    return lambda t, _violation: words(t)


WORDS: dict[type, Words] = {
    **REGISTRATION_WORDS,
    **CALL_WORDS,
    **DESK_WORDS,
    verifying.UnknownCode: _said(
        lambda t: t("No genuine receipt has this code. Please check every sign and type it again.")
    ),
    verifying.TooManyGuesses: _said(
        lambda t: t("Too many wrong codes. Please try again in an hour.")
    ),
    members.NotAllowed: _said(
        lambda t: t("This is not among the rights of your post. Press /start for what is.")
    ),
    members.NotYourUnit: _said(
        lambda t: t(
            "This button belongs to a unit that you do not speak for, or no longer. Press /start "
            "to go on."
        )
    ),
    members.NoPost: _said(
        lambda t: t(
            "You do not speak for a unit yet. Open the invite link the alliance sent, or press "
            "/start to ask for access."
        )
    ),
    members.UnknownInvite: _said(
        lambda t: t(
            "This invite link is not valid. Please check that it was copied whole, or ask the "
            "officer for a new one."
        )
    ),
    members.InviteUsed: _invite_used,
    invites.InviteNotOpen: _said(
        lambda t: t(
            "This invite cannot be given out any more: it was used or withdrawn, or has expired. "
            "Press /donvi for how the unit stands."
        )
    ),
    members.InviteExpired: _said(
        lambda t: t("This invite link has expired. Please ask the officer for a new one.")
    ),
    members.InviteWithdrawn: _said(
        lambda t: t("This invite link was withdrawn by the officer. Please ask for a new one.")
    ),
    members.InviteForSuccessor: _said(
        lambda t: t("This link is for whoever comes after you; please pass it on to them.")
    ),
    members.LastOwner: _last_owner,
    members.NameTaken: _name_taken,
    dialogues.StaleForm: _said(
        lambda t: t(
            "This button belongs to an older screen. Press /start to go on from where you are."
        )
    ),
    dialogues.FormMoved: _form_moved,
    dialogues.EmptyAnswer: _said(lambda t: t("Nothing was typed. Please type an answer.")),
    dialogues.AnswerTooLong: _too_long,
    dialogues.NoRoomLeft: _no_room_left,
    dates.NoSuchDay: _no_such_day,
    dates.NotADate: _not_a_date,
    obligations.UnknownObligation: _said(
        lambda t: t("This duty is no longer in force. Press /han for the list.")
    ),
    obligations.DeadlineTooEarly: _too_early,
    obligations.DutyClosed: _said(
        lambda t: t("Collecting of this duty has ended: nobody is reminded of it any more.")
    ),
    **PHRASE_WORDS,
    **PLAN_WORDS,
    putting_off.NothingDue: _said(
        lambda t: t("Nothing is due now: it has been handed in. No reminder will come for it.")
    ),
    putting_off.LastDayIsHere: _said(
        lambda t: t("This cannot be put off: the last day is here, or has passed.")
    ),
    putting_off.NoLaterDay: _no_later_day,
    **SIGNED_WORDS,
    channels.NotPastDay: _not_past,
    arrived.HandedInMeanwhile: _handed_in_meanwhile,
    reports.EmptyReport: _said(
        lambda t: t("The report is still empty. Please send a file, a photo, or type it.")
    ),
    **EXTENSION_WORDS,
    **PROMISE_WORDS,
    **LADDER_WORDS,
    **FILE_WORDS,
    **REVIEW_WORDS,
    **ANSWER_WORDS,
    **GROUP_WORDS,
    reports.NotHandedIn: _said(lambda t: t("This duty is not answered with a report.")),
    access.AlreadyDecided: _already_decided,
    access.AlreadyAsked: _said(
        lambda t: t("Your earlier request is still waiting. The officers have it.")
    ),
    contributions.ContributionMoved: _said(
        lambda t: t("Somebody else changed it meanwhile. Press /gopy to see it as it is now.")
    ),
    known_questions.AlreadyKnown: _said(
        lambda t: t("An answer to this is kept already. Please open it below.")
    ),
    units.SeatEnded: _said(
        lambda t: t("This person no longer speaks for the unit. Press /donvi for who does.")
    ),
    heads.AlreadyHead: already_head,
    units.UnitStopped: unit_stopped,
    units.DayAhead: day_ahead,
    merging.SameUnit: _said(lambda t: t("Please choose another unit than the one to be merged.")),
    sheets.SheetNotTaken: not_taken,
    **NOTICE_WORDS,
}
