"""Which addresses Telegram accepts behind a word or a button, and how it writes them."""

import re
from ipaddress import IPv6Address

_APP_LINK = re.compile(r"(?i)(tg|ton|tonsite):(?://)?@?([^/?#]*)(.*)\Z", re.DOTALL)
_APP_HOST = re.compile(r"[A-Za-z0-9_-]+")
_WEB_LINK = re.compile(
    r"(?:(?P<scheme>[^/?#:@\[\]]*)://)?(?P<authority>[^/?#]*)(?P<rest>.*)\Z", re.DOTALL
)
_SIGN = r"[A-Za-z0-9.\-_~!$&'()*+,;=]|%[0-9a-fA-F]{2}|[^\x00-\x7f]"
_AUTHORITY = re.compile(
    rf"(?P<user>(?:(?:{_SIGN}|:)*@)?)(?P<host>\[[0-9a-fA-F:.]+\]|(?:{_SIGN})+)(?::(?P<port>[0-9]+))?"
)
_BLANK = " \t\r\n\x00\x0b"
_BLANKS = re.compile(r"[\x00-\x20]")
_USER = re.compile(r"(?i)tg:(?://)?user/?\?id=([1-9][0-9]{0,18})(?:[&#].*)?\Z", re.DOTALL)
_LARGEST_PORT = 65535


class WrongLinkError(ValueError):
    """Telegram's reason for not taking an address."""


def user_of_link(address: str) -> int | None:
    """The person behind tg://user?id=…, or None when the address is of another kind."""
    found = _USER.match(address)
    return int(found[1]) if found else None


def checked_link(address: str) -> str:
    """The address as Telegram keeps it ("a.vn" becomes "http://a.vn/"); raises WrongLinkError."""
    app_link = _APP_LINK.match(address)
    if app_link:
        return _checked_app_link(*app_link.groups())
    found = _WEB_LINK.match(address)
    if found is None:
        raise WrongLinkError("Wrong HTTP URL")
    scheme = (found["scheme"] if found["scheme"] is not None else "http").lower()
    if scheme not in {"http", "https"}:
        raise WrongLinkError("Unsupported URL protocol")
    authority = _checked_authority(found["authority"])
    return f"{scheme}://{authority}{_checked_path(found['rest'])}"


def _checked_app_link(scheme: str, host: str, rest: str) -> str:
    if not _APP_HOST.fullmatch(host):
        raise WrongLinkError("Wrong URL")
    path = _checked_path(rest)
    path = path[1:] if path.startswith("/?") else path
    return f"{scheme.lower()}://{host.lower()}{path}"


def _checked_path(rest: str) -> str:
    """What follows the host: never empty, without blanks."""
    written = _BLANKS.sub(lambda blank: f"%{ord(blank[0]):02X}", rest.rstrip(_BLANK))
    return written if written.startswith("/") else f"/{written}"


def _checked_authority(authority: str) -> str:
    """User, host and port; a host without a dot (localhost among them) is not a web address."""
    found = _AUTHORITY.fullmatch(authority)
    if found is None:
        raise WrongLinkError("Wrong HTTP URL" if authority else "URL host is empty")
    host, port = found["host"].lower(), found["port"]
    known = _is_ipv6(host[1:-1]) if host.startswith("[") else "." in host and host != "."
    if not known:
        raise WrongLinkError("Wrong HTTP URL")
    if port and not 0 < int(port) <= _LARGEST_PORT:
        raise WrongLinkError("Wrong port number specified in the URL")
    return f"{found['user'] if found['user'] != '@' else ''}{host}{f':{int(port)}' if port else ''}"


def _is_ipv6(host: str) -> bool:
    try:
        return bool(IPv6Address(host))
    except ValueError:
        return False
