"""Pacing, on a clock that only moves when told."""

from bisect import bisect_left
from dataclasses import dataclass

import pytest

from bot.delivery.limits import Limits
from bot.rules.outbox import LANES, Lane


@dataclass
class Seconds:
    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


def send_all(limits: Limits, seconds: Seconds, lane: Lane, until: float) -> list[float]:
    """Send to a new chat whenever the lane has room; the moments of sending."""
    times: list[float] = []
    while seconds.now < until:
        for _ in range(limits.room(lane)):
            times.append(seconds.now)
            limits.spend(lane, len(times))
        seconds.now += max(limits.wait(lane), 1e-6)
    return times


def most_in_a_second(times: list[float]) -> int:
    return max(bisect_left(times, at + 1) - index for index, at in enumerate(times))


@pytest.mark.parametrize("rate", [30, 1000])
@pytest.mark.parametrize("lane", LANES)
def test_a_lane_alone_reaches_98_percent_and_never_passes_the_limit(
    lane: Lane, rate: int, seconds: Seconds
) -> None:
    limits = Limits(rate, monotonic=seconds)

    times = send_all(limits, seconds, lane, seconds.now + 20)

    assert len(times) >= 20 * rate * 0.97
    assert most_in_a_second(times) <= rate


def test_a_timer_that_is_always_late_costs_no_rate(seconds: Seconds) -> None:
    limits = Limits(30, monotonic=seconds)
    sent = 0
    for _ in range(20 * 30):
        seconds.now += limits.wait(Lane.NOTICE) + 0.004
        limits.spend(Lane.NOTICE, sent)
        sent += 1

    assert sent / (seconds.now - 1000) > 30 * 0.97


def test_an_answer_goes_at_once_beside_a_broadcast(seconds: Seconds) -> None:
    limits = Limits(30, monotonic=seconds)
    waits = []
    for number in range(300):
        seconds.now += limits.wait(Lane.NOTICE)
        limits.spend(Lane.NOTICE, number)
        if number % 10 == 9:
            waits.append(limits.wait(Lane.ANSWER))
            seconds.now += waits[-1]
            limits.spend(Lane.ANSWER, 1000 + number)

    assert waits[0] == 0
    assert max(waits) <= 1 / 29
    assert sum(waits[5:]) == 0  # once people are being answered, notices leave room for them


def test_notices_slow_down_while_people_are_answered_and_recover(seconds: Seconds) -> None:
    limits = Limits(30, monotonic=seconds)
    limits.spend(Lane.ANSWER, 1)

    during = send_all(limits, seconds, Lane.NOTICE, seconds.now + 4)
    seconds.now += 2
    after = send_all(limits, seconds, Lane.NOTICE, seconds.now + 4)

    assert len(during) / 4 == pytest.approx(30 * 0.98 * 0.8, rel=0.05)
    assert len(after) / 4 == pytest.approx(30 * 0.98, rel=0.05)


def test_a_chat_gets_one_message_a_second(seconds: Seconds) -> None:
    limits = Limits(30, monotonic=seconds)
    assert limits.chat_wait(5) == 0
    limits.spend(Lane.ANSWER, 5)

    assert limits.chat_wait(5) == pytest.approx(1 / 0.98)
    assert limits.chat_wait(5, ahead=2) == pytest.approx(3 / 0.98)
    assert limits.chat_wait(6) == 0
    seconds.now += 1.03
    assert limits.chat_wait(5) == 0


def test_a_group_gets_twenty_messages_a_minute(seconds: Seconds) -> None:
    limits = Limits(30, monotonic=seconds)
    for _ in range(20):
        seconds.now += limits.chat_wait(-5)
        limits.spend(Lane.ANSWER, -5)

    assert limits.chat_wait(-5) == pytest.approx(60 / 0.98 - 19 / 0.98)


def test_the_numbers_of_supergroups_are_those_of_groups(seconds: Seconds) -> None:
    limits = Limits(30, monotonic=seconds)
    for _ in range(20):
        seconds.now += limits.chat_wait(-1_002_471_350_001)
        limits.spend(Lane.NOTICE, -1_002_471_350_001)

    assert limits.chat_wait(-1_002_471_350_001) > 40
    assert limits.chat_wait(-1_002_471_350_002) == 0


def test_a_pause_of_one_chat_stops_no_other(seconds: Seconds) -> None:
    limits = Limits(30, monotonic=seconds)
    limits.pause_chat(-5, 35)

    assert (limits.chat_wait(-5), limits.chat_wait(-6), limits.pause_of(Lane.NOTICE)) == (35, 0, 0)
    seconds.now += 35
    assert limits.chat_wait(-5) == 0


def test_a_pause_stops_only_its_lane(seconds: Seconds) -> None:
    limits = Limits(30, monotonic=seconds)
    limits.pause(Lane.NOTICE, 7)
    limits.pause(Lane.NOTICE, 3)  # a shorter one does not cut it

    assert [limits.room(lane) > 0 for lane in LANES] == [True, True, False]
    assert (limits.wait(Lane.NOTICE), limits.shortest_pause(60)) == (7, 7)
    seconds.now += 7
    assert limits.room(Lane.NOTICE) > 0


def test_a_general_pause_stops_all_lanes(seconds: Seconds) -> None:
    limits = Limits(30, monotonic=seconds)
    limits.pause_all(2)

    assert [limits.room(lane) for lane in LANES] == [0, 0, 0]


def test_without_limits_everything_goes(seconds: Seconds) -> None:
    limits = Limits.unlimited()
    for _ in range(5000):
        limits.spend(Lane.ANSWER, 1)

    assert limits.room(Lane.NOTICE) > 1000
    assert limits.chat_wait(1) < 0.001


def test_remembered_chats_do_not_grow_for_ever(seconds: Seconds) -> None:
    limits = Limits(1000, monotonic=seconds)
    for chat in range(25_000):
        seconds.now += 0.001
        limits.spend(Lane.NOTICE, -chat)

    assert len(limits._chats) <= 11_000
    assert limits.chat_wait(-24_999) > 0
