"""The form of a notice: its content, the preview, the hour, and sending it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

from markupsafe import Markup

from bot.messages.audiences import audience_lines, bloc_lines, reach_lines
from bot.messages.forms import cancel_button
from bot.messages.notice_buttons import (
    AskWhen,
    ChangeAudience,
    ChooseWhen,
    DropFiles,
    PreviewNotice,
    SendNotice,
    SendToMe,
    ToggleReceipt,
)
from bot.messages.notice_contents import content_line
from bot.messages.outgoing import Outgoing, Step, one_way
from bot.messages.screens import Button, Row, Screen, screen
from bot.rules.audiences import AudienceNames, Reach
from bot.rules.contents import Content
from bot.rules.dialogues import Draft, StaleForm
from bot.rules.schedules import Misgiving
from bot.texts import Texts


def content_screen(
    t: Texts, draft: Draft, names: AudienceNames, reach: Reach, content: Content, room: int
) -> Screen:
    """The second question: what it says. `room` is how many signs a text may have."""
    lines: list[str | Markup] = [
        t("<b>New notice</b>"),
        "",
        *audience_lines(t, names),
        *reach_lines(t, reach),
        "",
    ]
    rows: list[Row] = []
    if content.is_empty:
        lines.append(
            t(
                "Please send the notice here: a text of at most {most} characters, a photo, a "
                "file, several of them as an album, a voice note, or forward an official letter. "
                "It goes out exactly as {you} send it.",
                most=t.number(room),
            )
        )
    else:
        preview = PreviewNotice(draft.id, draft.version)
        lines += [content_line(t, content), t("To add more, please send it here.")]
        rows.append((Button(t.plain("Preview"), preview),))
        rows += _drop_rows(t, draft, content)
    rows += [(_change_audience(t, draft),), (cancel_button(t, draft),)]
    return Screen(t.join(lines), tuple(rows))


@dataclass(frozen=True, slots=True)
class Planned:
    """When the notice goes out (None: at once), and what speaks against that hour."""

    at: datetime | None
    misgiving: Misgiving


def confirm_screen(
    t: Texts,
    draft: Draft,
    names: AudienceNames,
    reach: Reach,
    content: Content,
    planned: Planned,
    *,
    asks_receipt: bool,
) -> Screen:
    """Under the preview: how many it reaches, whom it cannot, and the button that sends it."""
    lines: list[str | Markup] = [
        t("<b>Above is the notice as recipients will see it.</b>"),
        content_line(t, content),
        "",
        *audience_lines(t, names),
        *reach_lines(t, reach),
        *bloc_lines(t, reach),
    ]
    if planned.at is not None:
        lines += ["", *when_lines(t, planned)]
    lines += ["", _to_change(t, content)]
    rows: list[Row] = []
    if planned.at is not None:
        rows.append((_send(t.plain("Schedule: {at}", at=t.moment(planned.at)), draft),))
    elif not reach.is_nobody:
        count = reach.people + len(reach.groups)
        label = t.plain("Send to {count}", count=count) if reach.people else t.plain("Post it")
        rows.append((_send(label, draft),))
    mark = "☑" if asks_receipt else "☐"
    receipt = ToggleReceipt(draft.id, draft.version)
    rows += [
        (Button(f"{mark} {t.plain('Ask for confirmation')}", receipt),),
        (_when_button(t, draft, planned),),
        (Button(t.plain("Send it to me as a test"), SendToMe(draft.id, draft.version)),),
        *_drop_rows(t, draft, content),
        (_change_audience(t, draft),),
        (cancel_button(t, draft),),
    ]
    return Screen(t.join(lines), tuple(rows))


def when_screen(
    t: Texts, draft: Draft, offered: Sequence[datetime], planned: Planned, zone_now: datetime
) -> Screen:
    """At which hour it is to go out."""
    lines: list[str | Markup] = [
        t("<b>When should it be sent?</b>"),
        "",
        t(
            "Please choose, or type day and hour, for example <i>8:00 15/6</i> or "
            "<i>9h tomorrow</i>. Who gets it is looked up at that moment."
        ),
    ]
    if planned.at is not None:
        lines += ["", *when_lines(t, planned)]
    rows: list[Row] = [
        (
            Button(
                _offer(t, moment, zone_now), ChooseWhen(draft.id, draft.version, minute_of(moment))
            ),
        )
        for moment in offered
    ]
    if planned.at is not None:
        now = ChooseWhen(draft.id, draft.version, 0)
        rows.append((Button(t.plain("No hour: send at once"), now),))
    rows.append((Button(t.plain("Back"), PreviewNotice(draft.id, draft.version)),))
    return Screen(t.join(lines), tuple(rows))


def when_lines(t: Texts, planned: Planned) -> list[str | Markup]:
    """The hour in full, and what is to be thought of."""
    if planned.at is None:
        return []
    day = t.long_day(planned.at.astimezone(t.zone).date())
    clock = f"{planned.at.astimezone(t.zone):%H:%M}"
    lines: list[str | Markup] = [t("It goes out at <b>{clock}, {day}</b>.", clock=clock, day=day)]
    if planned.misgiving.closed:
        lines.append(t("Note: that day is a weekend or holiday."))
    if planned.misgiving.out_of_hours:
        lines.append(t("Note: that is outside working hours (07:30–11:30, 13:30–17:00)."))
    return lines


def scheduled_screen(t: Texts, number: int, planned: Planned, back: object) -> Screen:
    """It is kept and goes out by itself."""
    lines: list[str | Markup] = [
        t("<b>Notice No. {number} is scheduled</b>", number=number),
        "",
        *when_lines(t, planned),
        t("Until then it can be changed or cancelled."),
    ]
    return screen(t.join(lines), Button(t.plain("Open the notice"), back))


def minute_of(moment: datetime) -> int:
    """A moment as a button carries it."""
    return int(moment.timestamp()) // 60


def moment_of(minute: int, zone: tzinfo | None) -> datetime:
    """The moment a button carries. Raises StaleForm for none that can be."""
    try:
        return datetime.fromtimestamp(minute * 60, zone or UTC)
    except (ValueError, OverflowError, OSError):
        raise StaleForm from None


def preview_of(shown: Screen | Outgoing) -> Outgoing:
    """A preview as steps."""
    return shown if isinstance(shown, Outgoing) else one_way(Step(shown))


def _to_change(t: Texts, content: Content) -> Markup:
    if content.forward is not None:
        return t("To put words beside it, or change them, please send them here.")
    return t("To change the text, send it again; another photo or file is added.")


def _offer(t: Texts, moment: datetime, now: datetime) -> str:
    days = (moment.date() - now.date()).days
    clock = f"{moment:%H:%M}"
    if days == 0:
        return t.plain("Today {clock}", clock=clock)
    if days == 1:
        return t.plain("Tomorrow {clock}", clock=clock)
    return t.plain("{day} {clock}", day=t.long_day(moment.date()), clock=clock)


def _when_button(t: Texts, draft: Draft, planned: Planned) -> Button:
    label = t.plain("Send later") if planned.at is None else t.plain("Change the hour")
    return Button(label, AskWhen(draft.id, draft.version))


def _drop_rows(t: Texts, draft: Draft, content: Content) -> list[Row]:
    drop = DropFiles(draft.id, draft.version)
    if content.forward is not None:
        return [(Button(t.plain("Take out what is forwarded"), drop),)]
    if content.files:
        label = t.plain("Take out the files ({count})", count=len(content.files))
        return [(Button(label, drop),)]
    return []


def _send(label: str, draft: Draft) -> Button:
    return Button(label, SendNotice(draft.id, draft.version))


def _change_audience(t: Texts, draft: Draft) -> Button:
    return Button(t.plain("Choose other recipients"), ChangeAudience(draft.id, draft.version))
