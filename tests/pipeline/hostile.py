"""Hand-ins that no honest page sends: what is refused, in which words, and what is taken and earns nothing."""

from __future__ import annotations

import json
from typing import Any

MODULE = "01-foundations"
AT = "2026-11-24T12:00:00Z"
EVIL = "<script>window.evil=1</script><img src=x onerror=window.evil=1><a href='javascript:evil()'>x</a>"
BIDI = "\u202ereversed\u202c {{ 7*7 }} {% raw %} ${7*7}"


def task(task_id: str = "m1-load", answer: Any = None, **others: Any) -> dict[str, Any]:
    fixed = {"id": task_id, "edition": 1, "variant": None, "answer": answer, "confidence": None, "changed": AT}
    return fixed | others


def document(*tasks: Any, **others: Any) -> dict[str, Any]:
    return {"course": "within-reach", "module": MODULE, "edition": "workshop", "tasks": list(tasks)} | others


def raw(found: Any) -> bytes:
    return json.dumps(found).encode()


def without(field: str) -> dict[str, Any]:
    found = document(task(answer=["o1"]))
    found.pop(field)
    return found


def task_without(field: str) -> dict[str, Any]:
    found = task(answer=["o1"])
    found.pop(field)
    return document(found)


DEEP = b'{"course":"within-reach","module":"01-foundations","edition":"workshop","tasks":' + b"[" * 100_000
DEEP_ANSWER = raw(document(task(answer=0))).replace(b": 0,", b": " + b"[" * 90_000 + b",")
READ, OTHER = "The hand-in could not be read: ", "The hand-in names the "
LARGE = "This is larger than the 1,048,576 bytes"
TWICE = "The hand-in names m1-load twice."
# Refused: name, what is sent, the status, how the sentence begins.
REFUSED: list[tuple[str, bytes, int, str]] = [
    ("nothing", b"", 400, READ),
    ("no JSON", b"hello", 400, READ),
    ("half of a document", raw(document(task(answer=["o1"])))[:-9], 400, READ),
    ("two documents", raw(document()) * 2, 400, READ),
    ("not UTF-8", b'{"course":"\xff\xfe"}', 400, READ),
    ("a zip", b"PK\x03\x04" + bytes(200), 400, READ),
    ("deep nesting", DEEP, 400, READ),
    (
        "deep nesting in an answer",
        raw(document(task(answer=0))).replace(b": 0,", b": " + b"[" * 90_000 + b","),
        400,
        READ,
    ),
    ("a list", raw([document()]), 400, READ),
    ("a number", b"7", 400, READ),
    ("null", b"null", 400, READ),
    ("NaN as confidence", raw(document(task(answer=["o1"], confidence=float("nan")))), 400, READ),
    ("infinity as confidence", raw(document(task(answer=["o1"], confidence=float("inf")))), 400, READ),
    ("NaN as answer", raw(document(task(answer=float("nan")))), 400, READ),
    ("confidence of two", raw(document(task(answer=["o1"], confidence=2))), 400, READ),
    ("confidence below nought", raw(document(task(answer=["o1"], confidence=-0.1))), 400, READ),
    ("confidence as text", raw(document(task(answer=["o1"], confidence="1"))), 400, READ),
    ("confidence as a truth", raw(document(task(answer=["o1"], confidence=True))), 400, READ),
    ("edition as text", raw(document(task(answer=["o1"], edition="1"))), 400, READ),
    ("edition nought", raw(document(task(answer=["o1"], edition=0))), 400, READ),
    ("edition of a half", raw(document(task(answer=["o1"], edition=1.5))), 400, READ),
    ("variant as a number", raw(document(task(answer=["o1"], variant=3))), 400, READ),
    ("a long variant", raw(document(task(answer=["o1"], variant="v" * 41))), 400, READ),
    ("time without a zone", raw(document(task(answer=["o1"], changed="2026-11-24T12:00:00"))), 400, READ),
    ("time with a script", raw(document(task(answer=["o1"], changed=EVIL))), 400, READ),
    ("time with a line more", raw(document(task(answer=["o1"], changed=AT + "\n"))), 400, READ),
    ("an unknown field", raw(document(person="anna")), 400, READ),
    ("an unknown field of a task", raw(document(task(answer=["o1"], points=3))), 400, READ),
    ("a score sent along", raw(document(task(answer=["o1"], share=1.0))), 400, READ),
    ("history sent along", raw(document(task(answer=["o1"], seconds=3))), 400, READ),
    ("no course", raw(without("course")), 400, READ),
    ("no edition", raw(without("edition")), 400, READ),
    ("no tasks", raw(without("tasks")), 400, READ),
    ("a task without an id", raw(task_without("id")), 400, READ),
    ("a task without an answer", raw(task_without("answer")), 400, READ),
    ("tasks as a mapping", raw(document() | {"tasks": {"m1-load": ["o1"]}}), 400, READ),
    ("a task that is a text", raw(document("m1-load")), 400, READ),
    ("an id with a path", raw(document(task("../../keys"))), 400, READ),
    ("an id with a script", raw(document(task(EVIL))), 400, READ),
    ("an id in capitals", raw(document(task("M1-LOAD"))), 400, READ),
    ("an id that looks alike", raw(document(task("m1-l\u043ead"))), 400, READ),
    ("an id with a hidden sign", raw(document(task("m1-load\u200b"))), 400, READ),
    ("an id with a line more", raw(document(task("m1-load\n"))), 400, READ),
    ("an id with a zero byte", raw(document(task("m1-load\x00"))), 400, READ),
    ("an empty id", raw(document(task(""))), 400, READ),
    ("an id of a hundred letters", raw(document(task("m" * 100))), 400, READ),
    (
        "one task twice",
        raw(document(task(answer=["o1"]), task(answer=["o4"]))),
        400,
        "The hand-in names m1-load twice.",
    ),
    ("another course", raw(document(course="elsewhere")), 400, OTHER + "course 'elsewhere'"),
    ("another module", raw(document(module="02-recognising")), 400, OTHER + "module '02-recognising'"),
    ("the public edition", raw(document(edition="public")), 400, OTHER + "edition 'public'"),
    ("a course of a million letters", raw(document(course="x" * 900_000)), 400, OTHER + "course 'xxx"),
    ("an unknown task", raw(document(task("m1-nine", ["o1"]))), 400, "The hand-in holds 'm1-nine'"),
    ("a practice task", raw(document(task("m1-load-a", ["o2"]))), 400, "The hand-in holds 'm1-load-a'"),
    ("an entry question", raw(document(task("m1-entry-1", ["o2"]))), 400, "The hand-in holds 'm1-entry-1'"),
    ("a private note", raw(document(task("m1-note", "about somebody"))), 400, "The hand-in holds 'm1-note'"),
    (
        "two million bytes",
        raw(document(task("m1-rewrite", "x" * 2_000_000))),
        413,
        "This is larger than the 1,048,576 bytes",
    ),
    ("51 MB", b" " * 51_000_000, 413, LARGE),
]
# Taken, and worth nothing: name, task, answer. Each would earn something if it were read generously.
WORTHLESS: list[tuple[str, str, Any]] = [
    ("a choice as text", "m1-load", "o1"),
    ("a choice as a mapping", "m1-load", {"o1": True, "o4": True}),
    ("one option twice", "m1-load", ["o1", "o1"]),
    ("more than may be picked", "m1-load", ["o1", "o4", "o2"]),
    ("all options", "m1-load", ["o1", "o2", "o3", "o4", "o5"]),
    ("an option with a script", "m1-load", [EVIL]),
    ("nested options", "m1-load", [["o1"], ["o4"]]),
    ("a sort as a list of pairs", "m1-strategy", [["i1", "deact"]]),
    ("every column at once", "m1-strategy", {"i1": ["deact", "not", "cannot"]}),
    ("a column with a script", "m1-strategy", {"i1": EVIL}),
    ("an item that is not there", "m1-strategy", {"i1": "deact", "i99": "deact"}),
    ("the prototype's names", "m1-strategy", {"__proto__": "deact", "constructor": "deact"}),
    ("numbers as columns", "m1-strategy", {"i1": 0}),
    ("an order with one card twice", "m1-sequence", ["c8", "c8", "c5", "c7", "c6", "c4", "c1", "c2"]),
    ("an order cut short", "m1-sequence", ["c8", "c5"]),
    ("an order as text", "m1-sequence", "c8c5c7c6c4c1c2c3"),
    ("marks in the wrong order", "m1-channels", [[125, 95]]),
    ("marks beyond the trace", "m1-channels", [[95, 1250]]),
    ("marks with halves", "m1-channels", [[95.5, 125]]),
    ("marks as truths", "m1-channels", [[False, True]]),
    ("a hundred marks", "m1-channels", [[number, number + 1] for number in range(0, 200, 2)]),
    ("a number larger than any", "m1-channels", [[95, 10**300]]),
]
