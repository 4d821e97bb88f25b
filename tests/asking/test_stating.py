"""Figures stated in a sentence: each name with its number, whatever the order; never a guess."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.asking import Intent, questions_in, understand
from bot.asking.stating import period_named, read_figures, values_in
from bot.messages.answers import amount
from bot.rules.actuals import Doubt, FigureQuestion
from bot.rules.catalogue import INDICATORS
from bot.rules.folding import fold
from bot.rules.members import Language
from bot.rules.plans import Kind, OrganisationKind
from bot.texts import Texts

QUESTIONS = [
    FigureQuestion(name, measure) for name, measure in INDICATORS[OrganisationKind.ALLIANCE]
]
NAMES = {each.key: each.indicator for each in QUESTIONS}
ALL_KINDS = sorted(INDICATORS)


def taken(text: str) -> dict[str, Decimal]:
    """What is read for sure, by the indicator's name."""
    return {NAMES[key]: value for key, value in read_figures(text, QUESTIONS).taken.items()}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("doanh thu 6t dat 1,2 ty, loi nhuan 85tr, 32 lao dong", (1200, 85, 32)),
        ("Doanh thu 1,2 tỷ lợi nhuận 85tr 32 lao động", (1200, 85, 32)),
        ("32 lao động; 85 triệu lợi nhuận; 1,2 tỷ doanh thu", (1200, 85, 32)),
        ("dt 1,2 ty ln 85tr ld 32", (1200, 85, 32)),
        ("dt1,2ty,ln85tr,32ld", (1200, 85, 32)),
        ("DOANH THU ĐẠT 1,2 TỶ VÀ LỢI NHUẬN 85 TRIỆU, LAO ĐỘNG 32 NGƯỜI", (1200, 85, 32)),
        ("doanhthu 1,2ty;laodong 32; loi nhuam 85 tr", (1200, 85, 32)),
        ("ddoanh thu ddatj 1,2 tyr, lowij nhuaanj 85tr, 32 lao ddoongj", (1200, 85, 32)),
        ("doanh thu 6 thang 1 tỷ 200 triệu\n- lợi nhuận: 85tr\n- Lao động - 32", (1200, 85, 32)),
        ("ad oi htx em doanh thu duoc 1,2 ty a, con ln thi 85tr, co 32 lao dong", (1200, 85, 32)),
    ],
)
def test_any_order_and_any_spelling_says_the_same(text: str, said: tuple[int, ...]) -> None:
    assert taken(text) == dict(zip(("Doanh thu", "Lợi nhuận", "Lao động"), said, strict=True))
    assert read_figures(text, QUESTIONS).words == ""


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("lao động 32 người", "Lao động", "32"),
        ("thu nhập bình quân 6,5 triệu/người/tháng", "Thu nhập bình quân", "6.5"),
        ("tnbq 6,5tr/ng/th", "Thu nhập bình quân", "6.5"),
        ("thu nhap 6.5 trieu 1 thang", "Thu nhập bình quân", "6.5"),
        ("nộp ngân sách 120 triệu", "Nộp ngân sách", "120"),
        ("3 sản phẩm OCOP", "Sản phẩm OCOP", "3"),
        ("3 sp ocop", "Sản phẩm OCOP", "3"),
        ("Sản phẩm OCOP: 3 sản phẩm", "Sản phẩm OCOP", "3"),
        ("thành viên mới 12 thành viên", "Thành viên mới", "12"),
        ("kết nạp thêm 5 thành viên mới", "Thành viên mới", "5"),
        ("dong bhxh cho 15 nguoi", "Đóng bảo hiểm xã hội", "15"),
        ("doanh thu 6 tháng đầu năm 2023 là 1,2 tỷ đồng", "Doanh thu", "1200"),
        ("doanh thu 6t 1 tỷ", "Doanh thu", "1000"),
        ("lợi nhuận quý 2 đạt 6tr5", "Lợi nhuận", "6.5"),
        ("doanh thu 1,2 tỷ đạt 98% kế hoạch", "Doanh thu", "1200"),
        ("doanh thu 1,2 tỷ, tăng 10% so với cùng kỳ", "Doanh thu", "1200"),
    ],
)
def test_one_figure_is_read(text: str, name: str, value: str) -> None:
    assert taken(text) == {name: Decimal(value)}


@pytest.mark.parametrize(
    "text",
    [
        "thành viên 120 người",
        "32 lao động nữ",
        "doanh thu từ dịch vụ 500tr",
        "doanh thu tăng 10%",
        "doanh thu đạt 98% kế hoạch",
        "doanh thu năm trước 1 tỷ",
        "doanh thu kế hoạch 2 tỷ",
        "doanh thu 1,2 tỷ usd",
        "doanh thu 1.2.3 tỷ",
        "doanh thu 1 tỷ 2 mua máy",
        "lao động 5 triệu",
        "dt 0912345678901234567890",
        "doanh thu đạt, năm nay 2023",
        "giá lúa 8 triệu một tấn",
        "họp ngày 10/6 lúc 8 giờ",
        "mở lớp 2, đợt 1 tháng 6",
    ],
)
def test_what_may_mean_something_else_is_not_put_down(text: str) -> None:
    assert taken(text) == {}


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("doanh thu 1.250", Doubt.TWO_WAYS),
        ("lợi nhuận lỗ 20 triệu", Doubt.LOSS),
        ("0 sáng kiến", Doubt.ZERO),
    ],
)
def test_a_number_in_doubt_waits_for_a_yes(text: str, doubt: Doubt) -> None:
    read = read_figures(text, QUESTIONS)

    assert read.taken == {}
    assert [actual.doubt for _, actual in read.doubts] == [doubt]


def test_a_name_twice_with_two_numbers_is_asked_about() -> None:
    read = read_figures("doanh thu 1 tỷ, doanh thu 2 tỷ", QUESTIONS)

    assert read.refused == ("doanh thu 2 tỷ",)


def test_what_is_no_figure_is_kept_in_its_own_words() -> None:
    read = read_figures("Nộp bc 6t: doanh thu 1,2 tỷ, mua 2 máy cày; bà con phấn khởi", QUESTIONS)

    assert read.words == "mua 2 máy cày, bà con phấn khởi"


def test_one_name_in_two_measures_is_told_by_the_measure() -> None:
    questions = [FigureQuestion("Nợ xấu", "triệu đồng"), FigureQuestion("Nợ xấu", "%")]

    assert read_figures("nợ xấu 1,5%", questions).taken == {questions[1].key: Decimal("1.5")}
    assert read_figures("nợ xấu 5 triệu", questions).taken == {questions[0].key: Decimal(5)}
    assert read_figures("nợ xấu 5", questions).taken == {}


@given(
    st.sampled_from(ALL_KINDS),
    st.lists(
        st.tuples(st.integers(0, 20), st.integers(1, 99_999)),
        min_size=1,
        max_size=4,
        unique_by=lambda each: each[0],
    ),
    st.sampled_from([", ", "; ", "\n", " và "]),
    st.booleans(),
)
def test_what_the_forms_write_reads_back_to_itself(
    kind: OrganisationKind,
    chosen: list[tuple[int, int]],
    sign: str,
    bare: bool,
) -> None:
    t = Texts(Language.VI)
    questions = [FigureQuestion(name, measure) for name, measure in INDICATORS[kind]]
    said = {}
    for place, number in chosen:
        question = questions[place % len(questions)]
        # No form takes a rate that is absurd.
        most = 1_999 if question.measure == "%" else number
        said[question.key] = (question, Decimal(min(number, most)))
    parts = [f"{each.indicator}: {amount(t, value, each.measure)}" for each, value in said.values()]
    text = sign.join(parts)

    read = read_figures(fold(text) if bare and sign != "\n" else text, questions)

    found = dict(read.taken) | {each.key: actual.value for each, actual in read.doubts}
    assert found == {key: value for key, (_, value) in said.items()}
    assert (read.refused, read.words) == ((), "")


@given(st.text(max_size=200))
def test_nothing_typed_breaks_the_reading(text: str) -> None:
    values_in(text)
    read_figures(text, QUESTIONS)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("doanh thu 6t đạt 1,2 tỷ", Kind.MIDYEAR_REPORT),
        ("doanh thu cả năm 2 tỷ", Kind.ANNUAL_REPORT),
        ("lợi nhuận năm 2023: 85tr", Kind.ANNUAL_REPORT),
        ("doanh thu quý 2 là 300tr", Kind.QUARTERLY_REPORT),
        ("doanh thu 6 tháng đầu năm 2023 là 1 tỷ", Kind.MIDYEAR_REPORT),
        ("thu nhập 6,5 triệu/người/tháng", None),
        ("lao động 32", None),
    ],
)
def test_the_period_says_which_report(text: str, kind: Kind | None) -> None:
    assert period_named(text) is kind


def test_figures_alone_say_that_a_report_is_handed_in() -> None:
    question = understand("doanh thu 6t dat 1,2 ty, loi nhuan 85tr, 32 lao dong")

    assert (question.intent, question.kind) == (Intent.SUBMIT_REPORT, Kind.MIDYEAR_REPORT)
    assert [(each.indicator, each.value) for each in question.stated] == [
        ("Doanh thu", Decimal(1200)),
        ("Lợi nhuận", Decimal(85)),
        ("Lao động", Decimal(32)),
    ]


def test_added_figures_amend_and_registered_ones_register() -> None:
    added = understand("nộp bổ sung số liệu thu nhập bình quân 6,5 triệu")
    registered = understand("đăng ký thêm 3 sản phẩm OCOP")

    assert (added.intent, added.slot) == (Intent.SUBMIT_REPORT, "amend")
    assert (registered.intent, registered.slot) == (Intent.REGISTER, "target")
    assert [each.value for each in registered.stated] == [Decimal(3)]


@pytest.mark.parametrize(
    "text",
    [
        "doanh thu 1,2 tỷ có được khen không",
        "vay vốn 200 triệu để tăng doanh thu",
        "hạn nộp 10/6 hay 10/7",
        "lợi nhuận bao nhiêu thì đạt, 85tr à",
    ],
)
def test_a_question_states_nothing(text: str) -> None:
    assert [each.stated for each in questions_in(text)] == [()] * len(questions_in(text))
