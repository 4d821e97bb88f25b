"""Words in the reader's language, with values that stay what they are."""

from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from bot.rules.members import Address, Language, Member
from bot.simulator.html import parse_html
from bot.texts import Texts

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


@pytest.fixture
def vi() -> Texts:
    return Texts(Language.VI, zone=HANOI)


@pytest.fixture
def en() -> Texts:
    return Texts(Language.EN, zone=HANOI)


def test_a_value_is_escaped_once(vi: Texts):
    said = vi("Unit: <b>{unit}</b>", unit='HTX <b>&"')

    text, entities = parse_html(str(said))
    assert said == "Đơn vị: <b>HTX &lt;b&gt;&amp;&#34;</b>"
    assert text == 'Đơn vị: HTX <b>&"'
    assert [entity["type"] for entity in entities] == ["bold"]


def test_words_put_into_words_are_not_escaped_again(vi: Texts):
    source = vi(" (the plan says: “{written}”)", written="A & B")

    said = vi("Deadline: <b>not set yet</b>{source}.", source=source)

    assert said == "Thời hạn: <b>chưa ấn định</b> (kế hoạch ghi: “A &amp; B”)."


def test_braces_in_a_value_stay_braces(vi: Texts):
    assert vi("Unit: <b>{unit}</b>", unit="{you}") == "Đơn vị: <b>{you}</b>"


def test_plain_words_keep_every_sign(vi: Texts):
    assert vi.plain("Remove: {name}", name='<b>&".docx') == 'Bỏ: <b>&".docx'


def test_a_plural_escapes_its_values(vi: Texts):
    one = "<b>{unit}</b>\n{count} file received. Which report is it for?"
    many = "<b>{unit}</b>\n{count} files received. Which report are they for?"

    assert vi.n(one, many, 2, unit="A & B").startswith("<b>A &amp; B</b>\nĐã nhận 2 tệp.")


@pytest.mark.parametrize(
    ("count", "english"), [(1, "<b>1 day left</b>."), (2, "<b>2 days left</b>.")]
)
def test_english_counts_and_vietnamese_does_not(vi: Texts, en: Texts, count: int, english: str):
    words = ("<b>{count} day left</b>.", "<b>{count} days left</b>.")

    assert en.n(*words, count) == english
    assert vi.n(*words, count) == f"<b>Còn {count} ngày</b>."


@pytest.mark.parametrize(
    ("address", "said"),
    [
        (Address.UNIT, "Quý đơn vị sẽ được báo khi có thời hạn."),
        (Address.PLAIN, "Anh/Chị sẽ được báo khi có thời hạn."),
        (Address.COMRADE, "Đồng chí sẽ được báo khi có thời hạn."),
    ],
)
def test_a_sentence_begins_with_the_chosen_address(address: Address, said: str):
    assert Texts(Language.VI, address)("{You} will be told when it is set.") == said


@pytest.mark.parametrize(
    ("address", "said"),
    [
        (Address.UNIT, "Đăng ký của Quý đơn vị <b>đã được duyệt</b>."),
        (Address.PLAIN, "Đăng ký của anh/chị <b>đã được duyệt</b>."),
        (Address.COMRADE, "Đăng ký của đồng chí <b>đã được duyệt</b>."),
    ],
)
def test_the_address_within_a_sentence_is_small(address: Address, said: str):
    t = Texts(Language.VI, address)

    assert t("The registration of {you} is <b>approved</b>.") == said


@pytest.mark.parametrize("address", list(Address))
def test_english_says_you_to_everybody(address: Address):
    t = Texts(Language.EN, address)

    assert t("{You} will be told when it is set.") == "You will be told when it is set."


def test_a_member_reads_in_their_language_address_and_zone():
    member = Member(1, 1, "An", Language.VI, Address.COMRADE, zone=HANOI)

    t = Texts.of(member)

    assert t("{You} will be told when it is set.").startswith("Đồng chí")
    assert t.moment(datetime(2023, 6, 1, 1, 0, tzinfo=UTC)) == "08:00 01/06/2023"


@pytest.mark.parametrize(
    ("value", "vietnamese", "english"),
    [
        (Decimal("1250000"), "1.250.000", "1,250,000"),
        (Decimal("1.25"), "1,25", "1.25"),
        (Decimal("1200.50"), "1.200,5", "1,200.5"),
        (Decimal("10.00"), "10", "10"),
        (Decimal("1E+9"), "1.000.000.000", "1,000,000,000"),
        (Decimal("-3.5"), "-3,5", "-3.5"),
        (0, "0", "0"),
        (4096, "4.096", "4,096"),
    ],
)
def test_numbers_are_written_as_the_reader_writes_them(
    vi: Texts, en: Texts, value: Decimal | int, vietnamese: str, english: str
):
    assert vi.number(value) == vietnamese
    assert en.number(value) == english


@pytest.mark.parametrize(
    ("day", "vietnamese", "english"),
    [
        (date(2023, 6, 5), "Thứ Hai, 05/06/2023", "Monday, 05/06/2023"),
        (date(2023, 6, 6), "Thứ Ba, 06/06/2023", "Tuesday, 06/06/2023"),
        (date(2023, 6, 7), "Thứ Tư, 07/06/2023", "Wednesday, 07/06/2023"),
        (date(2023, 6, 8), "Thứ Năm, 08/06/2023", "Thursday, 08/06/2023"),
        (date(2023, 6, 9), "Thứ Sáu, 09/06/2023", "Friday, 09/06/2023"),
        (date(2023, 6, 10), "Thứ Bảy, 10/06/2023", "Saturday, 10/06/2023"),
        (date(2023, 6, 11), "Chủ nhật, 11/06/2023", "Sunday, 11/06/2023"),
    ],
)
def test_a_day_is_written_day_first_with_its_weekday(
    vi: Texts, en: Texts, day: date, vietnamese: str, english: str
):
    assert vi.long_day(day) == vietnamese
    assert en.long_day(day) == english


def test_a_moment_is_told_in_the_readers_zone(vi: Texts):
    before_midnight = datetime(2023, 6, 10, 17, 30, 9, tzinfo=UTC)

    assert vi.moment(before_midnight) == "00:30 11/06/2023"
    assert vi.moment_exact(before_midnight) == "00:30:09 11/06/2023"


@pytest.mark.parametrize(
    ("closes_at", "said"),
    [
        # «chậm nhất ngày 10/6» closes with the day: 24:00 there is 17:00 UTC.
        (datetime(2023, 6, 10, 17, 0, tzinfo=UTC), "24:00 10/06/2023"),
        (datetime(2022, 12, 31, 17, 0, tzinfo=UTC), "24:00 31/12/2022"),
        (datetime(2020, 6, 8, 3, 30, tzinfo=UTC), "10:30 08/06/2020"),
        (datetime(2020, 6, 8, 0, 0, tzinfo=UTC), "07:00 08/06/2020"),
    ],
)
def test_a_closing_at_midnight_belongs_to_the_day_that_ends(
    vi: Texts, closes_at: datetime, said: str
):
    assert vi.closing(closes_at) == said


def test_lines_are_joined_and_plain_ones_escaped(vi: Texts):
    lines = [vi("<b>Reminder</b>"), "", "HTX A & B"]

    assert vi.join(lines) == "<b>Nhắc hạn</b>\n\nHTX A &amp; B"


def test_a_message_without_translation_is_said_in_english(vi: Texts):
    assert vi("Nobody translated {this}.", this="it") == "Nobody translated it."
