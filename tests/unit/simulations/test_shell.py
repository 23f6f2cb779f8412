"""The shell: what it lets a model do, what it shows, and what it keeps back until the end."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest
from withinreach.content.errors import ContentError
from withinreach.content.scenes import Offer, Reading, Said, Scene
from withinreach.content.tasks import KINDS, Module
from withinreach.publish.build import plan
from withinreach.simulations import registry
from withinreach.simulations.shell import (
    LONGEST,
    Log,
    Reference,
    allowed,
    courses,
    finished,
    play,
    share,
    states,
    words_of,
)
from withinreach.simulations.watch import MODEL

from tests.conftest import CHECKOUT

PLACES = [Offer("near", "a little nearer", "Distance"), Offer("back", "a step back", "Distance")]
STANCES = [
    Offer("stay", "stay with it", "Stance"),
    Offer("ask", "ask", "Stance", closed="not after four hours of sleep"),
]


class Weeks:
    """A model of two parts a move, one part closed, and one button that stands alone: what later models will need."""

    variants: tuple[str, ...] = ()
    naive = "staying far"
    built_in = "Author-set. It predicts no patient."

    def start(self, variant: str | None, seed: int) -> tuple[str, ...]:
        return ()

    def offers(self, state: Any) -> Sequence[Offer]:
        return [*PLACES, *STANCES, Offer("on", "Go on like this", alone=True)]

    def act(self, state: tuple[str, ...], action: str) -> tuple[str, ...]:
        return (*state, action)

    def seen(self, state: tuple[str, ...]) -> Scene:
        return Scene((Said("Ingrid", f"Week {len(state) + 1}."),))

    def hidden(self, state: tuple[str, ...]) -> Sequence[Reading]:
        return (Reading("Strain", None if "on" in state else float(len(state)), 0, 3),)

    def over(self, state: tuple[str, ...]) -> bool:
        return len(state) == 2

    def value(self, log: Log) -> float:
        return float(sum(action.startswith("near") for action in log.actions)) - log.actions.count("on")

    def reference(self, variant: str | None, seed: int) -> Reference:
        return Reference(0, 2, ("near+stay", "near+stay"))

    def debrief(self, log: Log) -> Sequence[str]:
        return ["You went nearer."]


WEEKS = Weeks()


def test_an_action_takes_one_open_offer_of_each_group_or_stands_alone() -> None:
    assert allowed(WEEKS.offers(())) == ["near+stay", "back+stay", "on"]
    assert words_of(WEEKS.offers(()), "near+stay") == "a little nearer · stay with it"
    assert words_of(WEEKS.offers(()), "on") == "Go on like this"
    assert allowed([Offer("on", "x", alone=True)]) == ["on"]


@pytest.mark.parametrize(
    "log,words",
    [
        (Log("owen", 0, ("near+stay",)), "The model has no variant 'owen'; it has none."),
        (Log(None, 0, ("near",)), "Action 1, 'near', was not offered."),
        (Log(None, 0, ("near+ask",)), "Action 1, 'near+ask', was not offered."),
        (Log(None, 0, ("on", "on", "on")), "Action 3, 'on', was not offered."),
        (Log(None, 0, ("on",) * (LONGEST + 1)), "501 actions are more than a log holds; at most 500."),
    ],
)
def test_what_was_not_offered_is_refused_with_its_number(log: Log, words: str) -> None:
    with pytest.raises(ValueError) as refused:  # noqa: PT011  the whole sentence is read below
        states(WEEKS, log)
    assert str(refused.value) == words
    assert not finished(WEEKS, log)


def test_all_courses_of_two_moves_are_nine() -> None:
    assert len(list(courses(WEEKS, Log(None, 0)))) == 9


@pytest.mark.parametrize(
    "actions,earned", [(("near+stay", "near+stay"), 1), (("near+stay", "back+stay"), 0.5), (("on", "on"), 0)]
)
def test_a_share_is_cut_to_its_range(actions: tuple[str, ...], earned: float) -> None:
    assert share(WEEKS, Log(None, 0, actions)) == earned


def test_what_is_hidden_is_in_no_play_before_its_end() -> None:
    """Every course of the toy, at every moment before the last one."""
    for variant in MODEL.variants:
        for whole in courses(MODEL, Log(variant, 0)):
            for length in range(len(whole.actions)):
                begun = play(MODEL, Log(variant, 0, whole.actions[:length]))
                assert begun.debrief is None
                assert b"Pull" not in msgspec.json.encode(begun)
            assert b"Pull" in msgspec.json.encode(play(MODEL, whole))


def test_a_play_shows_each_turn_as_it_was_said_and_offers_nothing_when_it_is_over() -> None:
    begun, over = (play(WEEKS, Log(None, 0, actions)) for actions in (("on",), ("on", "near+stay")))

    assert [turn.said for turn in over.turns] == ["Go on like this", "a little nearer · stay with it"]
    assert begun.now.lines[0].words == "Week 2."
    assert len(begun.offers) == 5
    assert over.offers == ()
    assert over.debrief is not None
    assert [course.title for course in over.debrief.courses] == ["Yours", "One of the best"]
    assert over.debrief.courses[0].turns[0].hidden[0].value is None


def test_an_old_state_is_no_prophet() -> None:
    """What was seen at a moment does not depend on what was done later."""
    early = play(MODEL, Log("owen", 3, ("day",)))
    late = play(MODEL, Log("owen", 3, ("day", "stop", "watch", "who")))

    assert late.opening == early.opening
    assert late.turns[:1] == early.turns


def task_with(**others: Any) -> Module:
    raw = {"kind": "simulation", "id": "x-play", "edition": 1, "title": "t", "prompt": "p", "use": "practice"}
    task = msgspec.convert({**raw, "model": "watch", "variants": ["owen"], **others}, KINDS["simulation"])
    return Module("x", (task,))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "others,words",
    [
        ({"model": "clock"}, "(task x-play, field model): There is no model 'clock'. Accepted: watch."),
        ({"variants": ["ines"]}, "The model has no variant 'ines'; it has owen, tomasz."),
        ({"variants": []}, "The variant is not said. Accepted: owen, tomasz, one or several."),
        ({"given": ["hug"]}, "Action 1, 'hug', was not offered."),
    ],
)
def test_check_names_a_model_a_variant_and_an_action_that_there_is_not(others: dict[str, Any], words: str) -> None:
    with pytest.raises(ContentError) as refused:
        registry.check(Path("tasks.yaml"), task_with(**others))
    assert words in str(refused.value)


def test_check_is_content_with_what_there_is() -> None:
    registry.check(Path("tasks.yaml"), task_with(given=["watch"]))


def test_building_a_module_looks_at_its_models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WITHINREACH_KEYS", raising=False)
    course = CHECKOUT / "tests" / "pipeline" / "course"
    for folder in ("source", "keys"):
        shutil.copytree(course / folder, tmp_path / folder)
    for folder in ("release", "notebooks"):
        (tmp_path / folder).mkdir()
    tasks = next((tmp_path / "source").glob("*/tasks.yaml"))
    unknown = (
        "- {id: x-play, edition: 1, kind: simulation, use: practice, title: t, prompt: p, model: clock, key: {}}\n"
    )
    tasks.write_text(tasks.read_text(encoding="utf-8") + unknown, encoding="utf-8")

    assert [str(error) for error in plan(tmp_path).errors] == [
        "tasks.yaml (task x-play, field model): There is no model 'clock'. Accepted: watch."
    ]
