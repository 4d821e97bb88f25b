"""Posts and rights: which post is spoken from, what each may do, which invites are good."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.members import (
    Address,
    InviteExpired,
    InviteUsed,
    InviteWithdrawn,
    Language,
    Member,
    NoPost,
    NotAllowed,
    Post,
    Role,
    check_invite,
    check_manager,
    check_officer,
    check_owner,
    chosen_post,
)

NOW = datetime(2023, 2, 10, tzinfo=UTC)
ONE = timedelta(seconds=1)


def post(id_: int, role: Role, days_ago: int = 0) -> Post:
    unit_id = None if role in (Role.OWNER, Role.OFFICER) else 10 + id_
    return Post(id_, role, 1, "Liên minh", NOW - timedelta(days=days_ago), unit_id)


def member(spoken: Post | None) -> Member:
    posts = (spoken,) if spoken else ()
    return Member(1, 100, "Hòa", Language.VI, Address.UNIT, UTC, posts, spoken)


posts = st.lists(
    st.builds(post, st.integers(1, 99), st.sampled_from(Role), st.integers(0, 400)),
    unique_by=lambda post: post.key,
).map(tuple)


@given(posts, st.none() | st.text(max_size=4))
def test_one_speaks_from_the_post_chosen_else_from_the_oldest(
    posts: tuple[Post, ...], chosen: str | None
) -> None:
    spoken = chosen_post(posts, chosen)

    if not posts:
        assert spoken is None
        return
    assert spoken in posts
    keys = [post.key for post in posts]
    if chosen in keys:
        assert spoken is not None
        assert spoken.key == chosen
    else:
        assert spoken is not None
        assert spoken.since_at == min(post.since_at for post in posts)


def test_an_office_and_a_seat_with_the_same_number_are_told_apart() -> None:
    office, seat = post(5, Role.OFFICER), post(5, Role.DEPUTY)

    assert chosen_post((office, seat), seat.key) == seat


@pytest.mark.parametrize("role", list(Role))
def test_rights_follow_the_post_spoken_from(role: Role) -> None:
    spoken = post(1, role)
    someone = member(spoken)

    if spoken.is_office:
        assert check_officer(someone) == spoken
        with pytest.raises(NotAllowed):
            check_manager(someone)
        with pytest.raises(NotAllowed):
            check_officer(someone, organisation_id=2)
    else:
        assert check_manager(someone) == (spoken, 11)
        with pytest.raises(NotAllowed):
            check_officer(someone)
    if role is not Role.OWNER:
        with pytest.raises(NotAllowed):
            check_owner(someone)


def test_a_stranger_has_no_rights() -> None:
    with pytest.raises(NoPost):
        check_manager(member(None))
    for check in (check_officer, check_owner):
        with pytest.raises(NotAllowed):
            check(member(None))


def test_an_office_held_besides_a_seat_gives_no_right_to_the_seat() -> None:
    office, seat = post(1, Role.OWNER), post(2, Role.REPRESENTATIVE)
    someone = replace(member(seat), posts=(office, seat))

    with pytest.raises(NotAllowed):
        check_officer(someone)


def test_an_invite_is_good_until_its_last_second() -> None:
    good = {"withdrawn_at": None, "used_by": None, "member_id": 1, "now": NOW}

    check_invite(expires_at=NOW + ONE, **good)
    check_invite(expires_at=None, **good)
    with pytest.raises(InviteExpired):
        check_invite(expires_at=NOW, **good)


def test_what_is_wrong_with_an_invite_is_said_most_telling_first() -> None:
    spoilt = {"expires_at": NOW - ONE, "withdrawn_at": NOW - ONE, "now": NOW}

    with pytest.raises(InviteUsed) as used:
        check_invite(used_by=1, member_id=1, **spoilt)
    assert used.value.own
    with pytest.raises(InviteUsed) as used:
        check_invite(used_by=2, member_id=1, **spoilt)
    assert not used.value.own
    with pytest.raises(InviteWithdrawn):
        check_invite(used_by=None, member_id=1, **spoilt)
