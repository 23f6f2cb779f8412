"""The workshop's folder: who may enter what, the published tree, the configuration of servers, the course.

Layout of ``<state>/<instance>`` ::

    home/<account>/   0700, one for each account
    published/        the participants' tree: release/, notebooks/, data/ … root's, everybody reads
    config/           configuration of people's servers and of the public edition; root's, everybody reads
    course/           0700, the course account's: source/, keys/, gradebook
    desk/             0700, the desk's: hand-ins and marked pages
    hub/              0700, root's: database, secrets, password hashes, logs
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from withinreach.hub import course
from withinreach.hub.accounts import Account
from withinreach.hub.environment import plain_environment
from withinreach.hub.errors import HubError
from withinreach.hub.folders import everybody_reads, own, put
from withinreach.hub.workshop import Workshop

MARK = ".within-reach"  # a folder without it is not ours to remove


def make_folders(workshop: Workshop) -> None:
    """Make the folders that belong to the launcher's own account.

    Raises
    ------
    HubError : the folder holds something else, or cannot be made
    """
    folder = workshop.folder
    if folder.exists() and any(folder.iterdir()) and not (folder / MARK).exists():
        raise HubError(
            f"{folder} is not empty and was not made by Within Reach. Choose another name for the workshop "
            "(WITHINREACH_INSTANCE) or another place (WITHINREACH_STATE)."
        )
    try:
        for path, mode in ((folder, 0o755), (workshop.homes, 0o755), (workshop.hub, 0o700)):
            path.mkdir(parents=True, exist_ok=True)
            path.chmod(mode)
        (folder / MARK).touch()
    except OSError as error:
        raise HubError(
            f"{folder} cannot be made ({error.strerror}). Choose a place that you may write: WITHINREACH_STATE=…"
        ) from error


def forget_last_start(folder: Path) -> None:
    """Take away the sockets' folder of a start that was killed; one that was stopped has done so itself."""
    try:
        left = Workshop.read(folder / "hub" / "workshop.json").sockets
    except (OSError, ValueError, KeyError, TypeError):  # there was none, or one of another version
        return
    shutil.rmtree(left, ignore_errors=True)


def publish(workshop: Workshop, checkout: Path) -> None:
    """Write the participants' tree anew; it replaces the old one whole or not at all.

    Raises
    ------
    WithinReachError : text of a key stands in it, or ``release/`` or ``notebooks/`` was not built
    """
    from withinreach.publish.tree import publish_tree

    publish_tree(checkout, workshop.published)
    everybody_reads(workshop.published)


def configure(workshop: Workshop, checkout: Path) -> None:
    """Copy the configuration of servers to where every account can read it, and nothing else of the checkout.

    A checkout may lie where only its owner reads; servers run as other accounts.
    """
    fresh = Path(tempfile.mkdtemp(prefix=".config-", dir=workshop.folder))
    tree = fresh / "tree"
    shutil.copytree(checkout / "deploy" / "hub" / "singleuser", tree)
    shutil.copytree(checkout / "deploy" / "public", tree / "public")
    # one file for both hosts of Voilà, the participants' servers and the public edition
    for host in ("hosts", "participant", "instructor"):
        (tree / host).mkdir(exist_ok=True)
        shutil.copyfile(checkout / "voila.json", tree / host / "voila.json")
    if workshop.banner:
        _write_lab_banner(tree / "demonstration", workshop)
    everybody_reads(tree)
    put(tree, workshop.config)
    shutil.rmtree(fresh)


def _write_lab_banner(folder: Path, workshop: Workshop) -> None:
    style = folder / "custom" / "custom.css"
    style.write_text(
        style.read_text(encoding="utf-8").replace('"BANNER"', json.dumps(workshop.banner)), encoding="utf-8"
    )
    # Notebook 7 looks for custom/custom.css here
    page = {"jupyterConfigDir": str(workshop.config / "demonstration")}
    (folder / "labconfig").mkdir(exist_ok=True)
    (folder / "labconfig" / "page_config.json").write_text(json.dumps(page), encoding="utf-8")


def install_course(workshop: Workshop, checkout: Path, keys: Path, account: Account) -> list[str]:
    """Bring the course folder up to date, as the course account, and generate the assignments into its gradebook.

    Returns the files that the instructor changed and that therefore were left alone.

    Raises
    ------
    HubError : nbgrader refused; its last words are in the message
    """
    own(workshop.course, account)
    packed = course.pack(checkout, keys)
    said = _as_course(workshop, account, ["withinreach.hub.course", str(workshop.course)], packed)
    _as_course(workshop, account, ["withinreach.nbgrader_plugins.prepare", str(workshop.course)], b"")
    kept: list[str] = json.loads(said)
    return kept


def _as_course(workshop: Workshop, account: Account, module: list[str], given: bytes) -> str:
    done = subprocess.run(
        [sys.executable, "-m", *module],
        input=given,
        capture_output=True,
        check=False,
        cwd=workshop.course,
        env=plain_environment(account.home) | {"WITHINREACH_KEYS": str(workshop.course / "keys")},
        umask=0o077,
        **account.identity(),
    )
    if done.returncode:
        log = workshop.hub / "course.log"
        log.write_bytes(done.stdout + done.stderr)
        last = (done.stderr.decode(errors="replace").strip().splitlines() or ["it ended without a word"])[-1]
        raise HubError(f"The course folder could not be prepared ({module[0]}): {last} All of it: {log}")
    said: str = done.stdout.decode()
    return said
