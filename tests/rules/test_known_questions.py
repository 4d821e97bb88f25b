"""What in a question points at whoever asked it."""

import pytest

from bot.rules.known_questions import private_parts

UNIT, PERSON = "LĐLĐ huyện Tam Đường", "Nguyễn Văn Hòa"


@pytest.mark.parametrize(
    ("question", "answer", "found"),
    [
        ("Tam Đường có được không?", "", (UNIT,)),
        ("Có được không?", "Ldld huyen tam duong được.", (UNIT,)),
        ("Tôi là nguyen van hoa, có được không?", "", (PERSON,)),
        ("Gọi tôi 0912.345.678 nhé", "", ("0912.345.678",)),
        ("Gọi ai?", "Gọi 0912 345 678.", ()),
        ("Giao lưu văn hóa, năm 2023 có 300.000 đ không?", "", ()),
        ("Đường nào? Tam cấp nào?", "", ()),
    ],
)
def test_unit_person_and_number_are_found(
    question: str, answer: str, found: tuple[str, ...]
) -> None:
    assert private_parts(question, answer, UNIT, PERSON) == found


def test_nobody_is_found_by_no_name() -> None:
    assert private_parts("Có được không?", "Được.", "", "") == ()
