"""Whom units may ask: officers keep it, whoever asks is told what was asked for first."""

import pytest
from sqlmodel import col, select

from bot.actions.uniting import merge_organisations
from storage.tables import AuditEntry
from storage.tables import Desk as DeskRow
from tests.stories.beginning import Alliance
from tests.stories.test_at_once import second_officer
from tests.stories.world import Phone, World

CARD = "Nguyễn Thị Hoa – Chuyên viên Ban Thi đua\n0912 345 678"
HERE = "Liên đoàn Lao động tỉnh Lai Châu"


async def names(officer: Phone, card: str = CARD) -> str:
    """Add somebody; gives the page that is shown then."""
    await officer.sends("/lienhe")
    await officer.taps("Thêm đầu mối")
    return await officer.sends(card)


async def gives(officer: Phone, detail: str, words: str) -> str:
    """Fill in a detail on the page of a contact."""
    await officer.taps(detail)
    return await officer.sends(words)


async def rows(world: World) -> list[DeskRow]:
    async with world.app.database.reading() as db:
        return list(await db.exec(select(DeskRow).order_by(col(DeskRow.place))))


@pytest.mark.both_engines
async def test_a_card_typed_in_one_message_answers_units_with_the_number_first(alliance: Alliance):
    page = await names(alliance.officer)
    answer = await alliance.hoa.sends("cho xin sdt can bo thi dua")

    assert page.startswith("Nguyễn Thị Hoa, Chuyên viên Ban Thi đua\nĐiện thoại: +84912345678")
    assert answer == (
        "Điện thoại: +84912345678\nNguyễn Thị Hoa, Chuyên viên Ban Thi đua\n\n" + HERE
    )


async def test_the_contacts_are_found_where_units_are_kept(alliance: Alliance):
    officer = alliance.officer
    await officer.sends("/donvi")

    assert "Chưa có đầu mối nào" in await officer.taps("Đầu mối liên hệ")


async def test_a_number_alone_is_kept_until_a_name_comes(alliance: Alliance):
    officer = alliance.officer
    asked = await names(officer, "0912 345 678")
    page = await officer.sends("Văn phòng Liên đoàn")

    assert "Xin gõ tiếp họ tên hoặc chức danh." in asked
    assert page.startswith("Văn phòng Liên đoàn\nĐiện thoại: +84912345678")


@pytest.mark.parametrize(
    ("button", "typed", "question", "begins"),
    [
        ("Thư điện tử", "hoa@lmhtx.vn", "email cua lien doan la gi", "Thư điện tử: hoa@lmhtx.vn"),
        ("Zalo", "0987 654 321", "zalo cua can bo", "Zalo: +84987654321"),
        ("Địa chỉ", "Tầng 2, nhà B", "dia chi o dau", "Địa chỉ: Tầng 2, nhà B"),
    ],
)
async def test_each_detail_is_answered_when_it_is_asked_for(
    alliance: Alliance, button: str, typed: str, question: str, begins: str
):
    await names(alliance.officer)
    await gives(alliance.officer, button, typed)
    answer = await alliance.hoa.sends(question)

    assert answer.startswith(f"{begins}\nNguyễn Thị Hoa, Chuyên viên Ban Thi đua")
    assert "Điện thoại: +84912345678" in answer


async def test_whoever_asks_for_a_person_is_told_who_it_is_and_how_to_reach_them(
    alliance: Alliance,
):
    await names(alliance.officer)
    await gives(alliance.officer, "Về việc", "thi đua, báo cáo")
    answer = await alliance.hoa.sends("gặp ai để hỏi ạ")

    assert answer == (
        f"Đầu mối liên hệ của {HERE}:\n\nNguyễn Thị Hoa, Chuyên viên Ban Thi đua\n"
        "Về việc: thi đua, báo cáo\nĐiện thoại: +84912345678"
    )


async def test_who_is_there_for_what_is_asked_about_is_named_first(alliance: Alliance):
    await names(alliance.officer, "Lò Văn An 0911 111 111")
    await names(alliance.officer)
    await gives(alliance.officer, "Về việc", "báo cáo, số liệu")
    about_reports = await alliance.hoa.sends("xin so dien thoai hoi ve bao cao")
    general = await alliance.hoa.sends("số điện thoại cán bộ")

    assert about_reports.startswith("Điện thoại: +84912345678")
    assert general.startswith("Điện thoại: +84911111111")


async def test_a_detail_that_nobody_has_is_said_so_and_the_question_may_be_sent(
    alliance: Alliance,
):
    await names(alliance.officer)
    hoa = alliance.hoa
    answer = await hoa.sends("xin email cua lien doan")
    form = await hoa.taps("Gửi câu hỏi cho cán bộ")

    assert answer.startswith("Thư điện tử: chưa có tại đây.")
    assert "Điện thoại: +84912345678" in answer
    assert "xin email cua lien doan" in form


async def test_where_neither_officers_nor_plan_name_anybody_the_question_may_be_sent(
    alliance: Alliance,
):
    hoa = alliance.hoa
    answer = await hoa.sends("gap ai de hoi")
    form = await hoa.taps("Gửi câu hỏi cho cán bộ")

    assert f"Kế hoạch không ghi đầu mối liên hệ, và {HERE} chưa khai báo" in answer
    assert "gap ai de hoi" in form


async def test_what_the_plan_names_gives_way_to_what_officers_set(world: World):
    organisation_id, code = await world.organisation("hai-phong-2023")
    officer = await world.officer(code)
    await world.unit(organisation_id, "HTX Đoàn Xá")
    manager = await world.manager(officer, "HTX Đoàn Xá", "Bùi Thị Hạnh")
    before = await manager.sends("gap ai de hoi")
    await names(officer)
    after = await manager.sends("gap ai de hoi")

    assert "Phòng Kiểm tra và Tổ chức thành viên" in before
    assert "Nguyễn Thị Hoa" in after
    assert "Phòng Kiểm tra và Tổ chức thành viên" not in after


async def test_whoever_asks_for_more_time_is_told_whom_to_ask_too(alliance: Alliance):
    await names(alliance.officer)

    assert "Nguyễn Thị Hoa" in await alliance.hoa.sends("xin gia hạn")


async def test_a_manager_reads_the_contacts_by_their_command(alliance: Alliance):
    await names(alliance.officer)
    read = await alliance.hoa.sends("/lienhe")

    assert "Nguyễn Thị Hoa" in read
    assert "Thêm đầu mối" not in alliance.hoa.buttons


@pytest.mark.parametrize(
    ("detail", "typed", "explained"),
    [
        ("Điện thoại", "0912 345 67", "“0912 345 67” có 9 chữ số"),
        ("Thư điện tử", "hoa tại lmhtx.vn", "“hoa tại lmhtx.vn” chưa đúng địa chỉ thư điện tử"),
    ],
)
async def test_what_is_no_such_detail_is_explained_and_asked_again(
    alliance: Alliance, detail: str, typed: str, explained: str
):
    await names(alliance.officer, "Lò Văn An – Phó ban")
    said = await gives(alliance.officer, detail, typed)
    await alliance.officer.sends("0912345678" if detail == "Điện thoại" else "an@x.vn")

    assert said.startswith(explained)
    assert alliance.officer.last.startswith("Lò Văn An, Phó ban\n")


async def test_a_detail_is_taken_out_but_never_the_last_name(alliance: Alliance):
    officer = alliance.officer
    await names(officer)
    await officer.taps("✓ Điện thoại")
    without_phone = await officer.taps("Bỏ mục này")
    await officer.taps("✓ Chức danh")
    without_role = await officer.taps("Bỏ mục này")
    await officer.taps("✓ Họ tên")

    assert "+84" not in without_phone
    assert without_role.startswith("Nguyễn Thị Hoa\n")
    assert "Bỏ mục này" not in officer.buttons


async def test_the_order_is_the_officers(alliance: Alliance):
    officer = alliance.officer
    await names(officer)
    await names(officer, "Lò Văn An 0911 111 111")
    await officer.taps("Đưa lên đầu")

    assert (await alliance.hoa.sends("sdt can bo")).startswith("Điện thoại: +84911111111")


async def test_a_contact_is_taken_out_after_a_question_and_the_record_says_who_did_what(
    alliance: Alliance,
):
    officer = alliance.officer
    await names(officer)
    await officer.taps("Xoá đầu mối này")
    left = await officer.taps("Xoá")

    assert "Nguyễn Thị Hoa" not in left
    assert await rows(alliance.world) == []
    async with alliance.world.app.database.reading() as db:
        entries = select(AuditEntry.act, AuditEntry.before, AuditEntry.after).where(
            col(AuditEntry.act).startswith("contact of")
        )
        noted = [tuple(each) for each in await db.exec(entries.order_by(col(AuditEntry.id)))]
    card = {
        "name": "Nguyễn Thị Hoa",
        "role": "Chuyên viên Ban Thi đua",
        "phone": "+84912345678",
    }
    assert noted == [
        ("contact of the organisation added", None, card),
        ("contact of the organisation dropped", card, None),
    ]


async def test_another_officer_of_the_organisation_may_change_it(alliance: Alliance):
    await names(alliance.officer)
    other = await second_officer(alliance)
    await other.sends("/lienhe")
    await other.taps("Nguyễn Thị Hoa")

    assert "Địa chỉ: Nhà B" in await gives(other, "Địa chỉ", "Nhà B")


async def test_nobody_is_told_of_another_organisations_contact(alliance: Alliance):
    world = alliance.world
    organisation_id, code = await world.organisation("yen-bai-2025")
    elsewhere = await world.officer(code, "Đỗ Nhân Đạo")
    await world.unit(organisation_id, "HTX Suối Giàng")
    manager = await world.manager(elsewhere, "HTX Suối Giàng", "Bùi Thị Hạnh")
    await names(alliance.officer)
    (desk,) = await rows(world)
    await elsewhere.sends("/lienhe")
    message = elsewhere.person.last["message_id"]
    for data in (f"owo:{desk.id}", f"owd:{desk.id}:phone", f"owf:{desk.id}", f"owy:{desk.id}"):
        elsewhere.person.tap_data(message, data)
        await world.settle()

    assert "Hoa" not in " ".join(elsewhere.read)
    assert "Nguyễn Thị Hoa" not in await manager.sends("sdt can bo")
    assert await rows(world) == [desk]


async def test_a_unit_changes_no_contact(alliance: Alliance):
    await names(alliance.officer)
    (desk,) = await rows(alliance.world)
    hoa = alliance.hoa
    await hoa.sends("/lienhe")
    for data in ("owl", "owa", f"owo:{desk.id}", f"owd:{desk.id}:phone", f"owy:{desk.id}"):
        hoa.person.tap_data(hoa.person.last["message_id"], data)
        await alliance.world.settle()
        assert "không thuộc quyền" in " ".join(hoa.read[-2:]) or "quyền" in hoa.last
    await hoa.sends("0999 999 999")

    assert await rows(alliance.world) == [desk]


@pytest.mark.both_engines
async def test_an_organisation_that_becomes_part_of_another_brings_its_contacts(
    alliance: Alliance,
):
    world = alliance.world
    coming, code = await world.organisation("lai-chau-2023")
    elsewhere = await world.officer(code, "Lường Văn Thân")
    await names(alliance.officer)
    await names(elsewhere, "Lường Văn Thân 0922 222 222")
    async with world.app.database.transaction() as db:
        await merge_organisations(db, coming, alliance.id, world.clock.now())
    await world.settle()
    answer = await alliance.hoa.sends("sdt can bo")

    assert answer.index("+84912345678") < answer.index("+84922222222")
    assert [row.organisation_id for row in await rows(world)] == [alliance.id] * 2
