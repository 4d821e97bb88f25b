"""A deadline as an officer types it."""

from datetime import date

import pytest

from bot.rules.dates import NoSuchDay, NotADate
from bot.rules.missing import NO_BLOC, MissingUnit, by_bloc, in_bloc
from bot.rules.units import names_in
from bot.rules.wordings import read_deadline

TODAY = date(2023, 1, 30)


@pytest.mark.parametrize(
    ("typed", "day", "inclusive"),
    [
        ("trước ngày 10/7/2023", date(2023, 7, 10), False),
        ("truoc 10/7", date(2023, 7, 10), False),
        ("Chậm nhất vào ngày 10/6", date(2023, 6, 10), True),
        ("chậm nhất là ngày 10 tháng 6", date(2023, 6, 10), True),
        ("đến hết ngày 30/6", date(2023, 6, 30), True),
        ("đến hết tháng 6", date(2023, 6, 30), True),
        ("10/6", date(2023, 6, 10), None),
    ],
)
def test_the_wording_is_taken_with_the_date(typed: str, day: date, inclusive: bool | None) -> None:
    assert read_deadline(typed, TODAY) == (day, inclusive)


def test_a_wrong_day_after_a_wording_is_still_wrong() -> None:
    with pytest.raises(NoSuchDay):
        read_deadline("trước ngày 31/6", TODAY)
    with pytest.raises(NotADate):
        read_deadline("trước khi họp", TODAY)


def test_a_pasted_list_gives_its_names_without_marks_and_blanks() -> None:
    assert names_in("- HTX A\n\n • HTX  B \r\nHTX C-D") == ["HTX A", "HTX  B", "HTX C-D"]


def test_units_are_counted_and_chosen_by_bloc_the_blocless_too() -> None:
    units = [
        MissingUnit(id_, f"u{id_}", bloc_id, bloc, joined=True, reachable=True, returned=False)
        for id_, bloc_id, bloc in [(1, None, ""), (2, 7, "B"), (3, 7, "B")]
    ]

    assert by_bloc(units) == [(NO_BLOC, "", 1), (7, "B", 2)]
    assert [unit.id for unit in in_bloc(units, 0)] == [1, 2, 3]
    assert [unit.id for unit in in_bloc(units, 7)] == [2, 3]
    assert [unit.id for unit in in_bloc(units, NO_BLOC)] == [1]
