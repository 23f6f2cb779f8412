"""Cited works (BibTeX) and empirical claims (CSV), as shipped in ``data/``."""

from __future__ import annotations

import csv
import re
from functools import cache
from io import StringIO

import msgspec

from withinreach.content.resources import data_text

_ENTRY = re.compile(r"^@\w+\{([^,\s]+),", re.MULTILINE)


class Claim(msgspec.Struct, frozen=True):
    """One empirical claim: what was measured, how large, in whom, how sure, and where it is printed."""

    id: str
    finding: str
    measure: str
    estimate: str
    k: str
    n: str
    grade: str
    citation: str
    says: str


@cache
def bibliography() -> str:
    """The BibTeX text of all works that may be cited."""
    return data_text("references.bib")


@cache
def known_keys() -> frozenset[str]:
    """The citation keys of ``data/references.bib``."""
    return frozenset(_ENTRY.findall(bibliography()))


@cache
def claims() -> dict[str, Claim]:
    """Claims by id, from ``data/claims.csv``."""
    rows = csv.DictReader(StringIO(data_text("claims.csv")))
    return {row["id"]: Claim(**{name: row[name] for name in Claim.__struct_fields__}) for row in rows}
