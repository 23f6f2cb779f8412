"""A choice on a page: the form before, the reasons in order after."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest
from withinreach.content.keys import ChoiceKey
from withinreach.content.kinds.base import Differ
from withinreach.content.score import Score
from withinreach.content.tasks import ChoiceTask, Module
from withinreach.render.choice import reasons
from withinreach.render.task import review_html, task_html

from tests.unit.samples import TEXT_KEY, TWO_KEY, Html, line, sample_module

AUTHOR = "Author key, not yet read by another clinician."


@pytest.fixture
def module(tmp_path: Path) -> Module:
    return sample_module(tmp_path)


def choice(module: Module, task_id: str) -> ChoiceTask:
    task = module.task(task_id)
    assert isinstance(task, ChoiceTask)
    return task


def checked(page: Html) -> list[str | None]:
    return [box["value"] for box in page.all("input") if "checked" in box]


def order(html: str) -> list[tuple[str | None, str | None]]:
    """Option and the role whose heading is shown, for each reason from the top."""
    found: list[tuple[str | None, str | None]] = []
    for tag, attributes in Html(html).elements:
        if tag == "div" and attributes.get("class") == "reason":
            found.append((attributes["data-option"], None))
        if tag == "span" and "data-role" in attributes and "hidden" not in attributes:
            found[-1] = (found[-1][0], attributes["data-role"])
    return found


def test_one_of_several_is_asked_by_radio_buttons_named_by_their_text(module: Module) -> None:
    page = Html(task_html(choice(module, "p-one")))

    assert [box["value"] for box in page.all("input", type="radio", name="answer")] == ["o1", "o2", "o3", "o4"]
    assert page.all("input", type="checkbox") == []
    assert len(page.all("fieldset")) == len(page.all("legend")) == 1
    assert "Which one?" in page.text
    assert "Practice · one & only" in page.text
    assert "Stays with you" in page.text


def test_several_are_asked_by_check_boxes(module: Module) -> None:
    page = Html(task_html(choice(module, "g-two")))

    assert [box["value"] for box in page.all("input", type="checkbox", name="answer")] == ["a", "b", "c", "d"]
    assert "Graded · 3 points" in page.text
    assert "Your instructor sees this" in page.text


def test_confidence_is_asked_by_five_taps_in_graded_tasks_only(module: Module) -> None:
    several = Html(task_html(choice(module, "g-two")))
    one = Html(task_html(choice(module, "g-once")))

    assert [tap["value"] for tap in several.all("input", name="confidence")] == ["0.0", "0.25", "0.5", "0.75", "1.0"]
    assert "How much of this do you expect to have right?" in several.text
    assert "A guess" in several.text
    assert "How sure are you?" in one.text
    assert "Guessing" in one.text
    assert Html(task_html(choice(module, "p-one"))).all("input", name="confidence") == []


def test_the_answer_that_stands_is_shown_chosen(module: Module) -> None:
    page = Html(task_html(choice(module, "g-two"), line("g-two", ["d", "a"], confidence=0.75)))

    assert checked(page) == ["a", "d", "0.75"]
    assert checked(Html(task_html(choice(module, "g-two")))) == []


def test_a_final_answer_is_announced_before_it_is_given(module: Module) -> None:
    assert "This one is final: the answer you commit stands." in Html(task_html(choice(module, "g-once"))).text
    assert "You can change it until the due time" in Html(task_html(choice(module, "g-two"))).text


@pytest.mark.parametrize(
    "answer,expected",
    [
        (["o2"], [("o2", "yours"), ("o1", "rest"), ("o3", "rest"), ("o4", "rest")]),
        (["o3"], [("o3", "yours"), ("o2", "best"), ("o1", "rest"), ("o4", "rest")]),
        ([], [("o2", "best"), ("o1", "rest"), ("o3", "rest"), ("o4", "rest")]),
    ],
)
def test_your_reason_comes_first_then_the_best_then_the_rest(
    answer: list[str], expected: list[Any], module: Module
) -> None:
    task = choice(module, "p-one")
    assert task.key is not None

    assert order(reasons(task, task.key, answer)) == expected


def test_the_rest_is_folded(module: Module) -> None:
    task = choice(module, "p-one")
    assert task.key is not None
    first, folded = reasons(task, task.key, ["o4"]).split("<details>")

    assert [option for option, _ in order(first.removesuffix("</div>") + "</div></div>")] == ["o4", "o2"]
    assert "it can be defended" in first
    assert "He would have gone on." in first
    assert 'data-option="o1"' in folded
    assert 'data-option="o3"' in folded


@pytest.mark.parametrize(
    "changed,words",
    [
        ({}, AUTHOR),
        ({"authority": "published"}, "The key follows a published consensus."),
        (
            {"experts_differ": True, "differ": (Differ(because="he *waits*", other="he is late"),)},
            f"We chose this because he waits; the other is defensible when he is late.{AUTHOR}",
        ),
    ],
)
def test_whose_the_key_is_stands_below_the_reasons(changed: dict[str, Any], words: str, module: Module) -> None:
    task = choice(module, "p-one")
    key = msgspec.structs.replace(task.key, **changed)

    assert Html(reasons(task, key, ["o1"])).text.endswith(words)


def test_a_practice_task_carries_its_reasons_hidden_until_an_answer_is_committed(module: Module) -> None:
    task = choice(module, "p-one")
    (before,) = Html(task_html(task)).all("div", class_="answered")
    (after,) = Html(task_html(task, line("p-one", ["o1"]))).all("div", class_="answered")

    assert "hidden" in before
    assert "hidden" not in after
    assert after["aria-live"] == "polite"


def test_a_graded_task_carries_no_reasons_even_when_it_is_answered(module: Module) -> None:
    page = Html(task_html(choice(module, "g-two"), line("g-two", ["a"])))

    assert page.all("div", class_="reason") == page.all("div", class_="answered") == []


def review(module: Module, answer: Any, confidence: float | None = None, share: float = 0.5) -> Html:
    score = Score(points=2.2, maximum=3.0, share=share)
    return Html(review_html(choice(module, "g-two"), TWO_KEY, answer, confidence, score))


def test_a_marked_choice_says_points_expectation_and_what_the_answer_earned(module: Module) -> None:
    page = review(module, ["a", "b"], 0.75)

    assert "2.2 of 3" in page.text
    assert (
        "You expected: most of it. Earned by the answer itself: 50 % (each one that is not ours takes back" in page.text
    )
    assert "Four broken nights." in page.text
    assert page.all("form") == page.all("input") == []


def test_a_confidence_that_was_not_tapped_is_not_mentioned(module: Module) -> None:
    assert "You expected" not in review(module, ["a"]).text


@pytest.mark.parametrize("answer", [None, [], "a", 3, {"a": 1}, [["a"]], [None, 3, {}], True], ids=repr)
def test_a_marked_task_without_a_usable_answer_says_so_and_still_gives_every_reason(
    answer: Any, module: Module
) -> None:
    page = review(module, answer, share=0)

    assert "No answer was committed." in page.text
    assert len(page.all("div", class_="reason")) == 4


def test_an_option_that_there_is_not_is_not_shown(module: Module) -> None:
    html = review_html(
        choice(module, "g-two"), TWO_KEY, ["<script>alert(1)</script>"], None, Score(points=0.0, maximum=3.0, share=0.0)
    )

    assert "script" not in html
    assert len(Html(html).all("div", class_="reason")) == 4


def test_only_machine_marked_tasks_are_reviewed_here(module: Module) -> None:
    with pytest.raises(TypeError, match="w-text is not marked by machine"):
        review_html(module.task("w-text"), TEXT_KEY, "text", None, Score(points=0.0, maximum=3.0, share=0.0))


def test_a_key_of_an_author_cannot_break_the_page(module: Module) -> None:
    hostile = {"value": 1, "move": "none", "reason": "</div><script>x</script>"}
    options = {option: hostile | {"value": value} for option, value in {"a": 1, "b": 0, "c": 0, "d": 1}.items()}
    key = msgspec.convert({"options": options}, ChoiceKey)

    page = Html(reasons(choice(module, "g-two"), key, ["a"]))

    assert page.all("script") == []
