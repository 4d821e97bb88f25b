"""The table of methods against the published Bot API, and against what is served."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bot.simulator.dispatch import SERVED
from bot.simulator.methods import METHODS, OBJECTS, VARIANTS, Fields, Parameter

SPEC = Path(__file__).parents[2].parent / "shared" / "botapi_spec.json"

needs_spec = pytest.mark.skipif(not SPEC.exists(), reason=f"the Bot API's table is not at {SPEC}")


@cache
def spec() -> Any:
    """The Bot API as data."""
    return json.loads(SPEC.read_text())


def differences(table: dict[str, Fields], published: dict[str, Any]) -> list[str]:
    """What the table says and the Bot API does not."""
    return [
        f"{name}.{parameter.name}"
        for name, parameters in table.items()
        for parameter in parameters
        if not is_published(parameter, published[name].get("fields", []))
    ]


def is_published(parameter: Parameter, fields: list[dict[str, Any]]) -> bool:
    """Whether the Bot API has this parameter, with these kinds of values, as needed as here."""
    field = next((field for field in fields if field["name"] == parameter.name), None)
    return (
        field is not None
        and set(parameter.types) <= set(field["types"])
        and parameter.required == field["required"]
    )


def test_every_method_of_the_table_is_served_and_no_other() -> None:
    assert SERVED.keys() == METHODS.keys()


@needs_spec
def test_methods_are_those_of_the_bot_api() -> None:
    assert METHODS.keys() <= spec()["methods"].keys()
    assert differences(METHODS, spec()["methods"]) == []


@needs_spec
def test_whatever_the_bot_api_requires_is_required() -> None:
    required = {
        (name, field["name"])
        for table, published in ((METHODS, spec()["methods"]), (OBJECTS, spec()["types"]))
        for name in table
        for field in published[name].get("fields", [])
        if field["required"]
    }
    ours = {
        (name, parameter.name)
        for table in (METHODS, OBJECTS)
        for name, parameters in table.items()
        for parameter in parameters
        if parameter.required
    }

    assert ours == required


@needs_spec
def test_objects_are_those_of_the_bot_api() -> None:
    assert differences(OBJECTS, spec()["types"]) == []
    for name, variants in VARIANTS.items():
        assert set(variants.values()) <= set(spec()["types"][name]["subtypes"])
