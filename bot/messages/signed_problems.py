"""The words for what can go wrong with a signed copy."""

from collections.abc import Callable
from typing import Any

from bot.rules import signed
from bot.texts import Texts


def _not_a_scan(t: Texts, violation: signed.NotAScan) -> str:
    return t(
        "“{name}” can still be altered, so it is no signed copy. Please send photos of the signed "
        "pages, or a scan as PDF. The pages sent so far are kept.",
        name=violation.name[:100],
    )


def _newer_version(t: Texts, violation: signed.NewerVersion) -> str:
    return t(
        "Version {version} was handed in meanwhile. Please check that these pages are of that "
        "version, then review and attach again. Nothing sent is lost.",
        version=violation.version,
    )


def _nothing_to_sign(t: Texts, violation: signed.NothingToSign) -> str:
    return t(
        "Nothing that {you} handed in waits for a signed copy: it was returned, or not sent "
        "yet. Press /han for how it stands."
    )


def _no_pages(t: Texts, violation: signed.NoPages) -> str:
    return t("No page has been sent yet. Please send photos of the signed pages or a scan.")


SIGNED_WORDS: dict[type, Callable[[Texts, Any], str]] = {
    signed.NothingToSign: _nothing_to_sign,
    signed.NotAScan: _not_a_scan,
    signed.NoPages: _no_pages,
    signed.NewerVersion: _newer_version,
}
