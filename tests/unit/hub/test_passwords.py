"""One-time passwords and the authenticator that compares them."""

from __future__ import annotations

import asyncio
import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from withinreach.hub.authenticator import WorkshopAuthenticator
from withinreach.hub.passwords import fits, keep, make_password


def test_a_password_is_four_groups_without_letters_that_look_alike() -> None:
    made = {make_password() for _ in range(200)}
    assert len(made) == 200
    assert all([len(group) for group in password.split("-")] == [4, 4, 4, 4] for password in made)
    assert set("01ilo").isdisjoint("".join(made))


def test_the_file_holds_scrypt_hashes_and_no_password_and_is_private(tmp_path: Path) -> None:
    file = tmp_path / "passwords.json"
    passwords = keep(file, ["participant", "instructor"])
    text = file.read_text(encoding="utf-8")
    assert file.stat().st_mode & 0o777 == 0o600
    assert all(password not in text for password in passwords.values())
    kept = json.loads(text)["participant"]
    # the standard library's scrypt with the cost that RFC 7914 gives for interactive use
    again = hashlib.scrypt(
        passwords["participant"].encode(), salt=bytes.fromhex(kept["salt"]), n=16384, r=8, p=1, dklen=32
    )
    assert kept["hash"] == again.hex()


def test_each_start_makes_new_passwords_and_the_old_ones_no_longer_fit(tmp_path: Path) -> None:
    file = tmp_path / "passwords.json"
    first = keep(file, ["participant"])["participant"]
    second = keep(file, ["participant"])["participant"]
    assert first != second
    assert (fits(file, "participant", second), fits(file, "participant", first)) == (True, False)


@pytest.mark.parametrize(
    "name,password", [("participant", ""), ("nobody", ""), ("nobody", "right"), ("instructor", "right"), ("", "right")]
)
def test_only_the_persons_own_password_fits(tmp_path: Path, name: str, password: str) -> None:
    file = tmp_path / "passwords.json"
    made = keep(file, ["participant", "instructor"])
    assert fits(file, "participant", made["participant"])
    assert not fits(file, name, made["participant"] if password == "right" else password)


@pytest.mark.parametrize(
    "name,found", [("participant", "participant"), ("desk", None), ("public", None), ("root", None)]
)
def test_nobody_signs_in_under_the_name_of_a_service(tmp_path: Path, name: str, found: str | None) -> None:
    file = tmp_path / "passwords.json"
    passwords = keep(file, ["participant", "desk", "public"])
    authenticator = WorkshopAuthenticator(passwords_file=str(file))
    given = {"username": name, "password": passwords.get(name, passwords["participant"])}
    # In a thread of its own: the browser tests of the same run leave an event loop running in this one.
    with ThreadPoolExecutor(1) as thread:
        answer = thread.submit(lambda: asyncio.run(authenticator.authenticate(None, given))).result()
    assert answer == found
