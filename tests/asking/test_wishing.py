"""What a sentence asks to register: titles, people, targets, and what no catalogue has."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.asking.wishing import Wishes, read_wishes
from bot.rules.catalogue import INDICATORS, TITLES, Catalogue, IndicatorEntry, TitleEntry
from bot.rules.plans import OrganisationKind

KIND = OrganisationKind.ALLIANCE
NAMED = [(scope, name) for scope, names in TITLES[KIND].items() for name in names]
CATALOGUE = Catalogue(
    tuple(TitleEntry(place, scope, name) for place, (scope, name) in enumerate(NAMED, 1)),
    tuple(IndicatorEntry(place, *each) for place, each in enumerate(INDICATORS[KIND], 1)),
)
LDTT, CSTD = "Lao động tiên tiến", "Chiến sĩ thi đua cơ sở"


def wishes(text: str) -> Wishes:
    return read_wishes(text, CATALOGUE)


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Tôi muốn đăng ký danh hiệu Chiến sĩ thi đua cơ sở cho anh Nam", [(CSTD, "Nam")]),
        ("dk LĐTT cho chị Hoa", [(LDTT, "Hoa")]),
        ("dk ldtt cho chi hoa nhe ad", [(LDTT, "Hoa")]),
        ("dk ldtt cho chi hoa va anh nam", [(LDTT, "Hoa"), (LDTT, "Nam")]),
        ("dk cstd cho a Nam", [(CSTD, "Nam")]),
        ("cho em dk lao dong tien tiem cho anh Tuan", [(LDTT, "Tuan")]),
        ("đăng ký LĐTT và CSTĐCS cho anh Nam", [(LDTT, "Nam"), (CSTD, "Nam")]),
        ("đăng ký LĐTT cho anh Phong được không ạ", [(LDTT, "Phong")]),
        ("dk ldtt cho anh nam giám đốc", [(LDTT, "Nam – giám đốc")]),
        ("đăng ký cho chị Hoa danh hiệu lao động tiên tiến", [(LDTT, "Hoa")]),
        ("đk LĐTT năm 2023 cho bà Lê Thị Ba, ông Vũ An", [(LDTT, "Lê Thị Ba"), (LDTT, "Vũ An")]),
        (
            "đăng ký LĐTT cho Nguyễn Văn An, giám đốc; Trần Thị Bình – Kế toán",
            [(LDTT, "Nguyễn Văn An – giám đốc"), (LDTT, "Trần Thị Bình – Kế toán")],
        ),
    ],
)
def test_a_title_goes_to_whom_it_is_for(text: str, people: list[tuple[str, str]]) -> None:
    assert [(title.name, person) for title, person in wishes(text).people] == people


@pytest.mark.parametrize("text", ["htx minh dk ttldtt", "đăng ký Tập thể lao động tiên tiến"])
def test_a_collective_title_is_not_taken_for_a_persons(text: str) -> None:
    read = wishes(text)

    assert [each.name for each in read.collective] == ["Tập thể lao động tiên tiến"]
    assert (read.people, read.nameless) == ((), ())


@pytest.mark.parametrize("text", ["đăng ký lao động tiên tiến", "đk LĐTT cho toàn thể nhân viên"])
def test_a_title_for_nobody_named_waits_for_names(text: str) -> None:
    read = wishes(text)

    assert read.people == ()
    assert [each.name for each in read.nameless] == [LDTT]


def test_targets_stand_beside_titles() -> None:
    read = wishes("đăng ký TTLĐTT, LĐTT cho chị Hoa, doanh thu 1,2 tỷ, thêm 5 thành viên mới")

    assert [(each.indicator.name, each.said, each.more) for each in read.targets] == [
        ("Doanh thu", "1,2 tỷ", False),
        ("Thành viên mới", "5", True),
    ]
    assert [person for _, person in read.people] == ["Hoa"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("đăng ký danh hiệu Anh hùng lao động cho anh Nam", "Anh hùng lao động"),
        ("em muon dang ky bang khen", "bang khen"),
        ("dk tap the lao dong xuat sac va co thi dua", "co thi dua"),
        ("đăng ký danh hiệu thi đua cho htx", ""),
        ("đăng ký danh hiệu", ""),
        ("dk LĐTT cho chị Hoa", ""),
    ],
)
def test_a_title_of_no_catalogue_is_quoted(text: str, title: str) -> None:
    assert wishes(text).unknown == title


@pytest.mark.parametrize("text", ["đăng ký", "đăng ký thi đua năm 2023", "cho em đăng ký với"])
def test_a_bare_wish_names_nothing(text: str) -> None:
    assert wishes(text).is_empty


@given(st.text(max_size=200))
def test_nothing_typed_breaks_the_reading(text: str) -> None:
    wishes(f"đăng ký LĐTT cho {text}")
