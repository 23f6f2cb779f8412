"""What a simulation looks like while it is played and afterwards."""

from __future__ import annotations

import re
from typing import Any, cast

import msgspec
import pytest
from withinreach.content.kinds.simulation import SimulationKey, SimulationTask
from withinreach.content.scenes import Debrief, Offer, Play, Reading, Said, Scene, Turn
from withinreach.grading import score
from withinreach.render.task import review_html, stage_html, task_html
from withinreach.render.trends import trends
from withinreach.simulations.shell import Log, play
from withinreach.simulations.watch import MODEL

from tests.golden.table import loaded
from tests.unit.samples import Html, line

GRADED, KEY = cast("tuple[SimulationTask, SimulationKey]", loaded("simulation", "watch"))
PRACTICE = msgspec.structs.replace(GRADED, use="practice", attempts="open", points=None, keep="local", key=KEY)
EVIL = "<script>alert(1)</script>"


def stage(task: SimulationTask, *actions: str) -> str:
    return stage_html(task, play(MODEL, Log("owen", 0, actions)))


def moments(*values: float | None) -> list[list[Reading]]:
    return [[Reading("Strain", value, 0, 4)] for value in values]


def test_the_first_scene_says_what_is_played_against_what_and_offers_five_sentences() -> None:
    page = Html(stage(GRADED))

    assert "Played with a model, not a person; every answer in it is ours, author-set." in page.text
    assert "Measured against: asking on as if there were no clock" in page.text
    assert [box["value"] for box in page.all("input", type="radio")] == ["watch", "stop", "day", "who", "feel"]
    assert "Four sentences left." in page.text
    assert "Each sentence is final, also after a reload. When the last one is said, the debrief opens." in page.text
    assert page.all("svg") == []  # nothing has moved yet


def test_what_was_said_and_answered_stands_in_order_and_the_last_scene_is_the_present_one() -> None:
    html = stage(GRADED, "watch", "stop")
    page = Html(html)

    assert page.text.index("Where do you have to be?") < page.text.index("The nurse goes at ten to.")
    assert len(page.all("div", class_="scene now")) == 1
    assert html.index("scene now") > html.index("The nurse goes at ten to.")
    assert "Two sentences left." in page.text
    assert page.all("svg")[0]["aria-label"] == "Looks at his watch, from 0 to 3. 1, 1, 0."


@pytest.mark.parametrize("actions", [(), ("watch",), ("watch", "stop", "who")])
def test_nothing_hidden_and_no_points_are_on_the_page_before_the_end(actions: tuple[str, ...]) -> None:
    html = stage(PRACTICE, *actions)

    assert "Pull" not in html
    assert "point" not in Html(html).text
    assert "Looking back" not in html


def test_the_debrief_comes_in_words_with_both_courses_and_what_was_built_in_not_folded() -> None:
    html = stage(PRACTICE, "watch", "stop", "who", "day")
    page = Html(html)
    built_in = html[html.index('class="built-in"') :]

    assert "Looking backYou had four sentences. Owen answered three of them" in page.text
    assert page.text.index("Looking back") < page.text.index("One of the best")
    assert "Pull of the clock, from 0 to 6. Yours: 3, 2, 0, 1, 1; One of the best: 3, 2, 0, 0, 1." in html
    assert "This predicts no patient." in built_in
    assert html.count("<details") == html.count("<summary>As a table")
    assert "</details>" not in built_in
    assert [button["data-act"] for button in page.all("button")] == ["again"]
    assert page.all("input") == []


def test_a_graded_course_cannot_be_played_again() -> None:
    page = Html(stage(GRADED, "who"))

    assert page.all("button") == []
    assert "Played, and it stands. What it earned comes with the marked page." in page.text


def test_the_marked_page_gives_the_mark_and_the_debrief_that_the_page_had_opened() -> None:
    answer = {"variant": "owen", "seed": 0, "actions": ["watch", "day", "stop", "who"]}
    html = review_html(GRADED, KEY, answer, None, score(GRADED, KEY, answer, None))
    words = Html(html).text

    assert "3.4 of 4" in words
    assert "Earned by the answer itself: 86 %." in words
    live = stage(GRADED, "watch", "day", "stop", "who")
    debrief = re.compile(r'<div class="debrief".*?class="built-in">[^<]*</p></div>', re.DOTALL)
    assert debrief.findall(html) == debrief.findall(live) != []


@pytest.mark.parametrize(
    "answer,words",
    [
        (None, "No answer was committed."),
        (EVIL, "No answer was committed."),
        (
            {"variant": "owen", "seed": 0, "actions": ["watch"]},
            "Begun and not finished, after one step; it earns nothing.",
        ),
    ],
)
def test_a_course_that_was_not_played_to_its_end_says_so(answer: Any, words: str) -> None:
    page = Html(review_html(GRADED, KEY, answer, None, score(GRADED, KEY, answer, None)))

    assert words in page.text
    assert page.all("script") == []


def test_where_no_model_runs_the_task_says_how_far_it_has_come() -> None:
    page = Html(task_html(PRACTICE, line("x", {"variant": "owen", "seed": 0, "actions": ["watch", "stop"]})))

    assert "This exercise is played on the live page. So far: two sentences." in page.text


def test_a_model_of_two_parts_a_move_gets_two_groups_a_closed_offer_its_reason_and_one_alone_a_button() -> None:
    offers = (
        Offer("near", "nearer", "Distance"), Offer("back", "back", "Distance"), Offer("ask", "ask", "Stance"),
        Offer("look", "one look", "Stance", closed="four hours of sleep"), Offer("on", "Go on like this", alone=True),
    )  # fmt: skip
    page = Html(stage_html(PRACTICE, Play(Scene((Said("Ingrid", EVIL),), left="24 weeks left"), (), offers, "far")))

    assert len(page.all("fieldset")) == 2
    assert [box["name"] for box in page.all("input", type="radio")] == ["part-0", "part-0", "part-1", "part-1"]
    assert [box["value"] for box in page.all("input") if "disabled" in box] == ["look"]
    assert "one look four hours of sleep" in page.text
    assert [button.get("value") for button in page.all("button", type="submit")] == [None, "on"]
    assert page.all("script") == []


def test_a_missed_moment_leaves_a_gap_and_is_told_as_none() -> None:
    html = trends([("Yours", moments(0, None, 4)), ("Ours", moments(2, 2))])

    assert 'points="26,72 288,12"' in html  # the lowest and the highest of the scale, at both ends
    assert 'points="26,42 157,42"' in html  # two of three moments: half as far
    assert "Strain, from 0 to 4. Yours: 0, none, 4; Ours: 2, 2." in html
    assert Html(html).text.count("none") == 1
    assert trends([("", moments(1))]) == ""


def test_what_a_model_says_is_markdown_and_never_html() -> None:
    scene = Scene((Said("", "*A door.*"), Said(EVIL, EVIL)), posture=EVIL)
    turn = Turn(EVIL, scene, (Reading(EVIL, 1, 0, 2),))
    html = stage_html(PRACTICE, Play(scene, (turn,), (), EVIL, Debrief((EVIL,), (), EVIL)))

    assert Html(html).all("script") == []
    assert "<em>A door.</em>" in html
