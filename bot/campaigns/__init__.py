"""Campaigns as plan files: the five that come with the bot, and reading or writing others.

A plan file is YAML with the names of `bot.rules.plans.PlanDraft`; what equals its default is left
out. The same shape, JSON-safe, is what the database keeps (`dump`, `parse`).
"""

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from bot.campaigns.checks import check_sense
from bot.campaigns.reading import check_modest, read_yaml
from bot.campaigns.values import WrongValue, from_plain, to_plain
from bot.rules.plans import PlanDraft, PlanNotRead

__all__ = [
    "SUFFIXES",
    "PlanFileError",
    "dump",
    "load",
    "parse",
    "read_plan_bytes",
    "read_plan_file",
    "slugs",
    "write_plan",
]

_FOLDER = Path(__file__).parent
SUFFIXES = frozenset({".yaml", ".yml"})


class PlanFileError(Exception):
    """A plan cannot be read: which `file`, which `key`, the `problem`, and how to `mend` it."""

    def __init__(self, file: str, key: str, problem: str, mend: str) -> None:
        super().__init__(f"{file}: {key}: {problem}; {mend}")
        self.file = file
        self.key = key
        self.problem = problem
        self.mend = mend


@lru_cache
def slugs() -> tuple[str, ...]:
    """The campaigns that come with the bot, in alphabetical order."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.yaml")))


@lru_cache
def load(slug: str) -> PlanDraft:
    """One of the campaigns that come with the bot; raises `PlanFileError` for an unknown slug."""
    if slug not in slugs():
        raise PlanFileError(slug, "slug", "no such campaign", "choose one of " + ", ".join(slugs()))
    return read_plan_file(_FOLDER / f"{slug}.yaml")


def read_plan_file(path: Path) -> PlanDraft:
    """The plan in a YAML file; raises `PlanFileError` if it cannot be read as one."""
    try:
        plain = read_yaml(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        reason = error.strerror or "cannot be opened"
        raise PlanFileError(path.name, "the file", reason, "check the path") from None
    except UnicodeDecodeError:
        raise PlanFileError(
            path.name, "the file", "is not UTF-8 text", "save it as UTF-8"
        ) from None
    except yaml.YAMLError as error:
        raise _unreadable(path.name, error) from None
    return parse(plain, file=path.name)


def read_plan_bytes(name: str, content: bytes) -> PlanDraft:
    """The plan in a plan file that somebody sent; raises PlanNotRead for anything else."""
    if Path(name).suffix.lower() not in SUFFIXES:
        raise PlanNotRead(name)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise PlanNotRead(name, "the file", "is not UTF-8 text", "save it as UTF-8") from None
    try:
        check_modest(text)
        return parse(read_yaml(text), file=name)
    except PlanFileError as error:
        raise PlanNotRead(name, error.key, error.problem, error.mend) from None
    except yaml.YAMLError as error:
        wrong = _unreadable(name, error)
        raise PlanNotRead(name, wrong.key, wrong.problem, wrong.mend) from None


def write_plan(draft: PlanDraft) -> str:
    """A plan file for the draft: reading it back gives an equal draft."""
    plain = to_plain(draft, day=lambda day: day)
    text: str = yaml.safe_dump(plain, allow_unicode=True, sort_keys=False, width=100)
    return text


def dump(draft: PlanDraft) -> dict[str, Any]:
    """The draft as a JSON-safe dict; `parse` gives it back."""
    plain: dict[str, Any] = to_plain(draft)
    return plain


def parse(plain: Any, *, file: str = "plan") -> PlanDraft:
    """The draft in a dict of `dump` or of a plan file; `file` is named in a `PlanFileError`."""
    try:
        draft: PlanDraft = from_plain(PlanDraft, plain)
        check_sense(draft)
    except WrongValue as error:
        raise PlanFileError(file, error.key, error.problem, error.mend) from None
    return draft


def _unreadable(file: str, error: yaml.YAMLError) -> PlanFileError:
    mark = getattr(error, "problem_mark", None)
    where = "the file" if mark is None else f"line {mark.line + 1}"
    problem = getattr(error, "problem", None) or "is not YAML"
    return PlanFileError(file, where, problem, "put texts holding `: ` or `#` in quotes")
