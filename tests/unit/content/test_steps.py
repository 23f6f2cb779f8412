"""An answer that grows step by step in the journal: what was said stays said, in every window and after every crash."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from withinreach.content.journal import AlreadyFinal, Journal
from withinreach.content.steps import goes_on, steps_of

from tests.unit.samples import line

ONE, TWO, THREE = ["n1", "r1"], ["n3", "r6"], ["n5", "r12"]


def log(*actions: str, seed: int = 5, variant: str | None = "owen") -> dict[str, Any]:
    return {"variant": variant, "seed": seed, "actions": list(actions)}


def journal(folder: Path) -> Journal:
    return Journal(folder, once=frozenset({"t", "plain"}), stepwise=frozenset({"t"}))


@pytest.mark.parametrize(
    "before,after", [([ONE], [ONE, TWO]), (log("a"), log("a", "b")), ([], [ONE]), (log(), log("a"))]
)
def test_one_step_more_goes_on(before: Any, after: Any) -> None:
    assert goes_on(line("t", before), line("t", after))


@pytest.mark.parametrize(
    "before,after",
    [
        ([ONE], [ONE]),
        ([ONE], [TWO]),
        ([ONE], [TWO, TWO]),
        ([ONE], [ONE, TWO, THREE]),
        ([ONE, TWO], [ONE]),
        ([ONE], log("a")),
        (log("a"), log("b", "a")),
        (log("a"), log("a", "b", seed=6)),
        (log("a"), log("a", "b", variant="tomasz")),
        (log("a"), {"actions": ["a", "b"]}),
        ("x", []),
        (None, None),
    ],
)
def test_whatever_else_does_not(before: Any, after: Any) -> None:
    assert not goes_on(line("t", before), line("t", after))


def test_the_confidence_may_be_tapped_once_and_closes_it() -> None:
    path = [ONE, TWO]
    sure, surer = line("t", path, confidence=0.75), line("t", path, confidence=1)

    assert goes_on(line("t", path), sure)
    assert not goes_on(sure, surer)
    assert not goes_on(sure, line("t", [*path, THREE]))


def test_steps_of_an_answer_of_another_form_are_none() -> None:
    assert [steps_of(answer) for answer in (None, "n1", 3, {"actions": "a"}, {})] == [[]] * 5


def test_each_step_is_a_line_and_the_last_one_stands(tmp_path: Path) -> None:
    for path in ([ONE], [ONE, TWO], [ONE, TWO, THREE]):
        journal(tmp_path).append(line("t", path))

    assert journal(tmp_path).state()["t"].answer == [ONE, TWO, THREE]
    assert journal(tmp_path).file.read_bytes().count(b"\n") == 3


def test_another_way_from_a_second_window_is_refused_in_words(tmp_path: Path) -> None:
    journal(tmp_path).append(line("t", [ONE]))
    journal(tmp_path).append(line("t", [ONE, TWO]))

    with pytest.raises(AlreadyFinal) as refused:
        journal(tmp_path).append(line("t", [ONE, ["n3", "r8"]]))

    assert str(refused.value) == (
        "Not saved: t has gone on in another window, and what was said there stands. Reload the page."
    )
    assert journal(tmp_path).state()["t"].answer == [ONE, TWO]


def test_a_line_that_another_program_wrote_changes_nothing_that_was_said(tmp_path: Path) -> None:
    for path in ([ONE], [["n1", "r2"]], [ONE, TWO], [ONE], [ONE, ["n3", "r8"]]):
        Journal(tmp_path).append(line("t", path))

    assert journal(tmp_path).state()["t"].answer == [ONE, TWO]


def test_a_torn_step_costs_itself_only(tmp_path: Path) -> None:
    journal(tmp_path).append(line("t", [ONE]))
    with journal(tmp_path).file.open("ab") as file:
        file.write(b'{"v":1,"at":"2026-11-23T2')

    assert journal(tmp_path).state()["t"].answer == [ONE]
    journal(tmp_path).append(line("t", [ONE, TWO]))
    assert journal(tmp_path).state()["t"].answer == [ONE, TWO]


def test_a_task_of_a_newer_edition_is_answered_anew_once(tmp_path: Path) -> None:
    here = journal(tmp_path)
    here.append(line("plain", ["a"]))
    here.append(line("plain", ["b"], edition=2))

    assert here.state()["plain"].answer == ["b"]
    for edition in (1, 2):
        with pytest.raises(AlreadyFinal):
            here.append(line("plain", ["c"], edition=edition))


def test_an_answer_that_is_final_at_once_does_not_grow(tmp_path: Path) -> None:
    here = journal(tmp_path)
    here.append(line("plain", [ONE]))

    with pytest.raises(AlreadyFinal, match="already final"):
        here.append(line("plain", [ONE, TWO]))
