"""What came on paper, by Zalo or by email: the officer's form, read back, recorded."""

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from bot.callbacks import callback
from bot.messages.channels import CHANNELS
from bot.messages.deadlines import MARKS
from bot.messages.duty_records import receipt_number
from bot.messages.forms import cancel_button
from bot.messages.missing import ChooseArrived, OpenMissing, bloc_rows
from bot.messages.pages import file_lines, removal_rows
from bot.messages.paging import lines_within, page_line, page_of, page_row, short
from bot.messages.receipts import verdict_line
from bot.messages.record_buttons import OpenReport
from bot.messages.registration_buttons import RegisterFor
from bot.messages.reports import excerpt
from bot.messages.screens import Button, Row, Screen, screen
from bot.messages.units import EnterArrived, OpenUnit
from bot.rules.arrived import Arrived
from bot.rules.channels import Channel
from bot.rules.dialogues import Draft
from bot.rules.missing import Missing, in_bloc
from bot.rules.obligations import Duty, can_register
from bot.rules.receipts import ReceiptView
from bot.rules.reports import Verdict
from bot.texts import Texts


@callback("ozo")
@dataclass(frozen=True, slots=True)
class ArrivedWhat:
    """It was this report."""

    draft_id: int
    version: int
    obligation_id: int


@callback("ozh")
@dataclass(frozen=True, slots=True)
class ArrivedBy:
    """It came this way; `channel` is the value of one."""

    draft_id: int
    version: int
    channel: str


@callback("ozd")
@dataclass(frozen=True, slots=True)
class ArrivedAgo:
    """It came today (0) or yesterday (1)."""

    draft_id: int
    version: int
    days: int


@callback("oza")
@dataclass(frozen=True, slots=True)
class AskAgain:
    """Ask once more: `which` is obligation, channel or day."""

    draft_id: int
    version: int
    which: str


@callback("ozf")
@dataclass(frozen=True, slots=True)
class DropArrived:
    """Take a file out; at -1 the note."""

    draft_id: int
    version: int
    place: int


@callback("ozr")
@dataclass(frozen=True, slots=True)
class RecordArrived:
    """Record it, over the version that was shown (0: nothing was handed in)."""

    draft_id: int
    version: int
    over: int


def whose_arrived(t: Texts, missing: Missing, bloc_id: int, number: int) -> Screen:
    """The units that have not, each with a button; more than a page of them also by bloc."""
    page = page_of(in_bloc(missing.units, bloc_id), number)
    id_ = missing.obligation.id
    lines: list[str | Markup] = [
        t("<b>Received another way</b>\n{title}", title=missing.obligation.title),
        "",
        t("Which unit's is it?"),
        *page_line(t, page),
    ]
    does = RegisterFor if can_register(missing.obligation) else EnterArrived
    rows: list[Row] = [(Button(short(unit.name), does(unit.id, id_)),) for unit in page.items]
    rows.append(page_row(t, page, lambda turned: ChooseArrived(id_, bloc_id, turned)))
    if bloc_id or page.pages > 1:
        rows += bloc_rows(t, missing, bloc_id, lambda bloc: ChooseArrived(id_, bloc))
    rows.append((Button(t.plain("Who has not"), OpenMissing(id_, bloc_id)),))
    return Screen(t.join(lines), tuple(rows))


def ask_what(t: Texts, unit: str, draft: Draft, duties: tuple[Duty, ...]) -> Screen:
    """Which report came."""
    head = t("<b>Received another way</b>\n{unit}", unit=unit)
    if not duties:
        words = t("No plan in force asks this unit for a report.")
        return screen(t.join([head, "", words]), cancel_button(t, draft))
    rows: list[Row] = [
        (
            Button(
                f"{MARKS[duty.standing]} {short(duty.obligation.title)}",
                ArrivedWhat(draft.id, draft.version, duty.obligation.id),
            ),
        )
        for duty in duties
    ]
    rows.append((cancel_button(t, draft),))
    return Screen(t.join([head, "", t("Which report came?")]), tuple(rows))


def ask_channel(t: Texts, unit: str, draft: Draft, duty: Duty) -> Screen:
    """By which way."""
    ways = tuple(
        Button(t.plain(label), ArrivedBy(draft.id, draft.version, channel))
        for channel, label in CHANNELS.items()
    )
    words = t("By which way did it come?")
    return screen(
        t.join([*_head(t, unit, duty), "", words]),
        ways,
        _again(t, draft, "obligation", t.plain("Another report")),
        cancel_button(t, draft),
    )


def ask_day(t: Texts, unit: str, draft: Draft, duty: Duty, channel: Channel) -> Screen:
    """On which day."""
    lines: list[str | Markup] = [
        *_head(t, unit, duty),
        t("By: <b>{way}</b>", way=t.plain(CHANNELS[channel])),
        "",
        t(
            "On which day did it come? Press, or type it, for example <i>9/6</i>; with the hour if "
            "it is known: <i>9/6 16:30</i>."
        ),
    ]
    return screen(
        t.join(lines),
        (
            Button(t.plain("Today"), ArrivedAgo(draft.id, draft.version, 0)),
            Button(t.plain("Yesterday"), ArrivedAgo(draft.id, draft.version, 1)),
        ),
        _again(t, draft, "channel", t.plain("Another way")),
        cancel_button(t, draft),
    )


def check_arrived(
    t: Texts,
    unit: str,
    draft: Draft,
    duty: Duty,
    arrived: Arrived,
    verdict: Verdict,
    standing: int,
) -> Screen:
    """Everything read back, before it is recorded; files and a note may still be added."""
    lines: list[str | Markup] = [
        *_head(t, unit, duty),
        "",
        t("By: <b>{way}</b>", way=t.plain(CHANNELS[arrived.channel])),
        t("It came on: <b>{day}</b>", day=_day(t, arrived)),
        verdict_line(t, verdict.closes_at, late=verdict.late),
        *_enclosed(t, arrived),
        "",
        t("Files, photos of the pages, or a note may still be sent here; none is needed."),
    ]
    label = t.plain("Record it")
    if standing:
        label = t.plain("Record it as a new version")
        lines += [
            "",
            t(
                "⚠ The unit has handed in this report already (version {version}). Recording makes "
                "a new version; the earlier one stays on record.",
                version=standing,
            ),
        ]
    rows: list[Row] = [(Button(label, RecordArrived(draft.id, draft.version, standing)),)]
    rows.append(
        (
            _again(t, draft, "day", t.plain("Another day")),
            _again(t, draft, "channel", t.plain("Another way")),
        )
    )
    rows += _removals(t, draft, arrived)
    rows.append((cancel_button(t, draft),))
    return Screen(t.join(lines), tuple(rows))


def arrived_recorded(t: Texts, receipt: ReceiptView, arrived: Arrived, people: int) -> Screen:
    """It is recorded, and who of the unit hears of it."""
    told = (
        t.n("{count} person is being told.", "{count} people are being told.", people)
        if people
        else t("Nobody has joined for the unit; the receipt is kept.")
    )
    lines: list[str | Markup] = [
        t("<b>Recorded: {title}</b>\n{unit}", title=receipt.obligation.title, unit=receipt.unit),
        "",
        t("By: <b>{way}</b>", way=t.plain(CHANNELS[arrived.channel])),
        t("It came on: <b>{day}</b>", day=_day(t, arrived)),
        verdict_line(t, receipt.verdict.closes_at, late=receipt.verdict.late),
        t("Receipt No. {number}", number=receipt_number(receipt.number)),
        told,
        t("The unit is not reminded of it any more."),
    ]
    rows: list[Row] = []
    if receipt.report_id is not None:
        rows.append((Button(t.plain("Open the report"), OpenReport(receipt.report_id)),))
    rows.append((Button(t.plain("Who has not"), OpenMissing(receipt.obligation.id)),))
    rows.append((Button(t.plain("Open the unit"), OpenUnit(receipt.unit_id)),))
    return Screen(t.join(lines), tuple(rows))


def _head(t: Texts, unit: str, duty: Duty) -> list[str | Markup]:
    head = t("<b>Received another way</b>\n{title}", title=duty.obligation.title)
    return [head, t("<b>{unit}</b>", unit=unit)]


def _day(t: Texts, arrived: Arrived) -> str:
    day: date = arrived.day
    if arrived.hour is None:
        return t.long_day(day)
    return t.plain("{hour} on {day}", hour=f"{arrived.hour:%H:%M}", day=t.long_day(day))


def _enclosed(t: Texts, arrived: Arrived) -> list[str | Markup]:
    lines = file_lines(t, arrived.files)
    if arrived.note:
        lines.append(t("Note: <i>{words}</i>", words=excerpt(arrived.note)))
    return ["", *lines_within(t, lines, 2000)] if lines else []


def _removals(t: Texts, draft: Draft, arrived: Arrived) -> list[Row]:
    def drop(place: int) -> DropArrived:
        return DropArrived(draft.id, draft.version, place)

    rows = removal_rows(t, arrived.files, drop)
    if arrived.note:
        rows.append((Button(t.plain("Remove the note"), drop(-1)),))
    return rows


def _again(t: Texts, draft: Draft, which: str, label: str) -> Button:
    return Button(label, AskAgain(draft.id, draft.version, which))
