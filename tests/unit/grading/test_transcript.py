"""What stands beside a transcript's mark, and any JSON as an answer to it."""

from __future__ import annotations

from typing import Any, cast

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from withinreach.content.answers import Line
from withinreach.content.hearing import compare
from withinreach.content.kinds.transcript import TranscriptKey, TranscriptTask
from withinreach.content.load import load_keys, load_module
from withinreach.grading import score, transcript
from withinreach.render.task import review_html, task_html

from tests.conftest import CHECKOUT
from tests.golden.table import loaded
from tests.unit.grading.marking import CONFIDENCE, any_json, in_range

REFUSED: list[tuple[str, Any, str]] = [
    ("ingrid", ["t2"], "invalid answer: not a mapping of turns to tags"),
    ("ingrid", {"t1": ["D"]}, "invalid answer: a turn that cannot be tagged, or that was given"),
    ("given", {"v1": ["D"]}, "invalid answer: a turn that cannot be tagged, or that was given"),
    ("ingrid", {"t2": "D"}, "invalid answer: tags that are no list of letters"),
    ("ingrid", {"t2": [["D"]]}, "invalid answer: tags that are no list of letters"),
    ("ingrid", {"t2": ["X"]}, "invalid answer: a tag that the task does not have, or one twice"),
    ("mixed", {"q1": ["W", "W"]}, "invalid answer: a tag that the task does not have, or one twice"),
    ("mixed", {"q1": ["W", "C", "P"]}, "invalid answer: 3 tags in a turn where 2 may be"),
]


def pair(name: str) -> tuple[TranscriptTask, TranscriptKey]:
    return cast("tuple[TranscriptTask, TranscriptKey]", loaded("transcript", name))


@pytest.mark.parametrize("name,answer,words", REFUSED)
def test_an_answer_that_cannot_be_scored_earns_nothing_and_says_why(name: str, answer: Any, words: str) -> None:
    found = score(*pair(name), answer, 1.0)

    assert (found.points, found.share, found.flags) == (0.0, 0.0, (words,))


def test_each_turn_with_something_to_hear_is_a_part_and_so_is_a_tag_too_many() -> None:
    parts = transcript.parts(*pair("ingrid"), {"t2": ["D"], "t6": ["D"], "t8": ["D"], "t10": ["D"], "t14": ["R"]})

    shares = [(part.id, part.share) for part in parts]
    assert shares == [("t2", 1.0), ("t4", 0.0), ("t6", 0.0), ("t8", 0.25), ("t12", 0.0), ("t14", 0.0)]
    assert parts[2].reason.startswith("A choir is a choir")
    assert parts[5].reason == ""


def test_a_turn_that_is_asked_for_two_tags_is_one_part() -> None:
    parts = transcript.parts(*pair("mixed"), {"q1": ["W", "P"]})

    assert [(part.id, part.share) for part in parts] == [("q1", (1 + 0.25) / 2), ("q2", 0.0)]


def test_a_gate_finds_the_tags_of_a_turn_or_none() -> None:
    assert transcript.places(pair("gated")[0], {"g2": ["R"]}) == {"g1": ("none",), "g2": ("R",), "g3": ("none",)}
    assert transcript.places(pair("mixed")[0], {"q1": ["W", "C"]})["q1"] == ("W", "C")


def test_a_gate_is_passed_where_one_of_two_tags_is_asked_for() -> None:
    task, key = pair("mixed")
    gated = msgspec.convert(
        msgspec.to_builtins(key)
        | {"gate": [{"when": [{"item": "q1", "not_in": ["C"]}], "cap": 0.1, "practise": "y", "words": "Ask."}]},
        TranscriptKey,
    )

    assert score(task, gated, {"q1": ["W", "C"]}, None).gates == ()
    assert score(task, gated, {"q1": ["W", "P"]}, None).gates == ("Ask.",)


def test_every_way_a_turn_can_stand_has_its_name() -> None:
    ingrid = compare(*pair("ingrid"), {"t2": ["D"], "t4": ["F"], "t6": ["D"], "t10": ["R"], "t14": ["R"]})
    beside = compare(*pair("beside"), {"b2": ["P"], "b4": ["P"], "b5": ["P"]})
    mixed = compare(*pair("mixed"), {"q1": ["W", "P"]})

    assert ingrid.roles == {
        "t2": "same", "t4": "wrong", "t6": "false", "t8": "missed", "t10": "also", "t12": "missed", "t14": "asked",
    }  # fmt: skip
    assert [beside.roles[turn] for turn in ("b2", "b3", "b4", "b5", "b7")] == [
        "served", "near", "same", "false", "missed",
    ]  # fmt: skip
    assert mixed.roles == {"q1": "part", "q2": "missed", "q3": "clear"}


def test_a_missed_risk_stands_first_then_tags_too_many_then_other_tags_then_what_was_passed_over() -> None:
    """In the order of the transcript t4, t6, t8, t12 and t14 differ; whatever t12 was tagged as, it stands first."""
    answer = {"t2": ["D"], "t4": ["F"], "t6": ["D"], "t12": ["D"], "t14": ["R"]}

    assert compare(*pair("ingrid"), answer).differences == ("t12", "t6", "t4", "t8", "t14")
    assert compare(*pair("ingrid"), {"t10": ["D"]}).differences == ("t12", "t2", "t4", "t8")


GALLERY = CHECKOUT / "tests" / "gallery"


def test_a_missed_ring_road_caps_the_hour_and_says_what_to_ask() -> None:
    """All but the risk is heard: 3 of 4, capped at a half; the words are those for the supervision notebook."""
    module = load_module(GALLERY, "x")
    keys = load_keys(GALLERY / "keys.yaml", module)
    heard = {"t2": ["D"], "t4": ["D"], "t8": ["F"]}

    found = score(module.task("t-spot"), keys["t-spot"], heard, 0.5)

    assert found.share == 0.5
    assert found.points == pytest.approx(5 * (0.45 + 0.1))
    assert found.gates[0].startswith("The ring road at four is a place and an hour.")
    assert score(module.task("t-spot"), keys["t-spot"], heard | {"t12": ["R"]}, 1).points == 5


INGRID, KEY = pair("ingrid")
IDS = ["t1", "t2", "t4", "t6", "t10", "t12", "t99", "__proto__", ""]
ANY_JSON = any_json(IDS, words="DFRX")
TAGGED = st.dictionaries(
    st.sampled_from([turn.id for turn in INGRID.open_turns]), st.lists(st.sampled_from("DFR"), max_size=1)
)


@settings(max_examples=300, deadline=None)
@given(answer=ANY_JSON | TAGGED, confidence=CONFIDENCE)
def test_any_json_is_marked_in_range_and_the_same_twice(answer: Any, confidence: Any) -> None:
    assert in_range(INGRID, KEY, answer, confidence).maximum == 5


@settings(max_examples=150, deadline=None)
@given(answer=ANY_JSON | TAGGED)
def test_any_json_can_be_shown_on_the_marked_page_and_on_the_page_it_came_from(answer: Any) -> None:
    line = Line(at="2026-11-24T12:00:00Z", task="x", edition=1, answer=answer)
    practice = msgspec.structs.replace(INGRID, use="practice", points=None, confidence=False, key=KEY)

    pages = [review_html(INGRID, KEY, answer, None, score(INGRID, KEY, answer, None))]
    pages += [task_html(task, line) for task in (INGRID, practice)]
    assert all(page.startswith('<section class="task"') for page in pages)


@settings(max_examples=200, deadline=None)
@given(answer=TAGGED, turn=st.sampled_from(["t2", "t4", "t8", "t12"]))
def test_hearing_what_there_is_never_costs(answer: dict[str, list[str]], turn: str) -> None:
    better = answer | {turn: list(KEY.turns[turn].tags)}

    assert score(INGRID, KEY, better, 0.5).points >= score(INGRID, KEY, answer, 0.5).points


@settings(max_examples=200, deadline=None)
@given(answer=TAGGED, tag=st.sampled_from([[], ["D"], ["F"], ["R"]]))
def test_a_turn_that_may_be_tagged_or_not_changes_no_mark(answer: dict[str, list[str]], tag: list[str]) -> None:
    assert score(INGRID, KEY, answer | {"t10": tag}, 0.5).points == score(INGRID, KEY, answer, 0.5).points
