"""Whom a notice is for, as a value."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.audiences import (
    EVERYONE,
    Audience,
    Condition,
    audience_of_json,
    audience_to_json,
)

ids = st.lists(st.integers(-1, 9), max_size=4, unique=True).map(tuple)
audiences = st.builds(
    Audience,
    blocs=ids,
    types=st.lists(st.text(max_size=5), max_size=3, unique=True).map(tuple),
    titles=ids,
    undone=ids,
    units=ids,
    representatives_only=st.booleans(),
    bloc_groups=st.booleans(),
    officers_group=st.booleans(),
)


@given(audiences)
def test_an_audience_that_was_kept_is_the_same(audience: Audience) -> None:
    assert audience_of_json(audience_to_json(audience)) == audience


@pytest.mark.parametrize(
    ("kept", "audience"),
    [
        ({"kind": "all", "id": 0}, EVERYONE),
        ({"kind": "bloc", "id": 4}, Audience(blocs=(4,))),
        ({"kind": "missing", "id": 7}, Audience(undone=(7,))),
    ],
)
def test_audiences_kept_in_the_first_form_are_still_read(
    kept: dict[str, Any], audience: Audience
) -> None:
    assert audience_of_json(kept) == audience


@given(audiences, st.sampled_from([c for c in Condition if c is not Condition.TYPE]))
def test_a_choice_toggled_twice_is_as_before(audience: Audience, condition: Condition) -> None:
    once = audience.toggled(condition, 11)

    assert 11 in once.chosen(condition)
    assert once.toggled(condition, 11) == audience


def test_only_conditions_leave_somebody_out() -> None:
    assert Audience(representatives_only=True, bloc_groups=True).is_everyone
    assert not Audience(types=("HTX",)).is_everyone
    assert Audience(types=("HTX",)).without(Condition.TYPE) == EVERYONE
