"""The demo of each campaign: where its clock begins, what its guide leads to."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any

import aiohttp
import pytest

from bot.campaigns import load, slugs
from bot.simulator.demo import begins_at, demo
from storage.organisations import YEARS
from storage.workdays import closed_days

Json = dict[str, Any]


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


async def state(http: aiohttp.ClientSession, url: str) -> Json:
    async with http.get(f"{url}/chat/state") as answer:
        read: Json = await answer.json()
    return read


def steps(shown: Json) -> dict[str, str]:
    return {step["id"]: step["text"] for step in shown["guide"]}


def last_text(shown: Json, place: int) -> str:
    said: str = shown["phones"][place]["messages"][-1]["text"]
    return said


@pytest.mark.parametrize("slug", slugs())
def test_the_clock_begins_on_a_working_day_before_the_first_deadline(slug: str) -> None:
    draft = load(slug)
    begins = begins_at(draft)
    last_days = [each.deadline.last_day for each in draft.obligations if each.deadline]

    assert begins.hour == 8
    assert begins.date() not in closed_days(YEARS)
    assert all(begins.date() < day for day in last_days)


@pytest.mark.parametrize("slug", slugs())
async def test_everybody_has_joined_and_heard_of_it_before_the_page_opens(
    http: aiohttp.ClientSession, slug: str
) -> None:
    async with demo(slug, 0) as url:
        shown = await state(http, url)

    officer = [message["text"] for message in shown["phones"][0]["messages"]]
    assert sum("đã tham gia, đại diện cho" in text for text in officer) == 2
    assert "trong đó 2 đã tham gia" in officer[-1]


async def test_a_plan_without_dates_is_led_to_its_first_one(http: aiohttp.ClientSession) -> None:
    async with demo("yen-bai-2025", 0) as url:
        shown = await state(http, url)

    assert list(steps(shown)) == [
        "open",
        "join",
        "date",
        "remind",
        "ask",
        "register",
        "notice",
        "group",
    ]
    assert "ấn định ngày 29/11/2024" in steps(shown)["date"]
    assert shown["clock"]["next_reminder_at"] is None


@pytest.mark.parametrize("slug", ["hai-phong-2023", "van-duc-2023"])
async def test_nobody_is_led_to_a_report_that_the_plan_does_not_ask(
    http: aiohttp.ClientSession, slug: str
) -> None:
    async with demo(slug, 0) as url:
        shown = await state(http, url)

    assert list(steps(shown)) == ["open", "join", "remind", "ask", "register", "notice", "group"]
    assert "han dang ky thi dua" in steps(shown)["ask"]


async def test_the_clock_goes_far_and_back_but_not_out_of_the_years_that_are_known(
    http: aiohttp.ClientSession,
) -> None:
    async with demo("lai-chau-2023", 0) as url:
        begun = datetime.fromisoformat((await state(http, url))["clock"]["now"])
        moved = []
        for to in (begun + timedelta(days=365), begun, begun.replace(year=2036)):
            async with http.post(f"{url}/chat/clock", json={"to": to.isoformat()}) as answer:
                moved.append((answer.status, (await answer.json()).get("error", "")))
        now = datetime.fromisoformat((await state(http, url))["clock"]["now"])

    assert moved == [(200, ""), (200, ""), (400, "đồng hồ đi từ năm 2020 đến năm 2035")]
    assert abs(now - begun) < timedelta(minutes=1)
