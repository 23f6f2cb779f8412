"""A second try in practice, and a third: the script arranges the reasons as a fresh page of that answer has them.

Every task of the tables, on a plain page with its own Python half; each answer of its rows is given by hand, one after
the other, and after each the reasons that can be seen are those of `task_html` for it, in the same order.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from withinreach.content.tasks import Module
from withinreach.render.task import task_html
from withinreach.ui.keeping import Kept

from tests.browser.plain import put
from tests.golden.rows import every_row, practised
from tests.shown import shown
from tests.unit.samples import line

SET = "(one, value) => { one.value = value; one.dispatchEvent(new Event('input', { bubbles: true })); }"
MOST = 6
"""So many answers of a task are tried, there and back again."""
Case = tuple[str, Any, list[Any]]


def tried(here: Locator) -> None:
    here.locator("form .act button[type=submit]").click()


def boxes(here: Locator, name: str, wanted: list[str]) -> None:
    """Take off what is on, then put on what is wanted: a full list takes no more."""
    on = here.locator(f'[name="{name}"][type=checkbox]:checked')
    while on.count():
        on.first.uncheck(force=True)
    for value in wanted:
        here.locator(f'[name="{name}"][value="{value}"]').check(force=True)


def choose(here: Locator, answer: Any) -> None:
    both = isinstance(answer, dict)
    boxes(here, "answer", [answer["option"]] if both else answer)
    if both:
        boxes(here, "because", answer["because"])


def sort(here: Locator, answer: dict[str, str]) -> None:
    for item in here.locator(".item[data-item]").all():
        column = answer.get(str(item.get_attribute("data-item")))
        if column:
            item.locator(f'[value="{column}"]').check(force=True)
        elif item.locator("input:checked").count():
            item.locator(".clear").click()


def order(here: Locator, answer: list[str]) -> None:
    for place, card in enumerate(answer):
        names = [one.get_attribute("data-card") for one in here.locator(".cards > .card").all()]
        for _ in range(names.index(card) - place):
            here.locator(f'.cards [data-card="{card}"] [data-way=up]').click()


def mark(here: Locator, answer: list[list[int]]) -> None:
    while here.locator("[data-act=take-away]").count():
        here.locator("[data-act=take-away]").first.click()
    for start, end in answer:
        for name, second in (("to", end), ("from", start), ("to", end)):
            here.locator(f"[name={name}]").fill(str(second))
        here.locator("[data-act=mark]").click()


def tag(here: Locator, answer: dict[str, list[str]]) -> None:
    for turn in here.locator("[data-turn]").all():
        name = str(turn.get_attribute("data-turn"))
        turn.locator(".n").click()
        if turn.locator("[type=checkbox]").count():
            boxes(turn, name, answer.get(name, []))
        else:
            letter = (answer.get(name) or [""])[0]
            turn.locator(f'input[value="{letter}"]').check(force=True)


def share(here: Locator, answer: dict[str, Any]) -> None:
    for name, given in answer.items():
        steps = given.items() if isinstance(given, dict) else [("", given)]
        for option, value in steps:
            here.locator(f'[name="{name}{option and "." + option}"]').evaluate(SET, value)
        if here.get_by_role("button", name="Next clue").count():
            tried(here)


def fill(here: Locator, answer: dict[str, str]) -> None:
    for field in here.locator(".field :is(input, select)").all():
        field.evaluate(SET, answer.get(str(field.get_attribute("name")), ""))


def talk(here: Locator, answer: list[list[str]]) -> None:
    if here.locator(".back:visible").count():
        here.locator(".back:visible").first.click()
    said = here.locator(".you:visible").count()
    for node, reply in answer[said:]:
        here.locator(f'[name="{node}"][value="{reply}"]').check(force=True)
        tried(here)


GIVE: dict[str, Callable[[Locator, Any], None]] = {
    "choice": choose,
    "sort": sort,
    "order": order,
    "interval": mark,
    "transcript": tag,
    "probability": share,
    "number": fill,
    "dialogue": talk,
}


def cases() -> dict[str, Case]:
    """Name → kind, task, answers: of each task of the tables the rows that can be committed, there and back again."""
    found: dict[str, tuple[Any, list[Any]]] = {}
    for name, task, key, answer in every_row():
        _, answers = found.setdefault(name, (practised(task, key), []))
        if full(task, answer) and answer not in answers:
            answers.append(answer)
    there = {name: (task, answers[:MOST]) for name, (task, answers) in found.items() if len(answers) > 1}
    return {name: (task.kind, task, [*answers, *answers[-2::-1]]) for name, (task, answers) in there.items()}


def full(task: Any, answer: Any) -> bool:
    """Whether a page lets somebody commit it: of several options, and of several reasons, all that are asked for."""
    if task.kind != "choice":
        return True
    if task.because:
        return len(answer["because"]) == task.because.pick
    return len(answer) == task.pick


CASES = cases()


def seen(html: str) -> list[tuple[str, str]]:
    """What of the reasons can be seen: those in their box, and what stands beside a turn."""
    form, _, reasons = html.partition('<div class="answered"')
    beside = [part for part in shown(form) if part[0] == "heard"]
    return beside + shown('<section><div class="answered"' + reasons)


@pytest.mark.parametrize("name", CASES)
def test_reasons_stand_after_a_later_try_as_on_a_fresh_page(name: str, page: Page, tmp_path: Path) -> None:
    kind, task, answers = CASES[name]
    component = getattr(import_module(f"withinreach.ui.{kind}"), kind.capitalize())
    sent = put(page, component(task, Kept(Module("01-foundations", (task,)), tmp_path)))
    here = page.locator("#here")

    for number, answer in enumerate(answers, start=1):
        GIVE[kind](here, answer)
        tried(here)
        expect(here.locator(".act .hint")).to_contain_text("Kept for you")
        assert len(sent) == number
        kept = sent[-1]["answer"]
        assert seen(here.locator(".task").evaluate("one => one.outerHTML")) == seen(
            task_html(task, line(task.id, kept))
        )


def test_every_kind_is_tried_again() -> None:
    assert {kind for kind, *_ in CASES.values()} == set(GIVE)
    assert all(len(answers) > 2 for *_, answers in CASES.values())
