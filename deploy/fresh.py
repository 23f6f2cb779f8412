"""``make test-fresh``: both commands in a Debian 12 that has only python3, git and make. Needs root.

The outer half makes the chroot and clones HEAD into it. The inner half runs in a mount and process namespace of
its own, so that whatever happens every mount and every process is gone when it ends. Log: build/fresh.log.
"""

from __future__ import annotations

import argparse
import os
import queue
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import TextIO

CHECKOUT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(CHECKOUT))  # so that this file runs by its path, from any folder

from deploy import chroot  # noqa: E402
from deploy.say import StopError  # noqa: E402

CLONE = "/srv/within-reach"
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+[^\s'\")\]]*")
ADDRESSES = 3
PATIENCE = 900.0  # seconds until the workshop has told its addresses
GRACE = 5.0  # seconds that Ctrl-C may take
STAGES = {
    "setup": ["python3", "deploy/setup.py", "--tests"],
    "test": ["make", "test"],
    "workshop": ["make", "workshop"],
}


class Tee:
    """Lines to the screen and to the log, each with the seconds since the start."""

    def __init__(self, log: TextIO) -> None:
        self.log, self.started = log, time.monotonic()

    def __call__(self, text: str) -> None:
        """One line."""
        line = f"{time.monotonic() - self.started:7.1f}  {text.rstrip()}"
        print(line, flush=True)
        print(line, file=self.log, flush=True)


def popen(command: list[str], **more: object) -> subprocess.Popen[str]:
    """Start a program whose output, errors included, is read line by line."""
    return subprocess.Popen(  # type: ignore[call-overload,no-any-return]
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        **more,
    )


def follow(tee: Tee, command: list[str], **more: object) -> None:
    """Run ``command`` to its end, showing its output.

    Raises
    ------
    StopError : it failed
    """
    tee(f"$ {' '.join(command)}")
    with popen(command, **more) as process:
        for line in process.stdout or ():
            tee(line)
    if process.returncode:
        raise StopError(f"{' '.join(command)} ended with status {process.returncode}.")


def outer(tee: Tee, log: Path, stages: list[str], *, keep: bool) -> None:
    """Make the chroot, hand over to the inner half, take the chroot away."""
    if os.geteuid():
        raise StopError("A chroot can only be made as root. Run: sudo make test-fresh")
    if shutil.which("debootstrap") is None:
        follow(tee, ["apt-get", "install", "--yes", "--no-install-recommends", "debootstrap"])
    folder = Path(tempfile.mkdtemp(prefix="within-reach-fresh-", dir="/var/tmp"))
    root = folder / "debian"
    try:
        mirror = chroot.mirror_of(chroot.apt_sources())
        follow(tee, [*chroot.DEBOOTSTRAP, str(root), *([mirror] if mirror else [])])
        root.chmod(0o755)
        chroot.borrow_configuration(root)
        clone(tee, root)
        space = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc"]
        inner_half = [sys.executable, str(Path(__file__).resolve()), "--inner", str(root), "--log", str(log)]
        result = subprocess.run([*space, *inner_half, *stages], check=False).returncode
        if result:
            raise StopError(f"The fresh Debian did not pass (status {result}); see above and {log}.")
    finally:
        if keep:
            tee(f"Kept: {root}")
        else:
            take_away(folder)


def clone(tee: Tee, root: Path) -> None:
    """Clone HEAD, as a newcomer would; what is not committed is not part of it."""
    git = ["git", "-c", "safe.directory=*", "-C", str(CHECKOUT)]
    changed = subprocess.run([*git, "status", "--porcelain"], capture_output=True, text=True, check=True).stdout
    if changed:
        tee(f"{len(changed.splitlines())} files here are changed and not committed: the clone has not got them.")
    follow(
        tee, ["git", "-c", "safe.directory=*", "clone", "--quiet", "--no-hardlinks", str(CHECKOUT), f"{root}{CLONE}"]
    )


def take_away(folder: Path) -> None:
    """Remove the chroot, but never through a mount."""
    if str(folder) in Path("/proc/self/mounts").read_text(encoding="utf-8"):
        raise StopError(f"Something is still mounted in {folder}; it was left as it is.")
    subprocess.run(["rm", "-rf", "--one-file-system", str(folder)], check=True)


def inner(tee: Tee, root: Path, stages: list[str]) -> None:
    """Inside the namespaces: mount what a machine has, run the stages."""
    for source in ("/proc", "/dev"):
        follow(tee, ["mount", "--rbind", source, f"{root}{source}"])
    for folder in chroot.local_indexes(os.environ):
        Path(f"{root}{folder}").mkdir(parents=True, exist_ok=True)
        follow(tee, ["mount", "--bind", "--options", "ro", str(folder), f"{root}{folder}"])
    for stage in stages:
        command = ["chroot", str(root), "/bin/sh", "-c", f'cd {CLONE} && exec "$@"', "sh", *STAGES[stage]]
        if stage == "workshop":
            workshop(tee, command, root)
        else:
            follow(tee, command, env=chroot.passed_on(os.environ))
        tee(f"Passed: {' '.join(STAGES[stage])}")


def workshop(tee: Tee, command: list[str], root: Path) -> None:
    """Start the workshop, look at its pages, press Ctrl-C, see that nothing is left."""
    tee(f"$ {' '.join(command)}")
    before = set(chroot.left_running(root))
    process = popen(command, env=chroot.passed_on(os.environ), start_new_session=True)
    lines: queue.Queue[str | None] = queue.Queue()
    threading.Thread(target=read_into, args=(process, tee, lines), daemon=True).start()
    for address in wait_for_addresses(lines):
        tee(f"{address}: {look_at(address)}")
    started = time.monotonic()
    os.killpg(process.pid, signal.SIGINT)
    try:
        process.wait(GRACE)
    except subprocess.TimeoutExpired as error:
        raise StopError(f"{GRACE:.0f} seconds after Ctrl-C the workshop still runs.") from error
    tee(f"Ended {time.monotonic() - started:.1f} s after Ctrl-C")
    while left := set(chroot.left_running(root)) - before:
        if time.monotonic() - started > GRACE:
            raise StopError(f"{GRACE:.0f} s after Ctrl-C these still run: " + "; ".join(sorted(left)))
        time.sleep(0.1)


def read_into(process: subprocess.Popen[str], tee: Tee, lines: queue.Queue[str | None]) -> None:
    """Show the workshop's words and pass them on; ``None`` marks the end."""
    for line in process.stdout or ():
        tee(line)
        lines.put(line)
    lines.put(None)


def wait_for_addresses(lines: queue.Queue[str | None]) -> list[str]:
    """The first three different addresses that the workshop prints."""
    found: list[str] = []
    deadline = time.monotonic() + PATIENCE
    while len(found) < ADDRESSES:
        try:
            line = lines.get(timeout=max(0.0, deadline - time.monotonic()))
        except queue.Empty as error:
            raise StopError(f"After {PATIENCE:.0f} s the workshop had told {len(found)} addresses of 3.") from error
        if line is None:
            raise StopError(f"The workshop ended by itself after telling {len(found)} addresses of 3.")
        found += [address for address in ADDRESS.findall(line) if address not in found]
    return found


def look_at(address: str) -> str:
    """Fetch a page without any proxy; its status and title.

    Raises
    ------
    StopError : it does not answer with a page that names the course
    """
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(address, timeout=60) as answer:
            page = answer.read().decode(errors="replace")
    except (urllib.error.URLError, OSError) as error:
        raise StopError(f"{address} does not answer: {error}") from error
    if "Within Reach" not in page:
        raise StopError(f"{address} answers with a page that does not name Within Reach: {page[:200]!r}")
    title = re.search(r"<title>\s*(.*?)\s*</title>", page, re.DOTALL)
    return f"status {answer.status}, title {title[1] if title else 'none'!r}"


def main() -> int:
    """Run; 0 when all stages passed."""
    parser = argparse.ArgumentParser(description="Try both commands in a fresh Debian 12.")
    parser.add_argument("stages", nargs="*", help=f"of {', '.join(STAGES)}; default: test workshop")
    parser.add_argument("--keep", action="store_true", help="leave the chroot where it is")
    parser.add_argument("--inner", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--log", type=Path, default=CHECKOUT / "build" / "fresh.log")
    chosen = parser.parse_args()
    if unknown := set(chosen.stages) - set(STAGES):
        parser.error(f"no such stage: {', '.join(sorted(unknown))}")
    stages = chosen.stages or ["test", "workshop"]
    chosen.log.parent.mkdir(parents=True, exist_ok=True)
    with chosen.log.open("a" if chosen.inner else "w", encoding="utf-8") as log:
        tee = Tee(log)
        try:
            if chosen.inner:
                inner(tee, chosen.inner, stages)
            else:
                outer(tee, chosen.log, stages, keep=chosen.keep)
        except StopError as stop:
            tee(f"FAILED: {stop}")
            return 1
        tee("Passed." if not chosen.inner else "All stages passed.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
