"""Whom to ask: a card read from however it is typed, each detail in its one shape."""

import pytest

from bot.rules.contacts import UnreadablePhone
from bot.rules.desks import (
    Desk,
    Detail,
    NamelessDesk,
    NotAnEmail,
    check_detail,
    check_named,
    for_question,
    read_desk,
)
from bot.rules.dialogues import AnswerTooLong, EmptyAnswer

CARDS = {
    "Nguyễn Thị Hoa 0912 345 678": {"name": "Nguyễn Thị Hoa", "phone": "+84912345678"},
    "Nguyễn Thị Hoa – Chuyên viên Ban Kiểm tra – Thi đua, 0912.345.678, hoa@lmhtx.vn": {
        "name": "Nguyễn Thị Hoa",
        "role": "Chuyên viên Ban Kiểm tra – Thi đua",
        "phone": "+84912345678",
        "email": "hoa@lmhtx.vn",
    },
    "Nguyễn Thị Hoa\nChuyên viên Ban Thi đua\nĐT/Zalo: 0912345678\nSố 12 Trần Phú, Lai Châu": {
        "name": "Nguyễn Thị Hoa",
        "role": "Chuyên viên Ban Thi đua",
        "phone": "+84912345678",
        "zalo": "+84912345678",
        "address": "Số 12 Trần Phú, Lai Châu",
    },
    "Văn phòng Liên minh: 0213 3876 222": {
        "role": "Văn phòng Liên minh",
        "phone": "+842133876222",
    },
    "Họ tên: Lò Thị Mai\nChức vụ: Phó ban\nEmail: mai@x.gov.vn; Địa chỉ: Tầng 2, nhà B\n"
    "Về việc: thi đua, báo cáo": {
        "name": "Lò Thị Mai",
        "role": "Phó ban",
        "email": "mai@x.gov.vn",
        "address": "Tầng 2, nhà B",
        "purpose": "thi đua, báo cáo",
    },
    "Lò Thị Mai 0912345678, Zalo 0987 654 321": {
        "name": "Lò Thị Mai",
        "phone": "+84912345678",
        "zalo": "+84987654321",
    },
    "Trương Văn Ban 0912345678": {"name": "Trương Văn Ban", "phone": "+84912345678"},
    "Bàn Thị Mai, Phó ban": {"name": "Bàn Thị Mai", "role": "Phó ban"},
    "Lò Thị Mai, zalo: zalo.me/g/abc123": {"name": "Lò Thị Mai", "zalo": "zalo.me/g/abc123"},
}


@pytest.mark.parametrize("typed", CARDS)
def test_a_card_is_read_as_it_is_typed(typed: str) -> None:
    assert {which.value: words for which, words in read_desk(typed).items()} == CARDS[typed]


@pytest.mark.parametrize("typed", ["0912345678", "hoa@lmhtx.vn", "Địa chỉ: Nhà B", "", " \n;"])
def test_a_card_without_name_and_role_is_nobodys(typed: str) -> None:
    with pytest.raises(NamelessDesk):
        check_named(read_desk(typed))


def test_a_number_with_a_slip_is_no_number() -> None:
    with pytest.raises(UnreadablePhone):
        read_desk("Nguyễn Thị Hoa 0912 345 67")


@pytest.mark.parametrize(
    ("which", "typed", "kept"),
    [
        (Detail.PHONE, "0213.3876.222", "+842133876222"),
        (Detail.PHONE, "0213 3876 222 (máy lẻ 12)", "+842133876222 (máy lẻ 12)"),
        (Detail.PHONE, "1900 1234", "19001234"),
        (Detail.ZALO, "0912 345 678", "+84912345678"),
        (Detail.ZALO, "nhóm Zalo Thi đua 2026", "nhóm Zalo Thi đua 2026"),
        (Detail.ZALO, "https://zalo.me/0912345678", "https://zalo.me/0912345678"),
        (Detail.EMAIL, "Email: hoa@lmhtx.vn.", "hoa@lmhtx.vn"),
        (Detail.ADDRESS, "  Tầng 2,\n nhà B ", "Tầng 2, nhà B"),
    ],
)
def test_a_detail_has_one_shape(which: Detail, typed: str, kept: str) -> None:
    assert check_detail(which, typed) == kept


@pytest.mark.parametrize(
    ("which", "typed", "error"),
    [
        (Detail.PHONE, "gọi chị Hoa", UnreadablePhone),
        (Detail.PHONE, "0912 345", UnreadablePhone),
        (Detail.ZALO, "0912 345 67", UnreadablePhone),
        (Detail.EMAIL, "hoa tại lmhtx.vn", NotAnEmail),
        (Detail.NAME, "  ", EmptyAnswer),
        (Detail.NAME, "x" * 101, AnswerTooLong),
    ],
)
def test_what_is_no_such_detail_is_refused(
    which: Detail, typed: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        check_detail(which, typed)


def test_who_is_there_for_what_is_asked_comes_first() -> None:
    others = Desk(1, name="An", phone="+84911111111")
    reports = Desk(2, name="Bình", phone="+84922222222", purpose="thi đua, báo cáo")
    post = Desk(3, role="Văn thư", email="vt@x.vn")

    assert for_question([others, reports, post], "hỏi ai về bao cao?") == [reports, others, post]
    assert for_question([others, reports, post], "email", Detail.EMAIL) == [post, others, reports]
    assert for_question([others, reports], "lien he ai") == [others, reports]
