"""The recipes that ship and the graded one: each trace holds what its file says was built in, and nothing else."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from withinreach.simulations.interviews import Interview, interview_from, interviews, read_interviews
from withinreach.simulations.two_channels import Trace, level, parted, simulate

from tests.conftest import CHECKOUT

ALL = interviews() | read_interviews(CHECKOUT / "keys" / "two-channels.yaml")
PARTED = [(name, stretch) for name, interview in ALL.items() for stretch in interview.stretches]
UP = 0.5
"""The rise in µS that the files promise."""


def trace(name: str) -> Trace:
    return simulate(ALL[name].recipe)


def decoys(kind: str) -> list[tuple[str, tuple[int, int]]]:
    return [(name, decoy.at) for name, interview in ALL.items() for decoy in interview.decoys if decoy.kind == kind]


def test_the_course_has_four_traces_and_one_that_is_graded() -> None:
    assert [(name, one.name, len(one.stretches)) for name, one in ALL.items()] == [
        ("ingrid", "Ingrid", 1),
        ("owen", "Owen", 2),
        ("henrik", "Henrik", 0),
        ("together", "Paul", 0),
        ("m1-channels", "", 4),
    ]


@pytest.mark.parametrize("name, stretch", PARTED)
def test_in_a_stretch_the_skin_stands_half_a_microsiemens_above_the_seconds_before_it(
    name: str, stretch: tuple[int, int]
) -> None:
    start, end = stretch
    skin = trace(name).skin
    climbed = skin[start + 3 : end] - skin[start - 10 : start].mean()
    assert (climbed >= UP).mean() >= 0.8


@pytest.mark.parametrize("name, stretch", PARTED)
def test_in_a_stretch_the_report_is_flat(name: str, stretch: tuple[int, int]) -> None:
    assert np.ptp(trace(name).report[stretch[0] - 5 : stretch[1] + 5]) == 0


@pytest.mark.parametrize("name", ALL)
def test_outside_the_stretches_nothing_stays_up_for_six_seconds_under_a_flat_report(name: str) -> None:
    found = trace(name)
    up = found.skin >= level(found) + UP
    for place in (*ALL[name].stretches, *(place for who, place in decoys("said") if who == name)):
        up[slice(*place)] = False
    assert [second for second in range(354) if up[second : second + 6].all()] == []


@pytest.mark.parametrize("name", ALL)
def test_the_rule_finds_what_was_built_in_and_nothing_else(name: str) -> None:
    # To three seconds at either end: the skin needs a second or two to climb, and fades before the stretch is over.
    found = parted(trace(name), rise=UP)
    assert np.array(found).shape == np.array(ALL[name].stretches).shape
    assert np.abs(np.array(found) - np.array(ALL[name].stretches)).max(initial=0) <= 3


@pytest.mark.parametrize("name, place", decoys("slip"))
def test_a_slip_reads_nothing_for_exactly_the_seconds_that_the_file_names(name: str, place: tuple[int, int]) -> None:
    assert place[1] - place[0] == 4
    assert np.flatnonzero(trace(name).skin == 0.0).tolist() == list(range(*place))


def test_the_device_slips_only_where_a_file_says_so() -> None:
    assert [name for name in ALL if (trace(name).skin == 0).any()] == [name for name, _ in decoys("slip")]


@pytest.mark.parametrize("name, place", decoys("calm"))
def test_at_a_hot_question_that_leaves_him_calm_neither_channel_moves(name: str, place: tuple[int, int]) -> None:
    found = trace(name)
    assert found.skin[slice(*place)].max() < level(found) + 0.3
    assert np.ptp(found.report[slice(*place)]) == 0


@pytest.mark.parametrize("name, place", decoys("said"))
def test_where_it_is_said_the_skin_climbs_and_the_rating_falls_within_ten_seconds(
    name: str, place: tuple[int, int]
) -> None:
    found = trace(name)
    assert found.skin[slice(*place)].max() >= level(found) + 2 * UP - 0.1
    assert found.report[place[0] + 10] < found.report[place[0]]


def test_henriks_small_responses_stay_below_three_tenths() -> None:
    assert max(size for _, size in ALL["henrik"].recipe.responses) < 0.3


def test_the_graded_trace_is_not_flat_all_the_way() -> None:
    assert len(set(ALL["m1-channels"].recipe.ratings)) >= 3


@pytest.mark.parametrize("name", ALL)
def test_five_to_eight_topics_in_five_words_or_fewer(name: str) -> None:
    topics = ALL[name].topics
    assert 5 <= len(topics) <= 8
    assert max(len(topic.words.split()) for topic in topics) <= 5


@pytest.mark.parametrize("name, stretch", PARTED)
def test_a_stretch_begins_within_ten_seconds_of_its_question(name: str, stretch: tuple[int, int]) -> None:
    assert min(abs(topic.at - stretch[0]) for topic in ALL[name].topics) <= 10


def made(**fields: Any) -> Interview:
    return interview_from({"seed": 1, "ratings": [6] * 18, "topics": [{"at": 0, "words": "the house"}]} | fields)


def test_what_was_asked_about_holds_until_the_next_question() -> None:
    asked = made(topics=[{"at": 0, "words": "the house"}, {"at": 40, "words": "school"}])
    assert [asked.topic_at(second) for second in (0, 39, 40, 359)] == ["the house", "the house", "school", "school"]


@pytest.mark.parametrize(
    "fields, words",
    [
        ({"strecthes": [[1, 20]]}, "There is no field 'strecthes' in an interview. Its fields are name, seed,"),
        ({"topics": []}, "The topics begin at []; the first begins at second 0"),
        ({"topics": [{"at": 5, "words": "a"}]}, "The topics begin at [5]; the first begins at second 0"),
        ({"topics": [{"at": 0, "words": "one two three four five six"}]}, "has more than five words or none."),
        ({"topics": [{"at": 0}]}, "The field topics cannot be read: Object missing required field `words`"),
        ({"stretches": [[20, 10]]}, "A stretch or decoy runs from 20 to 10; it lies between 0 and 360"),
        ({"decoys": [{"kind": "storm", "at": [1, 9]}]}, "The field decoys cannot be read: Invalid enum value 'storm'"),
        ({"ratings": [6]}, "There are 1 ratings; 18 are needed."),
    ],
)
def test_a_broken_interview_is_refused_in_words(fields: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=r"\.") as refused:
        made(**fields)
    assert words in str(refused.value)


def test_a_broken_file_names_itself_and_the_interview(tmp_path: Any) -> None:
    file = tmp_path / "traces.yaml"
    file.write_text("ingrid:\n  seed: 1\n  ratings: [6]\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"traces\.yaml, ingrid: There are 1 ratings"):
        read_interviews(file)
