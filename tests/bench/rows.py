"""The rows of the table: each measures bare bots and ours in turn, several times."""

import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

from tests.bench.processes import Child, Telegram, bare, ours, telegram
from tests.bench.seeding import owe_notice, seed, unsettled
from tests.bench.table import Bar, Line

SEATS = 20_000
IN_FLIGHT = 256
WARM_UP = 2.0
WINDOW = 3.0
LONGEST = 30.0
PACE = 30
MANY = 1_000
HAS_LIMITER = find_spec("aiolimiter") is not None
"""Without it, python-telegram-bot's own rate limiter does not work, and is left out."""


@dataclass
class Bench:
    """Where measurements are made: a folder, how often, and the seeded database once made."""

    folder: Path
    rounds: int = 3
    _seeded: dict[str, Path] = field(default_factory=dict)

    def seeded(self, name: str, make: Callable[[Path], Path]) -> Path:
        """A database made once and copied by who needs it."""
        if name not in self._seeded:
            self._seeded[name] = make(self.folder / f"{name}.db")
        return self._seeded[name]

    @property
    def alliance(self) -> Path:
        """20,000 seats of one organisation."""
        return self.seeded("alliance", lambda path: seed(path, SEATS))

    def ours(self, at: Telegram, rate: float = 10_000) -> AbstractContextManager[Child]:
        """Our bot on that database."""
        return ours(self.alliance, at, self.folder / "ours", rate)


def answering_far(bench: Bench) -> list[Line]:
    """256 updates in flight, Telegram 50 ms away."""
    return _answering(bench, 50, Bar(least=20), Bar(least=6))


def answering_near(bench: Bench) -> list[Line]:
    """256 updates in flight, Telegram at once."""
    return _answering(bench, 0, Bar(least=0.7), Bar(least=3))


def steady(bench: Bench) -> list[Line]:
    """200 questions a second."""
    line = Line("/han at a steady 200/s, p95", "ms", Bar(most=3))
    for _ in range(bench.rounds):
        with telegram() as at, bare("echo", at):
            line.bare.append(_wait_at(at, 200, WINDOW))
        with telegram() as at, bench.ours(at):
            line.ours.append(_wait_at(at, 200, WINDOW))
    return [line]


def notice_fast(bench: Bench) -> list[Line]:
    """A notice to 20,000 seats without limit, until every outcome is in the database."""
    speed = Line("notice to 20,000, no limit, outcomes durable", "msgs/s", Bar(least=3))
    cpu = Line("the same, CPU", "µs/msg", Bar(most=0.4))
    for _ in range(bench.rounds):
        with telegram() as at, bare("send", at) as child:
            at.until(lambda report: report["messages"] > 200)
            sent, seconds, spent = _over(at, child, WINDOW)
        speed.bare.append(sent / seconds)
        cpu.bare.append(spent / sent * 1e6)
        with telegram() as at, bench.ours(at) as child:
            sent, seconds, spent = _whole_notice(at, child)
        speed.ours.append(sent / seconds)
        cpu.ours.append(spent / sent * 1e6)
    return [speed, cpu]


def notice_30(bench: Bench) -> list[Line]:
    """A notice at Telegram's 30 a second."""
    return _paced(bench, PACE, 15.0)


def notice_1000(bench: Bench) -> list[Line]:
    """A notice at 1,000 a second."""
    return _paced(bench, MANY, 6.0)


def answer_during_notice(bench: Bench) -> list[Line]:
    """Four questions a second, with and without a notice at 30 a second."""
    during = Line("answer during a notice at 30/s: idle → during, p95", "ms", Bar(most=1.5))
    other = Line("the same of a bare bot with AIORateLimiter", "ms", Bar())
    for _ in range(min(2, bench.rounds)):
        with telegram() as at, bench.ours(at, PACE) as child:
            during.bare.append(_wait_at(at, 4, 10.0))
            assert child.folder is not None
            owe_notice(child.folder / "thidua.db")
            at.until(lambda report: report["messages"] > report["answers"])
            during.ours.append(_wait_at(at, 4, 12.0, limit=PACE))
    if not HAS_LIMITER:
        return [during]
    with telegram() as at, bare("limited", at, "12", f"{PACE}"):
        other.bare.append(_wait_at(at, 4, 8.0))
        at.until(lambda report: report["messages"] > report["answers"])
        other.ours.append(_wait_at(at, 4, 12.0, limit=PACE))
    return [during, other]


def start(bench: Bench) -> list[Line]:
    """From start to first poll, and memory at rest."""
    first = Line("from start to first poll", "s", Bar(most=3))
    memory = Line("memory at rest", "MB", Bar(most=2.5))
    with telegram() as at, bench.ours(at):
        at.until_polled()  # the first start of all compiles
    for _ in range(bench.rounds):
        with telegram() as at, bare("echo", at) as child:
            _note_start(at, child, first.bare, memory.bare)
        with telegram() as at, bench.ours(at) as child:
            _note_start(at, child, first.ours, memory.ours)
    return [first, memory]


def _answering(bench: Bench, away: int, *bars: Bar) -> list[Line]:
    """Answers a second against an echo as it comes and against 256 echoes at once."""
    work = f"/han, 256 in flight, {away} ms away"
    plain = Line(f"{work}: to bare", "/s", bars[0])
    concurrent = Line(f"{work}: to 256 at once", "/s", bars[1])
    cpu = Line(f"{work}: CPU, to bare", "µs", Bar())
    for _ in range(bench.rounds):
        with telegram() as at, bare("echo", at) as child:
            _note_answers(at, child, away, plain.bare, cpu.bare)
        with telegram() as at, bare("concurrent", at) as child:
            _note_answers(at, child, away, concurrent.bare, [])
        with telegram() as at, bench.ours(at) as child:
            _note_answers(at, child, away, plain.ours, cpu.ours)
        concurrent.ours.append(plain.ours[-1])
    return [plain, concurrent, cpu]


def _note_answers(
    at: Telegram, child: Child, away: int, speeds: list[float], spent: list[float]
) -> None:
    """Answers a second, and CPU an answer, while everybody asks again once answered."""
    at.until_polled()
    at.begin(latency=away / 1000, in_flight=IN_FLIGHT)
    time.sleep(WARM_UP)
    count, seconds, cpu = _over(at, child, WINDOW)
    speeds.append(count / seconds)
    spent.append(cpu / max(1, count) * 1e6)


def _wait_at(at: Telegram, rate: float, seconds: float, limit: int = 0) -> float:
    """What 95% wait at most, in ms, at a steady rate of questions.

    Whoever is not answered by the end has waited for as long.
    """
    at.until_polled()
    at.begin(rate=rate, people=1_000, limit=limit)
    time.sleep(WARM_UP)
    at.mark()
    time.sleep(seconds)
    report = at.report()
    at.begin()
    if report["unanswered"] > report["answers"] / 20 + 1:
        return seconds * 1000
    return report["waits"]["95"] * 1000


def _over(at: Telegram, child: Child, seconds: float) -> tuple[int, float, float]:
    """Messages, seconds and CPU seconds of a while."""
    at.mark()
    began, spent = at.report()["now"], child.cpu()
    time.sleep(seconds)
    report = at.report()
    return report["messages"], report["now"] - began, child.cpu() - spent


def _whole_notice(at: Telegram, child: Child) -> tuple[int, float, float]:
    """The same of a notice, from its first message until nothing of it waits, or patience ends."""
    assert child.folder is not None
    database = child.folder / "thidua.db"
    at.until_polled()
    time.sleep(WARM_UP)
    at.mark()
    spent = child.cpu()
    owe_notice(database)
    first = at.until(lambda report: report["messages"])["first"]
    while (left := unsettled(database)) and time.monotonic() - first < LONGEST:
        time.sleep(0.05)
    return SEATS - left, time.monotonic() - first, child.cpu() - spent


def _paced(bench: Bench, rate: int, seconds: float) -> list[Line]:
    """How much of a limit is used, and how often it is passed."""
    share = Line(f"notice at {rate:,}/s, share of the limit", "%", Bar(least=97, is_plain=True))
    refused = Line(f"the same, 429s of {rate * seconds:,.0f}", "", Bar(most=0, is_plain=True))
    for _ in range(min(2, bench.rounds)):
        with telegram() as at, bench.ours(at, rate) as child:
            at.until_polled()
            at.begin(limit=rate)
            assert child.folder is not None
            owe_notice(child.folder / "thidua.db")
            sent, times_refused = _pace(at, rate, seconds)
            share.ours.append(sent)
            refused.ours.append(times_refused)
    if not HAS_LIMITER:
        return [share, refused]
    with telegram() as at, bare("limited", at, "0", f"{rate}"):
        at.begin(limit=rate)
        sent, times_refused = _pace(at, rate, seconds / 2)
        share.bare.append(sent)
        refused.bare.append(times_refused)
    return [share, refused]


def _pace(at: Telegram, rate: int, seconds: float) -> tuple[float, int]:
    """The share of the limit in percent, and how many messages were refused."""
    at.until(lambda report: report["messages"] > rate / 2)
    at.mark()
    began = at.report()["now"]
    time.sleep(seconds)
    report = at.report()
    return report["messages"] / (rate * (report["now"] - began)) * 100, report["refused"]


def _note_start(at: Telegram, child: Child, first: list[float], memory: list[float]) -> None:
    first.append(at.until_polled() - child.started_at)
    time.sleep(1)
    memory.append(child.memory())


Row = Callable[[Bench], Sequence[Line]]
