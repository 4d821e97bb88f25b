"""Which addresses Telegram accepts behind a word or a button, and how it writes them."""

import re

_APP_LINK = re.compile(r"(?i)(tg|ton|tonsite):(?://)?([^/?#\s].*)\Z", re.DOTALL)
_WEB_LINK = re.compile(
    r"(?:(?P<scheme>[^/?#:@\[\]]*)://)?(?P<authority>[^/?#]*)(?P<rest>.*)\Z", re.DOTALL
)
_HOST_AND_PORT = re.compile(r"(?P<host>.*?)(?::(?P<port>\d*))?\Z", re.DOTALL)
_USER = re.compile(r"tg://user\?id=([1-9]\d{0,18})\Z")
_FORBIDDEN_IN_HOST = re.compile(r"[\x00-\x20\"#$%&'()*+,/:;<=>?@\[\\\]^`{|}\x7f]")
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
        return f"{app_link[1].lower()}://{app_link[2]}"
    found = _WEB_LINK.match(address)
    if found is None:
        raise WrongLinkError("Wrong HTTP URL")
    scheme = (found["scheme"] if found["scheme"] is not None else "http").lower()
    if scheme not in {"http", "https"}:
        raise WrongLinkError("Unsupported URL protocol")
    authority = _checked_authority(found["authority"])
    rest = found["rest"].replace(" ", "%20")
    return f"{scheme}://{authority}{'' if rest.startswith('/') else '/'}{rest}"


def _checked_authority(authority: str) -> str:
    """User, host and port; a host without a dot (localhost among them) is not a web address."""
    user, at, place = authority.rpartition("@")
    found = _HOST_AND_PORT.match(place)
    host, port = (found["host"], found["port"]) if found else ("", None)
    if not host:
        raise WrongLinkError("URL host is empty")
    if "." not in host.strip(".") or _FORBIDDEN_IN_HOST.search(host):
        raise WrongLinkError("Wrong HTTP URL")
    if port and int(port) > _LARGEST_PORT:
        raise WrongLinkError("Wrong port number specified in the URL")
    return f"{user}{at}{host.lower()}{f':{int(port)}' if port else ''}"
