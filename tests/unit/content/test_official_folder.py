"""The folder of an official wording: where it may lie, what it needs, and when it is used."""

from __future__ import annotations

from pathlib import Path

import pytest
from withinreach.content.errors import ContentError, WithinReachError
from withinreach.content.official import VARIABLE, in_use, official

from tests.unit.official_wording import refusal, rows, write

PERMITS = "one or more lines that say who permits you to use the ECR-R, for what, and until when."


@pytest.mark.parametrize(
    "note,said",
    [
        (None, f"ecr-r.permission.txt: The file cannot be read (No such file or directory). Accepted: {PERMITS}"),
        (" \n\n", f"ecr-r.permission.txt: The permission note is empty. Accepted: {PERMITS}"),
    ],
)
def test_without_a_permission_note_no_official_wording_is_shown(note: str | None, said: str, tmp_path: Path) -> None:
    file = write(tmp_path, rows()) / "ecr-r.permission.txt"
    if note is None:
        file.unlink()
    else:
        file.write_text(note, encoding="utf-8")

    assert refusal(tmp_path) == said


def test_a_permission_without_statements_is_refused(tmp_path: Path) -> None:
    (write(tmp_path, rows()) / "ecr-r.csv").unlink()

    assert refusal(tmp_path) == (
        "ecr-r.csv: The file cannot be read (No such file or directory). Accepted: a CSV file with the columns item, "
        "subscale, reverse_keyed, statement."
    )


@pytest.mark.parametrize("mark", [".git", "nbgrader_config.py"])
def test_a_folder_from_where_files_are_published_is_refused(mark: str, tmp_path: Path) -> None:
    (tmp_path / mark).touch()
    folder = tmp_path / "wording"
    folder.mkdir()

    assert refusal(write(folder, rows())) == (
        f"The folder {folder} lies inside {tmp_path}, from where files are published. An official wording must stay "
        "with you: move the folder outside, and name the new place."
    )


def test_the_package_itself_is_no_place_for_it_either() -> None:
    package = Path(official.__code__.co_filename).parents[1]

    assert "from where files are published" in refusal(package / "data" / "instruments")


def test_the_folder_that_the_variable_names_is_used_where_it_holds_the_questionnaire(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, rows())
    assert in_use("ecr-r").wording == "paraphrase"

    monkeypatch.setenv(VARIABLE, str(tmp_path))

    assert in_use("ecr-r").wording == "official"
    assert in_use("rsq").wording == "paraphrase"
    assert in_use("ecr-r", "published").order == "published"


@pytest.mark.parametrize("left", ["ecr-r.csv", "ecr-r.permission.txt"])
def test_half_a_wording_in_the_named_folder_is_refused(
    left: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for file in write(tmp_path, rows()).iterdir():
        if file.name != left:
            file.unlink()
    monkeypatch.setenv(VARIABLE, str(tmp_path))

    with pytest.raises(ContentError, match=r"The file cannot be read"):
        in_use("ecr-r")


def test_a_named_folder_that_is_not_there_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "gone"))

    with pytest.raises(WithinReachError) as refused:
        in_use("ecr-r")

    assert str(refused.value) == (
        f"$WITHINREACH_WORDING names {tmp_path / 'gone'}, and no such folder is there. Make it, or unset the variable: "
        "without it the page is a practice form in our own words."
    )
