from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import csv, parquet
from withinreach.content.errors import WithinReachError
from withinreach.tables.writing import kind_of, writing

SCHEMA = pa.schema([("person", pa.string()), ("anxiety", pa.float64())])
ROWS = pa.table({"person": ["a, b", '"c"'], "anxiety": [2.5, None]}, schema=SCHEMA)
EACH = pytest.mark.parametrize("name", ["scores.csv", "scores.parquet"])


def read_back(path: Path) -> pa.Table:
    return csv.read_csv(path) if path.suffix == ".csv" else parquet.read_table(path)


@EACH
def test_what_was_written_is_read_back_by_others(tmp_path: Path, name: str) -> None:
    with writing(tmp_path / name, SCHEMA, force=False) as write:
        write(ROWS)
        write(ROWS)
    assert read_back(tmp_path / name).to_pydict() == {
        "person": ["a, b", '"c"', "a, b", '"c"'],
        "anxiety": [2.5, None, 2.5, None],
    }


def test_a_csv_quotes_what_needs_it_and_leaves_a_missing_number_empty(tmp_path: Path) -> None:
    with writing(tmp_path / "scores.csv", SCHEMA, force=False) as write:
        write(ROWS)
    assert (tmp_path / "scores.csv").read_text(encoding="utf-8") == 'person,anxiety\n"a, b",2.5\n"""c""",\n'


@EACH
def test_nothing_stands_under_the_name_before_the_table_is_whole(tmp_path: Path, name: str) -> None:
    with writing(tmp_path / name, SCHEMA, force=False) as write:
        write(ROWS)
        assert not (tmp_path / name).exists()
    assert [path.name for path in tmp_path.iterdir()] == [name]


@EACH
def test_what_goes_wrong_half_way_leaves_nothing_behind(tmp_path: Path, name: str) -> None:
    def half_way() -> None:
        with writing(tmp_path / name, SCHEMA, force=False) as write:
            write(ROWS)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        half_way()
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_stays_as_it_is_when_its_replacement_fails(tmp_path: Path) -> None:
    path = tmp_path / "scores.csv"
    path.write_text("mine", encoding="utf-8")

    def fail() -> None:
        with writing(path, SCHEMA, force=True):
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert path.read_text(encoding="utf-8") == "mine"


def test_a_file_that_is_there_is_replaced_only_by_force(tmp_path: Path) -> None:
    path = tmp_path / "scores.csv"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(WithinReachError) as refused, writing(path, SCHEMA, force=False):
        pass
    assert str(refused.value) == f"{path} is already there. Name another file, or say --force to replace it."
    with writing(path, SCHEMA, force=True) as write:
        write(ROWS)
    assert path.read_text(encoding="utf-8").startswith("person,anxiety")


def test_a_file_that_appeared_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "scores.csv"
    with pytest.raises(WithinReachError, match="is already there"), writing(path, SCHEMA, force=False):
        path.write_text("somebody else's", encoding="utf-8")
    assert path.read_text(encoding="utf-8") == "somebody else's"


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    path = tmp_path / "none" / "scores.csv"
    with pytest.raises(WithinReachError) as refused, writing(path, SCHEMA, force=False):
        pass
    assert str(refused.value) == f"There is no folder {path.parent}. Make it first, or name another file."


def test_a_folder_cannot_be_written_as_a_file(tmp_path: Path) -> None:
    (tmp_path / "scores.csv").mkdir()
    with (
        pytest.raises(WithinReachError, match="is a folder"),
        writing(tmp_path / "scores.csv", SCHEMA, force=True),
    ):
        pass


def test_a_full_disk_is_told_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "scores.csv"

    def fill() -> None:
        with writing(path, SCHEMA, force=False):
            raise OSError(28, "No space left on device")

    with pytest.raises(WithinReachError) as refused:
        fill()
    assert str(refused.value) == f"{path} was not written: No space left on device."


@pytest.mark.parametrize(
    "name, kind", [("a.csv", "csv"), ("A.CSV", "csv"), ("a.parquet", "parquet"), ("a.pq", "parquet")]
)
def test_the_ending_says_what_a_file_holds(name: str, kind: str) -> None:
    assert kind_of(Path(name)) == kind


@pytest.mark.parametrize("name", ["a.xlsx", "a", "csv"])
def test_another_ending_is_refused(name: str) -> None:
    with pytest.raises(WithinReachError) as refused:
        kind_of(Path(name))
    assert str(refused.value) == (
        f"{name}: tables are read and written as CSV or Parquet. Give the file a name in .csv or .parquet."
    )
