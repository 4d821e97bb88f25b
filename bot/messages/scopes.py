"""Whom a duty is asked of: said in a line, and chosen by ticking blocs and types of unit."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from bot.callbacks import callback
from bot.messages.paging import page_line, page_of, page_row, short, some_names
from bot.messages.preparing_buttons import OpenItem
from bot.messages.screens import Button, Row, Screen
from bot.rules.plans import ObligationDraft
from bot.rules.scopes import Known, Scope, ScopeKind, choices_in, mark_of, scope_of
from bot.texts import Texts

BUTTON_NAME = 40
MOST_NAMES = 5


@callback("ofe")
@dataclass(frozen=True, slots=True)
class AskScope:
    """Ask which units it is asked of."""

    preparation_id: int
    version: int
    place: int
    page: int = 0


@callback("ofet")
@dataclass(frozen=True, slots=True)
class ToggleScope:
    """One more bloc or type, or one less; `mark` stands for its name."""

    preparation_id: int
    version: int
    place: int
    kind: str
    mark: int
    page: int = 0


@callback("ofea")
@dataclass(frozen=True, slots=True)
class ScopeToAll:
    """It is asked of every unit."""

    preparation_id: int
    version: int
    place: int


def scope_words(t: Texts, scope: Scope) -> str:
    """Whom it is asked of, in a line."""
    blocs, types = some_names(t, scope.blocs, MOST_NAMES), some_names(t, scope.types, MOST_NAMES)
    if scope.blocs and scope.types:
        return t.plain("{blocs}, of type {types}", blocs=blocs, types=types)
    if scope.types:
        return t.plain("units of type {types}", types=types)
    return blocs or t.plain("all units")


def scope_line(t: Texts, scope: Scope, known: Known) -> Markup:
    """The same with how many units that is."""
    return t(
        "Asked of: <b>{whom}</b> (units: {count})",
        whom=scope_words(t, scope),
        count=known.count(scope),
    )


def ask_scope(
    t: Texts, at: tuple[int, int, int], item: ObligationDraft, known: Known, number: int
) -> Screen:
    """Every bloc and type, each to be ticked."""
    choices = choices_in(item, known)
    page = page_of(choices, number)
    lines: list[str | Markup] = [
        t("<b>{number}. {title}</b>", number=at[2] + 1, title=item.title),
        "",
        scope_line(t, scope_of(item), known),
        t("Which units must do it? Tick blocs, types of unit, or both."),
    ]
    if not choices:
        lines.append(t("There are no blocs and no types of unit yet: all units are asked."))
    if item.blocs and item.unit_types:
        lines.append(t("Only units of these types within these blocs are asked."))
    rows: list[Row] = [(_tick(t, at, choice, page.number),) for choice in page.items]
    rows.append(page_row(t, page, lambda turned: AskScope(*at, turned)))
    if not scope_of(item).is_all:
        rows.append((Button(t.plain("All units"), ScopeToAll(*at)),))
    rows.append((Button(t.plain("Done"), OpenItem(*at)),))
    return Screen(t.join([*lines, *page_line(t, page)]), tuple(rows))


def scope_button(t: Texts, at: tuple[int, int, int]) -> Row:
    """The way to that choice."""
    return (Button(t.plain("Units that must do it…"), AskScope(*at)),)


def scoped_lines(t: Texts, asked: Sequence[tuple[str, Scope, int]]) -> list[str | Markup]:
    """What is not asked of every unit: title, whom it is asked of, how many units that is."""
    lines: list[str | Markup] = [
        t(
            "• {title}: {whom} (units: {count})",
            title=short(title),
            whom=scope_words(t, scope),
            count=count,
        )
        for title, scope, count in asked
        if not scope.is_all
    ]
    if not lines:
        return []
    head = t("<b>Not asked of all units</b> – each unit is told only what it has to do:")
    return [head, *lines]


def _tick(
    t: Texts, at: tuple[int, int, int], choice: tuple[ScopeKind, str, bool], page: int
) -> Button:
    kind, name, is_ticked = choice
    shown = short(name, BUTTON_NAME)
    words = t.plain("Type: {name}", name=shown) if kind is ScopeKind.TYPE else shown
    return Button(
        f"{'☑' if is_ticked else '☐'} {words}", ToggleScope(*at, kind.value, mark_of(name), page)
    )
