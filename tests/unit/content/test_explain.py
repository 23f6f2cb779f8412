"""A schema error in an author's words: where, what, and what would be accepted there."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from withinreach.content.explain import explain
from withinreach.content.keys import ChoiceKey, TextKey
from withinreach.content.tasks import ChoiceTask

TASK: dict[str, Any] = {
    "id": "x",
    "edition": 1,
    "kind": "choice",
    "use": "graded",
    "title": "t",
    "prompt": "p",
    "options": [{"id": "a", "text": "A"}, {"id": "b", "text": "B"}],
}
CRITERION = {"anchors": ["a", "b", "c"], "examples": ["x", "y", "z"]}


def said(model: type, data: Any) -> tuple[Any, str, str]:
    with pytest.raises(msgspec.ValidationError) as refused:
        msgspec.convert(data, model)
    return explain(refused.value, model, data)


def test_an_unknown_field_is_named_with_those_that_there_are() -> None:
    place, rule, accepted = said(ChoiceTask, TASK | {"colour": "red"})

    assert (place, rule) == (("colour",), "There is no field 'colour'.")
    assert accepted.startswith("the fields id, edition, title, prompt, use, ")


def test_a_missing_field_is_named_with_what_belongs_there() -> None:
    without = {name: value for name, value in TASK.items() if name != "edition"}

    expected = (("edition",), "The field 'edition' is missing.", "a whole number of at least 1.")
    assert said(ChoiceTask, without) == expected


def test_a_value_of_a_list_is_found_by_its_number() -> None:
    place, rule, accepted = said(ChoiceTask, TASK | {"outcomes": ["LO1", "LO9"]})

    assert (place, rule) == (("outcomes", 1), "'LO9' does not fit.")
    assert accepted == "LO1, LO2, LO3, LO4, LO5, LO6, LO7, LO8."


def test_a_field_inside_a_list_is_found() -> None:
    options = [{"id": "a", "text": "A"}, {"id": "B!", "text": "B"}]

    place, rule, accepted = said(ChoiceTask, TASK | {"options": options})

    assert (place, rule) == (("options", 1, "id"), "'B!' does not fit.")
    assert accepted == "small letters, digits and hyphens, beginning with a letter or digit, at most 41."


def test_an_entry_of_a_mapping_is_found_by_its_name() -> None:
    good = {"value": 1, "move": "none", "reason": "r"}

    found = said(ChoiceKey, {"options": {"a": good, "b": good | {"value": 2}}})

    assert found == (("options", "b", "value"), "2 does not fit.", "a number from 0 to 1.")


def test_a_list_of_another_length_is_explained() -> None:
    data = {"criteria": {"c1": CRITERION | {"anchors": ["a", "b"]}}, "model": "m"}

    place, _, accepted = said(TextKey, data)

    assert place == ("criteria", "c1", "anchors")
    assert accepted == "a list of exactly 3."


def test_a_long_value_is_cut() -> None:
    _, rule, _ = said(ChoiceTask, TASK | {"edition": "very long " * 20})

    # 57 characters of the value, its quotation mark among them, and the sign that there was more
    assert rule == "'very long very long very long very long very long very l… does not fit."


def test_every_field_of_a_task_can_be_explained() -> None:
    """None of the answers points to the guide: each says what belongs there."""
    for name in set(TASK) - {"kind"} | {"points", "confidence", "sibling", "cite", "keep", "attempts", "pick", "key"}:
        place, rule, accepted = said(ChoiceTask, TASK | {name: {"a": object}})
        assert place[0] == name
        assert rule
        assert "docs/" not in accepted
