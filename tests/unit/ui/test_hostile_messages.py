"""Messages that no honest page sends, and moments in which nothing can be saved: all answered in words."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

import pytest
from withinreach.content import handin as document
from withinreach.content.errors import WithinReachError
from withinreach.ui import open_module
from withinreach.ui.component import BROKEN, REMEMBERED, Component
from withinreach.ui.keeping import Kept, Nowhere
from withinreach.ui.module import OpenModule

from tests.unit.samples import NAME, sample_folder, sample_module, unwritable


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("WITHINREACH_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("WITHINREACH_DESK_URL", raising=False)
    monkeypatch.delenv("WITHINREACH_BANNER", raising=False)
    monkeypatch.chdir(sample_folder(tmp_path / "module"))
    return tmp_path / "data"


@pytest.fixture
def module(data: Path) -> OpenModule:
    return opened()


def opened() -> OpenModule:
    module = open_module(NAME, edition="workshop")
    assert isinstance(module, OpenModule)
    return module


def saved(data: Path) -> list[dict[str, Any]]:
    file = data / "within-reach" / NAME / "answers.jsonl"
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def replies(component: Component, monkeypatch: pytest.MonkeyPatch, *messages: object) -> list[dict[str, Any]]:
    """What the page would hear; only the wire to the browser is replaced."""
    heard: list[dict[str, Any]] = []
    monkeypatch.setattr(component, "send", heard.append)
    for message in messages:
        component._received(component, message, [])
    return heard


def test_each_reply_carries_the_number_of_its_message(module: OpenModule, monkeypatch: pytest.MonkeyPatch) -> None:
    good, bad = {"type": "commit", "answer": ["o1"], "n": 7}, {"type": "commit", "answer": ["zz"], "n": 8}

    first, second = replies(module.task("p-one"), monkeypatch, good, bad)

    assert (first["n"], first["type"]) == (7, "saved")
    words = "Not saved: that is not one of the answers. Reload the page and choose again."
    assert second == {"n": 8, "type": "refused", "words": words}


def test_a_message_sent_again_gets_the_same_reply_and_is_kept_once(
    module: OpenModule, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    task = module.task("p-one")
    message = {"type": "commit", "answer": ["o1"], "n": 4_503_599_627_370_497}

    first, again = replies(task, monkeypatch, message, message)

    assert first == again
    assert first["type"] == "saved"
    assert len(saved(data)) == 1


def test_a_refusal_sent_again_stays_a_refusal(module: OpenModule, monkeypatch: pytest.MonkeyPatch) -> None:
    message = {"type": "commit", "answer": ["zz"], "n": 5}

    first, again = replies(module.task("p-one"), monkeypatch, message, message)

    assert first == again
    assert first["type"] == "refused"


def test_messages_without_a_number_are_each_taken(
    module: OpenModule, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = {"type": "commit", "answer": ["o1"]}, {"type": "commit", "answer": ["o2"], "n": "5"}

    heard = replies(module.task("p-one"), monkeypatch, one, two)

    assert [reply["type"] for reply in heard] == ["saved", "saved"]
    assert [line["answer"] for line in saved(data)] == [["o1"], ["o2"]]


def test_only_the_last_few_replies_are_remembered(module: OpenModule, monkeypatch: pytest.MonkeyPatch) -> None:
    task = module.task("p-one")
    replies(task, monkeypatch, *({"type": "ping", "n": number} for number in range(500)))

    assert sorted(task._replies) == list(range(500 - REMEMBERED, 500))
    assert task._replies[499] == {"type": "here"}


@pytest.mark.parametrize("message", [None, "commit", 3, ["commit"], b"commit"], ids=repr)
def test_what_is_no_message_is_passed_over(
    message: object, module: OpenModule, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert replies(module.task("p-one"), monkeypatch, message) == []


@pytest.mark.parametrize("kind", [None, {}, 10**400, "x" * 10_000], ids=["none", "a mapping", "a number", "long"])
def test_an_unknown_type_is_refused_in_few_words(
    kind: object, module: OpenModule, monkeypatch: pytest.MonkeyPatch
) -> None:
    (reply,) = replies(module.task("p-one"), monkeypatch, {"type": kind})

    assert reply["type"] == "refused"
    assert len(reply["words"]) < 200


def test_an_error_nobody_foresaw_is_told_without_saying_what_or_where(
    module: OpenModule, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    task = module.task("w-text")

    def fails(_content: object) -> dict[str, Any]:
        raise KeyError("/srv/secret/place")

    monkeypatch.setattr(task, "answer_to", fails)
    with caplog.at_level(logging.ERROR):
        (reply,) = replies(task, monkeypatch, {"type": "save", "text": "mine", "n": 3})

    assert reply == {"type": "refused", "words": BROKEN, "n": 3}
    assert caplog.messages == ["KeyError in Text"]


@pytest.mark.parametrize("sure", [True, False])
def test_yes_and_no_are_no_confidence(sure: bool, module: OpenModule, data: Path) -> None:  # noqa: FBT001
    with pytest.raises(WithinReachError, match="how sure you are is one of the five taps"):
        module.task("g-two").answer_to({"type": "commit", "answer": ["a"], "confidence": sure})

    assert saved(data) == []


def test_a_confidence_that_is_not_asked_is_not_kept(module: OpenModule, data: Path) -> None:
    module.task("p-one").answer_to({"type": "commit", "answer": ["o1"], "confidence": "whatever"})

    assert saved(data)[0]["confidence"] is None


@pytest.mark.parametrize(
    "seconds,kept",
    [(2.26, 2.3), (0, 0.0), (-1, None), (1e6, None), (10**400, None), (True, None), ("3", None), (None, None)]
    + [(float(odd), None) for odd in ("nan", "inf", "-inf")],
    ids=lambda value: str(value)[:10],
)
def test_only_a_sensible_time_is_kept(seconds: object, kept: float | None, module: OpenModule, data: Path) -> None:
    module.task("p-one").answer_to({"type": "commit", "answer": ["o1"], "seconds": seconds})

    assert saved(data)[0]["seconds"] == kept


def test_half_a_sign_in_a_text_is_saved_as_a_question_mark(module: OpenModule, data: Path) -> None:
    module.task("w-text").answer_to({"type": "save", "text": "a\ud83d b"})

    assert saved(data)[0]["answer"] == "a? b"


def test_a_final_answer_stays_and_the_page_is_told(module: OpenModule, data: Path) -> None:
    other_window = opened()
    module.task("g-once").answer_to({"type": "commit", "answer": ["a"]})

    for window in (module, other_window):
        with pytest.raises(WithinReachError, match="Your answer to g-once is already final"):
            window.task("g-once").answer_to({"type": "commit", "answer": ["b"]})

    assert [line["answer"] for line in saved(data)] == [["a"]]
    assert opened().task("g-once").state["answer"] == ["a"]


def test_a_full_disk_leaves_the_page_as_it_was(module: OpenModule, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    task = module.task("g-two")
    task.answer_to({"type": "commit", "answer": ["a"]})
    html, state = task.html, dict(task.state)
    # The journal's place is taken: the next line cannot be written.
    file = data / "within-reach" / NAME / "answers.jsonl"
    file.rename(file.with_name("elsewhere"))
    file.mkdir()

    (reply,) = replies(task, monkeypatch, {"type": "commit", "answer": ["b"], "n": 1})

    assert reply["type"] == "refused"
    assert reply["words"].startswith("Not saved: ")
    assert (task.html, task.state) == (html, state)
    assert module.task("g-two").state == state


def test_a_hostile_picture_gets_an_answer_with_every_part(module: OpenModule, monkeypatch: pytest.MonkeyPatch) -> None:
    figure = module.figure("attachment-plane")
    values = [None, "x", [1], {"anxiety": "9"}, {"anxiety": [1]}, {"anxiety": None, "__class__": 1}]

    heard = replies(figure, monkeypatch, *({"type": "draw", "values": value} for value in values))

    assert [reply["type"] for reply in heard] == ["drawn"] * len(values)
    assert len({reply["finding"] for reply in heard}) == 1
    assert all(reply["svg"].startswith("<svg") and "<table>" in reply["table"] for reply in heard)
    (huge,) = replies(figure, monkeypatch, {"type": "draw", "values": {"anxiety": 10**400}, "n": 5})
    assert huge["n"] == 5


def test_an_unknown_figure_or_task_is_refused_with_those_that_there_are(module: OpenModule) -> None:
    with pytest.raises(WithinReachError, match=r"There is no figure 'moon'\. The figures are: attachment-plane"):
        module.figure("moon")
    with pytest.raises(WithinReachError, match="has no task 'm9'; its tasks are: p-one, g-two, g-once, "):
        module.task("m9")


def test_a_note_is_in_no_journal_and_no_hand_in_even_if_somebody_puts_it_there(module: OpenModule, data: Path) -> None:
    module.task("n-note").answer_to({"type": "save", "text": "only mine"})
    module.task("g-two").answer_to({"type": "commit", "answer": ["a"]})
    kept = Kept(sample_module(data.parent / "module"))
    kept.keep(kept_note := sample_module(data.parent / "module").task("n-note"), "only mine", None, None)

    raw = document.encode(document.build("c", sample_module(data.parent / "module"), "workshop", kept.state()))

    assert kept_note.id in kept.state()
    assert b"g-two" in raw
    assert b"only mine" not in raw
    assert b"n-note" not in raw


def test_the_public_edition_keeps_no_answer_and_no_note(tmp_path: Path) -> None:
    module = sample_module(tmp_path)
    keeping = Nowhere()
    keeping.keep(module.task("p-one"), ["o1"], None, None)
    keeping.keep_own(module.task("n-note"), "only mine")

    assert keeping.line(module.task("p-one")) is None
    assert keeping.own(module.task("n-note")) is None


def test_the_public_edition_has_nobody_to_hand_in_to(data: Path) -> None:
    with pytest.raises(WithinReachError, match="The public edition has nothing to hand in"):
        open_module(NAME, edition="public").handin()
    assert not data.exists()


def test_a_workshop_whose_folder_cannot_be_written_refuses_to_open(
    data: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    # Read first: the account that may not write may not read this test's folder either.
    module = sample_module(tmp_path / "module")
    with unwritable() as folder:
        monkeypatch.setenv("WITHINREACH_DATA", str(folder / "data"))
        with pytest.raises(WithinReachError, match=r"Answers cannot be kept: .*data.* \(Permission denied\)"):
            Kept(module)
