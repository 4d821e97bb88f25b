"""/kehoach: the plan in force, in our own words."""

import pytest

from bot.campaigns import slugs
from tests.stories.beginning import Alliance
from tests.stories.world import World


async def test_a_manager_reads_number_date_theme_and_deadlines(alliance: Alliance) -> None:
    read = await alliance.hoa.sends("/kehoach")

    assert read.startswith("Kế hoạch công tác thi đua, khen thưởng năm 2023\nSố: 403/KH - LĐLĐ")
    assert "Ngày ban hành: 11/01/2023" in read
    assert "“Tập trung phát triển đoàn viên, thành lập công đoàn cơ sở”" in read
    assert "• Báo cáo sơ kết 6 tháng\n  “chậm nhất ngày 10/6/2023”" in read


async def test_the_programme_is_turned_quarter_by_quarter(alliance: Alliance) -> None:
    hoa = alliance.hoa
    await hoa.sends("/kehoach")
    first = await hoa.taps("Chương trình theo quý")
    third = await hoa.taps("Quý III")

    assert first.startswith("Chương trình Quý I\n\n1. Soát hồ sơ thành tích 2022")
    assert "15. Hội nghị giữa năm của cụm 7 tỉnh" in third
    assert "14." not in third
    assert (await hoa.taps("Về kế hoạch")).startswith("Kế hoạch công tác")


async def test_rules_are_a_press_away(alliance: Alliance) -> None:
    await alliance.hoa.sends("/kehoach")
    read = await alliance.hoa.taps("Quy định, việc thường xuyên")

    assert "Không đăng ký - không xét." in read
    assert "Nhiệm vụ thường xuyên" in read


async def test_only_officers_see_the_faults_of_the_document(alliance: Alliance) -> None:
    await alliance.hoa.sends("/kehoach")
    await alliance.officer.sends("/kehoach")
    read = await alliance.officer.taps("Điểm cần xem lại (4)")

    assert "Điểm cần xem lại (4)" not in alliance.hoa.buttons
    assert "Việc số 8 nói năm học 2022-2023" in read


async def test_a_blank_number_and_dates_in_force_are_shown_beside_the_source(
    world: World,
) -> None:
    _, code = await world.organisation("van-duc-2023")
    officer = await world.officer(code)
    read = await officer.sends("/kehoach")

    assert "Số: (số để trống)" in read
    assert "Áp dụng: 01/01/2023 – 28/02/2023" in read


async def test_a_plan_without_a_number_is_named_by_its_title(world: World) -> None:
    _, code = await world.organisation("van-duc-2023")
    officer = await world.officer(code)
    await officer.sends("/han")
    read = await officer.taps("Đăng ký thi đua năm 2023")

    assert "kế hoạch “Kế hoạch triển khai thực hiện công tác" in read
    assert read.endswith("(văn bản để trống số).")


@pytest.mark.parametrize("slug", slugs())
async def test_every_page_of_every_campaign_can_be_read(world: World, slug: str) -> None:
    _, code = await world.organisation(slug)
    officer = await world.officer(code)
    read = await officer.sends("/kehoach")
    for label in list(officer.buttons):
        await officer.sends("/kehoach")
        assert await officer.taps(label) != read
