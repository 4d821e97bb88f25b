"""A year of each campaign, 300 units, everything that can go wrong: nothing owed is missed.

What came to the phones is held against what a secretary would have said, person by person and day
by day. What came twice must have been logged before as possibly repeated.
"""

import math
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import col, select
from structlog.testing import capture_logs

from bot.delivery.limits import UNLIMITED, Limits
from bot.simulator.faults import Dropped, Page, Refused
from bot.simulator.telegram import Telegram
from storage.tables import Member, OutboxMessage
from tests.stories.world import LOCAL, World, world_in
from tests.year.campaign import Campaign
from tests.year.hours import Hours
from tests.year.secretary import Said


@dataclass(frozen=True)
class Year:
    """Which campaign, from when until when; a registration date set by hand where none is."""

    slug: str
    begins: str
    ends: date
    registration_on: date | None = None


YEARS = (
    Year("hai-phong-2023", "2023-01-20 08:00", date(2023, 4, 20)),
    Year("yen-bai-2025", "2024-11-12 08:00", date(2025, 3, 10), date(2025, 1, 20)),
    Year("van-duc-2023", "2023-01-12 08:00", date(2023, 4, 20)),
    Year("lai-chau-2023", "2023-01-05 08:00", date(2024, 1, 26)),
    Year("bac-giang-2022", "2022-05-25 08:00", date(2023, 1, 26)),
)


@pytest.mark.parametrize("year", YEARS, ids=lambda year: year.slug)
@pytest.mark.timeout(300)
async def test_everybody_is_told_all_that_is_owed_and_nobody_more(
    year: Year, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hours = Hours()
    monkeypatch.setattr("bot.delivery.outbox.SystemClock", lambda: hours)
    limits = (UNLIMITED, math.inf, int(UNLIMITED), hours.monotonic)
    monkeypatch.setattr(Limits, "unlimited", lambda: Limits(*limits))
    async with world_in(tmp_path, year.begins) as world:
        campaign = await begun(year, world, tmp_path, hours)
        break_things(world.telegram)

        with capture_logs() as logs:
            await campaign.live(year.ends)

        world.telegram.faults.clear()
        came = reminders_in(world.telegram)
        titles = [duty.title for duty in campaign.units[0].duties]
        read = {key: frozenset(t for t in titles if t in texts[0]) for key, texts in came.items()}
        assert differences(campaign, read) == []
        repeated = Counter({key: len(texts) - 1 for key, texts in came.items()})
        assert +(repeated - await logged_as_repeated(world, logs)) == Counter()
        assert campaign.kills > 0


async def begun(year: Year, world: World, folder: Path, hours: Hours) -> Campaign:
    """The organisation, its officer, its units and its people."""
    organisation_id, code = await world.organisation(year.slug)
    officer = await world.officer(code)
    chances = random.Random(year.slug)
    campaign = Campaign(world, folder, hours, organisation_id, officer, chances)
    if year.registration_on is not None:
        await campaign.sets_registration(year.registration_on)
    await campaign.fill()
    return campaign


def break_things(telegram: Telegram) -> None:
    """From now on Telegram is as it is on a bad day."""
    too_fast = Refused(429, "Too Many Requests: retry after 3", {"retry_after": 3})
    for fault, chance in (
        (too_fast, 0.01),
        (Refused(500, "Internal Server Error"), 0.01),
        (Page(502), 0.01),
        (Dropped(accepted=False), 0.01),
        (Dropped(accepted=True), 0.01),
    ):
        telegram.faults.inject(fault, "sendMessage", chance=chance)


def differences(campaign: Campaign, read: Said) -> list[str]:
    """Where phones and secretary do not agree, with what is known of the person."""
    days: list[str] = []
    for person, day in sorted({*campaign.said, *read}, key=lambda key: (key[1], key[0])):
        owed, came = campaign.said.get((person, day)), read.get((person, day))
        if owed != came:
            units = [u for u in campaign.units if any(s.person == person for s in u.speakers)]
            days.append(f"{day} {person}: owed {owed}, came {came}; {units}")
    return days


def reminders_in(telegram: Telegram) -> dict[tuple[int, date], list[str]]:
    """Person and day -> the reminders and nudges that came, as they read."""
    came: dict[tuple[int, date], list[str]] = {}
    for person in telegram.people.values():
        for message in person.messages:
            text = message.get("text", "")
            if text.startswith(("Nhắc hạn", "Lò Thị Mai nhắc hạn")):
                day = datetime.fromtimestamp(message["date"], LOCAL).date()
                came.setdefault((person.id, day), []).append(text)
    return came


async def logged_as_repeated(
    world: World, logs: Sequence[Mapping[str, Any]]
) -> Counter[tuple[int, date]]:
    """Person and day -> how often a message of that day was logged as perhaps sent before."""
    said = Counter(
        id_ for line in logs if line["event"] == "outbox.possibly_repeated" for id_ in line["ids"]
    )
    owed = select(OutboxMessage.id, Member.telegram_id, OutboxMessage.due_at).join(
        Member, col(Member.id) == col(OutboxMessage.member_id)
    )
    async with world.app.database.reading() as db:
        rows = (await db.exec(owed.where(col(OutboxMessage.key).startswith("daily:")))).all()
    return Counter(
        {(person, at.astimezone(LOCAL).date()): said[id_] for id_, person, at in rows if said[id_]}
    )
