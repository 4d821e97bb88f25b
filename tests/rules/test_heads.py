"""Who speaks as head of a bloc, and for which years one may be chosen."""

from datetime import UTC, datetime

import pytest

from bot.rules.heads import Heading, NotHead, check_head, years_to_head
from bot.rules.members import Address, Language, Member, Post, Role

HEADING = Heading(1, 1, "LĐLĐ tỉnh", 1, "Khối huyện", 2023, unit_id=5, unit="Tam Đường")


def speaks(*posts: tuple[Role, int | None]) -> Member:
    """Someone with these posts: role and unit."""
    since = datetime(2023, 1, 1, tzinfo=UTC)
    held = tuple(
        Post(number, role, 1, "LĐLĐ tỉnh", since, unit_id)
        for number, (role, unit_id) in enumerate(posts)
    )
    return Member(1, 7, "Hòa", Language.VI, Address.UNIT, UTC, held, held[0] if held else None)


def test_whoever_represents_the_unit_speaks_as_head_whatever_post_is_spoken_from():
    member = speaks((Role.REPRESENTATIVE, 4), (Role.REPRESENTATIVE, 5))

    assert check_head(member, HEADING) == HEADING


@pytest.mark.parametrize(
    "posts",
    [(), ((Role.DEPUTY, 5),), ((Role.REPRESENTATIVE, 4),), ((Role.OWNER, None),)],
)
def test_nobody_else_does(posts: tuple[tuple[Role, int | None], ...]):
    with pytest.raises(NotHead):
        check_head(speaks(*posts), HEADING)


def test_nobody_heads_what_was_taken_away():
    with pytest.raises(NotHead):
        check_head(speaks((Role.REPRESENTATIVE, 5)), None)


def test_a_head_is_chosen_for_the_newest_years_that_have_plans():
    assert years_to_head([2021, 2023, 2022, 2023], 2023) == (2023, 2022)
    assert years_to_head([2025], 2024) == (2025,)
    assert years_to_head([], 2024) == (2024,)
