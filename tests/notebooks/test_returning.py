"""Three notebooks opened one after the other by real kernels: what was missed in the first comes back in the second."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nbformat
import pytest
from jupyter_client.blocking.client import BlockingKernelClient
from jupyter_client.manager import start_new_kernel

from tests.unit.returning import NAMES, RIGHT, WRONG, modules

FIRST, SECOND, THIRD = NAMES
VIEW = "application/vnd.jupyter.widget-view+json"
PATIENCE = 60


class Opened:
    """A notebook that was run from its folder, with its kernel still there."""

    def __init__(self, notebook: Path, line: BlockingKernelClient) -> None:
        self._line = line
        self._outputs: list[list[dict[str, Any]]] = []
        for cell in nbformat.read(notebook, as_version=4).cells:
            shown: list[dict[str, Any]] = []
            done = line.execute_interactive(cell.source, output_hook=shown.append, timeout=PATIENCE)
            assert done["content"]["status"] == "ok", done["content"]
            self._outputs.append([one["content"]["data"] for one in shown if "data" in one["content"]])
        self._outputs = [[data for data in cell if "text/html" in data] for cell in self._outputs]

    @property
    def words(self) -> str:
        """What the cell of returning questions says, without tags."""
        return " ".join(re.sub(r"<[^>]+>", " ", " ".join(data["text/html"] for data in self._outputs[1])).split())

    @property
    def returned(self) -> list[str]:
        """The ids of the questions that came back."""
        shown = [data["text/html"] for data in self._outputs[1] if VIEW in data]
        return [re.findall(r'data-task="([^"]+)"', html)[0] for html in shown]

    def commit(self, task: str, answer: Any) -> str:
        """Answer as a page does, by a message to the component of that task; what is said to it."""
        (view,) = [
            data[VIEW] for cell in self._outputs for data in cell
            if VIEW in data and f'data-task="{task}"' in data["text/html"]
        ]  # fmt: skip
        content = {"method": "custom", "content": {"type": "commit", "answer": answer, "n": 1}}
        message = self._line.session.msg("comm_msg", {"comm_id": view["model_id"], "data": content})
        self._line.shell_channel.send(message)
        while True:
            heard = self._line.get_iopub_msg(timeout=PATIENCE)
            reply = heard["content"].get("data", {}).get("content", {}) if heard["msg_type"] == "comm_msg" else {}
            if reply.get("n") == 1:
                return str(reply["type"])


@contextmanager
def opened(folder: Path, name: str) -> Iterator[Opened]:
    manager, line = start_new_kernel(kernel_name="python3", cwd=str(folder / name), startup_timeout=PATIENCE)
    try:
        yield Opened(folder / name / f"{name}.ipynb", line)
    finally:
        line.stop_channels()
        manager.shutdown_kernel(now=True)


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("WITHINREACH_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("WITHINREACH_DESK_URL", raising=False)
    return tmp_path / "data"


def test_what_was_missed_in_the_first_comes_back_in_the_second_and_answered_well_not_in_the_third(
    tmp_path: Path, data: Path
) -> None:
    release = modules(tmp_path / "release")
    with opened(release, FIRST) as first:
        assert first.returned == []
        assert first.words.startswith("Nothing comes back yet")
        assert first.commit("x1-heard-b", WRONG["x1-heard-b"]) == "saved"
        assert first.commit("x1-body-b", RIGHT["x1-body-b"]) == "saved"

    with opened(release, SECOND) as second:
        assert second.returned == ["x1-heard-b"]
        assert "From module 1 · you met this earlier today" in second.words
        assert second.commit("x1-heard-b", RIGHT["x1-heard-b"]) == "saved"

    with opened(release, THIRD) as third:
        assert third.returned == []
        assert "Nothing is due today. The next question comes back on" in third.words

    folder = data / "within-reach"
    answers = [json.loads(line) for line in (folder / FIRST / "answers.jsonl").read_text("utf-8").splitlines()]
    given = [one["answer"] for one in answers if one["task"] == "x1-heard-b"]
    assert given == [WRONG["x1-heard-b"], RIGHT["x1-heard-b"]]
    assert (folder / SECOND / "answers.jsonl").read_text("utf-8") == ""
    # Nothing beside the notebooks: what is there is what was there.
    assert sorted(one.name for one in (release / SECOND).iterdir()) == [f"{SECOND}.ipynb", "tasks.yaml"]


def test_an_author_who_opens_a_module_from_source_meets_one_line(tmp_path: Path, data: Path) -> None:
    with opened(modules(tmp_path / "source"), SECOND) as second:
        assert second.words.startswith("Nothing comes back yet")
    assert not data.exists()


def test_while_nbgrader_executes_it_the_cell_shows_nothing(
    tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    with opened(modules(tmp_path / "release"), SECOND) as second:
        assert (second.words, second.returned) == ("", [])
    assert not data.exists()
