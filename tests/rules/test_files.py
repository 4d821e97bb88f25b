"""Files that people send: how large, of which kind, under which names."""

import re
from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.files import (
    LARGEST_FILE,
    MOST_FILES,
    MOST_UNPACKED,
    TAKEN,
    FileBomb,
    FileNotTaken,
    FileNotWhatItSays,
    FilePart,
    FileTooLarge,
    PagesTooHeavy,
    PictureTooLarge,
    PictureTooSmall,
    SameFileTwice,
    TooManyFiles,
    add_part,
    check_file,
    check_picture,
    check_size,
    check_unpacked,
    pages_name,
    pages_of,
    with_pages_joined,
)


def test_twenty_megabytes_are_taken_and_not_a_byte_more() -> None:
    check_size("a.pdf", LARGEST_FILE)
    with pytest.raises(FileTooLarge):
        check_size("a.pdf", LARGEST_FILE + 1)


@pytest.mark.parametrize("ending", sorted(TAKEN))
def test_each_ending_is_taken_with_its_own_content_only(ending: str) -> None:
    for found in TAKEN[ending]:
        check_file(f"Báo cáo.{ending.upper()}", found)
    for found in ("application/zip", None):
        with pytest.raises(FileNotWhatItSays):
            check_file(f"bc.{ending}", found)


@given(st.text(max_size=40))
def test_any_name_is_judged(name: str) -> None:
    with pytest.raises((FileNotTaken, FileNotWhatItSays)):
        check_file(name, None)


def a_part(number: int, mime: str = "image/jpeg", size: int = 1000) -> FilePart:
    """A file whose message had this number."""
    return FilePart(f"{number}.jpg", mime, size, f"{number:064}", f"id{number}", number)


def numbers(files: Iterable[FilePart]) -> list[int]:
    return [file.message_id for file in files]


@given(st.permutations(range(1, 8)))
def test_files_stand_as_they_were_sent_however_they_arrive(arriving: list[int]) -> None:
    files: tuple[FilePart, ...] = ()
    for number in arriving:
        files = add_part(files, a_part(number))

    assert numbers(files) == [1, 2, 3, 4, 5, 6, 7]


def test_files_of_which_nothing_is_known_keep_their_order() -> None:
    old = [replace(a_part(number), message_id=0) for number in (5, 2, 9)]

    files = add_part(old, a_part(1))

    assert [file.name for file in files] == ["5.jpg", "2.jpg", "9.jpg", "1.jpg"]


def test_thirty_files_are_taken_and_not_one_more() -> None:
    files = [a_part(number) for number in range(MOST_FILES)]

    with pytest.raises(TooManyFiles):
        add_part(files, a_part(MOST_FILES))


def test_the_same_bytes_are_taken_once() -> None:
    with pytest.raises(SameFileTwice):
        add_part([a_part(1)], replace(a_part(1), message_id=2))


def test_the_pages_of_one_pdf_have_a_weight_that_can_be_sent() -> None:
    heavy = [a_part(number, size=LARGEST_FILE) for number in (1, 2)]

    assert len(add_part(heavy, a_part(3, "application/pdf", LARGEST_FILE))) == 3
    with pytest.raises(PagesTooHeavy):
        add_part(heavy, a_part(3, size=LARGEST_FILE))


def test_the_joined_pages_stand_where_the_first_picture_was() -> None:
    kinds = ("application/pdf", "image/jpeg", "application/pdf", "image/png")
    files = [a_part(number, kind) for number, kind in enumerate(kinds)]
    joined = FilePart("trang.pdf", "application/pdf", 1, "f" * 64, "")

    assert numbers(pages_of(files)) == [1, 3]
    assert with_pages_joined(files, joined) == (files[0], joined, files[2])


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Báo cáo sơ kết 6 tháng", "bao-cao-so-ket-6-thang-trang-da-ky.pdf"),
        ("../../Đăng ký\\thi đua?", "dang-ky-thi-dua-trang-da-ky.pdf"),
        ("🌾", "bao-cao-trang-da-ky.pdf"),
    ],
)
def test_joined_pages_are_named_after_the_duty(title: str, name: str) -> None:
    assert pages_name(title) == name


@given(st.text())
def test_any_title_makes_a_plain_name(title: str) -> None:
    name = pages_name(title)

    assert len(name) < 90
    assert re.fullmatch(r"[a-z0-9][a-z0-9-]*-trang-da-ky\.pdf", name)


@pytest.mark.parametrize(("width", "height"), [(800, 1), (1, 800), (10_000, 7_000)])
def test_a_picture_that_can_be_read_is_taken(width: int, height: int) -> None:
    check_picture("a.jpg", width, height)


def test_a_picture_that_is_too_small_or_too_large_is_refused() -> None:
    with pytest.raises(PictureTooSmall):
        check_picture("a.jpg", 799, 799)
    with pytest.raises(PictureTooLarge):
        check_picture("a.jpg", 10_001, 7_000)
    with pytest.raises(PictureTooLarge):
        check_picture("a.png", 10_000, 7_000, unpacked=True)


def test_a_file_that_unpacks_without_an_end_is_refused() -> None:
    check_unpacked("a.docx", 10 * 1024 * 1024, MOST_UNPACKED)
    with pytest.raises(FileBomb):
        check_unpacked("a.docx", 10 * 1024 * 1024, MOST_UNPACKED + 1)
    with pytest.raises(FileBomb):
        check_unpacked("a.docx", 1000, 201 * 1024 * 1024)
