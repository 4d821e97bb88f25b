"""Officers open what arrived, get the files, approve a registration or return it."""

from tests.files import a_pdf, a_picture
from tests.stories.beginning import Alliance
from tests.stories.world import Phone

MIDYEAR = "Báo cáo sơ kết 6 tháng"
PDF = a_pdf()


async def reports(phone: Phone, words: str = "Đạt 52% kế hoạch.") -> None:
    """Hand in the mid-year report: a file and words."""
    await phone.sends("/baocao")
    await phone.taps(f"○ {MIDYEAR}")
    await phone.sends_file("bao cao <6 tháng>.pdf", PDF)
    await phone.sends(words)
    await phone.taps(phone.buttons[0])
    await phone.taps(phone.buttons[0])


async def registers(phone: Phone) -> None:
    """Register one collective title."""
    await phone.sends("/dangky")
    await phone.taps(phone.buttons[0])
    await phone.taps("☐ Công đoàn cơ sở vững mạnh")
    await phone.taps(phone.buttons[-1])
    await phone.taps(phone.buttons[-2])
    await phone.taps(phone.buttons[0])


async def test_a_report_arrives_and_opens_with_its_files(alliance: Alliance) -> None:
    await reports(alliance.hoa)
    officer = alliance.officer
    arrived = officer.last
    read = await officer.taps("Xem báo cáo")
    await officer.taps("Tải các tệp")

    assert arrived.startswith("Có báo cáo mới gửi đến\nLĐLĐ huyện Tam Đường\n" + MIDYEAR)
    assert "Biên nhận số 0001" in arrived
    assert "08:00 30/01/2023, đúng hạn" in arrived
    assert "ĐÚNG HẠN (hết hạn lúc 24:00 10/06/2023)." in read
    assert "Người gửi: Nguyễn Văn Hòa" in read
    assert "1. bao cao <6 tháng>.pdf (" in read
    assert "Đạt 52% kế hoạch." in read
    assert officer.person.last["document"]["file_name"] == "bao cao <6 tháng>.pdf"


async def test_a_photo_comes_back_as_a_file_from_the_archive(alliance: Alliance) -> None:
    hoa, officer = alliance.hoa, alliance.officer
    await hoa.sends("/baocao")
    await hoa.taps(f"○ {MIDYEAR}")
    await hoa.sends_photo(a_picture())
    await hoa.taps(hoa.buttons[0])
    await hoa.taps(hoa.buttons[0])
    await officer.taps("Xem báo cáo")
    await officer.taps("Tải các tệp")

    assert "document" in officer.person.last


async def test_a_very_long_text_is_paged(alliance: Alliance) -> None:
    await reports(alliance.hoa, "Kết quả thực hiện. " * 200 + "Hết.")
    officer = alliance.officer
    await officer.taps("Xem báo cáo")
    read = await officer.taps("Trang 2 ›")

    assert "Trang 2/2" in read
    assert "Hết." in read


async def test_a_registration_is_approved_and_the_unit_told(alliance: Alliance) -> None:
    await registers(alliance.hoa)
    officer = alliance.officer
    arrived = officer.last
    read = await officer.taps("Duyệt")

    assert arrived.startswith("Có đăng ký mới gửi đến\nLĐLĐ huyện Tam Đường")
    assert "• Công đoàn cơ sở vững mạnh" in arrived
    assert read.startswith("Đã duyệt đăng ký của LĐLĐ huyện Tam Đường.")
    assert "Đăng ký của Quý đơn vị đã được duyệt." in alliance.hoa.last


async def test_a_decided_registration_is_not_decided_again(alliance: Alliance) -> None:
    await registers(alliance.hoa)
    officer = alliance.officer
    row = officer.person.last["reply_markup"]["inline_keyboard"][0]
    message_id = officer.person.last["message_id"]
    await officer.taps("Duyệt")
    told = list(alliance.hoa.read)
    officer.person.tap_data(message_id, row[1]["callback_data"])
    await alliance.world.settle()

    assert "Vui lòng nhập lý do" not in officer.last
    assert alliance.hoa.read == told


async def test_what_a_unit_handed_in_is_listed_newest_first(alliance: Alliance) -> None:
    await registers(alliance.hoa)
    await reports(alliance.hoa)
    officer = alliance.officer
    await officer.sends("/donvi")
    await officer.taps("Khối huyện: 1/2")
    await officer.taps("● LĐLĐ huyện Tam Đường")
    read = await officer.taps("Báo cáo, đăng ký đã nộp")

    assert read.index(MIDYEAR) < read.index("Đăng ký danh hiệu")
    assert "Số 0002, 08:00 30/01/2023, đúng hạn" in read


async def test_what_arrived_is_found_from_home(alliance: Alliance) -> None:
    await reports(alliance.hoa)
    officer = alliance.officer
    await officer.sends("/start")
    read = await officer.taps("Báo cáo, đăng ký đã nhận")

    assert "LĐLĐ huyện Tam Đường\n" + MIDYEAR in read


async def test_a_manager_cannot_open_another_units_report(alliance: Alliance) -> None:
    await reports(alliance.hoa)
    button = alliance.officer.person.last["reply_markup"]["inline_keyboard"][0][0]
    pao = alliance.pao
    pao.person.tap_data(pao.person.last["message_id"], button["callback_data"])
    await alliance.world.settle()

    assert "52%" not in "".join(pao.read)


async def test_a_receipt_lost_is_found_under_the_deadlines(alliance: Alliance):
    hoa = alliance.hoa
    await hoa.sends("/baocao")
    await hoa.taps("○ Báo cáo sơ kết 6 tháng")
    await hoa.sends("Báo cáo ngắn.")
    await hoa.taps("Xem lại và nộp")
    await hoa.taps("Nộp báo cáo")
    receipt = hoa.last

    listed = await hoa.sends("mất biên nhận rồi")
    await hoa.taps("✓ Báo cáo sơ kết 6 tháng")
    await hoa.taps("Xem biên nhận")

    assert listed.startswith("Thời hạn của")
    assert hoa.last == receipt
    assert hoa.read.count(receipt) == 2


async def test_where_nothing_was_handed_in_no_receipt_is_offered(alliance: Alliance):
    await alliance.hoa.sends("/han")

    await alliance.hoa.taps("○ Báo cáo sơ kết 6 tháng")

    assert "Xem biên nhận" not in alliance.hoa.buttons
