"""What a request says, read by the table of methods: values of the right kind, or a refusal."""

import json
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from bot.simulator.methods import METHODS, OBJECTS, VARIANTS, Parameter
from bot.simulator.refusals import Json, Refusal, bad_request

_WHOLE_NUMBER = re.compile(r"-?\d{1,19}")
_TRUE, _FALSE = {"true", "True", "1"}, {"false", "False", "0"}
_ATTACHED = "attach://"
_MARKUPS = {
    "inline_keyboard": "InlineKeyboardMarkup",
    "keyboard": "ReplyKeyboardMarkup",
    "remove_keyboard": "ReplyKeyboardRemove",
    "force_reply": "ForceReply",
}
_MISSING = {
    "chat_id": "chat_id is empty",
    "text": "message text is empty",
    "photo": "there is no photo in the request",
    "document": "there is no document in the request",
    "voice": "there is no voice in the request",
    "message_id": "message identifier is not specified",
    "file_id": "file_id not specified",
    "callback_query_id": "query is too old and response timeout expired or query ID is invalid",
    "from_chat_id": "chat_id is empty",
}


class Upload(NamedTuple):
    """A file that travels in the request itself."""

    name: str
    content: bytes
    mime: str

    def __repr__(self) -> str:
        """Without the bytes: a failing test must stay readable."""
        return f"Upload({self.name!r}, {len(self.content)} bytes)"


class _Mismatch(Exception):
    """The value is of another kind than the table says."""


class _Reader:
    """Reads the values of one request and remembers which of its files they use."""

    def __init__(self, uploads: Mapping[str, Upload]) -> None:
        self.uploads = uploads
        self.used: set[str] = set()

    def parameter(self, parameter: Parameter, raw: Any) -> Any:
        if "InputFile" in parameter.types:
            return self.file(parameter.name, raw)
        kind = parameter.types[0]
        try:
            if parameter.name == "reply_markup":
                return self.markup(parameter.types, _decoded(raw))
            if kind.startswith("Array of InputMedia"):
                kind = "Array of InputMedia"
            if kind not in {"Integer", "String", "Boolean"}:
                raw = _decoded(raw)
            return self.value(parameter.types if parameter.name == "chat_id" else (kind,), raw)
        except json.JSONDecodeError:
            words = parameter.name.replace("_", " ").replace("markup", "keyboard markup")
            raise bad_request(f"can't parse {words} JSON object") from None
        except _Mismatch as wrong:
            raise bad_request(f'wrong parameter "{parameter.name}" specified: {wrong}') from None

    def file(self, name: str, raw: Any) -> Upload | str:
        if raw is None:
            self.used.add(name)
            return self.uploads[name]
        address = self.value(("String",), raw)
        if not address.startswith(_ATTACHED):
            return str(address)
        attached = address.removeprefix(_ATTACHED)
        if attached not in self.uploads:
            raise bad_request(f"wrong file identifier/HTTP URL specified: {address}")
        self.used.add(attached)
        return self.uploads[attached]

    def markup(self, types: tuple[str, ...], raw: Any) -> Json:
        if not isinstance(raw, dict):
            raise bad_request("object expected as reply markup")
        kind = next((kind for key, kind in _MARKUPS.items() if key in raw), None)
        if kind is None:
            raise bad_request("object expected as reply markup")
        if kind not in types:
            raise bad_request("inline keyboard expected")
        return self.fields(kind, raw)

    def value(self, types: tuple[str, ...], raw: Any) -> Any:
        kind = types[0]
        if kind.startswith("Array of "):
            if not isinstance(raw, list):
                raise _Mismatch(f"expected {kind}")
            return [self.value((kind.removeprefix("Array of "),), item) for item in raw]
        if kind in VARIANTS:
            return self.variant(kind, raw)
        if kind in OBJECTS:
            return self.fields(kind, raw)
        if types == ("Integer", "String"):
            return _number(raw) if _WHOLE_NUMBER.fullmatch(str(raw)) else _string(raw)
        return {"Integer": _number, "String": _string, "Boolean": _boolean}[kind](raw)

    def variant(self, kind: str, raw: Any) -> Json:
        name = raw.get("type") if isinstance(raw, dict) else None
        if name not in VARIANTS[kind]:
            raise _Mismatch(f"unsupported {kind} type specified")
        return self.fields(VARIANTS[kind][name], raw)

    def fields(self, kind: str, raw: Any) -> Json:
        if not isinstance(raw, dict):
            raise _Mismatch(f"expected an Object as {kind}")
        table = {field.name: field for field in OBJECTS[kind]}
        unknown = sorted(raw.keys() - table.keys())
        if unknown:
            raise _Mismatch(f"{kind} has no field {unknown[0]!r} here")
        missing = [name for name, field in table.items() if field.required and name not in raw]
        if missing:
            raise _Mismatch(f'can\'t find field "{missing[0]}"')
        result = {name: self.value(table[name].types, item) for name, item in raw.items()}
        if kind.startswith("InputMedia"):
            result["media"] = self.file("media", result["media"])
        return result


def read_parameters(method: str, raw: Json, uploads: Mapping[str, Upload]) -> Json:
    """The parameters of a request, each of the kind the table says; raises Telegram's refusal."""
    table = {parameter.name: parameter for parameter in METHODS[method]}
    given = {name: value for name, value in raw.items() if value is not None}
    unknown = sorted(given.keys() - table.keys())
    if unknown:
        raise bad_request(f'parameter "{unknown[0]}" of {method} is not served here')
    _check_encoding(given)
    reader = _Reader(uploads)
    result = {}
    for parameter in METHODS[method]:
        if parameter.name in given or (
            parameter.name in uploads and "InputFile" in parameter.types
        ):
            result[parameter.name] = reader.parameter(parameter, given.get(parameter.name))
        elif parameter.required:
            raise _missing(parameter.name)
    unused = sorted(uploads.keys() - reader.used)
    if unused:
        raise bad_request(f'file "{unused[0]}" of {method} is not served here')
    return result


def _missing(name: str) -> Refusal:
    return bad_request(_MISSING.get(name, f'parameter "{name}" is required'))


def _check_encoding(given: Json) -> None:
    try:
        json.dumps(given, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise bad_request("strings must be encoded in UTF-8") from None


def _decoded(raw: Any) -> Any:
    """Forms carry objects as JSON text, JSON bodies as they are: Telegram takes both."""
    return json.loads(raw) if isinstance(raw, str) else raw


def _number(raw: Any) -> int:
    if isinstance(raw, bool) or not _WHOLE_NUMBER.fullmatch(str(raw)):
        raise _Mismatch("expected Integer")
    return int(raw)


def _string(raw: Any) -> str:
    if not isinstance(raw, str):
        raise _Mismatch("expected String")
    return raw


def _boolean(raw: Any) -> bool:
    if str(raw) not in _TRUE | _FALSE:
        raise _Mismatch("expected Boolean")
    return str(raw) in _TRUE
