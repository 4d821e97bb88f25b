"""`python -m tests.bench [--only ROW] [--rounds N]`: every bar of speed, in one table."""

import argparse
import tempfile
import time
from pathlib import Path

from tests.bench import asking, reading, rows
from tests.bench.planning import planning
from tests.bench.rows import Bench, Row
from tests.bench.table import Line, table

ROWS: dict[str, Row] = {
    "far": rows.answering_far,
    "near": rows.answering_near,
    "steady": rows.steady,
    "notice": rows.notice_fast,
    "notice30": rows.notice_30,
    "notice1000": rows.notice_1000,
    "during": rows.answer_during_notice,
    "planning": planning,
    "start": rows.start,
}


def main() -> None:
    """Measure, and print the table. Nothing fails when a bar is missed: machines differ."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("--only", choices=ROWS, action="append", help="one row; may be repeated")
    parser.add_argument("--rounds", type=int, default=3, help="how often each is measured")
    wish = parser.parse_args()
    lines: list[Line] = []
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), wish.rounds)
        for name in wish.only or ROWS:
            print(f"{name}: {ROWS[name].__doc__}", flush=True)
            lines += ROWS[name](bench)
    print(f"\n{table(lines)}\n")
    if not wish.only:
        print(f"{reading.table()}\n")
        print(f"{asking.table()}\n")
    print(f"{time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main()
