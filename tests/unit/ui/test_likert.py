"""A form of statements: each answer kept as it comes, left open and taken back, nothing of a private one elsewhere."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from withinreach.content.errors import WithinReachError
from withinreach.content.handin import build, encode
from withinreach.content.load import load_module
from withinreach.content.tasks import LikertTask, Module
from withinreach.render.task import task_html
from withinreach.ui.keeping import Kept, Nowhere
from withinreach.ui.likert import Likert
from withinreach.ui.module import OpenModule

from tests.unit.samples import Html, line

NAME = "01-foundations"
FORM: dict[str, Any] = {
    "kind": "likert", "edition": 1, "use": "ask", "title": "close relationships", "prompt": "How true is each?",
    "statements": [{"id": "s1", "text": "I ask late."},
                   {"id": "s2", "text": "I would rather walk home than be fetched."},
                   {"id": "s3", "text": "Somebody knows where my key is."}],
    "scale": {"low": 1, "high": 7, "ends": ["not at all", "entirely"]},
    "fictional": {"name": "Ingrid", "answers": {"s1": 6, "s2": 7}},
}  # fmt: skip
TASKS = [{**FORM, "id": "own"}, {**FORM, "id": "near", "keep": "local"}]


def loaded(folder: Path) -> Module:
    (folder / "tasks.yaml").write_text(yaml.safe_dump(TASKS), encoding="utf-8")
    return load_module(folder, NAME)


@pytest.fixture
def module(tmp_path: Path) -> OpenModule:
    found = loaded(tmp_path)
    return OpenModule(found, Kept(found, tmp_path / "data"))


def keep(item: Any, value: Any) -> dict[str, Any]:
    return {"type": "keep", "item": item, "value": value}


def standing(form: Likert) -> dict[str, Any]:
    found = form.answer_to({"type": "recall"})
    assert found.pop("type") == "answers"
    return found


FORMS = pytest.mark.parametrize("name", ["own", "near"])


@FORMS
def test_each_answer_is_kept_as_it_comes_changed_and_left_open_again(module: OpenModule, name: str) -> None:
    form = module.task(name)
    replies = [form.answer_to(keep(*each)) for each in (("s3", 7), ("s1", 2), ("s1", 5), ("s3", None))]

    assert {reply["type"] for reply in replies} == {"saved"}
    assert standing(form) == {"answers": {"s1": 5}, "fictional": False}
    assert standing(module.task(name)) == {"answers": {"s1": 5}, "fictional": False}


@FORMS
def test_two_windows_lose_nothing_of_each_other(tmp_path: Path, name: str) -> None:
    found = loaded(tmp_path)
    one, two = (OpenModule(found, Kept(found, tmp_path / "data")).task(name) for _ in range(2))
    one.answer_to(keep("s1", 3))
    two.answer_to(keep("s2", 4))

    assert standing(one)["answers"] == standing(two)["answers"] == {"s1": 3, "s2": 4}


@FORMS
def test_an_invented_persons_answers_are_used_instead_and_ones_own_are_kept(module: OpenModule, name: str) -> None:
    form = module.task(name)
    form.answer_to(keep("s3", 2))
    form.answer_to({"type": "use", "fictional": True})

    assert form.setting["fictional"] == {"s1": 6, "s2": 7}
    assert standing(module.task(name)) == {"answers": {"s3": 2}, "fictional": True}
    form.answer_to({"type": "use", "fictional": False})
    assert standing(form) == {"answers": {"s3": 2}, "fictional": False}


@FORMS
def test_all_answers_are_cleared_at_once(module: OpenModule, name: str) -> None:
    form = module.task(name)
    form.answer_to(keep("s1", 3))

    assert form.answer_to({"type": "erase"})["type"] == "erased"
    assert standing(module.task(name)) == {"answers": {}, "fictional": False}


REFUSED: list[tuple[Any, Any, str]] = [
    ("s9", 3, "not one of the statements"),
    (None, 3, "not one of the statements"),
    (["s1"], 3, "not one of the statements"),
    ("s1", 0, "not one of the choices"),
    ("s1", 8, "not one of the choices"),
    ("s1", 2.5, "not one of the choices"),
    ("s1", "3", "not one of the choices"),
    ("s1", True, "not one of the choices"),
    ("s1", [3], "not one of the choices"),
]


@pytest.mark.parametrize("item,value,words", REFUSED)
def test_what_is_no_answer_is_refused_in_words_and_what_stood_stands(
    module: OpenModule, item: Any, value: Any, words: str
) -> None:
    form = module.task("own")
    form.answer_to(keep("s1", 4))

    with pytest.raises(WithinReachError, match=f"^Not saved: that is {words}"):
        form.answer_to(keep(item, value))
    assert standing(form)["answers"] == {"s1": 4}


def test_nothing_of_a_private_form_is_anywhere_but_in_its_own_file(module: OpenModule, tmp_path: Path) -> None:
    """Every file below the data folder, every trait, the form that a notebook would hold, and the hand-in."""
    form = module.task("own")
    empty = (form.html, dict(form.state))
    for item, value in (("s1", 7), ("s2", 6), ("s3", 5)):
        form.answer_to(keep(item, value))

    written = {path: path.read_bytes() for path in (tmp_path / "data").rglob("*") if path.is_file()}
    holding = [path for path, text in written.items() if b"s1" in text or b"own" in text]
    assert [path.name for path in holding] == ["own.json"]
    assert holding[0].stat().st_mode & 0o777 == 0o600
    assert (form.html, form.state) == (empty[0], {"changes": 3})
    bundle, _ = module.task("own")._repr_mimebundle_()
    assert "checked" not in json.dumps(bundle)
    kept = Kept(loaded(tmp_path), tmp_path / "data")
    assert b"own" not in encode(build("within-reach", loaded(tmp_path), "workshop", kept.state()))
    form.answer_to({"type": "erase"})
    assert not holding[0].exists()


def test_a_form_that_is_kept_locally_is_in_the_journal_and_in_the_page_and_in_no_hand_in(
    module: OpenModule, tmp_path: Path
) -> None:
    module.task("near").answer_to(keep("s2", 6))

    text = (tmp_path / "data" / "within-reach" / NAME / "answers.jsonl").read_text(encoding="utf-8")
    assert json.loads(text)["answer"] == {"answers": {"s2": 6}, "fictional": False}
    page = Html(module.task("near").html)
    assert [radio["value"] for radio in page.all("input", name="s2") if "checked" in radio] == ["6"]
    assert loaded(tmp_path).handed_in == ()


def test_the_public_page_keeps_answers_only_as_long_as_it_is_open(tmp_path: Path) -> None:
    found = loaded(tmp_path)
    form, other = (OpenModule(found, Nowhere()).task("own") for _ in range(2))

    reply = form.answer_to(keep("s1", 4))
    form.answer_to({"type": "use", "fictional": True})
    assert reply["stored"] is False
    assert standing(form) == {"answers": {"s1": 4}, "fictional": True}
    assert standing(other) == {"answers": {}, "fictional": False}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["tasks.yaml"]
    form.answer_to({"type": "erase"})
    assert standing(form) == {"answers": {}, "fictional": False}


def test_a_form_without_an_invented_person_offers_none(tmp_path: Path) -> None:
    bare = {name: value for name, value in FORM.items() if name != "fictional"} | {"id": "own"}
    (tmp_path / "tasks.yaml").write_text(yaml.safe_dump([bare]), encoding="utf-8")
    found = load_module(tmp_path, NAME)
    form = OpenModule(found, Kept(found, tmp_path / "data")).task("own")

    assert "fictional" not in form.html
    with pytest.raises(WithinReachError, match="takes no message of the type 'use'"):
        form.answer_to({"type": "use", "fictional": True})


def test_a_private_file_that_was_edited_by_hand_is_read_as_far_as_it_fits(module: OpenModule, tmp_path: Path) -> None:
    file = tmp_path / "data" / "within-reach" / "private" / "own.json"
    for value in (3, [], {"answers": 3}, {"answers": {"s1": 9, "s2": 4, "s9": 1}, "fictional": "yes"}):
        file.write_text(json.dumps({"at": "2026-11-24T12:00:00Z", "value": value}), encoding="utf-8")
        found = standing(module.task("own"))
        assert found["fictional"] is False
        assert found["answers"] in ({}, {"s2": 4})
    assert found["answers"] == {"s2": 4}


def test_answers_from_a_time_when_a_form_was_not_private_are_not_shown(tmp_path: Path) -> None:
    task = loaded(tmp_path).task("own")

    assert "checked" not in task_html(task, line("own", {"answers": {"s1": 3}, "fictional": False}))
    assert "checked" in task_html(loaded(tmp_path).task("near"), line("near", {"answers": {"s1": 3}}))


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-1, 9) | st.just(10**400) | st.floats() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["s1", "s2", "answers", "x"]), inner),
)


@settings(max_examples=200, deadline=None)
@given(answer=ANY_JSON | st.builds(dict, answers=ANY_JSON, fictional=ANY_JSON))
def test_any_json_in_a_journal_can_be_shown(answer: Any) -> None:
    import msgspec

    task = msgspec.convert({**FORM, "id": "near", "keep": "local"}, LikertTask)
    page = Html(task_html(task, line("near", answer)))

    assert len(page.all("fieldset", class_="rating")) == 3
    assert [attributes for _, attributes in page.elements if "id" in attributes] == []


def test_each_statement_is_a_group_with_its_number_and_both_ends_have_words(module: OpenModule) -> None:
    page = Html(module.task("own").html)

    assert "2 of 3 I would rather walk home than be fetched.1 not at all" in page.text
    assert "7 entirely" in page.text
    assert "0 of 3 answered" in page.text
    assert "Stays in your account. Never handed in" in page.text
    assert "Stays with you" in Html(module.task("near").html).text
    assert {button["data-act"] for button in page.all("button") if "data-act" in button} == {
        "own", "fictional", "back", "next", "erase",
    }  # fmt: skip
