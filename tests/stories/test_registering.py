"""The registration form: lists as pasted, last year's numbers, two people at once, mending."""

from decimal import Decimal

import pytest
from sqlmodel import col, select, update

from bot.actions.receipts import read_receipt
from bot.actions.verifying import _facts
from bot.rules.codes import signature_of
from bot.rules.members import Role
from bot.rules.registrations import RegistrationState
from bot.rules.reviews import Part
from storage.tables import Receipt, RegisteredTitle, Registration, Target
from tests.stories.beginning import Alliance
from tests.stories.world import Phone

STRONG = "Công đoàn cơ sở vững mạnh"
LIST = (
    "STT\tHọ tên\tChức vụ\n1\tNguyễn Văn An\tChủ tịch\n2\tLê Thị Bình\tKế toán\n"
    "3\tnguyen van an\t\n=1+1"
)


async def _opens(phone: Phone, part: str) -> None:
    await phone.sends("/dangky")
    await phone.taps(next(label for label in phone.buttons if label.startswith(part)))


async def _adds(phone: Phone) -> None:
    await _opens(phone, "Danh hiệu cá nhân")
    await phone.taps("Thêm: Lao động tiên tiến")


async def _sends(phone: Phone) -> None:
    await phone.sends("/dangky")
    await phone.taps("Xem lại và gửi")
    await phone.taps("Gửi đăng ký")


@pytest.mark.both_engines
async def test_a_list_of_people_is_read_back_before_it_counts(alliance: Alliance):
    hoa = alliance.hoa
    await _adds(hoa)

    read_back = await hoa.sends(LIST)
    await hoa.sends("/dangky")
    not_yet = list(hoa.buttons)
    await _adds(hoa)
    await hoa.sends(LIST)
    listed = await hoa.taps("Đúng, ghi vào")
    more = await hoa.sends("Lò Văn Sơn, Tổ trưởng")

    assert "1. Nguyễn Văn An – Chủ tịch" in read_back
    assert "Trùng tên" in read_back
    assert "=1+1" in read_back
    assert "Danh hiệu cá nhân (0)" in not_yet
    assert "Lê Thị Bình – Kế toán" in listed
    assert "Lò Văn Sơn – Tổ trưởng" in more


@pytest.mark.parametrize(
    ("typed", "answer"),
    [("=1+1", "Chưa đọc được"), ("Nguyễn Văn An", "đã có"), ("x" * 300, "300")],
)
async def test_what_is_no_new_person_is_said_and_the_list_kept(
    alliance: Alliance, typed: str, answer: str
):
    await _adds(alliance.hoa)
    await alliance.hoa.sends("Nguyễn Văn An - Chủ tịch")

    refused = await alliance.hoa.sends(typed)
    await alliance.hoa.sends("/dangky")

    assert answer in refused
    assert "Danh hiệu cá nhân (1)" in alliance.hoa.buttons


@pytest.mark.both_engines
async def test_numbers_are_typed_one_after_the_other_with_last_years(alliance: Alliance):
    hoa = alliance.hoa
    await _opens(hoa, "Chỉ tiêu")
    await hoa.taps("Đoàn viên tăng thêm")

    first = await hoa.sends("50")
    second = await hoa.sends("40 người")
    await hoa.sends("3")
    third = await hoa.taps("Bỏ qua")
    await _sends(hoa)

    assert "Năm trước" in first
    assert "✓ Đoàn viên tăng thêm: 50 người (năm trước: 40)" in second
    assert "Công đoàn cơ sở thành lập mới" in second
    assert "✓ Công đoàn cơ sở thành lập mới: 3 đơn vị" in third
    async with alliance.world.app.database.reading() as db:
        rows = (await db.exec(select(Target).order_by(col(Target.id)))).all()
    assert [(row.planned, row.before) for row in rows] == [("50", "40"), ("3", "")]
    assert all(row.indicator_id for row in rows)


async def test_a_list_of_targets_is_read_back_and_what_is_not_sure_is_named(alliance: Alliance):
    hoa = alliance.hoa
    await _opens(hoa, "Chỉ tiêu")

    read_back = await hoa.sends("Sáng kiến: 12\nCông trình gắn biển\t2\nSố mèo: 3\nSang kien: 13")
    await hoa.taps("Đúng, ghi vào")

    assert "Đã đọc được 2 chỉ tiêu" in read_back
    assert "Số mèo: 3" in read_back
    assert "không có trong danh mục" in read_back
    assert "✓ Sáng kiến: 12 sáng kiến" in hoa.buttons
    assert "✓ Công trình gắn biển: 2 công trình" in hoa.buttons
    assert "Số mèo: 3" in hoa.read[-2]


async def test_a_change_is_counted_from_last_years_number_and_confirmed(alliance: Alliance):
    hoa = alliance.hoa
    await _opens(hoa, "Chỉ tiêu")
    await hoa.taps("Đoàn viên tăng thêm")
    unknown = await hoa.sends("tăng 10%")
    await hoa.sends("50")
    await hoa.sends("200")
    await _opens(hoa, "Chỉ tiêu")
    await hoa.taps("✓ Đoàn viên tăng thêm: 50 người")

    offered = await hoa.sends("tăng 10%")
    kept = await hoa.taps("Đúng: 220 người")

    assert "Chưa có số năm trước" in unknown
    assert "tăng 10% so với năm trước (200 người) là 220 người" in offered
    assert "✓ Đoàn viên tăng thêm: 220 người" in kept


@pytest.mark.parametrize("typed", ["5 tấn", "2,5", "98%", "-5", "10^18", "=1+1"])
async def test_a_number_that_does_not_fit_leaves_the_form_as_it_was(alliance: Alliance, typed: str):
    hoa = alliance.hoa
    await _opens(hoa, "Chỉ tiêu")
    await hoa.sends("Sáng kiến: 12")
    await hoa.taps("Đúng, ghi vào")
    await hoa.taps("Đoàn viên tăng thêm")

    refused = await hoa.sends(typed)
    await hoa.sends("/dangky")

    assert "✓" not in refused
    assert "Chỉ tiêu (1)" in hoa.buttons


async def _deputy(alliance: Alliance) -> Phone:
    return await alliance.world.manager(
        alliance.officer, "LĐLĐ huyện Tam Đường", "Lý Thị Dua", Role.DEPUTY
    )


@pytest.mark.both_engines
async def test_titles_ticked_by_two_people_at_once_both_stay(alliance: Alliance):
    hoa, dua = alliance.hoa, await _deputy(alliance)
    for phone in (hoa, dua):
        await _opens(phone, "Danh hiệu tập thể")
    hoa.person.tap(f"☐ {STRONG}")
    dua.person.tap("☐ Tập thể lao động tiên tiến")
    await alliance.world.settle()
    hoa.person.tap(f"☐ {STRONG}") if f"☐ {STRONG}" in hoa.buttons else None
    await alliance.world.settle()

    await hoa.taps("Xong")

    assert "Danh hiệu tập thể (2)" in hoa.buttons
    assert not any("vừa được thay đổi" in text for text in (*hoa.read, *dua.read))


@pytest.mark.both_engines
async def test_numbers_and_names_typed_by_two_people_at_once_both_stay(alliance: Alliance):
    hoa, dua = alliance.hoa, await _deputy(alliance)
    await _opens(hoa, "Chỉ tiêu")
    await hoa.taps("Sáng kiến")
    await _adds(dua)
    hoa.person.send("12")
    dua.person.send("Nguyễn Văn An – Chủ tịch")
    await alliance.world.settle()

    await hoa.sends("/dangky")

    assert {"Chỉ tiêu (1)", "Danh hiệu cá nhân (1)"} <= set(hoa.buttons)


@pytest.mark.parametrize(
    ("part", "head"),
    [
        (Part.TITLES, "Danh hiệu tập thể"),
        (Part.PEOPLE, "Danh hiệu cá nhân"),
        (Part.TARGETS, "Chỉ tiêu"),
    ],
)
async def test_what_was_returned_opens_at_the_part_with_the_reason_on_top(
    alliance: Alliance, part: Part, head: str
):
    hoa = alliance.hoa
    await _opens(hoa, "Danh hiệu tập thể")
    await hoa.taps(f"☐ {STRONG}")
    await _sends(hoa)
    async with alliance.world.app.database.transaction() as db:
        returned = {"state": RegistrationState.RETURNED, "reason": "Thiếu <số>", "part": part}
        await db.exec(update(Registration).values(**returned))

    opened = await hoa.sends("/dangky")

    assert opened.startswith("↩ Trả lại: Thiếu <số>")
    assert f"\n{head}" in opened


async def test_an_altered_line_of_a_registration_does_not_verify(alliance: Alliance):
    hoa = alliance.hoa
    await _opens(hoa, "Danh hiệu tập thể")
    await hoa.taps(f"☐ {STRONG}")
    await hoa.taps("Xong")
    await hoa.taps("Chỉ tiêu (0)")
    await hoa.taps("Sáng kiến")
    await hoa.sends("12")
    await _sends(hoa)
    code = next(line for line in hoa.last.splitlines() if line.startswith("Mã kiểm tra"))[13:]
    genuine = await alliance.pao.sends(f"/kiemtra {code}")

    for change in (
        update(Target).values(planned=str(Decimal(13))),
        update(RegisteredTitle).values(title="Cờ thi đua"),
    ):
        async with alliance.world.app.database.transaction() as db:
            await db.exec(change)
        assert "là thật" not in await alliance.pao.sends(f"/kiemtra {code}")

    assert "là thật" in genuine


async def test_a_receipt_from_before_lines_were_signed_stays_good(alliance: Alliance):
    hoa = alliance.hoa
    await _opens(hoa, "Danh hiệu tập thể")
    await hoa.taps(f"☐ {STRONG}")
    await _sends(hoa)
    code = next(line for line in hoa.last.splitlines() if line.startswith("Mã kiểm tra"))[13:]
    async with alliance.world.app.database.transaction() as db:
        receipt = (await db.exec(select(Receipt))).one()
        view = await read_receipt(db, receipt.id or 0)
        receipt.signature = signature_of(b"a key of the stories", _facts(receipt, view))

    assert "là thật" in await alliance.pao.sends(f"/kiemtra {code}")


@pytest.mark.parametrize(
    "typed", ["Công đoàn cơ sở vững mạnh", "cong doan co so vung manh", "CĐCSVM"]
)
async def test_a_collective_title_may_be_typed(alliance: Alliance, typed: str):
    await _opens(alliance.hoa, "Danh hiệu tập thể")

    await alliance.hoa.sends(typed)

    assert f"☑ {STRONG}" in alliance.hoa.buttons


async def test_a_collective_title_that_is_none_is_said_to_be_none(alliance: Alliance):
    await _opens(alliance.hoa, "Danh hiệu tập thể")

    refused = await alliance.hoa.sends("Tập thể giỏi giang")

    assert "Danh mục không có danh hiệu “Tập thể giỏi giang”" in refused


@pytest.mark.parametrize("typed", ["Bỏ qua", "bo qua"])
async def test_last_year_may_be_skipped_by_typing(alliance: Alliance, typed: str):
    await _opens(alliance.hoa, "Chỉ tiêu")
    await alliance.hoa.taps("Đoàn viên tăng thêm")
    await alliance.hoa.sends("12")

    following = await alliance.hoa.sends(typed)

    assert "Chỉ tiêu tiếp theo:" in following


async def test_a_change_is_no_number_of_last_year(alliance: Alliance):
    await _opens(alliance.hoa, "Chỉ tiêu")
    await alliance.hoa.taps("Đoàn viên tăng thêm")
    await alliance.hoa.sends("12")

    refused = await alliance.hoa.sends("tăng 10%")

    assert "Không đọc được số “tăng 10%”" in refused
    assert "kế hoạch" not in refused


@pytest.mark.parametrize("typed", ["Xong", "Bỏ qua", "quay lai"])
async def test_the_name_of_a_button_is_no_person(alliance: Alliance, typed: str):
    await _adds(alliance.hoa)

    refused = await alliance.hoa.sends(typed)
    await alliance.hoa.sends("/dangky")

    assert "tên nút bấm" in refused
    assert "Danh hiệu cá nhân (0)" in alliance.hoa.buttons


async def test_cancelling_may_be_typed(alliance: Alliance):
    await _adds(alliance.hoa)
    await alliance.hoa.sends("Nguyễn Văn An – Giám đốc")

    asked = await alliance.hoa.sends("Huỷ")

    assert "Xoá toàn bộ nội dung đang điền" in asked
    assert "Giữ lại, điền tiếp" in alliance.hoa.buttons


async def test_a_list_without_a_single_target_says_only_what_is_wrong(alliance: Alliance):
    await _opens(alliance.hoa, "Chỉ tiêu")

    read = await alliance.hoa.sends("Số bò: 12\nSố gà: 30")

    assert read.startswith("Chưa đọc được, xin nhập lại:")


async def test_a_registration_sent_says_so_when_it_is_opened_again(alliance: Alliance):
    await _opens(alliance.hoa, "Danh hiệu tập thể")
    await alliance.hoa.taps(f"☐ {STRONG}")
    await _sends(alliance.hoa)

    opened = await alliance.hoa.sends("/dangky")

    assert "Tình trạng: chờ duyệt. Gửi lại sẽ thay bản này; bản trước vẫn được lưu." in opened


async def test_names_typed_while_a_list_waits_join_it(alliance: Alliance):
    await _adds(alliance.hoa)
    await alliance.hoa.sends("Nguyễn Văn An – Giám đốc\nLê Thị Bình – Kế toán\n=1+1")

    joined = await alliance.hoa.sends("Lò Văn Sơn – Thủ kho")
    await alliance.hoa.taps("Đúng, ghi vào")

    assert "Đã đọc được 3 người" in joined
    assert "=1+1" not in joined
    assert "Bỏ: Lò Văn Sơn – Thủ kho" in alliance.hoa.buttons
    assert "Bỏ: Nguyễn Văn An – Giám đốc" in alliance.hoa.buttons


async def test_a_target_typed_again_joins_those_that_were_read(alliance: Alliance):
    await _opens(alliance.hoa, "Chỉ tiêu")
    await alliance.hoa.sends("Đoàn viên tăng thêm: 120\nSáng kiến: muoi")

    joined = await alliance.hoa.sends("Sáng kiến: 10")
    await alliance.hoa.taps("Đúng, ghi vào")

    assert "Đã đọc được 2 chỉ tiêu" in joined
    assert "Chưa đọc được" not in joined
    assert "✓ Đoàn viên tăng thêm: 120 người" in alliance.hoa.buttons
