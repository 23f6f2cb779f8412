"""Tasks in several forms: read, drawn, and each with the key that is its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml
from withinreach.content.errors import ContentError
from withinreach.content.kinds.forms import each_form, form, forms, given_form, key_form
from withinreach.content.load import load_keys, load_module
from withinreach.content.seed import drawn
from withinreach.content.tasks import KINDS, Module

from tests.conftest import CHECKOUT

GALLERY = CHECKOUT / "tests" / "gallery"
MODULE = load_module(GALLERY, "01-foundations")
KEYS = load_keys(GALLERY / "keys.yaml", MODULE)
ONE_OF_A_KIND = {
    "choice": "c-key-a", "sort": "s-ring-a", "order": "o-visit-a", "interval": "i-still-a", "number": "n-score-b",
    "probability": "p-quadrant-a", "transcript": "t-spot-c", "dialogue": "d-bread-a",
}  # fmt: skip


def test_a_form_is_the_task_with_what_differs_in_it() -> None:
    task = MODULE.task("f-cup-b")
    found = forms(task)

    assert list(found) == ["a", "b", "c"]
    assert found["a"] is task
    for letter in "bc":
        kept = {
            name: getattr(found[letter], name) for name in ("id", "edition", "use", "keep", "outcomes", "confidence")
        }
        assert kept == {name: getattr(task, name) for name in kept}
        assert found[letter].prompt == task.another[letter]["prompt"]  # type: ignore[union-attr]
        assert list(found[letter].key.options) == ["o1", "o2", "o3"]  # type: ignore[union-attr]
    assert len({each.prompt for each in found.values()}) == 3


def test_a_graded_form_keeps_what_it_does_not_say() -> None:
    task = MODULE.task("f-call")

    assert form(task, "b").prompt == task.prompt  # type: ignore[type-var]
    assert form(task, "c").columns == task.columns  # type: ignore[type-var, union-attr]
    assert (task.letters, task.drawn) == (("a", "b", "c"), ("a", "b"))  # type: ignore[union-attr]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_that_is_committed_takes_forms_and_no_other_kind_does(kind: str, tmp_path: Path) -> None:
    """A form made of another prompt is loaded, and is answered with the key that stands in it."""
    raw = next((one for one in gallery() if one["id"] == ONE_OF_A_KIND.get(kind)), None)
    raw = raw or next(one for one in gallery() if one["kind"] == kind)
    folder = written(tmp_path, [{**raw, "sibling": None, "another": {"b": {"prompt": "Another, quite like it."}}}])

    if kind not in ONE_OF_A_KIND:
        with pytest.raises(ContentError, match="There is no field 'another'"):
            load_module(folder, "x")
        return
    (task,) = load_module(folder, "x").tasks
    found = given_form(task, None, "b")
    assert found is not None
    assert found[0].prompt == "Another, quite like it."
    assert found[1] == task.key  # type: ignore[union-attr]


def test_an_answer_finds_the_form_that_it_was_given_to() -> None:
    task, key = MODULE.task("f-call"), KEYS["f-call"]

    for variant, letter in ((None, "a"), ("b", "b"), ("c", "c")):
        found = given_form(task, key, variant)
        assert found is not None
        assert found[0].items == form(task, letter).items  # type: ignore[type-var, union-attr]
        assert found[1].items == key_form(key, letter).items  # type: ignore[type-var, union-attr]
    assert [given_form(task, key, odd) for odd in ("a", "d", "", "bb", "instead")] == [None] * 5


def test_a_task_with_one_form_knows_no_other() -> None:
    task, key = MODULE.task("c-key"), KEYS["c-key"]

    assert given_form(task, key, None) == (task, key)
    assert given_form(task, key, "b") is None
    assert list(each_form(task, key)) == [(task, key)]


def test_every_form_has_a_name_of_its_own_where_all_are_listed() -> None:
    found = list(each_form(MODULE.task("f-call"), KEYS["f-call"]))

    assert [task.id for task, _ in found] == ["f-call", "f-call b", "f-call c"]


def test_the_seed_draws_each_form_alike_and_never_the_one_to_take_instead() -> None:
    task = MODULE.task("f-call")
    seeds = [f"{number:016x}" for number in range(2000)]
    counted = Counter(drawn(seed, f"{task.id}/form", task.drawn) for seed in seeds)  # type: ignore[union-attr]

    assert set(counted) == {"a", "b"}
    assert abs(counted["a"] - 1000) < 4 * 22.4  # four standard deviations of a fair coin


Change = Callable[[dict[str, Any]], object]


@pytest.mark.parametrize(
    "change, says",
    [
        (lambda key: key["another"].pop("b"), "Keys of further forms: c; wanted: b, c. Accepted: one for each"),
        (lambda key: key.pop("another"), "Keys of further forms: none; wanted: b, c."),
        (lambda key: key["another"].update(d=key["another"]["c"]), "Keys of further forms: b, c, d; wanted: b, c."),
        (lambda key: key["another"]["c"].update(gate=key["gate"]), "another.c.gate): Whoever takes this form"),
        (lambda key: key["another"]["b"]["items"].pop("i3"), "field another.b.key.items): There is no entry for 'i3'"),
        (lambda key: key["another"]["b"].update(itmes={}), "field another.b.itmes): There is no field 'itmes'"),
        (lambda key: key["another"]["b"]["gate"][0].update(practise="x"), "There is no practice task 'x'"),
        (lambda key: key["another"]["b"].update(cite=["nobody1999"]), "The reference 'nobody1999' is not in"),
    ],
)  # fmt: skip
def test_a_key_that_does_not_fit_its_forms_is_refused_in_words(change: Change, says: str, tmp_path: Path) -> None:
    keys = yaml.safe_load((GALLERY / "keys.yaml").read_text("utf-8"))
    key = {"f-call": keys["f-call"]}
    change(key["f-call"])
    tasks = [one for one in gallery() if one["id"] in {"f-call", "f-cup-b"}]
    file = tmp_path / "x.yaml"
    file.write_text(yaml.safe_dump(key, allow_unicode=True), encoding="utf-8")

    with pytest.raises(ContentError) as refused:
        load_keys(file, load_module(written(tmp_path, tasks), "x"))

    assert says in str(refused.value)


def test_a_talk_that_is_final_cannot_be_left_for_another(tmp_path: Path) -> None:
    talk = next(one for one in gallery() if one["id"] == "d-post")
    made = {**talk, "sibling": None, "another": {"b": {"prompt": "Another post."}}, "instead": "b"}

    with pytest.raises(ContentError, match="What is said in a talk stays said"):
        load_module(written(tmp_path, [made]), "x")


def gallery() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load((GALLERY / "tasks.yaml").read_text("utf-8"))
    return found


def written(folder: Path, tasks: list[dict[str, Any]]) -> Path:
    (folder / "tasks.yaml").write_text(yaml.safe_dump(tasks, allow_unicode=True), encoding="utf-8")
    return folder


def test_forms_survive_the_way_into_the_public_edition(tmp_path: Path) -> None:
    """``<module>.tasks.json`` is the file as it stands: the further forms of practice go along, with their keys."""
    task = next(one for one in gallery() if one["id"] == "f-cup-b")
    (tmp_path / "x.tasks.json").write_bytes(msgspec.json.encode([task]))

    found: Module = load_module(tmp_path, "x")

    assert list(forms(found.task("f-cup-b"))) == ["a", "b", "c"]
