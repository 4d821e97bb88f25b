"""Every button there is, made up by someone it was never shown to: nothing leaks or changes."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import fields
from typing import Any

import pytest
from sqlmodel import SQLModel, col, select

import handlers.all  # noqa: F401 - declares every button there is
from bot import callbacks
from bot.actions.members import recognise
from bot.callbacks import pack
from storage.tables import Dialogue, InboxUpdate, Member, Obligation, Place, PutOff, WrongCode
from tests.stories.beginning import Alliance
from tests.stories.contributing import PETITION, sends_in
from tests.stories.test_at_once import APOLOGY, second_officer
from tests.stories.test_extensions import MIDYEAR, opens
from tests.stories.test_heads import names_head
from tests.stories.test_known_questions import adds
from tests.stories.test_records import registers, reports
from tests.stories.world import Phone, World

SECRET = "Bí mật của đơn vị"
ANNUAL = "Báo cáo tổng kết năm"
TAM_DUONG = "LĐLĐ huyện Tam Đường"
OWN = {"se", "ox", "oio", "aa", "ao", "qm"}
"""They change what is the presser's own, or show everybody which organisations there are."""
OFFICERS = ("o", "dm", "ex", "gf", "gh", "gj", "gw")
"""How the codes of buttons begin that only officers are shown; `EVERYBODYS` begins so by chance."""
EVERYBODYS = {"on"}
WORDS = {
    "kind": ("report", "registration", "petition", "unit", "midyear_report"),
    "intent": ("deadline_list", "my_status", "submit_report"),
    "state": ("settled",),
    "was": ("new",),
    "detail": ("phone",),
    "means": ("contact",),
    "channel": ("zalo",),
    "reason": ("figures",),
    "which": ("channel", "title"),
    "day": ("2023-06-20",),
    "key": ("1",),
    "field": ("words",),
    "number": ("5",),
    "option": ("rep",),
    "outcome": ("not_reached",),
    "then": ("list",),
    "actor": ("unit",),
}
"""What the words of a button may say: all that could open something."""

Rows = dict[str, list[str]]
Joins = Callable[[Alliance], Awaitable[Phone]]


async def _stranger(alliance: Alliance) -> Phone:
    phone = alliance.world.stranger("Người lạ")
    await phone.starts()
    return phone


async def _unit(alliance: Alliance) -> Phone:
    return alliance.pao


async def _officer_elsewhere(alliance: Alliance) -> Phone:
    _, code = await alliance.world.organisation("yen-bai-2025")
    return await alliance.world.officer(code, "Đỗ Nhân Đạo")


async def _dismissed(alliance: Alliance) -> Phone:
    phone = await second_officer(alliance)
    owner = alliance.officer
    await owner.sends("/donvi")
    await owner.taps("Cán bộ thi đua")
    await _taps(owner, "Thôi nhiệm vụ")
    await owner.taps("Đồng ý chấm dứt")
    return phone


async def _taps(phone: Phone, part: str) -> None:
    """Press the first button whose label holds this."""
    found = [label for label in phone.buttons if part in label]
    assert found, (part, phone.last, phone.buttons)
    await phone.taps(found[0])


async def _fill(alliance: Alliance) -> None:
    """Something of everything: records, requests, half-filled forms of the unit and officer."""
    hoa, officer = alliance.hoa, alliance.officer
    await names_head(officer)
    await hoa.sends(f"{SECRET} xanh xanh")
    await registers(hoa)
    await sends_in(hoa, PETITION, SECRET)
    await alliance.world.goes_to("2023-06-07 08:00")
    await reports(hoa, SECRET)
    await adds(officer, "Lễ tôn vinh mặc gì?", "Áo dài.")
    await opens(hoa, f"○ {ANNUAL}")
    await hoa.taps("Xin gia hạn")
    await hoa.sends(SECRET)
    await hoa.sends("20/12")
    await hoa.taps("Gửi đề nghị")
    await opens(hoa, f"○ {ANNUAL}")
    await hoa.taps("Hẹn ngày gửi")
    await hoa.sends("/dangky")
    await hoa.taps(hoa.buttons[0])
    await hoa.sends("/gopy")
    await hoa.taps(PETITION)
    await hoa.sends(SECRET)
    await hoa.sends("/baocao")
    await hoa.taps(f"○ {ANNUAL}")
    await hoa.sends(SECRET)
    await _notify(officer)
    seat = officer.person.create_group(f"Nhóm {SECRET}")
    seat.add_bot()
    await alliance.world.settle()
    await officer.taps("Khối huyện")
    for command, labels in OFFICERS_FORMS.items():
        await officer.sends(command)
        for label in labels:
            await _taps(officer, label)
        await officer.sends(SECRET)


async def _notify(officer: Phone) -> None:
    """A notice to one bloc that asks for receipts, one to come, a list kept, one half-written, and
    a correction."""
    for last in ("Gửi đến", "Hẹn gửi", "Lưu danh sách này"):
        await officer.sends("/thongbao")
        await _taps(officer, "Soạn thông báo")
        await officer.taps("Khối")
        await officer.taps("☐ Khối huyện")
        await officer.taps("Xong")
        if last == "Lưu danh sách này":
            await officer.taps(last)
        await officer.sends(SECRET)
        if last == "Hẹn gửi":
            await officer.taps("Hẹn giờ gửi")
            await officer.sends("mai 8h")
        elif last == "Gửi đến":
            await officer.taps("☐ Yêu cầu xác nhận đã nhận")
        if last != "Lưu danh sách này":
            await _taps(officer, last)


OFFICERS_FORMS = {
    "/goidien": (MIDYEAR, "Phong Thổ", "hẹn ngày nộp"),
    "/units": ("Khối huyện", "Phong Thổ", "Người liên hệ"),
    "/choxem": (MIDYEAR, "Trả lại"),
    "/thongbao": ("1. ", "Đính chính"),
    "/han": ("Lịch nhắc hạn",),
    "/giahan": (TAM_DUONG, "Từ chối"),
    "/chuanop": (MIDYEAR, "Gia hạn"),
    "/gopy": (SECRET, "Trả lời"),
    "/danhmuc": ("Danh hiệu tập thể", "Thêm"),
    "/lienhe": ("Thêm đầu mối",),
    "/cauhoi": (SECRET, "Gặp ai để hỏi"),
    "/donvi": ("Khối huyện", "Phong Thổ", "Đăng ký thay"),
    "/kehoach": ("Kế hoạch mới",),
    "/hoidap": ("Thêm câu hỏi",),
}
"""Forms only officers fill in: where each begins, and what leads to it."""


async def _forms(world: World, presser: Phone) -> list[Dialogue]:
    """Every half-filled form that is neither the presser's nor of a unit they speak for."""
    async with world.app.database.reading() as db:
        member = await recognise(db, presser.person.id)
        forms = list(await db.exec(select(Dialogue)))
    own = {post.unit_id for post in member.posts if post.unit_id} if member else set()
    return [
        form
        for form in forms
        if form.unit_id not in own and not (member and form.member_id == member.id)
    ]


async def _everything(world: World, presser: Phone) -> Rows:
    """Every row but the presser's own, and what came in."""
    rows: Rows = {}
    async with world.app.database.reading() as db:
        own = (
            await db.exec(select(Member.id).where(col(Member.telegram_id) == presser.person.id))
        ).first()
        for mapper in SQLModel._sa_registry.mappers:
            table: Any = mapper.class_
            if table is InboxUpdate:
                continue
            found = [row.model_dump() for row in await db.exec(select(table))]
            if table in (Dialogue, Place, WrongCode, PutOff):
                found = [row for row in found if row["member_id"] != own]
            if table is Member:
                found = [row for row in found if row["id"] != own]
            rows[table.__name__] = sorted(map(str, found))
    return rows


async def _made_up(world: World, presser: Phone, codes: Sequence[str]) -> list[list[str]]:
    """Every kind of button, filled with numbers of what there is; those of forms for each form."""
    async with world.app.database.reading() as db:
        midyear = (
            await db.exec(select(Obligation.id).where(col(Obligation.title) == MIDYEAR))
        ).one()
    known = {"unit_id": world.units[TAM_DUONG], "obligation_id": midyear}
    forms = await _forms(world, presser)
    made = []
    for code in codes:
        kind = callbacks._types[code]
        names = [field.name for field in fields(kind)]
        if "draft_id" in names:
            each: Iterable[dict[str, int]] = (
                known | {"draft_id": form.id or 0, "version": form.version} for form in forms
            )
        else:
            each = (known, known | {"unit_id": 0, "obligation_id": 0})
        made.append([data for values in each for data in _filled(kind, values)])
    return made


def _filled(kind: type, known: dict[str, int]) -> list[str]:
    """The kind with these numbers and 1 for all others, once for each word it may say."""
    filled = [dict[str, object]()]
    for field in fields(kind):
        written = getattr(field.type, "__name__", field.type)
        values: Iterable[object] = (known.get(field.name, 1),)
        if written == "str":
            values = WORDS.get(field.name, ("1",))
        elif written == "bool":
            values = (True,)
        filled = [before | {field.name: value} for before in filled for value in values]
    return [pack(kind(**values)) for values in filled]


PRESSERS: dict[str, tuple[Joins, tuple[str, ...]]] = {
    "a stranger": (_stranger, (SECRET, "Tam Đường")),
    "another unit": (_unit, (SECRET, "Tam Đường")),
    "another organisation's officer": (_officer_elsewhere, (SECRET, "Tam Đường", "Lai Châu")),
    "a dismissed officer": (_dismissed, (SECRET, "Tam Đường")),
}


@pytest.mark.parametrize("who", PRESSERS)
async def test_a_made_up_press_opens_and_changes_nothing(alliance: Alliance, who: str) -> None:
    joins, forbidden = PRESSERS[who]
    presser = await joins(alliance)
    await _fill(alliance)
    codes = sorted(set(callbacks._types) - OWN)

    failed, before, after = await _presses_all(alliance.world, presser, codes, forbidden)

    assert failed == []
    assert after == before


async def test_a_unit_decides_nothing_about_itself_by_an_officers_button(alliance: Alliance):
    await _fill(alliance)
    codes = [code for code in sorted(callbacks._types) if code.startswith(OFFICERS)]
    codes = [code for code in codes if code not in OWN | EVERYBODYS]

    failed, before, after = await _presses_all(alliance.world, alliance.hoa, codes, ("Phong Thổ",))

    assert failed == []
    assert after == before


async def test_no_button_does_anything_in_a_group(alliance: Alliance) -> None:
    """Whoever has every right in the private chat has none of them here."""
    officer, world = alliance.officer, alliance.world
    await _fill(alliance)
    (group,) = officer.person.groups
    seat = officer.person.in_group(group)
    before, read = await _everything(world, officer), list(officer.read)
    said = len(seat.messages)

    for presses in await _made_up(world, officer, sorted(callbacks._types)):
        for data in presses:
            seat.tap_data(seat.last["message_id"], data)
        await world.settle()

    assert officer.person.toast == "Nút này dùng trong chat riêng với bot."
    assert (officer.read, len(seat.messages)) == (read, said)
    assert await _everything(world, officer) == before


async def _presses_all(
    world: World, presser: Phone, codes: Sequence[str], forbidden: tuple[str, ...]
) -> tuple[list[tuple[str, str]], Rows, Rows]:
    """Press them all; gives what was read that must not be, and every row before and after."""
    before, read = await _everything(world, presser), len(presser.read)
    failed: list[tuple[str, str]] = []
    message_id = presser.person.last["message_id"]
    for presses in await _made_up(world, presser, codes):
        for data in presses:
            presser.person.tap_data(message_id, data)
        await world.settle()
        seen = " ".join(presser.read[read:]) + str(presser.person.last)
        failed += [(presses[0], word) for word in (*forbidden, APOLOGY) if word in seen]
        read = len(presser.read)
    return failed, before, await _everything(world, presser)
