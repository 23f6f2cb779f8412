"""A fresh Debian 12 in a folder, with this machine's way to packages: mirrors, certificates, local indexes."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

SUITE = "bookworm"
PACKAGES = "python3,git,make,ca-certificates"
DEBOOTSTRAP = ("debootstrap", "--variant=minbase", f"--include={PACKAGES}", SUITE)

# How a machine says where its packages come from. Copied as they are, so that a machine behind mirrors works too.
APT_FOLDERS = ("sources.list.d", "apt.conf.d", "auth.conf.d", "keyrings", "trusted.gpg.d")
NETWORK_FILES = ("/etc/resolv.conf", "/etc/hosts", "/etc/ssl/certs/ca-certificates.crt")
PIP_AND_NPM_FILES = ("/etc/pip.conf", "/etc/npmrc", "/usr/etc/npmrc")
PIP_AND_NPM_HOME_FILES = (".config/pip/pip.conf", ".pip/pip.conf", ".npmrc")
OWN_CERTIFICATES = "/usr/local/share/ca-certificates"
PASSED_ON = re.compile(r"(?i)(pip_|npm_config_).*|(https?|no|all)_proxy|ssl_cert_(file|dir)|\w*_ca_\w+")


def mirror_of(sources: str) -> str | None:
    """The first Debian mirror named in apt's sources, in the old or the new notation; ``None`` if there is none."""
    found = re.search(r"^(?:URIs:\s*|deb\s+(?:\[[^]]*\]\s+)?)(https?://\S+?/debian/?)(?=\s|$)", sources, re.MULTILINE)
    return found[1] if found else None


def apt_sources() -> str:
    """All that this machine's apt sources say."""
    apt = Path("/etc/apt")
    files = [
        apt / "sources.list",
        *sorted(apt.glob("sources.list.d/*.list")),
        *sorted(apt.glob("sources.list.d/*.sources")),
    ]
    return "\n".join(file.read_text(encoding="utf-8") for file in files if file.is_file())


def same_debian() -> bool:
    """Whether this machine runs the Debian that the chroot will hold, so that its apt sources fit."""
    release = Path("/etc/os-release").read_text(encoding="utf-8")
    return f"VERSION_CODENAME={SUITE}" in release and "\nID=debian" in f"\n{release}"


def borrow_configuration(root: Path) -> None:
    """Copy into the chroot what tells apt, pip, npm and git where to find things here."""
    if same_debian() and apt_sources().strip():
        # What debootstrap wrote names the same packages a second time.
        (root / "etc/apt/sources.list").unlink(missing_ok=True)
        _copy(Path("/etc/apt/sources.list"), root, replace=True)
        for folder in APT_FOLDERS:
            for file in sorted(Path("/etc/apt", folder).glob("*")):
                _copy(file, root, replace=False)
    for name in (*NETWORK_FILES, *PIP_AND_NPM_FILES):
        _copy(Path(name), root, replace=True)
    for name in PIP_AND_NPM_HOME_FILES:
        _copy(Path.home() / name, root, at=Path("/root") / name, replace=True)
    if Path(OWN_CERTIFICATES).is_dir():
        shutil.copytree(OWN_CERTIFICATES, _inside(root, Path(OWN_CERTIFICATES)), dirs_exist_ok=True)


def _inside(root: Path, path: Path) -> Path:
    return root / path.relative_to("/")


def _copy(file: Path, root: Path, *, at: Path | None = None, replace: bool) -> None:
    target = _inside(root, at or file)
    if file.is_file() and (replace or not target.exists()):
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink(missing_ok=True)
        shutil.copyfile(file, target)


def passed_on(environment: Mapping[str, str]) -> dict[str, str]:
    """The few variables that the chroot gets from this machine, and a plain environment otherwise."""
    plain = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root", "LANG": "C.UTF-8"}
    return plain | {name: value for name, value in environment.items() if PASSED_ON.fullmatch(name)}


def local_indexes(environment: Mapping[str, str]) -> Iterator[Path]:
    """Folders of this machine that its pip configuration names as places to find packages."""
    files = [Path(name) for name in PIP_AND_NPM_FILES] + [Path.home() / name for name in PIP_AND_NPM_HOME_FILES]
    words = [file.read_text(encoding="utf-8") for file in files if "pip" in str(file) and file.is_file()]
    words += [value for name, value in environment.items() if name.startswith("PIP_")]
    seen: set[Path] = set()
    for found in re.findall(r"(?:file://|(?<![\w:/.]))(/[^\s,'\"]+)", "\n".join(words)):
        folder = Path(found.rstrip("/"))
        # An index in PEP 503 form keeps its files beside the folder "simple".
        folder = folder.parent if folder.name == "simple" else folder
        if folder.is_dir() and len(folder.parts) > 2 and folder not in seen:
            seen.add(folder)
            yield folder


def left_running(root: Path) -> list[str]:
    """Processes whose root folder is the chroot, each as "pid command"."""
    found = []
    for process in Path("/proc").iterdir():
        if process.name.isdigit():
            try:
                if (process / "root").readlink() == root:
                    command = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
                    found.append(f"{process.name} {command.strip()}")
            except OSError:
                continue  # It ended while we looked.
    return found
