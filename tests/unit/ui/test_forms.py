"""One form after another, and one instead of another: what the page may ask for, what is kept, what counts."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from withinreach.content import handin
from withinreach.content.handin import HandIn
from withinreach.content.keys import Key
from withinreach.content.load import load_keys, load_module
from withinreach.content.tasks import Module
from withinreach.grading import score_hand_in
from withinreach.grading.practice import practice_share
from withinreach.nbgrader_plugins.autograde import outputs
from withinreach.render.marked import MarkedPage, marked_page
from withinreach.ui.choice import Choice
from withinreach.ui.keeping import Kept, Nowhere
from withinreach.ui.module import OpenModule
from withinreach.ui.order import Order
from withinreach.ui.returning import FromBefore
from withinreach.ui.sort import Sort

from tests.conftest import CHECKOUT
from tests.unit.returning import MONDAY, NAMES, WRONG, answered, line, loaded, modules
from tests.unit.samples import Html

GALLERY = CHECKOUT / "tests" / "gallery"
MODULE = load_module(GALLERY, "01-foundations")
KEYS = load_keys(GALLERY / "keys.yaml", MODULE)
FIRST, SECOND, _ = NAMES
DAY = timedelta(days=1)
RIGHT = {"a": ["o1"], "b": ["o2"], "c": ["o3"]}


class Here:
    """A person: a data folder of their own, opened as often as one likes."""

    def __init__(self, data: Path) -> None:
        self.data = data

    def opens(self, task: str) -> Any:
        return OpenModule(MODULE, Kept(MODULE, self.data)).task(task)

    def lines(self) -> list[dict[str, Any]]:
        file = self.data / "within-reach" / MODULE.name / "answers.jsonl"
        return [json.loads(line) for line in file.read_text("utf-8").splitlines()] if file.exists() else []

    def hand_in(self) -> HandIn:
        return handin.build("within-reach", MODULE, "workshop", Kept(MODULE, self.data).state())


@pytest.fixture
def here(tmp_path: Path) -> Here:
    return Here(tmp_path / "data")


def says(component: Any, **message: Any) -> dict[str, Any]:
    found: dict[str, Any] = component._reply_to(message)
    return found


def commit(component: Any, answer: Any, confidence: float | None = None) -> dict[str, Any]:
    return says(component, type="commit", answer=answer, confidence=confidence)


def test_one_form_follows_another_and_each_is_answered_by_its_own_key(here: Here) -> None:
    task = here.opens("f-cup-b")
    assert (task.setting["form"], task.setting["forms"], task.setting["draft"]) == ("a", ["a", "b", "c"], "f-cup-b")
    shown = []

    for letter, follows in (("a", "b"), ("b", "c"), ("c", "a")):
        if letter != "a":
            assert says(task, type="another", form=letter) == {"type": "turned", "form": letter}
        assert task.setting["form"] == letter
        assert task.state == {}
        assert f'data-form="{follows}"' in task.html
        assert commit(task, RIGHT[letter])["type"] == "saved"
        assert [name for name, value in task.setting["key"].items() if value == 1] == RIGHT[letter]
        shown.append(task.html)

    assert len(set(shown)) == 3
    assert [line["variant"] for line in here.lines()] == [None, "b", "c"]
    standing = Kept(MODULE, here.data).line(MODULE.task("f-cup-b"))
    assert standing is not None
    assert practice_share(MODULE.task("f-cup-b"), standing) == 1.0


def test_what_was_answered_stands_in_its_own_form_after_a_reload(here: Here) -> None:
    task = here.opens("f-cup-b")
    says(task, type="another", form="b")
    commit(task, ["o3"])
    says(task, type="another", form="c")

    again = here.opens("f-cup-b")

    assert (again.setting["form"], again.state["answer"]) == ("b", ["o3"])
    assert says(again, type="another", form="c")["type"] == "turned"
    assert again.state == {}
    says(again, type="another", form="b")
    assert again.state["answer"] == ["o3"]


@pytest.mark.parametrize("form", ["d", "", None, 1, ["b"], {"b": 1}, "another", "A"])
def test_a_form_that_there_is_not_is_refused_in_words_and_nothing_changes(here: Here, form: Any) -> None:
    task = here.opens("f-cup-b")
    before = (task.html, task.setting, task.state)

    reply = says(task, type="another", form=form)

    assert reply["type"] == "refused"
    assert reply["words"].startswith("Not changed: there is no such form")
    assert (task.html, task.setting, task.state) == before


def test_an_answer_to_another_form_is_no_answer_to_this_one(here: Here) -> None:
    """Ids may be the same in both; what the page sends belongs to the form that it shows."""
    task = here.opens("f-cup-b")
    says(task, type="another", form="b")

    assert commit(task, ["o9"])["type"] == "refused"
    assert here.lines() == []


def test_a_form_of_a_later_edition_that_was_taken_away_is_shown_as_given_earlier(here: Here) -> None:
    keeping = Kept(MODULE, here.data)
    keeping.keep(MODULE.task("f-cup-b"), ["o1"], None, None, "z")

    task = here.opens("f-cup-b")

    assert (task.setting["form"], task.state["earlier"], task.state["answer"]) == ("a", True, ["o1"])


def test_the_public_edition_turns_as_well_and_keeps_nothing() -> None:
    task = Choice(MODULE.task("f-cup-b"), Nowhere())

    assert says(task, type="another", form="c")["type"] == "turned"
    assert commit(task, ["o3"])["stored"] is False


def test_a_graded_form_is_drawn_once_and_stays(here: Here) -> None:
    drawn = {here.opens("f-call").setting["form"] for _ in range(4)}

    assert len(drawn) == 1
    assert drawn <= {"a", "b"}


def test_whoever_leaves_one_out_takes_the_other_until_something_is_committed(here: Here) -> None:
    task = here.opens("f-call")
    drawn = task.setting["form"]
    assert task.setting["forms"] == [drawn, "c"]
    assert "Leave this one out" in task.html

    assert says(task, type="another", form="c")["type"] == "turned"
    assert "Three people change the date" in task.html
    assert says(task, type="another", form=drawn)["type"] == "turned"
    other = "b" if drawn == "a" else "a"
    assert says(task, type="another", form=other)["type"] == "refused"  # the draw is not the person's to change
    says(task, type="another", form="c")
    assert commit(task, {"i1": "now", "i2": "today", "i3": "never"}, 1.0)["type"] == "saved"

    assert "data-form" not in task.html
    for window in (task, here.opens("f-call")):
        reply = says(window, type="another", form=drawn)
        assert reply["type"] == "refused"
        assert "is committed, and it counts" in reply["words"]
    (given,) = here.hand_in().tasks
    assert (given.id, given.variant) == ("f-call", "c")


def test_a_window_left_open_cannot_turn_after_another_has_committed(here: Here) -> None:
    first, second = here.opens("f-call"), here.opens("f-call")
    commit(first, {"i1": "today"}, 0.5)

    assert says(second, type="another", form="c")["type"] == "refused"


def one_task(variant: str | None, answer: Any) -> tuple[Module, dict[str, Key], HandIn]:
    task = MODULE.task("f-call")
    given = handin.HandInTask(
        id="f-call",
        edition=task.edition,
        variant=variant,
        answer=answer,
        confidence=1.0,
        changed="2026-11-28T21:00:00Z",
    )
    module = Module(MODULE.name, (task,))
    return (
        module,
        {"f-call": KEYS["f-call"]},
        HandIn(course="within-reach", module=MODULE.name, edition="workshop", tasks=(given,)),
    )


@pytest.mark.parametrize(
    "variant, share, gates",
    # "today" for the first: the risk missed in a and b, one answer of three wrong and no gate in c
    [(None, 0.5, 1), ("b", 0.5, 1), ("c", 2 / 3, 0)],
)
def test_a_mark_comes_from_the_key_of_the_form_that_was_answered(variant: str | None, share: float, gates: int) -> None:
    module, keys, given = one_task(variant, {"i1": "today", "i2": "today", "i3": "never"})

    found = score_hand_in(module, keys, given)["f-call"]

    assert found.share == pytest.approx(share)
    assert len(found.gates) == gates


def test_an_unknown_form_earns_nothing_and_says_so() -> None:
    module, keys, given = one_task("q", {"i1": "now"})

    assert score_hand_in(module, keys, given)["f-call"].flags == ("there is no variant 'q' of this task",)


def test_the_marked_page_shows_the_form_that_was_answered_by_its_letter_alone() -> None:
    module, keys, given = one_task("c", {"i1": "now", "i2": "today", "i3": "never"})
    page = MarkedPage(
        module=module, title="One", person="p", marked_at="2026-11-30T09:00:00Z", hand_in=given, keys=keys,
        scores=score_hand_in(module, keys, given), written={},
    )  # fmt: skip

    text = Html(marked_page(page)).text

    assert "2 of 2 · form c" in text
    assert "The third time is a sentence." in text
    assert "given his dog" not in text
    assert "Leave this one out" not in text


def test_the_instructors_review_names_the_form_by_its_letter_and_holds_one_mark() -> None:
    module, keys, given = one_task("c", {"i1": "now", "i2": "today", "i3": "never"})
    (task,) = module.tasks

    shown, mark = outputs(task, keys[task.id], given.task(task.id), score_hand_in(module, keys, given)[task.id])

    assert "form c" in shown.data["text/html"]
    assert "The third time is a sentence." in shown.data["text/html"]
    assert mark.data == {"text/plain": "2.0"}


def test_cards_are_shuffled_anew_in_each_form(tmp_path: Path) -> None:
    """The order of the cards comes from the seed, the task and the form: nothing of one form tells of the other."""
    task = MODULE.task("o-visit-a")
    forms = {letter: {"prompt": f"Once more, {letter}."} for letter in "bcdefghij"}
    dealt = Order(replace(task, another=forms), Kept(MODULE, tmp_path))
    orders = set()
    for letter in ["a", *forms]:
        says(dealt, type="another", form=letter)
        orders.add(tuple(card.id for card in dealt._task.cards))

    assert len(orders) > 1
    assert all(sorted(order) == sorted(card.id for card in task.cards) for order in orders)


def test_a_task_with_one_form_offers_no_other() -> None:
    task = Sort(MODULE.task("s-ring-a"), Nowhere())

    assert task.setting["forms"] == []
    assert "data-form" not in task.html
    assert says(task, type="another", form="a")["type"] == "refused"


def test_what_comes_back_comes_in_the_next_form_where_there_are_several(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("WITHINREACH_DESK_URL", raising=False)
    folder, data = modules(tmp_path / "release"), tmp_path / "data"
    file = folder / FIRST / "tasks.yaml"
    text = file.read_text("utf-8")
    place_of_c = text.index("- id: x1-heard-c")
    further = "  another:\n    b: {prompt: Quite like it}\n    c: {prompt: And once more}\n"
    file.write_text(text[:place_of_c] + further + text[place_of_c:], "utf-8")
    met, answered_in = [], None

    for number in range(4):
        day = MONDAY + number * DAY
        wrong = line("x1-heard-b", WRONG["x1-heard-b"], at=f"{day:%Y-%m-%dT%H:%M:%SZ}", variant=answered_in)
        answered(data, FIRST, wrong)
        later = loaded(folder, SECOND)
        opened = [FromBefore(3, later, Kept(later, data), folder / SECOND, day + 1.5 * DAY) for _ in range(2)]
        shown = [each.parts[1].setting for each in opened]
        assert shown[0]["form"] == shown[1]["form"]  # opened again on the same day it is the same
        assert shown[0]["id"] == "x1-heard-b"
        met.append(shown[0]["form"])
        answered_in = met[-1] if met[-1] != "a" else None

    assert met == ["b", "c", "a", "b"]
