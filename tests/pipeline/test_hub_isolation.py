"""Separate accounts: who runs as whom, and what each can and cannot read."""

from __future__ import annotations

import grp
import json
import os
import pwd
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import psutil
import pytest
from jupyter_client.blocking.client import BlockingKernelClient

from tests.pipeline.hub_fixture import Person, Workshop, as_account, form_data, running_workshop

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="separate accounts need root")

EVERYBODY = ("participant", "colleague", "instructor", "desk", "public")


@pytest.fixture(scope="module")
def workshop() -> Iterator[Workshop]:
    with running_workshop() as running:
        yield running


@pytest.fixture(scope="module")
def participant(workshop: Workshop) -> Iterator[Person]:
    with workshop.signed_in("participant") as person:
        person.open_own("/lab")
        yield person


@pytest.fixture(scope="module")
def colleague(workshop: Workshop) -> Iterator[Person]:
    with workshop.signed_in("colleague") as person:
        yield person


@pytest.fixture(scope="module")
def instructor(workshop: Workshop) -> Iterator[Person]:
    with workshop.signed_in("instructor") as person:
        person.open_own("/formgrader")
        yield person


@pytest.mark.parametrize("name", EVERYBODY)
def test_each_account_is_locked_has_no_shell_its_own_group_and_a_closed_home(workshop: Workshop, name: str) -> None:
    entry = pwd.getpwnam(f"wr-{workshop.instance}-{name}")
    status = subprocess.run(["passwd", "--status", entry.pw_name], capture_output=True, text=True, check=True).stdout
    assert status.split()[1] == "L"
    assert entry.pw_shell == "/usr/sbin/nologin"
    assert grp.getgrgid(entry.pw_gid).gr_name == entry.pw_name
    assert os.getgrouplist(entry.pw_name, entry.pw_gid) == [entry.pw_gid]
    home = Path(entry.pw_dir)
    assert home.is_relative_to(workshop.folder)
    assert (home.stat().st_uid, home.stat().st_mode & 0o777) == (entry.pw_uid, 0o700)


def test_it_says_beforehand_which_accounts_and_which_folder_it_makes(workshop: Workshop) -> None:
    before = workshop.said.partition("Starting")[0]
    assert all(f"wr-{workshop.instance}-{name}" in before for name in EVERYBODY)
    assert str(workshop.folder) in before


def test_signing_in_leads_to_the_home_page_that_the_desk_serves(workshop: Workshop, participant: Person) -> None:
    home = participant.open("/")
    assert (home.status_code, str(home.url)) == (200, f"{workshop.url}/services/desk/")


def test_a_wrong_password_and_an_unknown_name_are_refused_in_the_same_words(workshop: Workshop) -> None:
    answers = []
    for name, password in (("participant", "wrong"), ("root", workshop.passwords["participant"])):
        with httpx.Client(base_url=workshop.url, follow_redirects=True, timeout=60) as browser:
            form = browser.get("/")
            answers.append(browser.post(str(form.url), data=form_data(form.text, name, password)))
    assert [answer.status_code for answer in answers] == [403, 403]
    messages = [re.findall(r'role="alert">([^<]+)<', answer.text) for answer in answers]
    assert messages[0] == messages[1] != []


def test_the_sign_in_page_asks_no_other_machine_for_anything(workshop: Workshop) -> None:
    page = httpx.get(f"{workshop.url}/hub/login", follow_redirects=True).text
    assert re.findall(r'(?:src|href)="(?:https?:)?//[^"]+"', page) == []
    sheet = re.search(r'rel="stylesheet" href="([^"]+)"', page)
    assert sheet is not None
    assert httpx.get(f"{workshop.url}{sheet[1]}").headers["content-type"] == "text/css"  # also for strangers


def test_a_participants_server_and_kernel_run_as_their_own_account_only(
    workshop: Workshop, participant: Person
) -> None:
    account = workshop.account("participant")
    server = workshop.server_of("participant")
    assert set(server.uids()) == {account.uid}
    assert set(server.gids()) == {account.gid}
    seen = in_kernel(participant, server, "import os; print(os.getuid(), os.getgid(), os.getgroups())")
    assert seen == f"{account.uid} {account.gid} [{account.gid}]"


def test_nothing_of_roots_environment_reaches_a_participant(workshop: Workshop, participant: Person) -> None:
    server = workshop.server_of("participant")
    seen = in_kernel(participant, server, "import os; print(os.environ)")
    assert "SECRET_OF_ROOT" not in seen
    assert "WITHINREACH_KEYS" not in seen
    assert f"'HOME': '{workshop.account('participant').home}'" in seen
    assert "WITHINREACH_DESK_URL" in seen


def in_kernel(person: Person, server: psutil.Process, code: str) -> str:
    """Run ``code`` in a new kernel of the person's server; returns what it printed."""
    headers = {"Authorization": f"token {server.environ()['JUPYTERHUB_API_TOKEN']}"}
    started = httpx.post(f"{person.browser.base_url}/user/{person.name}/api/kernels", headers=headers, timeout=60)
    assert started.status_code == 201, started.text
    file = Path(server.environ()["JUPYTER_RUNTIME_DIR"]) / f"kernel-{started.json()['id']}.json"
    client = BlockingKernelClient(connection_file=str(file))
    client.load_connection_file()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=60)
        printed: list[str] = []
        client.execute_interactive(code, timeout=60, output_hook=lambda m: printed.append(m["content"].get("text", "")))
    finally:
        client.stop_channels()
    return "".join(printed).strip()


def test_the_desk_and_the_public_edition_have_accounts_of_their_own(workshop: Workshop) -> None:
    owners = {}
    for process in workshop.processes():
        for program in ("withinreach.desk", "voila"):
            if program in process.cmdline():
                owners[program] = set(process.uids())
    assert owners == {
        "withinreach.desk": {workshop.account("desk").uid},
        "voila": {workshop.account("public").uid},
    }


def test_a_bookmarked_module_opens_without_asking_to_start_a_server(workshop: Workshop) -> None:
    with workshop.signed_in("colleague") as person:
        page = person.open("/user/colleague/lab")
        onward = re.search(r'http-equiv="refresh" content="0;url=([^"]+)"', page.text)
        assert onward is not None
        waiting = person.open(onward[1].replace("&amp;", "&"))
    assert "One moment" in waiting.text
    assert "/hub/spawn-pending/colleague" in str(waiting.url)


@pytest.mark.parametrize("path", ["lab", "api/contents", "voila/render/01-foundations/01-foundations.ipynb"])
def test_nobody_else_enters_a_participants_server(
    participant: Person, colleague: Person, instructor: Person, path: str
) -> None:
    own = participant.open(f"/user/participant/{path}")
    others = [person.open(f"/user/participant/{path}") for person in (colleague, instructor)]
    assert own.status_code == 200
    assert [answer.status_code for answer in others] == [403, 403]


def test_a_servers_token_opens_no_other_server(workshop: Workshop, participant: Person, instructor: Person) -> None:
    token = workshop.server_of("participant").environ()["JUPYTERHUB_API_TOKEN"]
    for name, expected in (("participant", 200), ("instructor", 403)):
        url = f"{workshop.url}/user/{name}/api/contents"
        assert httpx.get(url, headers={"Authorization": f"token {token}"}).status_code == expected


def test_marking_is_the_instructors_page_only(participant: Person, instructor: Person) -> None:
    own = [person.open(f"/user/{person.name}/formgrader/manage_assignments") for person in (participant, instructor)]
    assert [answer.status_code for answer in own] == [404, 200]
    course = [person.open(f"/user/{person.name}/formgrader/api/assignments") for person in (participant, instructor)]
    assert course[0].status_code == 404
    assert [row["name"] for row in course[1].json()] == ["01-foundations"]


def test_lab_shows_a_participant_nothing_of_nbgrader_and_asks_no_other_machine(participant: Person) -> None:
    page = participant.open("/user/participant/lab").text
    assert re.search(r'"disabledExtensions": \[[^\]]*"@jupyter/nbgrader"', page)
    assert re.search(r'"disabledExtensions": \[[^\]]*"@jupyterlab/apputils-extension:announcements"', page)
    assert re.findall(r'(?:src|href)="(?:https?:)?//[^"]+"', page) == []


@pytest.mark.parametrize("host", ["lab", "tree", "notebooks/01-foundations/01-foundations.ipynb"])
def test_lab_and_notebook_answer_beside_voila(participant: Person, host: str) -> None:
    assert participant.open(f"/user/participant/{host}").status_code == 200


def test_a_module_under_voila_names_no_other_machine_for_its_formulas(participant: Person) -> None:
    page = participant.open("/user/participant/voila/render/01-foundations/01-foundations.ipynb").text
    config = json.loads(re.search(r'id="jupyter-config-data"[^>]*>(.*?)</script>', page, re.DOTALL)[1])  # type: ignore[index]
    # null is what makes Voilà's script take its own copy
    assert (config["fullMathjaxUrl"], config["mathjaxConfig"]) == (None, None)


@pytest.mark.parametrize("name", ["participant", "public", "desk"])
@pytest.mark.parametrize("secret", ["keys", "tests", ".git", "course", "hub"])
def test_no_account_but_the_course_reads_keys_in_any_place(workshop: Workshop, name: str, secret: str) -> None:
    parent = workshop.folder if secret in {"course", "hub"} else workshop.checkout
    found = as_account(workshop.account(name), "find", str(parent / secret), "-type", "f", "-readable")
    assert found.stdout == ""
    assert found.stderr != ""  # it could not even look


@pytest.mark.parametrize("name,owner", [("desk", "desk"), ("course", "instructor"), ("hub", None)])
def test_what_must_stay_apart_lies_in_folders_that_one_account_enters(
    workshop: Workshop, name: str, owner: str | None
) -> None:
    found = (workshop.folder / name).stat()
    assert (found.st_mode & 0o777, found.st_uid) == (0o700, workshop.account(owner).uid if owner else 0)


def test_the_desks_folder_is_closed_to_participants_and_to_the_course(workshop: Workshop) -> None:
    desk = workshop.folder / "desk"
    assert any(desk.rglob("*.sqlite"))
    for name in ("participant", "instructor", "public"):
        assert as_account(workshop.account(name), "find", str(desk), "-type", "f", "-readable").stdout == ""


def test_no_file_that_a_participant_can_read_holds_the_reason_of_a_graded_option(workshop: Workshop) -> None:
    # the first line of a reason in keys/01-foundations.yaml
    key = "Good news is load as well. Four broken nights use up"
    sockets = json.loads((workshop.folder / "hub" / "workshop.json").read_text(encoding="utf-8"))["sockets"]
    search = ["grep", "-rlF", "--devices=skip", key, str(workshop.state.parent), sockets]
    as_root = subprocess.run(search, capture_output=True, text=True, check=False)
    assert str(workshop.checkout / "keys" / "01-foundations.yaml") in as_root.stdout
    assert str(workshop.folder / "course" / "keys" / "01-foundations.yaml") in as_root.stdout
    assert as_account(workshop.account("participant"), *search).stdout == ""


def test_the_course_account_reads_its_keys(workshop: Workshop) -> None:
    keys = workshop.folder / "course" / "keys"
    assert "01-foundations.yaml" in as_account(workshop.account("instructor"), "ls", str(keys)).stdout


def test_the_published_tree_is_read_by_everybody_and_written_by_nobody(workshop: Workshop) -> None:
    tree = workshop.folder / "published"
    account = workshop.account("participant")
    notebook = tree / "release" / "01-foundations" / "01-foundations.ipynb"
    assert as_account(account, "test", "-r", str(notebook)).returncode == 0
    assert as_account(account, "find", str(tree), "-writable").stdout == ""
    assert not (tree / "keys").exists()


def test_the_public_edition_shows_its_page_under_a_strict_policy_of_content(workshop: Workshop) -> None:
    page = httpx.get(f"{workshop.public_url}/voila/render/index.ipynb", timeout=60)
    assert page.status_code == 200
    assert "default-src 'self'" in page.headers["content-security-policy"]
    assert httpx.get(f"{workshop.public_url}/api/kernels").status_code == 404


def test_only_this_machine_can_reach_any_of_our_ports(workshop: Workshop) -> None:
    listening = [c for p in workshop.processes() for c in p.net_connections("inet") if c.status == psutil.CONN_LISTEN]
    assert {workshop.port, workshop.public_port} <= {c.laddr.port for c in listening}
    assert {c.laddr.ip for c in listening} <= {"127.0.0.1", "::1"}


@pytest.mark.parametrize("name", ["participant", "colleague"])
def test_opening_a_notebook_in_lab_asks_for_its_checkpoints_and_gets_an_answer(workshop: Workshop, name: str) -> None:
    # Jupyter keeps them in the system's temporary folder where it cannot write beside the notebook:
    # the second person would be locked out by the first one's folder
    with workshop.signed_in(name) as person:
        person.open_own("/lab")
        answer = person.open(f"/user/{name}/api/contents/01-foundations/01-foundations.ipynb/checkpoints")
    assert (answer.status_code, answer.json()) == (200, [])
