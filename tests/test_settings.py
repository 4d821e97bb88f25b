"""Settings: what is wrong is said in one line that names the setting."""

from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError, check_token, read_settings

TOKEN = "123456789:" + "A" * 35


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder without a `.env`."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def read_with(monkeypatch: pytest.MonkeyPatch, **settings: str) -> Settings:
    for name, value in settings.items():
        monkeypatch.setenv(f"THIDUA_{name}", value)
    return read_settings()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TELEGRAM_URL", "ftp://telegram"),
        ("TELEGRAM_URL", "https://"),
        ("TELEGRAM_URL", "http://a b"),
        ("TELEGRAM_URL", "http://host:99999"),
        ("PROXY", "proxy.example:8080"),
        ("PROXY", "http://proxy.example"),
        ("PROXY", "socks5://proxy.example:port"),
        ("RATE", "fast"),
        ("RATE", "0"),
        ("RATE", "-3"),
        ("RATE", "nan"),
        ("RATE", "1e9"),
        ("LOG", "loud"),
        ("PUBLIC_URL", "bot.example.vn"),
        ("PUBLIC_URL", "http://bot.example.vn"),
        ("PUBLIC_URL", "https://"),
        ("PUBLIC_URL", "https://bot.example.vn:8080"),
        ("PUBLIC_URL", "https://bot.example.vn/?a=b"),
        ("PUBLIC_URL", "https://me:secret@bot.example.vn"),
        ("WEBHOOK_SECRET", "short"),
        ("WEBHOOK_SECRET", "with a space in the middle"),
        ("WEBHOOK_SECRET", "x" * 257),
        ("LISTEN", "8080"),
        ("LISTEN", "127.0.0.1"),
        ("LISTEN", "127.0.0.1:port"),
        ("LISTEN", "127.0.0.1:99999"),
        ("LISTEN", "http://127.0.0.1:8080"),
        ("DATABASE_URL", "thidua.db"),
        ("DATABASE_URL", "mysql://host/name"),
        ("DATABASE_URL", "postgresql+asyncpg://host/name"),
        ("DATABASE_URL", "postgresql://host:port/name"),
    ],
)
def test_a_wrong_setting_is_named_in_one_line(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
):
    with pytest.raises(SettingsError) as told:
        read_with(monkeypatch, **{name: value})

    line = str(told.value)
    assert line.startswith(f"THIDUA_{name}: must ")
    assert "\n" not in line


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TELEGRAM_URL", "http://127.0.0.1:8081/"),
        ("PROXY", "socks5://user:secret@[::1]:1080"),
        ("PROXY", "http://proxy.example:3128"),
        ("PUBLIC_URL", "https://bot.example.vn"),
        ("PUBLIC_URL", "https://bot.example.vn:8443/thidua/"),
        ("WEBHOOK_SECRET", "a-secret_of_16_signs"),
        ("LISTEN", "0.0.0.0:80"),
        ("LISTEN", "[::1]:8080"),
        ("RATE", "0.5"),
        ("LOG", "DEBUG"),
        ("DATABASE_URL", "postgres://user:secret@host/name"),
        ("DATABASE_URL", "sqlite:///thidua.db"),
        ("DATABASE_URL", "postgresql:///name?host=/run/postgresql"),
    ],
)
def test_a_right_setting_is_taken(monkeypatch: pytest.MonkeyPatch, name: str, value: str):
    read_with(monkeypatch, **{name: value})


def test_an_empty_setting_is_as_good_as_none(monkeypatch: pytest.MonkeyPatch):
    empty = read_with(monkeypatch, DATA_DIR="", RATE="", LOG="", PROXY="", DATABASE_URL="")

    assert (empty.data_dir, empty.rate, empty.log) == (Path("data"), 30.0, "info")


def test_a_bot_api_server_of_ones_own_brings_updates_anywhere(monkeypatch: pytest.MonkeyPatch):
    url = "http://10.0.0.5:8080/thidua"

    settings = read_with(monkeypatch, TELEGRAM_URL="http://127.0.0.1:8081", PUBLIC_URL=url + "/")

    assert settings.public_url == url


@pytest.mark.parametrize(
    ("settings", "listens_at"),
    [
        ({}, None),
        ({"PUBLIC_URL": "https://bot.example.vn"}, ("127.0.0.1", 8080)),
        ({"LISTEN": "[::1]:9000"}, ("::1", 9000)),
        ({"PUBLIC_URL": "https://bot.example.vn", "LISTEN": "0.0.0.0:80"}, ("0.0.0.0", 80)),
    ],
)
def test_it_listens_where_told_or_where_a_webhook_needs_it(
    monkeypatch: pytest.MonkeyPatch,
    settings: dict[str, str],
    listens_at: tuple[str, int] | None,
):
    assert read_with(monkeypatch, **settings).listens_at == listens_at


def test_a_wrong_webhook_secret_is_not_repeated(monkeypatch: pytest.MonkeyPatch):
    with pytest.raises(SettingsError) as told:
        read_with(monkeypatch, WEBHOOK_SECRET="hush-hush!")

    assert "hush" not in str(told.value)


@pytest.mark.parametrize("token", ["", "abc", "123456789", TOKEN + " x", "https://t.me/a_bot"])
def test_a_token_that_cannot_be_one_is_refused_without_being_repeated(
    monkeypatch: pytest.MonkeyPatch, token: str
):
    with pytest.raises(SettingsError) as told:
        check_token(read_with(monkeypatch, TOKEN=token))

    assert str(told.value).startswith("THIDUA_TOKEN ")
    assert not token or token not in str(told.value)


def test_settings_do_not_show_the_token(monkeypatch: pytest.MonkeyPatch):
    settings = read_with(monkeypatch, TOKEN=TOKEN)

    assert check_token(settings) == TOKEN
    assert TOKEN not in repr(settings)


def test_an_env_file_written_by_notepad_is_read(elsewhere: Path):
    (elsewhere / ".env").write_text(f"THIDUA_TOKEN={TOKEN}\n", encoding="utf-8-sig")

    assert check_token(read_settings()) == TOKEN


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"THIDUA_RATE=5\nthe token is below\n", ".env, line 2: write NAME=value there"),
        ("THIDUA_RATE=5\n".encode("utf-16"), ".env is not UTF-8 text: save it as UTF-8."),
    ],
)
def test_an_env_file_that_cannot_be_read_is_named(elsewhere: Path, content: bytes, line: str):
    (elsewhere / ".env").write_bytes(content)

    with pytest.raises(SettingsError) as told:
        read_settings()

    assert str(told.value).startswith(line)
