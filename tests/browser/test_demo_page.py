"""The demo page in a real browser, walked as a newcomer would."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, async_playwright, expect

from bot.simulator.demo import demo
from tests.files import a_pdf

CHROMIUM = shutil.which("chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
OFFICER, FIRST, SECOND, NEWCOMER = range(4)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Debian's Chromium is not installed"),
]


@pytest.fixture
async def page() -> AsyncIterator[Page]:
    """The demo of Lai Châu on a wide screen; fails on any error of the page's own code."""
    errors: list[str] = []
    async with demo("lai-chau-2023", 0) as url, async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        context = await browser.new_context(viewport={"width": 1440, "height": 900})
        page = await context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: errors.append(str(error)))
        await page.goto(url)
        await expect(page.locator("[data-phone]")).to_have_count(4)
        yield page
        await browser.close()
    assert errors == []


def phone(page: Page, place: int) -> Locator:
    """One of the four phones, left to right."""
    return page.locator("[data-phone]").nth(place)


def button(page: Page, place: int, label: str) -> Locator:
    """The newest button with this label on a phone."""
    return phone(page, place).get_by_role("button", name=label, exact=True).last


async def types(page: Page, place: int, words: str) -> None:
    """Type a message and send it with Enter."""
    composer = phone(page, place).get_by_test_id("composer")
    await composer.fill(words)
    await composer.press("Enter")


def says(page: Page, place: int, words: str) -> Locator:
    """The newest message on a phone that has these words."""
    return phone(page, place).locator("[data-message]", has_text=words).last


async def test_five_taps_lead_a_newcomer_to_the_first_reminder(page: Page):
    await page.locator("[data-step=open]").get_by_role("button").click()
    await phone(page, NEWCOMER).get_by_test_id("start").click()
    await button(page, NEWCOMER, "Đúng, đơn vị của tôi").click()
    await button(page, NEWCOMER, "Đồng ý").click()
    await expect(says(page, OFFICER, "Tẩn Thị Liên")).to_be_visible()
    await page.get_by_test_id("clock-next").click()

    await expect(says(page, NEWCOMER, "Nhắc hạn")).to_contain_text("Còn 7 ngày")
    await expect(says(page, FIRST, "Nhắc hạn")).to_contain_text("Thứ Sáu, 10/02/2023")


async def test_ask_hand_in_move_the_clock_be_reminded_and_send_a_notice(page: Page, tmp_path: Path):
    report = tmp_path / "Báo cáo 6 tháng.pdf"
    report.write_bytes(a_pdf())

    await types(page, FIRST, "bao gio nop bc 6 thang")
    await expect(says(page, FIRST, "chậm nhất ngày 10/6/2023")).to_contain_text("Thứ Bảy")

    await button(page, FIRST, "Nộp ngay").click()
    await expect(says(page, FIRST, "Bản nháp")).to_be_visible()
    await phone(page, FIRST).get_by_test_id("attach-file").set_input_files(report)
    await phone(page, FIRST).get_by_test_id("send").click()
    await button(page, FIRST, "Xem lại và nộp").click()
    await button(page, FIRST, "Nộp báo cáo").click()
    await expect(says(page, FIRST, "BIÊN NHẬN số 0001")).to_contain_text("ĐÚNG HẠN")
    await expect(says(page, OFFICER, "0001")).to_be_visible()

    await page.get_by_test_id("clock-picker").fill("2023-06-09T08:00")
    await page.get_by_test_id("clock-go").click()
    await expect(says(page, SECOND, "Nhắc hạn")).to_contain_text("Báo cáo sơ kết 6 tháng")
    await expect(says(page, FIRST, "Nhắc hạn")).to_have_count(0)

    await types(page, OFFICER, "/thongbao")
    await button(page, OFFICER, "Soạn thông báo").click()
    await button(page, OFFICER, "Tất cả đơn vị").click()
    await types(page, OFFICER, "Mời các đơn vị dự họp lúc 8 giờ thứ Hai.")
    await button(page, OFFICER, "Gửi đến 2 người").click()
    await expect(says(page, SECOND, "Mời các đơn vị dự họp")).to_be_visible()


async def test_reloading_loses_nothing_not_even_what_is_half_typed(page: Page):
    await types(page, FIRST, "/han")
    await expect(says(page, FIRST, "Thời hạn của")).to_be_visible()
    await phone(page, FIRST).get_by_test_id("composer").fill("nửa câu")

    await page.reload()

    await expect(says(page, FIRST, "Thời hạn của")).to_be_visible()
    await expect(phone(page, FIRST).get_by_test_id("composer")).to_have_value("nửa câu")


async def test_an_officer_nudges_exactly_those_who_have_not(page: Page):
    await types(page, OFFICER, "/chuanop")
    await button(page, OFFICER, "Báo cáo sơ kết 6 tháng: 5").click()
    await button(page, OFFICER, "Nhắc các đơn vị này (5)").click()

    result = says(page, OFFICER, "Kết quả nhắc hạn")
    await expect(result).to_contain_text("Đang nhắc 2 người.")
    await expect(result).to_contain_text("LĐLĐ huyện Phong Thổ")
    await expect(says(page, FIRST, "Báo cáo sơ kết 6 tháng")).to_contain_text("Lò Thị Mai")
    await expect(says(page, SECOND, "Báo cáo sơ kết 6 tháng")).to_be_visible()


async def test_five_taps_lead_to_the_first_reminder_on_a_phone_sized_screen_too(page: Page):
    await page.set_viewport_size({"width": 360, "height": 740})
    shown = [await phone(page, place).is_visible() for place in range(4)]

    await page.locator("[data-step=open]").get_by_role("button").click()
    await phone(page, NEWCOMER).get_by_test_id("start").click()
    await button(page, NEWCOMER, "Đúng, đơn vị của tôi").click()
    await button(page, NEWCOMER, "Đồng ý").click()
    # The guide is out of sight here: its next step stands above the phone.
    await expect(page.get_by_test_id("coach")).to_contain_text("lần nhắc hạn kế tiếp")
    await page.get_by_test_id("coach").click()

    assert shown == [False] * 4
    await expect(says(page, NEWCOMER, "Nhắc hạn")).to_contain_text("Còn 7 ngày")
    assert await page.evaluate("document.documentElement.scrollWidth") <= 360


async def test_two_tabs_of_a_browser_show_the_same_and_the_keyboard_is_enough(page: Page):
    other = await page.context.new_page()
    await other.goto(page.url)
    await expect(other.locator("[data-phone]")).to_have_count(4)
    await page.keyboard.press("Alt+2")
    await page.keyboard.type("/han")
    await page.keyboard.press("Enter")

    await expect(says(other, FIRST, "Thời hạn của")).to_be_visible()
    await expect(says(page, FIRST, "Thời hạn của")).to_be_visible()


async def test_a_group_is_a_second_chat_on_the_phones_of_its_people(page: Page):
    title = "Khối LĐLĐ huyện, thành phố"
    await page.locator("[data-step=group]").get_by_role("button").click()
    await expect(says(page, OFFICER, "Nhóm này dùng cho ai?")).to_be_visible()
    await phone(page, OFFICER).locator(".key", has_text=title).last.click()
    await expect(says(page, OFFICER, "Dùng cho: Khối LĐLĐ huyện")).to_be_visible()
    await button(page, OFFICER, "Đăng tình hình nộp của khối").click()
    await button(page, OFFICER, f"Đăng vào: {title}").click()

    await phone(page, FIRST).locator("[data-switch]", has_text=title).click()
    await expect(says(page, FIRST, "Tình hình nộp")).to_contain_text("Đã nộp: 0/3 đơn vị.")
    written = phone(page, FIRST).get_by_test_id("composer").locator("visible=true")
    await written.fill("Đơn vị tôi nộp tuần này ạ")
    await written.press("Enter")
    await phone(page, OFFICER).locator("[data-switch]", has_text=title).click()

    await expect(says(page, OFFICER, "Đơn vị tôi nộp")).to_contain_text("Nguyễn Văn Hòa")
    await expect(phone(page, SECOND).locator("[data-switch]").last).to_be_hidden()
    await expect(page.locator("[data-step=group]")).to_contain_text("đã xong")
    await button(page, FIRST, "Mở chat riêng với bot").click()
    await expect(says(page, FIRST, "Việc kế tiếp")).to_be_visible()
