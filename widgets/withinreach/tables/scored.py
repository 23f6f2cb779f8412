"""A table of answers scored, row by row, as large as it may be."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyarrow as pa

from withinreach.content.errors import WithinReachError
from withinreach.content.instruments import Wording
from withinreach.psychometrics.calibration import Name
from withinreach.psychometrics.orders import Order
from withinreach.psychometrics.table import PERSON, score_sheets
from withinreach.tables.reading import reading
from withinreach.tables.writing import check_place, writing

SCORES = ("anxiety", "avoidance")
TRAITS = ("theta_anxiety", "se_anxiety", "theta_avoidance", "se_avoidance")
SCHEMA = pa.schema(
    [
        (PERSON, pa.string()),
        *((name, pa.float64()) for name in SCORES),
        *((f"{name}_answers", pa.int8()) for name in SCORES),
        *((name, pa.float64()) for name in TRAITS),
        ("wording", pa.string()),
        ("why", pa.string()),
    ]
)


def write_scored(
    answers: Path,
    output: Path,
    *,
    order: Order,
    wording: Wording,
    calibration: Name = "english",
    force: bool = False,
    tell: Callable[[float], None] = lambda _: None,
) -> int:
    """Write the scores of a file of answers, one row for each of its rows, in its order; returns how many.

    Parameters
    ----------
    answers : CSV or Parquet with the columns person, i01 … i36
    output : ends in ``.csv`` or ``.parquet``; columns as in `score_table`
    order, wording, calibration : as in `score_table`
    force : replace a file that is there
    tell : is told the share that has been read, 0 to 1, after each round

    Raises
    ------
    WithinReachError : something in the answers does not belong, or the scores cannot be written there
    """
    check_place(output, force=force)
    if output.exists() and output.samefile(answers):
        raise WithinReachError(f"{output} holds the answers themselves. Name another file for the scores.")
    rows = 0
    with writing(output, SCHEMA, force=force) as write:
        for sheets in reading(answers):
            scored = score_sheets(sheets.raw, wording=wording, order=order, calibration=calibration)
            scored[PERSON] = sheets.persons.to_pandas()
            write(pa.Table.from_pandas(scored, schema=SCHEMA, preserve_index=False))
            rows += len(sheets.raw)
            tell(sheets.read)
    return rows
