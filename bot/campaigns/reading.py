"""YAML as plan files use it: safe, fast, and strict about a key written twice."""

from typing import Any

import yaml

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Base):  # type: ignore[misc]
    """YAML keeps the last of two equal keys without a word; a plan must not lose a date so."""

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:
        seen: set[str] = set()
        for key, _ in node.value:
            name = str(key.value)
            if name in seen:
                problem = f"the key `{name}` is written twice"
                raise yaml.constructor.ConstructorError(None, None, problem, key.start_mark)
            seen.add(name)
        return super().construct_mapping(node, deep)


# Dates stay text, so that 2026-02-31 can be refused by the name of its key.
_Loader.add_constructor("tag:yaml.org,2002:timestamp", _Loader.construct_yaml_str)


def read_yaml(text: str) -> Any:
    """Plain data of a YAML text; raises `yaml.YAMLError`."""
    return yaml.load(text, Loader=_Loader)  # noqa: S506 - the loader extends the safe one


LONGEST = 200_000
DEEPEST = 12


def check_modest(text: str) -> None:
    """Raise `yaml.YAMLError` for what no plan file is: huge, deep, or unfolding by references."""
    if len(text) > LONGEST:
        raise yaml.MarkedYAMLError(problem="is too long for a plan file")
    depth = 0
    # Event by event: nothing is built yet that could be larger than the text.
    for event in yaml.parse(text, Loader=_Base):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if isinstance(event, yaml.AliasEvent) or depth > DEEPEST:
            where: Any = event.start_mark
            raise yaml.MarkedYAMLError(problem="is folded as no plan is", problem_mark=where)
