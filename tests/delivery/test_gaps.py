"""Which updates may be handled while older ones are still on their way."""

import pytest

from bot.delivery.gaps import NEAR, NOTHING, Gaps


class Seconds:
    """Real time, moved by hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def gaps(seconds: Seconds) -> Gaps:
    """After update 100."""
    gaps = Gaps(patience=1.0, monotonic=seconds)
    gaps.begin(100)
    return gaps


def test_what_follows_may_be_handled_at_once(gaps: Gaps) -> None:
    gaps.note([102, 101])

    assert gaps.limit() == 102
    assert not gaps.is_waiting


def test_what_overtook_waits_for_the_older_one(gaps: Gaps) -> None:
    gaps.note([102])
    assert (gaps.limit(), gaps.is_waiting) == (100, True)

    gaps.note([101])
    assert (gaps.limit(), gaps.is_waiting) == (102, False)


def test_a_number_that_does_not_come_is_waited_for_only_a_moment(
    gaps: Gaps, seconds: Seconds
) -> None:
    gaps.note([102])
    seconds.now = 0.9
    assert gaps.limit() == 100

    seconds.now = 1.0
    assert gaps.limit() == 102


def test_as_long_as_gaps_are_being_filled_the_rest_waits(gaps: Gaps, seconds: Seconds) -> None:
    gaps.note([110])
    for number in range(101, 109):
        seconds.now += 0.6
        gaps.note([number])
        assert gaps.limit() == number

    gaps.note([109])
    assert gaps.limit() == 110


def test_numbers_that_never_come_are_given_up_together(gaps: Gaps, seconds: Seconds) -> None:
    gaps.note(range(102, 140, 2))
    seconds.now = 1.0

    assert gaps.limit() == 138


def test_late_ones_and_repeats_change_nothing(gaps: Gaps) -> None:
    gaps.note([101, 101, 55])

    assert (gaps.limit(), gaps.is_waiting) == (101, False)


@pytest.mark.parametrize("first", [100 + 2 * NEAR, 700_000_000, 100 - 2 * NEAR])
def test_numbering_anew_is_no_gap(gaps: Gaps, first: int) -> None:
    gaps.note([first])
    gaps.note([first + 1])

    assert (gaps.limit(), gaps.is_waiting) == (first + 1, False)


def test_the_first_ever_is_no_gap_and_before_it_nothing_may_be_handled(seconds: Seconds) -> None:
    gaps = Gaps(monotonic=seconds)
    gaps.begin(None)
    assert gaps.limit() == NOTHING

    gaps.note([7])
    assert gaps.limit() == 7
