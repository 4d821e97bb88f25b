"""Lists of people, as they are typed and as they come out of Word, Excel and Zalo."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.people import PersonLine, is_same_person, read_people

TITLES = ("Lao động tiên tiến", "Chiến sĩ thi đua cơ sở")
AN = PersonLine("Nguyễn Văn An", "Giám đốc")
BINH = PersonLine("Lê Thị Bình", "Kế toán trưởng")


@pytest.mark.parametrize(
    "line",
    [
        "Nguyễn Văn An – Giám đốc",
        "Nguyễn Văn An - Giám đốc",
        "1. Nguyễn Văn An, Giám đốc",
        "01/ Nguyễn Văn An: Giám đốc",
        "1 Nguyễn Văn An (Giám đốc)",
        "• Nguyễn Văn An — Giám đốc.",
        "1)\tNguyễn Văn An\tGiám đốc",
        "| 1 | Nguyễn Văn An | Giám đốc |",
        "1 Nguyễn Văn An Giám đốc",
        "Nguyễn  Văn An\tGiám đốc\t",
    ],
)
def test_name_and_position_are_told_apart(line: str) -> None:
    assert read_people(line).people == (AN,)


@pytest.mark.parametrize(
    "text",
    [
        "STT\tHọ tên\tChức vụ\n1\tNguyễn Văn An\tGiám đốc\n2\tLê Thị Bình\tKế toán trưởng",
        "STT Họ và tên Chức vụ\n1. Nguyễn Văn An - Giám đốc\n\n2. Lê Thị Bình - Kế toán trưởng\n",
        "STT Họ tên Chức vụ\n1 Nguyễn Văn An Giám đốc\n2 Lê Thị Bình Kế toán trưởng",
        "STT Họ tên Chức vụ LĐTT\n1 Nguyễn Văn An Giám đốc\n2 Lê Thị Bình Kế toán trưởng",
        "Danh sách:\n- Nguyễn Văn An – Giám đốc\n- Lê Thị Bình – Kế toán trưởng",
    ],
)
def test_heading_rows_and_numbers_are_dropped(text: str) -> None:
    read = read_people(text)

    assert read.people == (AN, BINH)
    assert read.unread == ()


@pytest.mark.parametrize(
    "position",
    [
        *("Phó giám đốc", "Chủ tịch Công đoàn", "Kế toán", "Trưởng phòng Nội vụ", "Phó phòng"),
        *("Tổ trưởng", "Ủy viên", "Uỷ viên BCH", "Cán bộ", "Chuyên viên", "Nhân viên bán hàng"),
        *("Giáo viên", "Công nhân", "Thành viên", "Đoàn viên", "Bí thư", "Thủ quỹ"),
        *("Kiểm soát viên", "Phó Chánh văn phòng", "Quản lý kho", "KẾ TOÁN TRƯỞNG"),
    ],
)
def test_a_table_that_lost_its_tabs_parts_name_and_position(position: str) -> None:
    assert read_people(f"1 Nguyễn Văn An {position}").people == (
        PersonLine("Nguyễn Văn An", position),
    )


@pytest.mark.parametrize("name", ["Lê Văn Phố", "Trần Văn Phó", "Bùi Thị Thu Quỳ"])
def test_a_name_that_sounds_like_a_position_stays_whole(name: str) -> None:
    assert read_people(f"3 {name}").people == (PersonLine(name),)


@pytest.mark.parametrize("name", ["Y-Bhok Niê", "H'Hen Niê", "Chảo A Páo", "Nguyễn Văn Hạn"])
def test_a_name_alone_is_a_name(name: str) -> None:
    assert read_people(name).people == (PersonLine(name),)


def test_a_table_may_say_for_which_title_by_words_or_by_ticks() -> None:
    by_words = read_people("Nguyễn Văn An\tGiám đốc\tCSTĐCS", TITLES)
    by_ticks = read_people(
        "TT\tHọ tên\tChức vụ\tLĐTT\tCSTĐCS\n1\tNguyễn Văn An\tGiám đốc\tx\tx\n2\tLò Văn Sơn\t\tx\t",
        TITLES,
    )

    assert by_words.people == (PersonLine("Nguyễn Văn An", "Giám đốc", 1),)
    assert by_ticks.people == (
        PersonLine("Nguyễn Văn An", "Giám đốc", 0),
        PersonLine("Nguyễn Văn An", "Giám đốc", 1),
        PersonLine("Lò Văn Sơn", "", 0),
    )


@pytest.mark.parametrize("line", ["=1+1", "=HYPERLINK(1)", "123", "***", "1\t2\t3", "<b>"])
def test_what_holds_no_name_is_said_to_be_unread(line: str) -> None:
    read = read_people(line)

    assert read.people == ()
    assert len(read.unread) == 1


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Nguyễn Văn An – Giám đốc", "nguyen van an – giam doc", True),
        ("Nguyễn Văn An", "Nguyễn Văn An – Giám đốc", True),
        ("Nguyễn Văn An – Giám đốc", "Nguyễn Văn An – Thủ kho", False),
        ("Y-Bhok Niê", "Y-Bhok Ayun", False),
    ],
)
def test_one_person_named_twice_is_recognised(one: str, other: str, same: bool) -> None:
    assert is_same_person(one, other) is same


@given(st.text(), st.lists(st.text(max_size=10), max_size=3))
def test_any_text_is_read_without_failing(text: str, titles: list[str]) -> None:
    for person in read_people(text, titles).people:
        assert person.name.strip()
        assert "\n" not in person.words
