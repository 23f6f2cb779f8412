"""Task files and key files as JSON Schema (draft 7, which editors know), so that an editor completes and checks them.

The shapes come from the models, the descriptions from their docstrings and from the comments of the examples. Rules of
the loader that a schema can say stand below; what needs two places at once, only the loader says.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import msgspec

from withinreach.content.example import COMMENT, example, uses
from withinreach.content.keys import KEY_TYPES
from withinreach.content.kinds.base import Base
from withinreach.content.kinds.dialogue import FEWEST, MOST
from withinreach.content.kinds.forms import FIXED
from withinreach.content.kinds.sort import VALUES
from withinreach.content.load import SURE_ALREADY
from withinreach.content.tasks import KINDS

Schema = dict[str, Any]
DRAFT = "http://json-schema.org/draft-07/schema#"
"""A name that editors know by heart, not an address that is asked."""
STEPWISE = ("dialogue", "simulation")
SAID = ("reason", "scene", "way", "verdict", "basis")
"""Texts that may not be empty where they have to be there."""
OWN_NEVER_HANDED_IN: dict[str, list[str]] = {"likert": ["private", "local"], "note": ["private"]}
"""Kinds about whoever answers, and how they may be kept."""


def task_schema() -> Schema:
    """The schema of ``source/<module>/tasks.yaml``."""
    chosen = [{"if": _is("kind", kind), "then": _ref(model.__name__)} for kind, model in KINDS.items()]
    every = {
        "type": "object",
        "required": ["kind"],
        "properties": {"kind": {"enum": list(KINDS), "description": "What is asked for. See docs/authors.md."}},
        "allOf": chosen,
    }
    return {
        "$schema": DRAFT,
        "title": "Tasks of a module of Within Reach",
        "type": "array",
        "items": every,
        "definitions": _definitions(),
    }


def key_schema() -> Schema:
    """The schema of ``keys/<module>.yaml``: task id → a key; which kind it is of, the task file says."""
    return {
        "$schema": DRAFT,
        "title": "Keys of the graded tasks of a module of Within Reach",
        "type": "object",
        "propertyNames": _definitions()["NoteTask"]["properties"]["id"],
        "additionalProperties": {"anyOf": [_ref(model.__name__) for model in KEY_TYPES.values()]},
        "definitions": _definitions(),
    }


FILES = {"tasks.schema.json": task_schema, "keys.schema.json": key_schema}
"""File name → what makes it."""
FOLDER = ("docs", "schema")
"""Where they stand in a checkout; task files and key files name them in their first line."""


def first_line(file: str, above: str) -> str:
    """The comment that tells an editor which schema a file keeps to; ``above`` leads from the file to the checkout."""
    return f"# yaml-language-server: $schema={above}{'/'.join(FOLDER)}/{file}\n"


def written(schema: Schema) -> str:
    """A schema as a file holds it."""
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"


def _ref(name: str) -> Schema:
    return {"$ref": f"#/definitions/{name}"}


def _is(field: str, value: str) -> Schema:
    return {"properties": {field: {"const": value}}, "required": [field]}


def _definitions() -> dict[str, Schema]:
    models = [*KINDS.values(), *KEY_TYPES.values()]
    _, found = msgspec.json.schema_components(models, ref_template="#/definitions/{name}")
    made: dict[str, Schema] = {name: _draft_7(each) for name, each in found.items()}
    for kind, model in KINDS.items():
        task = made[model.__name__]
        _describe(task, _comments(kind, key=False))
        task["allOf"] = list(_rules(kind, task))
        if "another" in task["properties"]:
            task["properties"]["another"]["additionalProperties"] = _form(model.__name__, task["properties"])
        if kind in KEY_TYPES:
            key = made[KEY_TYPES[kind].__name__]
            _describe(key, _comments(kind, key=True))
            if "another" in key["properties"]:
                key["properties"]["another"]["additionalProperties"] = _ref(KEY_TYPES[kind].__name__)
            if model.gated is Base.gated:
                key["properties"]["gate"]["maxItems"] = 0
    _refine(made)
    return made


def _form(model: str, fields: Schema) -> Schema:
    """A further form: the fields in which it may differ, as the task itself has them."""
    own = {name: _ref(f"{model}/properties/{name}") for name in fields if name not in FIXED}
    return {"type": "object", "properties": own, "additionalProperties": False, "minProperties": 1}


def _refine(made: dict[str, Schema]) -> None:
    """Limits that the kinds' own rules hold, where a schema can say them."""
    for each in made.values():
        for name in set(SAID).intersection(each.get("required", ())):
            each["properties"][name]["pattern"] = r"\S"
    made["Node"]["properties"]["replies"] |= {"minItems": FEWEST, "maxItems": MOST}
    made["SortTask"]["properties"]["columns"]["minItems"] = 3
    made["SortItemKey"]["properties"]["accept"] |= {"minProperties": 1, "additionalProperties": {"enum": list(VALUES)}}
    made["NumberField"]["properties"]["options"]["not"] = {"minItems": 1, "maxItems": 1}


def _draft_7(part: Any) -> Any:
    """What msgspec writes, in the older words; patterns as JavaScript reads them; docstrings without their quotes."""
    if isinstance(part, list):
        return [_draft_7(each) for each in part]
    if not isinstance(part, dict):
        return part
    made = {name: _draft_7(each) for name, each in part.items()}
    if "prefixItems" in made:
        made["items"], made["additionalItems"] = made.pop("prefixItems"), False
    if isinstance(made.get("pattern"), str):
        made["pattern"] = made["pattern"].replace(r"\Z", "$")
    if isinstance(made.get("description"), str):
        made["description"] = " ".join(made["description"].replace("``", "").split())
    return made


def _describe(definition: Schema, comments: dict[str, str]) -> None:
    for name, field in definition["properties"].items():
        if name in comments:
            field["description"] = comments[name]


def _comments(kind: str, *, key: bool) -> dict[str, str]:
    """Field → what the examples say of it, for the fields of the task, or of the key, themselves."""
    found: dict[str, dict[str, list[str]]] = {}
    for use in uses(kind):
        made = example(kind, "m1-new", use)
        for name, words in COMMENT.findall(made.key if key else made.task):
            found.setdefault(name, {}).setdefault(words, []).append(use)
    return {name: _by_use(said) for name, said in found.items()}


def _by_use(said: dict[str, list[str]]) -> str:
    """One comment as it stands; several with the uses that they are for."""
    if len(said) == 1:
        return next(iter(said))
    return "\n".join(f"{' and '.join(where)}: {words}" for words, where in said.items())


def _rules(kind: str, task: Schema) -> Iterator[Schema]:
    """What the loader asks of a task of this kind beyond its shape, as far as a schema can say it."""
    fields = task["properties"]
    allowed = {"properties": {"use": {"enum": list(uses(kind))}}}
    handed_in: Schema = {"properties": {"keep": {"enum": ["handin", None]}}, "required": ["points"]}
    graded, practice = [_without("key", "given"), handed_in], [_without("points")]
    if "key" in fields:
        practice.append({"required": ["key"]})
    if kind in STEPWISE:
        yield allowed
        graded.append(_is("attempts", "once"))
        practice.append({"properties": {"attempts": {"const": "open"}}})
    if kind == "likert":
        yield allowed
    if kind in SURE_ALREADY:
        yield {"properties": {"confidence": {"enum": [False, None]}}}
    if kind in OWN_NEVER_HANDED_IN:
        yield {"properties": {"keep": {"enum": [*OWN_NEVER_HANDED_IN[kind], None]}}}
    yield {"if": _is("use", "graded"), "then": {"allOf": graded}}
    yield {"if": _is("use", "practice"), "then": {"allOf": practice}}
    yield {"if": _is("use", "ask"), "then": _without("points", "given")}


def _without(*fields: str) -> Schema:
    """None of these fields; null, or nothing given, is as good as left out."""
    return {"properties": {name: {"enum": [None, []]} for name in fields}}
