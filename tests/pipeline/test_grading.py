"""The whole way with a real desk: handed in, collected, graded without a kernel, marked by hand, given back."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbgrader.apps.api import NbGraderAPI
from withinreach.content.errors import WithinReachError
from withinreach.content.handin import digest
from withinreach.deskclient import CourseHandIn
from withinreach.nbgrader_plugins import collect
from withinreach.nbgrader_plugins.course import open_course
from withinreach.nbgrader_plugins.grade import grade, release_feedback
from withinreach.nbgrader_plugins.prepare import prepare

from tests.pipeline.grading_course import MODULE, Desk, answer, copy_course, document, running_desk

TEXT = "Boil a litre of <script>alert(1)</script> water.\n\nWait four minutes."
BEST = answer("t-several", ["o1", "o3"], 1.0)


@pytest.fixture(scope="module")
def pool() -> Iterator[Executor]:
    """Worker processes that all tests share: importing nbgrader takes seconds."""
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as made:
        yield made


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course with its release and gradebook, copied by each test."""
    folder = copy_course(tmp_path_factory.mktemp("prepared") / "course")
    prepare(folder)
    return folder


@pytest.fixture
def course(prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    # Keys are found in keys/ of the course, although the working directory is another.
    monkeypatch.delenv("WITHINREACH_KEYS", raising=False)
    return Path(shutil.copytree(prepared, tmp_path / "course"))


@pytest.fixture
def desk(course: Path, tmp_path: Path) -> Iterator[Desk]:
    with running_desk(tmp_path, course / "release") as running:
        yield running


def marks(course: Path, person: str) -> dict[str, tuple[Any, ...]]:
    """Task → automatic mark, mark by hand, whether a person must look."""
    with open_course(course).gradebook as gradebook:
        notebook = gradebook.find_submission(MODULE, person).notebooks[0]
        return {g.name: (g.auto_score, g.manual_score, g.needs_manual_grade) for g in notebook.grades}


def mark_by_hand(course: Path, person: str, points: float, comment: str = "") -> None:
    """What formgrader does when a marker types a score and a comment."""
    with open_course(course).gradebook as gradebook:
        found = gradebook.find_grade("t-written", MODULE, MODULE, person)
        found.manual_score, found.needs_manual_grade = points, False
        gradebook.find_comment("t-written", MODULE, MODULE, person).manual_comment = comment
        gradebook.db.commit()


def test_from_hand_in_to_marked_page(course: Path, desk: Desk, pool: Executor) -> None:
    desk.hand_in("anna", document(BEST, answer("t-written", TEXT)))
    desk.hand_in("ben", document(answer("t-several", ["o1", "o2"], 0.25)))

    report = grade(course, [], 2, pool)

    # anna: 3 × (0.9 + 0.1) = 3. ben: one right, one wrong: s = 0; 3 × 0.1 × (1 − 0.0625) = 0.28125; no text handed in.
    assert (report.modules[0].collected, report.modules[0].graded, report.complete) == (("anna", "ben"),) * 2 + (True,)
    assert marks(course, "anna") == {"t-several": (3.0, None, False), "t-written": (None, None, True)}
    assert marks(course, "ben") == {"t-several": (pytest.approx(0.28125), None, False), "t-written": (0.0, None, False)}

    held = release_feedback(course, MODULE)
    assert held.given == ["ben"]
    assert held.held == {"anna": "anna: t-written waits to be marked."}
    assert desk.get("anna", f"api/results/{MODULE}")[0] == 404

    mark_by_hand(course, "anna", 7, "2 1 2 2 1\nThe water is *well* named.")
    released = release_feedback(course, MODULE)
    assert released.given == ["anna", "ben"]
    assert released.doubtful == ["anna, t-written: the marks come to 8, entered is 7"]

    status, results = desk.get("anna", f"api/results/{MODULE}")
    assert status == 200
    assert json.loads(results) == {
        "module": MODULE,
        "tasks": [
            {"task": "t-several", "points": 3.0, "maximum": 3.0, "share": 1.0, "confidence": 1.0},
            {"task": "t-written", "points": 7.0, "maximum": 10.0, "share": 0.7, "confidence": None},
        ],
    }
    status, page = desk.get("anna", f"marked/{MODULE}")
    assert status == 200
    assert "The water is" in page
    assert "The quince is a fruit" in page
    assert "<script>alert" not in page
    assert "The water is" not in desk.get("ben", f"marked/{MODULE}")[1]


def test_no_kernel_runs_and_what_is_graded_is_our_notebook(course: Path, desk: Desk, pool: Executor) -> None:
    desk.hand_in("anna", document(BEST))
    notebook = course / "release" / MODULE / f"{MODULE}.ipynb"
    broken = nbformat.read(notebook, as_version=4)
    broken.metadata.kernelspec.name = "no-such-kernel"
    nbformat.write(broken, notebook)

    assert grade(course, [MODULE], 1, pool).complete

    assert sorted(file.name for file in (course / "submitted" / "anna" / MODULE).iterdir()) == [
        f"{MODULE}.ipynb", "handin.json", "timestamp.txt",
    ]  # fmt: skip
    graded = nbformat.read(course / "autograded" / "anna" / MODULE / f"{MODULE}.ipynb", as_version=4)
    cell = next(each for each in graded.cells if each.id == "t-t-several")
    assert [out.output_type for out in cell.outputs] == ["display_data", "execute_result"]
    assert cell.outputs[1].data == {"text/plain": "3.0"}
    assert cell.outputs[1].metadata.within_reach == {"task": "t-several", "share": 1.0, "flags": []}
    assert not [each for each in graded.cells if each.cell_type == "code" and each.outputs and each is not cell]


def test_grading_again_gives_the_same_marks_and_leaves_a_mark_by_hand_settled(
    course: Path, desk: Desk, pool: Executor
) -> None:
    desk.hand_in("anna", document(BEST, answer("t-written", TEXT)))
    grade(course, [MODULE], 1, pool)
    mark_by_hand(course, "anna", 7)
    first = marks(course, "anna")

    again = grade(course, [MODULE], 1, pool)

    assert again.modules[0].collected == ()
    assert again.modules[0].words == ()
    assert marks(course, "anna") == first == {"t-several": (3.0, None, False), "t-written": (None, 7.0, False)}


@pytest.mark.parametrize("text, edition", [("Another tea.", 1), (TEXT, 2), ("", 1)], ids=["text", "edition", "emptied"])
def test_a_text_that_changed_after_marking_is_left_flagged_with_words(
    text: str, edition: int, course: Path, desk: Desk, pool: Executor
) -> None:
    desk.hand_in("anna", document(BEST, answer("t-written", TEXT)))
    grade(course, [MODULE], 1, pool)
    mark_by_hand(course, "anna", 7)
    desk.hand_in("anna", document(BEST, answer("t-written", text, edition=edition)))

    report = grade(course, [MODULE], 1, pool)

    assert report.modules[0].collected == ("anna",)
    assert report.modules[0].words == (
        "t-written of anna: the answer changed after it was marked; the mark of 7 stands until you have read it again.",
    )
    assert marks(course, "anna")["t-written"][1:] == (7.0, True)
    assert release_feedback(course, MODULE).held == {"anna": "anna: t-written waits to be marked."}


def test_a_text_that_nobody_marked_yet_stays_to_be_marked(course: Path, desk: Desk, pool: Executor) -> None:
    desk.hand_in("anna", document(answer("t-written", TEXT)))
    for _ in range(2):
        assert grade(course, [MODULE], 1, pool).modules[0].words == ()

    assert marks(course, "anna")["t-written"] == (None, None, True)


def test_a_key_that_changed_after_grading_holds_feedback_back(course: Path, desk: Desk, pool: Executor) -> None:
    desk.hand_in("anna", document(BEST))
    grade(course, [MODULE], 1, pool)
    key = course / "keys" / f"{MODULE}.yaml"
    key.write_text(key.read_text().replace("o3: {value: 1", "o3: {value: 0").replace("o4: {value: 0", "o4: {value: 1"))

    held = release_feedback(course, MODULE).held

    assert held == {"anna": "anna: task or key of t-several changed after grading; grade this person again."}
    grade(course, [MODULE], 1, pool)
    assert release_feedback(course, MODULE).given == ["anna"]


def test_a_mark_that_somebody_sets_by_hand_is_the_one_that_is_given_back(
    course: Path, desk: Desk, pool: Executor
) -> None:
    desk.hand_in("anna", document(answer("t-several", ["o2", "o4"], 1.0)))
    grade(course, [MODULE], 1, pool)
    with open_course(course).gradebook as gradebook:
        gradebook.find_grade("t-several", MODULE, MODULE, "anna").manual_score = 1.5
        gradebook.db.commit()

    release_feedback(course, MODULE)

    assert json.loads(desk.get("anna", f"api/results/{MODULE}")[1])["tasks"][0]["points"] == 1.5
    assert "1.5 of 3" in desk.get("anna", f"marked/{MODULE}")[1]


def test_formgraders_buttons_do_the_same(course: Path, desk: Desk) -> None:
    desk.hand_in("anna", document(BEST, answer("t-written", TEXT)))
    api: NbGraderAPI = open_course(course)

    collected = api.collect(MODULE)
    graded = api.autograde(MODULE, "anna")
    waiting = api.release_feedback(MODULE)
    mark_by_hand(course, "anna", 7)
    given = api.release_feedback(MODULE, "anna")

    assert (collected["success"], graded["success"], waiting["success"], given["success"]) == (True, True, False, True)
    assert "Collected: anna, version 1" in collected["log"]
    assert "anna: t-written waits to be marked." in waiting["log"]
    assert desk.get("anna", f"api/results/{MODULE}")[0] == 200


def test_inside_a_git_checkout_nothing_is_graded_or_given_out(course: Path) -> None:
    (course.parent / ".git").mkdir()

    for act in (lambda: grade(course, []), lambda: release_feedback(course, MODULE)):
        with pytest.raises(WithinReachError, match=r"lies in the git checkout .*, and hand-ins are personal data"):
            act()

    assert not (course / "submitted").exists()


def test_a_module_that_is_not_released_is_refused_with_those_that_are(course: Path, pool: Executor) -> None:
    with pytest.raises(WithinReachError, match=r"no released module '02-other' in .* Released: 01-foundations\."):
        grade(course, ["02-other"], 1, pool)


def test_a_desk_that_does_not_answer_is_said_in_one_sentence(
    course: Path, pool: Executor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WITHINREACH_DESK_URL", "http://127.0.0.1:9/services/desk")
    monkeypatch.setenv("JUPYTERHUB_API_TOKEN", "token-of-ines")

    with pytest.raises(WithinReachError, match="The course desk did not answer"):
        grade(course, [MODULE], 1, pool)


def test_one_who_cannot_be_graded_does_not_stop_the_others(course: Path, desk: Desk, pool: Executor) -> None:
    for name in ("anna", "ben", "cleo"):
        desk.hand_in(name, document(BEST))
    grade(course, [MODULE], 1, pool)
    desk.hand_in("ben", document(answer("t-several", ["o1"], 0.5)))
    (course / "keys" / f"{MODULE}.yaml").rename(course / "keys" / "away.yaml")

    without = grade(course, [MODULE], 2, pool)

    assert set(without.modules[0].failed) == {"anna", "ben", "cleo"}
    assert "cannot be read" in without.modules[0].failed["ben"]
    (course / "keys" / "away.yaml").rename(course / "keys" / f"{MODULE}.yaml")
    (course / "submitted" / "anna" / MODULE / "handin.json").write_text("{")
    with pytest.MonkeyPatch.context() as patch:
        # What the desk would mend at the next collect, left broken here.
        patch.setattr(collect, "hand_ins", lambda _module: [])
        partly = grade(course, [MODULE], 2, pool)
    assert partly.modules[0].graded == ("ben", "cleo")
    assert "The hand-in could not be read" in partly.modules[0].failed["anna"]
    assert not partly.complete


def from_desk(person: str, raw: bytes, **changes: Any) -> CourseHandIn:
    given = {"person": person, "version": 1, "received": "2025-03-01T12:00:00Z", "sha256": digest(raw)}
    return CourseHandIn(**{**given, "document": raw.decode(), **changes})


OTHER_COURSE = document(BEST).replace(b"within-reach", b"another-course")
OTHER_MODULE = document(BEST).replace(b"01-foundations", b"02-recognising")
BAD = {
    "a path as a name": (from_desk("../anna", document(BEST)), "cannot be a folder's name"),
    "a hidden name": (from_desk(".anna", document(BEST)), "cannot be a folder's name"),
    "a pattern as a name": (from_desk("*", document(BEST)), "cannot be a folder's name"),
    "an empty name": (from_desk("", document(BEST)), "cannot be a folder's name"),
    "another document": (from_desk("zoe", document(BEST), sha256="0" * 64), "is not the one that its receipt names"),
    "not json": (from_desk("zoe", b"{"), "The hand-in could not be read"),
    "an unknown field": (
        from_desk("zoe", document(BEST).replace(b'"course"', b'"curse":1,"course"')),
        "could not be read",
    ),
    "another course": (from_desk("zoe", OTHER_COURSE), "is for another-course/01-foundations, not for within-reach"),
    "another module": (from_desk("zoe", OTHER_MODULE), "is for within-reach/02-recognising"),
}


@pytest.mark.parametrize("case", BAD)
def test_one_bad_hand_in_is_named_and_does_not_stop_the_others(
    case: str, course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The desk gives none of these; collect does not rely on it."""
    bad, words = BAD[case]
    monkeypatch.setattr(collect, "hand_ins", lambda _module: [bad, from_desk("anna", document(BEST))])

    result = open_course(course).collect(MODULE)

    assert result["success"] is False
    assert words in result["log"]
    assert "1 of 2 hand-ins were not collected" in result["log"]
    assert [folder.name for folder in (course / "submitted").iterdir()] == ["anna"]


def test_a_newer_version_replaces_the_older_and_the_time_is_the_desks(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = from_desk("anna", document(answer("t-several", ["o2"], 0.5)))
    newer = from_desk("anna", document(BEST), version=2, received="2025-03-02T08:30:00Z")
    api = open_course(course)
    for given in ([older], [newer, older]):
        monkeypatch.setattr(collect, "hand_ins", lambda _module, given=given: given)
        assert api.collect(MODULE)["success"]

    folder = course / "submitted" / "anna" / MODULE
    assert (folder / "handin.json").read_bytes() == document(BEST)
    assert str(api.coursedir.get_existing_timestamp(str(folder))) == "2025-03-02 08:30:00"
    assert [each.name for each in folder.parent.iterdir()] == [MODULE]


def test_without_update_what_lies_there_is_left(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    api = open_course(course)
    older, newer = document(answer("t-several", ["o2"], 0.5)), document(BEST)
    for raw in (older, newer):
        monkeypatch.setattr(collect, "hand_ins", lambda _module, raw=raw: [from_desk("anna", raw)])
        assert api.collect(MODULE, update=False)["success"]

    assert (course / "submitted" / "anna" / MODULE / "handin.json").read_bytes() == older


def test_what_a_broken_off_collect_left_is_cleared_away(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for left in (f".{MODULE}.new", f".{MODULE}.old"):
        (course / "submitted" / "anna" / left).mkdir(parents=True)
    monkeypatch.setattr(collect, "hand_ins", lambda _module: [from_desk("anna", document(BEST))])

    assert open_course(course).collect(MODULE)["success"]

    assert [each.name for each in (course / "submitted" / "anna").iterdir()] == [MODULE]


def test_collecting_a_module_without_a_release_says_what_to_do(course: Path) -> None:
    result = open_course(course).collect("02-recognising")

    assert result["success"] is False
    assert "02-recognising has no release in" in result["log"]


def test_the_gradebook_waits_for_another_writer(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite's own 5 seconds end a run after the earlier result was deleted."""
    api = open_course(course)

    with api.gradebook as gradebook:
        raw: sqlite3.Connection = gradebook.engine.raw_connection().driver_connection
        assert raw.execute("PRAGMA busy_timeout").fetchone() == (60_000,)
