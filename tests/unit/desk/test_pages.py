from __future__ import annotations

from pathlib import Path

import pytest
from withinreach.desk.names import is_person
from withinreach.desk.pages import Pages

MODULE = "01-foundations"


def test_a_page_comes_back_as_it_was_put(tmp_path: Path) -> None:
    pages = Pages(tmp_path)
    pages.put(MODULE, "alice", "<p>Zoë, line one\r\nline two</p>")
    assert pages.get(MODULE, "alice") == "<p>Zoë, line one\r\nline two</p>".encode()
    assert pages.get(MODULE, "bob") is None


def test_a_second_page_takes_the_place_of_the_first_and_nothing_else_is_left(tmp_path: Path) -> None:
    pages = Pages(tmp_path)
    pages.put(MODULE, "alice", "old")
    pages.put(MODULE, "alice", "new")
    assert pages.get(MODULE, "alice") == b"new"
    assert [file.name for file in (tmp_path / MODULE).iterdir()] == ["alice.html"]


def test_a_page_that_cannot_be_written_leaves_the_old_one_whole(tmp_path: Path) -> None:
    pages = Pages(tmp_path)
    pages.put(MODULE, "alice", "old")
    with pytest.raises(UnicodeEncodeError):
        pages.put(MODULE, "alice", "new \ud800")
    assert pages.get(MODULE, "alice") == b"old"
    assert [file.name for file in (tmp_path / MODULE).iterdir()] == ["alice.html"]


def test_pages_are_for_the_desks_own_account(tmp_path: Path) -> None:
    Pages(tmp_path).put(MODULE, "alice", "x")
    assert (tmp_path / MODULE).stat().st_mode & 0o077 == 0
    assert (tmp_path / MODULE / "alice.html").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("person", ["..", "../bob", "a/b", "", ".hidden", "a\0", "Ann", "-x", "a\n", "ä", "a" * 101])
def test_a_name_that_could_lead_elsewhere_is_no_persons(tmp_path: Path, person: str) -> None:
    assert not is_person(person)
    with pytest.raises(ValueError, match="beginning with a letter or digit"):
        Pages(tmp_path).put(MODULE, person, "x")
    with pytest.raises(ValueError, match="beginning with a letter or digit"):
        Pages(tmp_path).get(MODULE, person)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("person", ["alice", "a", "zoe.b", "x@y.org", "7seven", "a-b_c+d", "a" * 100])
def test_ordinary_names_are_persons(person: str) -> None:
    assert is_person(person)


@pytest.mark.parametrize("module", ["..", "../..", "09-nothing", ""])
def test_only_the_courses_modules_become_folders(tmp_path: Path, module: str) -> None:
    with pytest.raises(ValueError, match="There is no module"):
        Pages(tmp_path).put(module, "alice", "x")
    assert list(tmp_path.iterdir()) == []
