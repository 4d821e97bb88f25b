"""From a signed plan on paper to a campaign in chat: entered by hand or read, walked, published."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import col, select

from bot.actions.organisations import add_organisation
from bot.campaigns import load, write_plan
from bot.rules.deadlines import Deadline
from bot.rules.dialogues import Form
from bot.rules.plans import Kind, ObligationDraft, OrganisationKind
from bot.rules.preparing import MOST_ITEMS
from bot.simulator.person import Attachment
from storage.tables import Dialogue, Obligation, Plan, Preparation
from tests.files import a_pdf, a_picture, pages_in
from tests.plan_reader.made import as_text, as_word
from tests.stories.beginning import Alliance
from tests.stories.test_at_once import second_officer
from tests.stories.world import Phone, World, joins, starts_again

TITLE = "Kế hoạch công tác thi đua, khen thưởng năm 2023"
NAME = "Liên minh Hợp tác xã tỉnh Hoa Sen"
OLD_FONT = "KÕ ho¹ch ph¸t ®éng phong trµo thi ®ua n¨m cña tØnh "
CHECKS = ("Kiểm tra từng việc", "Đúng, việc tiếp theo")


async def founds(world: World) -> tuple[int, Phone]:
    """An organisation without any plan, and its officer."""
    async with world.app.database.transaction() as db:
        id_, code = await add_organisation(db, NAME, OrganisationKind.ALLIANCE, world.clock.now())
    return id_, await world.officer(code)


async def begins(officer: Phone) -> str:
    """Begin a plan by hand with the usual title of this year, number and day typed."""
    await officer.sends("/kehoach")
    await officer.taps("Kế hoạch mới…")
    await officer.taps(TITLE)
    return await officer.sends("12/KH-LMHTX 16/1/2023")


async def adds(officer: Phone, kind: str, when: str) -> str:
    """A duty of this kind, due so; its card."""
    await officer.taps(kind)
    return await officer.sends(when)


async def enters(officer: Phone) -> str:
    """Three duties, each confirmed; the whole draft."""
    await begins(officer)
    await adds(officer, "Đăng ký thi đua", "chậm nhất 10/2")
    await officer.taps("Đúng, thêm việc nữa")
    await adds(officer, "Báo cáo sơ kết 6 tháng", "trước ngày 10/6")
    await officer.taps("Đúng, thêm việc nữa")
    await adds(officer, "Báo cáo tổng kết năm", "chậm nhất 8/12")
    return await officer.taps("Đúng, xem toàn bộ")


async def drafts(world: World) -> list[Preparation]:
    async with world.app.database.reading() as db:
        return list(await db.exec(select(Preparation).order_by(col(Preparation.id))))


async def plans(world: World, organisation_id: int) -> list[Plan]:
    async with world.app.database.reading() as db:
        return list(await db.exec(select(Plan).where(col(Plan.organisation_id) == organisation_id)))


class Counted(Phone):
    """A phone that counts what its person does: presses, messages, files."""

    acts = 0

    async def _answer(self) -> str:
        self.acts += 1
        return await super()._answer()


async def test_an_empty_organisation_has_its_campaign_in_fifteen_acts(world: World) -> None:
    organisation_id, joined = await founds(world)
    officer = Counted(world, joined.person)
    await world.unit(organisation_id, "HTX Hòa Bình", "Khối 1")
    hoa = await world.manager(officer, "HTX Hòa Bình", "Nguyễn Văn Hòa")
    read = len(hoa.read)

    whole = await enters(officer)
    preview = await officer.taps("Xem trước và công bố…")
    silent = len(hoa.read) == read
    done = await officer.taps("Công bố và báo các đơn vị")
    told = hoa.last
    await world.goes_to("2023-02-03 08:00")

    assert officer.acts == 15
    assert "Có 3 việc:" in whole
    assert "✓ 2. Báo cáo sơ kết 6 tháng đầu năm 2023: trước ngày 10/06/2023" in whole
    assert "Quý đơn vị có 3 việc theo kế hoạch này:" in preview
    assert silent
    assert done.startswith(f"Kế hoạch đã có hiệu lực\n{TITLE}")
    assert "Đang báo tin cho 1 người." in done
    assert told.startswith(f"Kế hoạch mới có hiệu lực\n{TITLE} (số 12/KH-LMHTX)\n{NAME}")
    assert "1. Đăng ký thi đua năm 2023: đến hết Thứ Sáu, 10/02/2023. Còn 11 ngày." in told
    assert "2. Báo cáo sơ kết 6 tháng đầu năm 2023: đến hết Thứ Sáu, 09/06/2023." in told
    assert hoa.last.startswith("Nhắc hạn")
    assert "Đăng ký thi đua năm 2023" in hoa.last


async def test_what_units_are_told_brings_their_calendar(world: World) -> None:
    organisation_id, officer = await founds(world)
    await world.unit(organisation_id, "HTX Hòa Bình")
    hoa = await world.manager(officer, "HTX Hòa Bình", "Nguyễn Văn Hòa")
    await enters(officer)
    await publishes(officer)

    await hoa.taps("Tệp lịch (.ics)")

    assert hoa.got[-1]["document"]["mime_type"] == "text/calendar"


async def test_whoever_speaks_for_two_units_is_told_once(alliance: Alliance) -> None:
    officer, hoa = alliance.officer, alliance.hoa
    await joins(hoa, await alliance.world.invite(officer, "LĐLĐ huyện Phong Thổ"))
    await enters(officer)
    read = len(hoa.read)
    await publishes(officer)

    assert len(hoa.read) == read + 1
    assert "Gửi: LĐLĐ huyện Tam Đường, LĐLĐ huyện Phong Thổ" in hoa.last
    assert "Tệp lịch (.ics): LĐLĐ huyện Phong Thổ" in hoa.buttons


async def test_nobody_is_reminded_on_the_day_of_publication(alliance: Alliance) -> None:
    officer, hoa = alliance.officer, alliance.hoa
    await alliance.world.goes_to("2023-03-01 08:00")
    await begins(officer)
    await adds(officer, "Báo cáo quý", "chậm nhất 8/3")  # seven days ahead is a rung
    await officer.taps("Đúng, xem toàn bộ")
    await publishes(officer)
    told = len(hoa.read)
    await alliance.world.goes_to("2023-03-01 14:00")
    silent = len(hoa.read) == told
    await alliance.world.goes_to("2023-03-06 08:00")

    assert silent
    assert hoa.last.startswith("Nhắc hạn")
    assert "Báo cáo quý" in hoa.last


async def test_a_day_whose_wording_is_not_said_is_asked_about(world: World) -> None:
    _, officer = await founds(world)
    await begins(officer)
    asked = await adds(officer, "Đăng ký thi đua", "10/2")
    card = await officer.taps("Trước ngày … (không kể)")

    assert "Ngày: Thứ Sáu, 10/02/2023\nCó tính cả ngày đó không?" in asked
    assert "Thời hạn: trước Thứ Sáu, 10/02/2023\nHạn cuối là Thứ Năm, 09/02/2023" in card


async def test_a_plan_made_the_autumn_before_reads_days_of_its_own_year(world: World) -> None:
    _, officer = await founds(world)
    await world.goes_to("2023-11-20 08:00")
    await officer.sends("/kehoach")
    await officer.taps("Kế hoạch mới…")
    await officer.sends("Phát động thi đua năm 2024")
    await officer.taps("Bỏ qua")
    card = await adds(officer, "Báo cáo tổng kết năm", "chậm nhất 10/12")

    assert card.startswith("1. Báo cáo tổng kết năm 2024\n")
    assert "chậm nhất Thứ Ba, 10/12/2024" in card


async def test_a_date_that_cannot_be_read_leaves_the_question(world: World) -> None:
    _, officer = await founds(world)
    await begins(officer)
    refused = await adds(officer, "Đăng ký thi đua", "31/6")
    card = await officer.sends("chậm nhất 30/6")

    assert "Không có ngày “31/6” trong lịch" in refused
    assert "chậm nhất Thứ Sáu, 30/06/2023" in card


async def test_what_is_named_by_hand_is_asked_for_its_title_then_its_date(world: World) -> None:
    _, officer = await founds(world)
    await begins(officer)
    asked = await officer.taps("Việc khác")
    dated = await officer.sends("Nộp quỹ  thi đua")
    card = await officer.taps("Chưa ấn định")

    assert "Tên việc là gì?" in asked
    assert dated.startswith("1. Nộp quỹ thi đua\n\nThời hạn?")
    assert "Thời hạn: chưa ấn định" in card


async def test_changing_a_duty_makes_it_to_be_confirmed_anew(world: World) -> None:
    _, officer = await founds(world)
    await enters(officer)
    await officer.taps("✓ 1. Đăng ký thi đua năm 2023")
    await officer.taps("Đổi loại việc")
    kind = await officer.taps("Hồ sơ đề nghị khen thưởng")
    await officer.taps("Ai thực hiện")
    actor = await officer.taps("Cơ quan ban hành")
    await officer.taps("Sửa tên")
    title = await officer.sends("Soát hồ sơ")
    wording = await officer.taps("Đổi thành “trước ngày …”")
    typed = await officer.sends("chậm nhất 17/2")
    whole = await officer.taps("Toàn bộ bản nháp")

    assert kind.startswith("1. Hồ sơ đề nghị khen thưởng\n")
    assert "Đơn vị không phải nộp và không được nhắc việc này." in actor
    assert title.startswith("1. Soát hồ sơ\n")
    assert "trước Thứ Sáu, 10/02/2023" in wording
    assert "chậm nhất Thứ Sáu, 17/02/2023" in typed
    assert "○ 1. Soát hồ sơ: chậm nhất ngày 17/02/2023" in whole
    assert "Kiểm tra từng việc (còn 1)" in officer.buttons
    assert "Xem trước và công bố…" not in officer.buttons


async def test_what_the_issuer_does_or_was_dropped_is_told_to_nobody(alliance: Alliance) -> None:
    officer, hoa = alliance.officer, alliance.hoa
    await enters(officer)
    await officer.taps("✓ 3. Báo cáo tổng kết năm 2023")
    await officer.taps("Bỏ việc này")
    await officer.taps("✓ 2. Báo cáo sơ kết 6 tháng đầu năm 2023")
    await officer.taps("Ai thực hiện")
    await officer.taps("Cơ quan ban hành")
    await officer.taps("Đúng, xem toàn bộ")
    await publishes(officer)

    assert "Quý đơn vị có 1 việc theo kế hoạch này:" in hoa.last
    assert "Báo cáo" not in hoa.last


async def test_what_is_odd_stands_above_and_does_not_hinder(world: World) -> None:
    _, officer = await founds(world)
    await officer.sends("/kehoach")
    await officer.taps("Kế hoạch mới…")
    await officer.taps(TITLE)
    await officer.taps("Bỏ qua")
    card = await adds(officer, "Báo cáo sơ kết 6 tháng", "chậm nhất 10/6")
    await officer.taps("Đúng, thêm việc nữa")
    await officer.taps("Báo cáo quý")
    await officer.taps("Chưa ấn định")
    whole = await officer.taps("Đúng, xem toàn bộ")
    preview = await officer.taps("Xem trước và công bố…")

    assert "Lưu ý: đó là ngày nghỉ. Hạn vẫn giữ nguyên." in card
    assert (
        "Cần xem lại\n"
        "⚠ kế hoạch chưa có số\n"
        "⚠ kế hoạch chưa có ngày ban hành\n"
        "⚠ 1. Báo cáo sơ kết 6 tháng đầu năm 2023: "
        "hạn cuối Thứ Bảy, 10/06/2023 là ngày nghỉ cuối tuần\n"
        "⚠ 2. Báo cáo quý: yêu cầu nộp mà không ghi thời hạn\n"
    ) in whole
    assert "⚠ Còn 5 điểm cần xem lại." in preview


async def test_a_draft_left_is_there_after_a_restart(world: World, tmp_path: Path) -> None:
    _, officer = await founds(world)
    await begins(officer)
    await officer.taps("Đăng ký thi đua")
    await starts_again(world, tmp_path)
    card = await officer.sends("chậm nhất 10/2")
    await officer.sends("/start")
    again = await officer.taps("Tiếp tục: kế hoạch đang soạn")

    assert card == again
    assert "chậm nhất Thứ Sáu, 10/02/2023" in again


async def test_cancelling_leaves_the_draft_to_all_officers(world: World) -> None:
    _, officer = await founds(world)
    await begins(officer)
    said = await officer.sends("/huy")
    await officer.sends("/kehoach")
    again = await officer.taps(f"Bản nháp: {TITLE}")

    assert said.startswith("Đã đóng. Bản nháp vẫn được giữ nguyên")
    assert "Số: 12/KH-LMHTX" in again


async def test_a_draft_is_thrown_away_after_a_question(world: World) -> None:
    _, officer = await founds(world)
    await enters(officer)
    asked = await officer.taps("Bỏ bản nháp…")
    done = await officer.taps("Xoá")
    listed = await officer.sends("/kehoach")

    assert "Chưa ai được báo tin về kế hoạch này." in asked
    assert done == f"Đã bỏ bản nháp: {TITLE}"
    assert "Bản nháp" not in listed
    assert await drafts(world) == []


async def test_another_officer_goes_on_and_the_older_screen_says_so(alliance: Alliance) -> None:
    first, second = alliance.officer, await second_officer(alliance)
    await enters(first)
    await second.sends("/kehoach")
    await second.taps(f"Bản nháp: {TITLE}")
    await second.taps("✓ 1. Đăng ký thi đua năm 2023")
    await second.taps("Bỏ việc này")
    refused = await first.taps("✓ 3. Báo cáo tổng kết năm 2023")
    now = await first.taps("Mở bản hiện tại")

    assert refused.startswith("Bản nháp đã thay đổi sau khi màn hình này hiện ra")
    assert "Có 2 việc:" in now
    assert "Sửa lần cuối: Lù Văn Sinh, 08:00 30/01/2023." in now
    assert [len(each.document["obligations"]) for each in await drafts(alliance.world)] == [2]


async def test_what_is_typed_into_an_older_screen_overwrites_nothing(alliance: Alliance) -> None:
    first, second = alliance.officer, await second_officer(alliance)
    await enters(first)
    await first.taps("✓ 2. Báo cáo sơ kết 6 tháng đầu năm 2023")
    await first.taps("Sửa tên")
    await second.sends("/kehoach")
    await second.taps(f"Bản nháp: {TITLE}")
    await second.taps("✓ 1. Đăng ký thi đua năm 2023")
    await second.taps("Bỏ việc này")
    refused = await first.sends("Tên của việc thứ hai")
    now = await first.taps("Mở bản hiện tại")

    assert refused.startswith("Bản nháp đã thay đổi")
    assert "Tên của việc thứ hai" not in now


@pytest.mark.both_engines
async def test_two_officers_publish_once(alliance: Alliance) -> None:
    first, second = alliance.officer, await second_officer(alliance)
    await enters(first)
    await second.sends("/kehoach")
    await second.taps(f"Bản nháp: {TITLE}")
    for officer in (first, second):
        await officer.taps("Xem trước và công bố…")
    read = len(alliance.hoa.read)
    for officer in (first, second):
        officer.person.tap("Công bố và báo các đơn vị")
    await alliance.world.settle()

    assert sorted(officer.last.split("\n")[0] for officer in (first, second)) == [
        "Bản nháp này không còn: đã được công bố hoặc đã bỏ. Bấm /kehoach để xem.",
        "Kế hoạch đã có hiệu lực",
    ]
    assert len(alliance.hoa.read) == read + 1
    assert len(await plans(alliance.world, alliance.id)) == 2
    async with alliance.world.app.database.reading() as db:
        assert not list(await db.exec(select(Dialogue).where(col(Dialogue.form) == Form.PLAN)))


async def test_the_scan_is_kept_with_the_plan_and_given_to_units(alliance: Alliance) -> None:
    officer, hoa = alliance.officer, alliance.hoa
    await officer.sends("/kehoach")
    await officer.taps("Kế hoạch mới…")
    begun = await officer.sends_photo(a_picture(shade=200))
    more = await officer.sends_photo(a_picture(shade=90))
    await officer.sends("12/KH-LMHTX 16/1/2023")
    await adds(officer, "Đăng ký thi đua", "chậm nhất 10/2")
    await officer.taps("Đúng, xem toàn bộ")
    await publishes(officer)
    await hoa.taps("Mở kế hoạch")
    await hoa.taps("Văn bản kế hoạch")

    assert "Văn bản đính kèm: 1 tệp." in begun
    assert "Văn bản đính kèm: 2 tệp." in more
    sent = hoa.got[-1]["document"]
    assert sent["file_name"] == "ke-hoach-cong-tac-thi-dua-khen-thuong-nam-2023-trang-da-ky.pdf"
    stored = alliance.world.telegram.files.find(sent["file_id"])
    assert stored is not None
    assert len(pages_in(stored.content)) == 2


async def test_an_album_of_its_pages_begins_one_draft(world: World) -> None:
    _, officer = await founds(world)
    home = await officer.sends("/start")
    await officer.taps("Kế hoạch mới…")
    read = len(officer.read)
    await officer.sends_album([Attachment(a_picture(shade=shade)) for shade in (200, 150, 90)])

    assert "Chưa có kế hoạch nào có hiệu lực." in home
    assert len(await drafts(world)) == 1
    assert "Văn bản đính kèm: 3 tệp." in officer.last
    assert len(officer.read) == read + 1


async def test_a_file_of_the_document_can_be_taken_out_again(world: World) -> None:
    _, officer = await founds(world)
    await enters(officer)
    await officer.taps("Văn bản kế hoạch")
    listed = await officer.sends_file("ban-ky.pdf", a_pdf("Ke hoach"))
    emptied = await officer.taps("Bỏ: ban-ky.pdf")

    assert "1. ban-ky.pdf" in listed
    assert "Chưa gửi tệp nào." in emptied


async def test_a_plan_file_is_read_and_walked_item_by_item(world: World) -> None:
    organisation_id, officer = await founds(world)
    await officer.sends("/kehoach")
    await officer.taps("Kế hoạch mới…")
    read = await officer.sends_file("ke-hoach.yaml", write_plan(load("hai-phong-2023")).encode())
    first = await officer.taps("Kiểm tra từng việc (còn 5)")
    changed = await officer.sends("chậm nhất 15/3")
    while "Đúng, việc tiếp theo" in officer.buttons:
        await officer.taps("Đúng, việc tiếp theo")
    await officer.taps("Đúng, xem toàn bộ")
    await publishes(officer)

    assert "○ 1. Đăng ký thi đua năm 2023: trước ngày 01/03/2023" in read
    assert "hạn cuối 28/02/2023 không sau ngày ban hành kế hoạch" in read
    assert "Kế hoạch ghi: “trước ngày 01/3/2023”." in first
    assert "Ngày này áp dụng bên cạnh ngày ghi trong kế hoạch." in changed
    (plan,) = await plans(world, organisation_id)
    assert plan.document["organisation"] == NAME
    async with world.app.database.reading() as db:
        row = (await db.exec(select(Obligation).order_by(col(Obligation.id)))).first()
    assert row is not None
    assert (str(row.written_on), str(row.in_force_on), row.written) == (
        "2023-03-01",
        "2023-03-15",
        "trước ngày 01/3/2023",
    )


async def test_a_day_that_was_read_wrongly_is_put_right_as_the_documents_own(world: World) -> None:
    _, officer = await founds(world)
    await officer.sends("/kehoach")
    await officer.taps("Kế hoạch mới…")
    await officer.sends_file("ke-hoach.yml", write_plan(load("hai-phong-2023")).encode())
    await officer.taps("Kiểm tra từng việc (còn 5)")
    await officer.sends("trước ngày 10/3")
    card = await officer.taps("Văn bản ghi đúng ngày này")

    assert "Kế hoạch ghi: “trước ngày 10/03/2023”." in card
    assert "Ngày này áp dụng bên cạnh" not in card


async def test_a_file_in_which_no_plan_can_be_read_is_kept_or_refused(world: World) -> None:
    _, officer = await founds(world)
    await officer.sends("/kehoach")
    await officer.taps("Kế hoạch mới…")
    broken = await officer.sends_file("ke-hoach.yaml", b"slug: a\nyear: 20023")
    music = await officer.sends_file("bai-hat.mp3", b"ID3" + bytes(100))
    voice = await officer.sends_voice()
    scan = await officer.sends_file("scan.pdf", a_pdf("Ke hoach"))
    why = officer.read[-2]

    assert broken.startswith("Không đọc được “ke-hoach.yaml” thành kế hoạch: ")
    assert music.startswith("Không đọc được kế hoạch nào trong “bai-hat.mp3”.")
    assert voice == "Vui lòng gửi kế hoạch bằng tệp, bản quét, hoặc ảnh chụp các trang."
    assert why.startswith("Không đọc được kế hoạch nào trong “scan.pdf”.")
    assert scan.startswith(f"Bản nháp: {TITLE}\n")
    assert "Văn bản đính kèm: 1 tệp." in scan


async def test_nothing_is_put_in_force_that_was_not_looked_at(world: World) -> None:
    organisation_id, officer = await founds(world)
    await officer.sends("/kehoach")
    await officer.taps("Kế hoạch mới…")
    await officer.sends_file("ke-hoach.yaml", write_plan(load("hai-phong-2023")).encode())
    (draft,) = await drafts(world)
    for code in ("ofp", "ofpx"):
        data = f"{code}:{draft.id}:{draft.version}"
        officer.person.tap_data(officer.person.last["message_id"], data)
        await world.settle()
        assert officer.last == "Bản nháp còn 5 việc chưa kiểm tra."

    assert await plans(world, organisation_id) == []


async def test_the_longest_plan_fits_every_screen(alliance: Alliance) -> None:
    officer, hoa = alliance.officer, alliance.hoa
    long = replace(
        load("hai-phong-2023"),
        slug="dai",
        title="<Kế hoạch & " * 24,
        obligations=tuple(
            ObligationDraft(
                Kind.OTHER,
                f"Việc thứ {n} <&> ".ljust(300, "ă"),
                deadline=Deadline(date(2023, 6, 10), inclusive=True),
            )
            for n in range(MOST_ITEMS)
        ),
    )
    await officer.sends("/kehoach")
    await officer.taps("Kế hoạch mới…")
    read = await officer.sends_file("dai.yaml", write_plan(long).encode())
    await officer.taps("Kiểm tra từng việc (còn 60)")
    while "Đúng, việc tiếp theo" in officer.buttons:
        await officer.taps("Đúng, việc tiếp theo")
    whole = await officer.taps("Đúng, xem toàn bộ")
    await officer.taps("Trang 8 ›" if "Trang 8 ›" in officer.buttons else "Trang 2 ›")
    await publishes(officer)

    assert "dòng nữa" in read
    assert "Trang 1/8" in whole
    assert "Quý đơn vị có 60 việc theo kế hoạch này:" in hoa.last
    assert hoa.buttons[-1] == "Mở kế hoạch"


async def publishes(officer: Phone) -> str:
    """From the whole draft, or any page of it, into force."""
    await officer.taps("Xem trước và công bố…")
    return await officer.taps("Công bố và báo các đơn vị")


@pytest.mark.parametrize("name", ["ke-hoach.docx", "ke-hoach.txt"])
async def test_a_signed_plan_is_read_walked_and_put_in_force(world: World, name: str) -> None:
    organisation_id, officer = await founds(world)
    content = as_word() if name.endswith("docx") else as_text().encode()
    await officer.sends("/kehoach")
    await officer.taps("Kế hoạch mới…")
    read = await officer.sends_file(name, content)
    while label := next((b for b in officer.buttons if b.startswith(CHECKS)), ""):
        await officer.taps(label)
    if "Đúng, xem toàn bộ" in officer.buttons:
        await officer.taps("Đúng, xem toàn bộ")
    await publishes(officer)

    assert "57/KH-LMHTX" in read
    (plan,) = await plans(world, organisation_id)
    assert plan.number == "57/KH-LMHTX"
    async with world.app.database.reading() as db:
        kinds = set(await db.exec(select(Obligation.kind)))
    assert kinds >= {Kind.REGISTRATION, Kind.MIDYEAR_REPORT, Kind.ANNUAL_REPORT, Kind.DOSSIER}


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        (
            "cu.txt",
            ("KÕ ho¹ch ph¸t ®éng phong trµo thi ®ua n¨m cña tØnh " * 9).encode(),
            "phông chữ cũ",
        ),
        ("hong.docx", b"PK\x03\x04 cut off", "bị hỏng"),
    ],
)
async def test_a_document_that_cannot_be_read_says_what_to_send_instead(
    world: World, name: str, content: bytes, told: str
) -> None:
    _, officer = await founds(world)
    await officer.sends("/kehoach")
    await officer.taps("Kế hoạch mới…")
    await officer.sends_file(name, content)

    assert any(told in text for text in officer.read)
    assert await drafts(world) == [] or told in officer.read[-2]


async def test_a_date_that_recurs_makes_one_duty_a_period_that_is_still_ahead(
    world: World,
) -> None:
    _, officer = await founds(world)
    await begins(officer)
    await adds(officer, "Đăng ký thi đua", "chậm nhất 10/2")
    await officer.taps("Đúng, thêm việc nữa")
    shown = await adds(officer, "Báo cáo tháng", "truoc ngay 20 hang thang")
    (before,) = await drafts(world)
    whole = await officer.taps("Lập 11 việc")
    preview = await officer.taps("Xem trước và công bố…")
    await officer.taps("Công bố và báo các đơn vị")
    async with world.app.database.reading() as db:
        rows = list(await db.exec(select(Obligation).order_by(col(Obligation.id))))

    assert "Còn 11 kỳ phía trước:" in shown
    assert "• tháng 2/2023: trước ngày 20/02/2023" in shown
    assert "tháng 1/2023" not in shown
    assert len(before.document["obligations"]) == 2
    assert "Có 12 việc:" in whole
    assert "Quý đơn vị có 2 việc theo kế hoạch này:" in preview
    assert "11 kỳ, kỳ đầu đến hết Chủ nhật, 19/02/2023" in preview
    assert rows[1].title == "Báo cáo tháng (tháng 2/2023)"
    assert (rows[11].written_on, rows[11].inclusive) == (date(2023, 12, 20), False)


async def test_what_recurs_may_be_typed_otherwise_before_it_is_made(world: World) -> None:
    _, officer = await founds(world)
    await begins(officer)
    await adds(officer, "Báo cáo quý", "trước ngày 25 tháng cuối quý")
    again = await officer.sends("hằng quý")
    card = await officer.sends("chậm nhất 10/7")

    assert "Còn 4 kỳ phía trước:" in again
    assert "• quý I/2023: chậm nhất ngày 31/03/2023" in again
    assert "10/07/2023" in card
    assert len((await drafts(world))[0].document["obligations"]) == 1


async def test_what_recurs_is_refused_where_it_would_be_too_much_or_all_is_over(
    world: World,
) -> None:
    _, officer = await founds(world)
    await begins(officer)
    for _ in range(5):
        await adds(officer, "Báo cáo tháng", "ngày 15 hằng tháng")
        await officer.taps("Lập 11 việc")
        await officer.taps("Thêm việc")
    await adds(officer, "Báo cáo tháng", "ngày 15 hằng tháng")
    refused = await officer.taps("Lập 11 việc")
    await world.goes_to("2023-12-28 09:00")
    over = await officer.sends("trước ngày 20 hằng tháng")

    assert refused == f"Mỗi kế hoạch ở đây có tối đa {MOST_ITEMS} việc."
    assert over.startswith("Trong năm 2023")
