"""What stories of contributions have in common: going through the form, answering, looking."""

from sqlmodel import col, select

from bot.callbacks import unpack
from storage.tables import Contribution, ContributionAnswer
from tests.stories.world import Phone, World

INITIATIVE, EXEMPLAR = "Sáng kiến", "Điển hình tiên tiến, người tốt việc tốt"
DIFFICULTY, PETITION = "Khó khăn, vướng mắc", "Kiến nghị"
TAM_DUONG = "LĐLĐ huyện Tam Đường"


async def sends_in(phone: Phone, kind: str, *answers: str) -> str:
    """Go through the form of a kind, typing or pressing «Bỏ qua»; gives what was said at last."""
    await phone.sends("/gopy")
    await phone.taps(kind)
    for answer in answers:
        await (phone.taps if answer == "Bỏ qua" else phone.sends)(answer)
    return await phone.taps("Gửi")


async def answers(officer: Phone, words: str, label: str = "Trả lời") -> str:
    """Write under the contribution whose message is the newest."""
    await officer.taps(label)
    await officer.sends(words)
    return await officer.taps("Gửi")


async def presses(phone: Phone, data: str) -> str:
    """Press a button that a tampered app made up."""
    assert unpack(data) is not None, data
    phone.person.tap_data(phone.person.last["message_id"], data)
    await phone.world.settle()
    return phone.last


async def kept(world: World) -> list[Contribution]:
    """Every contribution, in order of sending."""
    async with world.app.database.reading() as db:
        return list(await db.exec(select(Contribution).order_by(col(Contribution.id))))


async def threads(world: World) -> list[str]:
    """The words of every message in every thread, in order of writing."""
    async with world.app.database.reading() as db:
        found = select(ContributionAnswer.words).order_by(col(ContributionAnswer.id))
        return list(await db.exec(found))
