"""An amended plan held against the one in force."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.campaigns import load, slugs
from bot.rules.deadlines import Deadline
from bot.rules.plan_changes import PlanChanges, compare
from bot.rules.plans import Actor, Kind, ObligationDraft

REGISTRATION = ObligationDraft(
    Kind.REGISTRATION, "Đăng ký thi đua", deadline=Deadline(date(2023, 2, 10), inclusive=True)
)
MIDYEAR = ObligationDraft(
    Kind.MIDYEAR_REPORT, "Báo cáo 6 tháng", deadline=Deadline(date(2023, 6, 10), inclusive=True)
)
FUND = ObligationDraft(Kind.OTHER, "Nộp quỹ thi đua")
RULES = ObligationDraft(Kind.OTHER, "Sửa quy chế thi đua khen thưởng")
BEFORE = [(1, REGISTRATION), (2, MIDYEAR), (3, FUND), (4, RULES)]


def asked() -> list[ObligationDraft]:
    return [each for _, each in BEFORE]


def test_the_same_plan_changes_nothing():
    assert compare(BEFORE, asked()).is_empty


def test_a_moved_day_is_found_however_the_title_changed():
    moved = replace(
        MIDYEAR, title="Sơ kết giữa năm", deadline=Deadline(date(2023, 6, 20), inclusive=True)
    )

    changes = compare(BEFORE, [REGISTRATION, moved, FUND, RULES])

    assert [(each.id, each.after) for each in changes.moved] == [(2, moved)]
    assert (changes.added, changes.dropped) == ((), ())
    assert changes.touched == (2,)


def test_the_same_last_day_in_other_words_is_no_other_day():
    reworded = replace(MIDYEAR, deadline=Deadline(date(2023, 6, 11), inclusive=False))

    changes = compare(BEFORE, [REGISTRATION, reworded, FUND, RULES])

    assert changes.moved == ()
    assert [each.id for each in changes.reworded] == [2]


def test_what_is_added_and_dropped_is_told_apart_from_what_is_reworded():
    new = ObligationDraft(Kind.OTHER, "Cử người dự tập huấn")
    reworded = replace(RULES, title="Sửa đổi quy chế thi đua, khen thưởng")

    changes = compare(BEFORE, [REGISTRATION, MIDYEAR, reworded, new])

    assert changes.added == (new,)
    assert changes.dropped == ((3, FUND),)
    assert [each.id for each in changes.reworded] == [4]


def test_what_units_no_longer_do_themselves_is_asked_of_them_no_more():
    changes = compare(BEFORE, [REGISTRATION, replace(MIDYEAR, actor=Actor.ISSUER), FUND, RULES])

    assert changes.dropped == ((2, MIDYEAR),)
    assert changes.touched == (2,)


def test_other_changes_have_another_mark():
    one = compare(BEFORE, asked()[:3])
    other = compare(BEFORE, asked()[1:])

    assert one.mark == compare(BEFORE, asked()[:3]).mark
    assert one.mark != other.mark


@given(st.permutations(range(4)), st.sets(st.integers(0, 3)))
def test_nothing_is_lost_or_doubled(order: list[int], left_out: set[int]):
    after = [asked()[at] for at in order if at not in left_out]

    changes = compare(BEFORE, after)

    assert sorted(each.id for each in changes.kept) == sorted(
        BEFORE[at][0] for at in range(4) if at not in left_out
    )
    assert {id_ for id_, _ in changes.dropped} == {BEFORE[at][0] for at in left_out}
    assert [each.place for each in changes.kept] == list(range(len(after)))


@pytest.mark.parametrize("slug", slugs())
def test_a_real_plan_beside_itself_changes_nothing(slug: str):
    items = load(slug).obligations

    changes = compare(list(enumerate(items, 1)), items)

    assert changes == PlanChanges(changes.kept, (), ())
    assert changes.is_empty
