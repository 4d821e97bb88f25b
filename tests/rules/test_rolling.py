"""Next year's plan out of this year's."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.campaigns import load, slugs
from bot.rules.deadlines import Deadline, Granularity
from bot.rules.ladders import Ladder
from bot.rules.plans import Kind, ObligationDraft
from bot.rules.rolling import SameYear, rolled
from tests.rules.test_plan_checks import a_plan


def moved(deadline: Deadline | None, **changes: object) -> ObligationDraft:
    """The one duty of a plan of 2023, in 2024."""
    item = replace(ObligationDraft(Kind.OTHER, "Việc", deadline=deadline), **changes)
    return rolled(a_plan(item), 2024).obligations[0]


@pytest.mark.parametrize("slug", slugs())
def test_every_campaign_goes_into_its_next_year_with_nothing_lost(slug: str):
    plan = load(slug)
    after = rolled(plan, plan.year + 1)

    assert after.slug == slug.replace(str(plan.year), str(plan.year + 1))
    assert (after.number, after.issued_on, after.faults) == ("", None, ())
    assert (after.blocs, after.rules, len(after.phases)) == (
        plan.blocs,
        plan.rules,
        len(plan.phases),
    )
    assert [each.kind for each in after.obligations] == [each.kind for each in plan.obligations]
    assert str(plan.year) not in after.title


@given(st.dates(date(2023, 1, 1), date(2024, 12, 31)), st.booleans())
def test_a_day_stays_the_day_of_its_month(day: date, inclusive: bool):
    after = moved(Deadline(day, inclusive)).deadline

    assert after is not None
    assert (after.written.year, after.written.month) == (day.year + 1, day.month)
    assert after.written.day == day.day or (day.month, day.day) == (2, 29)
    assert after.inclusive is inclusive


def test_a_whole_month_ends_with_its_own_last_day():
    february = Deadline(date(2023, 2, 28), True, granularity=Granularity.MONTH)
    alone = Deadline(date(2023, 2, 28), True)

    assert moved(february).deadline == replace(february, written=date(2024, 2, 29))
    assert moved(alone).deadline == replace(alone, written=date(2024, 2, 28))


def test_a_date_set_for_once_is_left_and_one_that_mends_a_wrong_year_is_taken():
    once = Deadline(date(2023, 6, 10), True, in_force=date(2023, 6, 20))
    wrong = Deadline(date(2013, 6, 10), True, in_force=date(2023, 6, 10))

    assert moved(once).deadline == Deadline(date(2024, 6, 10), True)
    assert moved(wrong).deadline == Deadline(date(2024, 6, 10), True)
    assert moved(None).deadline is None


def test_whom_it_asks_and_how_it_is_collected_goes_along():
    ladder = Ladder((7, 1), (1,))
    after = moved(
        Deadline(date(2023, 7, 10), False),
        blocs=("Khối 1",),
        unit_types=("HTX",),
        signed_counts=True,
        ladder=ladder,
        written="trước ngày 10/7/2023",
        clause="Mục III",
    )

    assert (after.blocs, after.unit_types) == (("Khối 1",), ("HTX",))
    assert (after.signed_counts, after.ladder) == (True, ladder)
    assert (after.written, after.clause) == ("trước ngày 10/7/2024", "")


def test_years_in_titles_move_and_stretches_of_years_stay():
    plan = replace(a_plan(), title="Kế hoạch năm 2023, giai đoạn 2021-2025, tổng kết 2022")

    assert rolled(plan, 2024).title == "Kế hoạch năm 2024, giai đoạn 2021-2025, tổng kết 2023"


def test_its_own_year_is_no_other():
    with pytest.raises(SameYear):
        rolled(a_plan(), 2023)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Kế hoạch năm học 2023-2024", "Kế hoạch năm học 2024-2025"),
        ("Thi đua năm học 2023 – 2024", "Thi đua năm học 2024 – 2025"),
        ("Tổng kết năm học 2022-2023", "Tổng kết năm học 2023-2024"),
        ("Giai đoạn 2021-2025", "Giai đoạn 2021-2025"),
        ("Nhiệm kỳ 2018-2019", "Nhiệm kỳ 2018-2019"),
        ("Giai đoạn 2023-2028", "Giai đoạn 2023-2028"),
    ],
)
def test_a_school_year_moves_and_a_stretch_of_several_years_stays(before: str, after: str):
    item = ObligationDraft(Kind.ANNUAL_REPORT, before)
    plan = replace(a_plan(item), title=before, theme=before)
    moved_plan = rolled(plan, 2024)

    titles = (moved_plan.title, moved_plan.theme, moved_plan.obligations[0].title)
    assert titles == (after, after, after)


def test_a_slug_of_a_school_year_moves_with_it():
    assert rolled(replace(a_plan(), slug="nam-hoc-2023-2024"), 2024).slug == "nam-hoc-2024-2025"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("trước ngày 29/2/2024", "trước ngày 28/2/2025"),
        ("chậm nhất 29/02/2024", "chậm nhất 28/02/2025"),
        ("ngày 29-2-2024", "ngày 28-2-2025"),
        ("ngày 29.02.2024", "ngày 28.02.2025"),
        ("ngày 29 tháng 2 năm 2024", "ngày 28 tháng 2 năm 2025"),
        ("trước 29/2", "trước 28/2"),
        ("trước ngày 29/12/2024", "trước ngày 29/12/2025"),
        ("trước ngày 29/2/2020", "trước ngày 29/2/2020"),
        ("đạt 29.2 triệu đồng", "đạt 29.2 triệu đồng"),
    ],
)
def test_no_day_is_said_that_the_year_does_not_have(before: str, after: str):
    item = ObligationDraft(Kind.OTHER, before, written=before)
    after_item = rolled(replace(a_plan(item), year=2024), 2025).obligations[0]

    assert (after_item.title, after_item.written) == (after, after)


def test_a_day_without_its_year_is_of_the_year_of_its_date():
    leap = ObligationDraft(Kind.OTHER, "Việc", deadline=Deadline(date(2024, 2, 29), False))
    item = replace(leap, written="trước ngày 29/2")

    after = rolled(a_plan(item), 2024).obligations[0]

    assert after.deadline == Deadline(date(2025, 2, 28), False)
    assert after.written == "trước ngày 28/2"
    assert rolled(a_plan(item), 2027).obligations[0].written == "trước ngày 29/2"
