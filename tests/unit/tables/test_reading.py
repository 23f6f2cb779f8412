from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from numpy.typing import NDArray
from pyarrow import parquet
from withinreach.content.errors import WithinReachError
from withinreach.tables import reading as module
from withinreach.tables.reading import COLUMNS, ITEMS, reading

HEADER = ",".join(COLUMNS)
FOURS = ["4"] * 36


def written(folder: Path, *rows: Sequence[str], header: str = HEADER) -> Path:
    path = folder / "answers.csv"
    path.write_text("\n".join([header, *(",".join(row) for row in rows)]) + "\n", encoding="utf-8")
    return path


def with_answer(item: str, answer: str) -> list[str]:
    answers = FOURS.copy()
    answers[ITEMS.index(item)] = answer
    return answers


def everything(path: Path) -> tuple[list[str], NDArray[np.int8]]:
    rounds = list(reading(path))
    return [name for one in rounds for name in one.persons.to_pylist()], np.concatenate([one.raw for one in rounds])


def refusal(path: Path) -> str:
    with pytest.raises(WithinReachError) as refused:
        list(reading(path))
    return str(refused.value)


def test_people_and_answers_come_as_they_stand(tmp_path: Path) -> None:
    names, raw = everything(written(tmp_path, ["b", *("1234567" * 6)[:36]], ["a", *FOURS]))
    assert names == ["b", "a"]
    assert raw.dtype == np.int8
    assert raw[0, :8].tolist() == [1, 2, 3, 4, 5, 6, 7, 1]
    assert (raw[1] == 4).all()


@pytest.mark.parametrize("name", ["007", "NA", "1e3", "Ä-1", "true", "12345678901234567890"])
def test_a_name_is_kept_as_text_letter_by_letter(tmp_path: Path, name: str) -> None:
    assert everything(written(tmp_path, [name, *FOURS]))[0] == [name]


def test_a_name_may_hold_commas_quotation_marks_and_line_breaks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Rounds of a few rows: a round may not end inside a name either.
    monkeypatch.setattr(module, "BYTES", 256)
    names = [f'{number}, "b"' + "\n" * number for number in range(60)]
    rows = [['"' + name.replace('"', '""') + '"', *FOURS] for name in names]
    assert everything(written(tmp_path, *rows))[0] == names


@pytest.mark.parametrize("blank", ["", " ", "NA", "NaN", "nan"])
def test_an_answer_that_is_not_there_is_missing(tmp_path: Path, blank: str) -> None:
    assert everything(written(tmp_path, ["a", *with_answer("i03", blank)]))[1][0, 1:4].tolist() == [4, 0, 4]


@pytest.mark.parametrize("text", ["5", "5.0", " 5", "5 "])
def test_a_whole_number_may_be_written_in_several_ways(tmp_path: Path, text: str) -> None:
    assert everything(written(tmp_path, ["a", *with_answer("i03", text)]))[1][0, 2] == 5


def test_columns_go_by_their_names_not_their_places(tmp_path: Path) -> None:
    path = written(tmp_path, [*reversed("1234567" * 5 + "1"), "a"], header=",".join([*reversed(ITEMS), "person"]))
    names, raw = everything(path)
    assert names == ["a"]
    assert raw[0].tolist() == [int(answer) for answer in "1234567" * 5 + "1"]


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "answers.csv"
    path.write_bytes(b"\xef\xbb\xbf" + "\r\n".join([HEADER, ",".join(["a", *FOURS]), ""]).encode())
    assert everything(path)[0] == ["a"]


@pytest.mark.parametrize("answer", ["8", "0", "-1", "3.5", "abc", "inf", "4;5", "true"])
def test_what_is_no_answer_is_refused_with_row_and_column(tmp_path: Path, answer: str) -> None:
    path = written(tmp_path, ["a", *FOURS], ["b", *with_answer("i12", answer)])
    assert refusal(path) == (
        f"answers.csv, row 2 (person b), column i12: {answer!r} is no answer. Answers are whole numbers from 1 to 7; "
        "a missing one is left empty."
    )


def test_a_row_is_counted_through_all_rounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BYTES", 4096)
    rows = [[f"p{number}", *FOURS] for number in range(400)]
    rows[299] = ["p299", *with_answer("i36", "9")]
    path = written(tmp_path, *rows)
    assert len(list(zip(reading(written(tmp_path, *rows[:299])), range(99), strict=False))) > 2
    path = written(tmp_path, *rows)
    assert "row 300 (person p299), column i36: '9'" in refusal(path)


def test_every_row_of_many_rounds_is_there_once_and_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BYTES", 4096)
    answers = np.random.default_rng(1).integers(1, 8, (1000, 36))
    rows = [[f"p{number}", *(str(answer) for answer in row)] for number, row in enumerate(answers)]
    names, raw = everything(written(tmp_path, *rows))
    assert names == [f"p{number}" for number in range(1000)]
    assert (raw == answers).all()


def test_the_share_that_was_read_rises_to_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BYTES", 4096)
    shares = [one.read for one in reading(written(tmp_path, *([f"p{n}", *FOURS] for n in range(400))))]
    assert shares == sorted(shares)
    assert shares[0] < 0.5
    assert shares[-1] == pytest.approx(1.0, abs=0.01)  # the row of names is not counted


@pytest.mark.parametrize(
    "header, words",
    [
        (
            HEADER + ",age",
            "row of names, column 38: 'age' is unknown. Needed are person and i01 to i36, each once, and no",
        ),
        (HEADER.replace("i07", "i08"), "row of names, column 9: 'i08' is there twice."),
        (HEADER.removesuffix(",i36"), "the column 'i36' is missing."),
        (HEADER.removeprefix("person,"), "the column 'person' is missing."),
        ("person", "the column 'i01' and 35 more is missing."),
        (HEADER.replace(",", ";"), "Values are to be parted by commas."),
        (HEADER.upper(), "'PERSON' is unknown."),
        ("", "the column 'person' and 36 more is missing."),
    ],
)
def test_columns_that_do_not_belong_are_refused_by_name(tmp_path: Path, header: str, words: str) -> None:
    assert words in refusal(written(tmp_path, ["a", *FOURS], header=header))


@pytest.mark.parametrize("row, values", [(["b", *FOURS[:-1]], 36), (["b", *FOURS, "4"], 38)])
def test_a_row_too_short_or_too_long_is_refused_and_not_filled_up(tmp_path: Path, row: list[str], values: int) -> None:
    assert refusal(written(tmp_path, ["a", *FOURS], row)) == (
        f"answers.csv, row 2: {values} values, but there are 37 columns. Nothing between two commas means that an "
        "answer is missing."
    )


def test_a_person_without_a_name_is_refused(tmp_path: Path) -> None:
    assert "row 2: the person has no name." in refusal(written(tmp_path, ["a", *FOURS], ["", *FOURS]))


def test_a_person_who_is_there_twice_is_refused_also_far_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BYTES", 4096)
    rows = [[f"p{number}", *FOURS] for number in range(400)]
    rows[377] = ["p5", *FOURS]
    assert refusal(written(tmp_path, *rows)) == (
        "answers.csv, row 378: person p5 stands in row 6 already. Give each sheet a name of its own, for example with "
        "the date."
    )


def test_a_file_without_people_is_refused(tmp_path: Path) -> None:
    assert "answers.csv holds no answers." in refusal(written(tmp_path))


@pytest.mark.parametrize("name", ["answers.csv", "answers.parquet"])
def test_a_file_of_something_else_is_refused_in_a_sentence(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"\x89PNG\r\n\x1a\n\xff\xfe")
    assert refusal(tmp_path / name).startswith(f"{name} cannot be read as")


KINDS = {
    "whole numbers": pa.array([4, 5, None], pa.int64()),
    "bytes": pa.array([4, 5, None], pa.int8()),
    "floats": pa.array([4.0, 5.0, float("nan")], pa.float64()),
    "texts": pa.array(["4", "5.0", ""], pa.string()),
}


@pytest.mark.parametrize("kind", KINDS)
def test_parquet_may_hold_answers_as_numbers_or_texts(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "answers.parquet"
    people = pa.array([7, 8, 9])
    parquet.write_table(pa.table({"person": people, **dict.fromkeys(ITEMS, KINDS[kind])}), path)
    names, raw = everything(path)
    assert names == ["7", "8", "9"]
    assert (raw == [[4], [5], [0]]).all()


def test_parquet_with_an_odd_value_is_refused_with_row_and_column(tmp_path: Path) -> None:
    path = tmp_path / "answers.parquet"
    columns = dict.fromkeys(ITEMS, pa.array([4, 5]))
    columns["i09"] = pa.array([4, 9])
    parquet.write_table(pa.table({"person": pa.array(["a", "b"]), **columns}), path)
    assert "answers.parquet, row 2 (person b), column i09: 9 is no answer." in refusal(path)
    columns["i09"] = pa.array([True, False])
    parquet.write_table(pa.table({"person": pa.array(["a", "b"]), **columns}), path)
    assert "row 1 (person a), column i09: True is no answer." in refusal(path)
