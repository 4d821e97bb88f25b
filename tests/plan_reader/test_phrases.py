"""The wordings of terms, each in sentences of our own; and every date as it may be rendered."""

from datetime import date, time
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.plan_reader.phrases import is_no_term, phrases_in
from bot.plan_reader.terms import Due, Trouble
from bot.rules.deadlines import Granularity

ISSUED = date(2025, 1, 6)
YEAR = 2025


class Read(NamedTuple):
    """What a sentence must be read as: a day or a recurrence, and whether it is inclusive."""

    sentence: str
    told: str
    inclusive: bool
    starts_on: str = ""


def terms(text: str) -> list[Due]:
    return [
        phrase.due
        for phrase in phrases_in(text, YEAR)
        if not phrase.of_data and not is_no_term(text, phrase, ISSUED)
    ]


READINGS = [
    # trước ngày: the day itself is too late
    Read("Các đơn vị nộp bản đăng ký về Thường trực trước ngày 15/02/2025.", "2025-02-15", False),
    Read("Báo cáo gửi về Văn phòng trước ngày 05 tháng 7 năm 2025", "2025-07-05", False),
    Read("gửi hồ sơ trước 20/11/2025 để tổng hợp", "2025-11-20", False),
    Read("Đề nghị gửi kết quả trước ngày 1.3.2025", "2025-03-01", False),
    Read("nộp về Ban Thi đua trước ngày 08/9/ 2025;", "2025-09-08", False),
    Read("hoàn thành việc đăng ký trước ngày mùng 5 tháng 3 năm 2025", "2025-03-05", False),
    # chậm nhất, muộn nhất, hạn cuối: the day counts
    Read("Đăng ký giao ước gửi về Công đoàn chậm nhất ngày 28/02/2025.", "2025-02-28", True),
    Read("Báo cáo năm nộp chậm nhất vào ngày 30/11/2025.", "2025-11-30", True),
    Read("Hồ sơ gửi chậm nhất là ngày 15 tháng 12 năm 2025.", "2025-12-15", True),
    Read("Thời hạn nộp hồ sơ: ngày 20/10/2025.", "2025-10-20", True),
    Read("Hạn cuối nộp báo cáo là ngày 10/12/2025.", "2025-12-10", True),
    Read("gửi báo cáo muộn nhất ngày 12/6/2025", "2025-06-12", True),
    Read("nộp không muộn hơn ngày 25/6/2025", "2025-06-25", True),
    Read("nộp chậm nhất ngày 08 (tám) tháng 06 (sáu) năm 2025", "2025-06-08", True),
    # đến hết, đến ngày
    Read("Nhận hồ sơ đến 17 giờ 00, ngày 30/7/2025 tại Văn phòng.", "2025-07-30", True),
    Read("Nhận đăng ký đến hết ngày 14/3/2025.", "2025-03-14", True),
    Read("Tiếp nhận hồ sơ đến ngày 31/10/2025 tại Văn phòng, đơn vị gửi đủ.", "2025-10-31", True),
    # ranges
    Read("Đợt 1: từ ngày 01/02/2025 đến ngày 30/6/2025", "2025-06-30", True, "2025-02-01"),
    Read(
        "Hội thi tổ chức từ ngày 18 đến ngày 20 tháng 11 năm 2025", "2025-11-20", True, "2025-11-18"
    ),
    Read("Đợt cao điểm từ 01/8 đến hết ngày 02/9/2025", "2025-09-02", True, "2025-08-01"),
    Read(
        "Bổ sung giấy tờ trong hai ngày 27 và 28/11/2025 tại Sở", "2025-11-28", True, "2025-11-27"
    ),
    Read(
        "Thi từ sáng ngày 22/9/2025 (Thứ Hai) đến hết ngày 26/9/2025",
        "2025-09-26",
        True,
        "2025-09-22",
    ),
    Read("Kiểm tra chéo từ tháng 9 đến tháng 10 năm 2025", "2025-10-31", True, "2025-09-01"),
    Read(
        "Triển khai từ ngày 15/01/2025 đến hết tháng 5 năm 2025", "2025-05-31", True, "2025-01-15"
    ),
    # windows
    Read("Tháng 12/2025: tổ chức hội nghị tổng kết phong trào.", "2025-12-31", True, "2025-12-01"),
    Read("- Quý II/2025: kiểm tra việc thực hiện tại cơ sở.", "2025-06-30", True, "2025-04-01"),
    Read("Thời gian: Quý II, quý III", "2025-09-30", True, "2025-04-01"),
    Read("Quý I, II và III/2025: kiểm tra tại cơ sở.", "2025-09-30", True, "2025-01-01"),
    Read("Thời gian thực hiện: Quý IV năm 2025", "2025-12-31", True, "2025-10-01"),
    Read("Hoàn thành trong tháng 8/2025 việc rà soát.", "2025-08-31", True),
    # recurrences
    Read("Báo cáo tháng gửi trước ngày 25 hằng tháng.", "monthly:25", False),
    Read("Số liệu nộp trước ngày mùng 5 hàng tháng", "monthly:05", False),
    Read("gửi chậm nhất ngày 20 hằng tháng về Phòng Nội vụ", "monthly:20", True),
    Read("Báo cáo tháng: nộp trước 16 giờ ngày 22 hằng tháng", "monthly:22", True),
    Read("Báo cáo quý gửi trước ngày 25 tháng cuối quý về Sở", "quarterly:25", False),
    Read("nộp chậm nhất ngày 20 của tháng cuối mỗi quý", "quarterly:20", True),
    Read("Báo cáo gửi trước ngày 10 hằng quý", "quarterly:10", False),
    Read("Báo cáo tổng kết gửi trước ngày 05/12 hằng năm.", "yearly:12-05", False),
    Read("Báo cáo tháng: gửi trước ngày 18", "monthly:18", False),
    Read("nộp trước ngày 20 của tháng cuối cùng trong quý", "quarterly:20", False),
    Read("gửi trước ngày 12 các tháng 3, 6, 9 và 12", "quarterly:12", False),
    Read("gửi hồ sơ chậm nhất ngày 30 tháng 9 hàng năm", "yearly:09-30", True),
    Read("gửi hồ sơ chậm nhất ngày 25 tháng 9 hàng năm", "yearly:09-25", True),
    Read("báo cáo tháng: chậm nhất ngày 15 (mười lăm) của tháng báo cáo", "monthly:15", True),
    Read("báo cáo nhanh trước 16h30 hằng ngày về thường trực", "daily:16:30", False),
    Read("gửi tin bài trước 15h00 thứ Sáu hàng tuần", "weekly:FRI@15:00", False),
    # relative
    Read("Kết thúc đợt thi đua, chậm nhất 09 ngày đơn vị gửi kết quả", "relative:+9d:event", True),
    Read(
        "trả lời trong thời hạn 10 ngày kể từ ngày nhận được đề nghị", "relative:+10d:receipt", True
    ),
    Read("thông báo kết quả trong vòng 07 ngày làm việc kể từ ngày họp", "relative:+7wd", True),
    Read(
        "gửi biên bản chậm nhất 05 ngày làm việc kể từ ngày kết thúc hội nghị",
        "relative:+5wd",
        True,
    ),
    Read("gửi hồ sơ trước 15 ngày để Hội đồng họp xét", "relative:-15d:event", False),
    Read("xin lùi hạn chậm nhất 08 ngày làm việc trước ngày họp", "relative:-8wd:event", True),
    # what a line's end has parted
    Read("gửi báo cáo về Văn phòng trước ngày 2 0/11/2025", "2025-11-20", False),
    Read("nộp hồ sơ chậm nhất ngày 05/1 2/2025", "2025-12-05", True),
    # of the month after
    Read("Báo cáo tháng gửi chậm nhất ngày 03 tháng sau", "monthly:03", True),
    Read("gửi vào ngày 08 của tháng đầu quý sau", "quarterly+1:08", True),
    Read("nộp trước ngày 06 tháng đầu tiên của quý kế tiếp", "quarterly+1:06", False),
    # led in by less
    Read("Nhận bản đăng ký đến hết giờ làm việc ngày 14/11/2025.", "2025-11-14", True),
    Read("Thời gian nộp: 12/6/2025", "2025-06-12", True),
    Read("Thời gian gửi bản đăng ký là ngày 20/02/2025", "2025-02-20", True),
    Read("Đến 28/11/2025, các đơn vị hoàn thành hồ sơ.", "2025-11-28", True),
    Read("Báo cáo năm gửi về Thường trực ngày 08/12/2025", "2025-12-08", True),
    Read("Cuối tháng 11/2025, các chi hội gửi báo cáo.", "2025-11-30", True),
    Read("nộp báo cáo trong 10 ngày đầu tháng 6", "2025-06-10", True, "2025-06-01"),
    # what takes place
    Read("Ngày 18/12/2025, Hội tổ chức tổng kết phong trào.", "2025-12-18", True),
    Read("Lễ tổng kết phong trào: 8h00 thứ Ba, ngày 16/12/2025", "2025-12-16", True),
]


@pytest.mark.parametrize("read", READINGS, ids=lambda read: read.sentence[:48])
def test_a_wording_is_read_as_it_is_meant(read: Read) -> None:
    found = terms(read.sentence)

    assert [told(due) for due in found] == [read.told]
    assert found[0].inclusive is read.inclusive
    assert not read.starts_on or f"{found[0].starts_on}" == read.starts_on


def told(due: Due) -> str:
    return due.recurrence or f"{due.day}"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Báo cáo gửi trước ngày 05/6 và 25/11 hằng năm.",
            [("yearly:06-05", False), ("yearly:11-25", False)],
        ),
        (
            "Định kỳ hằng tháng (trước ngày 22 hằng tháng), 6 tháng (trước ngày 20/6), năm "
            "(trước ngày 20/12 hằng năm) các đơn vị gửi báo cáo.",
            [("monthly:22", False), ("yearly:06-20", False), ("yearly:12-20", False)],
        ),
        (
            "Báo cáo 6 tháng chậm nhất ngày 15/6/2025; báo cáo năm trước ngày 01/12/2025.",
            [("2025-06-15", True), ("2025-12-01", False)],
        ),
        (
            "Các đơn vị nộp báo cáo vào các ngày 08/6 và 08/12.",
            [("2025-06-08", True), ("2025-12-08", True)],
        ),
        (
            "Hạn nộp báo cáo sơ kết là 09/6, hạn nộp báo cáo tổng kết là 09/12.",
            [("2025-06-09", True), ("2025-12-09", True)],
        ),
        (
            "báo cáo 02 lần/ngày (trước 8h00 và 17h00) trong đợt cao điểm",
            [("daily:08:00,17:00", False)],
        ),
    ],
)
def test_several_terms_in_one_sentence_are_all_read(
    sentence: str, expected: list[tuple[str, bool]]
) -> None:
    assert [(told(due), due.inclusive) for due in terms(sentence)] == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Căn cứ Nghị định số 98/2023/NĐ-CP ngày 31/12/2023 của Chính phủ;",
        "Thực hiện Kế hoạch số 12/KH-UBND ngày 03 tháng 01 năm 2025 của tỉnh",
        "Chào mừng kỷ niệm 95 năm ngày thành lập Đảng (03/02/1930 - 03/02/2025)",
        "Quyết định này có hiệu lực kể từ ngày 15/01/2025.",
        "Quyết định có hiệu lực thi hành từ ngày ký ban hành.",
        "Phải có ít nhất 2/3 số thành viên biểu quyết tán thành.",
        "Trực ban 24/24 giờ trong dịp nghỉ lễ 30/4, 01/5.",
        "Tỷ suất giảm còn 4/100.000 dân.",
        "Phong trào giai đoạn 2021-2025 đạt nhiều kết quả.",
        "Ngày 20/11 là dịp tri ân các thầy cô.",
        "Các hợp đồng vay ký trước ngày 01/9/2025 giữ nguyên lãi suất.",
        "Trong hai ngày 02 và 03/01/2025, Khối đã tổ chức hội nghị ký giao ước.",
        "Từ ngày 01/12 đến ngày 20/12/2024 trên địa bàn xảy ra mưa lớn.",
        "Số: 12/5-QĐ của Hội đồng",
        "Theo công văn gửi ngày 02/5/2025 của Sở Nội vụ",
        "Ngày 20/5/2025, Tỉnh ủy đã có ý kiến về việc này.",
        "Nghị quyết số 19-NQ/TW ngày 16/6/2022 về nông nghiệp",
        "đến năm 2030 đạt 45% tổng số hợp tác xã",
    ],
)
def test_what_is_no_term_is_not_read_as_one(sentence: str) -> None:
    assert terms(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Thời gian chốt số liệu báo cáo: đến ngày 25/11/2025.",
        "Số liệu tính đến hết ngày 31/5/2025.",
        "Mốc chốt số liệu tháng là đến ngày 14/6/2025.",
        "Người có thời gian công tác đủ 10 tháng tính đến ngày 30/6/2025",
        "Doanh thu ước đến 30/6/2025",
    ],
)
def test_a_cut_off_of_figures_is_kept_as_such(sentence: str) -> None:
    assert [phrase.of_data for phrase in phrases_in(sentence, YEAR)] == [True]


def test_without_a_year_only_what_recurs_or_names_its_own_is_a_term() -> None:
    found = [
        [told(phrase.due) for phrase in phrases_in(sentence, None)]
        for sentence in (
            "Hồ sơ gửi trước ngày 10/8 hằng năm.",
            "Hồ sơ gửi trước ngày 10/8.",
            "Hồ sơ gửi trước ngày 10/8/2025.",
        )
    ]

    assert found == [["yearly:08-10"], [], ["2025-08-10"]]


def test_in_standing_rules_a_day_without_a_year_is_of_every_year() -> None:
    sentence = "Báo cáo năm gửi trước ngày 31 tháng 3 của năm liền kề."

    of_a_plan, of_rules = (
        [told(phrase.due) for phrase in phrases_in(sentence, YEAR, of_rules=of_rules)]
        for of_rules in (False, True)
    )

    assert of_a_plan == [f"{YEAR + 1}-03-31"]
    assert of_rules == ["yearly:03-31"]


def test_an_hour_is_kept_with_its_day() -> None:
    (due,) = terms("Báo cáo gửi chậm nhất 10 giờ 30 phút ngày 8/6/2025 qua trục liên thông.")

    assert (due.day, due.hour, due.inclusive) == (date(2025, 6, 8), time(10, 30), True)


def test_a_day_that_no_calendar_has_is_trouble_and_no_other_day() -> None:
    (due,) = terms("Nộp báo cáo trước ngày 31/6/2025.")

    assert (due.day, due.trouble) == (None, Trouble.NO_SUCH_DAY)


def test_a_missing_year_is_the_plans_and_told_to_be_missing() -> None:
    (due,) = terms("Đăng ký thi đua nộp về Liên minh trước ngày 10/3.")

    assert (due.day, due.lacks_year) == (date(2025, 3, 10), True)


def test_a_month_counts_to_its_last_day() -> None:
    (due,) = terms("Tháng 02/2028 tổng kết công tác")

    assert (due.day, due.granularity) == (date(2028, 2, 29), Granularity.MONTH)


RENDERINGS = (
    "{d}/{m}/{y}",
    "{d:02}/{m:02}/{y}",
    "{d}.{m}.{y}",
    "{d}-{m}-{y}",
    "{d} tháng {m} năm {y}",
    "{d:02} tháng {m:02} năm {y}",
    "{d}/ {m}/ {y}",
)


@settings(deadline=None)
@given(
    day=st.dates(date(2020, 1, 1), date(2035, 12, 31)),
    rendering=st.sampled_from(RENDERINGS),
    lead=st.sampled_from([("trước ngày", False), ("chậm nhất ngày", True), ("đến hết ngày", True)]),
)
def test_every_rendering_of_a_date_reads_back_to_itself(
    day: date, rendering: str, lead: tuple[str, bool]
) -> None:
    words = rendering.format(d=day.day, m=day.month, y=day.year)
    text = f"Các đơn vị gửi báo cáo về Văn phòng {lead[0]} {words}."

    (phrase,) = phrases_in(text, 2019)

    assert (phrase.due.day, phrase.due.inclusive) == (day, lead[1])
    assert text[phrase.start : phrase.end].endswith(words)


@settings(deadline=None)
@given(st.text(max_size=400))
def test_no_text_breaks_the_grammar(text: str) -> None:
    for phrase in phrases_in(text, YEAR):
        assert 0 <= phrase.start < phrase.end <= len(text)


NUMBERS = st.integers(0, 9_999).map(str) | st.integers(0, 35).map(str)
WORDS = st.sampled_from(
    ["từ ngày", "đến ngày", "trước ngày", "chậm nhất", "tháng", "năm", "quý I", "tuần thứ 4 của",
     "hằng tháng", "hằng năm", "/", "-", "đến hết", "trong", "vào", ",", "và", "giờ", "thứ Sáu"]
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(NUMBERS | WORDS, max_size=14))
def test_no_numbers_whatever_make_the_reader_fall_over(parts: list[str]) -> None:
    for joined in (" ".join(parts), "".join(parts)):
        for phrase in phrases_in(joined, 2024):
            assert phrase.due.day is None or 1989 < phrase.due.day.year < 2102


def test_a_day_of_a_school_years_second_half_stays_that_day_in_a_leap_year() -> None:
    (day,) = phrases_in("nộp trước ngày 28/02", 2023, of_school=True)
    (month,) = phrases_in("hoàn thành trong tháng 02", 2023, of_school=True)

    assert day.due.day == date(2024, 2, 28)
    assert month.due.day == date(2024, 2, 29)
