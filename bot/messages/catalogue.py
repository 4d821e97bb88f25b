"""The catalogue as officers see and change it: titles, indicators, conditions."""

from dataclasses import dataclass

from markupsafe import Markup

from bot.callbacks import callback
from bot.messages.paging import page_line, page_of, page_row, short
from bot.messages.screens import Button, Row, Screen, screen
from bot.rules.catalogue import Catalogue, IndicatorEntry, TitleEntry
from bot.rules.registrations import Scope
from bot.texts import N_, Texts

RETIRED = "◌"

SCOPES = {
    Scope.COLLECTIVE: N_("Collective titles"),
    Scope.INDIVIDUAL: N_("Individual titles"),
}


@callback("dm")
@dataclass(frozen=True, slots=True)
class OpenCatalogue:
    """Show the three parts of the catalogue."""


@callback("dmt")
@dataclass(frozen=True, slots=True)
class ListTitles:
    """Show the titles of a scope."""

    individual: bool
    page: int = 0


@callback("dmi")
@dataclass(frozen=True, slots=True)
class ListIndicators:
    """Show the indicators."""

    page: int = 0


@callback("dmto")
@dataclass(frozen=True, slots=True)
class OpenTitle:
    """Show one title."""

    title_id: int


@callback("dmio")
@dataclass(frozen=True, slots=True)
class OpenIndicator:
    """Show one indicator."""

    indicator_id: int


@callback("dmta")
@dataclass(frozen=True, slots=True)
class AddTitle:
    """Begin to add titles."""

    individual: bool


@callback("dmia")
@dataclass(frozen=True, slots=True)
class AddIndicator:
    """Begin to add an indicator."""


@callback("dmtn")
@dataclass(frozen=True, slots=True)
class RenameTitle:
    """Begin to call a title otherwise."""

    title_id: int


@callback("dmin")
@dataclass(frozen=True, slots=True)
class RenameIndicator:
    """Begin to call an indicator otherwise."""

    indicator_id: int


@callback("dmim")
@dataclass(frozen=True, slots=True)
class ChangeMeasure:
    """Begin to count an indicator otherwise."""

    indicator_id: int


@callback("dmtr")
@dataclass(frozen=True, slots=True)
class RetireTitle:
    """Take a title out of the forms to come, or bring it back."""

    title_id: int
    retired: bool


@callback("dmir")
@dataclass(frozen=True, slots=True)
class RetireIndicator:
    """Take an indicator out of the forms to come, or bring it back."""

    indicator_id: int
    retired: bool


@callback("dmc")
@dataclass(frozen=True, slots=True)
class SetCondition:
    """Begin to set the condition of a title."""

    title_id: int


@callback("dmcw")
@dataclass(frozen=True, slots=True)
class WithdrawCondition:
    """Show units the condition of a title no more."""

    title_id: int


def catalogue_screen(t: Texts, catalogue: Catalogue) -> Screen:
    """The three parts, each with how many entries the forms offer."""
    rows = [
        Button(
            t.plain(
                "{part} ({count})",
                part=t.plain(SCOPES[scope]),
                count=len(catalogue.offered(scope)),
            ),
            ListTitles(scope is Scope.INDIVIDUAL),
        )
        for scope in Scope
    ]
    count = len(catalogue.counted())
    rows.append(Button(t.plain("Targets ({count})", count=count), ListIndicators()))
    return screen(
        t(
            "<b>Catalogue</b>\nWhat units choose from when they register. What was registered "
            "before keeps its wording, whatever is changed here."
        ),
        *rows,
    )


def titles_screen(t: Texts, catalogue: Catalogue, scope: Scope, number: int) -> Screen:
    """The titles of a scope; retired ones at the end."""
    individual = scope is Scope.INDIVIDUAL
    titles = [each for each in catalogue.titles if each.scope is scope]
    titles.sort(key=lambda each: (each.retired, each.id))
    page = page_of(titles, number)
    rows: list[Row] = [
        (Button(_label(each.name, retired=each.retired), OpenTitle(each.id)),)
        for each in page.items
    ]
    rows.append(page_row(t, page, lambda each: ListTitles(individual, each)))
    rows.append((Button(t.plain("Add titles"), AddTitle(individual)),))
    rows.append((Button(t.plain("Catalogue"), OpenCatalogue()),))
    head = t("<b>{part}</b>", part=t.plain(SCOPES[scope]))
    retired = any(each.retired for each in titles)
    return Screen(t.join([head, *_legend(t, retired=retired), *page_line(t, page)]), tuple(rows))


def indicators_screen(t: Texts, catalogue: Catalogue, number: int) -> Screen:
    """The indicators with their measures; retired ones at the end."""
    indicators = sorted(catalogue.indicators, key=lambda each: (each.retired, each.id))
    page = page_of(indicators, number)
    rows: list[Row] = [
        (
            Button(
                _label(f"{each.name} ({each.measure})", retired=each.retired),
                OpenIndicator(each.id),
            ),
        )
        for each in page.items
    ]
    rows.append(page_row(t, page, ListIndicators))
    rows.append((Button(t.plain("Add an indicator"), AddIndicator()),))
    rows.append((Button(t.plain("Catalogue"), OpenCatalogue()),))
    retired = any(each.retired for each in indicators)
    head = t("<b>Indicators</b>")
    return Screen(t.join([head, *_legend(t, retired=retired), *page_line(t, page)]), tuple(rows))


def title_screen(t: Texts, title: TitleEntry, *, used: bool) -> Screen:
    """One title: whether it is offered, its condition, what may be done with it."""
    lines: list[str | Markup] = [
        t("<b>{name}</b>\n{part}", name=title.name, part=t.plain(SCOPES[title.scope])),
        *_standing(t, retired=title.retired, used=used),
    ]
    rows = [
        Button(t.plain("Rename"), RenameTitle(title.id)),
        _retiring(t, RetireTitle(title.id, not title.retired), retired=title.retired),
    ]
    if title.condition:
        lines += [
            "",
            t("<b>Condition that units see:</b>"),
            t("{condition}", condition=title.condition),
            t("<i>By: {source}</i>", source=title.condition_source),
        ]
        rows.append(Button(t.plain("Change the condition"), SetCondition(title.id)))
        rows.append(Button(t.plain("Show no condition"), WithdrawCondition(title.id)))
    else:
        rows.append(Button(t.plain("Add a condition to check"), SetCondition(title.id)))
    rows.append(Button(t.plain("Back"), ListTitles(title.scope is Scope.INDIVIDUAL)))
    return screen(t.join(lines), *rows)


def indicator_screen(t: Texts, indicator: IndicatorEntry, *, used: bool) -> Screen:
    """One indicator: its measure, whether it is offered, what may be done with it."""
    lines: list[str | Markup] = [
        t("<b>{name}</b>\nCounted in: {measure}", name=indicator.name, measure=indicator.measure),
        *_standing(t, retired=indicator.retired, used=used),
    ]
    rows = [Button(t.plain("Rename"), RenameIndicator(indicator.id))]
    if used:
        lines.append(t("Its unit of measure is fixed: for another, retire it and add a new one."))
    else:
        rows.append(Button(t.plain("Change the unit of measure"), ChangeMeasure(indicator.id)))
    change = RetireIndicator(indicator.id, not indicator.retired)
    rows.append(_retiring(t, change, retired=indicator.retired))
    rows.append(Button(t.plain("Back"), ListIndicators()))
    return screen(t.join(lines), *rows)


def _label(name: str, *, retired: bool) -> str:
    return f"{RETIRED} {short(name)}" if retired else short(name)


def _legend(t: Texts, *, retired: bool) -> list[str | Markup]:
    return [t("{mark} no longer offered", mark=RETIRED)] if retired else []


def _standing(t: Texts, *, retired: bool, used: bool) -> list[str | Markup]:
    lines: list[str | Markup] = [
        t("No longer offered to units.") if retired else t("Offered to units.")
    ]
    if used:
        lines.append(t("It has been registered; what was sent keeps its wording."))
    return lines


def _retiring(t: Texts, change: object, *, retired: bool) -> Button:
    return Button(t.plain("Bring it back") if retired else t.plain("Retire"), change)
