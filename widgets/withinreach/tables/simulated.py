"""A table of simulated people, as large as wanted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pyarrow as pa

from withinreach.psychometrics.calibration import Name
from withinreach.psychometrics.simulate import simulate_rounds
from withinreach.psychometrics.table import ITEMS, PERSON
from withinreach.tables.writing import writing

ROUND = 65_536
"""People simulated and written at a time. It changes no answer."""
SCHEMA = pa.schema([(PERSON, pa.string()), *((item, pa.int8()) for item in ITEMS)])


def write_simulated(
    persons: int,
    seed: int,
    calibration: Name,
    output: Path,
    *,
    force: bool = False,
    tell: Callable[[float], None] = lambda _: None,
) -> None:
    """Write the people of `simulate` with their answers as ticked: person (1, 2, … as text), i01 … i36.

    Parameters
    ----------
    persons, seed, calibration : as in `simulate`
    output : ends in ``.csv`` or ``.parquet``
    force : replace a file that is there
    tell : is told the share that is done, 0 to 1, after each round

    Raises
    ------
    WithinReachError : it cannot be written there
    """
    done = 0
    with writing(output, SCHEMA, force=force, quotes="none") as write:
        for answers in simulate_rounds(persons, seed, calibration=calibration, size=ROUND):
            count = len(answers.raw)
            numbers = pa.array(np.arange(done + 1, done + count + 1)).cast(pa.string())
            items = np.ascontiguousarray(answers.raw.T)
            write(pa.Table.from_arrays([numbers, *(pa.array(item) for item in items)], schema=SCHEMA))
            done += count
            tell(done / persons)
