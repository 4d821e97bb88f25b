"""Many organisations in one bot: nothing of one is seen or changed from another."""

from bot.callbacks import unpack
from tests.stories.beginning import Alliance


async def test_two_organisations_do_not_see_each_other(alliance: Alliance) -> None:
    """Buttons made up by hand open nothing of another organisation."""
    _, code = await alliance.world.organisation("yen-bai-2025")
    stranger = await alliance.world.officer(code, "Đỗ Nhân Đạo")
    before = stranger.last
    unit = alliance.world.units["LĐLĐ huyện Tam Đường"]
    for data in (
        f"ouo:{unit}",
        f"oi:{unit}:0",
        "oe:1",
        "oec:1",
        "od:1",
        "omo:1:0:0",
        "omn:1:0",
        "omt:1:0",
        "os:1",
        "oho:1",
        "op:1:0",
        "opf:1:0",
        "or:1:0",
        "og:1:0",
        "ova:registration:1",
        "ova:report:1",
        "ovr:registration:1",
        "ovr:report:1",
        "ovl:1:0:0",
        "ovm:1:0:0",
        "oqo:1",
        "oqa:1:0",
        "oqc:1",
        "opd:1",
    ):
        assert unpack(data) is not None, data
        stranger.person.tap_data(stranger.person.last["message_id"], data)
        await alliance.world.settle()
        read = " ".join(stranger.read)
        assert "Tam Đường" not in read, data
        assert "Lai Châu" not in read, data
    assert before != stranger.last
    assert "Nguyễn Văn Hòa" not in " ".join(stranger.read)
    assert not any("kết thúc" in text for text in alliance.hoa.read)
