"""A name and a telephone number are read as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.contacts import Contact, UnreadablePhone, international, read_contact

AN = "Nguyễn Văn An"


@pytest.mark.parametrize(
    ("typed", "name", "phone"),
    [
        (f"{AN} 0912 345 678", AN, "+84912345678"),
        (f"0912.345.678 – {AN}", AN, "+84912345678"),
        (f"{AN}, SĐT: 0912-345-678", AN, "+84912345678"),
        ("Ông Páo (GĐ): +84 912 345 678", "Ông Páo (GĐ)", "+84912345678"),
        ("84912345678", "", "+84912345678"),
        ("+84 (0) 912 345 678", "", "+84912345678"),
        ("912345678", "", "+84912345678"),  # Excel ate the nought
        ("84812345678", "", "+84812345678"),
        ("0168 8123456", "", "+84388123456"),  # eleven digits until 2018
        ("024 3825 1234 máy lẻ 12", "máy lẻ 12", "+842438251234"),
        ("(0213) 3876 543", "", "+842133876543"),
        ("tổ 3 0912345678", "tổ 3", "+84912345678"),
        ("1900 1234", "", "19001234"),
        ("Somchai +66 81 234 5678", "Somchai", "+66812345678"),
        (f"{AN} 0912 345 678 / 0987 654 321", f"{AN} / 0987 654 321", "+84912345678"),
        (f"{AN} 0912345678 0987654321", f"{AN} 0987654321", "+84912345678"),
        (f"{AN} 0912345678 (Zalo)", AN, "+84912345678"),
        (AN, AN, ""),
        ("Tổ 3, HTX Số 5", "Tổ 3, HTX Số 5", ""),
    ],
)
def test_a_name_and_a_number_are_read_in_any_order(typed: str, name: str, phone: str):
    assert read_contact(typed) == Contact(name, phone)


@pytest.mark.parametrize(
    "typed", ["0912 345 67", "0912 345 678 9", "0613 456 789", "+84 912 345", "09123456789012345"]
)
def test_a_number_with_a_slip_is_refused_with_what_was_read(typed: str):
    with pytest.raises(UnreadablePhone) as refused:
        read_contact(f"{AN} {typed}")

    assert refused.value.text == typed
    assert refused.value.digits == sum(sign.isdigit() for sign in typed)


def test_a_page_of_digits_is_refused_like_a_line_of_them():
    # It took minutes once: every stretch of them was held against every other.
    with pytest.raises(UnreadablePhone):
        read_contact("1 " * 2000)


@given(st.sampled_from("35789"), st.text("0123456789", min_size=8, max_size=8))
def test_every_mobile_number_comes_out_the_same_however_it_is_parted(first: str, rest: str):
    number = f"0{first}{rest}"
    parted = f"{number[:4]} {number[4:7]} {number[7:]}"

    read = {read_contact(each).phone for each in (number, parted, f"+84{number[1:]}", number[1:])}

    assert read == {f"+84{number[1:]}"}


@given(st.text(max_size=80))
def test_whatever_is_typed_a_number_is_dialled_or_absent_or_refused(text: str):
    try:
        phone = read_contact(text).phone
    except UnreadablePhone:
        return
    assert phone == "" or (phone.lstrip("+").isascii() and phone.lstrip("+").isdigit())
    assert international(phone) == phone


def test_what_is_no_number_stays_as_it_is_kept():
    assert international("nội bộ 12") == "nội bộ 12"
    assert international("") == ""
