"""Home and habits: help, settings, privacy, two languages, several posts, odd messages."""

from tests.stories.beginning import Alliance
from tests.stories.world import World


async def test_help_lists_the_commands_of_the_role(alliance: Alliance):
    manager = await alliance.hoa.sends("/help")
    officer = await alliance.officer.sends("/trogiup")

    assert "/baocao" in manager
    assert "/chuanop" not in manager
    assert "/chuanop" in officer


async def test_the_menu_of_commands_follows_role_and_language(alliance: Alliance):
    names = [command["command"] for command in alliance.hoa.person.commands]
    assert names[:3] == ["han", "dangky", "baocao"]

    await alliance.hoa.sends("/caidat")
    await alliance.hoa.taps("English")

    described = {c["command"]: c["description"] for c in alliance.hoa.person.commands}
    assert described["han"] == "Deadlines of the unit"


async def test_english_is_spoken_at_once_and_everywhere(alliance: Alliance):
    await alliance.hoa.sends("/settings")
    await alliance.hoa.taps("English")

    answer = await alliance.hoa.sends("/deadlines")

    assert "Deadlines of LĐLĐ huyện Tam Đường" in answer
    assert "Friday, 10/02/2023" in answer


async def test_the_form_of_address_is_the_persons_choice(alliance: Alliance):
    await alliance.hoa.sends("/caidat")
    await alliance.hoa.taps("Đồng chí")

    answer = await alliance.hoa.sends("blah blah blah")

    assert "đồng chí" in answer.lower()
    assert "quý đơn vị" not in answer.lower()


async def test_privacy_says_what_is_kept_and_hands_it_over(alliance: Alliance):
    await alliance.hoa.sends("/privacy")
    await alliance.hoa.taps("Gửi dữ liệu của tôi")

    document = alliance.hoa.person.last["document"]
    stored = alliance.world.telegram.files.find(document["file_id"])
    assert stored is not None
    assert "Nguyễn Văn Hòa" in stored.content.decode()


async def test_erasing_ends_the_seat_and_forgets_the_person(alliance: Alliance):
    await alliance.hoa.sends("/privacy")
    await alliance.hoa.taps("Xoá dữ liệu của tôi")
    await alliance.hoa.taps(alliance.hoa.buttons[0])

    answer = await alliance.hoa.sends("/han")

    assert "LĐLĐ huyện Tam Đường" not in answer


async def test_a_person_of_two_units_picks_one_to_speak_for(alliance: Alliance):
    code = await alliance.world.invite(alliance.officer, "LĐLĐ huyện Phong Thổ")
    await alliance.hoa.starts(code)
    await alliance.hoa.taps("Đúng, đơn vị của tôi")
    await alliance.hoa.taps("Đồng ý")
    await alliance.hoa.sends("/start")

    await alliance.hoa.taps("Chuyển sang đơn vị khác")
    await alliance.hoa.taps(next(b for b in alliance.hoa.buttons if "Tam Đường" in b))

    assert "LĐLĐ huyện Tam Đường" in await alliance.hoa.sends("/han")


async def test_keys_of_the_main_keyboard_work_in_the_middle_of_a_form(alliance: Alliance):
    await alliance.hoa.sends("/baocao")
    await alliance.hoa.taps(alliance.hoa.buttons[0])

    answer = await alliance.hoa.taps("📅 Thời hạn")

    assert "10/02/2023" in answer


async def test_a_question_nobody_foresaw_is_not_guessed_at(alliance: Alliance):
    answer = await alliance.hoa.sends("giá lúa hôm nay bao nhiêu")

    assert not any(character.isdigit() for character in answer)
    assert alliance.hoa.buttons


async def test_a_voice_message_is_answered(alliance: Alliance):
    alliance.hoa.person.send_voice()
    await alliance.world.settle()

    assert "Word" in alliance.hoa.last


async def test_a_command_of_another_role_is_refused_politely(alliance: Alliance):
    answer = await alliance.hoa.sends("/chuanop")

    assert "quyền" in answer


async def test_a_stranger_has_no_deadlines(world: World):
    await world.organisation()
    stranger = world.stranger("Người Lạ")

    assert "đơn vị" in await stranger.sends("/han")


async def test_an_unknown_command_is_answered(alliance: Alliance):
    before = len(alliance.hoa.read)

    await alliance.hoa.sends("/khongco")

    assert len(alliance.hoa.read) == before + 1


async def test_the_last_owner_cannot_leave_the_organisation_without_one(alliance: Alliance):
    await alliance.officer.sends("/privacy")
    await alliance.officer.taps("Xoá dữ liệu của tôi")
    await alliance.officer.taps(alliance.officer.buttons[0])

    assert "người chủ trì duy nhất" in alliance.officer.last
    assert "Chưa nộp" in await alliance.officer.sends("/chuanop")
