"""The only reader of the environment: `THIDUA_…` and `.env`."""

from pathlib import Path

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

PREFIX = "THIDUA_"
TELEGRAM_URL = "https://api.telegram.org"
TOKEN_PATTERN = r"^\d{3,20}:[A-Za-z0-9_-]{20,100}$"  # noqa: S105 - a shape, not a token


class SettingsError(Exception):
    """A setting is missing or wrong; the message is one line that says which and how to mend it."""


class Settings(BaseSettings):
    """What an installation decides. Times, ladders and words are the organisations' own."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=".env", extra="ignore", str_strip_whitespace=True
    )

    token: SecretStr = Field(default=SecretStr(""), validate_default=False)
    data_dir: Path = Path("data")
    database_url: str = ""
    telegram_url: str = TELEGRAM_URL
    proxy: str = ""
    rate: float = Field(default=30.0, gt=0, le=10_000)
    log: str = "info"

    @field_validator("telegram_url")
    @classmethod
    def _http(cls, value: str) -> str:
        if not value.startswith(("http://", "https://")):
            raise ValueError("must begin with http:// or https://")
        return value.rstrip("/")

    @field_validator("proxy")
    @classmethod
    def _proxy(cls, value: str) -> str:
        if value and not value.startswith(("http://", "socks5://", "socks4://")):
            raise ValueError("must begin with http://, socks5:// or socks4://")
        return value

    @field_validator("database_url")
    @classmethod
    def _database(cls, value: str) -> str:
        if not value:
            return value
        try:
            name = make_url(value).drivername
        except ArgumentError as error:
            raise ValueError("must look like postgresql://user:password@host/name") from error
        if name.split("+")[0] not in ("sqlite", "postgresql", "postgres"):
            raise ValueError("must begin with postgresql:// or sqlite:///")
        return value

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
    def archive(self) -> Path:
        """The folder of received files."""
        return self.data_dir / "archive"


def read_settings() -> Settings:
    """The settings of this process. Raises SettingsError for the first that is wrong."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        name = PREFIX + "_".join(str(part) for part in first["loc"]).upper()
        reason = first["msg"].removeprefix("Value error, ")
        raise SettingsError(f"{name}: {reason}. Mend it in the environment or in .env.") from None


def check_token(settings: Settings) -> str:
    """The bot's token. Raises SettingsError when it is missing or cannot be one."""
    import re

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
