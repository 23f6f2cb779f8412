"""The desk's two tables, in plain SQLAlchemy: SQLite and PostgreSQL alike."""

from __future__ import annotations

from sqlalchemy import String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """The desk's tables."""


class HandInRow(Base):
    """One hand-in. Rows are added, never changed; ``version`` counts a person's hand-ins of a module from 1."""

    __tablename__ = "hand_ins"
    __table_args__ = (UniqueConstraint("person", "module", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(String(100), index=True)
    module: Mapped[str] = mapped_column(String(64), index=True)
    version: Mapped[int]
    received: Mapped[str] = mapped_column(String(20))
    sha256: Mapped[str] = mapped_column(String(64))
    tasks: Mapped[int]
    document: Mapped[str] = mapped_column(Text)


class FeedbackRow(Base):
    """The feedback that stands for one person and module; ``results`` is the JSON of ``results.Results``."""

    __tablename__ = "feedback"

    person: Mapped[str] = mapped_column(String(100), primary_key=True)
    module: Mapped[str] = mapped_column(String(64), primary_key=True)
    released: Mapped[str] = mapped_column(String(20))
    results: Mapped[str] = mapped_column(Text)
