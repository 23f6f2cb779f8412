"""Write requirements.lock and deploy/hub/package-lock.json anew: names, versions, hashes, no address.

uv comes from the package index into an environment that is thrown away afterwards; npm from ``.venv``.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(CHECKOUT))  # so that this file runs by its path, from any folder

from deploy.places import choose_python, find_places  # noqa: E402
from deploy.say import StopError, run, say, step  # noqa: E402

HEADER = "# Made by `make lock` from pyproject.toml: do not edit. One file for all platforms, Python 3.11 and newer.\n"
COMPILE = ("pip", "compile", "pyproject.toml", "--group", "test", "--python-version", "3.11", "--upgrade")
# No header: it would tell this machine's folders.
FORM = ("--universal", "--generate-hashes", "--no-emit-index-url", "--no-header")


def lock_packages(log: Path) -> None:
    """requirements.lock, by uv."""
    with tempfile.TemporaryDirectory() as folder:
        env, fresh = Path(folder) / "uv", Path(folder) / "requirements.lock"
        run([choose_python(as_root=False), "-m", "venv", env], log=log, doing="Making an environment for uv")
        run([env / "bin" / "python", "-m", "pip", "install", "uv"], log=log, doing="Installing uv")
        uv = [env / "bin" / "uv", *COMPILE, *FORM, "--output-file", fresh]
        run(uv, log=log, doing="Resolving pyproject.toml", cwd=CHECKOUT)
        text = HEADER + fresh.read_text(encoding="utf-8")
        (CHECKOUT / "requirements.lock").write_text(text, encoding="utf-8")


def lock_proxy(log: Path) -> None:
    """package-lock.json, by the environment's npm; .npmrc beside it keeps addresses out."""
    env = find_places(CHECKOUT).env
    folder = CHECKOUT / "deploy" / "hub"
    (folder / "package-lock.json").unlink(missing_ok=True)
    npm = [env / "bin" / "npm", "install", "--package-lock-only", "--ignore-scripts"]
    path = {"PATH": f"{env / 'bin'}:/usr/local/bin:/usr/bin:/bin"}
    run(npm, log=log, doing="Resolving deploy/hub/package.json (run `make setup` first)", cwd=folder, extra=path)


def main() -> int:
    """Write both locks; 0 when done, 1 after a sentence that says why not."""
    log = CHECKOUT / "build" / "lock.log"
    log.parent.mkdir(exist_ok=True)
    say("Resolving the packages again")
    try:
        lock_packages(log)
        step("requirements.lock")
        lock_proxy(log)
        step("deploy/hub/package-lock.json")
    except StopError as stop:
        print(f"\n{stop}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
