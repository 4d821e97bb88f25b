"""What the page gives out, and to whom."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.simulator.person import Person
from tests.simulator.conftest import Api
from tests.simulator.page.conftest import Browser, Clock


async def test_file_is_given_by_its_vietnamese_name_and_never_run(
    browser: Browser, lan: Person
) -> None:
    page = lan.send_document("Trang “lạ”.html", b"<script>1</script>")["document"]
    photo = lan.send_photo(b"\xff\xd8\xff")["photo"][0]

    async with browser.session.get(f"{browser.url}/chat/files/{page['file_id']}") as response:
        headers = response.headers
        assert await response.read() == b"<script>1</script>"
    async with browser.session.get(f"{browser.url}/chat/files/{photo['file_id']}") as response:
        shown = response.headers

    assert headers["Content-Type"] == "application/octet-stream"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Disposition"] == (
        "attachment; filename*=UTF-8''Trang%20%E2%80%9Cl%E1%BA%A1%E2%80%9D.html"
    )
    assert (shown["Content-Type"], shown["Content-Disposition"][:6]) == ("image/jpeg", "inline")


@pytest.mark.parametrize("name", ["/", "/page/index.html", "/app.js", "/page/style.css"])
async def test_page_is_served_from_its_folder(browser: Browser, name: str) -> None:
    async with browser.session.get(f"{browser.url}{name}") as response:
        assert response.status == 200
        assert "default-src 'self'" in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "name", ["/page/server.py", "/page/..%2Fpage.py", "/page/%2e%2e/page.py", "/page/", "/page.py"]
)
async def test_nothing_outside_the_folder_is_served(browser: Browser, name: str) -> None:
    async with browser.session.get(f"{browser.url}{name}") as response:
        assert response.status == 404


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Host": "localhost:8000"}, 200),
        ({"Host": "evil.example"}, 403),
        ({"Host": "127.0.0.1.evil.example"}, 403),
        ({"Host": "["}, 403),
    ],
)
async def test_page_answers_to_names_of_this_machine_only(
    browser: Browser, headers: dict[str, str], status: int
) -> None:
    async with browser.session.get(f"{browser.url}/chat/state", headers=headers) as response:
        assert response.status == status


async def test_other_site_cannot_act_here(browser: Browser, clock: Clock) -> None:
    for origin, status in ((browser.url, 200), ("http://evil.example", 403), ("null", 403)):
        async with browser.session.post(
            f"{browser.url}/chat/clock", json={"hours": 1}, headers={"Origin": origin}
        ) as response:
            assert response.status == status

    assert len(clock.moves) == 1
    assert clock.now() - datetime(2023, 6, 1, 1, 0, tzinfo=UTC) == timedelta(hours=1)


async def test_bot_api_is_served_beside_the_page(api: Api) -> None:
    assert (await api.result("getMe"))["is_bot"]
