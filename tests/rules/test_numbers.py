"""Numbers are read as people write them, and doubt is told rather than settled in silence."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.members import Language
from bot.rules.numbers import Reading, ReadingKind, read_number
from bot.texts import Texts


@pytest.mark.parametrize(
    ("text", "value", "measure"),
    [
        ("1250", "1250", ""),
        ("1.250.000", "1250000", ""),
        ("1 250 000", "1250000", ""),
        ("1.250.000,5", "1250000.5", ""),
        ("1,25", "1.25", ""),
        ("0.250", "0.25", ""),
        ("1,2 tỷ", "1200000000", "đồng"),
        ("1,2 tỉ đồng", "1200000000", "đồng"),
        ("850tr", "850000000", "đồng"),
        ("850 triệu", "850000000", "đồng"),
        ("850 trieu dong", "850000000", "đồng"),
        ("12 trđ", "12000000", "đồng"),
        ("12 tr.đ", "12000000", "đồng"),
        ("5 tđ", "5000000000", "đồng"),
        ("850k", "850000", "đồng"),
        ("850.000đ", "850000", "đồng"),
        ("20 ngàn", "20000", "đồng"),
        ("2 nghìn tỷ đồng", "2000000000000", "đồng"),
        ("6tr5", "6500000", "đồng"),
        ("1 tỷ 200 triệu", "1200000000", "đồng"),
        ("6,5 triệu/người/tháng", "6500000", "đồng/người/tháng"),
        ("98%", "98", "%"),
        ("98,5 phần trăm", "98.5", "%"),
        (">= 98%", "98", "%"),
        ("3 sản phẩm", "3", "sản phẩm"),
        ("3 sản phẩm OCOP 4 sao", "3", "sản phẩm OCOP 4 sao"),
        ("1.250 người", "1250", "người"),
        ("500 m2", "500", "m2"),
        ("khoảng 50 hộ", "50", "hộ"),
        ("1 triệu sáng kiến", "1000000", "sáng kiến"),
    ],
)
def test_a_number_is_read_with_what_it_counts(text: str, value: str, measure: str) -> None:
    assert read_number(text) == Reading(ReadingKind.EXACT, Decimal(value), measure=measure)


@pytest.mark.parametrize(
    ("text", "asked", "value"),
    [
        ("1,2 tỷ", "triệu đồng", "1200"),
        ("6,5", "triệu đồng/người/tháng", "6.5"),
        ("6,5 triệu", "triệu đồng/người/tháng", "6.5"),
        ("6tr5/người/tháng", "triệu đồng/người/tháng", "6.5"),
        ("850.000.000 đồng", "triệu đồng", "850"),
        ("3 nghìn", "người", "3000"),
        ("1.250", "người", "1250"),
        ("98", "%", "98"),
        ("98%", "% kế hoạch", "98"),
        ("3 sản phẩm OCOP", "sản phẩm", "3"),
    ],
)
def test_a_number_is_given_in_the_measure_asked_for(text: str, asked: str, value: str) -> None:
    assert read_number(text, asked) == Reading(ReadingKind.EXACT, Decimal(value), measure=asked)


@pytest.mark.parametrize(
    ("text", "asked", "measure"),
    [
        ("5 tấn", "triệu đồng", "tấn"),
        ("6,5 triệu/người/tháng", "triệu đồng", "đồng/người/tháng"),
        ("98%", "người", "%"),
    ],
)
def test_a_measure_that_does_not_fit_is_kept_for_all_to_see(
    text: str, asked: str, measure: str
) -> None:
    assert read_number(text, asked).measure == measure


@pytest.mark.parametrize(
    ("text", "likely", "other"),
    [("1.250", "1250", "1.25"), ("1,255", "1.255", "1255"), ("1,250", "1250", "1.25")],
)
def test_a_separator_before_three_digits_is_ambiguous(text: str, likely: str, other: str) -> None:
    assert read_number(text) == Reading(ReadingKind.AMBIGUOUS, Decimal(likely), Decimal(other))


def test_both_readings_of_an_ambiguous_amount_are_in_the_same_measure() -> None:
    assert read_number("1.250 triệu", "triệu đồng") == Reading(
        ReadingKind.AMBIGUOUS, Decimal(1250), Decimal("1.25"), "triệu đồng"
    )


@pytest.mark.parametrize(
    ("text", "value", "measure"),
    [("tăng 10%", "10", "%"), ("tang 10 %", "10", "%"), ("giảm 5%", "-5", "%"), ("+3", "3", "")],
)
def test_a_change_is_told_from_an_amount(text: str, value: str, measure: str) -> None:
    reading = read_number(text)

    assert reading == Reading(ReadingKind.EXACT, Decimal(value), None, measure, relative=True)


@pytest.mark.parametrize("text", ["-5", "−5", "- 1,2 tỷ", "âm 3"])
def test_a_negative_number_is_refused_as_such(text: str) -> None:
    assert read_number(text) == Reading(ReadingKind.NEGATIVE)


@pytest.mark.parametrize("text", [str(10**18), "9999999 tỷ", "100.000.000.000.000.000", "900000%"])
def test_an_absurd_number_is_refused_as_such(text: str) -> None:
    assert read_number(text).kind is ReadingKind.ABSURD


def test_an_absurd_number_is_noticed_in_the_measure_asked_for() -> None:
    assert read_number("1.000.000.000", "tỷ đồng").kind is ReadingKind.ABSURD


@pytest.mark.parametrize(
    "text",
    [
        "",
        "abc",
        "1.2.3",
        "1.25.000",
        "=1+1",
        "10/6",
        "3-5",
        "1e18",
        "10^18",
        "5$",
        "1..2",
        "12,",
        "5 triệu 6 người",
        "١٢",
        "1 " * 100,
        "5 " + "chữ " * 20,
        "1" * 31,
        "<b>5</b>",
    ],
)
def test_what_is_no_number_is_refused(text: str) -> None:
    assert read_number(text).kind is ReadingKind.NOT_A_NUMBER


@given(st.decimals(0, 10**14, places=3))
def test_a_written_number_is_read_back(value: Decimal) -> None:
    assert read_number(Texts(Language.VI).number(value)).value == value


@given(st.text(), st.text(max_size=20))
def test_any_text_is_answered_without_failing(text: str, asked: str) -> None:
    reading = read_number(text, asked)

    certain = {ReadingKind.EXACT, ReadingKind.AMBIGUOUS}
    assert (reading.value is not None) == (reading.kind in certain)
    assert (reading.other is not None) == (reading.kind is ReadingKind.AMBIGUOUS)


@given(st.text(alphabet="0123456789.,- trieuđồngkỷ%/=+"))
def test_any_number_like_text_is_answered_without_failing(text: str) -> None:
    reading = read_number(text, "triệu đồng")

    assert reading.value is None or reading.relative or reading.value >= 0


@pytest.mark.parametrize("text", ["850tr", "850 triệu người", "1 tỷ"])
def test_more_people_than_the_country_has_is_absurd(text: str) -> None:
    assert read_number(text, "người").kind is ReadingKind.ABSURD


def test_three_thousand_people_are_people() -> None:
    assert read_number("3 nghìn", "người").value == 3000


def test_money_is_no_percentage() -> None:
    assert read_number("1,2 tỷ", "%").measure == "đồng"
