"""What is asked and of whom, in sentences of our own: one a meaning, not one a wording."""

import pytest

from bot.plan_reader.reading import read_text

HEAD = """LIÊN MINH HỢP TÁC XÃ TỈNH HÒA AN
Số: 57/KH-LMHTX
Hòa An, ngày 09 tháng 01 năm 2026

KẾ HOẠCH
Tổ chức phong trào thi đua năm 2026

"""


def asked(text: str, head: str = HEAD) -> list[tuple[str, str]]:
    found = read_text(f"{head}{text}\n").obligations
    return [(each.kind.value, each.actor.value) for each in found]


REGISTERED = [
    "Các HTX thành viên lập bản đăng ký danh hiệu gửi về Liên minh trước ngày 28/02/2026.",
    "Đơn vị chưa họp thì đăng ký tạm theo mẫu, chậm nhất ngày 10/3/2026.",
    "Mỗi đơn vị đăng ký ít nhất hai chỉ tiêu, ký đóng dấu và gửi Văn phòng trước ngày 15/3/2026.",
    "Đăng ký thi đua: các khối tổng hợp theo mẫu số 02, gửi về Liên minh trước ngày 20/3/2026.",
]
HANDED_TO_BE_COMMENDED = [
    "Các khối họp, suy tôn một đơn vị và gửi biên bản về Liên minh trước ngày 05/12/2026.",
    "Hồ sơ khen thưởng nộp cùng bản tự chấm điểm trước ngày 25/11/2026.",
    "Trường hợp hồ sơ khen thưởng còn thiếu, đơn vị bổ sung trước ngày 02/12/2026.",
    "Mỗi khối chọn hai cá nhân, danh sách trích ngang và tờ trình gửi trước ngày 01/8/2026.",
    "Đơn vị không gửi báo cáo sơ kết mà nộp hồ sơ đề nghị khen thưởng trước ngày 10/6/2026.",
    "Báo cáo thành tích của cá nhân nộp chậm nhất ngày 20/11/2026.",
]
REPORTED = [
    ("Các đơn vị gửi báo cáo 6 tháng trước ngày 10/6/2026.", "midyear_report"),
    ("Báo cáo tổng kết năm kèm hồ sơ khen thưởng gửi trước ngày 01/12/2026.", "annual_report"),
    ("Báo cáo quý gửi trước ngày 25 tháng cuối quý.", "quarterly_report"),
    ("Chi hội gửi báo cáo kết quả hoạt động trước ngày 20 hằng tháng.", "monthly_report"),
    ("Đơn vị gửi báo cáo về Liên minh trước ngày 05/6 và 05/12 hằng năm.", "midyear_report"),
]
OF_NO_PERIOD_OF_THE_YEAR = [
    "Báo cáo 9 tháng gửi trước ngày 20/9/2026.",
    "Báo cáo chuyên đề về chuyển đổi số gửi trước ngày 15/8/2026.",
    "Báo cáo tổng kết giai đoạn 2021 - 2026 gửi trước ngày 15/8/2026.",
    "Các đơn vị báo cáo việc khắc phục tồn tại trước ngày 30/7/2026.",
    "Đơn vị tự kiểm tra và gửi báo cáo kết quả kiểm tra trước ngày 15/7/2026.",
]
OTHERWISE_HANDED_IN = [
    "Mỗi đơn vị cử 02 đại biểu, danh sách gửi về Văn phòng trước ngày 10/4/2026.",
    "Các đơn vị gửi họ tên, số điện thoại người phụ trách trước ngày 20/01/2026.",
    "Biên bản họp khối gửi về Liên minh trước ngày 20/4/2026.",
    "Các khối tham gia ý kiến bằng văn bản trước ngày 15/4/2026.",
    "Mỗi khối gửi 02 bài viết về gương điển hình trước ngày 01/9/2026.",
    "Hội viên hoàn thành đóng hội phí trước ngày 30/9/2026.",
    "Công trình do đơn vị đăng ký phải hoàn thành trước ngày 20/10/2026.",
]
HELD_BY_UNITS = [
    "Các khối ký giao ước thi đua xong trước ngày 31/3/2026.",
    "Các khối tổ chức hội nghị tổng kết trong tháng 11/2026.",
    "Từ ngày 10 đến ngày 15/11/2026, các đơn vị tự chấm điểm và họp bình xét.",
    "Trưởng các khối chủ trì chấm chéo trong tháng 11/2026.",
]
HELD_BY_THE_ISSUER = [
    "Hội đồng Thi đua - Khen thưởng họp xét trong tháng 12/2026.",
    "Hội nghị tổng kết phong trào tổ chức vào ngày 25/12/2026.",
    "Đoàn kiểm tra làm việc tại các đơn vị từ ngày 05/10 đến ngày 20/10/2026.",
    "Phòng Phong trào tham mưu để Hội đồng họp xét xong trước ngày 20/12/2026.",
    "Liên minh HTX tỉnh ra quyết định công nhận trong tháng 12/2026.",
]
DONE_BY_THE_ISSUER = [
    ("Văn phòng Liên minh tổng hợp, trình UBND tỉnh báo cáo tổng kết trước ngày 20/12/2026.",
     "annual_report"),
    ("Phòng Phong trào tổng hợp đăng ký, báo cáo Sở Nội vụ trước ngày 30/3/2026.", "registration"),
    ("Phòng Phong trào thẩm định hồ sơ, trình Hội đồng trước ngày 05/12/2026.", "dossier"),
    ("Văn phòng phản hồi bản đăng ký chưa đạt trong 07 ngày kể từ ngày nhận.", "other"),
    ("Văn phòng gửi giấy mời trước ngày 15/12/2026.", "other"),
    ("Phòng Phong trào rà soát hội viên. Công khai danh sách trước ngày 30/8/2026.", "other"),
]  # fmt: skip


@pytest.mark.parametrize("sentence", REGISTERED)
def test_titles_and_targets_are_registered(sentence: str) -> None:
    assert asked(sentence) == [("registration", "unit")]


@pytest.mark.parametrize("sentence", HANDED_TO_BE_COMMENDED)
def test_papers_to_be_commended_are_a_dossier(sentence: str) -> None:
    assert asked(sentence) == [("dossier", "unit")]


@pytest.mark.parametrize(("sentence", "kind"), REPORTED)
def test_a_report_is_of_the_period_it_names(sentence: str, kind: str) -> None:
    assert asked(sentence)[0] == (kind, "unit")


def test_two_days_of_a_plans_reports_are_told_by_their_months() -> None:
    found = asked("Các đơn vị nộp báo cáo vào các ngày 08/6 và 08/12.")

    assert found == [("midyear_report", "unit"), ("annual_report", "unit")]


def test_what_a_day_is_for_may_follow_it() -> None:
    reports = asked(
        "Gửi báo cáo về Liên minh trước ngày 14/6 (đối với báo cáo 6 tháng) và trước ngày 14/12 "
        "(đối với báo cáo năm)."
    )
    papers = asked(
        "Hạn gửi hồ sơ về Hội đồng: trước ngày 14/11/2026 đối với khen thưởng tổng kết; trước ngày "
        "29/5/2026 đối với khen thưởng chuyên đề."
    )

    assert reports == [("midyear_report", "unit"), ("annual_report", "unit")]
    assert papers == [("dossier", "unit"), ("dossier", "unit")]


def test_a_limit_heads_the_days_of_what_it_names() -> None:
    found = asked("Thời hạn gửi báo cáo: 6 tháng: 18/6; năm: 18/12.")

    assert found == [("midyear_report", "unit"), ("annual_report", "unit")]


def test_what_is_taken_in_below_a_heading_is_handed_in_then() -> None:
    found = asked(
        "2. Thời gian và nơi nhận hồ sơ khen thưởng:\n"
        "2.1. Đợt 1: nhận đến 17h ngày 09/10/2026.\n"
        "2.2. Đợt 2: từ ngày 02/11/2026 đến ngày 27/11/2026."
    )

    assert found == [("dossier", "unit"), ("dossier", "unit")]


def test_a_title_says_what_is_handed_in_and_no_day() -> None:
    found = read_text(
        f"{HEAD}1. Thời gian gửi bản đăng ký: 20/02/2026.\n"
        "2. Thời hạn gửi báo cáo: 6 tháng: 09/6; năm: 08/12.\n"
        "3. Hồ sơ sáng kiến của các tổ. Thời hạn nộp: 28/5/2026.\n"
    ).obligations

    assert [each.title for each in found] == [
        "Bản đăng ký",
        "Báo cáo 6 tháng",
        "Báo cáo năm",
        "Hồ sơ sáng kiến của các tổ",
    ]


def test_whoever_has_not_registered_is_asked_to() -> None:
    found = asked("Các đơn vị chưa đăng ký khẩn trương gửi về Liên minh trước ngày 27/3/2026.")

    assert found == [("registration", "unit")]


def test_a_medals_name_is_no_anniversary() -> None:
    found = asked("Danh sách đề nghị tặng Kỷ niệm chương: gửi trước ngày 26/3/2026.")

    assert found == [("dossier", "unit")]


def test_reports_of_every_year_without_a_period_are_told_by_their_months() -> None:
    found = asked("Đơn vị gửi báo cáo về Liên minh trước ngày 05/6 và 05/12 hằng năm.")

    assert found == [("midyear_report", "unit"), ("annual_report", "unit")]


@pytest.mark.parametrize("sentence", OF_NO_PERIOD_OF_THE_YEAR + OTHERWISE_HANDED_IN)
def test_what_is_no_report_of_a_period_nor_to_be_commended_is_another_thing(sentence: str) -> None:
    assert asked(sentence) == [("other", "unit")]


@pytest.mark.parametrize("sentence", HELD_BY_UNITS)
def test_what_units_hold_takes_place(sentence: str) -> None:
    assert asked(sentence) == [("event", "unit")]


@pytest.mark.parametrize("sentence", HELD_BY_THE_ISSUER)
def test_what_nobody_else_is_named_for_the_issuer_holds(sentence: str) -> None:
    assert asked(sentence) == [("event", "issuer")]


@pytest.mark.parametrize(("sentence", "kind"), DONE_BY_THE_ISSUER)
def test_what_an_office_gathers_or_sends_up_is_the_issuers(sentence: str, kind: str) -> None:
    assert asked(sentence) == [(kind, "issuer")]


def test_a_heading_tells_who_must_act() -> None:
    of_office = "III. TỔ CHỨC THỰC HIỆN\n\n1. Văn phòng Liên minh\n\n- Chuẩn bị kinh phí, "
    of_units = "III. TỔ CHỨC THỰC HIỆN\n\n1. Trưởng các khối thi đua\n\n- Chuẩn bị kinh phí, "
    done = "hoàn thành trước ngày 20/12/2026."

    assert asked(of_office + done) == [("other", "issuer")]
    assert asked(of_units + done) == [("other", "unit")]


def test_what_is_merely_sent_is_that_of_the_sentence_before() -> None:
    text = "Các khối lập hồ sơ đề nghị tặng Cờ thi đua. Thời hạn nộp: 05/12/2026."

    assert asked(text) == [("dossier", "unit")]


def test_where_only_somebodys_day_is_told_the_heading_tells_of_what() -> None:
    text = "II. Hồ sơ khen thưởng\n\nKhối doanh nghiệp: chậm nhất ngày 10/12/2026."

    assert asked(text) == [("dossier", "unit")]


def test_a_report_on_results_of_a_plan_of_one_year_is_the_years_when_that_is_over() -> None:
    text = "Các đơn vị đánh giá phong trào và báo cáo về Liên minh trước ngày {}/2026."

    assert asked(text.format("10/12")) == [("annual_report", "unit")]
    assert asked(text.format("10/4")) == [("other", "unit")]


def test_a_council_of_a_lower_level_is_of_the_units() -> None:
    assert asked("Hội đồng cấp xã họp xét xong trước ngày 15/9/2026.") == [("event", "unit")]


def test_a_pact_is_signed_by_both_where_nobody_is_named() -> None:
    text = "Hội nghị ký giao ước thi đua của bốn khối, dự kiến ngày 10/4/2026."

    assert asked(text) == [("event", "shared")]


TABLE = "TT\tNội dung\tThời gian\tĐơn vị thực hiện\n"


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("Kiểm tra tại đơn vị\tTháng 5/2026\tVăn phòng, Phòng Phong trào", ("event", "issuer")),
        ("Gặp mặt hội viên\tTháng 4/2026\tLiên minh HTX tỉnh, các khối", ("event", "shared")),
        ("Tự chấm điểm, gửi báo cáo năm\tTrước 20/11/2026\tCác HTX", ("annual_report", "unit")),
    ],
)
def test_a_row_is_of_those_whom_its_column_names(row: str, expected: tuple[str, str]) -> None:
    assert asked(f"{TABLE}1\t{row}") == [expected]


def test_a_visit_to_the_units_of_a_table_is_made_with_them() -> None:
    titles = "Đợt\tĐơn vị được kiểm tra\tThời gian\tTrưởng đoàn\n"
    text = f"1. Lịch kiểm tra:\n\n{titles}1\tHTX Bình Minh\t10/9/2026\tTrưởng phòng\n"

    assert asked(text) == [("event", "shared")]


def test_a_heading_alone_asks_for_nothing_and_what_it_heads_is_asked_once() -> None:
    text = "1. Đăng ký danh hiệu thi đua\n\nCác đơn vị gửi bản đăng ký trước ngày 15/3/2026."

    assert asked(text) == [("registration", "unit")]


CARRIED = """Thời gian\tTT\tNội dung\tChủ trì
Tháng 3\t1\tĐăng ký thi đua, gửi Văn phòng trước ngày 12/3\tCác HTX
\t2\tTrả phiếu khảo sát\tCác HTX
Tháng 12\t3\tHọp xét thi đua\tThường trực Liên minh"""


def test_a_column_of_time_holds_for_the_rows_below_and_a_day_in_the_row_is_more_exact() -> None:
    found = read_text(f"{HEAD}{CARRIED}\n").obligations

    days = [(str(each.due.day), each.due.inclusive) for each in found]
    assert days == [("2026-03-12", False), ("2026-03-31", True), ("2026-12-31", True)]


@pytest.mark.parametrize(
    ("sentence", "actor"),
    [
        ("Hội nghị tổng kết dự kiến ngày 20/12/2026, do Văn phòng Liên minh chủ trì.", "issuer"),
        ("Hội thi nông sản tổ chức vào ngày 15/5/2026, các HTX thành viên chủ trì.", "unit"),
        ("Giải bóng chuyền giữa các HTX từ ngày 20/7 đến ngày 22/7/2026.", "shared"),
        ("02 đoàn kiểm tra tổ chức kiểm tra từ ngày 05/11 đến ngày 12/11/2026.", "issuer"),
    ],
)
def test_what_takes_place_is_of_those_who_hold_it(sentence: str, actor: str) -> None:
    assert asked(sentence) == [("event", actor)]


def test_a_union_of_a_branch_is_meant_where_it_says_so_shortly() -> None:
    head = HEAD.replace("LIÊN MINH HỢP TÁC XÃ TỈNH HÒA AN", "CÔNG ĐOÀN NGÀNH Y TẾ TỈNH HÒA AN")

    told = asked("Công đoàn ngành tổ chức hội thi tay nghề vào ngày 14/5/2026.", head)

    assert told == [("event", "issuer")]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("1. Tháng 02/2026: Liên minh HTX tỉnh tổ chức lễ phát động.", ("event", "issuer")),
        ("a) Quý IV: các đơn vị gửi báo cáo tổng kết năm.", ("annual_report", "unit")),
        ("2. Tháng 7/2026: Hội đồng họp đánh giá 6 tháng.", ("event", "issuer")),
    ],
)
def test_a_numbered_line_may_begin_with_its_month(line: str, expected: tuple[str, str]) -> None:
    assert asked(line) == [expected]


def test_awards_named_under_papers_to_send_are_a_dossier() -> None:
    text = "3. Thời gian gửi hồ sơ:\n- Bằng khen của tỉnh: trước ngày 18/11/2026;\n"

    assert asked(text) == [("dossier", "unit")]


def test_titles_that_units_are_bidden_to_register_are_no_dossier() -> None:
    text = "Đề nghị các HTX đăng ký danh hiệu thi đua năm 2027, gửi về trước ngày 15/12/2026."

    assert asked(text) == [("registration", "unit")]


def test_guidance_on_registering_is_issued_not_registered() -> None:
    text = "Trong tháng 02/2026, Liên minh HTX tỉnh ban hành hướng dẫn đăng ký thi đua."

    assert asked(text) == [("event", "issuer")]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Thường trực nhận hồ sơ khen thưởng đến hết ngày 27/11/2026.", "2026-11-27 True"),
        ("Mỗi HTX đóng 1.500.000 đồng vào quỹ thi đua, đến hết ngày 24/4/2026.", "2026-04-24 True"),
        ("Các HTX gửi hồ sơ khen thưởng vào cuối tháng 10/2026.", "2026-10-31 True"),
        ("Các HTX gửi báo cáo tổng kết trước tháng 12/2026.", "2026-12-01 False"),
        ("- Ngày 20/3/2026: Liên minh tổ chức lễ ra quân.", "2026-03-20 True"),
        ("Lễ phát động thi đua ngày 18/3/2026 tại hội trường.", "2026-03-18 True"),
        ("Kiểm tra chéo giữa các khối: 03/11–10/11/2026.", "2026-11-10 True"),
    ],
)
def test_a_day_is_found_however_an_office_leads_it_in(sentence: str, expected: str) -> None:
    found = read_text(f"{HEAD}{sentence}\n").obligations

    assert [f"{each.due.day} {each.due.inclusive}" for each in found] == [expected]


def test_several_days_after_one_lead_are_each_a_term() -> None:
    found = read_text(f"{HEAD}Các HTX gửi báo cáo trước các ngày 12/6 và 12/12/2026.\n").obligations

    assert [str(each.due.day) for each in found] == ["2026-06-12", "2026-12-12"]


def test_how_many_of_all_did_it_tells_of_what_was() -> None:
    assert asked("Năm 2025, 28/31 HTX nộp đủ hồ sơ trước ngày 20/11/2025.") == []


def test_a_body_that_calls_itself_by_its_first_words_is_the_issuer() -> None:
    assert asked("Trong tuần đầu tháng 4/2026, Liên minh ban hành hướng dẫn.") == [
        ("event", "issuer")
    ]
    assert asked("Liên minh HTX các huyện gửi báo cáo 6 tháng trước ngày 10/6/2026.") == [
        ("midyear_report", "unit")
    ]
