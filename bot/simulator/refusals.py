"""What Telegram answers instead of a result."""

from typing import Any

Json = dict[str, Any]

STATUS_WORDS = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    409: "Conflict",
    413: "Request Entity Too Large",
    429: "Too Many Requests",
}


class Refusal(Exception):
    """A request that Telegram refuses, with the status and the words that the bot reads."""

    def __init__(self, status: int, description: str, parameters: Json | None = None) -> None:
        super().__init__(f"{status} {description}")
        self.status = status
        self.description = description
        self.parameters = parameters

    def as_json(self) -> Json:
        """The body of the answer, as the Bot API shapes it."""
        body: Json = {"ok": False, "error_code": self.status, "description": self.description}
        return body | ({"parameters": self.parameters} if self.parameters else {})


def bad_request(reason: str) -> Refusal:
    """A 400 in the words of Telegram: "Bad Request: message text is empty"."""
    return Refusal(400, f"Bad Request: {reason}")


def forbidden(reason: str) -> Refusal:
    """A 403: the person may not be written to."""
    return Refusal(403, f"Forbidden: {reason}")


def too_many_requests(seconds: int) -> Refusal:
    """A 429 that says how many seconds to stay silent."""
    return Refusal(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})
