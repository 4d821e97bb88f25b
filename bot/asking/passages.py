"""What a plan itself says on a question about it: passages quoted as they are, or none."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.rules.folding import fold
from bot.rules.plans import PlanDraft

MOST_PASSAGES = 4

_TOPICS: dict[str, re.Pattern[str]] = {
    "unregistered": re.compile(r"khong dang ky|khong xet|bo qua dang ky|chua dang ky"),
    "late": re.compile(r"\bmuon\b|\bcham (?:nop|han|gui|bao cao|ngay)|tre han|qua han|tru diem"),
    "scoring": re.compile(r"\bdiem\b|xep loai|cham diem"),
    "criteria": re.compile(r"tieu chuan|tieu chi|dieu kien|ty le|sang kien"),
    "awards": re.compile(r"\bkhen\b|(?:tien|muc|giai|phan) thuong\b|\bco thi dua"),
    "report_contents": re.compile(
        r"noi dung bao cao|de cuong|bao cao (?:gom|can|phai|neu)|bieu mau"
    ),
    "bound": re.compile(r"don vi (?:thanh vien )?phai|bat buoc|(?:tat ca|100%) (?:cac )?don vi"),
}
"""The words by which a passage speaks of what a question's slot names."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of a plan, and where it stands ("" if that is not kept)."""

    text: str
    clause: str = ""


def is_of_phases(slot: str | None) -> bool:
    """Whether a slot asks when a phase begins or ends: "phase", "phase_2"."""
    return slot == "phase" or (slot or "").startswith("phase_")


def passages_on(plan: PlanDraft, slot: str | None) -> list[Passage]:
    """What the plan says on the topic, in its order; none where it says nothing, or of no topic.

    A plan's title, number and dates are no passages: they are shown with the plan itself.
    """
    if slot == "data_cutoff":
        return [Passage(each) for each in plan.cut_offs[:MOST_PASSAGES]]
    if slot == "theme":
        return [Passage(plan.theme)] if plan.theme else []
    if slot == "phases" or is_of_phases(slot):
        phases = [
            Passage(f"{each.title}: {each.written}".strip(": "), each.clause)
            for each in plan.phases
        ]
        number = (slot or "").removeprefix("phase_")
        within = slice(int(number) - 1, int(number)) if number.isdecimal() else slice(MOST_PASSAGES)
        return phases[within]
    topic = _TOPICS.get(slot or "")
    if topic is None:
        return []
    return [each for each in _all(plan) if topic.search(fold(each.text))][:MOST_PASSAGES]


def _all(plan: PlanDraft) -> Iterable[Passage]:
    yield from (Passage(rule) for rule in plan.rules)
    yield from (Passage(each.note, each.clause) for each in plan.obligations if each.note)
    yield from (Passage(duty) for duty in plan.duties)
