"""Writing a table in rounds: it stands under its name when it is whole, or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Literal

import pyarrow as pa
from pyarrow import csv, parquet

from withinreach.content.errors import WithinReachError

Write = Callable[[pa.Table], None]
Quotes = Literal["none", "needed"]


def kind_of(path: Path) -> Literal["csv", "parquet"]:
    """What a file holds, by its ending.

    Raises
    ------
    WithinReachError : another ending
    """
    ending = path.suffix.lower()
    if ending == ".csv":
        return "csv"
    if ending in {".parquet", ".pq"}:
        return "parquet"
    raise WithinReachError(
        f"{path.name}: tables are read and written as CSV or Parquet. Give the file a name in .csv or .parquet."
    )


def check_place(path: Path, *, force: bool) -> None:
    """See that a file can be written there, before any work is done.

    Raises
    ------
    WithinReachError : another ending, no such folder, or a file of that name which may not be replaced
    """
    kind_of(path)
    if not path.parent.is_dir():
        raise WithinReachError(f"There is no folder {path.parent}. Make it first, or name another file.")
    if path.is_dir():
        raise WithinReachError(f"{path} is a folder. Name a file.")
    if path.exists() and not force:
        raise WithinReachError(f"{path} is already there. Name another file, or say --force to replace it.")


@contextmanager
def writing(path: Path, schema: pa.Schema, *, force: bool, quotes: Quotes = "needed") -> Iterator[Write]:
    """A function that adds rows to a table of these columns.

    Rows go to a hidden file beside `path`, which takes its name at the end; whatever goes wrong before, nothing new
    stands there.

    Parameters
    ----------
    path : ends in ``.csv`` or ``.parquet``
    force : replace a file that is there
    quotes : ``none`` only where no text can hold a comma, a quotation mark or a line break

    Raises
    ------
    WithinReachError : it cannot be written
    """
    check_place(path, force=force)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with unfinished.open("xb") as file:
            with _writer(kind_of(path), file, schema, quotes) as writer:
                yield writer.write_table
            file.flush()
            os.fsync(file.fileno())
        check_place(path, force=force)
        unfinished.replace(path)
    except OSError as error:
        raise WithinReachError(f"{path} was not written: {error.strerror or error}.") from error
    finally:
        unfinished.unlink(missing_ok=True)


def _writer(
    kind: Literal["csv", "parquet"], file: BinaryIO, schema: pa.Schema, quotes: Quotes
) -> csv.CSVWriter | parquet.ParquetWriter:
    if kind == "parquet":
        return parquet.ParquetWriter(file, schema)
    options = csv.WriteOptions(quoting_style=quotes, quoting_header="none")
    return csv.CSVWriter(file, schema, write_options=options)
