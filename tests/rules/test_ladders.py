"""The ladder officers set: read with care, kept in bounds, the same after it was stored."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.ladders import (
    DEFAULT,
    FURTHEST_AFTER,
    FURTHEST_BEFORE,
    MOST_RUNGS,
    NotDays,
    RungTooFar,
    TooManyRungs,
    as_kept,
    from_kept,
    ladder_of,
    read_days,
)

sides = st.sets(st.integers(1, FURTHEST_AFTER), max_size=MOST_RUNGS)


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("30, 14, 7", (30, 14, 7)),
        ("30 14 7", (30, 14, 7)),
        ("7;3;1", (7, 3, 1)),
        ("10, 5 và 2 ngày", (10, 5, 2)),
        ("10 ngày, 5 ngày", (10, 5)),
        ("7,0", (7,)),
        ("  15 ", (15,)),
        ("không", ()),
        ("Không nhắc", ()),
        ("khoong", ()),
        ("none", ()),
        ("0", ()),
    ],
)
def test_days_are_read_as_people_type_them(typed: str, days: tuple[int, ...]) -> None:
    assert read_days(typed) == days


@pytest.mark.parametrize(
    "typed", ["", " , ", "7-3", "1.5", "-3", "10/6", "bảy", "7, vài", "99999", "٣", "7 tuần"]
)
def test_what_could_mean_something_else_is_not_guessed(typed: str) -> None:
    with pytest.raises(NotDays):
        read_days(typed)


@given(sides, sides)
def test_a_ladder_is_in_order_each_day_once_and_the_same_after_storing(
    before: set[int], after: set[int]
) -> None:
    ladder = ladder_of([*before, *before], after)

    assert ladder.before == tuple(sorted(before, reverse=True))
    assert ladder.after == tuple(sorted(after))
    assert from_kept(json.loads(json.dumps(as_kept(ladder)))) == ladder


def test_a_ladder_neither_reaches_too_far_nor_rings_too_often() -> None:
    assert ladder_of(DEFAULT.before, DEFAULT.after) == DEFAULT
    with pytest.raises(RungTooFar) as far:
        ladder_of((FURTHEST_BEFORE + 1,), ())
    with pytest.raises(RungTooFar):
        ladder_of((), (FURTHEST_AFTER + 1,))
    with pytest.raises(TooManyRungs):
        ladder_of(range(1, MOST_RUNGS + 2), ())
    assert (far.value.days, far.value.most) == (FURTHEST_BEFORE + 1, FURTHEST_BEFORE)
