"""One meaning, two languages: the page's practice score and the grader's, on one table and on random answers."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from withinreach.content.keys import ChoiceKey, OptionKey
from withinreach.content.tasks import ChoiceTask, Option
from withinreach.grading import score
from withinreach.render.text import count

from tests.golden.node import in_node

IDS = ("a", "b", "c", "d", "e")


def cases() -> list[tuple[int, dict[str, float], Any]]:
    """500 answers, sensible and not, from a fixed seed."""
    draw = random.Random(20261123)  # noqa: S311  answers to compare, not secrets
    made = []
    for _ in range(500):
        pick = draw.choice((1, 2, 3))
        values = [1.0] * pick + [0.0] * (5 - pick)
        if pick == 1:
            values[1] = draw.choice((0.0, 0.6))
        draw.shuffle(values)
        answer: Any = draw.sample((*IDS, "z"), draw.randint(0, 4))
        if draw.random() < 0.1:
            answer = draw.choice((None, "a", ["a", "a"], {"a": 1}, [1], 3))
        made.append((pick, dict(zip(IDS, values, strict=True)), answer))
    return made


def in_python(pick: int, values: dict[str, float], answer: Any) -> float:
    options = tuple(Option(id=name, text=name) for name in IDS)
    task = ChoiceTask(
        id="x", edition=1, title="x", prompt="x", use="graded", points=1, confidence=False, pick=pick, options=options
    )
    key = ChoiceKey({name: OptionKey(value, "why", "none") for name, value in values.items()})
    return score(task, key, answer, None).share


def test_five_hundred_answers_earn_the_same_share_in_both(tmp_path: Path) -> None:
    made = cases()
    inputs = [{"setting": {"pick": pick, "key": key}, "answer": answer} for pick, key, answer in made]

    shares = in_node("committed choice", "it.score(one.setting, one.answer)", inputs, tmp_path)

    assert shares == pytest.approx([in_python(*case) for case in made])
    assert len(set(shares)) > 4


def test_every_sign_between_two_words_separates_in_both_or_in_neither(tmp_path: Path) -> None:
    signs = [chr(code) for code in range(0x3100) if not 0xD800 <= code < 0xE000] + ["\ufeff", "\U0001f600"]
    texts = [f"a{sign}b" for sign in signs]

    found = in_node("text", "it.words(one)", texts, tmp_path)

    different = [hex(ord(sign)) for sign, words in zip(signs, found, strict=True) if words != count(f"a{sign}b")]
    assert different == []


def test_words_are_counted_alike(tmp_path: Path) -> None:
    texts = ["", "  ", "one", " one  two\n\nthree ", "don't stop", "a\tb\r\nc", "naïve – yes", "x" * 1000]
    texts += ["\ufeffpasted", "\u3000full width\u3000", "no\u200bbreak", "a\x85b\x1cc", "👩\u200d⚕️ 👍", "\u00a0"]

    assert in_node("text", "it.words(one)", texts, tmp_path) == [count(text) for text in texts]
