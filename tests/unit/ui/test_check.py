"""The entry check: one form a person, each answer kept, and nothing of what is right in the page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from withinreach.content.errors import WithinReachError
from withinreach.content.load import load_module
from withinreach.content.tasks import Module
from withinreach.ui.check import Check
from withinreach.ui.keeping import Kept, Nowhere
from withinreach.ui.module import OpenModule, SilentModule

NAME = "01-foundations"


def question(number: int, *, best: str = "o1") -> dict[str, Any]:
    def form(name: str) -> dict[str, Any]:
        options = [{"id": f"o{n}", "text": f"Option {n} of form {name}"} for n in (1, 2, 3)]
        return {"prompt": f"Question {number}, form {name}?", "options": options, "best": best}

    return {
        "id": f"x-entry-{number}", "edition": 1, "kind": "choice", "use": "ask", "title": "t", "prompt": "",
        "variants": {"a": form("a"), "b": form("b")},
    }  # fmt: skip


def module(folder: Path, *, best: str = "o1") -> Module:
    folder.mkdir(parents=True, exist_ok=True)
    tasks = [question(number, best=best) for number in (1, 2, 10)]
    (folder / "tasks.yaml").write_text(yaml.safe_dump(tasks), encoding="utf-8")
    return load_module(folder, NAME)


def kept(folder: Path, seed: str, **options: Any) -> tuple[Check, Kept]:
    course = folder / "data" / "within-reach"
    course.mkdir(parents=True, exist_ok=True)
    (course / "seed").write_text(seed, encoding="ascii")
    found = module(folder / "module", **options)
    keeping = Kept(found, folder / "data")
    return Check("x-entry", found, keeping), keeping


def traits(check: Check) -> str:
    return json.dumps([check.html, check.setting, check.state])


def test_a_person_is_shown_one_form_and_always_the_same(tmp_path: Path) -> None:
    check, _ = kept(tmp_path, "0" * 16)
    again, _ = kept(tmp_path, "0" * 16)

    forms = {form for form in "ab" if f"form {form}" in check.html}
    assert len(forms) == 1
    assert again.html == check.html
    assert [check.html.index(f"Question {n},") for n in (1, 2, 10)] == sorted(
        check.html.index(f"Question {n},") for n in (1, 2, 10)
    )


def test_half_of_all_people_are_shown_either_form(tmp_path: Path) -> None:
    """Of 64 seeds 32 are expected, standard deviation 4."""
    shown = [kept(tmp_path / str(n), f"{n:016x}")[0].html for n in range(64)]

    assert 18 <= sum("form a" in html for html in shown) <= 46


def test_nothing_of_what_is_right_reaches_the_page(tmp_path: Path) -> None:
    one, _ = kept(tmp_path / "one", "0" * 16, best="o1")
    two, _ = kept(tmp_path / "two", "0" * 16, best="o3")

    assert traits(one) == traits(two)
    assert "best" not in traits(one)


def test_an_answer_is_kept_with_its_form_and_stands_after_a_reload(tmp_path: Path) -> None:
    check, keeping = kept(tmp_path, "0" * 16)
    reply = check.answer_to({"type": "keep", "task": "x-entry-2", "answer": ["o3"], "seconds": 4})

    line = keeping.state()["x-entry-2"]
    assert (reply["type"], line.answer, line.confidence, line.seconds) == ("saved", ["o3"], None, 4.0)
    assert line.variant in {"a", "b"}
    again, _ = kept(tmp_path, "0" * 16)
    assert again.state == {"answered": ["x-entry-2"]}
    assert again.html.count("checked") == 1


@pytest.mark.parametrize(
    "content,words",
    [
        ({"task": "x-entry-3", "answer": ["o1"]}, "Not saved: that is not one of the questions."),
        ({"task": None, "answer": ["o1"]}, "Not saved: that is not one of the questions."),
        ({"task": "x-entry-1", "answer": ["o9"]}, "Not saved: that is not one of the answers."),
        ({"task": "x-entry-1", "answer": ["o1", "o2"]}, "Not saved: that is not one of the answers."),
        ({"task": "x-entry-1", "answer": "o1"}, "Not saved: that is not one of the answers."),
        ({"task": "x-entry-1"}, "Not saved: that is not one of the answers."),
    ],
)
def test_nonsense_is_refused_in_words_and_not_kept(tmp_path: Path, content: dict[str, Any], words: str) -> None:
    check, keeping = kept(tmp_path, "0" * 16)

    with pytest.raises(WithinReachError, match=words):
        check.answer_to({"type": "keep", **content})
    assert keeping.state() == {}


def test_it_goes_into_no_hand_in_and_no_public_page(tmp_path: Path) -> None:
    found = module(tmp_path)

    assert found.handed_in == ()
    with pytest.raises(WithinReachError, match="public edition keeps no entry check"):
        OpenModule(found, Nowhere()).check("x-entry")
    with pytest.raises(WithinReachError, match="There are no questions y-entry-1"):
        kept(tmp_path / "k", "0" * 16)[0].__class__("y-entry", found, Nowhere())
    assert SilentModule().check("x-entry") is None  # type: ignore[func-returns-value]
