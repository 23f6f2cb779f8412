"""The steps of set-up. Each looks first whether it is already done, so that a second run is quick."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from ctypes.util import find_library
from pathlib import Path

from deploy.places import Places, must_be_open, version_of
from deploy.say import Progress, StopError, run, step

NOTES = "within-reach.json"
WHEEL_SOURCES = ("pyproject.toml", "README.md", "LICENSE", "LICENSE-content.md", "CHANGELOG.md", "widgets", "data")
PIP = ("-m", "pip", "--no-input", "--disable-pip-version-check")
# How pip begins its line about one more line of the lock.
PIP_LOOKS_AT = ("Collecting ", "Processing ", "Ignoring ", "Requirement already satisfied")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


class Notes:
    """What is already in the environment, kept in a small file inside it: step name to fingerprint."""

    def __init__(self, env: Path) -> None:
        self.path = env / NOTES

    def read(self) -> dict[str, str]:
        """All notes; none if there is no file or it is damaged."""
        try:
            found = json.loads(self.path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def says(self, name: str, fingerprint: str) -> bool:
        """Whether the step was done with exactly this input."""
        return self.read().get(name) == fingerprint

    def write(self, name: str, fingerprint: str | None) -> None:
        """Note a step as done, or (``None``) as not done."""
        notes = self.read()
        notes.pop(name, None)
        if fingerprint is not None:
            notes[name] = fingerprint
        self.path.write_text(json.dumps(notes, indent=1) + "\n", encoding="utf-8")


def fingerprint_of(*paths: Path) -> str:
    """SHA-256 over names and contents of files, and of all files in folders; caches do not count."""
    digest = hashlib.sha256()
    for path in paths:
        for file in _files(path):
            digest.update(f"{file.relative_to(path.parent)}\0".encode())
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def _files(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
        return
    for file in sorted(path.rglob("*")):
        if file.is_file() and not {"__pycache__", ".ipynb_checkpoints"} & set(file.parts):
            yield file


def apt_install(places: Places, package: str, purpose: str) -> None:
    """Install one Debian package.

    Raises
    ------
    StopError : not root, or no apt on this system, or apt failed
    """
    if not places.as_root:
        raise StopError(f"{purpose} needs Debian's package {package}. Ask for it: sudo apt install {package}")
    if shutil.which("apt-get") is None:
        raise StopError(f"{purpose} needs Debian's package {package}, and this system has no apt to install it with.")
    step(f"Installing Debian's package {package} ...")
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    run(["apt-get", "update"], log=places.log, doing="Reading Debian's list of packages", extra=quiet)
    command = ["apt-get", "install", "--yes", "--no-install-recommends", package]
    run(command, log=places.log, doing=f"Installing {package}", extra=quiet)


def venv_package(python: Path) -> str:
    """The Debian package that lets this interpreter make environments."""
    return f"{python.name}-venv" if re.fullmatch(r"python3(\.\d+)?", python.name) else "python3-venv"


def make_environment(places: Places, python: Path) -> None:
    """Make the environment if there is none, or if the Python under it has changed."""
    version = version_of(python) or ()
    found = f"{python} {'.'.join(map(str, version))}"
    _free_the_way(places)
    if Notes(places.env).says("python", found) and version_of(places.python) == version:
        step(f"Python {found.split()[1]} ({python})")
        return
    if subprocess.run([str(python), "-c", "import ensurepip, venv"], capture_output=True, check=False).returncode:
        apt_install(places, venv_package(python), "Making an environment")
    step(f"Making an environment with Python {found.split()[1]} in {places.env} ...")
    places.env.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    run([python, "-m", "venv", "--clear", places.env], log=places.log, doing="Making the environment")
    Notes(places.env).write("python", found)


def _free_the_way(places: Places) -> None:
    """Leave at ``.venv`` what this account can use, and refuse to touch what set-up did not make."""
    venv = places.venv
    if not places.as_root:
        if venv.is_symlink():
            raise StopError(
                f"{venv} was made by root, and you are not root. Run this as root, or in a clone of your own."
            )
        return
    if venv.is_dir() and not venv.is_symlink():
        if not (venv / NOTES).exists():
            raise StopError(f"{venv} is an environment that set-up did not make. Move it away and start again.")
        step(f"Removing the environment {venv} that was made without root")
        shutil.rmtree(venv)
    if not venv.is_symlink() or venv.readlink() != places.env:
        venv.unlink(missing_ok=True)
        venv.symlink_to(places.env)


def install_packages(places: Places) -> None:
    """Everything in requirements.lock, each file checked against its hash."""
    lock = places.checkout / "requirements.lock"
    fingerprint, notes = fingerprint_of(lock), Notes(places.env)
    if notes.says("lock", fingerprint):
        step("Packages of requirements.lock: in place")
        return
    about = len(re.findall(r"^[a-z0-9][\w.-]*==", lock.read_text(encoding="utf-8"), re.MULTILINE))
    step(f"Fetching about {about} packages; the first time this takes a few minutes ...")
    started = time.monotonic()
    notes.write("lock", None)
    run(
        # Wheels only: a source archive would run code of its own and fetch things without a hash.
        [places.python, *PIP, "install", "--only-binary", ":all:", "--require-hashes", "-r", lock],
        log=places.log,
        doing="Installing the packages of requirements.lock",
        watch=Progress(PIP_LOOKS_AT, about),
    )
    notes.write("lock", fingerprint)
    step(f"Packages installed ({time.monotonic() - started:.0f} s)")


def install_wheel(places: Places) -> None:
    """Build the wheel of this checkout and install exactly that."""
    fingerprint = fingerprint_of(*(places.checkout / name for name in WHEEL_SOURCES))
    notes, folder = Notes(places.env), places.build / "wheel"
    if notes.says("wheel", fingerprint):
        step("Within Reach: in place")
        return
    step("Building Within Reach and installing it ...")
    notes.write("wheel", None)
    shutil.rmtree(folder, ignore_errors=True)
    build = [places.python, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, places.checkout]
    run(build, log=places.log, doing="Building the wheel")
    wheels = list(folder.glob("*.whl"))
    if len(wheels) != 1:
        raise StopError(f"Building the wheel left {len(wheels)} files in {folder} where one was expected.")
    install = [places.python, *PIP, "install", "--no-index", "--no-deps", "--force-reinstall", wheels[0]]
    run(install, log=places.log, doing="Installing the wheel")
    notes.write("wheel", fingerprint)


def install_proxy(places: Places, *, tests: bool) -> None:
    """The Hub's proxy (and with ``tests`` the accessibility checker), with the environment's own Node."""
    source = places.checkout / "deploy" / "hub"
    fingerprint = fingerprint_of(source / "package.json", source / "package-lock.json", source / ".npmrc")
    notes = Notes(places.env)
    # What tests need includes what the workshop needs.
    if notes.says("proxy", f"{fingerprint} tests") or (not tests and notes.says("proxy", fingerprint)):
        step("The Hub's proxy: in place")
        return
    step("Installing the Hub's proxy ...")
    notes.write("proxy", None)
    places.node.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copyfile(source / name, places.node / name)
    command = [places.env / "bin" / "npm", "ci", "--ignore-scripts", *([] if tests else ["--omit=dev"])]
    run(command, log=places.log, doing="Installing the Hub's proxy with npm", cwd=places.node, extra=_node_path(places))
    notes.write("proxy", f"{fingerprint} tests" if tests else fingerprint)


def _node_path(places: Places) -> dict[str, str]:
    return {"PATH": f"{places.env / 'bin'}:/usr/local/bin:/usr/bin:/bin"}


def install_browser(places: Places) -> None:
    """Chromium for the browser tests: Debian's as root, Playwright's own otherwise."""
    if find_library("atomic") is None:
        install_atomic(places)
    if any(shutil.which(name) for name in BROWSERS):
        step("Chromium: in place")
    elif places.as_root:
        apt_install(places, "chromium", "Testing in a browser")
    else:
        # Not tried: the machines this was written on cannot reach Playwright's download.
        step("Fetching Playwright's Chromium ...")
        command = [places.env / "bin" / "playwright", "install", "chromium"]
        run(command, log=places.log, doing="Fetching a browser for the tests (or ask for: sudo apt install chromium)")


def install_atomic(places: Places) -> None:
    """The one library that the Node inside Playwright needs and that a minimal Debian has not (seen in a fresh one)."""
    if places.as_root:
        apt_install(places, "libatomic1", "Testing in a browser")
    else:
        step("libatomic is missing: should the browser tests not start, ask for: sudo apt install libatomic1")


def check_reach(places: Places, python: Path) -> None:
    """As root: the workshop's accounts must be able to run the interpreter and enter the environment's folder."""
    if places.as_root:
        system = "Use the system's Python, or name another with WITHINREACH_PYTHON=/path/to/python3."
        must_be_open(python, "The Python for the workshop", system)
        elsewhere = "Open that folder (chmod o+x), or choose another place with WITHINREACH_STATE=/path."
        must_be_open(places.env, "The place of the environment", elsewhere)
