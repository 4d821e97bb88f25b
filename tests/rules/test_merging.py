"""Who speaks for a unit once another became a part of it."""

import pytest

from bot.rules.members import Role
from bot.rules.merging import seats_to_give

REP, DEPUTY = Role.REPRESENTATIVE, Role.DEPUTY


@pytest.mark.parametrize(
    ("coming", "there", "given"),
    [
        ([(1, REP)], [(9, REP)], [(1, DEPUTY)]),
        ([(1, REP)], [(9, DEPUTY)], [(1, REP)]),
        ([(2, DEPUTY), (1, REP), (3, REP)], [], [(1, REP), (3, DEPUTY), (2, DEPUTY)]),
        ([(2, DEPUTY)], [], [(2, DEPUTY)]),
        ([(9, REP), (1, REP)], [(9, DEPUTY)], [(1, REP)]),
        ([], [(9, REP)], []),
    ],
)
def test_nobody_has_two_seats_and_one_represents(
    coming: list[tuple[int, Role]], there: list[tuple[int, Role]], given: list[tuple[int, Role]]
):
    assert seats_to_give(coming, there) == given
