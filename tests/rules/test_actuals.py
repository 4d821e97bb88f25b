"""Figures of a report are read as people type them; what may be a slip is asked about."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.actuals import (
    Actual,
    Doubt,
    FigureQuestion,
    NotAFigure,
    Refusal,
    check_actual,
    next_question,
    read_actual,
)
from bot.rules.pasted import read_pasted

REVENUE = FigureQuestion("Doanh thu", "triệu đồng", Decimal(1200))
PROFIT = FigureQuestion("Lợi nhuận", "triệu đồng", Decimal(100))
MEMBERS = FigureQuestion("Thành viên mới", "người", Decimal(10))
POOR = FigureQuestion("Hộ nghèo giảm", "hộ", Decimal(5))
FAMILIES = FigureQuestion("Gia đình văn hóa", "%", Decimal(95))
ACCIDENTS = FigureQuestion("Tai nạn lao động", "vụ", Decimal(0))
ALL = (REVENUE, PROFIT, MEMBERS, POOR, FAMILIES, ACCIDENTS)


@pytest.mark.parametrize(
    ("typed", "question", "value"),
    [
        ("850tr", REVENUE, "850"),
        ("~850tr", REVENUE, "850"),
        ("850 triệu…", REVENUE, "850"),
        ("đạt 850 triệu đồng.", REVENUE, "850"),
        ("850000k", REVENUE, "850"),
        ("12 người", MEMBERS, "12"),
        ("giảm 5 hộ", POOR, "5"),
        ("98,5%", FAMILIES, "98.5"),
        ("0", ACCIDENTS, "0"),
    ],
)
def test_a_figure_is_counted_in_the_measure_asked_for(
    typed: str, question: FigureQuestion, value: str
) -> None:
    assert read_actual(typed, question) == Actual(Decimal(value))


@pytest.mark.parametrize(
    ("typed", "question", "value", "doubt"),
    [
        ("lỗ 50 triệu", PROFIT, "-50", Doubt.LOSS),
        ("lo 50tr", PROFIT, "-50", Doubt.LOSS),
        ("-50tr", PROFIT, "-50", Doubt.LOSS),
        ("0", REVENUE, "0", Doubt.ZERO),
        ("500", MEMBERS, "500", Doubt.FAR),
        ("1.250", REVENUE, "1250", Doubt.TWO_WAYS),
    ],
)
def test_what_may_be_a_slip_is_asked_about(
    typed: str, question: FigureQuestion, value: str, doubt: Doubt
) -> None:
    actual = read_actual(typed, question)

    assert (actual.value, actual.doubt) == (Decimal(value), doubt)


@pytest.mark.parametrize(
    ("typed", "question", "refusal"),
    [
        ("=1+1", REVENUE, Refusal.NOT_A_NUMBER),
        ("1~2", REVENUE, Refusal.NOT_A_NUMBER),
        ("1.2.3", REVENUE, Refusal.NOT_A_NUMBER),
        ("🌾", REVENUE, Refusal.NOT_A_NUMBER),
        ("", REVENUE, Refusal.NOT_A_NUMBER),
        ("9" * 20, REVENUE, Refusal.ABSURD),
        ("70%", REVENUE, Refusal.RATE),
        ("tăng 10%", REVENUE, Refusal.CHANGE),
        ("12 người", REVENUE, Refusal.MEASURE),
        ("-3", MEMBERS, Refusal.NEGATIVE),
        ("12,5", MEMBERS, Refusal.NOT_WHOLE),
    ],
)
def test_what_is_no_figure_is_refused_with_its_reason(
    typed: str, question: FigureQuestion, refusal: Refusal
) -> None:
    with pytest.raises(NotAFigure) as raised:
        read_actual(typed, question)

    assert raised.value.refusal is refusal


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e15", "-1e20"])
def test_a_number_that_nobody_typed_is_refused(number: str) -> None:
    with pytest.raises(NotAFigure):
        check_actual(Decimal(number), REVENUE)


@given(st.text(max_size=60))
def test_any_text_is_a_figure_or_refused(text: str) -> None:
    try:
        actual = read_actual(text, REVENUE)
    except NotAFigure:
        return
    assert actual.value.is_finite()


def test_the_key_is_of_the_indicator_in_its_measure() -> None:
    same = FigureQuestion("DOANH  THU", "triệu đồng", Decimal(5))
    other = FigureQuestion("Doanh thu", "%")

    assert REVENUE.key == same.key
    assert REVENUE.key != other.key


def test_the_next_question_is_the_first_missing_one_below() -> None:
    answered = {REVENUE.key, MEMBERS.key}

    assert next_question(ALL, answered, after="") == PROFIT
    assert next_question(ALL, answered, after=PROFIT.key) == POOR
    assert next_question(ALL, answered, after=ACCIDENTS.key) is None


def test_lines_with_names_fill_several_at_once_and_doubt_is_told() -> None:
    text = (
        "- Doanh thu: 850tr\n2. loi nhuan = lỗ 5tr\nThành viên mới 12\nlung tung\n\n"
        "Gia đình văn hoá: 96%\nHộ nghèo giảm: -1"
    )

    pasted = read_pasted(text, ALL)

    assert pasted.taken == {
        REVENUE.key: Decimal(850),
        MEMBERS.key: Decimal(12),
        FAMILIES.key: Decimal(96),
    }
    assert pasted.doubtful == ("2. loi nhuan = lỗ 5tr", "Hộ nghèo giảm: -1")
    assert pasted.unread == ("lung tung",)


@pytest.mark.parametrize(
    ("table", "taken"),
    [
        ("STT\tChỉ tiêu\tĐơn vị\tKế hoạch\tThực hiện\n1\tDoanh thu\ttriệu đồng\t1200\t850", "850"),
        ("| Chỉ tiêu | Thực hiện |\n| Doanh thu | 850 |", "850"),
        ("Doanh thu\ttriệu đồng\t850", "850"),
    ],
)
def test_rows_of_a_table_give_what_was_achieved(table: str, taken: str) -> None:
    assert read_pasted(table, ALL).taken == {REVENUE.key: Decimal(taken)}


def test_a_row_with_two_numbers_and_no_headings_is_not_guessed() -> None:
    assert read_pasted("Doanh thu\t1200\t850", ALL).taken == {}


@given(st.text(alphabet="Doanh thu:=\t|\n0123456789.,-tr", max_size=200))
def test_anything_pasted_is_read_without_an_error(text: str) -> None:
    pasted = read_pasted(text, ALL)

    assert all(value.is_finite() for value in pasted.taken.values())
