"""Reading a table of answers in rounds, and refusing what is no answer, with its row and column."""

from __future__ import annotations

import csv as plain
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import csv, parquet

from withinreach.content.errors import WithinReachError
from withinreach.psychometrics.answers import MISSING
from withinreach.psychometrics.table import ITEMS, PERSON
from withinreach.tables.writing import kind_of

COLUMNS = (PERSON, *ITEMS)
BLANK = frozenset({"", "na", "nan"})
"""How a missing answer is written, in any case of the letters."""
NO_ANSWER = -1
LOW, HIGH = 1, 7
ROUND = 65_536
"""Rows of a Parquet file read at once; of a CSV, as many as 8 MB hold."""
BYTES = 8 << 20


@dataclass(frozen=True, eq=False)
class Sheets:
    """Some rows of the file.

    Attributes
    ----------
    persons : (n_persons,) the ids, as text
    raw : (n_persons, 36) int8, 1 to 7 in the order of the columns i01 … i36, 0 where there is no answer
    read : share of the file that has been read with these rows, 0 to 1
    """

    persons: pa.Array
    raw: NDArray[np.int8]
    read: float


def reading(path: Path) -> Iterator[Sheets]:
    """The answers of a CSV or Parquet file with the columns person, i01 … i36, in any order of the columns.

    Whoever reads to the end has had every row, in its place; the last thing refused is a name that stands twice.

    Raises
    ------
    WithinReachError : no such table, a column too many or too few, a person without a name or there twice, or a value
        that is no answer; row (from 1, names of columns not counted) and column are named
    """
    names: list[pa.Array] = []
    before = 0
    try:
        for table, read in _csv(path) if kind_of(path) == "csv" else _parquet(path):
            names.append(table[PERSON].cast(pa.string()).fill_null("").combine_chunks())
            raw = np.stack([_codes(table[item]) for item in ITEMS], axis=1)
            _refuse_no_name(path, names[-1], before)
            _refuse_no_answer(path, table, names[-1], raw, before)
            before += len(raw)
            yield Sheets(names[-1], raw, read)
    except (pa.ArrowException, UnicodeDecodeError, OSError) as error:
        first = str(error).splitlines()[0].rstrip(".")
        raise WithinReachError(f"{path.name} cannot be read as {kind_of(path)}: {first}.") from error
    if not before:
        raise WithinReachError(
            f"{path.name} holds no answers. Below the names of the columns, one row a person is needed."
        )
    _refuse_twice(path, pa.chunked_array(names))


def _csv(path: Path) -> Iterator[tuple[pa.Table, float]]:
    with path.open(encoding="utf-8-sig", newline="") as text:
        names = next(plain.reader(text), [])
    check_columns(path, names)
    uneven: list[csv.InvalidRow] = []

    def odd(row: csv.InvalidRow) -> str:
        uneven.append(row)
        return "error"

    size, read = path.stat().st_size, 0
    with pa.OSFile(str(path)) as file:
        try:
            rounds = csv.open_csv(
                file,
                csv.ReadOptions(block_size=BYTES, use_threads=False),
                csv.ParseOptions(newlines_in_values=True, invalid_row_handler=odd),
                csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False),
            )
            for batch in rounds:
                read += _length(batch)
                yield pa.Table.from_batches([batch]), min(1.0, read / size)
        except pa.ArrowInvalid as error:
            if not uneven:
                raise
            raise _uneven(path, uneven[0]) from error


def _length(batch: pa.RecordBatch) -> int:
    """How long these rows were as text: their letters and a comma or line break each (quotation marks are left out)."""
    offsets = 4  # bytes of each value beside its letters
    return int(batch.nbytes + (1 - offsets) * batch.num_rows * batch.num_columns)


def _uneven(path: Path, row: csv.InvalidRow) -> WithinReachError:
    return WithinReachError(
        f"{path.name}, row {(row.number or 2) - 1}: {row.actual_columns} values, but there are {row.expected_columns} "
        "columns. Nothing between two commas means that an answer is missing."
    )


def _parquet(path: Path) -> Iterator[tuple[pa.Table, float]]:
    with parquet.ParquetFile(path) as file:
        check_columns(path, file.schema_arrow.names)
        read = 0
        for batch in file.iter_batches(batch_size=ROUND):
            read += len(batch)
            yield pa.Table.from_batches([batch]), read / file.metadata.num_rows


def check_columns(path: Path, names: Sequence[str]) -> None:
    """See that a table has the columns of a table of answers, each once.

    Raises
    ------
    WithinReachError : the first column that is unknown, there twice, or missing
    """
    wanted = f"Needed are {PERSON} and {ITEMS[0]} to {ITEMS[-1]}, each once, and no others."
    for place, name in enumerate(names, start=1):
        if name not in COLUMNS:
            hint = " Values are to be parted by commas." if ";" in name or "\t" in name else ""
            raise WithinReachError(f"{path.name}, row of names, column {place}: {name!r} is unknown. {wanted}{hint}")
        if name in names[: place - 1]:
            raise WithinReachError(f"{path.name}, row of names, column {place}: {name!r} is there twice. {wanted}")
    missing = [name for name in COLUMNS if name not in names]
    if missing:
        more = f" and {len(missing) - 1} more" if len(missing) > 1 else ""
        raise WithinReachError(f"{path.name}: the column {missing[0]!r}{more} is missing. {wanted}")


def _codes(column: pa.ChunkedArray) -> NDArray[np.int8]:
    """Each value as an answer 1 to 7, `MISSING`, or `NO_ANSWER`; distinct values are looked at once."""
    coded = column.combine_chunks().dictionary_encode(null_encoding="encode")
    codes = np.array([_code(value) for value in coded.dictionary.to_pylist()], dtype=np.int8)
    return np.asarray(codes[coded.indices.to_numpy()])


def _code(value: object) -> int:
    if value is None or (isinstance(value, str) and value.strip().lower() in BLANK):
        return MISSING
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return NO_ANSWER
    try:
        number = float(value)
    except ValueError:
        return NO_ANSWER
    if math.isnan(number):
        return MISSING
    return int(number) if number in range(LOW, HIGH + 1) else NO_ANSWER


def _refuse_no_answer(path: Path, table: pa.Table, names: pa.Array, raw: NDArray[np.int8], before: int) -> None:
    if (raw != NO_ANSWER).all():
        return
    row, item = np.argwhere(raw == NO_ANSWER)[0].tolist()
    where = f"{path.name}, row {before + row + 1} (person {names[row].as_py()}), column {ITEMS[item]}"
    raise WithinReachError(
        f"{where}: {table[ITEMS[item]][row].as_py()!r} is no answer. Answers are whole numbers from {LOW} to {HIGH}; "
        "a missing one is left empty."
    )


def _refuse_no_name(path: Path, names: pa.Array, before: int) -> None:
    row = names.index("").as_py()
    if row >= 0:
        raise WithinReachError(
            f"{path.name}, row {before + row + 1}: the person has no name. Give every row one, so that scores find "
            "their way."
        )


def _refuse_twice(path: Path, names: pa.ChunkedArray) -> None:
    """Refuse a name that was there before. Distinct names are numbered as they come, so a repeat does not go up."""
    number = names.combine_chunks().dictionary_encode().indices.to_numpy()
    again = np.flatnonzero(np.diff(np.maximum.accumulate(number)) == 0)
    if again.size:
        row = int(again[0]) + 1
        first = int(np.argmax(number == number[row]))
        raise WithinReachError(
            f"{path.name}, row {row + 1}: person {names[row].as_py()} stands in row {first + 1} already. Give each "
            "sheet a name of its own, for example with the date."
        )
