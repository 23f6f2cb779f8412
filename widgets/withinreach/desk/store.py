"""The desk's memory: every hand-in in every version, and the feedback that stands."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec
from sqlalchemy import Engine, create_engine, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from withinreach.content.answers import now
from withinreach.content.handin import Receipt, digest
from withinreach.desk.results import Results
from withinreach.desk.tables import Base, FeedbackRow, HandInRow

_TRIES = 20
"""How often a version number is taken anew when another request of the same person was faster."""


@dataclass(frozen=True)
class Released:
    """Feedback of one module as its owner may have it."""

    module: str
    released: str
    results: Results


class Store:
    """The tables behind plain methods; safe to call from several threads and processes.

    Parameters
    ----------
    url : SQLAlchemy URL of the database; its tables are made where they are missing
    """

    def __init__(self, url: str) -> None:
        self._engine = _engine(url)
        Base.metadata.create_all(self._engine)

    def close(self) -> None:
        """Give every connection back."""
        self._engine.dispose()

    def add_hand_in(self, person: str, module: str, raw: bytes, tasks: int) -> Receipt:
        """Keep a checked document as a new version; it is on disk when the receipt comes back."""
        for _ in range(_TRIES):
            try:
                return self._add(person, module, raw, tasks)
            except IntegrityError:
                continue
        raise RuntimeError(f"no free version number after {_TRIES} tries")

    def receipts(self, person: str) -> list[Receipt]:
        """A person's own receipts of all modules, newest first."""
        query = select(HandInRow).where(HandInRow.person == person).order_by(HandInRow.id.desc())
        with Session(self._engine) as session:
            return [_receipt(row) for row in session.scalars(query)]

    def newest(self, module: str) -> list[HandInRow]:
        """The newest hand-in of each person, in order of names."""
        last = (
            select(HandInRow.person, func.max(HandInRow.version).label("version"))
            .where(HandInRow.module == module)
            .group_by(HandInRow.person)
            .subquery()
        )
        query = (
            select(HandInRow)
            .join(last, (HandInRow.person == last.c.person) & (HandInRow.version == last.c.version))
            .where(HandInRow.module == module)
            .order_by(HandInRow.person)
        )
        with Session(self._engine, expire_on_commit=False) as session:
            return list(session.scalars(query))

    def persons(self) -> dict[str, int]:
        """Module → how many persons have handed it in."""
        query = select(HandInRow.module, func.count(HandInRow.person.distinct())).group_by(HandInRow.module)
        with Session(self._engine) as session:
            return {row[0]: row[1] for row in session.execute(query)}

    def put_feedback(self, person: str, module: str, results: Results) -> None:
        """Release results, in place of earlier ones."""
        row = FeedbackRow(person=person, module=module, released=now(), results=msgspec.json.encode(results).decode())
        with Session(self._engine) as session, session.begin():
            session.merge(row)

    def feedback(self, person: str) -> dict[str, Released]:
        """Module → a person's own released feedback."""
        query = select(FeedbackRow).where(FeedbackRow.person == person)
        with Session(self._engine) as session:
            return {row.module: _released(row) for row in session.scalars(query)}

    def _add(self, person: str, module: str, raw: bytes, tasks: int) -> Receipt:
        last = select(func.max(HandInRow.version)).where(HandInRow.person == person, HandInRow.module == module)
        with Session(self._engine) as session, session.begin():
            row = HandInRow(
                person=person,
                module=module,
                version=(session.scalar(last) or 0) + 1,
                received=now(),
                sha256=digest(raw),
                tasks=tasks,
                document=raw.decode("utf-8"),
            )
            receipt = _receipt(row)
            session.add(row)
        return receipt


def _engine(url: str) -> Engine:
    # Parameters are people's answers: they do not belong in an error's text.
    wait = {"timeout": 30} if url.startswith("sqlite") else {}
    return create_engine(url, hide_parameters=True, pool_pre_ping=True, connect_args=wait)


def _receipt(row: HandInRow) -> Receipt:
    return Receipt(module=row.module, version=row.version, received=row.received, sha256=row.sha256, tasks=row.tasks)


def _released(row: FeedbackRow) -> Released:
    return Released(row.module, row.released, msgspec.json.decode(row.results, type=Results))
