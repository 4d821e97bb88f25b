"""Requests for access, as officers decide on them."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from bot.callbacks import callback
from bot.messages.paging import page_line, page_of, page_row, short
from bot.messages.screens import Button, Row, Screen, screen
from bot.messages.units import OpenUnit
from bot.rules.access import Request
from bot.rules.members import RequestState
from bot.texts import N_, Texts
from storage.units import UnitRow


@callback("oq")
@dataclass(frozen=True, slots=True)
class ListRequests:
    """Show the requests that wait."""

    page: int = 0


@callback("oqo")
@dataclass(frozen=True, slots=True)
class OpenRequest:
    """Show one request."""

    request_id: int


@callback("oqa")
@dataclass(frozen=True, slots=True)
class ApproveRequest:
    """Choose the unit that the asker will speak for."""

    request_id: int
    page: int = 0


@callback("oqg")
@dataclass(frozen=True, slots=True)
class GrantUnit:
    """Give the asker a seat in this unit."""

    request_id: int
    unit_id: int


@callback("oqn")
@dataclass(frozen=True, slots=True)
class GrantNewUnit:
    """Make a unit of the typed name and give the asker its seat."""

    request_id: int


@callback("oqr")
@dataclass(frozen=True, slots=True)
class RefuseRequest:
    """Ask before a request is refused."""

    request_id: int


@callback("oqc")
@dataclass(frozen=True, slots=True)
class ConfirmRefusal:
    """Refuse a request."""

    request_id: int


DECIDED = {
    RequestState.WAITING: N_("waiting"),
    RequestState.GRANTED: N_("approved"),
    RequestState.REFUSED: N_("refused"),
}


def request_screen(t: Texts, request: Request) -> Screen:
    """Who asks for what, with «Duyệt» and «Từ chối»; also the message that tells officers."""
    lines: list[str | Markup] = [
        t("<b>Request for access</b>\n{organisation}", organisation=request.organisation),
        "",
        t("From: <b>{name}</b>", name=request.name),
        t("Typed: <i>{words}</i>", words=request.unit_name),
    ]
    if request.state is not RequestState.WAITING:
        state = t.plain(DECIDED[request.state])
        lines += ["", t("This request was decided before: <b>{state}</b>.", state=state)]
        return screen(t.join(lines))
    lines += ["", t("Please make sure who this is before approving.")]
    buttons = (
        Button(t.plain("Approve"), ApproveRequest(request.id)),
        Button(t.plain("Refuse"), RefuseRequest(request.id)),
    )
    return screen(t.join(lines), buttons)


def requests_list(t: Texts, requests: Sequence[Request], number: int) -> Screen:
    """The requests that wait, oldest first."""
    if not requests:
        return screen(t("No request for access is waiting."))
    page = page_of(requests, number)
    lines: list[str | Markup] = [t("<b>Requests for access</b>")]
    lines += [
        t("• {name}: <i>{words}</i>", name=request.name, words=short(request.unit_name))
        for request in page.items
    ]
    lines += page_line(t, page)
    rows: list[Row] = [
        (Button(short(f"{request.name}: {request.unit_name}"), OpenRequest(request.id)),)
        for request in page.items
    ]
    rows.append(page_row(t, page, ListRequests))
    return Screen(t.join(lines), tuple(rows))


def choose_unit(t: Texts, request: Request, units: Sequence[UnitRow], number: int) -> Screen:
    """The unit that the asker will speak for; the likeliest first."""
    page = page_of(units, number)
    rows: list[Row] = [
        (Button(short(unit.name), GrantUnit(request.id, unit.id)),) for unit in page.items
    ]
    rows.append(page_row(t, page, lambda turned: ApproveRequest(request.id, turned)))
    label = t.plain("New unit: {name}", name=short(request.unit_name, 40))
    rows.append((Button(label, GrantNewUnit(request.id)),))
    rows.append((Button(t.plain("Back"), OpenRequest(request.id)),))
    lines: list[str | Markup] = [
        t("<b>{name}</b> typed: <i>{words}</i>", name=request.name, words=request.unit_name),
        "",
        t("For which unit may this person speak? The likeliest come first."),
        *page_line(t, page),
    ]
    return Screen(t.join(lines), tuple(rows))


def refusal_screen(t: Texts, request: Request) -> Screen:
    """Asked before a request is refused."""
    return screen(
        t(
            "Refuse the request of <b>{name}</b>?\n<i>{words}</i>\n\nThe person is told.",
            name=request.name,
            words=request.unit_name,
        ),
        Button(t.plain("Yes, refuse"), ConfirmRefusal(request.id)),
        Button(t.plain("Back"), OpenRequest(request.id)),
    )


def granted_screen(t: Texts, request: Request, unit: str, unit_id: int) -> Screen:
    """The asker has a seat and is told."""
    return screen(
        t(
            "<b>{name}</b> now speaks for <b>{unit}</b> and is being told.",
            name=request.name,
            unit=unit,
        ),
        Button(t.plain("Open the unit"), OpenUnit(unit_id)),
    )


def refused_screen(t: Texts, request: Request) -> Screen:
    """The request is refused and the asker is told."""
    return screen(t("The request of <b>{name}</b> is refused.", name=request.name))


def buttons_changed(t: Texts) -> str:
    """Brings the keyboard of a post that was given or taken while the person was away."""
    return t("The buttons below and the command menu now suit what you are here as.")


def buttons_gone(t: Texts) -> str:
    """Takes the keyboard from somebody who holds no post any more."""
    return t.plain("You hold no post here any more, so the buttons below are gone.")
