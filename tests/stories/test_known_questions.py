"""Answers that officers keep for everybody: from one unit's question to the next one's answer."""

import pytest
from sqlmodel import col, select

from storage.tables import AuditEntry, KnownQuestion
from tests.stories.beginning import Alliance
from tests.stories.contributing import DIFFICULTY, INITIATIVE, TAM_DUONG, answers, presses, sends_in
from tests.stories.test_at_once import APOLOGY, second_officer, together
from tests.stories.world import Phone, World

ASKED = "Đi dự lễ tôn vinh <tỉnh> có được hỗ trợ tiền tàu xe không ạ?"
SAID = "Có: 300.000 đ/đại biểu & vé xe.\nNộp <hóa đơn> sau lễ."
AGAIN = "le ton vinh tinh co ho tro tien tau xe khong"
SEND_ON, KEEP = "Gửi câu hỏi cho cán bộ", "Giữ làm câu hỏi đáp chung"
SAVE = "Lưu cho mọi đơn vị"


async def asks_on(phone: Phone, question: str) -> str:
    """Type what is not understood and send it to the officers."""
    await phone.sends(question)
    await phone.taps(SEND_ON)
    return await phone.taps("Gửi")


async def keeps(alliance: Alliance, question: str = ASKED, answer: str = SAID) -> str:
    """The whole way of a question of Hòa's: passed on, answered, kept for everybody."""
    await asks_on(alliance.hoa, question)
    await answers(alliance.officer, answer)
    await alliance.officer.taps(KEEP)
    return await alliance.officer.taps(SAVE)


async def adds(officer: Phone, question: str, answer: str) -> str:
    """Type a question and its answer by hand, and save them."""
    await officer.sends("/hoidap")
    await officer.taps("Thêm câu hỏi")
    await officer.sends(question)
    await officer.sends(answer)
    return await officer.taps(SAVE)


async def kept(world: World) -> list[tuple[str, str]]:
    """Every question with its answer, in order of keeping."""
    async with world.app.database.reading() as db:
        rows = await db.exec(select(KnownQuestion).order_by(col(KnownQuestion.id)))
        return [(row.question, row.answer) for row in rows]


@pytest.mark.both_engines
async def test_one_units_question_is_the_next_ones_instant_answer(alliance: Alliance):
    hoa, pao, officer = alliance.hoa, alliance.pao, alliance.officer
    unknown = await hoa.sends(ASKED)
    review = await hoa.taps(SEND_ON)
    sent = await hoa.taps("Gửi")
    arrived = officer.last
    await answers(officer, SAID)
    to_check = await officer.taps(KEEP)
    before = await kept(alliance.world)
    saved = await officer.taps(SAVE)

    answer = await pao.sends(AGAIN)

    assert "Chưa hiểu" in unknown
    assert ASKED in review
    assert "Đã gửi: Câu hỏi số 0001" in sent
    assert ASKED in arrived
    assert ASKED in to_check
    assert SAID in to_check
    assert before == []
    assert "Đã lưu" in saved
    assert answer.startswith(f"{ASKED}\n\n{SAID}\n\n")
    assert "Cán bộ Liên đoàn Lao động tỉnh Lai Châu trả lời ngày 30/01/2023" in answer
    assert TAM_DUONG not in answer
    assert SEND_ON in pao.buttons


async def test_what_is_not_answered_by_it_goes_to_the_officers_as_it_was_typed(alliance: Alliance):
    await keeps(alliance)
    await alliance.pao.sends(AGAIN)

    await alliance.pao.taps(SEND_ON)
    await alliance.pao.taps("Gửi")

    assert AGAIN in alliance.officer.last


async def test_what_points_at_the_unit_is_named_and_both_are_edited_before_saving(
    alliance: Alliance,
):
    officer = alliance.officer
    asked = "Anh Vàng A Páo ngành Giáo dục đi lễ tôn vinh được mấy suất tàu xe? (0912 345 678)"
    await asks_on(alliance.pao, asked)
    await answers(officer, "Giáo dục được 2 suất tàu xe.")
    named = await officer.taps(KEEP)
    await officer.taps("Sửa câu hỏi")
    await officer.sends("Mỗi đơn vị được mấy suất tàu xe đi lễ tôn vinh?")
    await officer.taps("Sửa câu trả lời")
    clean = await officer.sends("Mỗi đơn vị 2 suất.")
    await officer.taps(SAVE)

    assert "Vẫn còn nêu: Công đoàn ngành Giáo dục, Vàng A Páo, 0912 345 678." in named
    assert "Vẫn còn nêu" not in clean
    question = "Mỗi đơn vị được mấy suất tàu xe đi lễ tôn vinh?"
    assert await kept(alliance.world) == [(question, "Mỗi đơn vị 2 suất.")]
    assert "2 suất." in await alliance.hoa.sends("di le ton vinh duoc may suat tau xe")


async def test_a_question_too_long_to_be_kept_is_put_shortly_first(alliance: Alliance):
    officer = alliance.officer
    await asks_on(alliance.hoa, "Lễ tôn vinh có xe không? " + "Xa lắm. " * 60)
    await answers(officer, "Có xe.")

    asked = await officer.taps(KEEP)
    labels = officer.buttons
    await officer.sends("Lễ tôn vinh có xe đưa đón không?")
    await officer.taps(SAVE)

    assert "tối đa 300 ký tự" in asked
    assert labels == ["Huỷ"]
    assert await kept(alliance.world) == [("Lễ tôn vinh có xe đưa đón không?", "Có xe.")]


async def test_an_answer_put_otherwise_is_what_units_read_from_then_on(alliance: Alliance):
    officer = alliance.officer
    await keeps(alliance)
    await alliance.world.goes_to("2023-02-03 09:00")
    await officer.sends("/hoidap")
    await officer.taps(officer.buttons[0])
    await officer.taps("Sửa câu trả lời")
    await officer.sends("Từ tháng 2 không hỗ trợ nữa.")

    before = await alliance.pao.sends(AGAIN)
    await officer.taps(SAVE)
    after = await alliance.pao.sends(AGAIN)

    assert SAID in before
    assert "Từ tháng 2 không hỗ trợ nữa." in after
    assert SAID not in after
    assert "ngày 03/02/2023" in after


async def test_a_question_put_otherwise_leaves_the_day_of_its_answer(alliance: Alliance):
    officer = alliance.officer
    await keeps(alliance)
    await alliance.world.goes_to("2023-02-03 09:00")
    await officer.sends("/hoidap")
    await officer.taps(officer.buttons[0])
    await officer.taps("Sửa câu hỏi")
    await officer.sends("Lễ tôn vinh có hỗ trợ tiền tàu xe không?")
    await officer.taps(SAVE)

    answer = await alliance.pao.sends(AGAIN)

    assert answer.startswith("Lễ tôn vinh có hỗ trợ tiền tàu xe không?")
    assert "ngày 30/01/2023" in answer


async def test_what_was_deleted_answers_nobody_and_is_in_the_journal(alliance: Alliance):
    officer = alliance.officer
    await keeps(alliance)
    await alliance.pao.sends(AGAIN)
    await officer.sends("/hoidap")
    await officer.taps(officer.buttons[0])
    await officer.taps("Xoá")
    asked_again = officer.last

    listed = await officer.taps("Xoá câu hỏi")
    answer = await alliance.pao.sends(AGAIN)

    assert "Xoá câu hỏi này?" in asked_again
    assert "Chưa có" in listed
    assert "Chưa hiểu" in answer
    async with alliance.world.app.database.reading() as db:
        found = select(AuditEntry).where(col(AuditEntry.act).startswith("known question"))
        entries = list(await db.exec(found.order_by(col(AuditEntry.id))))
    assert [each.act for each in entries] == ["known question kept", "known question deleted"]
    assert entries[-1].before == {"answer": SAID}


@pytest.mark.both_engines
async def test_another_organisation_never_reads_it(alliance: Alliance):
    world = alliance.world
    await keeps(alliance)
    there, code = await world.organisation("yen-bai-2025")
    officer = await world.officer(code, "Đỗ Nhân Đạo")
    await world.unit(there, "HTX Bình Minh")
    binh = await world.manager(officer, "HTX Bình Minh", "Đinh Thị Bình")
    stranger = world.stranger("Người lạ")
    await stranger.starts()
    await alliance.officer.sends("/hoidap")
    await alliance.officer.taps("Thêm câu hỏi")

    for phone in (officer, binh, stranger):
        await phone.sends(AGAIN)
        await phone.sends("/hoidap")
        unit = world.units["HTX Bình Minh"] if phone is binh else 0
        for data in (f"kn:1:{unit}", "kn:1:0", "otl:0", "oto:1", "otk:1", "otc:1:answer"):
            await presses(phone, data)
        for data in ("otd:1", "otx:1", "otf:3:question", "ots:3:1", "otc:1:bribe", "otf:1:"):
            await presses(phone, data)
        assert "300.000" not in "".join(phone.read)
        assert "tôn vinh <tỉnh>" not in "".join(phone.read)
        assert APOLOGY not in "".join(phone.read)

    assert await kept(world) == [(ASKED, SAID)]


async def test_a_unit_of_the_organisation_reads_it_but_changes_nothing(alliance: Alliance):
    await keeps(alliance)

    for data in ("otl:0", "oto:1", "ota", "otk:1", "otc:1:answer", "otd:1", "otx:1"):
        await presses(alliance.pao, data)
    pressed = "".join(alliance.pao.read)
    await presses(alliance.pao, f"kn:1:{alliance.world.units['Công đoàn ngành Giáo dục']}")

    assert SAID not in pressed
    assert SAID in alliance.pao.last
    assert await kept(alliance.world) == [(ASKED, SAID)]


async def test_of_two_near_equal_questions_the_one_meant_is_pressed(alliance: Alliance):
    await adds(alliance.officer, "Lễ tôn vinh cá nhân mặc trang phục gì?", "Áo dài.")
    await adds(alliance.officer, "Lễ tôn vinh tập thể mặc trang phục gì?", "Sơ mi trắng.")

    which = await alliance.pao.sends("le ton vinh mac trang phuc gi")
    label = next(each for each in alliance.pao.buttons if "tập thể" in each)
    answer = await alliance.pao.taps(label)
    await alliance.pao.taps(SEND_ON)
    await alliance.pao.taps("Gửi")

    assert "Áo dài." not in which
    assert "Sơ mi trắng." not in which
    assert answer.startswith("Lễ tôn vinh tập thể mặc trang phục gì?\n\nSơ mi trắng.")
    assert "le ton vinh mac trang phuc gi" in alliance.officer.last


async def test_a_question_that_is_only_near_is_offered_not_answered(alliance: Alliance):
    await keeps(alliance)

    answer = await alliance.pao.sends("le ton vinh ho tro tien phong nghi khong")

    assert "gần giống" in answer
    assert SAID not in answer
    assert SEND_ON in alliance.pao.buttons


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("bao gio nop bc 6 thang", "chậm nhất ngày 10/6/2023"),
        ("khong dang ky thi sao", "403/KH - LĐLĐ"),
        ("bc 6 thang nop chua", "Tình trạng"),
    ],
)
async def test_what_rules_and_data_answer_is_theirs(alliance: Alliance, typed: str, expected: str):
    await adds(alliance.officer, typed, "Lời cũ của cán bộ.")

    answer = await alliance.pao.sends(typed)

    assert expected in answer
    assert "Lời cũ" not in answer


async def test_what_the_plan_does_not_say_is_answered_by_what_is_kept(alliance: Alliance):
    await adds(alliance.officer, "Số liệu báo cáo chốt đến ngày nào?", "Đến hết ngày 31/5.")

    assert "Đến hết ngày 31/5." in await alliance.pao.sends("so lieu bao cao chot den ngay nao")


@pytest.mark.parametrize(
    "typed",
    [
        "Chào chị, cho em hỏi xe đưa đón đại biểu lễ tôn vinh đỗ ở đâu ạ?",
        "xe dua don dai bieu le ton vinh do o dau",
    ],
)
async def test_a_greeting_before_a_question_does_not_hide_it(alliance: Alliance, typed: str):
    await adds(alliance.officer, "Xe đưa đón đại biểu lễ tôn vinh đỗ ở đâu?", "Cổng số 2.")

    assert "Cổng số 2." in await alliance.pao.sends(typed)


async def test_a_long_question_that_only_asks_how_is_said_not_to_be_understood(alliance: Alliance):
    answer = await alliance.hoa.sends("lam the nao de xin xe dua don dai bieu")

    assert "Chưa hiểu" in answer
    assert SEND_ON in alliance.hoa.buttons


@pytest.mark.parametrize("typed", ["chào anh", "le", "báo cáo", "giá lúa hôm nay bao nhiêu"])
async def test_few_or_other_words_are_not_answered_by_it(alliance: Alliance, typed: str):
    await keeps(alliance)

    assert "300.000" not in await alliance.pao.sends(typed)


async def test_an_officer_who_asks_sees_what_units_see_and_may_change_it(alliance: Alliance):
    await keeps(alliance)

    answer = await alliance.officer.sends(AGAIN)
    await alliance.officer.taps("Sửa")

    assert SAID in answer
    assert "Sửa câu trả lời" in alliance.officer.buttons


async def test_the_same_question_is_kept_once_and_the_kept_one_shown(alliance: Alliance):
    officer = alliance.officer
    await keeps(alliance)

    refused = await adds(officer, ASKED.upper(), "Khác.")
    opened = await officer.taps("Mở xem")
    again = await officer.sends("/gopy")
    await officer.taps(officer.buttons[0])
    shown = await officer.taps(KEEP)

    assert "đã có câu trả lời chung" in refused
    assert SAID in opened
    assert again
    assert SAID in shown
    assert "Sửa câu trả lời" in officer.buttons
    assert await kept(alliance.world) == [(ASKED, SAID)]


@pytest.mark.both_engines
async def test_of_two_officers_keeping_the_same_answer_one_keeps_it(alliance: Alliance):
    other = await second_officer(alliance)
    await asks_on(alliance.hoa, ASKED)
    await answers(alliance.officer, SAID)
    for officer in (alliance.officer, other):
        await officer.sends("/gopy")
        await officer.taps(officer.buttons[0])
        await officer.taps(KEEP)

    await together(alliance.officer, other, label=SAVE)

    assert await kept(alliance.world) == [(ASKED, SAID)]
    said = alliance.officer.last + other.last
    assert "Đã lưu." in said
    assert "đã có câu trả lời chung" in said


async def test_a_half_typed_question_waits_and_a_file_is_no_part_of_it(alliance: Alliance):
    officer = alliance.officer
    await officer.sends("/hoidap")
    await officer.taps("Thêm câu hỏi")
    await officer.sends("Lễ tôn vinh có quay phim không?")
    refused = await officer.sends_file("a.pdf", b"%PDF-1.4")
    await officer.sends("/start")
    await officer.taps("Tiếp tục: câu hỏi đáp chung")
    await officer.sends("Có.")
    await officer.sends("Đài tỉnh quay.")
    await officer.taps(SAVE)

    assert "Chỉ nhận" in refused or "nhập" in refused
    question = "Lễ tôn vinh có quay phim không?"
    assert await kept(alliance.world) == [(question, "Có.\nĐài tỉnh quay.")]


async def test_many_are_listed_in_pages_the_newest_first(alliance: Alliance):
    for place in range(1, 10):
        await adds(alliance.officer, f"Câu số {place} hỏi gì?", "Trả lời.")

    first = await alliance.officer.sends("/hoidap")
    second = await alliance.officer.taps("Trang 2 ›")

    assert "1. Câu số 9 hỏi gì?" in first
    assert "8. Câu số 2 hỏi gì?" in first
    assert "9. Câu số 1 hỏi gì?" in second


async def test_keeping_is_offered_where_an_answer_was_asked_for_only(alliance: Alliance):
    officer = alliance.officer
    offered = []
    for kind, given in ((DIFFICULTY, ["Thiếu vốn."]), (INITIATIVE, ["Tên", "Bỏ qua", "Hay."])):
        await sends_in(alliance.hoa, kind, *given)
        await answers(officer, "Đã rõ.")
        offered.append(KEEP in officer.buttons)

    assert offered == [True, False]


async def test_an_officer_who_left_can_keep_nothing_with_a_form_still_open(alliance: Alliance):
    other = await second_officer(alliance)
    await other.sends("/hoidap")
    await other.taps("Thêm câu hỏi")
    await other.sends("Lễ tôn vinh có quay phim không?")
    await other.sends("Có.")
    owner = alliance.officer
    await owner.sends("/donvi")
    await owner.taps("Cán bộ thi đua")
    await owner.taps(next(each for each in owner.buttons if "Thôi nhiệm vụ" in each))
    await owner.taps("Đồng ý chấm dứt")

    other.person.tap(SAVE)
    await alliance.world.settle()

    assert await kept(alliance.world) == []
