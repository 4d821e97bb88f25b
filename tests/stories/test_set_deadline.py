"""An officer sets or changes a date by hand; units hear of it."""

import pytest

from tests.stories.beginning import Alliance
from tests.stories.world import Phone, World

MIDYEAR = "Báo cáo sơ kết 6 tháng"


async def changes(officer: Phone, title: str = MIDYEAR) -> str:
    """Go to the form from /han."""
    await officer.sends("/han")
    await officer.taps(title)
    return await officer.taps("Thay đổi thời hạn")


async def test_an_officer_sees_what_is_asked_with_dates_and_counts(alliance: Alliance) -> None:
    read = await alliance.officer.sends("/han")

    assert read.startswith("Nhiệm vụ theo kế hoạch\nLiên đoàn Lao động tỉnh Lai Châu")
    assert "“chậm nhất ngày 10/6/2023”: hạn cuối là Thứ Bảy, 10/06/2023." in read
    assert "Chưa nộp: 3/3 đơn vị." in read
    assert "Thời hạn: chưa ấn định." in read


async def test_a_date_is_read_back_with_its_last_valid_day_before_it_is_set(
    alliance: Alliance,
) -> None:
    officer = alliance.officer
    asked = await changes(officer)
    await officer.taps("Trước ngày … (không kể)")
    read = await officer.sends("20/6")
    done = await officer.taps("Ấn định ngày này")

    assert "Kế hoạch ghi" in asked or "chậm nhất ngày 10/6/2023" in asked
    assert "Thời hạn: trước Thứ Ba, 20/06/2023" in read
    assert "Hạn cuối là Thứ Hai, 19/06/2023, đến 24 giờ." in read
    assert "Nguyên văn của kế hoạch vẫn được nêu kèm: “chậm nhất ngày 10/6/2023”." in read
    assert "2 người sẽ được báo tin." in read
    assert done.startswith("Đã ấn định thời hạn")
    assert "Đang báo tin cho 2 người." in done
    for manager in (alliance.hoa, alliance.pao):
        assert manager.last.startswith("Ấn định thời hạn\nBáo cáo sơ kết 6 tháng")
        assert "19/06/2023" in manager.last


async def test_the_wording_may_be_typed_with_the_date(alliance: Alliance) -> None:
    officer = alliance.officer
    await changes(officer)
    read = await officer.sends("truoc ngay 20/6/2023")

    assert "Thời hạn: trước Thứ Ba, 20/06/2023" in read


async def test_a_date_typed_first_is_kept_while_the_wording_is_asked(alliance: Alliance) -> None:
    officer = alliance.officer
    await changes(officer)
    asked = await officer.sends("20/6")
    read = await officer.taps("Chậm nhất ngày … (kể cả)")
    other = await officer.taps("Đổi thành “trước ngày …”")

    assert "Ngày: Thứ Ba, 20/06/2023\nCó tính cả ngày đó không?" in asked
    assert "Thời hạn: chậm nhất Thứ Ba, 20/06/2023" in read
    assert "Hạn cuối là Thứ Hai, 19/06/2023, đến 24 giờ." in other


@pytest.mark.parametrize("typed", ["31/6", "1.2.3.4", "hôm nọ", "29/1/2023", "trước ngày 30/1"])
async def test_a_wrong_date_is_explained_and_the_form_goes_on(
    alliance: Alliance, typed: str
) -> None:
    officer = alliance.officer
    await changes(officer)
    await officer.taps("Chậm nhất ngày … (kể cả)")
    await officer.sends(typed)
    explained = officer.last
    read = await officer.sends("20/6")

    assert "Vui lòng kiểm tra thời hạn" not in explained
    assert "Thời hạn: chậm nhất Thứ Ba, 20/06/2023" in read


async def test_a_closed_last_day_is_said_and_never_moved_by_itself(alliance: Alliance) -> None:
    officer = alliance.officer
    await changes(officer)
    await officer.taps("Chậm nhất ngày … (kể cả)")
    read = await officer.sends("17/6")

    assert "Hạn cuối là Thứ Bảy, 17/06/2023, đến 24 giờ." in read
    assert "Lưu ý: đó là ngày nghỉ. Hạn vẫn giữ nguyên." in read


async def test_article_148_moves_every_closed_last_day_once_chosen(alliance: Alliance) -> None:
    officer = alliance.officer
    await officer.sends("/han")
    explained = await officer.taps("Hạn cuối rơi vào ngày nghỉ")
    chosen = await officer.taps("Chuyển sang ngày làm việc sau")
    await officer.taps("Tất cả nhiệm vụ")

    assert "Khoản 5 Điều 148 Bộ luật Dân sự 2015" in explained
    assert "hạn cuối chuyển" in chosen
    assert "“chậm nhất ngày 10/6/2023”: hạn cuối là Thứ Hai, 12/06/2023." in officer.last


async def test_a_plan_without_dates_gets_its_first_one_by_hand(world: World) -> None:
    organisation_id, code = await world.organisation("yen-bai-2025")
    officer = await world.officer(code)
    await world.unit(organisation_id, "HTX Suối Giàng")
    manager = await world.manager(officer, "HTX Suối Giàng", "Giàng Thị Mỷ")
    listed = await officer.sends("/han")
    title = officer.buttons[0]
    opened = await officer.taps(title)
    await officer.taps("Ấn định thời hạn")
    await officer.taps("Chậm nhất ngày … (kể cả)")
    await officer.sends("28/2/2023")
    await officer.taps("Ấn định ngày này")

    assert "Thời hạn: chưa ấn định." in listed
    assert "Chưa nhắc đơn vị cho đến khi ấn định thời hạn." in opened
    assert title in manager.last
    assert (
        "Kế hoạch ghi: “theo hướng dẫn”.\n"
        "Áp dụng: chậm nhất ngày 28/02/2023 (cán bộ thi đua ấn định)."
    ) in manager.last
    await officer.taps("Xem thời hạn này")
    assert "28/02/2023" in officer.last


async def test_confirming_twice_tells_people_once(alliance: Alliance) -> None:
    officer = alliance.officer
    await changes(officer)
    await officer.sends("chậm nhất 20/6")
    last = officer.person.last
    confirm = last["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    officer.person.tap_data(last["message_id"], confirm)
    officer.person.tap_data(last["message_id"], confirm)
    await alliance.world.settle()

    told = [text for text in alliance.hoa.read if text.startswith("Ấn định thời hạn")]
    assert len(told) == 1


async def test_a_half_filled_form_goes_on_at_the_same_question(alliance: Alliance) -> None:
    officer = alliance.officer
    await changes(officer)
    await officer.taps("Trước ngày … (không kể)")
    await officer.sends("/donvi")
    read = await changes(officer)

    assert "Cách ghi: trước ngày …" in read
