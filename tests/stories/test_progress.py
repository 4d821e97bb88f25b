"""The progress of a notice: few edits, and always the result."""

import pytest

from bot.delivery import progress
from bot.delivery.progress import update_progress
from tests.stories.conftest import Alliance


async def test_progress_is_edited_seldom_and_the_result_is_shown_without_waiting(
    alliance: Alliance, monkeypatch: pytest.MonkeyPatch
) -> None:
    edits = 0
    show = progress._show

    async def counted(*arguments: object) -> float:
        nonlocal edits
        edits += 1
        return await show(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(progress, "_show", counted)
    officer, world = alliance.officer, alliance.world
    await officer.sends("/thongbao")
    await officer.taps("Soạn thông báo")
    await officer.taps("Tất cả đơn vị")
    await officer.sends("Họp lúc 14h.")
    await officer.taps("Gửi đến 2 người")

    assert edits == 2
    assert officer.last.startswith("Đã gửi xong thông báo số 1")
    await update_progress(world.app.bot, world.app.database, world.clock, 1)
    assert officer.last.startswith("Đã gửi xong thông báo số 1")
