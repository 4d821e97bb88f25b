"""The report form, the review before handing in, and the receipt."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from bot.callbacks import callback
from bot.messages.answer_buttons import SendDraftPaper
from bot.messages.answers import answers_in_short
from bot.messages.deadlines import MARKS, StartReport
from bot.messages.forms import cancel_button
from bot.messages.home import GoHome
from bot.messages.paging import lines_within
from bot.messages.screens import Button, Row, Screen, screen
from bot.rules.dialogues import Draft
from bot.rules.files import pages_of
from bot.rules.obligations import Duty
from bot.rules.reports import ReportDraft
from bot.texts import Texts

LONGEST_EXCERPT = 800
LONGEST_TITLE = 160
LONGEST_FILE_NAME = 60


@callback("rt")
@dataclass(frozen=True, slots=True)
class ReportParts:
    """Show what the draft holds."""

    draft_id: int


@callback("rd")
@dataclass(frozen=True, slots=True)
class DropPart:
    """Take a file out of the draft."""

    draft_id: int
    version: int
    place: int


@callback("rw")
@dataclass(frozen=True, slots=True)
class DropWords:
    """Take the typed words out of the draft."""

    draft_id: int
    version: int


@callback("rv")
@dataclass(frozen=True, slots=True)
class ReviewReport:
    """Read everything before it is handed in."""

    draft_id: int


@callback("rx")
@dataclass(frozen=True, slots=True)
class SubmitReport:
    """Hand it in."""

    draft_id: int
    version: int


@callback("rf")
@dataclass(frozen=True, slots=True)
class FileFor:
    """The file sent without a word belongs to this obligation."""

    draft_id: int
    obligation_id: int


@callback("rpp")
@dataclass(frozen=True, slots=True)
class PreviewPages:
    """Send the PDF of the photographed pages as it would be handed in."""

    draft_id: int


def choose_report(t: Texts, unit: str, duties: list[Duty]) -> Screen:
    """Which report to hand in."""
    if not duties:
        return screen(
            t("No plan in force asks {you} for a report."), Button(t.plain("Home"), GoHome())
        )
    rows: list[Row] = [
        (
            Button(
                f"{MARKS[duty.standing]} {duty.obligation.title}",
                StartReport(duty.obligation.id, duty.unit_id),
            ),
        )
        for duty in duties
    ]
    return Screen(t("<b>{unit}</b>\nWhich report do you hand in?", unit=unit), tuple(rows))


def choose_for_file(
    t: Texts, unit: str, draft: Draft, duties: list[Duty], count: int, also: Sequence[Row] = ()
) -> Screen:
    """What a file sent without a word is for. It is kept meanwhile.

    `also`: what else it may be than a report.
    """
    rows: list[Row] = [
        (
            Button(
                f"{MARKS[duty.standing]} {duty.obligation.title}",
                FileFor(draft.id, duty.obligation.id),
            ),
        )
        for duty in duties
    ]
    rows += [*also, (cancel_button(t, draft),)]
    if also:
        return Screen(
            t.n(
                "<b>{unit}</b>\n{count} file received. What is it?",
                "<b>{unit}</b>\n{count} files received. What are they?",
                count,
                unit=unit,
            ),
            tuple(rows),
        )
    return Screen(
        t.n(
            "<b>{unit}</b>\n{count} file received. Which report is it for?",
            "<b>{unit}</b>\n{count} files received. Which report are they for?",
            count,
            unit=unit,
        ),
        tuple(rows),
    )


def parts(t: Texts, report: ReportDraft) -> list[str | Markup]:
    """What a report holds, in words; its pictures together, as one PDF to come."""
    documents = [part for part in report.files if not part.is_page]
    text: list[str | Markup] = [
        t(
            "{place}. {name} ({size})",
            place=place,
            name=short_file(part.name),
            size=size_of(t, part.size),
        )
        for place, part in enumerate(documents, 1)
    ]
    if pages := pages_of(report.files):
        size = size_of(t, sum(page.size for page in pages))
        text.append(
            t.n(
                "Photos: {count} page, will be joined into one PDF ({size})",
                "Photos: {count} pages, will be joined into one PDF ({size})",
                len(pages),
                size=size,
            )
        )
    if report.words:
        text.append(t("Text: <i>{words}</i>", words=excerpt(report.words)))
    answers = answers_in_short(t, report.answers)
    # They begin with an empty line, which parts them from what is above.
    text += answers if text else answers[1:]
    return text or [t("Nothing is in the draft yet.")]


def review_report(t: Texts, unit: str, duty: Duty, draft: Draft, report: ReportDraft) -> Screen:
    """Everything, once more, before it is handed in."""
    text: list[str | Markup] = [
        t("<b>Please check before handing in</b>"),
        t("{title}\n{unit}", title=duty.obligation.title, unit=unit),
        "",
        *lines_within(t, parts(t, report)),
    ]
    if duty.is_done:
        text += ["", t("This will be a new version; the earlier one stays on record.")]
    rows = [Button(t.plain("Hand in"), SubmitReport(draft.id, draft.version))]
    if pages_of(report.files):
        rows.append(Button(t.plain("Preview the PDF"), PreviewPages(draft.id)))
    if not report.answers.is_empty:
        rows.append(Button(t.plain("Word file (draft)"), SendDraftPaper(draft.id)))
    rows.append(Button(t.plain("Add or change"), ReportParts(draft.id)))
    return screen(t.join(text), *rows, cancel_button(t, draft))


def preview_caption(t: Texts, count: int) -> str:
    """Under the PDF that nobody has handed in yet."""
    return t.n(
        "A preview of {count} page. Nothing has been handed in yet.",
        "A preview of {count} pages. Nothing has been handed in yet.",
        count,
    )


def report_sent(t: Texts, unit: str, duty: Duty, report: ReportDraft) -> Screen:
    """The form, closed; the receipt follows as a message of its own."""
    text: list[str | Markup] = [
        t("<b>Handed in: {title}</b>\n{unit}", title=duty.obligation.title, unit=unit),
        "",
        *lines_within(t, parts(t, report)),
        "",
        t("The receipt follows."),
    ]
    return screen(t.join(text))


def excerpt(words: str) -> str:
    """The beginning of a long text, for a screen."""
    return words if len(words) <= LONGEST_EXCERPT else words[:LONGEST_EXCERPT] + "…"


def size_of(t: Texts, size: int) -> str:
    """A file's size in words: 340 KB, 1,2 MB."""
    if size < 1024 * 1024:
        return t.plain("{number} KB", number=max(1, size // 1024))
    tenths = size * 10 // (1024 * 1024)
    return t.plain("{number} MB", number=t.number(Decimal(tenths) / 10))


def short_file(name: str, most: int = LONGEST_FILE_NAME) -> str:
    """A file's name for a list: cut in the middle, so that its kind can still be read."""
    return name if len(name) <= most else f"{name[: most - 9].rstrip()}…{name[-8:]}"
