"""What a list of units would do, row by row."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.actions.alike import alike_names
from bot.actions.unit_imports import check_import
from bot.rules.unit_imports import (
    Added,
    Changed,
    Choice,
    Doubt,
    Facts,
    Finding,
    Import,
    Known,
    KnownUnit,
)
from bot.rules.unit_sheets import Field, UnitLine

HOA_BINH = Facts("HTX Hòa Bình", "Khối 1", "Hợp tác xã", "Nguyễn Văn An", "+84912345678")
KNOWN = Known(
    (KnownUnit(7, HOA_BINH), KnownUnit(8, Facts("HTX Tân An", "Khối 2"), heads=2023)),
    ("Khối 1", "Khối 2"),
    ("Hợp tác xã",),
)


def line(row: int, name: str = "", **words: str) -> UnitLine:
    """A row with these words in it."""
    said = {"name": name, **words}
    return UnitLine(row, {Field(each): value for each, value in said.items() if value})


def check(*lines: UnitLine, known: Known = KNOWN, choice: Choice = Choice()) -> Import:  # noqa: B008
    return check_import(lines, known, choice)


def refusals(found: Import) -> list[tuple[int, Doubt, str]]:
    return [(each.row, each.doubt, each.said) for each in found.refused]


def test_a_new_name_is_added_with_all_that_its_row_says():
    found = check(
        line(
            2, "HTX Sông Hồng", bloc="khoi 2", type="hop tac xa", contact="Lê Thị Hoa",
            phone="0987.654.321", note="Mới thành lập",
        )
    )  # fmt: skip

    facts = Facts(
        "HTX Sông Hồng", "Khối 2", "Hợp tác xã", "Lê Thị Hoa", "+84987654321", "Mới thành lập"
    )
    assert found == Import(added=(Added(2, facts),))


def test_a_name_that_is_there_accents_aside_changes_what_its_row_says_and_nothing_else():
    found = check(line(2, "htx hoa binh", bloc="Khối 2", phone="0987654321"))

    changes = (
        (Field.BLOC, "Khối 1", "Khối 2"),
        (Field.PHONE, "+84912345678", "+84987654321"),
    )
    assert found == Import(changed=(Changed(2, 7, "HTX Hòa Bình", changes),))


def test_what_is_there_already_is_left_as_it_is():
    found = check(line(2, "HTX Hòa Bình", bloc="1", contact="Nguyễn Văn An", phone="912345678"))

    assert found == Import(unchanged=((2, "HTX Hòa Bình"),))


@pytest.mark.parametrize("words", ["Khối 1", "khoi thi dua 1", "1", "KHỐI 1"])
def test_a_bloc_is_known_however_it_is_written(words: str):
    assert check(line(2, "HTX Mới", bloc=words)).added[0].facts.bloc == "Khối 1"


def test_blocs_that_differ_in_their_kind_are_told_apart():
    found = check(
        line(2, "A A", bloc="Cụm 3"), line(3, "B B", bloc="3"), line(4, "C C", bloc="Khối 3")
    )

    assert [each.facts.bloc for each in found.added] == ["Cụm 3", "Cụm 3", "Khối 3"]
    assert found.blocs == ("Cụm 3", "Khối 3")


def test_a_number_that_may_mean_two_blocs_is_neither():
    known = Known(blocs=("Khối 1", "Cụm 1"))

    assert check(line(2, "A A", bloc="1"), known=known).blocs == ("1",)


def test_a_new_bloc_is_named_once_by_its_first_writing_and_only_if_it_is_needed():
    found = check(
        line(2, "HTX Sông Hồng", bloc="Khối phi nông nghiệp"),
        line(3, "HTX Biển Xanh", bloc="khoi phi nong nghiep"),
        line(4, "", bloc="Khối ma"),
    )

    assert found.blocs == ("Khối phi nông nghiệp",)
    assert {each.facts.bloc for each in found.added} == {"Khối phi nông nghiệp"}


def test_rows_that_are_no_unit_are_refused_each_with_its_reason():
    found = check(
        line(2, contact="An"),
        line(3, "x" * 201),
        line(4, "Tổng cộng: 12"),
        line(5, "HTX Sông Hồng"),
        line(6, "htx song hong"),
        UnitLine(7, {Field.BLOC: "Khối 1"}, {Field.NAME: "B7"}),
        UnitLine(8, {Field.NAME: "HTX Hòa Bình"}, merged=True),
        line(9, "Tổng công ty Sông Hồng"),
    )

    assert refusals(found) == [
        (2, Doubt.NO_NAME, ""),
        (3, Doubt.NAME_TOO_LONG, "201"),
        (4, Doubt.NOT_A_NAME, ""),
        (6, Doubt.SAME_ROW, "5"),
        (7, Doubt.FORMULA_NAME, "B7"),
        (8, Doubt.MERGED_NAME, ""),
    ]
    assert [each.row for each in found.added] == [5, 9]


def test_cells_that_cannot_be_taken_are_named_and_the_row_is():
    found = check(
        line(2, "HTX Sông Hồng", phone="0912 345 67", type="x" * 61, note="y" * 501),
        UnitLine(3, {Field.NAME: "HTX Biển Xanh"}, {Field.BLOC: "C3"}),
        line(4, "HTX Núi Cao", phone="hỏi chị Hoa"),
    )

    assert [each.facts for each in found.added] == [
        Facts("HTX Sông Hồng"),
        Facts("HTX Biển Xanh"),
        Facts("HTX Núi Cao"),
    ]
    assert [(each.row, each.doubt, each.field, each.said) for each in found.warnings] == [
        (2, Doubt.TOO_LONG, Field.TYPE, "60"),
        (2, Doubt.TOO_LONG, Field.NOTE, "500"),
        (2, Doubt.PHONE, Field.PHONE, "0912 345 67"),
        (3, Doubt.FORMULA, Field.BLOC, "C3"),
        (4, Doubt.PHONE, Field.PHONE, "hỏi chị Hoa"),
    ]


@pytest.mark.parametrize(
    ("contact", "phone", "read"),
    [
        ("Anh An 0912345678", "", ("Anh An", "+84912345678")),
        ("", "0912345678 (chị Hoa)", ("chị Hoa", "+84912345678")),
        ("Anh An 0912345678", "0987654321", ("Anh An", "+84987654321")),
        ("Anh An", "0912345678 - 0987654321", ("Anh An", "+84912345678")),
        ("Anh An", "-", ("Anh An", "")),
        ("", "84912345678", ("", "+84912345678")),
    ],
)
def test_a_name_and_a_number_are_found_in_either_cell(
    contact: str, phone: str, read: tuple[str, str]
):
    found = check(line(2, "HTX Sông Hồng", contact=contact, phone=phone))

    facts = found.added[0].facts
    assert (facts.contact, facts.phone) == read
    assert found.warnings == ()


@pytest.mark.parametrize(
    "name",
    ["Hợp tác xã Hòa Bình", "Hòa Bình HTX", "HTX Hòa Bìnnh", "HTX Hào Bình", "HTX phường Hòa Bình"],
)
def test_a_name_that_looks_like_one_that_is_there_waits_for_a_decision(name: str):
    held, added = check(line(2, name)), check(line(2, name), choice=Choice(alike=True))

    assert refusals(held) == [(2, Doubt.ALIKE, "HTX Hòa Bình")]
    assert added == Import(added=(Added(2, Facts(name)),))


@pytest.mark.parametrize(
    "name", ["HTX Hòa Bình 2", "HTX Hòa Bình II", "HTX Hòa Tiến", "HTX An Bình"]
)
def test_a_name_of_its_own_looks_like_none(name: str):
    assert alike_names([name], ["HTX Hòa Bình", "HTX Hòa Bình 1", "HTX Hòa Bình I"]) == {}


def test_of_two_new_names_that_look_alike_the_first_is_added():
    found = check(line(2, "HTX Sông Hồng"), line(3, "Hợp tác xã Sông Hồng"))

    assert [each.row for each in found.added] == [2]
    assert refusals(found) == [(3, Doubt.ALIKE, "HTX Sông Hồng")]


def test_a_new_bloc_that_looks_like_one_that_is_there_is_pointed_out():
    known = Known(blocs=("Khối nông nghiệp",))

    found = check(line(2, "HTX Sông Hồng", bloc="Khối nông nghiêpj"), known=known)

    assert found.blocs == ("Khối nông nghiêpj",)
    assert found.warnings == (
        Finding(2, Doubt.BLOC_ALIKE, "HTX Sông Hồng", "Khối nông nghiệp", Field.BLOC),
    )


def test_a_unit_that_heads_its_bloc_stays_in_it():
    found = check(line(2, "HTX Tân An", bloc="Khối 1", note="Đổi khối"))

    changes = ((Field.NOTE, "", "Đổi khối"),)
    assert found.changed == (Changed(2, 8, "HTX Tân An", changes),)
    assert [each.doubt for each in found.warnings] == [Doubt.HEADS_BLOC]


def test_hidden_rows_are_taken_only_when_that_is_said():
    hidden = UnitLine(2, {Field.NAME: "HTX Sông Hồng"}, hidden=True)

    assert refusals(check(hidden)) == [(2, Doubt.HIDDEN, "")]
    assert [each.row for each in check(hidden, choice=Choice(hidden=True)).added] == [2]


ROWS = st.builds(
    lambda row, words: UnitLine(row, {field: said for field, said in words.items() if said}),
    st.integers(2, 99),
    st.dictionaries(
        st.sampled_from(Field),
        st.one_of(
            st.text(max_size=30).map(lambda text: " ".join(text.split())),
            st.sampled_from(
                [
                    "HTX Hòa Bình",
                    "HTX A",
                    "HTX B",
                    "Khối 1",
                    "khoi 3",
                    "0912345678",
                    "An 0987654321",
                ]
            ),
        ),
    ),
)


def applied(known: Known, found: Import) -> Known:
    """What there is once the import is done."""
    units = {
        unit.id: dict(zip(Facts.__slots__, _values(unit.facts), strict=True))
        for unit in known.units
    }
    for changed in found.changed:
        units[changed.unit_id] |= {field.value: after for field, _, after in changed.changes}
    new = {100 + each.row: each.facts for each in found.added}
    there = tuple(KnownUnit(id_, Facts(**said)) for id_, said in units.items())
    facts = [*(unit.facts for unit in there), *new.values()]
    types = dict.fromkeys(each.type for each in facts if each.type)
    return Known(
        (*there, *(KnownUnit(id_, each) for id_, each in new.items())),
        (*known.blocs, *found.blocs),
        tuple(types),
    )


def _values(facts: Facts) -> list[str]:
    return [getattr(facts, name) for name in Facts.__slots__]


@given(st.lists(ROWS, max_size=6, unique_by=lambda row: row.row))
def test_the_same_rows_leave_nothing_to_do_the_second_time(lines: list[UnitLine]):
    known = Known((KnownUnit(7, HOA_BINH),), ("Khối 1",), ("Hợp tác xã",))
    first = check(*lines, known=known)

    again = check(*lines, known=applied(known, first))

    assert again.is_idle
    assert again.blocs == ()
    assert {each.row for each in again.refused} == {each.row for each in first.refused}
