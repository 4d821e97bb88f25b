"""The only reader of the environment: `THIDUA_…` and `.env`."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

PREFIX = "THIDUA_"
TELEGRAM_URL = "https://api.telegram.org"
DATABASES = ("sqlite", "sqlite+aiosqlite", "postgresql", "postgres", "postgresql+psycopg")
FASTEST = 10_000
LISTEN = "127.0.0.1:8080"
TELEGRAMS_PORTS = (443, 80, 88, 8443)
SECRET_PATTERN = r"^[A-Za-z0-9_-]{16,256}$"  # noqa: S105 - a shape, not a secret
TOKEN_PATTERN = r"^\d{3,20}:[A-Za-z0-9_-]{20,100}$"  # noqa: S105 - a shape, not a token


class SettingsError(Exception):
    """A setting is missing or wrong; the message is one line that says which and how to mend it."""


class Settings(BaseSettings):
    """What an installation decides. Times, ladders and words are the organisations' own."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=".env",
        env_file_encoding="utf-8-sig",  # Notepad begins a file with a byte order mark
        env_ignore_empty=True,
        extra="ignore",
        str_strip_whitespace=True,
    )

    token: SecretStr = Field(default=SecretStr(""), validate_default=False)
    data_dir: Path = Path("data")
    database_url: str = ""
    telegram_url: str = TELEGRAM_URL
    secret: SecretStr = Field(default=SecretStr(""), validate_default=False)
    proxy: str = ""
    public_url: str = ""
    webhook_secret: SecretStr = Field(default=SecretStr(""), validate_default=False)
    listen: str = ""
    rate: float = 30.0
    log: str = "info"

    @field_validator("telegram_url")
    @classmethod
    def _http(cls, value: str) -> str:
        if not value.startswith(("http://", "https://")) or not _has_host(value):
            raise ValueError(f"must be an address such as {TELEGRAM_URL}")
        return value.rstrip("/")

    @field_validator("proxy")
    @classmethod
    def _proxy(cls, value: str) -> str:
        known = value.startswith(("http://", "socks5://", "socks4://"))
        if value and not (known and _has_host(value, with_port=True)):
            raise ValueError("must be http://host:port, socks5://host:port or socks4://host:port")
        return value

    @field_validator("public_url")
    @classmethod
    def _public(cls, value: str, info: ValidationInfo) -> str:
        url = value.rstrip("/")
        if not url:
            return ""
        # A Bot API server of one's own brings updates anywhere, Telegram's own does not.
        is_telegrams_own = info.data.get("telegram_url") == TELEGRAM_URL
        if not url.startswith("https://" if is_telegrams_own else ("https://", "http://")):
            raise ValueError("must be an address that Telegram can reach, https://host[/path]")
        if not _has_host(url) or any(sign in url for sign in "?#@"):
            raise ValueError("must look like https://host or https://host/path")
        if is_telegrams_own and (urlsplit(url).port or 443) not in TELEGRAMS_PORTS:
            ports = ", ".join(map(str, TELEGRAMS_PORTS))
            raise ValueError(f"must be on one of the ports Telegram comes to: {ports}")
        return url

    @field_validator("webhook_secret")
    @classmethod
    def _webhook_secret(cls, value: SecretStr) -> SecretStr:
        if value.get_secret_value() and not re.match(SECRET_PATTERN, value.get_secret_value()):
            raise ValueError("must be 16 to 256 letters, digits, _ or -; or leave it out")
        return value

    @field_validator("listen")
    @classmethod
    def _listen(cls, value: str) -> str:
        if value and _host_and_port(value) is None:
            raise ValueError(f"must be host:port such as {LISTEN}")
        return value

    @field_validator("database_url")
    @classmethod
    def _database(cls, value: str) -> str:
        try:
            driver = make_url(value).drivername if value else ""
        except (ArgumentError, ValueError) as error:
            raise ValueError("must look like postgresql://user:password@host/name") from error
        if value and driver not in DATABASES:
            raise ValueError("must begin with postgresql:// or sqlite:///")
        return value

    @field_validator("rate", mode="before")
    @classmethod
    def _pace(cls, value: str | float) -> float:
        try:
            pace = float(value)
        except ValueError:
            pace = 0
        if not 0 < pace <= FASTEST:
            raise ValueError(f"must be a number above 0, at most {FASTEST}, such as 30")
        return pace

    @field_validator("log")
    @classmethod
    def _level(cls, value: str) -> str:
        level = value.lower()
        if level not in ("debug", "info", "warning", "error"):
            raise ValueError("must be debug, info, warning or error")
        return level

    @property
    def database(self) -> str:
        """The database's URL: the setting, else SQLite in the data folder."""
        return self.database_url or f"sqlite:///{self.data_dir / 'thidua.db'}"

    @property
    def listens_at(self) -> tuple[str, int] | None:
        """Host and port to answer on; None when nobody is to be answered."""
        listen = self.listen or (LISTEN if self.public_url else "")
        return _host_and_port(listen)

    @property
    def archive(self) -> Path:
        """The folder of received files."""
        return self.data_dir / "archive"


def read_settings() -> Settings:
    """The settings of this process. Raises SettingsError for the first that is wrong."""
    try:
        with _strict_about_lines():
            return Settings()
    except OSError as error:
        raise SettingsError(f".env cannot be read: {error.strerror or error}.") from None
    except UnicodeDecodeError:
        raise SettingsError(".env is not UTF-8 text: save it as UTF-8.") from None
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        name = PREFIX + "_".join(str(part) for part in first["loc"]).upper()
        reason = first["msg"].removeprefix("Value error, ")
        raise SettingsError(f"{name}: {reason}. Mend it in the environment or in .env.") from None


def check_token(settings: Settings) -> str:
    """The bot's token. Raises SettingsError when it is missing or cannot be one."""
    token = settings.token.get_secret_value()
    if not token:
        raise SettingsError(
            "THIDUA_TOKEN is not set: ask @BotFather for a token and put it in .env "
            "as THIDUA_TOKEN=… (without one, `thidua demo` runs everything on this machine)."
        )
    if not re.match(TOKEN_PATTERN, token):
        raise SettingsError(
            "THIDUA_TOKEN does not look like a token of @BotFather (digits, a colon, 35 signs): "
            "copy it again."
        )
    return token


@contextmanager
def _strict_about_lines() -> Iterator[None]:
    """A line of `.env` that says nothing is an error; the reader would only warn of it."""

    def refuse(record: logging.LogRecord) -> bool:
        line = record.args[0] if isinstance(record.args, tuple) and record.args else "?"
        raise SettingsError(f".env, line {line}: write NAME=value there, or take the line out.")

    reader = logging.getLogger("dotenv.main")
    reader.addFilter(refuse)
    try:
        yield
    finally:
        reader.removeFilter(refuse)


def _has_host(url: str, *, with_port: bool = False) -> bool:
    """Whether a URL names a host and, where one is needed, a port."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    return bool(parts.hostname) and " " not in url and (port is not None or not with_port)


def _host_and_port(value: str) -> tuple[str, int] | None:
    """The two parts of `host:port` or `[host]:port`; None when it is nothing of the kind."""
    try:
        parts = urlsplit(f"//{value}")
        port = parts.port
    except ValueError:
        return None
    if not parts.hostname or port is None or parts.netloc != value or "@" in value:
        return None
    return parts.hostname, port
