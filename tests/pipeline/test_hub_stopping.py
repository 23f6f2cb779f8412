"""Starting, stopping and starting again."""

from __future__ import annotations

import json
import os
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from withinreach.hub.accounts import ours

from tests.pipeline.hub_fixture import Workshop, until, workshop_folder

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="separate accounts need root")


@pytest.fixture
def workshop() -> Iterator[Workshop]:
    with workshop_folder() as made:
        # as in root's own home: accounts cannot enter the checkout at all, and everything works
        made.checkout.chmod(0o700)
        yield made


def alive(processes: list[psutil.Process]) -> list[psutil.Process]:
    # is_running also looks at the time of birth, so a number given to another program does not count
    return [p for p in processes if p.is_running() and p.status() != psutil.STATUS_ZOMBIE]


def with_two_servers(workshop: Workshop) -> list[psutil.Process]:
    """Everything that runs when two people have a server, one of them with a kernel."""
    with workshop.signed_in("participant") as first, workshop.signed_in("instructor") as second:
        first.open_own("/voila/render/01-foundations/01-foundations.ipynb")
        second.open_own("/lab")
    found = workshop.processes()
    kernels = [p for p in found if "ipykernel_launcher" in p.cmdline()]
    assert {workshop.server_of("participant"), workshop.server_of("instructor")} <= set(found)
    assert any(p.ppid() == workshop.server_of("participant").pid for p in kernels)
    return found


def test_ctrl_c_ends_everything_within_five_seconds_and_the_next_start_finds_what_was_kept(workshop: Workshop) -> None:
    workshop.start()
    everything = with_two_servers(workshop)
    assert workshop.stop(signal.SIGINT) < 5
    assert alive(everything) == []
    assert [p for p in psutil.process_iter() if set(p.uids()) & {a.uid for a in ours(workshop.instance)}] == []

    journal = workshop.account("participant").home / "within-reach-data" / "answers.jsonl"
    journal.parent.mkdir(exist_ok=True)
    journal.write_text("an answer\n", encoding="utf-8")
    gradebook = workshop.folder / "course" / "gradebook.db"
    born = gradebook.stat().st_ino
    first = workshop.passwords
    database = (workshop.folder / "hub" / "jupyterhub.sqlite").stat().st_ino

    workshop.start()
    assert journal.read_text(encoding="utf-8") == "an answer\n"
    assert gradebook.stat().st_ino == born
    assert (workshop.folder / "hub" / "jupyterhub.sqlite").stat().st_ino == database
    assert set(workshop.passwords.values()).isdisjoint(first.values())  # new ones each time
    with workshop.signed_in("participant") as person:
        assert person.open("/services/desk/").status_code == 200
    assert workshop.stop(signal.SIGTERM) < 5


def test_a_launcher_that_is_killed_takes_its_servers_with_it_and_the_next_start_works(workshop: Workshop) -> None:
    workshop.start()
    everything = with_two_servers(workshop)
    workshop.stop(signal.SIGKILL)
    until(lambda: not alive(everything), "the end of everything that the killed launcher had started", 30)
    left = Path(json.loads((workshop.folder / "hub" / "workshop.json").read_text(encoding="utf-8"))["sockets"])
    assert left.is_dir()
    workshop.start()
    assert not left.exists()


@pytest.mark.parametrize("taken,way_out", [("port", "PORT=8100"), ("public_port", "PUBLIC_PORT=8900")])
def test_a_taken_port_is_named_with_a_way_to_choose_another(workshop: Workshop, taken: str, way_out: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        setattr(workshop, taken, port)
        assert workshop.launch().wait(60) == 1
    assert f"Port {port}" in workshop.said
    assert f"make workshop {way_out}" in workshop.said
    assert "Traceback" not in workshop.said
    assert ours(workshop.instance) == []  # nothing was made


def test_while_it_runs_a_second_start_and_cleaning_are_refused_and_afterwards_cleaning_takes_all_away(
    workshop: Workshop,
) -> None:
    workshop.start()
    second = Workshop(workshop.checkout, workshop.state, workshop.instance, starts=10)
    assert second.launch().wait(60) == 1
    assert "is running already" in second.said
    assert "WITHINREACH_INSTANCE=" in second.said
    with pytest.raises(AssertionError, match="is running already"):
        workshop.clean()
    names = {account.name for account in ours(workshop.instance)}
    assert len(names) == 5
    with workshop.signed_in("participant") as person:
        assert person.open("/services/desk/").status_code == 200
    workshop.stop()
    said = workshop.clean()
    assert all(name in said for name in names)
    assert ours(workshop.instance) == []
    assert not workshop.folder.exists()
    assert "nothing" in workshop.clean()
