"""The officers' call list: about what, and whom to call."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from bot.callbacks import callback
from bot.messages.call_lines import entry_lines
from bot.messages.paging import before_count, page_line, page_of, page_row, short
from bot.messages.screens import Button, Row, Screen, screen
from bot.rules.calls import CallEntry, CallList, CallNews, WhomToCall
from bot.texts import Texts

UNITS_A_PAGE = 5
"""Each takes several lines, and the numbers must be there to tap."""


@callback("ocl")
@dataclass(frozen=True, slots=True)
class ListCalls:
    """Show what units are to be called about."""


@callback("oco")
@dataclass(frozen=True, slots=True)
class OpenCalls:
    """Show whom to call about an obligation."""

    obligation_id: int
    page: int = 0


@callback("occ")
@dataclass(frozen=True, slots=True)
class OpenCall:
    """Show one unit to be called, with what to press once it was."""

    unit_id: int
    obligation_id: int


@callback("ocx")
@dataclass(frozen=True, slots=True)
class SendCallSheet:
    """Send the whole list as an Excel sheet."""


def calls_screen(t: Texts, organisation: str, lists: Sequence[CallList]) -> Screen:
    """Every obligation with how many units are to be called, each with a button."""
    head = t("<b>Call list</b>\n{organisation}", organisation=organisation)
    if not lists:
        return screen(t.join([head, "", t("There is no unit to call now."), "", _who(t)]))
    lines: list[str | Markup] = [head]
    for each in lines_of(t, lists):
        lines += ["", each]
    rows: list[Row] = [(_open(t, each),) for each in lists]
    rows.append((Button(t.plain("Take it away as Excel"), SendCallSheet()),))
    return Screen(t.join([*lines, "", _who(t)]), tuple(rows))


def call_list_screen(
    t: Texts, listed: CallList, people: Mapping[int, WhomToCall], number: int
) -> Screen:
    """Whom to call about one obligation, with names, numbers and what came of earlier calls."""
    page = page_of(listed.entries, number, UNITS_A_PAGE)
    lines: list[str | Markup] = [
        t("<b>Call list</b>\n{title}", title=short(listed.obligation.title, 150)),
        _counts(t, listed),
    ]
    for entry in page.items:
        lines += ["", *entry_lines(t, entry, people[entry.unit.id])]
    lines += ["", *page_line(t, page)] if page.pages > 1 else []
    rows: list[Row] = [
        (Button(short(entry.unit.name), OpenCall(entry.unit.id, listed.obligation.id)),)
        for entry in page.items
    ]
    rows.append(page_row(t, page, lambda turned: OpenCalls(listed.obligation.id, turned)))
    rows.append((Button(t.plain("The whole call list"), ListCalls()),))
    return Screen(t.join(lines), tuple(rows))


def on_page(listed: CallList, number: int) -> list[int]:
    """The units that such a page shows: whose people it needs."""
    page: Sequence[CallEntry] = page_of(listed.entries, number, UNITS_A_PAGE).items
    return [entry.unit.id for entry in page]


def calls_needed(t: Texts, organisation: str, news: CallNews) -> Screen:
    """The morning's word to officers, at most one a day."""
    units = t.n("{count} unit to call", "{count} units to call", news.units)
    lines: list[str | Markup] = [
        t("<b>{units}</b>\n{organisation}", units=units, organisation=organisation)
    ]
    if 0 < news.new < news.units:
        lines.append(t("New on the list: {count}", count=news.new))
    lines += ["", *lines_of(t, news.lists)]
    return screen(t.join(lines), Button(t.plain("Open the call list"), ListCalls()))


def lines_of(t: Texts, lists: Sequence[CallList]) -> list[Markup]:
    """Each obligation with its counts."""
    return [
        t("<b>{title}</b>", title=short(each.obligation.title, 120))
        + Markup("\n")
        + _counts(t, each)
        for each in lists
    ]


def _counts(t: Texts, listed: CallList) -> Markup:
    waiting = len(listed.entries) - listed.to_call
    words = t("To call: <b>{count}</b>.", count=listed.to_call)
    if waiting:
        words += Markup(" ") + t("Promised a day: {count}.", count=waiting)
    return words


def _open(t: Texts, listed: CallList) -> Button:
    title = before_count(listed.obligation.title)
    label = t.plain("{title}: {count}", title=title, count=listed.to_call)
    return Button(label, OpenCalls(listed.obligation.id))


def _who(t: Texts) -> Markup:
    return t(
        "<i>Listed are units that nobody can be reached for here, from the first reminder on; "
        "units a week overdue; and those that promised a day by telephone and did not keep it. "
        "Whoever hands in leaves the list.</i>"
    )
