"""A plan in preparation: what it says so far, and each thing it asks for on a card of its own."""

from collections.abc import Sequence
from datetime import datetime

from markupsafe import Markup

from bot.messages.paging import lines_within, page_line, page_of, page_row, short
from bot.messages.plan_findings import finding_lines
from bot.messages.plans import ListPlans
from bot.messages.preparing_buttons import (
    AskActor,
    AskDiscard,
    AskKind,
    ChangeDay,
    ChangeTitle,
    ConfirmItem,
    DayAsWritten,
    DropItem,
    EditHead,
    OpenItem,
    OpenPreparation,
    PreviewPlan,
    ShowDocument,
    WordDay,
)
from bot.messages.screens import Button, Row, Screen, screen
from bot.messages.setting_dates import last_day_lines, phrase_line
from bot.rules.deadlines import Calendar, Deadline
from bot.rules.plan_checks import Fault, Finding
from bot.rules.plans import Actor, Kind, ObligationDraft, PlanDraft
from bot.rules.preparing import Prepared
from bot.texts import N_, Texts

KINDS = {
    Kind.REGISTRATION: N_("Registration for emulation"),
    Kind.MIDYEAR_REPORT: N_("Six-month report"),
    Kind.ANNUAL_REPORT: N_("Report of the year"),
    Kind.QUARTERLY_REPORT: N_("Quarterly report"),
    Kind.MONTHLY_REPORT: N_("Monthly report"),
    Kind.DOSSIER: N_("Award dossier"),
    Kind.EVENT: N_("Conference, event"),
    Kind.OTHER: N_("Something else"),
}

ACTORS = {
    Actor.UNIT: N_("Units"),
    Actor.ISSUER: N_("The issuing body"),
    Actor.SHARED: N_("Both together"),
}

LONGEST_ITEM = 90
LONGEST_FINDINGS = 1200


def overview(
    t: Texts,
    preparation_id: int,
    version: int,
    prepared: Prepared,
    findings: Sequence[Finding],
    files: int,
    number: int,
    *,
    amends: bool,
    changed_by: str,
    changed_at: datetime,
) -> Screen:
    """The whole draft: what is odd above, then everything it asks for, each with a button."""
    draft = prepared.draft
    page = page_of(range(len(draft.obligations)), number)
    lines: list[str | Markup] = [*head_lines(t, draft), *document_lines(t, files), ""]
    if amends:
        lines += [
            t(
                "A new version of the plan in force. Change it here, or send the amended plan as "
                "a file."
            ),
            "",
        ]
    if findings:
        found = lines_within(t, finding_lines(t, draft, findings), LONGEST_FINDINGS)
        lines += [t("<b>To be looked at</b>"), *found, ""]
    lines += _items(t, prepared, page.items)
    lines += page_line(t, page)
    lines += [
        "",
        t("Last changed by {name}, {at}.", name=changed_by, at=t.moment(changed_at)),
        t("Nothing is told to anybody before the plan is put in force."),
    ]
    rows = _walk(t, preparation_id, version, prepared, amends=amends)
    for place in page.items:
        label = _label(prepared, place, draft.obligations[place])
        rows.append((Button(label, OpenItem(preparation_id, version, place)),))
    rows.append(page_row(t, page, lambda turned: OpenPreparation(preparation_id, turned)))
    rows += _tools(t, preparation_id, version)
    return Screen(t.join(lines), tuple(rows))


def item_card(
    t: Texts,
    preparation_id: int,
    version: int,
    prepared: Prepared,
    place: int,
    findings: Sequence[Finding],
    calendar: Calendar,
) -> Screen:
    """One thing the plan asks for, to be confirmed or changed."""
    item = prepared.item(place)
    at = (preparation_id, version, place)
    lines = [
        t("<b>{number}. {title}</b>", number=place + 1, title=item.title),
        t("Kind: {kind}", kind=t.plain(KINDS[item.kind])),
        t("To be done by: {actor}", actor=t.plain(ACTORS[item.actor])),
        *_source(t, item),
        "",
        *_dates(t, item, calendar),
        # Of a closed last day the lines above speak already.
        *finding_lines(
            t, prepared.draft, [f for f in findings if f.fault is not Fault.DAY_CLOSED], place
        ),
    ]
    if item.actor is not Actor.UNIT:
        lines.append(t("Units are neither asked for it nor reminded of it."))
    rows = [*_confirming(t, prepared, at), *_dating(t, item, at)]
    rows += [
        (
            Button(t.plain("Change the title"), ChangeTitle(*at)),
            Button(t.plain("Change the kind"), AskKind(*at)),
        ),
        (
            Button(t.plain("Who does it"), AskActor(*at)),
            Button(t.plain("Drop it"), DropItem(*at)),
        ),
        (Button(t.plain("The whole draft"), OpenPreparation(preparation_id)),),
    ]
    return screen(t.join(lines), *rows)


def discard_question(t: Texts, title: str, ask: Button, back: Button) -> Screen:
    """Whether the draft is to be thrown away."""
    words = t("<b>Throw this draft away?</b>\n{title}\n\nNobody was told of it.", title=title)
    return screen(words, ask, back)


def discarded(t: Texts, title: str) -> Screen:
    """It is gone."""
    return screen(
        t("The draft was thrown away: {title}", title=title),
        Button(t.plain("All plans"), ListPlans()),
    )


def head_lines(t: Texts, draft: PlanDraft) -> list[str | Markup]:
    """The draft's name, number and day."""
    number = draft.number or t.plain("(number left blank)")
    lines: list[str | Markup] = [
        t("<b>Draft: {title}</b>", title=draft.title),
        t("Number: {number}", number=number),
    ]
    if issued := t.day(draft.issued_on) if draft.issued_on else draft.issued_written:
        lines.append(t("Date: {day}", day=issued))
    return lines


def document_lines(t: Texts, files: int) -> list[str | Markup]:
    """How many files the document itself has."""
    if not files:
        return []
    return [t.n("Document attached: {count} file.", "Document attached: {count} files.", files)]


def written_phrase(t: Texts, deadline: Deadline) -> str:
    """The date in the words of a plan: «trước ngày 10/07/2023»."""
    day = t.day(deadline.day)
    if deadline.inclusive:
        return t.plain("at the latest on {day}", day=day)
    return t.plain("before {day}", day=day)


def _items(t: Texts, prepared: Prepared, places: Sequence[int]) -> list[str | Markup]:
    items = prepared.draft.obligations
    if not items:
        return [t("It asks for nothing yet.")]
    lines: list[str | Markup] = [
        t.n("It asks for {count} thing:", "It asks for {count} things:", len(items))
    ]
    for place in places:
        item = items[place]
        when = written_phrase(t, item.deadline) if item.deadline else t.plain("no date")
        lines.append(
            t(
                "{mark} {number}. {title}: {when}",
                mark=_mark(prepared, place),
                number=place + 1,
                title=short(item.title, LONGEST_ITEM),
                when=when,
            )
        )
    return lines


def _walk(
    t: Texts, preparation_id: int, version: int, prepared: Prepared, *, amends: bool
) -> list[Row]:
    """The way on: what is still to be confirmed, else what units would be told, or what changes."""
    if prepared.unconfirmed:
        left = len(prepared.unconfirmed)
        label = t.plain("Check them one by one ({count} left)", count=left)
        return [(Button(label, OpenItem(preparation_id, version, prepared.unconfirmed[0])),)]
    if not prepared.draft.obligations:
        return []
    label = t.plain("See what changes…") if amends else t.plain("See what units will be told…")
    return [(Button(label, PreviewPlan(preparation_id, version)),)]


def _tools(t: Texts, preparation_id: int, version: int) -> list[Row]:
    at = (preparation_id, version)
    return [
        (
            Button(t.plain("Add a duty"), AskKind(*at, -1)),
            Button(t.plain("The document itself"), ShowDocument(preparation_id)),
        ),
        (
            Button(t.plain("Change the title"), EditHead(*at, "title")),
            Button(t.plain("Number and day"), EditHead(*at, "number")),
        ),
        (Button(t.plain("Throw the draft away…"), AskDiscard(*at)),),
        (Button(t.plain("All plans"), ListPlans()),),
    ]


def _source(t: Texts, item: ObligationDraft) -> list[str | Markup]:
    lines: list[str | Markup] = []
    if item.clause:
        lines.append(t("Stands in: {clause}", clause=item.clause))
    if item.clause and item.written:
        lines.append(t("The plan says: <b>“{written}”</b>.", written=item.written))
    if item.addressee:
        lines.append(t("To be sent to: {addressee}", addressee=item.addressee))
    return lines


def _dates(t: Texts, item: ObligationDraft, calendar: Calendar) -> list[str | Markup]:
    term = calendar.term(item.deadline)
    if term is None or item.deadline is None:
        return [t("Deadline: <b>not set yet</b>{source}.", source="")]
    lines: list[str | Markup] = [phrase_line(t, term)]
    if item.deadline.in_force is not None:
        lines.append(t("This date stands beside the one written in the plan."))
    return [*lines, *last_day_lines(t, term)]


def _confirming(t: Texts, prepared: Prepared, at: tuple[int, int, int]) -> list[Row]:
    others = [place for place in prepared.unconfirmed if place != at[2]]
    if others:
        return [(Button(t.plain("Right, the next one"), ConfirmItem(*at, "next")),)]
    return [
        (Button(t.plain("Right, add another duty"), ConfirmItem(*at, "add")),),
        (Button(t.plain("Right, that is all"), ConfirmItem(*at, "list")),),
    ]


def _dating(t: Texts, item: ObligationDraft, at: tuple[int, int, int]) -> list[Row]:
    if item.deadline is None:
        return [(Button(t.plain("Set a date"), ChangeDay(*at)),)]
    inclusive = item.deadline.inclusive
    other = N_("Change to “before …”") if inclusive else N_("Change to “at the latest …”")
    rows: list[Row] = [
        (
            Button(t.plain("Change the date"), ChangeDay(*at)),
            Button(t.plain(other), WordDay(*at, not inclusive)),
        )
    ]
    if item.deadline.in_force is not None:
        rows.append((Button(t.plain("The document says this date"), DayAsWritten(*at)),))
    return rows


def _label(prepared: Prepared, place: int, item: ObligationDraft) -> str:
    return f"{_mark(prepared, place)} {place + 1}. {short(item.title)}"


def _mark(prepared: Prepared, place: int) -> str:
    return "✓" if place in prepared.confirmed else "○"
