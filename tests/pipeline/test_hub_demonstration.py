"""Without root: the same path for somebody who has one account only, and every page says what that means."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator

import httpx
import pytest
from withinreach.hub import accounts, processes

from tests.pipeline.hub_fixture import Workshop, copy_checkout, open_folder

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="an account without rights is made by root")

BANNER = "This demonstration isolates nobody"


@pytest.fixture(scope="module")
def workshop() -> Iterator[Workshop]:
    with open_folder() as folder:
        account = accounts.ensure("trialdemo", "test", folder / "home")
        state = account.home / "state"
        state.mkdir()
        checkout = copy_checkout(folder / "checkout")
        for path in (state, checkout, *checkout.rglob("*")):
            shutil.chown(path, account.uid, account.gid)
        made = Workshop(checkout, state, runs_as=account)
        try:
            yield made.start()
        finally:
            if made.process is not None and made.process.poll() is None:
                made.stop()
            processes.end_accounts([account])
            accounts.remove(account)


def test_everything_runs_as_the_one_account_that_started_it(workshop: Workshop) -> None:
    assert workshop.runs_as is not None
    with workshop.signed_in("participant") as person:
        person.open_own("/lab")
        assert {process.uids().real for process in workshop.processes()} == {workshop.runs_as.uid}
    assert accounts.ours(workshop.instance) == []


def test_the_terminal_and_every_page_say_that_nobody_is_isolated(workshop: Workshop) -> None:
    sign_in = httpx.get(f"{workshop.url}/hub/login", follow_redirects=True).text
    public = httpx.get(f"{workshop.public_url}/voila/render/01-foundations.ipynb", timeout=60).text
    index = httpx.get(f"{workshop.public_url}/voila/render/index.ipynb", timeout=60).text
    with workshop.signed_in("instructor") as person:
        marking = person.open_own("/formgrader").text
        sheets = re.findall(r'href="([^"]+/formgrader/static/css/[^"]+)"', marking)
        formgrader = person.open(sheets[0]).text
    with workshop.signed_in("participant") as person:
        home = person.open("/services/desk/").text
        hub_home = person.open("/hub/home").text
        module = person.open_own("/voila/render/01-foundations/01-foundations.ipynb").text
        lab = person.open_own("/lab").text
        notebook = person.open("/user/participant/tree").text
        style = person.open("/user/participant/custom/custom.css").text
    shown = {"terminal": workshop.said, "sign-in": sign_in, "public": public, "home": home, "hub home": hub_home}
    shown |= {"module": module, "style of Lab and Notebook": style, "list": index, "style of formgrader": formgrader}
    assert [place for place, text in shown.items() if BANNER not in text] == []
    assert "custom/custom.css" in lab
    assert "custom/custom.css" in notebook


def test_participant_and_instructor_have_their_pages_here_too(workshop: Workshop) -> None:
    with workshop.signed_in("instructor") as person:
        marking = person.open_own("/formgrader")
        assert marking.status_code == 200
        assert "nbgrader" in marking.text
    with workshop.signed_in("participant") as person:
        assert person.open_own("/formgrader").status_code == 404


def test_ctrl_c_ends_it_within_five_seconds(workshop: Workshop) -> None:
    with workshop.signed_in("participant") as first, workshop.signed_in("instructor") as second:
        first.open_own("/lab")
        second.open_own("/lab")
    everything = workshop.processes()
    assert workshop.stop() < 5
    assert [p for p in everything if p.is_running()] == []
