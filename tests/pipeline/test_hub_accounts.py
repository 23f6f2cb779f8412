"""Accounts of the operating system: ours are made and taken away, others' are never touched."""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from withinreach.hub import secrecy
from withinreach.hub.accounts import Account, ensure, ours, remove
from withinreach.hub.errors import HubError

from tests.pipeline.hub_fixture import as_account, copy_checkout, open_folder

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root makes accounts")


@pytest.fixture
def instance() -> Iterator[str]:
    name = f"t{secrets.token_hex(3)}"
    yield name
    for entry in pwd.getpwall():
        if entry.pw_name.startswith(f"wr-{name}-"):
            subprocess.run(["userdel", entry.pw_name], check=True, capture_output=True)


@pytest.fixture
def folder() -> Iterator[Path]:
    with open_folder() as made:
        yield made


@pytest.fixture
def account(instance: str, folder: Path) -> Account:
    return ensure(instance, "participant", folder / "home")


def test_a_second_call_finds_the_same_account(instance: str, folder: Path, account: Account) -> None:
    assert ensure(instance, "participant", folder / "home") == account
    assert ours(instance) == [account]


def test_a_home_that_was_opened_is_closed_again(instance: str, folder: Path, account: Account) -> None:
    account.home.chmod(0o777)
    ensure(instance, "participant", folder / "home")
    assert account.home.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    "options,fault",
    [
        (["--comment", "Somebody else", "--shell", "/usr/sbin/nologin"], "does not carry our mark"),
        (["--comment", "Within Reach {instance}", "--shell", "/bin/bash"], "has the shell /bin/bash"),
        (
            ["--comment", "Within Reach {instance}", "--shell", "/usr/sbin/nologin", "--home-dir", "/srv"],
            "home in /srv",
        ),
        (["--comment", "Within Reach {instance}", "--no-user-group", "--gid", "nogroup"], "has no group of its own"),
    ],
)
def test_an_account_that_we_did_not_make_is_refused_and_left_as_it_is(
    instance: str, folder: Path, options: list[str], fault: str
) -> None:
    name = f"wr-{instance}-participant"
    filled = [option.format(instance=instance) for option in options]
    home = [] if "--home-dir" in filled else ["--home-dir", str(folder / "home" / name)]
    subprocess.run(["useradd", "--system", *home, *filled, name], check=True, capture_output=True)
    before = pwd.getpwnam(name)
    with pytest.raises(HubError, match=fault):
        ensure(instance, "participant", folder / "home")
    assert pwd.getpwnam(name) == before
    assert not (folder / "home").exists()


def test_removing_takes_the_account_and_its_group_away(instance: str, account: Account) -> None:
    remove(account)
    assert ours(instance) == []
    groups = subprocess.run(["getent", "group", account.name], capture_output=True, text=True, check=False)
    assert groups.stdout == ""


def test_folders_that_others_can_read_are_closed_and_named(folder: Path, account: Account) -> None:
    checkout = copy_checkout(folder / "checkout")
    said: list[str] = []
    secrecy.close(secrecy.private_folders(checkout, checkout / "keys"), account, said.append)
    assert [words.split()[0] for words in said] == [str(checkout / name) for name in ("keys", "tests", ".git")]
    for name in ("keys", "tests", ".git"):
        assert (checkout / name).stat().st_mode & 0o777 == 0o700
        assert as_account(account, "find", str(checkout / name), "-type", "f", "-readable").stdout == ""
    again: list[str] = []
    secrecy.close(secrecy.private_folders(checkout, checkout / "keys"), account, again.append)
    assert again == []


def test_a_key_that_stays_readable_stops_the_start(folder: Path, account: Account) -> None:
    keys = folder / "keys"
    keys.mkdir()
    (keys / "a.yaml").write_text("a: 1", encoding="utf-8")
    shutil.chown(
        keys, account.uid, account.gid
    )  # the account owns the folder: taking others' rights away is not enough
    with pytest.raises(HubError, match=r"a\.yaml can still be read by the account"):
        secrecy.close([keys], account, lambda _words: None)


def test_keys_in_a_clone_of_their_own_and_the_history_of_a_linked_worktree_are_looked_at_too(tmp_path: Path) -> None:
    for name in ("main/.git/worktrees/second", "second/keys", "second/tests", "my-keys"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "second" / ".git").write_text(f"gitdir: {tmp_path}/main/.git/worktrees/second\n", encoding="utf-8")
    found = secrecy.private_folders(tmp_path / "second", tmp_path / "my-keys")
    names = ("second/keys", "my-keys", "second/tests", "main/.git")
    assert found == [tmp_path / name for name in names]


def test_an_environment_that_accounts_can_run_is_accepted(account: Account) -> None:
    secrecy.must_run(account)


def test_an_environment_in_a_closed_folder_stops_the_start_and_names_the_folder(
    folder: Path, account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = folder / "closed"
    (closed / "env" / "bin").mkdir(parents=True)
    python = closed / "env" / "bin" / "python"
    python.symlink_to(Path("/usr/bin/python3"))
    closed.chmod(0o700)
    monkeypatch.setattr("sys.executable", str(python))
    with pytest.raises(HubError, match=rf"{closed} lets no other account in \(mode 700\)"):
        secrecy.must_run(account)


def test_a_state_folder_that_accounts_cannot_reach_stops_the_start(instance: str, folder: Path) -> None:
    (folder / "mine").mkdir(mode=0o700)
    account = ensure(instance, "participant", folder / "mine" / "home")
    with pytest.raises(HubError, match=rf"{folder}/mine lets no other account in"):
        secrecy.must_run(account)
