"""The processes of a measurement: the counting Telegram, a bare bot, or ours as it is run."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from subprocess import DEVNULL
from typing import Any

TOKEN = "123456:" + "A" * 35
ROOT = Path(__file__).parents[2]
TICKS = os.sysconf("SC_CLK_TCK")
PATIENCE = 60.0


class Telegram:
    """The counting Telegram, as the benchmark speaks to it."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self._connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)

    def begin(self, **wish: float) -> None:
        """Set the scene: latency, limit, in_flight, rate, people."""
        self._ask("begin", wish)

    def mark(self) -> None:
        """Count anew."""
        self._ask("mark")

    def report(self) -> dict[str, Any]:
        """What was counted since the mark."""
        return self._ask("report")

    def until_polled(self) -> float:
        """Wait for the bot's first poll; gives its moment (monotonic)."""
        return self.until(lambda report: report["polled_at"])["polled_at"]

    def until(self, is_so: Any, patience: float = PATIENCE) -> dict[str, Any]:
        """Ask until a report satisfies; gives that report."""
        began = time.monotonic()
        while time.monotonic() - began < patience:
            report = self.report()
            if is_so(report):
                return report
            time.sleep(0.02)
        raise TimeoutError(f"waited {patience:g} s in vain: {report}")

    def close(self) -> None:
        """Ask no more."""
        self._connection.close()

    def _ask(self, verb: str, wish: dict[str, float] | None = None) -> dict[str, Any]:
        self._connection.request("POST", f"/bench/{verb}", json.dumps(wish or {}))
        answer: dict[str, Any] = json.loads(self._connection.getresponse().read())
        return answer


@dataclass
class Child:
    """A bot under measurement."""

    process: subprocess.Popen[bytes]
    started_at: float
    folder: Path | None = None

    def cpu(self) -> float:
        """Seconds of CPU spent so far, all threads together."""
        text = Path(f"/proc/{self.process.pid}/stat").read_text()
        fields = text.rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def memory(self) -> float:
        """Resident memory in MB."""
        text = Path(f"/proc/{self.process.pid}/status").read_text()
        line = next(line for line in text.splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024


@contextmanager
def telegram() -> Iterator[Telegram]:
    """A counting Telegram of its own."""
    with _started("-m", "tests.bench.server", stdout=subprocess.PIPE) as child:
        assert child.process.stdout is not None
        with child.process.stdout as said:
            at = Telegram(int(said.readline()))
            try:
                yield at
            finally:
                at.close()


@contextmanager
def bare(kind: str, at: Telegram, *arguments: str) -> Iterator[Child]:
    """A bare bot. What it complains of stays untold: it is left to drown."""
    module = "tests.bench.bare"
    with _started("-m", module, kind, at.url, TOKEN, *arguments, stderr=DEVNULL) as child:
        yield child


@contextmanager
def ours(seeded: Path, at: Telegram, folder: Path, rate: float = 10_000) -> Iterator[Child]:
    """Our bot, as `thidua run` makes it, on a copy of a seeded database."""
    data = folder / "data"
    shutil.rmtree(data, ignore_errors=True)
    data.mkdir(parents=True)
    shutil.copy(seeded, data / "thidua.db")
    settings = {
        "THIDUA_TOKEN": TOKEN,
        "THIDUA_TELEGRAM_URL": at.url,
        "THIDUA_DATA_DIR": str(data),
        "THIDUA_RATE": f"{rate:g}",
        "THIDUA_LOG": "warning",
    }
    with _started("-m", "bot", "run", cwd=folder, settings=settings) as child:
        child.folder = data
        yield child


@contextmanager
def _started(
    *arguments: str,
    cwd: Path = ROOT,
    settings: dict[str, str] | None = None,
    stdout: int = DEVNULL,
    stderr: int | None = None,
) -> Iterator[Child]:
    path = os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
    environment = os.environ | {"PYTHONPATH": path} | (settings or {})
    # An installed program is compiled once; without this it would be at every start.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command: Sequence[str] = (*_profiler(arguments), *arguments)
    started_at = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, *command], cwd=cwd, env=environment, stdout=stdout, stderr=stderr
    )
    try:
        yield Child(process, started_at)
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _profiler(arguments: Sequence[str]) -> Sequence[str]:
    """`BENCH_PROFILE=file`: our bot writes a cProfile there."""
    file = os.environ.get("BENCH_PROFILE")
    return ("-m", "cProfile", "-o", file) if file and "bot" in arguments else ()
