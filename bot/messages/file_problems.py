"""What is wrong with a file that was sent, and what to send instead."""

from collections.abc import Callable
from typing import Any

from bot.messages.reports import short_file
from bot.rules import files
from bot.rules.files import FileTrouble, Instead
from bot.texts import Texts

LARGEST_MB = files.LARGEST_FILE // (1024 * 1024)


def _too_large(t: Texts, violation: files.FileTooLarge) -> str:
    return t(
        "The file “{name}” is larger than {most} MB, more than Telegram lets a bot receive. "
        "Please send it in parts or as a smaller PDF. The rest of the report is kept.",
        name=_name(violation),
        most=LARGEST_MB,
    )


def _not_taken(t: Texts, violation: files.FileNotTaken) -> str:
    return INSTEAD[violation.instead](t)


def _not_what_it_says(t: Texts, violation: files.FileNotWhatItSays) -> str:
    return t(
        "The content of “{name}” is not what its name says. Please open it, save it again as "
        "Word, Excel or PDF, and send it again. The rest of the report is kept.",
        name=_name(violation),
    )


def _empty(t: Texts, violation: files.FileEmpty) -> str:
    return t(
        "The file “{name}” is empty (0 bytes). Please open it, check it and send it again. The "
        "rest of the report is kept.",
        name=_name(violation),
    )


def _locked(t: Texts, violation: files.FileLocked) -> str:
    return t(
        "The file “{name}” is locked with a password, so nobody at the alliance could open it. "
        "Please remove the password and send it again. The rest of the report is kept.",
        name=_name(violation),
    )


def _broken(t: Texts, violation: files.FileBroken) -> str:
    return t(
        "The file “{name}” is damaged or was cut off on its way, and cannot be opened. Please open "
        "it, save it again and send it again. The rest of the report is kept.",
        name=_name(violation),
    )


def _bomb(t: Texts, violation: files.FileBomb) -> str:
    return t(
        "The file “{name}” unpacks to far more than a document holds, so it is not taken. Please "
        "send the report as a PDF. The rest of the report is kept.",
        name=_name(violation),
    )


def _too_small(t: Texts, violation: files.PictureTooSmall) -> str:
    return t(
        "The picture “{name}” has {width} × {height} points, too few to read the page: its long "
        "side needs at least {least}. Please photograph the page from nearer, or send the picture "
        "as a file (📎 › File) and not as a photo. The rest of the report is kept.",
        name=_name(violation),
        width=violation.width,
        height=violation.height,
        least=files.SMALLEST_SIDE,
    )


def _too_many_points(t: Texts, violation: files.PictureTooLarge) -> str:
    return t(
        "The picture “{name}” has too many points to be opened. Please send it as a photo, or "
        "photograph the page with fewer points. The rest of the report is kept.",
        name=_name(violation),
    )


def _too_heavy(t: Texts, violation: files.PagesTooHeavy) -> str:
    return t(
        "With “{name}” the pages are together larger than {most} MB. Please send the further pages "
        "as photos and not as files, or all of them as one smaller PDF. The rest of the report is "
        "kept.",
        name=_name(violation),
        most=files.LARGEST_TOGETHER // (1024 * 1024),
    )


def _same_twice(t: Texts, violation: files.SameFileTwice) -> str:
    return t("The file “{name}” is in the report already.", name=_name(violation))


def _lost(t: Texts, violation: files.FileLost) -> str:
    return t(
        "The file “{name}” can no longer be read from the archive. Please take it out of the draft "
        "and send it again. The rest of the report is kept.",
        name=_name(violation),
    )


def _name(violation: FileTrouble) -> str:
    return short_file(violation.name, 100)


def _any_kind(t: Texts) -> str:
    return t(
        "This kind of file is not taken in a report. Please send Word, Excel, PDF, or a photo. "
        "The rest of the report is kept."
    )


def _as_picture(t: Texts) -> str:
    return t(
        "This kind of picture is not taken. Please send it as a photo, or save it as JPEG, PNG or "
        "PDF first. The rest of the report is kept."
    )


def _as_iphone_picture(t: Texts) -> str:
    return t(
        "This picture is in the HEIC format of iPhones, which many computers cannot open. Please "
        "send it as a photo and not as a file; or choose Settings › Camera › Formats › Most "
        "Compatible, photograph the page again and send it as a file. The rest of the report is "
        "kept."
    )


def _as_word(t: Texts) -> str:
    return t(
        "This kind of document is not taken. Please open it, save it as Word (.docx) or PDF, and "
        "send that. The rest of the report is kept."
    )


def _as_excel(t: Texts) -> str:
    return t(
        "This kind of table is not taken. Please open it, save it as Excel (.xlsx) or PDF, and "
        "send that. The rest of the report is kept."
    )


def _without_macros(t: Texts) -> str:
    return t(
        "This file holds macros, which may harm a computer, so it is not taken. Please open it, "
        "save it as .docx, .xlsx or PDF, and send that. The rest of the report is kept."
    )


def _unpacked(t: Texts) -> str:
    return t(
        "Packed files (zip, rar) are not taken. Please unpack it and send the files one by one. "
        "The rest of the report is kept."
    )


INSTEAD: dict[Instead, Callable[[Texts], str]] = {
    Instead.ANY: _any_kind,
    Instead.PICTURE: _as_picture,
    Instead.IPHONE_PICTURE: _as_iphone_picture,
    Instead.WORD: _as_word,
    Instead.EXCEL: _as_excel,
    Instead.WITHOUT_MACROS: _without_macros,
    Instead.UNPACKED: _unpacked,
}

FILE_WORDS: dict[type, Callable[[Texts, Any], str]] = {
    files.FileTooLarge: _too_large,
    files.FileNotTaken: _not_taken,
    files.FileNotWhatItSays: _not_what_it_says,
    files.FileEmpty: _empty,
    files.FileLocked: _locked,
    files.FileBroken: _broken,
    files.FileBomb: _bomb,
    files.PictureTooSmall: _too_small,
    files.PictureTooLarge: _too_many_points,
    files.PagesTooHeavy: _too_heavy,
    files.FileLost: _lost,
    files.SameFileTwice: _same_twice,
    files.TooManyFiles: lambda t, _violation: t(
        "A report holds at most 30 files. Please join some of them into one PDF."
    ),
}
