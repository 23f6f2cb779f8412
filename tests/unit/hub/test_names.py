"""From a Hub name to an account's name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from withinreach.hub.accounts import account_name, shared
from withinreach.hub.errors import HubError

# what Debian's useradd takes without --badname: adduser.conf(5), NAME_REGEX
SYSTEM_NAME = re.compile(r"[a-z][-a-z0-9_]*")


def test_a_person_works_as_an_account_that_carries_the_workshops_name() -> None:
    assert account_name("demo", "participant") == "wr-demo-participant"


@given(st.from_regex(r"[a-z][a-z0-9]{0,11}", fullmatch=True), st.from_regex(r"[a-z][a-z0-9-]{0,15}", fullmatch=True))
def test_every_accepted_name_gives_an_account_that_linux_accepts(instance: str, name: str) -> None:
    account = account_name(instance, name)
    assert len(account) <= 32
    assert SYSTEM_NAME.fullmatch(account)


@pytest.mark.parametrize(
    "name", ["", "Root", "1st", "-x", "a b", "a/b", "../x", "a.b", "a_b", "ä", "a" * 17, "root\n", "x:0:0", "a$"]
)
def test_other_names_are_refused_in_one_sentence(name: str) -> None:
    with pytest.raises(HubError, match="1 to 16 lower-case letters") as refusal:
        account_name("demo", name)
    assert repr(name) in str(refusal.value)


def test_without_root_a_person_has_a_home_and_nobodys_rights(tmp_path: Path) -> None:
    account = shared("demo", "participant", tmp_path)
    assert account.home == tmp_path / "wr-demo-participant"
    assert account.home.stat().st_mode & 0o777 == 0o700
    assert account.identity() == {}
