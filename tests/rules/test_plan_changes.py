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


MONTHLY = [
    ObligationDraft(
        Kind.MONTHLY_REPORT,
        f"Báo cáo tháng (tháng {month}/2023)",
        deadline=Deadline(date(2023, month, 25), inclusive=True),
    )
    for month in range(1, 13)
]


def test_a_month_never_becomes_another_month():
    half = [*enumerate(MONTHLY[:6], 1)]

    other_half = compare(half, MONTHLY[6:])
    one_further = compare(half, MONTHLY[1:7])

    assert (other_half.kept, len(other_half.added), len(other_half.dropped)) == ((), 6, 6)
    assert not any(each.is_changed for each in one_further.kept)
    assert one_further.added == (MONTHLY[6],)
    assert one_further.dropped == (half[0],)


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [
        (Kind.QUARTERLY_REPORT, "Báo cáo (quý I/2023)", "Báo cáo (quý II/2023)"),
        (Kind.QUARTERLY_REPORT, "Báo cáo quý I", "Báo cáo quý III"),
        (Kind.OTHER, "Nộp quỹ tháng 3", "Nộp quỹ tháng 9"),
        (Kind.ANNUAL_REPORT, "Báo cáo (quý I/2023)", "Báo cáo (quý IV/2023)"),
    ],
)
def test_what_is_of_another_month_or_quarter_is_another_thing(kind: Kind, before: str, after: str):
    changes = compare([(1, ObligationDraft(kind, before))], [ObligationDraft(kind, after)])

    assert (changes.kept, len(changes.added), len(changes.dropped)) == ((), 1, 1)


def test_a_month_reworded_stays_the_same_month():
    reworded = [replace(each, title=f"Gửi {each.title}") for each in reversed(MONTHLY)]

    changes = compare([*enumerate(MONTHLY, 1)], reworded)

    assert [each.id for each in changes.kept] == [*range(12, 0, -1)]


def test_the_only_report_of_its_kind_may_come_to_name_its_month():
    named = replace(MIDYEAR, title="Báo cáo sơ kết tháng 6")

    assert compare([(2, MIDYEAR)], [named]).kept[0].id == 2


def test_of_two_of_one_title_the_one_of_the_same_units_stays():
    districts = replace(MIDYEAR, blocs=("Khối huyện",))
    branches = replace(MIDYEAR, blocs=("Khối ngành",))

    changes = compare([(1, districts), (2, branches)], [branches])

    assert [(each.id, each.is_changed) for each in changes.kept] == [(2, False)]
    assert changes.dropped == ((1, districts),)


@pytest.mark.parametrize("order", [1, -1])
def test_of_two_of_one_title_those_that_agree_in_more_find_each_other(order: int):
    later = Deadline(date(2023, 6, 15), inclusive=True)
    districts = replace(MIDYEAR, blocs=("Khối huyện",))
    branches = replace(MIDYEAR, blocs=("Khối ngành",), deadline=later)
    moved = replace(districts, deadline=later)
    rescoped = replace(branches, blocs=("Khối phường",))

    changes = compare([(1, districts), (2, branches)], [moved, branches][::order])
    asked_of_others = compare([(1, districts), (2, branches)], [districts, rescoped][::order])

    assert [each.id for each in changes.moved] == [1]
    assert [each.id for each in asked_of_others.rescoped] == [2]


def test_a_series_of_one_title_loses_the_one_whose_day_is_no_longer_there():
    series = [replace(each, title="Báo cáo tháng") for each in MONTHLY]

    changes = compare([*enumerate(series, 1)], series[1:])

    assert not any(each.is_changed for each in changes.kept)
    assert changes.dropped == ((1, series[0]),)
