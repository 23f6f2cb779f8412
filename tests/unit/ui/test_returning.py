"""The slot in a module's page: what stands there, where answers go, and what happens when something is missing."""

from __future__ import annotations

import json
import shutil
import socket
import stat
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from withinreach.content.answers import Line
from withinreach.content.errors import WithinReachError
from withinreach.content.journal import Journal, history
from withinreach.content.kinds.base import Base
from withinreach.ui import returning
from withinreach.ui.keeping import Kept, Nowhere
from withinreach.ui.module import OpenModule, SilentModule, open_module
from withinreach.ui.returning import FromBefore

from tests.unit.returning import MONDAY, NAMES, RIGHT, WRONG, answered, line, loaded, modules, notes
from tests.unit.samples import Html

FIRST, SECOND, THIRD = NAMES
DAY = timedelta(days=1)


class Place:
    """The three modules beside each other, and a data folder."""

    def __init__(self, folder: Path) -> None:
        self.modules, self.data = modules(folder / "release"), folder / "data"

    def opens(self, name: str, at: datetime = MONDAY, many: int = 3) -> FromBefore:
        module = loaded(self.modules, name)
        return FromBefore(many, module, Kept(module, self.data), self.modules / name, at)

    def answers(self, *given: tuple[str, Any], at: datetime = MONDAY) -> None:
        for task, answer in given:
            home = NAMES[int(task[1]) - 1]
            answered(self.data, home, line(task, answer, at=f"{at:%Y-%m-%dT%H:%M:%SZ}"))


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    monkeypatch.delenv("WITHINREACH_DESK_URL", raising=False)
    return Place(tmp_path)


def tasks(shown: FromBefore) -> list[str]:
    return [part.setting["id"] for part in shown.parts if not isinstance(part, str)]


def heads(shown: FromBefore) -> list[str]:
    return [Html(part).text for part in shown.parts if isinstance(part, str)]


def commit(component: Any, answer: Any) -> dict[str, Any]:
    reply: dict[str, Any] = component.answer_to({"type": "commit", "answer": answer})
    return reply


def test_where_nothing_was_answered_there_is_one_line_and_no_question(place: Place) -> None:
    for name in NAMES:
        shown = place.opens(name)
        assert shown.parts == []
        assert Html(shown.opening).text == (
            "Nothing comes back yet: you have not answered a practice question of an earlier module."
        )


def test_missed_ones_come_with_the_module_and_the_day_they_were_met(place: Place) -> None:
    place.answers(("x1-heard-b", WRONG["x1-heard-b"]), ("x1-body-b", RIGHT["x1-body-b"]))
    shown = place.opens(SECOND, MONDAY + 2 * DAY)

    assert tasks(shown) == ["x1-heard-b", "x1-body-b"]
    assert heads(shown) == ["From module 1 · you met this on 2 November"] * 2
    assert "Two questions from before" in shown.opening
    same = place.opens(THIRD, MONDAY)
    assert heads(same) == ["From module 1 · you met this earlier today"]


def test_a_question_comes_back_without_the_answer_of_last_time_and_without_reasons(place: Place) -> None:
    place.answers(("x1-heard-b", WRONG["x1-heard-b"]))
    (component,) = place.opens(SECOND).parts[1:]

    assert component.state == {}
    page = Html(component.html)
    assert not page.all("input", checked="")
    (reasons,) = page.all("div", **{"class": "answered"})
    assert "hidden" in reasons


def test_an_answer_goes_to_the_journal_of_its_own_module_and_rates_the_card(place: Place) -> None:
    place.answers(("x1-heard-b", WRONG["x1-heard-b"]))
    (component,) = place.opens(SECOND).parts[1:]
    assert commit(component, RIGHT["x1-heard-b"])["type"] == "saved"

    own = history(place.data / "within-reach" / FIRST)
    assert [one.answer for one in own] == [WRONG["x1-heard-b"], RIGHT["x1-heard-b"]]
    assert history(place.data / "within-reach" / SECOND) == []
    assert notes(place.data)["cards"]["x1-heard-b"]["share"] == 1.0


def test_a_missed_question_comes_back_in_module_two_and_answered_well_not_in_module_three(place: Place) -> None:
    now = datetime.now(UTC)
    place.answers(("x1-heard-b", WRONG["x1-heard-b"]), at=now)
    second = place.opens(SECOND, now)
    assert tasks(second) == ["x1-heard-b"]
    commit(second.parts[1], RIGHT["x1-heard-b"])

    assert tasks(place.opens(THIRD, now)) == []
    assert "Nothing is due today. The next question comes back on" in place.opens(THIRD, now).opening


def test_missed_again_it_comes_in_the_next_module_too(place: Place) -> None:
    now = datetime.now(UTC)
    place.answers(("x1-heard-b", WRONG["x1-heard-b"]), at=now)
    commit(place.opens(SECOND, now).parts[1], WRONG["x1-heard-b"])
    assert tasks(place.opens(THIRD, now)) == ["x1-heard-b"]


def test_what_is_tried_after_the_first_answer_tells_nothing(place: Place) -> None:
    now = datetime.now(UTC)
    place.answers(("x1-heard-b", WRONG["x1-heard-b"]), at=now)
    component = place.opens(SECOND, now).parts[1]
    commit(component, WRONG["x1-heard-b"])
    commit(component, RIGHT["x1-heard-b"])
    assert notes(place.data)["cards"]["x1-heard-b"]["share"] == 0.0


def test_a_reload_shows_the_same_questions_and_what_was_answered_stays(place: Place) -> None:
    place.answers(*((name, WRONG[name]) for name in WRONG))
    first = place.opens(SECOND)
    assert len(tasks(first)) == 3
    commit(first.parts[1], RIGHT[tasks(first)[0]])

    again = place.opens(SECOND, MONDAY + DAY / 4)
    assert tasks(again) == tasks(first)
    assert heads(again) == heads(first)
    assert again.parts[1].state["answer"] == RIGHT[tasks(first)[0]]
    assert again.parts[3].state == {}


def test_the_next_day_what_was_missed_comes_first_and_what_was_mended_the_day_before_last(place: Place) -> None:
    now = datetime.now(UTC)
    place.answers(*((name, WRONG[name]) for name in WRONG), at=now)
    first = place.opens(SECOND, now)
    assert tasks(first) == ["x1-heard-b", "x1-body-b", "x1-heard-c"]  # two of one skill do not follow each other
    commit(first.parts[1], RIGHT["x1-heard-b"])
    # Right an hour after it was wrong is remembered for a day, not longer.
    assert tasks(place.opens(SECOND, now + DAY)) == ["x1-heard-c", "x1-body-b", "x1-heard-b"]


def test_at_most_as_many_as_the_author_asks_for(place: Place) -> None:
    place.answers(*((name, WRONG[name]) for name in WRONG))
    assert len(tasks(place.opens(SECOND, many=1))) == 1
    assert "One question from before" in place.opens(SECOND, many=1).opening


@pytest.mark.parametrize("name", [name for name in RIGHT if name != "x1-heard-a"])
def test_every_kind_comes_back_and_is_scored(place: Place, name: str) -> None:
    now = datetime.now(UTC)
    place.answers((name, RIGHT[name]), at=now - 30 * DAY)
    (component,) = place.opens(THIRD, now).parts[1:]
    assert commit(component, RIGHT[name])["type"] == "saved"
    assert notes(place.data)["cards"][name]["share"] == 1.0


def test_a_task_of_a_newer_edition_says_that_an_earlier_version_was_met(place: Place) -> None:
    place.answers(("x1-heard-b", RIGHT["x1-heard-b"]))
    place.opens(SECOND)
    file = place.modules / FIRST / "tasks.yaml"
    raw = file.read_text(encoding="utf-8")
    file.write_text(raw.replace("x1-heard-b\n  edition: 1", "x1-heard-b\n  edition: 2"), encoding="utf-8")

    shown = place.opens(THIRD)
    assert heads(shown) == ["From module 1 · you met an earlier version of this earlier today"]
    assert shown.parts[1].state == {}
    commit(shown.parts[1], WRONG["x1-heard-b"])
    assert (
        notes(place.data)["cards"]["x1-heard-b"] | {"edition": 2, "share": 0.0}
        == (notes(place.data)["cards"]["x1-heard-b"])
    )


def test_a_module_that_is_not_there_or_is_broken_is_passed_over_and_its_cards_are_kept(place: Place) -> None:
    place.answers(("x1-heard-b", WRONG["x1-heard-b"]), ("x2-risk-b", ["o2"]))
    place.opens(THIRD)
    shutil.rmtree(place.modules / FIRST)
    assert tasks(place.opens(THIRD, MONDAY + DAY)) == ["x2-risk-b"]
    assert tasks(place.opens(THIRD, MONDAY + DAY / 2)) == ["x2-risk-b"]
    assert set(notes(place.data)["cards"]) == {"x1-heard-b", "x2-risk-b"}
    (place.modules / SECOND / "tasks.yaml").write_text("- {", encoding="utf-8")
    assert tasks(place.opens(THIRD, MONDAY + DAY)) == []


def test_a_damaged_file_is_said_and_the_cards_come_from_the_journals_again(place: Place) -> None:
    place.answers(("x1-heard-b", WRONG["x1-heard-b"]))
    place.opens(SECOND)
    file = place.data / "within-reach" / "returning.json"
    before = notes(place.data)["cards"]["x1-heard-b"]["stability"]
    file.write_bytes(b"\x00")

    shown = place.opens(SECOND)
    assert "could not be read" in Html(shown.opening).text
    assert tasks(shown) == ["x1-heard-b"]
    assert notes(place.data)["cards"]["x1-heard-b"]["stability"] == before
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_journal_with_damaged_lines_and_odd_answers_is_read_as_far_as_it_goes(place: Place) -> None:
    place.answers(("x1-heard-b", {"what": 1}), ("x1-heard-c", WRONG["x1-heard-c"]), ("x1-body-b", None))
    with (place.data / "within-reach" / FIRST / "answers.jsonl").open("ab") as journal:
        journal.write(b"\xff\n{torn")
    shown = place.opens(SECOND)
    # What cannot be scored was answered all the same: it is asked anew.
    assert tasks(shown) == ["x1-heard-c", "x1-body-b", "x1-heard-b"]


def test_an_answer_that_was_saved_is_saved_also_where_the_card_is_not(place: Place) -> None:
    now = datetime.now(UTC)
    place.answers(("x1-heard-b", WRONG["x1-heard-b"]), at=now)
    component = place.opens(SECOND, now).parts[1]
    file = place.data / "within-reach" / "returning.json"
    file.unlink()
    file.mkdir()
    assert commit(component, RIGHT["x1-heard-b"])["type"] == "saved"
    assert len(history(place.data / "within-reach" / FIRST)) == 2
    shown = place.opens(SECOND, now)
    assert "could not be kept (Is a directory)" in Html(shown.opening).text
    assert tasks(shown) == ["x1-heard-b"]  # that it had been asked is forgotten, and nothing worse


def test_what_stands_in_the_file_is_no_answer_and_no_word_of_anybody(place: Place) -> None:
    place.answers(("x1-heard-b", WRONG["x1-heard-b"]), ("x1-body-b", {"mean": "4711"}))
    place.opens(SECOND)
    text = (place.data / "within-reach" / "returning.json").read_text(encoding="utf-8")
    assert "4711" not in text
    assert "o2" not in text
    assert set(json.loads(text)) == {"v", "cards", "sittings", "missed"}


def test_the_public_edition_says_that_it_remembers_nobody(place: Place) -> None:
    module = OpenModule(loaded(place.modules, SECOND), Nowhere())
    with pytest.raises(WithinReachError, match=r"^The public edition remembers no answers\."):
        module.returning(3)


@pytest.mark.parametrize("many", [0, 10, -1, "3", None, True, 2.0])
def test_a_number_that_makes_no_sense_is_refused_in_words(place: Place, many: Any) -> None:
    found = loaded(place.modules, SECOND)
    with pytest.raises(WithinReachError, match=r"questions cannot come back\. From 1 to 9 can"):
        OpenModule(found, Kept(found, place.data)).returning(many)


def test_while_nbgrader_executes_a_notebook_there_is_nothing(
    place: Place, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    monkeypatch.chdir(place.modules / SECOND)
    module = open_module(SECOND, edition="workshop")
    assert isinstance(module, SilentModule)
    assert module.returning(3) is None  # type: ignore[func-returns-value]


def test_an_opened_module_finds_its_neighbours_whatever_the_cells_have_done_with_the_folder(
    place: Place, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    now = datetime.now(UTC)
    place.answers(("x1-heard-b", WRONG["x1-heard-b"]), at=now)
    monkeypatch.setenv("WITHINREACH_DATA", str(place.data))
    monkeypatch.chdir(place.modules / SECOND)
    module = open_module(SECOND, edition="workshop")
    monkeypatch.chdir(tmp_path)
    shown: Any = module.returning(3)
    assert tasks(shown) == ["x1-heard-b"]


def test_opening_a_page_makes_no_folder_of_an_earlier_module(place: Place) -> None:
    place.opens(THIRD)
    assert sorted(one.name for one in (place.data / "within-reach").iterdir() if one.is_dir()) == [THIRD, "private"]


def test_a_line_of_another_window_is_seen_when_the_page_is_opened_again(place: Place) -> None:
    place.answers(("x1-heard-b", WRONG["x1-heard-b"]))
    place.opens(SECOND)
    Journal(place.data / "within-reach" / FIRST).append(
        Line(at="2026-11-02T10:00:00Z", task="x1-heard-b", edition=1, answer=RIGHT["x1-heard-b"])
    )
    assert place.opens(SECOND).parts[1].state["answer"] == RIGHT["x1-heard-b"]


def test_only_practice_is_scored_here(place: Place) -> None:
    from withinreach.grading.practice import practice_share

    graded: Base = loaded(place.modules, FIRST).task("x1-body")
    with pytest.raises(ValueError, match="x1-body is graded"):
        practice_share(graded, line("x1-body", ["o1"]))  # type: ignore[arg-type]


class Desk:
    """A desk that answers with results, or not at all."""

    def __init__(self) -> None:
        self.shares: dict[str, float] = {}
        self.status = 200
        self.asked: list[str] = []

    def body(self) -> bytes:
        tasks = [{"task": name, "points": 0, "maximum": 2, "share": share} for name, share in self.shares.items()]
        return json.dumps([{"module": FIRST, "tasks": tasks}]).encode()


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    known = Desk()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            known.asked.append(self.path)
            self.send_response(known.status)
            self.end_headers()
            self.wfile.write(known.body() if known.status == 200 else b"")

        def log_message(self, *words: Any) -> None:
            """Say nothing."""

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=listening.serve_forever)
    thread.start()
    monkeypatch.setenv("WITHINREACH_DESK_URL", f"http://127.0.0.1:{listening.server_port}")
    monkeypatch.setenv("JUPYTERHUB_API_TOKEN", "token")
    yield known
    listening.shutdown()
    listening.server_close()
    thread.join()


def test_a_missed_graded_task_brings_its_practice_sibling_though_that_was_never_answered(
    place: Place, desk: Desk
) -> None:
    desk.shares = {"x1-body": 0.5}
    shown = place.opens(SECOND)
    assert tasks(shown) == ["x1-body-c"]
    assert heads(shown) == ["From module 1 · practice for “who sleeps”, which is on your marked page"]
    assert desk.asked == ["/api/results"]
    assert notes(place.data)["missed"] == {"x1-body": "2026-11-02T09:00:00Z"}


def test_a_graded_task_that_went_well_brings_nothing(place: Place, desk: Desk) -> None:
    desk.shares = {"x1-body": 0.6}
    assert tasks(place.opens(SECOND)) == []


def test_the_sibling_answered_well_after_the_marks_does_not_come_again(place: Place, desk: Desk) -> None:
    now = datetime.now(UTC)
    desk.shares = {"x1-body": 0.0}
    commit(place.opens(SECOND, now).parts[1], RIGHT["x1-body-c"])
    assert tasks(place.opens(THIRD, now)) == []


def test_while_the_desk_is_out_of_reach_the_page_goes_on_with_what_was_known(place: Place, desk: Desk) -> None:
    place.answers(("x1-heard-b", WRONG["x1-heard-b"]))
    desk.status = 503
    assert tasks(place.opens(SECOND)) == ["x1-heard-b"]
    desk.status, desk.shares = 200, {"x1-body": 0.0}
    # A day later: who was asked and did not answer is asked again, and the marked one joins.
    assert set(tasks(place.opens(SECOND, MONDAY + DAY))) == {"x1-heard-b", "x1-body-c"}
    desk.status = 503
    assert set(tasks(place.opens(THIRD, MONDAY + DAY))) == {"x1-heard-b", "x1-body-c"}
    assert "trouble" not in place.opens(THIRD, MONDAY + DAY).opening


def test_a_desk_that_says_nothing_holds_the_page_up_for_a_moment_only(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.answers(("x1-heard-b", WRONG["x1-heard-b"]))
    monkeypatch.setattr(returning, "DESK_SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        monkeypatch.setenv("WITHINREACH_DESK_URL", f"http://127.0.0.1:{silent.getsockname()[1]}")
        monkeypatch.setenv("JUPYTERHUB_API_TOKEN", "token")
        begun = time.monotonic()
        assert tasks(place.opens(SECOND)) == ["x1-heard-b"]
        assert time.monotonic() - begun < 4
    monkeypatch.undo()
    assert returning.DESK_SECONDS == 2
