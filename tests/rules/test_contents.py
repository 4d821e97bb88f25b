"""What a notice says: what goes together, what fits, and the same after being kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.contents import (
    AlbumFull,
    Content,
    FileKind,
    FilesDoNotMix,
    Formatted,
    Forwarded,
    NothingToSend,
    NoticeFile,
    NoticeTooLong,
    Shape,
    check_content,
    content_of_json,
    content_to_json,
    with_file,
    with_forward,
    with_words,
    without_files,
)

NO_WORDS = Formatted()
HEAD = 60
words = st.text(max_size=30).map(Formatted.unformatted)
files = st.lists(
    st.builds(NoticeFile, st.just(FileKind.PHOTO), st.text(max_size=5), st.text(max_size=5)),
    max_size=3,
).map(tuple)
contents = st.builds(
    Content,
    words,
    files,
    st.none()
    | st.builds(
        Forwarded,
        st.integers(),
        st.lists(st.integers(), min_size=1, max_size=3).map(tuple),
        st.text(max_size=5),
        words,
        files,
        st.text(max_size=5),
    ),
)


def text(plain: str) -> Formatted:
    return Formatted.unformatted(plain)


def photo(number: int) -> NoticeFile:
    return NoticeFile(FileKind.PHOTO, f"p{number}", message_id=number)


def letter(number: int, group: str = "") -> Forwarded:
    return Forwarded(7, (number,), "UBND tỉnh", files=(photo(number),), group=group)


@given(contents)
def test_a_content_that_was_kept_is_the_same(content: Content) -> None:
    assert content_of_json(content_to_json(content)) == content


def test_words_kept_before_there_was_formatting_are_read_as_they_are() -> None:
    assert content_of_json(None, "a < b") == Content(Formatted("a < b", "a &lt; b"))


def test_files_of_a_kind_become_an_album_in_the_order_in_which_they_were_sent() -> None:
    content = Content(text("Mời họp"))
    for number in (2, 3, 1):
        content = with_file(content, photo(number), NO_WORDS)

    assert content.shape is Shape.ALBUM
    assert [file.file_id for file in content.files] == ["p1", "p2", "p3"]
    assert content.words.plain == "Mời họp"


def test_a_caption_takes_the_place_of_the_words() -> None:
    content = with_file(Content(text("một")), photo(1), text("hai"))

    assert content.words.plain == "hai"
    assert with_words(content, text("ba")).files == (photo(1),)


@pytest.mark.parametrize(
    ("content", "came"),
    [
        (Content(files=(photo(1),)), FileKind.DOCUMENT),
        (Content(files=(photo(1),)), FileKind.VOICE),
        (Content(files=(NoticeFile(FileKind.VOICE, "v"),)), FileKind.VOICE),
        (Content(forward=letter(1)), FileKind.PHOTO),
    ],
)
def test_what_telegram_does_not_send_together_is_refused(content: Content, came: FileKind) -> None:
    with pytest.raises(FilesDoNotMix):
        with_file(content, NoticeFile(came, "new"), NO_WORDS)


def test_an_eleventh_file_is_refused() -> None:
    content = Content(files=tuple(photo(number) for number in range(10)))

    with pytest.raises(AlbumFull):
        with_file(content, photo(11), NO_WORDS)


def test_a_letter_sent_on_takes_the_place_of_another_unless_both_are_parts_of_one_album() -> None:
    first = with_forward(Content(text("Đề nghị thực hiện.")), letter(1, "album"))
    second = with_forward(first, letter(2, "album"))
    other = with_forward(second, letter(3))

    assert second.forward is not None
    assert second.forward.message_ids == (1, 2)
    assert second.forward.files == (photo(1), photo(2))
    assert other == Content(text("Đề nghị thực hiện."), forward=letter(3))
    assert other.shape is Shape.FORWARD


def test_files_taken_out_leave_the_words() -> None:
    assert without_files(Content(text("lời"), (photo(1),))) == Content(text("lời"))
    assert without_files(Content(text("lời"), forward=letter(1))) == Content(text("lời"))


@pytest.mark.parametrize(
    ("content", "most"),
    [
        (Content(), 4096),
        (Content(files=(photo(1),)), 1024),
        (Content(files=(photo(1), photo(2))), 1024),
        (Content(forward=letter(1)), 4096),
    ],
)
def test_the_head_takes_its_share_of_what_telegram_takes(content: Content, most: int) -> None:
    fits = with_words(content, text("a" * (most - HEAD)))
    over = with_words(content, text("a" * (most - HEAD + 3)))

    assert check_content(fits, HEAD) == fits
    with pytest.raises(NoticeTooLong) as refused:
        check_content(over, HEAD)
    assert refused.value.over == 3


def test_a_sign_of_two_units_counts_twice_as_telegram_counts() -> None:
    assert text("🏆 a").length == 4


@pytest.mark.parametrize("content", [Content(), Content(text(" \n "))])
def test_nothing_cannot_be_sent(content: Content) -> None:
    with pytest.raises(NothingToSend):
        check_content(content, HEAD)
