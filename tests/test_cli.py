"""`thidua …` as people run it: what is wrong is one line on standard error and code 2."""

import asyncio
import json
import os
import signal
import socket
import sqlite3
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
import pytest

from bot.simulator.server import serve
from bot.simulator.telegram import Telegram
from tests.plan_reader.made import as_text, as_word
from tests.sheets import a_sheet
from tests.stories.program import labels, press, webhook_settings
from tests.stories.test_several_processes import is_well

TOKEN = "123456789:" + "A" * 35
NOBODY = "http://127.0.0.1:1"
WITHIN = 20.0
PLAN = ("plan", "import", "lai-chau-2023", "--organisation")


class Shell:
    """Runs the program in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    async def starts(self, *arguments: str, **settings: str) -> asyncio.subprocess.Process:
        mine = {name: value for name, value in os.environ.items() if "THIDUA_" not in name}
        theirs = {f"THIDUA_{name}": value for name, value in settings.items()}
        return await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", *arguments, cwd=self.folder, env=mine | theirs,
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip

    async def runs(self, *arguments: str, **settings: str) -> tuple[int, str, str]:
        """Code, standard output and standard error of a command that ends by itself."""
        process = await self.starts(*arguments, **settings)
        out, err = await asyncio.wait_for(process.communicate(), WITHIN)
        assert process.returncode is not None
        return process.returncode, out.decode(), err.decode()


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


async def reads(process: asyncio.subprocess.Process, words: str, *, err: bool = False) -> str:
    """Everything the program said until it said these words."""
    stream = process.stderr if err else process.stdout
    assert stream is not None
    said = ""
    while words not in said:
        line = await asyncio.wait_for(stream.readline(), WITHIN)
        assert line, f"the program ended after: {said}"
        said += line.decode()
    return said


async def ends(process: asyncio.subprocess.Process) -> tuple[int | None, str]:
    """Tell the program to end; its code, and what else it said on standard error."""
    process.send_signal(signal.SIGTERM)
    _, err = await asyncio.wait_for(process.communicate(), WITHIN)
    return process.returncode, err.decode()


@pytest.mark.parametrize(
    ("settings", "line"),
    [
        ({}, "THIDUA_TOKEN is not set"),
        ({"TOKEN": "abc"}, "THIDUA_TOKEN does not look like a token"),
        ({"TOKEN": TOKEN, "PROXY": "socks5://host"}, "THIDUA_PROXY: must be"),
        ({"TOKEN": TOKEN, "LISTEN": "8080"}, "THIDUA_LISTEN: must be host:port"),
        (
            {"TOKEN": TOKEN, "LISTEN": "192.0.2.1:8080"},
            "THIDUA_LISTEN: 192.0.2.1:8080 cannot be listened on: Cannot assign",
        ),
        ({"TOKEN": TOKEN, "DATA_DIR": "file/data"}, "THIDUA_DATA_DIR: file/data cannot be made"),
        ({"TOKEN": TOKEN, "DATA_DIR": "file"}, "THIDUA_DATA_DIR: file cannot be made"),
        (
            {"TOKEN": TOKEN, "DATABASE_URL": "sqlite:///none/thidua.db"},
            "THIDUA_DATABASE_URL: the database cannot be used: none/thidua.db: unable to open",
        ),
        (
            {"TOKEN": TOKEN, "DATABASE_URL": "sqlite:///file"},
            "THIDUA_DATABASE_URL: the database cannot be used: file is not a database",
        ),
        (
            {"TOKEN": TOKEN, "DATABASE_URL": "postgresql://me:s3cret@127.0.0.1:1/name"},
            "THIDUA_DATABASE_URL: the database cannot be used: connection failed",
        ),
    ],
)
async def test_run_says_which_setting_is_wrong_in_one_line(
    shell: Shell, settings: dict[str, str], line: str
):
    (shell.folder / "file").write_text("no database\n" * 100)

    code, out, err = await shell.runs("run", TELEGRAM_URL=NOBODY, **settings)

    assert (code, out, err.count("\n")) == (2, "", 1), err
    assert err.startswith(line)
    assert "s3cret" not in err


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("demo", "--campaign", "none"), "--campaign none: choose one of bac-giang-2022"),
        (("plan", "import", "none.yaml", "--organisation", "A"), "none.yaml: the file: No such"),
        ((*PLAN, "A"), "There is no organisation called “A”: thidua organisation list"),
        (("organisation", "add", "  "), "The organisation's name needs 1 to"),
        (("organisation", "add", "A" * 300), "The organisation's name needs 1 to"),
    ],
)
async def test_a_wrong_argument_is_said_in_one_line(
    shell: Shell, arguments: tuple[str, ...], line: str
):
    code, out, err = await shell.runs(*arguments)

    assert (code, out, err.count("\n")) == (2, "", 1), err
    assert err.startswith(line)


@pytest.mark.parametrize("arguments", [("demo", "--port", "99999"), ("none",), ("plan", "import")])
async def test_a_command_that_is_no_command_ends_without_a_traceback(
    shell: Shell, arguments: tuple[str, ...]
):
    code, _, err = await shell.runs(*arguments)

    assert code == 2
    assert "Traceback" not in err
    assert "Error: " in err


async def test_a_database_of_a_newer_program_is_left_alone(shell: Shell):
    newer = sqlite3.connect(shell.folder / "newer.db")
    newer.execute("CREATE TABLE alembic_version (version_num TEXT)")
    newer.execute("INSERT INTO alembic_version VALUES ('9999')")
    newer.commit()
    newer.close()

    code, _, err = await shell.runs("migrate", DATABASE_URL="sqlite:///newer.db")

    assert (code, err.count("\n")) == (2, 1)
    assert "it is of another version of this program" in err


async def test_a_taken_port_is_said_in_one_line(shell: Shell):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        code, _, err = await shell.runs("demo", "--port", port, "--no-browser")

    assert (code, err.count("\n")) == (2, 1), err
    assert err.startswith(f"--port {port}: Address already in use")


async def test_organisation_and_plan_are_made_once(shell: Shell):
    first = await shell.runs("organisation", "add", " LĐLĐ  Lai Châu ")
    again = await shell.runs("organisation", "add", "LĐLĐ Lai Châu")
    listed = await shell.runs("organisation", "list")
    plan = await shell.runs(*PLAN, "LĐLĐ Lai Châu")
    plan_again = await shell.runs(*PLAN, "LĐLĐ Lai Châu")

    assert (first[0], listed[1]) == (0, first[1])
    assert again == (2, "", "There is an organisation called “LĐLĐ Lai Châu” already.\n")
    assert (plan[0], plan[1][:9]) == (0, "In force:")
    assert (plan_again[0], plan_again[2].count("\n")) == (2, 1)


async def test_an_organisation_is_renamed_and_answers_to_the_former_name(shell: Shell):
    await shell.runs("organisation", "add", "LĐLĐ Lai Châu")
    await shell.runs("organisation", "add", "LĐLĐ Yên Bái")
    taken = await shell.runs("organisation", "rename", "LĐLĐ Lai Châu", "LĐLĐ Yên Bái")
    done = await shell.runs("organisation", "rename", "LĐLĐ Lai Châu", " Công đoàn  Lai Châu")
    again = await shell.runs("organisation", "rename", "LĐLĐ Lai Châu", "Công đoàn Lai Châu")
    plan = await shell.runs(*PLAN, "LĐLĐ Lai Châu")
    listed = await shell.runs("organisation", "list")

    assert taken == (2, "", "There is an organisation called “LĐLĐ Yên Bái” already.\n")
    assert done[:2] == (
        0,
        "“LĐLĐ Lai Châu” is called “Công đoàn Lai Châu” from now on. Its officers are told.\n",
    )
    assert again[0] == 2
    assert plan[1].startswith("In force: ")
    assert plan[2] == "“LĐLĐ Lai Châu” is now called “Công đoàn Lai Châu”.\n"
    assert listed[1].startswith("Công đoàn Lai Châu (before: LĐLĐ Lai Châu)\n")


async def test_a_merger_is_shown_then_done_with_yes_and_the_former_name_means_the_other(
    shell: Shell,
):
    kind = ("--kind", "association")
    await shell.runs("organisation", "add", "LĐLĐ Lai Châu")
    await shell.runs("organisation", "add", "LĐLĐ Điện Biên")
    await shell.runs("organisation", "add", "Hiệp hội", *kind)
    command = ("organisation", "merge", "LĐLĐ Điện Biên")
    unlike = await shell.runs(*command, "Hiệp hội", "--yes")
    unknown = await shell.runs(*command, "LĐLĐ Sơn La")
    shown = await shell.runs(*command, "LĐLĐ Lai Châu")
    before = await shell.runs("organisation", "list")
    done = await shell.runs(*command, "LĐLĐ Lai Châu", "--yes")
    again = await shell.runs(*command, "LĐLĐ Lai Châu", "--yes")
    plan = await shell.runs(*PLAN, "LĐLĐ Điện Biên")
    listed = await shell.runs("organisation", "list")

    assert unlike == (
        2,
        "",
        "Not alike in kind: alliance and association. Nothing was done.\n",
    )
    assert unknown[2] == "There is no organisation called “LĐLĐ Sơn La”: thidua organisation list\n"
    assert shown[1].startswith("“LĐLĐ Điện Biên” becomes a part of “LĐLĐ Lai Châu”.\nUnits: 0")
    assert shown[1].endswith("Nothing was done yet: add --yes to do it.\n")
    assert "LĐLĐ Điện Biên\n" in before[1]
    assert done == (0, shown[1].replace("Nothing was done yet: add --yes to do it.", "Done."), "")
    assert again == (
        2,
        "",
        "“LĐLĐ Điện Biên” and “LĐLĐ Lai Châu” are one organisation already.\n",
    )
    assert plan[1].startswith("In force: ")
    assert plan[2] == "“LĐLĐ Điện Biên” was merged into “LĐLĐ Lai Châu”.\n"
    assert listed[1].startswith("LĐLĐ Lai Châu (merged in: LĐLĐ Điện Biên (")
    assert "\nLĐLĐ Điện Biên" not in listed[1]


async def test_units_are_shown_then_taken_with_yes_and_the_second_time_there_is_nothing_to_do(
    shell: Shell,
):
    rows = [(1, "HTX Hòa Bình", "Khối 1", "", "Vũ Thị Lan", "0912345678"), (2, "", "Khối 1")]
    (shell.folder / "list.xlsx").write_bytes(a_sheet(rows))
    command = ("units", "import", "list.xlsx", "--organisation", "LĐLĐ Lai Châu")
    await shell.runs("organisation", "add", "LĐLĐ Lai Châu")

    shown = await shell.runs(*command)
    done = await shell.runs(*command, "--yes")
    again = await shell.runs(*command, "--yes")

    lines = (
        "To add: 1, to change: 0, as they are: 0, not taken: 1\n"
        "New bloc: Khối 1\n"
        "Row 2, HTX Hòa Bình: to add: Bloc: Khối 1; Contact person: Vũ Thị Lan; "
        "Phone: +84912345678\n"
        "Row 3, –: not taken: no name\n"
    )
    assert shown == (0, f"{lines}Nothing was done yet: add --yes to do it.\n", "")
    assert done == (0, f"{lines}Done.\n", "")
    assert again == (
        0,
        "To add: 0, to change: 0, as they are: 1, not taken: 1\nRow 3, –: not taken: no name\n",
        "",
    )


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (None, "list.xlsx: the file: No such file"),
        (b"no zip", "list.xlsx: This is no Excel file (.xlsx)."),
        (a_sheet([], headings=("A",)), "list.xlsx: No column with the names was found."),
        (a_sheet([(1, "HTX A")]), "There is no organisation called “A”"),
    ],
)
async def test_a_list_that_cannot_be_taken_is_said_in_one_line(
    shell: Shell, content: bytes | None, line: str
):
    if content is not None:
        (shell.folder / "list.xlsx").write_bytes(content)

    code, out, err = await shell.runs("units", "import", "list.xlsx", "--organisation", "A")

    assert (code, out, err.count("\n")) == (2, "", 1), err
    assert err.startswith(line)


async def test_run_that_cannot_reach_telegram_says_so_and_ends_at_once_when_told(shell: Shell):
    process = await shell.starts("run", TOKEN=TOKEN, TELEGRAM_URL=NOBODY)
    said = await reads(process, "\n", err=True)

    code, after = await ends(process)

    assert "Telegram cannot be reached at 127.0.0.1:1, trying again in 1 s" in said
    assert (code, after) == (0, "")


async def test_run_that_waits_for_a_mute_telegram_ends_at_once_when_told(shell: Shell):
    connected = asyncio.Event()

    async def say_nothing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connected.set()
        while await reader.read(1000):
            pass
        writer.close()

    mute = await asyncio.start_server(say_nothing, "127.0.0.1", 0)
    port = mute.sockets[0].getsockname()[1]
    process = await shell.starts("run", TOKEN=TOKEN, TELEGRAM_URL=f"http://127.0.0.1:{port}")
    await asyncio.wait_for(connected.wait(), WITHIN)

    started = asyncio.get_running_loop().time()
    code, err = await ends(process)
    mute.close()

    assert (code, err) == (0, "")
    assert asyncio.get_running_loop().time() - started < 5


@pytest.fixture
async def telegram() -> AsyncIterator[tuple[Telegram, str]]:
    telegram = Telegram(lambda: datetime.now(UTC))
    async with serve(telegram) as url:
        yield telegram, url


async def test_a_token_that_telegram_refuses_is_said_in_one_line(
    shell: Shell, telegram: tuple[Telegram, str]
):
    code, out, err = await shell.runs("run", TOKEN=TOKEN, TELEGRAM_URL=telegram[1])

    assert (code, out) == (2, "")
    assert err == "THIDUA_TOKEN was refused by Telegram: copy it again from @BotFather.\n"


async def test_run_prints_the_owners_link_until_it_is_used(
    shell: Shell, telegram: tuple[Telegram, str]
):
    simulated, url = telegram
    settings = {"TOKEN": simulated.token, "TELEGRAM_URL": url}
    _, added, _ = await shell.runs("organisation", "add", "LĐLĐ Lai Châu")
    code = added.partition("start=")[2].split()[0]
    link = f"LĐLĐ Lai Châu: https://t.me/{simulated.username}?start={code}\n"

    process = await shell.starts("run", **settings)
    assert await reads(process, "\n") == link
    owner = simulated.add_person("Lò Thị Mai")
    owner.start(code)
    await simulated.until(lambda: labels(owner), within=WITHIN)
    await press(simulated, owner, labels(owner)[0], then="Đồng ý")
    await press(simulated, owner, "Đồng ý", then="Bỏ qua")
    await ends(process)

    again = await shell.starts("run", **settings)
    await reads(again, "telegram.reached", err=True)
    again.send_signal(signal.SIGTERM)
    out, _ = await asyncio.wait_for(again.communicate(), WITHIN)
    assert (again.returncode, out) == (0, b"")


async def test_a_public_url_that_telegram_refuses_is_said_in_one_line(
    shell: Shell, telegram: tuple[Telegram, str]
):
    simulated, url = telegram
    code, out, err = await shell.runs(
        "run", TOKEN=simulated.token, TELEGRAM_URL=url, PUBLIC_URL="http://127.0.0.1:1",
        LISTEN="127.0.0.1:0",
    )  # fmt: skip

    assert (code, out) == (2, "")
    assert err.startswith("THIDUA_PUBLIC_URL was refused by Telegram: Bad webhook: ")
    assert err.count("\n") == 1


async def test_run_says_how_it_gets_updates_and_goes_back_to_asking(shell: Shell):
    simulated = Telegram(lambda: datetime.now(UTC), is_local=True)
    mai = simulated.add_person("Mai")
    async with serve(simulated) as url:
        common = {"TOKEN": simulated.token, "TELEGRAM_URL": url, "LOG": "debug"}
        brought = {name.removeprefix("THIDUA_"): v for name, v in webhook_settings().items()}
        process = await shell.starts("run", **common, **brought)
        said = await reads(process, "telegram.reached", err=True)
        mai.start()
        await simulated.until(lambda: mai.chat.reply_keyboard or len(mai.messages) > 1, WITHIN)
        await is_well(brought["LISTEN"], "ok")
        health = await get(f"http://{brought['LISTEN']}/healthz")
        first = await ends(process)
        mai.send("/han")
        settings = simulated.webhook.settings
        process = await shell.starts("run", **common)
        then = await reads(process, "was ended", err=True)
        await simulated.until(lambda: not len(simulated.updates), WITHIN)
        second = await ends(process)

    assert f"updates_by=webhook at {brought['PUBLIC_URL']}" in said.replace("'", "")
    assert "updates_by=polling" in then
    assert health == (200, "ok")
    assert (first[0], second[0]) == (0, 0)
    assert settings is not None
    everything = said + first[1] + then + second[1]
    assert not any(s in everything for s in (settings.secret, settings.url, simulated.token))


async def get(url: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        return answer.status, (await answer.json())["status"]


UNAUTHORIZED = b'{"ok":false,"error_code":401,"description":"Unauthorized"}'
FAULTS = (
    b"HTTP/1.1 401 Unauthorized\r\nContent-Length: %d\r\n\r\n" % len(UNAUTHORIZED) + UNAUTHORIZED,
    b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 23\r\n\r\n<html>Bad Gateway</html>",
    b"HTTP/1.1 302 Found\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nContent-Length: 4000\r\n\r\n%s",
    b"%s is no HTTP\r\n\r\n",
    b"",
)


def _well(result: object) -> bytes:
    body = json.dumps({"ok": True, "result": result}).encode()
    return b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body


def _news() -> list[object]:
    people = [{"id": id_, "is_bot": False, "first_name": "A"} for id_ in range(1, 13)]
    return [
        {
            "update_id": person["id"],
            "message": {
                "message_id": 1,
                "date": 1,
                "text": "/start",
                "from": person,
                "chat": {"id": person["id"], "type": "private", "first_name": "A"},
                "entities": [{"type": "bot_command", "offset": 0, "length": 6}],
            },
        }
        for person in people
    ]


async def test_no_fault_of_the_network_brings_the_token_into_the_log(shell: Shell):
    asked: list[str] = []
    polled = asyncio.Event()

    async def misbehave(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        path = head.split()[1]
        method = path.decode().partition("?")[0].rpartition("/")[2]
        asked.append(method)
        if asked.count("getUpdates") == 4:
            polled.set()
        if method == "getMe":
            answer = _well({"id": 1, "is_bot": True, "first_name": "A", "username": "a_bot"})
        elif method == "getUpdates" and asked.count(method) == 1:
            answer = _well(_news())
        else:
            answer = FAULTS[len(asked) % len(FAULTS)].replace(b"%s", path)
        writer.write(answer)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(misbehave, "127.0.0.1", 0)
    url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    process = await shell.starts("run", TOKEN=TOKEN, TELEGRAM_URL=url, LOG="debug")
    said = await reads(process, "update.failed", err=True)
    await asyncio.wait_for(polled.wait(), WITHIN)
    code, more = await ends(process)
    server.close()
    await server.wait_closed()

    assert code == 0
    assert "Traceback" in said + more
    assert TOKEN.partition(":")[2] not in said + more


async def test_a_plan_is_read_and_printed_as_one_object(shell: Shell) -> None:
    (shell.folder / "plan.txt").write_text(as_text())
    code, out, _ = await shell.runs("read-plan", "plan.txt", "--json")
    told = json.loads(out)

    assert code == 0
    assert told["number"] == "57/KH-LMHTX"
    assert {each["kind"] for each in told["obligations"]} >= {"registration", "annual_report"}


async def test_a_plan_is_read_for_people_too(shell: Shell) -> None:
    (shell.folder / "plan.docx").write_bytes(as_word())
    code, out, _ = await shell.runs("read-plan", "plan.docx")

    assert code == 0
    assert "registration, unit: until 2026-02-28" in out


async def test_what_is_no_plan_document_is_said_in_one_line(shell: Shell) -> None:
    (shell.folder / "plan.docx").write_bytes(b"PK\x03\x04 cut off")
    code, _, err = await shell.runs("read-plan", "plan.docx")

    assert (code, err.strip()) == (
        2,
        "plan.docx: is damaged and does not open: send the original again.",
    )


async def test_a_plan_goes_out_as_a_file_and_comes_into_another_organisation(shell: Shell):
    await shell.runs("organisation", "add", "A")
    await shell.runs("organisation", "add", "B")
    await shell.runs(*PLAN, "A")
    code, out, _ = await shell.runs("plan", "export", "lai-chau-2023", "--organisation", "A")
    (shell.folder / "out.yaml").write_text(out, encoding="utf-8")
    taken, _, err = await shell.runs("plan", "import", "out.yaml", "--organisation", "B")
    _, again, _ = await shell.runs("plan", "export", "lai-chau-2023", "--organisation", "B")

    assert (code, taken, err) == (0, 0, "")
    assert again == out


async def test_next_years_plan_is_shown_first_and_kept_once(shell: Shell):
    await shell.runs("organisation", "add", "A")
    await shell.runs(*PLAN, "A")
    command = ("plan", "roll", "lai-chau-2023", "--organisation", "A")
    code, shown, err = await shell.runs(*command)
    _, kept, _ = await shell.runs(*command, "--yes")
    _, again, _ = await shell.runs(*command, "--yes")
    own_year = await shell.runs(*command, "--year", "2023")
    unknown = await shell.runs("plan", "roll", "none", "--organisation", "A")
    nowhere = await shell.runs("plan", "export", "lai-chau-2023", "--organisation", "C")

    assert (code, err) == (0, "")
    assert "at the latest on 10/06/2023 → at the latest on 10/06/2024" in shown
    assert "<b>" not in shown
    assert shown.endswith("Nothing was kept yet: add --yes to prepare it.\n")
    assert "In preparation: officers find it under /kehoach" in kept
    assert "is in preparation already" in again
    assert own_year[2] == "--year 2023: that is the plan's own year.\n"
    assert unknown[2] == "“A” has no plan none in force; in force: lai-chau-2023.\n"
    assert nowhere[2].startswith("There is no organisation called “C”")


async def test_a_plan_file_that_asks_an_unknown_bloc_is_refused_in_one_line(shell: Shell):
    await shell.runs("organisation", "add", "A")
    await shell.runs(*PLAN, "A")
    _, out, _ = await shell.runs("plan", "export", "lai-chau-2023", "--organisation", "A")
    wrong = out.replace("slug: lai-chau-2023", "slug: other")
    wrong = wrong.replace("- kind: registration\n", "- kind: registration\n  blocs: [Khối 9]\n")
    (shell.folder / "wrong.yaml").write_text(wrong, encoding="utf-8")
    code, _, err = await shell.runs("plan", "import", "wrong.yaml", "--organisation", "A")

    assert (code, err.count("\n")) == (2, 1)
    assert "is asked of Khối 9: “A” has no such bloc or type." in err
