"""Whom an obligation is asked of."""

import pytest

from bot.rules.plan_checks import Fault, lint
from bot.rules.plans import Actor, Kind, ObligationDraft
from bot.rules.scopes import (
    ALL,
    Known,
    Scope,
    ScopeKind,
    UnknownScope,
    check_scopes,
    choices_in,
    mark_of,
    toggled,
)
from tests.rules.test_plan_checks import CALENDAR, a_plan

KNOWN = Known(
    ("Khối 1", "Khối 2"),
    ("HTX nông nghiệp", "Quỹ tín dụng"),
    {("Khối 1", "HTX nông nghiệp"): 3, ("Khối 2", "Quỹ tín dụng"): 2, ("", ""): 1},
)
ITEM = ObligationDraft(Kind.OTHER, "Nộp quỹ", blocs=("Khối 1",))


@pytest.mark.parametrize(
    ("scope", "units"),
    [
        (ALL, 6),
        (Scope(("Khối 1",)), 3),
        (Scope(("khoi 1", "Khối 2")), 5),
        (Scope((), ("Quỹ tín dụng",)), 2),
        (Scope(("Khối 1",), ("Quỹ tín dụng",)), 0),
    ],
)
def test_a_unit_is_asked_that_is_of_one_of_each_kind_named(scope: Scope, units: int):
    assert KNOWN.count(scope) == units


def test_a_tick_adds_a_name_and_a_second_takes_it_out_again():
    once = toggled(ITEM, KNOWN, ScopeKind.TYPE, mark_of("Quỹ tín dụng"))
    back = toggled(ITEM, KNOWN, ScopeKind.BLOC, mark_of("khối 1"))

    assert once == Scope(("Khối 1",), ("Quỹ tín dụng",))
    assert back == ALL
    assert toggled(ITEM, KNOWN, ScopeKind.BLOC, 1) == Scope(("Khối 1",))


def test_a_name_that_nobody_knows_can_be_seen_and_taken_out():
    item = ObligationDraft(Kind.OTHER, "Nộp quỹ", blocs=("Khối 9",))

    assert (ScopeKind.BLOC, "Khối 9", True) in choices_in(item, KNOWN)
    assert toggled(item, KNOWN, ScopeKind.BLOC, mark_of("Khối 9")) == ALL
    with pytest.raises(UnknownScope, match="Khối 9"):
        check_scopes(a_plan(item), KNOWN)


@pytest.mark.parametrize(
    ("item", "fault"),
    [
        (ObligationDraft(Kind.OTHER, "a", blocs=("Khối 9",)), Fault.SCOPE_UNKNOWN),
        (
            ObligationDraft(Kind.OTHER, "a", blocs=("Khối 2",), unit_types=("HTX nông nghiệp",)),
            Fault.SCOPE_EMPTY,
        ),
        (ObligationDraft(Kind.OTHER, "a", blocs=("Khối 2",)), None),
        (ObligationDraft(Kind.OTHER, "a", actor=Actor.ISSUER, blocs=("Khối 9",)), None),
    ],
)
def test_what_asks_nobody_is_pointed_out(item: ObligationDraft, fault: Fault | None):
    found = [each.fault for each in lint(a_plan(item), CALENDAR, KNOWN) if each.place == 0]

    assert found == ([fault] if fault else [])
