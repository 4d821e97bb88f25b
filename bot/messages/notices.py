"""Notices: the form, what recipients read, and how the sending stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from bot.callbacks import callback
from bot.messages.forms import cancel_button
from bot.messages.paging import before_count, page_line, page_of, page_row, short, some_names
from bot.messages.screens import Button, Row, Screen, screen
from bot.rules.dialogues import Draft
from bot.rules.missing import Tally
from bot.rules.notices import (
    LONGEST_NOTICE,
    AudienceKind,
    NoticePreview,
    NoticeState,
    NoticeView,
)
from bot.rules.units import BlocSize
from bot.texts import Texts


@callback("oh")
@dataclass(frozen=True, slots=True)
class ListNotices:
    """Show the notices sent."""


@callback("oht")
@dataclass(frozen=True, slots=True)
class NewNotice:
    """Begin a notice, or go on with the one begun."""


@callback("oho")
@dataclass(frozen=True, slots=True)
class OpenNotice:
    """Show how a notice stands."""

    notice_id: int


@callback("oha")
@dataclass(frozen=True, slots=True)
class ChooseAudience:
    """Take this audience; `kind` is that of an Audience."""

    draft_id: int
    version: int
    kind: str
    id: int = 0


@callback("ohb")
@dataclass(frozen=True, slots=True)
class BrowseAudience:
    """Show the blocs, or the obligations, to choose from."""

    draft_id: int
    version: int
    kind: str
    page: int = 0


@callback("ohe")
@dataclass(frozen=True, slots=True)
class ChangeAudience:
    """Go back to the choice of recipients."""

    draft_id: int
    version: int


@callback("ohc")
@dataclass(frozen=True, slots=True)
class SendNotice:
    """Send the notice as previewed."""

    draft_id: int
    version: int


def notices_screen(t: Texts, organisation: str, notices: Sequence[NoticeView]) -> Screen:
    """The last notices with their numbers, and the way to a new one."""
    lines: list[str | Markup] = [
        t("<b>Notices</b>\n{organisation}", organisation=organisation),
        "",
    ]
    if notices:
        lines += [_line(t, notice) for notice in notices]
    else:
        lines.append(t("No notice has been sent yet."))
    rows: list[Row] = [(Button(t.plain("Write a notice"), NewNotice()),)]
    rows += [
        (Button(short(f"{notice.number}. {_first_line(notice)}", 40), OpenNotice(notice.id)),)
        for notice in notices
    ]
    return Screen(t.join(lines), tuple(rows))


def choose_audience(t: Texts, draft: Draft, *, has_blocs: bool, has_obligations: bool) -> Screen:
    """The first question: for whom."""

    def browse(kind: AudienceKind) -> BrowseAudience:
        return BrowseAudience(draft.id, draft.version, kind)

    everyone = ChooseAudience(draft.id, draft.version, AudienceKind.ALL)
    rows: list[Row] = [(Button(t.plain("All units"), everyone),)]
    if has_blocs:
        rows.append((Button(t.plain("The units of one bloc"), browse(AudienceKind.BLOC)),))
    if has_obligations:
        rows.append((Button(t.plain("Units that have not …"), browse(AudienceKind.MISSING)),))
    rows.append((cancel_button(t, draft),))
    return Screen(t("<b>New notice</b>\n\nFor whom is it?"), tuple(rows))


def choose_bloc(t: Texts, draft: Draft, blocs: Sequence[BlocSize], number: int) -> Screen:
    """Which bloc the notice is for."""
    choices = [(bloc.id, bloc.name) for bloc in blocs]
    head = t("<b>New notice</b>\n\nFor which bloc?")
    return _choices(t, draft, head, AudienceKind.BLOC, choices, number)


def choose_obligation(t: Texts, draft: Draft, tallies: Sequence[Tally], number: int) -> Screen:
    """Which obligation the recipients have not done."""
    choices = [
        (
            tally.obligation.id,
            t.plain(
                "{title}: {count}", title=before_count(tally.obligation.title), count=tally.missing
            ),
        )
        for tally in tallies
    ]
    head = t("<b>New notice</b>\n\nFor those who have not done what? The number counts units.")
    return _choices(t, draft, head, AudienceKind.MISSING, choices, number)


def ask_notice_words(t: Texts, draft: Draft, preview: NoticePreview) -> Screen:
    """The second question: the text itself."""
    lines: list[str | Markup] = [
        t("<b>New notice</b>"),
        "",
        *reach_lines(t, preview),
        "",
        t(
            "Please type the text, at most {most} characters. It is sent exactly as typed.",
            most=t.number(LONGEST_NOTICE),
        ),
    ]
    return screen(t.join(lines), _change_audience(t, draft), cancel_button(t, draft))


def confirm_notice(t: Texts, draft: Draft, preview: NoticePreview) -> Screen:
    """Under the preview: how many it reaches, whom it cannot, and the button that sends it."""
    lines: list[str | Markup] = [
        t("The message above is what recipients will read."),
        "",
        *reach_lines(t, preview),
        "",
        t("To change the text, type it again."),
    ]
    rows: list[Row] = []
    if preview.people:
        label = t.plain("Send to {count}", count=preview.people)
        rows.append((Button(label, SendNotice(draft.id, draft.version)),))
    rows.append((_change_audience(t, draft),))
    rows.append((cancel_button(t, draft),))
    return Screen(t.join(lines), tuple(rows))


def reach_lines(t: Texts, preview: NoticePreview) -> list[str | Markup]:
    """For whom it is, how many people that is, and which units have nobody."""
    lines: list[str | Markup] = [
        audience_line(t, preview.audience.kind, preview.audience_name),
        t.n(
            "It goes to <b>{count} person</b>.", "It goes to <b>{count} people</b>.", preview.people
        )
        if preview.people
        else t("<b>Nobody there has joined yet</b>, so it cannot be sent."),
    ]
    if preview.without_anyone:
        names = some_names(t, preview.without_anyone)
        lines.append(
            t.n(
                "{count} unit cannot be reached, nobody has joined: {names}.",
                "{count} units cannot be reached, nobody has joined: {names}.",
                len(preview.without_anyone),
                names=names,
            )
        )
    return lines


def audience_line(t: Texts, kind: AudienceKind, name: str) -> Markup:
    """For whom a notice is, in words."""
    if kind is AudienceKind.BLOC:
        return t("For: bloc <b>{name}</b>", name=short(name, 120))
    if kind is AudienceKind.MISSING:
        return t("For: units that have not done <b>{name}</b>", name=short(name, 120))
    return t("For: <b>all units</b>")


def notice_text(t: Texts, organisation: str, words: str) -> Screen:
    """What recipients read: who writes, and the officer's words unchanged."""
    return screen(
        t(
            "<b>Notice from {organisation}</b>\n\n{words}",
            organisation=organisation,
            words=words,
        )
    )


def progress_screen(t: Texts, notice: NoticeView, now: datetime) -> Screen:
    """How the sending stands while it runs; the result when it is over."""
    tally = notice.tally
    over = notice.state is NoticeState.DONE or not tally.waiting
    head = (
        t("<b>Notice No. {number} has been sent</b>", number=notice.number)
        if over
        else t("<b>Notice No. {number} is being sent</b>", number=notice.number)
    )
    lines: list[str | Markup] = [
        head,
        audience_line(t, notice.audience_kind, notice.audience_name),
        "",
        t("Sent: <b>{sent}</b> of {total}", sent=tally.sent, total=tally.total),
    ]
    if tally.failed or over:
        lines.append(t("Not reached: <b>{failed}</b>", failed=tally.failed))
    if not over:
        lines.append(t("Remaining: {waiting}", waiting=tally.waiting))
    if tally.not_reached:
        lines += ["", t("Not reached: {names}.", names=some_names(t, tally.not_reached, 30))]
    lines += ["", t("<i>As of {at}</i>", at=t.moment(now))]
    return screen(t.join(lines), Button(t.plain("All notices"), ListNotices()))


def notice_screen(t: Texts, notice: NoticeView, now: datetime) -> Screen:
    """A notice of the list: its text and its result."""
    progress = progress_screen(t, notice, now)
    words = short(notice.words, 1500)
    sent_at = t("Sent at {at}", at=t.moment(notice.sent_at))
    return Screen(
        t.join([Markup(progress.html), "", sent_at, t("<i>{words}</i>", words=words)]),  # noqa: S704
        progress.rows,
    )


def _choices(
    t: Texts,
    draft: Draft,
    head: Markup,
    kind: AudienceKind,
    choices: Sequence[tuple[int, str]],
    number: int,
) -> Screen:
    page = page_of(choices, number)
    rows: list[Row] = [
        (Button(short(name), ChooseAudience(draft.id, draft.version, kind, id_)),)
        for id_, name in page.items
    ]
    rows.append(
        page_row(t, page, lambda turned: BrowseAudience(draft.id, draft.version, kind, turned))
    )
    rows += [(_change_audience(t, draft),), (cancel_button(t, draft),)]
    return Screen(t.join([head, *page_line(t, page)]), tuple(rows))


def _change_audience(t: Texts, draft: Draft) -> Button:
    change = ChangeAudience(draft.id, draft.version)
    return Button(t.plain("Choose other recipients"), change)


def _line(t: Texts, notice: NoticeView) -> Markup:
    return t(
        "<b>{number}.</b> {at}: {sent} of {total} reached",
        number=notice.number,
        at=t.moment(notice.sent_at),
        sent=notice.tally.sent,
        total=notice.tally.total,
    )


def _first_line(notice: NoticeView) -> str:
    return notice.words.splitlines()[0] if notice.words else ""
