"""A schema error in words: what is wrong, where, and what would be accepted there."""

from __future__ import annotations

import re
from typing import Any, get_args, get_type_hints

import msgspec
from msgspec import inspect

from withinreach.content.marks import Place

_NAMES = {
    r"^[A-Z]\Z": "one capital letter.",
    r"^[b-z]\Z": "one small letter from b to z: the first form is a.",
}
"""What a pattern other than that of an id asks for."""
_ID = "small letters, digits and hyphens, beginning with a letter or digit, at most 41."
_AT = re.compile(r" - at (?P<name>`key` in )?`\$(?P<path>[^`]*)`$")
_STEP = re.compile(r"\.([A-Za-z0-9_-]+)|\[(\d+)\]")


def explain(error: msgspec.ValidationError, model: type, data: Any) -> tuple[Place, str, str]:
    """Place, rule and what would be accepted, for a failed conversion of ``data`` to ``model``."""
    text = str(error)
    found = _AT.search(text)
    path, _, _ = (found["path"] if found else "").partition("[...]")
    place = _place(path)
    if found and (found["name"] or "[...]" in found["path"]):
        # msgspec does not say which entry of a mapping it was: the first that fails alone.
        return _in_mapping(model, data, place)
    rule = text[: found.start()] if found else text
    info = _info_at(inspect.type_info(model), place)
    unknown = re.search(r"unknown field `([^`]+)`", rule)
    if unknown:
        return (*place, unknown[1]), f"There is no field {unknown[1]!r}.", _accepted(info)
    missing = re.search(r"missing required field `([^`]+)`", rule)
    if missing:
        name = missing[1]
        return (*place, name), f"The field {name!r} is missing.", _accepted(_info_at(info, (name,)))
    return place, f"{_short(_value_at(data, place))} does not fit.", _accepted(info)


def _in_mapping(model: type, data: Any, place: Place) -> tuple[Place, str, str]:
    info = inspect.type_info(model)
    owner, mapping = _info_at(info, place[:-1]), _info_at(info, place)
    assert isinstance(owner, inspect.StructType)
    assert isinstance(mapping, inspect.DictType)
    of_name, of_value = get_args(get_type_hints(owner.cls, include_extras=True)[str(place[-1])])
    for name, value in _value_at(data, place).items():
        if not _fits(name, of_name):
            return (*place, name), f"{_short(name)} does not fit.", _accepted(mapping.key_type)
        if _fits(value, of_value):
            continue
        if isinstance(mapping.value_type, inspect.StructType):
            inner, rule, accepted = _of_struct(value, mapping.value_type.cls)
            return (*place, name, *inner), rule, accepted
        return (*place, name), f"{_short(value)} does not fit.", _accepted(mapping.value_type)
    raise AssertionError("one entry of the mapping fails")


def _fits(value: Any, annotation: Any) -> bool:
    try:
        msgspec.convert(value, annotation)
    except msgspec.ValidationError:
        return False
    return True


def _of_struct(value: Any, model: type) -> tuple[Place, str, str]:
    try:
        msgspec.convert(value, model)
    except msgspec.ValidationError as error:
        return explain(error, model, value)
    raise AssertionError("this entry of the mapping fails")


def _place(path: str) -> Place:
    steps: list[str | int] = []
    for name, index in _STEP.findall(path):
        steps.append(int(index) if index else name)
    return tuple(steps)


def _info_at(info: inspect.Type, place: Place) -> inspect.Type:
    for step in place:
        info = _not_none(info)
        if isinstance(info, inspect.StructType):
            fields = {field.encode_name: field.type for field in info.fields}
            info = fields.get(str(step), info)
        elif isinstance(info, inspect.DictType):
            info = info.value_type
        elif isinstance(info, (inspect.ListType, inspect.VarTupleType)):
            info = info.item_type
    return _not_none(info)


def _not_none(info: inspect.Type) -> inspect.Type:
    """What a field holds where it holds something."""
    if isinstance(info, inspect.UnionType):
        return next((kind for kind in info.types if not isinstance(kind, inspect.NoneType)), info)
    return info


def _value_at(data: Any, place: Place) -> Any:
    for step in place:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "…"


def _accepted(info: inspect.Type) -> str:
    if isinstance(info, inspect.StructType):
        return "the fields " + ", ".join(field.encode_name for field in info.fields) + "."
    if isinstance(info, inspect.LiteralType):
        return ", ".join(str(value) for value in info.values) + "."
    if isinstance(info, inspect.DictType):
        return "a mapping of ids."
    if isinstance(info, inspect.TupleType):
        return f"a list of exactly {len(info.item_types)}."
    if isinstance(info, (inspect.ListType, inspect.VarTupleType)):
        return "a list." if info.max_length is None else f"a list of {info.min_length or 0} to {info.max_length}."
    if isinstance(info, inspect.StrType) and info.pattern:
        return _NAMES.get(info.pattern, _ID)
    if isinstance(info, inspect.IntType):
        return f"a whole number of at least {info.ge}." if info.ge is not None else "a whole number."
    if isinstance(info, inspect.FloatType):
        return _number(info)
    return {"StrType": "text.", "BoolType": "true or false."}.get(type(info).__name__, "see docs/authors.md.")


def _number(info: inspect.FloatType) -> str:
    if info.le is not None:
        return f"a number from {info.ge or 0:g} to {info.le:g}."
    return "a number." if info.ge is None else f"a number of at least {info.ge:g}."
