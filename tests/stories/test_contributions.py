"""Initiatives, good examples, difficulties and petitions: sent with a number, listed, opened."""

import pytest

from tests.stories.beginning import Alliance
from tests.stories.contributing import (
    DIFFICULTY,
    EXEMPLAR,
    INITIATIVE,
    PETITION,
    TAM_DUONG,
    kept,
    presses,
    sends_in,
)
from tests.stories.test_at_once import APOLOGY, together


@pytest.mark.both_engines
async def test_a_difficulty_is_one_message_and_has_a_number(alliance: Alliance):
    await alliance.hoa.sends("/start")
    await alliance.hoa.taps("Gửi sáng kiến, kiến nghị…")
    await alliance.hoa.taps(DIFFICULTY)
    review = await alliance.hoa.sends("Thiếu kinh phí\ncho phong trào <quý II> & III.")
    sent = await alliance.hoa.taps("Gửi")

    assert "Thiếu kinh phí\ncho phong trào <quý II> & III." in review
    assert f"Đã gửi: Khó khăn, vướng mắc số 0001\n{TAM_DUONG}" in sent
    assert "Cán bộ phụ trách đã nhận được" in sent
    arrived = alliance.officer.last
    assert "Mới gửi đến: Khó khăn, vướng mắc số 0001" in arrived
    assert TAM_DUONG in arrived
    assert "Thiếu kinh phí\ncho phong trào <quý II> & III." in arrived


async def test_an_initiative_asks_for_name_author_and_effect(alliance: Alliance):
    await alliance.hoa.sends("/sangkien")
    first = await alliance.hoa.taps(INITIATIVE)
    second = await alliance.hoa.sends("Số hoá\nhồ sơ đoàn viên")
    third = await alliance.hoa.sends("Lò Văn A, chuyên viên; Lò Thị B, kế toán")
    review = await alliance.hoa.sends("Giảm 40% giấy tờ.\n\nTiết kiệm 12 triệu đồng.")
    await alliance.hoa.taps("Gửi")

    assert "tên sáng kiến" in first
    assert "Tác giả" in second
    assert "hiệu quả" in third
    assert "Tên sáng kiến: Số hoá hồ sơ đoàn viên" in review
    (row,) = await kept(alliance.world)
    assert (row.title, row.person, row.words) == (
        "Số hoá hồ sơ đoàn viên",
        "Lò Văn A, chuyên viên; Lò Thị B, kế toán",
        "Giảm 40% giấy tờ.\n\nTiết kiệm 12 triệu đồng.",
    )


async def test_an_initiative_may_have_no_author(alliance: Alliance):
    await sends_in(alliance.hoa, INITIATIVE, "Họp trực tuyến", "Bỏ qua", "Bớt đi lại.")

    (row,) = await kept(alliance.world)
    assert (row.title, row.person) == ("Họp trực tuyến", "")
    assert "Tác giả" not in alliance.officer.last


async def test_a_good_example_is_known_by_whom_it_praises(alliance: Alliance):
    await sends_in(alliance.hoa, EXEMPLAR, "Giàng A Tủa, bản Nà Đon", "Cứu hai em nhỏ.")

    await alliance.officer.sends("/gopy")

    assert "Điển hình tiên tiến, người tốt việc tốt số 0001" in alliance.officer.last
    assert "Giàng A Tủa, bản Nà Đon" in alliance.officer.last


async def test_a_good_example_cannot_be_nameless(alliance: Alliance):
    await alliance.hoa.sends("/gopy")
    await alliance.hoa.taps(EXEMPLAR)
    draft_id = alliance.hoa.person.last["reply_markup"]["inline_keyboard"][-1][0]["callback_data"]
    assert "Bỏ qua" not in alliance.hoa.buttons

    await presses(alliance.hoa, f"kk:{draft_id.split(':')[1]}:person")
    await alliance.hoa.sends("/start")
    await alliance.hoa.taps("Tiếp tục: nội dung gửi cơ quan")

    assert "họ tên cá nhân" in alliance.hoa.last


async def test_numbers_run_on_through_the_kinds_and_the_units(alliance: Alliance):
    await sends_in(alliance.hoa, DIFFICULTY, "Một")
    await sends_in(alliance.pao, PETITION, "Hai")
    sent = await sends_in(alliance.hoa, PETITION, "Ba")

    assert "Kiến nghị số 0003" in sent
    assert [row.number for row in await kept(alliance.world)] == [1, 2, 3]


async def test_every_answer_can_be_changed_before_it_is_sent(alliance: Alliance):
    await alliance.hoa.sends("/gopy")
    await alliance.hoa.taps(INITIATIVE)
    await alliance.hoa.sends("Tên cũ")
    await alliance.hoa.taps("Bỏ qua")
    await alliance.hoa.sends("Nội dung.")
    await alliance.hoa.taps("Sửa")
    asked = await alliance.hoa.taps("Tên sáng kiến")
    review = await alliance.hoa.sends("Tên mới")
    await alliance.hoa.taps("Sửa")
    await alliance.hoa.taps("Nội dung, hiệu quả")
    kept_as_it_is = await alliance.hoa.taps("Giữ nguyên")
    more = await alliance.hoa.sends("Thêm một ý.")
    await alliance.hoa.taps("Gửi")

    assert "Hiện nay: Tên cũ" in asked
    assert "Tên sáng kiến: Tên mới" in review
    assert kept_as_it_is == review
    assert "Nội dung.\nThêm một ý." in more
    (row,) = await kept(alliance.world)
    assert (row.title, row.words) == ("Tên mới", "Nội dung.\nThêm một ý.")


async def test_a_second_press_sends_nothing_more(alliance: Alliance):
    await alliance.hoa.sends("/gopy")
    await alliance.hoa.taps(PETITION)
    await alliance.hoa.sends("Đề nghị tập huấn.")
    message = alliance.hoa.person.last
    for _ in range(3):
        alliance.hoa.person.tap("Gửi", message)
    await alliance.world.settle()

    assert len(await kept(alliance.world)) == 1
    assert APOLOGY not in "".join(alliance.hoa.read)


@pytest.mark.both_engines
async def test_two_units_sending_at_once_get_two_numbers(alliance: Alliance):
    for phone in (alliance.hoa, alliance.pao):
        await phone.sends("/gopy")
        await phone.taps(PETITION)
        await phone.sends("Đề nghị tập huấn.")

    await together(alliance.hoa, alliance.pao, label="Gửi")

    assert sorted(row.number for row in await kept(alliance.world)) == [1, 2]


@pytest.mark.parametrize(
    ("typed", "label", "kind"),
    [
        ("Đơn vị đang gặp khó khăn về kinh phí", "Gửi thành khó khăn, vướng mắc", DIFFICULTY),
        ("toi muon kien nghi tang kinh phi", "Gửi thành kiến nghị", PETITION),
    ],
)
async def test_a_difficulty_typed_anywhere_can_be_sent_as_it_was_typed(
    alliance: Alliance, typed: str, label: str, kind: str
):
    answered = await alliance.hoa.sends(typed)
    review = await alliance.hoa.taps(label)
    sent = await alliance.hoa.taps("Gửi")

    assert "cán bộ" in answered or "Kế hoạch" in answered or "•" in answered
    assert typed in review
    assert f"{kind} số 0001" in sent


async def test_a_difficulty_typed_joins_the_one_begun(alliance: Alliance):
    await alliance.hoa.sends("/gopy")
    await alliance.hoa.taps(DIFFICULTY)
    await alliance.hoa.sends("Thiếu người.")
    await alliance.hoa.sends("/start")
    await alliance.hoa.sends("Đơn vị đang gặp khó khăn về kinh phí")

    button = alliance.hoa.person.last
    await alliance.hoa.taps("Gửi thành khó khăn, vướng mắc")
    alliance.hoa.person.tap("Gửi thành khó khăn, vướng mắc", button)
    await alliance.world.settle()

    assert "Thiếu người.\nĐơn vị đang gặp khó khăn về kinh phí" in alliance.hoa.last
    assert alliance.hoa.last.count("kinh phí") == 1


async def test_officers_see_how_many_are_new_and_find_them_by_kind_and_standing(
    alliance: Alliance,
):
    await sends_in(alliance.hoa, DIFFICULTY, "Thiếu vốn.")
    await sends_in(alliance.pao, PETITION, "Đề nghị tập huấn.")
    await sends_in(alliance.pao, PETITION, "Đề nghị hỗ trợ.")
    officer = alliance.officer
    await officer.taps("Mở xem")
    await officer.taps("Đã giải quyết")
    await officer.sends("/start")
    listed = await officer.taps("Sáng kiến, kiến nghị (2 mới)")
    await officer.taps("Mọi loại")
    petitions = await officer.taps(PETITION)
    await officer.taps("Mọi tình trạng")
    new = await officer.taps("Mới gửi")

    assert [number in listed for number in ("0001", "0002", "0003")] == [True] * 3
    assert listed.index("0003") < listed.index("0001")
    assert [number in petitions for number in ("0001", "0002", "0003")] == [False, True, True]
    assert [number in new for number in ("0001", "0002", "0003")] == [False, True, False]


async def test_a_long_list_is_paged(alliance: Alliance):
    for number in range(10):
        await sends_in(alliance.hoa, DIFFICULTY, f"Khó khăn thứ {number}")
    await alliance.officer.sends("/gopy")
    first = alliance.officer.last
    older = await alliance.officer.taps("Cũ hơn ›")
    await alliance.hoa.sends("/gopy")
    own = await alliance.hoa.taps("Đã gửi")

    assert "số 0010" in first
    assert "số 0002" not in first
    assert "số 0002" in older
    assert "số 0010" in own
    assert "số 0001" in await alliance.hoa.taps("Cũ hơn ›")


async def test_the_longest_words_are_read_whole(alliance: Alliance):
    words = "\n".join(f"Ý thứ {number}: " + "ă" * 180 for number in range(20))
    await sends_in(alliance.hoa, PETITION, words)
    await alliance.officer.taps("Mở xem")
    first = alliance.officer.last
    second = await alliance.officer.taps("Trang 2 ›")

    assert "Ý thứ 0:" in first
    assert "Ý thứ 19:" in second
