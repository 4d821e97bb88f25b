"""Pictures of signed pages: which make a page, and the one PDF they become."""

import io
import struct
import zlib
from typing import Any

import pytest
from PIL import Image

from bot.papers.pictures import A4, check_page, pages_pdf
from bot.rules.files import FileBroken, PictureTooLarge, PictureTooSmall
from tests.files import a_picture, pages_in

UPRIGHT, LYING = pytest.approx(A4), pytest.approx(A4[::-1])


def a_huge_png() -> bytes:
    """The head of a picture of 60,000 points each way, and hardly anything behind it."""
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b""))
    written = b"\x89PNG\r\n\x1a\n"
    for kind, content in chunks:
        sum_ = zlib.crc32(kind + content)
        written += struct.pack(">I", len(content)) + kind + content + struct.pack(">I", sum_)
    return written


@pytest.mark.parametrize(
    ("width", "height", "paper"), [(900, 1200, UPRIGHT), (1200, 900, LYING), (900, 900, UPRIGHT)]
)
def test_a_page_lies_as_its_picture_does(width: int, height: int, paper: Any) -> None:
    (drawn,) = pages_in(pages_pdf([a_picture(width, height)]))

    assert (drawn.paper, drawn.size, drawn.turned) == (paper, (width, height), 0)


def test_pages_stand_in_the_order_given_with_every_byte_of_their_jpeg() -> None:
    pictures = [a_picture(shade=shade) for shade in (40, 90, 240)]

    assert [page.data for page in pages_in(pages_pdf(pictures))] == pictures


def test_the_same_pictures_make_the_same_bytes() -> None:
    pictures = [a_picture(), a_picture(kind="PNG", mode="RGBA"), a_picture(turned=5)]

    assert pages_pdf(pictures) == pages_pdf(pictures)


@pytest.mark.parametrize(("turned", "rotated"), [(1, 0), (3, 180), (6, 90), (8, 270)])
def test_a_page_is_turned_as_the_camera_noted(turned: int, rotated: int) -> None:
    content = a_picture(1000, 1200, turned=turned)
    (page,) = pages_in(pages_pdf([content]))

    assert (page.turned, page.data) == (rotated, content)


@pytest.mark.parametrize("turned", [2, 4, 5, 7])
def test_a_mirrored_picture_is_put_upright(turned: int) -> None:
    (page,) = pages_in(pages_pdf([a_picture(1000, 1200, turned=turned)]))

    assert page.size == ((1000, 1200) if turned < 5 else (1200, 1000))
    assert page.turned == 0


@pytest.mark.parametrize("turned", [99, 65535])
def test_notes_of_the_camera_that_make_no_sense_are_passed_over(turned: int) -> None:
    content = a_picture(turned=turned)
    check_page("a.jpg", content)

    (page,) = pages_in(pages_pdf([content]))
    assert page.turned == 0


@pytest.mark.filterwarnings("ignore:Corrupt EXIF")
def test_notes_of_the_camera_that_cannot_be_read_are_passed_over() -> None:
    content = a_picture(turned=6).replace(
        b"Exif\0\0MM\0*\0\0\0\x08", b"Exif\0\0MM\0*\xff\xff\xff\xff"
    )
    check_page("a.jpg", content)

    assert len(pages_in(pages_pdf([content]))) == 1


@pytest.mark.parametrize(
    ("options", "space"),
    [
        ({"mode": "CMYK"}, "/DeviceCMYK"),
        ({"mode": "L"}, "/DeviceGray"),
        ({"progressive": True}, "/DeviceRGB"),
        ({"kind": "PNG"}, "/DeviceRGB"),
        ({"kind": "PNG", "mode": "L"}, "/DeviceGray"),
        ({"kind": "PNG", "mode": "1"}, "/DeviceGray"),
        ({"kind": "PNG", "mode": "RGBA"}, "/DeviceRGB"),
        ({"kind": "PNG", "mode": "LA"}, "/DeviceRGB"),
        ({"kind": "PNG", "mode": "P", "transparency": 0}, "/DeviceRGB"),
    ],
)
def test_every_way_of_keeping_colours_makes_a_page(options: dict[str, Any], space: str) -> None:
    content = a_picture(**options)
    check_page("a", content)

    (page,) = pages_in(pages_pdf([content]))
    assert page.colours == space
    assert not page.see_through


def test_a_palette_is_kept() -> None:
    content = a_picture(kind="PNG", mode="P")
    check_page("a.png", content)

    (page,) = pages_in(pages_pdf([content]))
    assert page.colours == "/Indexed"


def test_what_is_see_through_stands_on_white_paper() -> None:
    clear, white = io.BytesIO(), io.BytesIO()
    Image.new("RGBA", (900, 900), (0, 0, 0, 0)).save(clear, "PNG")
    Image.new("RGB", (900, 900), "white").save(white, "PNG")

    assert pages_pdf([clear.getvalue()]) == pages_pdf([white.getvalue()])


def test_of_several_pictures_in_one_file_the_first_makes_the_page() -> None:
    film = io.BytesIO()
    further = Image.new("RGB", (600, 800), "blue")
    Image.new("RGB", (900, 1200), "red").save(film, "MPO", save_all=True, append_images=[further])
    content = film.getvalue()
    check_page("a.jpg", content)

    (page,) = pages_in(pages_pdf([content]))
    assert page.size == (900, 1200)
    assert len(page.data) < len(content)


def test_a_few_seconds_of_film_behind_a_picture_stay_behind() -> None:
    content = a_picture()

    (page,) = pages_in(pages_pdf([content + b"film" * 1000]))

    assert page.data == content


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_picture_below_800_points_on_its_long_side_is_refused(kind: str) -> None:
    check_page("a", a_picture(800, 20, kind=kind))
    with pytest.raises(PictureTooSmall) as refused:
        check_page("a", a_picture(799, 600, kind=kind))

    assert (refused.value.width, refused.value.height) == (799, 600)


def test_a_huge_picture_is_refused_by_its_head() -> None:
    with pytest.raises(PictureTooLarge):
        check_page("a.png", a_huge_png())


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
@pytest.mark.parametrize("share", [0.05, 0.5, 0.98])
def test_a_picture_that_was_cut_off_is_refused(kind: str, share: float) -> None:
    whole = a_picture(kind=kind)
    with pytest.raises(FileBroken):
        check_page("a", whole[: int(len(whole) * share)])


def test_a_picture_drawn_over_and_over_is_refused() -> None:
    whole = a_picture(progressive=True)
    scan = whole[whole.index(b"\xff\xda") : whole.index(b"\xff\xda") + 40]
    with pytest.raises(FileBroken):
        check_page("a.jpg", whole[:-2] + scan * 200 + whole[-2:])
