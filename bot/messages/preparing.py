"""A plan in preparation: what it says so far, as a whole."""

from collections.abc import Sequence
from datetime import datetime

from markupsafe import Markup

from bot.messages.paging import lines_within, page_line, page_of, page_row, short
from bot.messages.plan_findings import finding_lines
from bot.messages.plans import ListPlans
from bot.messages.preparing_buttons import (
    AskDiscard,
    AskKind,
    EditHead,
    OpenItem,
    OpenPreparation,
    PreviewPlan,
    ShowDocument,
)
from bot.messages.scopes import scope_words
from bot.messages.screens import Button, Row, Screen, screen
from bot.rules.deadlines import Deadline
from bot.rules.plan_checks import Finding
from bot.rules.plans import Actor, Kind, ObligationDraft, PlanDraft
from bot.rules.preparing import Prepared
from bot.rules.scopes import scope_of
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
        _last_changed(t, changed_by, t.moment(changed_at)),
        t("Nothing is told to anybody before the plan is put in force."),
    ]
    rows = _walk(t, preparation_id, version, prepared, amends=amends)
    for place in page.items:
        label = _label(prepared, place, draft.obligations[place])
        rows.append((Button(label, OpenItem(preparation_id, version, place)),))
    rows.append(page_row(t, page, lambda turned: OpenPreparation(preparation_id, turned)))
    rows += _tools(t, preparation_id, version)
    return Screen(t.join(lines), tuple(rows))


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
        if item.actor is Actor.UNIT and not scope_of(item).is_all:
            when = f"{when} ({scope_words(t, scope_of(item))})"
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


def _label(prepared: Prepared, place: int, item: ObligationDraft) -> str:
    return f"{_mark(prepared, place)} {place + 1}. {short(item.title)}"


def _last_changed(t: Texts, name: str, at: str) -> Markup:
    if name:
        return t("Last changed by {name}, {at}.", name=name, at=at)
    return t("Prepared at the office, {at}.", at=at)


def _mark(prepared: Prepared, place: int) -> str:
    return "✓" if place in prepared.confirmed else "○"
