"""A plan in words of our own, as text, Word and PDF: all of it is found, and nothing else."""

import io
from datetime import date

import pytest

from bot.plan_reader.documents import text_of
from bot.plan_reader.drafting import draft_of
from bot.plan_reader.passages import LONGEST, passages_of
from bot.plan_reader.reading import ReadPlan, read_text
from bot.plan_reader.terms import Trouble
from bot.rules.plans import Actor, Kind, OrganisationKind
from tests.plan_reader.made import as_pdf, as_text, as_word

ASKED = [
    (Kind.DOSSIER, Actor.UNIT, date(2026, 11, 25), False),
    (Kind.ANNUAL_REPORT, Actor.UNIT, date(2026, 12, 10), True),
    (Kind.MIDYEAR_REPORT, Actor.UNIT, date(2026, 6, 20), True),
    (Kind.REGISTRATION, Actor.UNIT, date(2026, 3, 1), False),
]


def read_word() -> ReadPlan:
    return read_text(text_of("ke hoach.docx", as_word()))


@pytest.fixture(params=["text", "word", "pdf"])
def plan(request: pytest.FixtureRequest) -> ReadPlan:
    """The same plan, however it was sent."""
    if request.param == "text":
        return read_text(text_of("ke hoach.txt", as_text().encode()))
    if request.param == "word":
        return read_word()
    return read_text(text_of("ke hoach.pdf", as_pdf()))


def test_the_header_is_read(plan: ReadPlan) -> None:
    header = plan.header

    assert header.issuer == "Liên minh Hợp tác xã tỉnh Hòa An"
    assert (header.number, header.issued_on) == ("57/KH-LMHTX", date(2026, 1, 9))
    assert (header.kind, header.year) == ("Kế hoạch", 2026)
    assert header.theme == "Gắn kết, đổi mới, cùng vươn xa"
    assert len(header.bases) == 2
    assert header.recipients[-1] == "Các đơn vị thành viên (t/h)"


def test_every_duty_of_units_is_found_with_its_day_and_nothing_else(plan: ReadPlan) -> None:
    asked = [
        (each.kind, each.actor, each.due.day, each.due.inclusive)
        for each in plan.obligations
        if each.due.day and not each.is_phase and each.item is None and each.actor is Actor.UNIT
    ]

    assert sorted(asked) == sorted(ASKED)


def test_a_duty_stands_where_it_stands_and_is_quoted(plan: ReadPlan) -> None:
    (register,) = (
        each for each in plan.obligations if each.kind is Kind.REGISTRATION and each.item is None
    )

    assert register.clause == "Mục III, khoản 2, điểm a"
    assert " ".join(register.quote.split()).endswith("trước ngày 01/3/2026")
    assert register.addressee == "Liên minh HTX tỉnh"


def test_the_issuers_own_work_recurrences_phases_and_cut_offs_are_told_apart(
    plan: ReadPlan,
) -> None:
    own = [
        each.due.day for each in plan.obligations if each.actor is Actor.ISSUER and not each.item
    ]
    recurring = [each.due.recurrence for each in plan.obligations if each.due.recurrence]
    phases = [(each.due.starts_on, each.due.day) for each in plan.obligations if each.is_phase]

    assert own == [date(2026, 12, 20)]
    assert recurring == ["monthly:25"]
    assert phases == [
        (date(2026, 1, 15), date(2026, 6, 30)),
        (date(2026, 7, 1), date(2026, 12, 31)),
    ]
    assert [clause for _, clause in plan.cut_offs] == ["Mục III, khoản 2, điểm b"]


def test_blocs_sorts_of_units_and_days_honoured_are_named(plan: ReadPlan) -> None:
    assert [each.name for each in plan.blocs] == [
        "Khối các HTX nông nghiệp",
        "Khối Quỹ tín dụng nhân dân và doanh nghiệp thành viên",
    ]
    assert {each.name for each in plan.unit_types} >= {
        "HTX nông nghiệp",
        "Quỹ tín dụng nhân dân",
        "Doanh nghiệp thành viên",
    }
    (honoured,) = plan.anniversaries
    assert honoured.anniversary.title == "80 năm ngày truyền thống"
    assert honoured.anniversary.day == date(2026, 4, 11)


def test_what_follows_for_awards_is_quoted_at_its_place(plan: ReadPlan) -> None:
    (rule,) = plan.rules

    assert "không đăng ký thì không được xem xét khen thưởng" in rule.name
    assert rule.clause == "Mục III, khoản 2, điểm a"


@pytest.mark.parametrize("sent_as", ["text", "word"])
def test_the_programme_is_read_line_by_line(sent_as: str) -> None:
    plan = read_word() if sent_as == "word" else read_text(as_text())
    lines = [each for each in plan.obligations if each.item is not None]

    assert [(each.item, each.actor, each.due.day) for each in lines] == [
        (1, Actor.ISSUER, date(2026, 3, 31)),
        (2, Actor.UNIT, date(2026, 3, 31)),
        (3, Actor.SHARED, date(2026, 9, 30)),
    ]


def test_the_draft_has_it_all_and_one_duty_a_month() -> None:
    draft = draft_of(read_word(), today=date(2026, 1, 1))
    monthly = [each.deadline for each in draft.obligations if "(tháng " in each.title]

    assert draft.organisation_kind is OrganisationKind.ALLIANCE
    assert draft.unregistered_excluded
    assert (len(draft.phases), len(draft.programme)) == (2, 3)
    assert len(monthly) == 12
    assert monthly[1] is not None
    assert monthly[1].last_day == date(2026, 2, 24)
    assert draft.slug == "57-kh-lmhtx-2026"
    assert draft.blocs[0] == "Khối các HTX nông nghiệp"
    assert [each.day for each in draft.anniversaries] == [date(2026, 4, 11)]
    (cut_off,) = draft.cut_offs
    assert "số liệu tính đến hết ngày 14/6/2026" in cut_off


HEAD = """LIÊN MINH HỢP TÁC XÃ TỈNH HÒA AN
Số: 57/KH-LMHTX
Hòa An, ngày 09 tháng 01 năm 2026

KẾ HOẠCH
Thi đua năm 2026

I. TỔ CHỨC THỰC HIỆN

"""
TITLES = "TT\tNội dung\tThời gian\tĐơn vị thực hiện\n"


def test_a_day_of_a_table_that_does_not_exist_is_told_and_not_dropped() -> None:
    plan = read_text(f"{HEAD}{TITLES}1\tGửi báo cáo sơ kết 6 tháng\t31/4/2026\tCác đơn vị\n")

    (found,) = plan.obligations
    assert found.due.trouble is Trouble.NO_SUCH_DAY


def test_a_row_that_a_page_had_cut_is_one_line_though_its_titles_stand_between() -> None:
    first = "1\tGửi báo cáo sơ kết 6 tháng của các\tTrước 10/6/2026\tCác đơn vị\n"
    plan = read_text(f"{HEAD}{TITLES}{first}{TITLES}\tđơn vị về Liên minh\t\t\n")

    (found,) = plan.obligations
    assert found.title == "Gửi báo cáo sơ kết 6 tháng của các đơn vị về Liên minh"
    assert found.due.day == date(2026, 6, 10)


def test_a_table_within_a_cell_is_read() -> None:
    import docx

    document = docx.Document()
    for line in HEAD.splitlines():
        document.add_paragraph(line)
    outer = document.add_table(1, 2)
    outer.rows[0].cells[0].text = "Phụ lục"
    inner = outer.rows[0].cells[1].add_table(2, 2)
    inner.rows[0].cells[0].text, inner.rows[0].cells[1].text = "Nội dung", "Thời gian"
    inner.rows[1].cells[0].text = "Gửi hồ sơ khen thưởng"
    inner.rows[1].cells[1].text = "trước ngày 20/6/2026"
    content = io.BytesIO()
    document.save(content)

    (found,) = read_text(text_of("a.docx", content.getvalue())).obligations
    assert (found.due.day, found.due.inclusive) == (date(2026, 6, 20), False)


def test_a_passage_is_never_longer_than_can_be_gone_through() -> None:
    source = f"{HEAD}{'từ ngày 1 đến ngày 2 ' * 2_000}\n{'các đơn vị thực hiện ' * 2_000}"

    assert max(len(each.text) for each in passages_of(source)) <= LONGEST


def test_birthdays_in_a_list_of_people_are_no_work_whatever_their_year() -> None:
    titles = "TT\tHọ và tên\tNgày sinh\tChức vụ\n"
    people = "1\tHoàng Thị Lan\t04/7/1979\tGiám đốc\n2\tMa Văn Sinh\t15/01/1995\tTổ trưởng\n"

    assert read_text(f"{HEAD}{titles}{people}").obligations == ()


def test_what_was_done_by_a_day_that_is_over_is_no_work() -> None:
    told = "Năm qua hoàn thành chương trình xóa nhà tạm trước ngày 31/8/2025."

    assert read_text(f"{HEAD}{told}\n").obligations == ()
