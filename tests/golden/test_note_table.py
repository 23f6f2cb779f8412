"""A private note: what is kept is what was written, and nothing is scored or handed in. There is no half in Node."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from withinreach.content.answers import Line
from withinreach.content.handin import build
from withinreach.content.tasks import Module, NoteTask
from withinreach.grading.kinds import machine_marked, score
from withinreach.ui.keeping import Kept
from withinreach.ui.note import Note

TABLE: dict[str, Any] = json.loads(Path(__file__).with_name("note.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("row", TABLE["rows"], ids=lambda row: repr(row["answer"])[:30])
def test_a_note_is_kept_as_it_is_and_stays_where_it_is(row: dict[str, Any], tmp_path: Path) -> None:
    task = msgspec.convert(TABLE["tasks"][row["task"]], NoteTask)
    module = Module("01-foundations", (task,))
    keeping = Kept(module, tmp_path)

    Note(task, keeping).answer_to({"type": "save", "text": row["answer"]})

    assert Note(task, keeping).answer_to({"type": "recall"})["text"] == row["kept"]
    assert keeping.own(task) == row["kept"]
    assert machine_marked(task) is (row["score"] is not None)
    with pytest.raises(ValueError, match="marked by a person"):
        score(task, None, row["answer"], None)  # type: ignore[arg-type]
    # Even where a journal held it by mistake, a hand-in would not.
    line = Line(at="2026-11-28T21:00:00Z", task=task.id, edition=1, answer=row["answer"])
    assert bool(build("within-reach", module, "workshop", {task.id: line}).tasks) is row["handed_in"]
    assert keeping.state() == {}
