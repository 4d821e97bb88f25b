"""Questions about the plan are answered by what the plan says, or not at all."""

from dataclasses import replace

import pytest

from bot.asking import passages_on
from bot.campaigns import load, slugs
from bot.rules.folding import fold

LAI_CHAU = load("lai-chau-2023")


def test_what_follows_for_who_does_not_register_is_quoted_with_its_place() -> None:
    found = passages_on(LAI_CHAU, "unregistered")

    assert found[0].text == LAI_CHAU.rules[0]
    assert found[-1].clause == "Mục III, khoản 2"


def test_a_topic_the_plan_is_silent_on_has_no_passage() -> None:
    assert passages_on(LAI_CHAU, "data_cutoff") == []
    assert passages_on(LAI_CHAU, "late") == []
    assert passages_on(LAI_CHAU, "document") == []
    assert passages_on(LAI_CHAU, None) == []


def test_until_when_figures_are_counted_is_answered_from_the_cut_offs() -> None:
    said = "số liệu tính đến hết ngày 14/6/2023"

    (found,) = passages_on(replace(LAI_CHAU, cut_offs=(said,)), "data_cutoff")

    assert found.text == said


@pytest.mark.parametrize("slug", slugs())
@pytest.mark.parametrize("slot", ["unregistered", "late", "scoring", "criteria", "awards", "bound"])
def test_every_passage_is_a_sentence_of_the_plan(slug: str, slot: str) -> None:
    plan = load(slug)
    said = {*plan.rules, *plan.duties, *(each.note for each in plan.obligations)}

    assert {each.text for each in passages_on(plan, slot)} <= said
    assert all(fold(each.text) for each in passages_on(plan, slot))
