"""What the page may send, and what comes of it. No browser here: messages as they arrive, a real journal."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from withinreach.content.errors import WithinReachError
from withinreach.ui import open_module
from withinreach.ui.component import LONGEST
from withinreach.ui.module import OpenModule

from tests.conftest import CHECKOUT

MODULE = "01-foundations"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("WITHINREACH_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("WITHINREACH_DESK_URL", raising=False)
    monkeypatch.chdir(CHECKOUT / "release" / MODULE)
    return tmp_path / "data"


@pytest.fixture
def module(data: Path) -> OpenModule:
    opened = open_module(MODULE, edition="workshop")
    assert isinstance(opened, OpenModule)
    return opened


def journal(data: Path) -> list[dict[str, Any]]:
    file = data / "within-reach" / MODULE / "answers.jsonl"
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def test_a_commit_is_on_the_disk_before_it_is_called_saved(module: OpenModule, data: Path) -> None:
    reply = module.task("m1-load").answer_to(
        {"type": "commit", "answer": ["o4", "o1"], "confidence": 0.75, "seconds": 12.34}
    )

    (line,) = journal(data)
    assert (line["task"], line["answer"], line["confidence"], line["seconds"]) == ("m1-load", ["o1", "o4"], 0.75, 12.3)
    assert reply == {"type": "saved", "at": line["at"], "stored": True}
    again = open_module(MODULE, edition="workshop").task("m1-load")
    assert again.state["answer"] == ["o1", "o4"]


@pytest.mark.parametrize(
    "answer",
    [None, "o1", ["o9"], ["o1", "o1"], ["o1", "o2", "o3"], [], [["o1"]], {"o1": True}, [None], [1], True],
    ids=repr,
)
def test_nonsense_is_refused_in_words_and_nothing_is_written(module: OpenModule, data: Path, answer: Any) -> None:
    with pytest.raises(WithinReachError, match="Not saved: "):
        module.task("m1-load").answer_to({"type": "commit", "answer": answer})

    assert journal(data) == []


@pytest.mark.parametrize("confidence", [0.3, "0.5", -1, float("nan"), [0.5], {}], ids=repr)
def test_confidence_is_one_of_five(module: OpenModule, data: Path, confidence: Any) -> None:
    with pytest.raises(WithinReachError, match="one of the five taps"):
        module.task("m1-load").answer_to({"type": "commit", "answer": ["o1"], "confidence": confidence})

    assert journal(data) == []


def test_the_page_never_gets_the_key_of_a_graded_task(module: OpenModule) -> None:
    graded, practice = module.task("m1-load"), module.task("m1-load-a")

    assert graded.setting["key"] is None
    assert practice.setting["key"] == {"o1": 0, "o2": 1, "o3": 0, "o4": 0.6}
    assert 'data-value="' not in graded.html


def test_a_text_is_saved_and_too_long_a_one_refused(module: OpenModule, data: Path) -> None:
    text = module.task("m1-rewrite")
    text.answer_to({"type": "save", "text": "Once."})
    with pytest.raises(WithinReachError, match="100,001 characters; at most 100,000"):
        text.answer_to({"type": "save", "text": "x" * (LONGEST + 1)})
    with pytest.raises(WithinReachError, match="is not a text"):
        text.answer_to({"type": "save", "text": ["x"]})

    assert [line["answer"] for line in journal(data)] == ["Once."]


def test_a_note_stands_in_its_own_file_and_nowhere_else(module: OpenModule, data: Path) -> None:
    note = module.task("m1-note")
    note.answer_to({"type": "save", "text": "Only mine."})

    holding = [path for path in data.rglob("*") if path.is_file() and "Only mine." in path.read_text(encoding="utf-8")]
    assert [path.name for path in holding] == ["m1-note.json"]
    assert holding[0].stat().st_mode & 0o777 == 0o600
    again = module.task("m1-note")
    bundle, _ = again._repr_mimebundle_()
    assert "Only mine." not in json.dumps(bundle)
    # What a notebook file would hold, were widget state saved into it.
    assert "Only mine." not in str(note.get_state()) + str(again.get_state())
    assert again.answer_to({"type": "recall"}) == {"type": "note", "text": "Only mine."}
    note.answer_to({"type": "erase"})
    assert not holding[0].exists()


SIZE = """
from withinreach.ui import open_module
module = open_module("01-foundations", edition="public")
tasks = [module.task("m1-load-a") for _ in range(3)]
print(len(tasks[0]._css), *(len(task._esm) for task in tasks))
"""


@pytest.mark.parametrize(
    "told, with_sheet",
    [({}, True), ({"SERVER_SOFTWARE": "voila/0.5.13"}, False), ({"VOILA_PREHEAT": "True"}, False)],
    ids=["elsewhere", "voila", "a kernel that Voilà keeps ready"],
)
def test_an_element_carries_the_sheet_and_the_script_where_the_page_has_none(
    told: dict[str, str], *, with_sheet: bool
) -> None:
    plain = {name: value for name, value in os.environ.items() if name not in ("SERVER_SOFTWARE", "VOILA_PREHEAT")}
    ran = subprocess.run(
        [sys.executable, "-c", SIZE],
        env=plain | told,
        cwd=CHECKOUT / "notebooks",
        capture_output=True,
        text=True,
        check=True,
    )
    sheet, first, second, third = map(int, ran.stdout.split())

    assert (sheet > 10_000) is with_sheet
    assert first > 10_000
    # In Voilà whoever comes later is told where to find what the first one brought.
    assert second == third
    assert (second > 10_000) is with_sheet


def test_an_unknown_message_is_refused_by_its_name(module: OpenModule) -> None:
    for element in (module.task("m1-load"), module.task("m1-rewrite"), module.task("m1-note"), module.handin()):
        with pytest.raises(WithinReachError, match="takes no message of the type 'steal'"):
            element.answer_to({"type": "steal"})


def test_a_hand_in_without_a_desk_says_so(module: OpenModule) -> None:
    assert "not connected to a workshop" in module.handin().html


def test_an_empty_hand_in_is_refused(module: OpenModule) -> None:
    with pytest.raises(WithinReachError, match="nothing to hand in yet"):
        module.handin().answer_to({"type": "hand-in"})


def test_the_figure_takes_only_values_of_its_sliders(module: OpenModule) -> None:
    figure = module.figure("attachment-plane")
    values = {"anxiety": float("nan"), "avoidance": 1e9, "correlation": "1", "person": 3}

    wild = figure.answer_to({"type": "draw", "values": values, "narrow": "yes"})
    tame = figure.answer_to({"type": "draw", "values": {"avoidance": 5.5}, "narrow": False})

    assert set(wild) == {"type", "narrow", "svg", "finding", "caption", "table"}
    assert wild["narrow"] is False
    assert wild["finding"] == tame["finding"]


def test_two_figures_on_one_page_share_no_id(module: OpenModule) -> None:
    import re

    one, two = (set(re.findall(r' id="([^"]+)"', module.figure("attachment-plane").html)) for _ in range(2))

    assert one
    assert not one & two


def test_the_public_edition_makes_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("WITHINREACH_DATA", raising=False)
    monkeypatch.chdir(CHECKOUT / "notebooks")
    opened = open_module(MODULE, edition="public")

    reply = opened.task("m1-load-a").answer_to({"type": "commit", "answer": ["o1"]})

    assert reply["stored"] is False
    assert list(tmp_path.iterdir()) == []


def test_while_nbgrader_executes_nothing_is_shown_earned_or_written(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    silent = open_module(MODULE, edition="workshop")

    assert type(silent.task("m1-load")) is float
    assert silent.task("m1-load") == 0.0
    assert silent.figure("attachment-plane") is None
    assert silent.handin() is None
    assert not data.exists()


@pytest.mark.parametrize(
    "name, edition, words",
    [
        ("09-nothing", "workshop", "There is no module '09-nothing'. The modules are: 01-foundations"),
        (MODULE, "draft", "There is no edition 'draft'. The editions are: workshop, public."),
    ],
)
def test_what_cannot_be_opened_is_said(data: Path, name: str, edition: Any, words: str) -> None:
    with pytest.raises(WithinReachError, match=words):
        open_module(name, edition=edition)


def test_a_workshop_that_cannot_keep_answers_refuses_to_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data").write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("WITHINREACH_DATA", str(tmp_path / "data"))
    monkeypatch.chdir(CHECKOUT / "release" / MODULE)

    with pytest.raises(WithinReachError, match="Nothing you type here would be saved"):
        open_module(MODULE, edition="workshop")


def test_a_banner_is_shown_where_the_host_has_one(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shown: list[Any] = []
    monkeypatch.setenv("WITHINREACH_BANNER", "This isolates <nobody>.")
    monkeypatch.setattr("IPython.display.display", shown.append)

    open_module(MODULE, edition="workshop")

    assert "This isolates &lt;nobody&gt;." in shown[0].data
    assert os.environ["WITHINREACH_BANNER"] not in shown[0].data
