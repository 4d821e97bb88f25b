"""The home screen of each kind of person, and help."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from bot.callbacks import callback
from bot.messages.contribution_buttons import ContributeHome, ListContributions
from bot.messages.deadlines import ListDuties, OpenDuty, do_now
from bot.messages.form_names import FORMS
from bot.messages.paging import short
from bot.messages.preparing_buttons import NewPlan
from bot.messages.record_buttons import waiting_button
from bot.messages.screens import Button, Row, Screen
from bot.messages.terms import days_left, last_day_note
from bot.rules.dialogues import Draft
from bot.rules.members import Member, Post, Role
from bot.rules.obligations import Duty, Standing, in_order, next_due
from bot.texts import N_, Texts

MOST_AFTER = 3
"""Duties named below the next one; all are a press further."""

LONGEST_TITLE = 40


@callback("h")
@dataclass(frozen=True, slots=True)
class GoHome:
    """Back to the home screen."""


@callback("hn")
@dataclass(frozen=True, slots=True)
class WhatNext:
    """The home screen as a new message: what this button stands under must stay as it is."""


@callback("go")
@dataclass(frozen=True, slots=True)
class GoTo:
    """Do what a command does; `command` is one of the names below."""

    command: str


@callback("as")
@dataclass(frozen=True, slots=True)
class SpeakAs:
    """Speak from another post."""

    post_key: str


@callback("ch")
@dataclass(frozen=True, slots=True)
class ChoosePost:
    """Show the posts to choose from."""


@callback("on")
@dataclass(frozen=True, slots=True)
class ResumeForm:
    """Go on with a half-filled form."""

    draft_id: int


ROLES = {
    Role.OWNER: N_("owner"),
    Role.OFFICER: N_("officer"),
    Role.REPRESENTATIVE: N_("representative"),
    Role.DEPUTY: N_("deputy"),
}


@dataclass(frozen=True, slots=True)
class OfficerNumbers:
    """What an officer's home counts."""

    units: int
    joined: int
    waiting: int
    contributions: int = 0
    to_review: int = 0
    extensions: int = 0
    unreached: int = 0
    has_plan: bool = True


def manager_home(
    t: Texts, member: Member, post: Post, duties: list[Duty], drafts: list[Draft], today: date
) -> Screen:
    """Which unit, what is due next, and the way to everything."""
    lines: list[str | Markup] = [
        t("<b>{unit}</b>\n{organisation}", unit=post.unit, organisation=post.organisation),
        "",
        *next_lines(t, duties, today),
    ]
    rows: list[Row] = []
    coming = next_due(duties)
    if coming is not None:
        rows += do_now(t, coming)
        rows.append(
            (
                Button(
                    t.plain("Details of this deadline"),
                    OpenDuty(coming.obligation.id, coming.unit_id),
                ),
            )
        )
    rows += resume_rows(t, drafts, member, duties)
    unit_id = post.unit_id or 0
    if post.heads_bloc:
        rows.append((Button(t.plain("The bloc you head"), GoTo("khoi")),))
    rows.append((Button(t.plain("All deadlines"), ListDuties(unit_id)),))
    rows.append((Button(t.plain("Send an initiative or petition…"), ContributeHome(unit_id)),))
    if len(member.posts) > 1:
        rows.append((Button(t.plain("Speak for another unit"), ChoosePost()),))
    return Screen(t.join(lines), tuple(rows))


def officer_home(
    t: Texts, member: Member, post: Post, numbers: OfficerNumbers, drafts: list[Draft]
) -> Screen:
    """The organisation, its numbers, and the officer's tools."""
    lines: list[str | Markup] = [
        t("<b>{organisation}</b>", organisation=post.organisation),
        t("You are here as {role}.", role=t.plain(ROLES[post.role])),
        "",
        t(
            "Units: <b>{units}</b>, of which {joined} have joined.",
            units=numbers.units,
            joined=numbers.joined,
        ),
    ]
    if numbers.waiting:
        lines.append(t("Requests for access waiting: <b>{count}</b>.", count=numbers.waiting))
    if numbers.extensions:
        lines.append(t("Requests for more time waiting: <b>{count}</b>.", count=numbers.extensions))
    rows: list[Row] = [
        (Button(t.plain("Who has not"), GoTo("chuanop")),),
        (Button(t.plain("Send a notice"), GoTo("thongbao")),),
        (
            Button(t.plain("Units"), GoTo("donvi")),
            Button(t.plain("Deadlines"), GoTo("han")),
        ),
        (
            Button(t.plain("What has arrived"), GoTo("danop")),
            Button(t.plain("Call list"), GoTo("goidien")),
        ),
        (Button(_contributions(t, numbers.contributions), ListContributions()),),
        *([(_unreached(t, numbers.unreached),)] if numbers.unreached else []),
        *resume_rows(t, drafts, member),
    ]
    if numbers.extensions:
        rows.insert(0, (Button(t.plain("Requests for more time"), GoTo("giahan")),))
    if numbers.waiting:
        rows.insert(0, (Button(t.plain("Open the requests"), GoTo("yeucau")),))
    if numbers.to_review:
        rows.insert(0, (waiting_button(t, numbers.to_review),))
    if not numbers.has_plan:
        lines.append(t("No plan is in force yet."))
        rows.insert(0, (Button(t.plain("New plan…"), NewPlan()),))
    if len(member.posts) > 1:
        rows.append((Button(t.plain("Speak for another unit"), ChoosePost()),))
    return Screen(t.join(lines), tuple(rows))


def choose_post(t: Texts, member: Member) -> Screen:
    """The posts a person holds, to pick one to speak from."""
    rows = [(Button(_post_label(t, post), SpeakAs(post.key)),) for post in member.posts]
    return Screen(t("For whom do you speak now?"), (*rows,))


def welcome(t: Texts, name: str) -> str:
    """The message that carries the main keyboard."""
    return t("Good day, {name}. The buttons below are always here.", name=name)


def changed_unit(t: Texts, unit: str) -> str:
    """The message that brings the keyboard when a button led to another of one's units."""
    return t("From now on you act for <b>{unit}</b>.", unit=unit)


def next_lines(t: Texts, duties: list[Duty], today: date) -> list[str | Markup]:
    """What a unit has to do next, and in a line each what after that."""
    return [*_next(t, duties, today), *_after(t, duties, next_due(duties), today)]


def _next(t: Texts, duties: list[Duty], today: date) -> list[str | Markup]:
    if not duties:
        return [t("No plan in force asks anything of {you} yet.")]
    coming = next_due(duties)
    if coming is None and not all(duty.is_done for duty in duties):
        return [t("Nothing is awaited from {you} now.")]
    if coming is None:
        return [t("Everything asked so far is handed in. Thank you.")]
    head = t("Next: <b>{title}</b>", title=coming.obligation.title)
    if coming.standing is Standing.UNSIGNED:
        words = t("It was handed in; <b>the signed copy is still missing</b>.")
        head = t.join([head, words])
    if coming.term is None:
        return [head, t("Deadline: <b>not set yet</b>{source}.", source="")]
    day = t.long_day(coming.term.last_day)
    last = t("The last day is <b>{last}</b>.", last=day)
    if note := last_day_note(t, coming.term):
        last = t("The last day is <b>{last}</b> ({note}).", last=day, note=note)
    return [head, last, days_left(t, coming.term, today)]


def _after(t: Texts, duties: list[Duty], coming: Duty | None, today: date) -> list[str | Markup]:
    undone = [duty for duty in in_order(duties) if duty.is_awaited and duty is not coming]
    if not undone:
        return []
    lines: list[str | Markup] = ["", t("Then:")]
    for duty in undone[:MOST_AFTER]:
        title = short(duty.obligation.title)
        if duty.term is None:
            lines.append(t("• {title}: not set yet", title=title))
        else:
            day = t.day(duty.term.last_day)
            left = days_left(t, duty.term, today)
            lines.append(t("• {title}: {day}. {left}", title=title, day=day, left=left))
    if more := undone[MOST_AFTER:]:
        lines.append(t("and {count} more", count=len(more)))
    return lines


def resume_rows(
    t: Texts, drafts: Sequence[Draft], member: Member, duties: Sequence[Duty] = ()
) -> list[Row]:
    """The way back to the newest half-filled forms, each said so that two are told apart."""
    titles = {duty.obligation.id: duty.obligation.title for duty in duties}
    units = {post.unit_id: post.unit for post in member.posts if post.unit_id}
    own = member.post.unit_id if member.post else None
    rows: list[Row] = []
    for draft in drafts[:3]:
        label = t.plain("Go on: {form}", form=t.plain(FORMS[draft.form]))
        if draft.unit_id in units and draft.unit_id != own:
            label = f"{label} – {short(units[draft.unit_id], LONGEST_TITLE)}"
        elif draft.obligation_id in titles:
            label = f"{label} – {short(titles[draft.obligation_id], LONGEST_TITLE)}"
        rows.append((Button(label, ResumeForm(draft.id)),))
    return rows


def _unreached(t: Texts, count: int) -> Button:
    return Button(t.plain("Not reached: {count}", count=count), GoTo("khongden"))


def _contributions(t: Texts, new: int) -> str:
    if new:
        return t.plain("Initiatives, petitions ({count} new)", count=new)
    return t.plain("Initiatives and petitions")


def _post_label(t: Texts, post: Post) -> str:
    if post.stopped_on is not None:
        return t.plain("{unit} (no longer working)", unit=short(post.unit, 50))
    return f"{post.unit or post.organisation} ({t.plain(ROLES[post.role])})"
