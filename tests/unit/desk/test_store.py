from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import StatementError
from sqlalchemy.schema import CreateTable
from withinreach.desk.results import Results, TaskResult
from withinreach.desk.store import Store
from withinreach.desk.tables import Base

MODULE, OTHER = "01-foundations", "02-recognising"


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/desk.sqlite"


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    store = Store(url)
    yield store
    store.close()


def results(points: float | None = 2.5) -> Results:
    return Results(module=MODULE, tasks=(TaskResult(task="m1-load", points=points, maximum=3),))


def test_a_receipt_names_the_version_the_hash_and_how_many_tasks(store: Store) -> None:
    receipt = store.add_hand_in("alice", MODULE, b"abc", 2)
    assert (receipt.module, receipt.version, receipt.tasks) == (MODULE, 1, 2)
    # FIPS 180-2, appendix B.1: SHA-256 of "abc"
    assert receipt.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert receipt.received.endswith("Z")
    assert len(receipt.received) == len("2026-11-23T21:04:09Z")


def test_versions_count_by_person_and_module(store: Store) -> None:
    versions = [
        store.add_hand_in(person, module, b"{}", 0).version
        for person, module in (
            ("alice", MODULE),
            ("alice", MODULE),
            ("bob", MODULE),
            ("alice", OTHER),
            ("alice", MODULE),
        )
    ]
    assert versions == [1, 2, 1, 1, 3]


def test_a_receipt_stands_for_something_that_another_connection_can_read(store: Store, url: str) -> None:
    store.add_hand_in("alice", MODULE, '{"é": 1}'.encode(), 0)
    with create_engine(url).connect() as other:
        assert other.execute(text("SELECT document FROM hand_ins")).scalar_one() == '{"é": 1}'


def test_many_hand_ins_at_once_get_each_a_number_of_their_own(store: Store, url: str) -> None:
    second = Store(url)
    with ThreadPoolExecutor(8) as pool:
        given = list(pool.map(lambda n: (store, second)[n % 2].add_hand_in("alice", MODULE, b"{}", n), range(24)))
    second.close()
    assert sorted(receipt.version for receipt in given) == list(range(1, 25))


def test_receipts_are_ones_own_and_the_newest_comes_first(store: Store) -> None:
    first = store.add_hand_in("alice", MODULE, b"1", 1)
    store.add_hand_in("bob", MODULE, b"2", 1)
    second = store.add_hand_in("alice", OTHER, b"3", 1)
    assert store.receipts("alice") == [second, first]
    assert store.receipts("carol") == []


def test_the_course_gets_the_newest_of_each_person_and_the_older_ones_stay(store: Store, url: str) -> None:
    for person, raw in (("bob", b"old"), ("alice", b"only"), ("bob", b"new")):
        store.add_hand_in(person, MODULE, raw, 1)
    store.add_hand_in("bob", OTHER, b"elsewhere", 1)
    newest = [(row.person, row.version, row.document) for row in store.newest(MODULE)]
    assert newest == [("alice", 1, "only"), ("bob", 2, "new")]
    with create_engine(url).connect() as other:
        assert other.execute(text("SELECT count(*) FROM hand_ins")).scalar_one() == 4


def test_persons_are_counted_once_however_often_they_hand_in(store: Store) -> None:
    for person in ("alice", "alice", "bob"):
        store.add_hand_in(person, MODULE, b"{}", 0)
    assert store.persons() == {MODULE: 2}


def test_feedback_is_its_owners_and_a_new_release_takes_the_place_of_the_old(store: Store) -> None:
    store.put_feedback("alice", MODULE, results(1.0))
    store.put_feedback("alice", MODULE, results(2.5))
    assert store.feedback("alice")[MODULE].results == results(2.5)
    assert store.feedback("bob") == {}


def test_what_was_kept_is_there_after_a_new_start(store: Store, url: str) -> None:
    receipt = store.add_hand_in("alice", MODULE, b"{}", 0)
    store.close()
    again = Store(url)
    assert again.receipts("alice") == [receipt]
    again.close()


def test_an_error_of_the_database_does_not_repeat_what_somebody_wrote(store: Store, url: str) -> None:
    with create_engine(url).begin() as other:
        other.execute(text("ALTER TABLE hand_ins RENAME COLUMN document TO something_else"))
    with pytest.raises(StatementError) as caught:
        store.add_hand_in("alice", MODULE, b"my most private words", 0)
    assert "private words" not in str(caught.value)


def test_the_tables_can_be_made_in_postgresql() -> None:
    made = "".join(
        str(CreateTable(table).compile(dialect=postgresql.dialect())) for table in Base.metadata.sorted_tables
    )
    assert "id SERIAL NOT NULL" in made
    assert "UNIQUE (person, module, version)" in made
    assert "PRIMARY KEY (person, module)" in made


def test_points_are_summed_and_an_open_mark_is_said() -> None:
    tasks = (
        TaskResult(task="m1-load", points=2.5, maximum=3),
        TaskResult(task="m1-rewrite", points=None, maximum=10),
    )
    mixed = Results(module=MODULE, tasks=tasks)
    assert (mixed.points, mixed.maximum, mixed.complete) == (2.5, 13, False)
    assert results().complete
