"""What stories about notices do again and again."""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from sqlmodel import col, select

from storage.tables import OutboxMessage
from tests.stories.world import Phone, World

WORDS = "Mời họp 14h ngày <b>3/2</b> & mang theo đăng ký.\n\nTrân trọng."
LAI_CHAU = "Liên đoàn Lao động tỉnh Lai Châu"
HEAD = f"Thông báo số 1 – {LAI_CHAU}"
RECEIPT = "☐ Yêu cầu xác nhận đã nhận"


async def begins(officer: Phone) -> str:
    """Begin a notice to everyone, up to the question what it says."""
    await officer.sends("/thongbao")
    await officer.taps("Soạn thông báo")
    return await officer.taps("Tất cả đơn vị")


async def write_to_all(officer: Phone, words: str = WORDS) -> str:
    """Write a notice to everyone, up to the preview."""
    await begins(officer)
    return await officer.sends(words)


async def sends_to_all(officer: Phone, words: str = WORDS, *, receipt: bool = False) -> None:
    """Write a notice and send it to the two people of the alliance."""
    await write_to_all(officer, words)
    if receipt:
        await officer.taps(RECEIPT)
    await officer.taps("Gửi đến 2 người")


async def opens(officer: Phone, number: int = 1) -> str:
    """Open a notice from the list."""
    await officer.sends("/thongbao")
    return await officer.taps(next(b for b in officer.buttons if b.startswith(f"{number}.")))


@contextmanager
def nothing_leaves(world: World) -> Iterator[None]:
    """For a while the sender rests, so that what is owed waits."""

    async def rest() -> int:
        return 0

    with patch.object(world.app.delivery, "deliver_due", rest):
        yield


async def handles(world: World) -> None:
    """Let the bot handle what came in, and deliver nothing."""
    assert world.app.poller is not None
    await world.app.poller.receive_once(timeout=0)
    await world.app.dispatcher.handle_waiting()


async def outbox_of(world: World, *messages: str) -> list[OutboxMessage]:
    """The rows of notices, in order; of these kinds where named."""
    rows = select(OutboxMessage).where(col(OutboxMessage.notice_id).is_not(None))
    if messages:
        rows = rows.where(col(OutboxMessage.message).in_(messages))
    async with world.app.database.reading() as db:
        return list(await db.exec(rows.order_by(col(OutboxMessage.id))))


async def states_of(world: World, *messages: str) -> list[str]:
    """How far each of them has come."""
    return [str(row.state) for row in await outbox_of(world, *messages)]
