"""The hand-in: only what belongs in it, and nothing else is taken."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from withinreach.content.handin import LIMIT, HandIn, HandInError, Receipt, build, digest, encode, parse
from withinreach.content.tasks import Module

from tests.unit.samples import line, sample_module


@pytest.fixture
def module(tmp_path: Path) -> Module:
    return sample_module(tmp_path)


def hand_in(module: Module) -> HandIn:
    state = {
        "w-text": line("w-text", "Some “words”.", at="2026-11-23T20:00:00Z", seconds=300),
        "p-one": line("p-one", ["o1"]),
        "n-note": line("n-note", "a private thing"),
        "gone": line("gone", "a task that there is not any more"),
        "g-two": line("g-two", ["a", "d"], edition=2, confidence=0.75, seconds=41.5),
    }
    return build("within-reach", module, "workshop", state)


def document(module: Module) -> dict[str, Any]:
    raw: dict[str, Any] = json.loads(encode(hand_in(module)))
    return raw


def test_only_tasks_that_are_handed_in_go_in_without_seconds_whatever_the_journal_holds(module: Module) -> None:
    assert document(module) == {
        "course": "within-reach",
        "module": "01-foundations",
        "edition": "workshop",
        "tasks": [
            {
                "id": "g-two",
                "edition": 2,
                "variant": None,
                "answer": ["a", "d"],
                "confidence": 0.75,
                "changed": "2026-11-23T21:04:09Z",
            },
            {
                "id": "w-text",
                "edition": 1,
                "variant": None,
                "answer": "Some “words”.",
                "confidence": None,
                "changed": "2026-11-23T20:00:00Z",
            },
        ],
    }


def test_what_was_encoded_is_parsed_to_the_same(module: Module) -> None:
    given = hand_in(module)

    assert parse(encode(given)) == given
    assert given.task("g-two") is not None
    assert given.task("p-one") is None


def test_equal_hand_ins_have_equal_hashes_and_others_have_not(module: Module) -> None:
    one, two = encode(hand_in(module)), encode(parse(encode(hand_in(module))))

    assert digest(one) == digest(two)
    assert digest(one) != digest(one.replace(b"0.75", b"0.5"))
    # `printf '' | sha256sum`
    assert digest(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def sent(module: Module, **changed: Any) -> bytes:
    """The document with other values in its first task."""
    raw = document(module)
    raw["tasks"][0] |= changed
    return json.dumps(raw).encode()


WRONG: dict[str, dict[str, Any]] = {
    "an unknown field": {"seconds": 12},
    "a confidence above 1": {"confidence": 1.5},
    "a confidence below 0": {"confidence": -0.1},
    "a confidence in words": {"confidence": "sure"},
    "a confidence that is true": {"confidence": True},
    "a time without a date": {"changed": "21:04"},
    "a time in another zone": {"changed": "2026-11-23T21:04:09+01:00"},
    "a time with a line after it": {"changed": "2026-11-23T21:04:09Z\n"},
    "an edition of nothing": {"edition": 0},
    "an id that is a path": {"id": "../../etc/passwd"},
    "an id with a line after it": {"id": "g-two\n"},
    "a variant without end": {"variant": "b" * 41},
    "an answer that is no number": {"answer": float("nan")},
    "an answer without bounds": {"answer": [float("inf")]},
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_a_value_outside_its_range_is_refused_with_the_way_out(wrong: dict[str, Any], module: Module) -> None:
    with pytest.raises(HandInError) as refused:
        parse(sent(module, **wrong))

    assert str(refused.value).startswith("The hand-in could not be read: ")
    assert str(refused.value).endswith("Reload the module and hand in again.")


@pytest.mark.parametrize(
    "raw",
    [b"", b"not json", b"[]", b"null", b"\xff\xfe{}", b'{"course": 1e999}', b"[" * 200_000],
    ids=["nothing", "words", "a list", "null", "not UTF-8", "a number too large", "nested too deep"],
)
def test_what_is_no_document_is_refused(raw: bytes) -> None:
    with pytest.raises(HandInError, match="The hand-in could not be read: "):
        parse(raw)


def test_an_answer_nested_too_deep_is_refused_and_does_not_end_the_program(module: Module) -> None:
    raw = sent(module, answer="HERE").replace(b'"HERE"', b"[" * 100_000 + b"]" * 100_000)

    with pytest.raises(HandInError, match="The hand-in could not be read: "):
        parse(raw)


@pytest.mark.parametrize("name", ["course", "module", "edition", "tasks"])
def test_a_missing_field_is_named(name: str, module: Module) -> None:
    raw = document(module)
    del raw[name]

    with pytest.raises(HandInError, match=f"missing required field `{name}`"):
        parse(json.dumps(raw).encode())


def test_a_field_that_does_not_belong_in_the_document_is_refused(module: Module) -> None:
    with pytest.raises(HandInError, match="unknown field `history`"):
        parse(json.dumps(document(module) | {"history": []}).encode())


def test_one_task_twice_is_refused_by_name(module: Module) -> None:
    raw = document(module)
    raw["tasks"].append(raw["tasks"][0])

    with pytest.raises(HandInError) as refused:
        parse(json.dumps(raw).encode())

    assert str(refused.value) == "The hand-in names g-two twice. Reload the module and hand in again."


def test_the_largest_hand_in_is_taken_and_one_byte_more_is_not(module: Module) -> None:
    room = LIMIT - len(sent(module, answer=""))
    assert len(sent(module, answer="x" * room)) == LIMIT == 1_048_576
    assert parse(sent(module, answer="x" * room))

    with pytest.raises(HandInError) as refused:
        parse(sent(module, answer="x" * (room + 1)))

    said = "The hand-in has 1,048,577 bytes; at most 1,048,576 are taken. Shorten the longest written answer."
    assert str(refused.value) == said


def test_a_receipt_can_be_read_out_by_eight_signs() -> None:
    receipt = Receipt(module="m", version=1, received="2026-11-23T21:04:09Z", sha256="0123456789abcdef" * 4, tasks=2)

    assert receipt.code == "01234567"
