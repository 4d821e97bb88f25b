"""Planned numbers: one typed, a change over last year's, a whole list pasted."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.catalogue import INDICATORS, IndicatorEntry
from bot.rules.plans import OrganisationKind
from bot.rules.registrations import NotANumber, NotWhole, RelativeNumber, WrongMeasure
from bot.rules.targets import (
    ReadTarget,
    Unread,
    changed,
    in_dong,
    read_planned,
    read_targets,
)

KNOWN = [
    IndicatorEntry(place, *each)
    for place, each in enumerate(INDICATORS[OrganisationKind.ALLIANCE], 1)
]
IDS = {each.name: each.id for each in KNOWN}
REVENUE, PROFIT, INCOME, WORKERS = (
    IDS[name] for name in ("Doanh thu", "Lợi nhuận", "Thu nhập bình quân", "Lao động")
)


def target(indicator_id: int, planned: str, before: str = "") -> ReadTarget:
    return ReadTarget(indicator_id, Decimal(planned), Decimal(before) if before else None)


@pytest.mark.parametrize(
    ("text", "measure", "error"),
    [
        ("5 tấn", "triệu đồng", WrongMeasure),
        ("98%", "người", WrongMeasure),
        ("2,5", "người", NotWhole),
        ("1,5 sáng kiến", "sáng kiến", NotWhole),
        ("tăng 10%", "triệu đồng", RelativeNumber),
        ("-5", "người", NotANumber),
        ("5.000%", "%", NotANumber),
        ("10^18", "triệu đồng", NotANumber),
        ("=1+1", "người", NotANumber),
        ("1\t2\t3", "người", NotANumber),
    ],
)
def test_what_cannot_be_planned_is_refused(text: str, measure: str, error: type) -> None:
    with pytest.raises(error):
        read_planned(text, measure)


def test_a_number_that_can_be_read_in_two_ways_gives_both() -> None:
    assert read_planned("1.250", "triệu đồng") == (Decimal(1250), Decimal("1.25"))


@pytest.mark.parametrize(
    ("base", "change", "of", "measure", "value"),
    [
        ("1200", "10", "%", "triệu đồng", "1320"),
        ("1200", "-5", "%", "triệu đồng", "1140"),
        ("12", "10", "%", "người", "13"),
        ("12", "3", "người", "người", "15"),
        ("6.5", "0.5", "", "triệu đồng/người/tháng", "7"),
        ("0", "10", "%", "người", None),
        ("98", "1", "%", "%", "99"),
        ("10", "-20", "người", "người", None),
        ("10", "5", "tấn", "người", None),
    ],
)
def test_a_change_is_counted_from_a_base_where_that_means_something(
    base: str, change: str, of: str, measure: str, value: str | None
) -> None:
    found = changed(Decimal(base), RelativeNumber(Decimal(change), of), measure)

    assert found == (None if value is None else Decimal(value))


def test_millions_are_said_in_dong_too() -> None:
    assert in_dong(Decimal(1200), "triệu đồng") == (Decimal(1_200_000_000), "đồng")
    assert in_dong(Decimal("6.5"), "triệu đồng/người/tháng") == (
        Decimal(6_500_000),
        "đồng/người/tháng",
    )
    assert in_dong(Decimal(3), "người") is None


@pytest.mark.parametrize(
    "text",
    [
        "Doanh thu: 1,2 tỷ\nLao dong: 45",
        "1. doanh thu 1,2 ty\n2. Lao động - 45 người",
        "Doanh thu\t1,2 tỷ\nLao động\t45",
        "STT\tChỉ tiêu\tĐVT\tKế hoạch 2023\n1\tDoanh thu\ttỷ đồng\t1,2\n2\tLao động\tngười\t45",
        "TT Chỉ tiêu ĐVT Kế hoạch\n1 Doanh thu tỷ đồng 1,2\n2 Lao động người 45",
        "Doanh thu (tỷ đồng): 1,2\n\nTổng số lao động: 45",
    ],
)
def test_a_list_is_read_however_it_is_written(text: str) -> None:
    read = read_targets(text, KNOWN)

    assert read.targets == (target(REVENUE, "1200"), target(WORKERS, "45"))
    assert read.unread == ()


def test_last_years_numbers_come_from_their_column_or_their_words() -> None:
    table = "Chỉ tiêu\tThực hiện 2022\tKế hoạch 2023\nDoanh thu\t1.100,5\t1.200,5\nLao động\t40\t45"
    words = "Thu nhập bình quân: 6,5 triệu/người/tháng (năm trước 6 triệu)"

    assert read_targets(table, KNOWN).targets == (
        target(REVENUE, "1200.5", "1100.5"),
        target(WORKERS, "45", "40"),
    )
    assert read_targets(words, KNOWN).targets == (target(INCOME, "6.5", "6"),)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("Số mèo: 5", Unread.INDICATOR),
        ("Doanh thu: nhiều", Unread.NUMBER),
        ("Doanh thu: =1+1", Unread.NUMBER),
        ("Doanh thu: -5", Unread.NUMBER),
        ("Doanh thu: 1.250", Unread.TWO_WAYS),
        ("Doanh thu: tăng 10%", Unread.CHANGE),
        ("Doanh thu: 5 tấn", Unread.MEASURE),
        ("Lợi nhuận\ttriệu đồng\t100\t200", Unread.TWO_WAYS),
        ("Lợi nhuận triệu đồng 100 200", Unread.TWO_WAYS),
        ("Doanh thu 1 250", Unread.TWO_WAYS),
    ],
)
def test_a_line_that_is_not_sure_is_kept_for_retyping_with_the_reason(
    line: str, why: Unread
) -> None:
    read = read_targets(f"{line}\nLao động: 45", KNOWN)

    assert read.targets == (target(WORKERS, "45"),)
    assert read.unread == ((" ".join(line.split()), why),)


def test_an_indicator_named_twice_with_other_numbers_is_said_to_be_so() -> None:
    read = read_targets("Lao động: 45\nLao động: 50\nLao động: 45", KNOWN)

    assert read.targets == (target(WORKERS, "45"),)
    assert read.unread == (("Lao động: 50", Unread.TWICE),)


@given(st.text())
def test_any_text_is_read_without_failing(text: str) -> None:
    read_targets(text, KNOWN)


@given(st.text(alphabet="DoanhthuLợi :\t|0123456789.,%tỷ()\n-"))
def test_any_list_like_text_is_read_without_failing(text: str) -> None:
    for found in read_targets(text, KNOWN).targets:
        assert found.planned >= 0
