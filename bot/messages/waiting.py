"""The officers' queue: what waits for their word, and accepting several at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from bot.callbacks import callback
from bot.messages.forms import cancel_button
from bot.messages.home import GoHome
from bot.messages.paging import (
    A_PAGE,
    Page,
    before_count,
    lines_within,
    page_line,
    page_row,
    short,
)
from bot.messages.record_buttons import ListArrivals, ListWaiting, open_button
from bot.messages.records import arrival_lines, arrival_row, decided_line
from bot.messages.screens import Button, Row, Screen, screen
from bot.rules.dialogues import Draft
from bot.rules.obligations import UnknownObligation
from bot.rules.reviews import RecordKind, RecordRef, ReviewState, ReviewView, Skipped
from bot.rules.units import UnitStopped
from bot.texts import Texts
from storage.records import Arrival, Choice, Narrowing, Queue

LONGEST_BLOC = 40


@callback("ovn")
@dataclass(frozen=True, slots=True)
class NarrowWaiting:
    """Show what the queue may be narrowed down to."""

    obligation_id: int
    bloc_id: int


@callback("ovm")
@dataclass(frozen=True, slots=True)
class AcceptShown:
    """Begin to accept what a page of the queue shows."""

    obligation_id: int
    bloc_id: int
    page: int


@callback("ovt")
@dataclass(frozen=True, slots=True)
class TickRecord:
    """Take one in or leave it out."""

    draft_id: int
    version: int
    place: int


@callback("ovc")
@dataclass(frozen=True, slots=True)
class AcceptTicked:
    """Accept those ticked."""

    draft_id: int
    version: int


def queue_screen(t: Texts, queue: Queue) -> Screen:
    """What waits, longest first, with a button for each and one for the whole page."""
    everything: list[Row] = [(Button(t.plain("All that has arrived"), ListArrivals()),)]
    if not queue.total:
        if queue.obligation_id or queue.bloc_id:
            everything.insert(0, (Button(t.plain("Everything that waits"), ListWaiting()),))
        return Screen(t("Nothing waits for review here."), tuple(everything))
    page = Page(queue.arrivals, queue.page, -(-queue.total // A_PAGE))
    lines: list[str | Markup] = [t("<b>Waiting for review: {count}</b>", count=queue.total)]
    lines += [short(name, 100) for name in queue.narrowed]
    for arrival in queue.arrivals:
        lines += ["", *arrival_lines(t, arrival)]
    lines += ["", *page_line(t, page)] if page.pages > 1 else []
    here = queue.obligation_id, queue.bloc_id
    rows: list[Row] = [arrival_row(arrival) for arrival in queue.arrivals]
    rows.append(page_row(t, page, lambda number: ListWaiting(*here, number)))
    if len(queue.arrivals) > 1:
        label = _accept_shown(t, queue.arrivals)
        rows.append((Button(label, AcceptShown(*here, queue.page)),))
    rows.append((Button(t.plain("Narrow down"), NarrowWaiting(*here)), *everything[0]))
    return Screen(t.join(lines), tuple(rows))


def narrow_screen(t: Texts, choices: Narrowing, obligation_id: int, bloc_id: int) -> Screen:
    """The obligations and the blocs of what waits; the one not touched stays as chosen."""
    rows: list[Row] = [(Button(t.plain("Everything that waits"), ListWaiting()),)]
    rows += [_choice(each, ListWaiting(each.id, bloc_id)) for each in choices.obligations]
    rows += [
        _choice(each, ListWaiting(obligation_id, each.id), t.plain("Without a bloc"))
        for each in choices.blocs
    ]
    return Screen(t("Show only what waits for one obligation, or of one bloc:"), tuple(rows))


def tick_screen(
    t: Texts, draft: Draft, arrivals: Sequence[Arrival | None], ticked: set[int]
) -> Screen:
    """Those of one page, ticked or not, with the one button that accepts them.

    One that no longer waits is None: it keeps its place, without a button.
    """
    chosen = [arrivals[place] for place in sorted(ticked) if arrivals[place] is not None]
    lines: list[str | Markup] = [
        t("<b>Accept several at once</b>"),
        t("Tap a line to leave it out or take it in. Each unit is told at once."),
    ]
    rows: list[Row] = []
    for place, arrival in enumerate(arrivals):
        if arrival is not None:
            lines += ["", *arrival_lines(t, arrival)]
            mark = "☑" if place in ticked else "☐"
            label = f"{mark} {short(f'{arrival.unit}: {arrival.obligation}')}"
            rows.append((Button(label, TickRecord(draft.id, draft.version, place)),))
    if chosen:
        label = _accept_ticked(t, [arrival for arrival in chosen if arrival])
        rows.append((Button(label, AcceptTicked(draft.id, draft.version)),))
    rows.append((cancel_button(t, draft),))
    return Screen(t.join(lines), tuple(rows))


def many_accepted(
    t: Texts, accepted: Sequence[ReviewView], skipped: Sequence[Skipped], waiting: int
) -> Screen:
    """What was accepted, and what was not because something changed meanwhile."""
    lines: list[str | Markup] = [*_counts(t, [review.ref for review in accepted])]
    if accepted:
        lines.append(t("The units are being told."))
    if skipped:
        lines += [
            "",
            t.n(
                "<b>{count} was skipped, it changed meanwhile:</b>",
                "<b>{count} were skipped, they changed meanwhile:</b>",
                len(skipped),
            ),
            *(_skipped(t, each) for each in skipped),
        ]
    rows = [(open_button(t, skipped[0].review.ref),)] if len(skipped) == 1 else []
    return Screen(t.join(lines_within(t, lines)), (*rows, *next_rows(t, waiting)))


def next_rows(t: Texts, waiting: int) -> list[Row]:
    """On to what still waits, else home."""
    if waiting:
        label = t.plain("Waiting for review: {count}", count=waiting)
        return [(Button(label, ListWaiting()),)]
    return [(Button(t.plain("Home"), GoHome()),)]


def nothing_ticked(t: Texts) -> Screen:
    """All of them were decided on meanwhile."""
    return screen(t("Nothing of this still waits for review."))


def happened(t: Texts, review: ReviewView) -> Markup:
    """Why a record no longer waits."""
    if review.state is ReviewState.REPLACED:
        return t("The unit has sent a newer version.")
    return decided_line(t, review)


def _accept_shown(t: Texts, arrivals: Iterable[Arrival]) -> str:
    refs = [arrival.ref for arrival in arrivals]
    if all(ref.kind is RecordKind.REGISTRATION for ref in refs):
        return t.plain("Approve all shown ({count})", count=len(refs))
    if all(ref.kind is RecordKind.REPORT for ref in refs):
        return t.plain("Accept all shown ({count})", count=len(refs))
    return t.plain("Approve and accept all shown ({count})", count=len(refs))


def _accept_ticked(t: Texts, arrivals: Iterable[Arrival]) -> str:
    refs = [arrival.ref for arrival in arrivals]
    if all(ref.kind is RecordKind.REGISTRATION for ref in refs):
        return t.plain("Approve ({count})", count=len(refs))
    if all(ref.kind is RecordKind.REPORT for ref in refs):
        return t.plain("Accept ({count})", count=len(refs))
    return t.plain("Approve and accept ({count})", count=len(refs))


def _counts(t: Texts, refs: Sequence[RecordRef]) -> list[Markup]:
    registrations = sum(ref.kind is RecordKind.REGISTRATION for ref in refs)
    reports = len(refs) - registrations
    lines = []
    if registrations:
        lines.append(
            t.n(
                "<b>{count} registration approved.</b>",
                "<b>{count} registrations approved.</b>",
                registrations,
            )
        )
    if reports:
        lines.append(
            t.n("<b>{count} report accepted.</b>", "<b>{count} reports accepted.</b>", reports)
        )
    return lines or [t("<b>Nothing was accepted.</b>")]


def _skipped(t: Texts, skipped: Skipped) -> Markup:
    return t(
        "• {unit} – {title}: {happened}",
        unit=short(skipped.review.unit),
        title=short(skipped.review.obligation),
        happened=_in_the_way(t, skipped),
    )


def _in_the_way(t: Texts, skipped: Skipped) -> Markup:
    if isinstance(skipped.because, UnitStopped):
        day = t.day(skipped.because.since)
        return t("The unit is recorded as no longer working since {day}.", day=day)
    if isinstance(skipped.because, UnknownObligation):
        return t("This duty is no longer in force.")
    return happened(t, skipped.review)


def _choice(choice: Choice, does: object, nameless: str = "") -> Row:
    return (Button(f"{before_count(choice.name or nameless)}: {choice.count}", does),)
