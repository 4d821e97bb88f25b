"""What is called how, and who is meant, once an organisation became a part of another."""

from dataclasses import replace

import pytest

from bot.campaigns import load
from bot.rules.audiences import EVERYONE, Audience
from bot.rules.plans import Actor
from bot.rules.uniting import (
    Difference,
    OrganisationsDiffer,
    Own,
    check_alike,
    free_name,
    free_names,
    free_slug,
    narrowed,
    narrowed_plan,
)
from bot.rules.units import NO_BLOC

OWN = Own((3, 4), ("Khối 1 (B)", "B"), rest=4)


@pytest.mark.parametrize(
    ("taken", "name"),
    [
        ((), "HTX Á"),
        (("htx a",), "HTX Á (B)"),
        (("htx a", "htx a (b)"), "HTX Á (B 2)"),
        (("htx a", "htx a (b)", "htx a (b 2)"), "HTX Á (B 3)"),
    ],
)
def test_a_name_that_is_taken_has_the_organisation_behind_it(
    taken: tuple[str, ...], name: str
) -> None:
    assert free_name("HTX Á", "B", taken) == name


def test_a_new_name_is_none_that_another_of_those_who_come_has() -> None:
    coming = [(1, "HTX A"), (2, "HTX A (B)"), (3, "HTX C")]

    assert free_names(coming, "B", ["htx a"]) == {1: ("HTX A", "HTX A (B 2)")}


def test_a_short_name_of_a_plan_that_is_taken_is_counted_on() -> None:
    assert [free_slug("kh", taken) for taken in ((), ("kh",), ("kh", "kh-2"))] == [
        "kh",
        "kh-2",
        "kh-3",
    ]


@pytest.mark.parametrize(
    ("meant", "then"),
    [
        (EVERYONE, Audience(blocs=(3, 4))),
        (Audience(blocs=(3,)), Audience(blocs=(3,))),
        (Audience(blocs=(NO_BLOC,)), Audience(blocs=(4,))),
        (Audience(units=(7,)), Audience(units=(7,))),
        (Audience(titles=(8, 9)), Audience(blocs=(3, 4), titles=(1, 9))),
    ],
)
def test_an_audience_goes_on_to_mean_the_units_of_its_own_organisation(
    meant: Audience, then: Audience
) -> None:
    assert narrowed(meant, OWN, {8: 1}) == then


def test_units_without_a_bloc_are_meant_by_nobody_where_there_were_none() -> None:
    assert narrowed(Audience(blocs=(NO_BLOC,)), replace(OWN, rest=None), {}).blocs == (NO_BLOC,)


def test_a_plan_in_preparation_asks_its_own_blocs_under_their_new_names() -> None:
    plan = load("lai-chau-2023")
    first = replace(plan.obligations[0], blocs=("Khối 1",), actor=Actor.UNIT)
    second = replace(plan.obligations[1], actor=Actor.UNIT)
    third = replace(plan.obligations[1], actor=Actor.ISSUER)
    draft = replace(plan, obligations=(first, second, third))

    asked = narrowed_plan(draft, OWN, {"khoi 1": "Khối 1 (B)"}).obligations

    assert [each.blocs for each in asked] == [("Khối 1 (B)",), OWN.blocs, ()]


@pytest.mark.parametrize("what", list(Difference))
def test_two_that_are_not_alike_cannot_become_one(what: Difference) -> None:
    same = dict.fromkeys(Difference, "a")
    check_alike(same, dict(same))

    with pytest.raises(OrganisationsDiffer) as refused:
        check_alike({**same, what: "b"}, same)
    assert refused.value.what is what
