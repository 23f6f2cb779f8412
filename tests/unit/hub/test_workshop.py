"""Names, settings and ports, before anything is started."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from withinreach.hub.errors import HubError
from withinreach.hub.ports import choose, find_free, is_free
from withinreach.hub.workshop import Workshop, instance_name, state_folder, write_private


def example(folder: Path, *, separate: bool = True) -> Workshop:
    return Workshop("demo", folder, separate, 8000, 8866, folder / "sockets", 1, 2, 3)


def test_settings_come_back_as_they_were_written_and_are_private(tmp_path: Path) -> None:
    (tmp_path / "hub").mkdir()
    workshop = example(tmp_path)
    file = workshop.write()
    assert Workshop.read(file) == workshop
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_private_file_is_private_even_over_one_that_was_not(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text("old", encoding="utf-8")
    file.chmod(0o644)
    write_private(file, "new")
    assert (file.read_text(encoding="utf-8"), file.stat().st_mode & 0o777) == ("new", 0o600)


def test_only_the_demonstration_without_separate_accounts_has_a_banner(tmp_path: Path) -> None:
    assert example(tmp_path).banner == ""
    assert "isolates nobody" in example(tmp_path, separate=False).banner


@pytest.mark.parametrize("name", ["a", "demo", "demo2", "abcdefghijkl"])
def test_a_short_plain_name_is_taken(name: str) -> None:
    assert instance_name(name) == name


@pytest.mark.parametrize("name", ["Demo", "2demo", "a-b", "abcdefghijklm", "../etc", "root\n"])
def test_a_name_that_cannot_be_part_of_an_account_is_refused_with_an_example(name: str) -> None:
    with pytest.raises(HubError, match="WITHINREACH_INSTANCE=demo") as refusal:
        instance_name(name)
    assert repr(name) in str(refusal.value)


def test_the_environment_chooses_name_and_place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("WITHINREACH_INSTANCE", "spring")
    monkeypatch.setenv("WITHINREACH_STATE", str(tmp_path))
    assert (instance_name(), state_folder()) == ("spring", tmp_path)


def test_a_port_is_the_given_one_before_the_environments_before_the_usual(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second, third = find_free(3)
    monkeypatch.setenv("WITHINREACH_PORT", str(second))
    assert choose(first, "WITHINREACH_PORT", third, "the Hub", "PORT=8100") == first
    assert choose(None, "WITHINREACH_PORT", third, "the Hub", "PORT=8100") == second
    monkeypatch.delenv("WITHINREACH_PORT")
    assert choose(None, "WITHINREACH_PORT", third, "the Hub", "PORT=8100") == third


def test_free_ports_are_different_and_free() -> None:
    found = find_free(20)
    assert len(set(found)) == 20
    assert all(is_free(port) for port in found)


def test_a_port_that_somebody_listens_on_is_taken() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        assert not is_free(port)
        with pytest.raises(HubError, match=rf"Port {port}, meant for the Hub, is taken.*PORT=8100"):
            choose(port, "WITHINREACH_PORT", 8000, "the Hub", "make workshop PORT=8100")


@pytest.mark.parametrize("text", ["eighty", "0", "65536", "-1", "8000.5"])
def test_what_is_no_port_is_refused(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("WITHINREACH_PORT", text)
    with pytest.raises(HubError, match=r"is no port for the Hub.*1024 to 65535"):
        choose(None, "WITHINREACH_PORT", 8000, "the Hub", "make workshop PORT=8100")
