"""Who reads options and not people earns little: over whatever decisions the course has by now.

Shares of moves are a rule from 40 decisions on, pickers from 20 on: below that, 5 % and ten points are fewer than two
decisions. That a module has one best answer straighter than its most tentative option holds from its first decision.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from withinreach.content.example import example
from withinreach.grading.testwise import findings
from withinreach.publish.telling import Whole, decisions, modules, told

from tests.conftest import CHECKOUT


def test_tone_length_and_place_do_not_pay(leave: Callable[[list[str]], None]) -> None:
    found = modules(CHECKOUT)
    leave(told(found))

    assert len(found) == len(list((CHECKOUT / "source").glob("*/tasks.yaml")))
    assert findings(decisions(found)) == []


SOFT = """
- {{id: m1-soft-{0}, edition: 1, kind: choice, use: practice, title: x, prompt: x,
   options: [{{id: o1, text: Tell me.}}, {{id: o2, text: "Perhaps you could tell me."}}, {{id: o3, text: No.}}],
   key: {{options: {{o1: {{value: 0, move: nearer, reason: x}}, o2: {{value: 1, move: stay, reason: x}},
                    o3: {{value: 0, move: back, reason: x}}}}}}}}
"""


def course(folder: Path, tasks: str, keys: str = "{}") -> list[Whole]:
    source = folder / "source" / "01-foundations"
    source.mkdir(parents=True)
    (folder / "keys").mkdir()
    (source / "tasks.yaml").write_text(tasks, encoding="utf-8")
    (folder / "keys" / "01-foundations.yaml").write_text(keys, encoding="utf-8")
    return modules(folder)


def test_a_planted_pattern_is_seen(tmp_path: Path) -> None:
    """Twenty decisions in which the softest is best: it earns 1, chance is a third."""
    found = decisions(course(tmp_path, "".join(map(SOFT.format, range(20)))))

    assert len(found) == 20
    assert "Whoever takes the most softeners earns 1.00, chance 0.33; below 0.43." in findings(found)


def test_the_table_says_what_there_is(tmp_path: Path) -> None:
    """The examples for authors: one choice, three nodes, one order; a sort, a dialogue, a simulation of two men."""
    kinds = ("choice", "order", "sort", "dialogue", "simulation")
    tasks = "\n".join(example(kind, f"m1-{kind}", "practice").task for kind in kinds)

    lines = told(course(tmp_path, tasks))

    assert (
        lines[0] == "Test-wise readers: five decisions, in 1 the best answer is straighter than the most tentative one."
    )
    assert "  nearer               80%" in lines  # all but the jacket
    assert "  m1-sort             0.50 away" in lines  # 1 + 0 + 0 + 1 of four
    assert "  m1-dialogue         2.00 best  n1 r1 → n3 r5 → e2" in lines
    assert "                      0.00 worst n1 r2 → n2 r4 → n3 r6 → e1" in lines
    assert [line for line in lines if line.startswith("  m1-simulation owen") and " best " in line]
