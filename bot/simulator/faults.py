"""What may go wrong between a bot and Telegram, on order: once, by chance, or until told to end.

    telegram.faults.inject(Dropped(accepted=True), "sendMessage", times=3)
    telegram.faults.inject(Page(504), chance=0.05)
    with telegram.faults.inject(Silent()):
        ...

A fault without methods strikes all of the Bot API. FILE names the download of files, WEBHOOK the
bringing of updates, which is the other direction: there Dropped(accepted=True) loses the bot's
200. That nobody listens at all is no fault but `Telegram.unplug`.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from types import TracebackType

from bot.simulator.methods import METHODS
from bot.simulator.refusals import Json, Refusal

FILE = "file"
WEBHOOK = "webhook"


@dataclass(frozen=True, slots=True)
class Late:
    """It takes so many real seconds longer until a request is looked at. Goes with any other."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Refused:
    """Telegram answers with an error of its own, in JSON: 5xx, 429, 401 …

    A well-formed request alone meets it, and stands among the calls.
    """

    status: int
    description: str
    parameters: Json | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A gateway in between answers, in HTML: 502, 504 … `accepted` when Telegram has it all the
    same; `retry_after` is said in the header of that name."""

    status: int = 502
    accepted: bool = False
    retry_after: int | None = None


@dataclass(frozen=True, slots=True)
class Dropped:
    """The connection breaks instead of an answer, after the request was `accepted` or before."""

    accepted: bool = False


@dataclass(frozen=True, slots=True)
class Silent:
    """No answer ever comes and the connection stays, after the request was `accepted` or before."""

    accepted: bool = False


@dataclass(frozen=True, slots=True)
class Cut:
    """The request is accepted, and the connection breaks in the middle of the answer."""

    accepted = True


@dataclass(frozen=True, slots=True)
class Trickling:
    """The request is accepted, and the answer takes so many real seconds from first to last."""

    seconds: float

    accepted = True


Breakage = Page | Dropped | Silent | Cut | Trickling
Fault = Late | Refused | Breakage


class Order:
    """A fault that was ordered. `met` counts how often it has struck; `end` takes it back.

    As a context it ends with the block.
    """

    def __init__(
        self, fault: Fault, methods: frozenset[str], times: int | None, chance: float
    ) -> None:
        self.fault = fault
        self.met = 0
        self._methods = methods
        self._left = times
        self._chance = chance

    def end(self) -> None:
        """Strike no more."""
        self._left = 0

    @property
    def is_over(self) -> bool:
        return self._left == 0

    def strikes(self, method: str, chances: random.Random) -> bool:
        """Whether this request of a method meets it, which is counted."""
        if self.is_over or method not in self._methods:
            return False
        if self._chance < 1 and chances.random() >= self._chance:
            return False
        self.met += 1
        self._left = None if self._left is None else self._left - 1
        return True

    def __enter__(self) -> "Order":
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.end()


class Faults:
    """The faults on order, those ordered earlier first. `chances` decides; seed it as you like."""

    def __init__(self) -> None:
        self.chances = random.Random(0)  # noqa: S311 - no secret, the same in every run
        self._orders: list[Order] = []

    def inject(
        self, fault: Fault, *methods: str, times: int | None = None, chance: float = 1.0
    ) -> Order:
        """Let the next `times` requests of these methods meet a fault, each with this chance.

        Without `times` it lasts until the order is ended. Raises ValueError for a method that is
        not served.
        """
        if unknown := set(methods) - {*METHODS, FILE, WEBHOOK}:
            raise ValueError(f"no method of this Telegram: {', '.join(sorted(unknown))}")
        order = Order(fault, frozenset(methods or METHODS), times, chance)
        self._orders.append(order)
        return order

    def clear(self) -> None:
        """Take all orders back."""
        for order in self._orders:
            order.end()
        self._orders.clear()

    def lateness(self, method: str) -> float:
        """How many seconds later this request is to be looked at."""
        late = (order for order in self._open() if isinstance(order.fault, Late))
        struck = [order.fault for order in late if order.strikes(method, self.chances)]
        return sum(fault.seconds for fault in struck if isinstance(fault, Late))

    def refusal(self, method: str) -> Refusal | None:
        """What Telegram is to answer to this request instead of doing it."""
        for order in self._open():
            fault = order.fault
            if isinstance(fault, Refused) and order.strikes(method, self.chances):
                return Refusal(fault.status, fault.description, fault.parameters)
        return None

    def breakage(self, method: str) -> Breakage | None:
        """What is to happen to this request on its way."""
        for order in self._open():
            fault = order.fault
            if not isinstance(fault, Late | Refused) and order.strikes(method, self.chances):
                return fault
        return None

    def _open(self) -> Sequence[Order]:
        self._orders = [order for order in self._orders if not order.is_over]
        return tuple(self._orders)
