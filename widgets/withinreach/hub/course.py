"""The course folder: sources, keys and configuration, kept by the course account and nobody else.

The launcher packs the checkout's files (``pack``); this module, run *as the course account*, unpacks them
(``python -m withinreach.hub.course FOLDER``). So root never writes into a folder that somebody else rules.
A file that the instructor changed since our last copy stays as it is and is named.
"""

from __future__ import annotations

import hashlib
import io
import json
import sys
import tarfile
from pathlib import Path

MANIFEST = ".within-reach.json"


def pack(checkout: Path, keys: Path) -> bytes:
    """The files of a course as a tar: source/, keys/ (from ``keys``) and nbgrader_config.py."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as tar:
        for folder, name in ((checkout / "source", "source"), (keys, "keys")):
            for file in sorted(p for p in folder.rglob("*") if p.is_file() and not _hidden(p.relative_to(folder))):
                tar.add(file, f"{name}/{file.relative_to(folder)}", recursive=False)
        tar.add(checkout / "nbgrader_config.py", "nbgrader_config.py", recursive=False)
    return packed.getvalue()


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") or part == "__pycache__" for part in path.parts)


def unpack(packed: bytes, course: Path) -> list[str]:
    """Bring ``course`` up to date; returns the files that were left as the instructor has them."""
    known = _read_manifest(course)
    fresh = _files(packed)
    kept, manifest = [], {}
    for name, content in fresh.items():
        file, digest = course / name, _digest(content)
        manifest[name] = digest
        if file.exists() and _digest(file.read_bytes()) not in {digest, known.get(name)}:
            kept.append(name)
            manifest[name] = known.get(name, "")  # still not ours at the next start
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
    for name in known.keys() - fresh.keys():
        file = course / name
        if file.exists() and _digest(file.read_bytes()) == known[name]:
            file.unlink()
        elif file.exists():
            kept.append(name)
    (course / MANIFEST).write_text(json.dumps(manifest, indent=1), encoding="utf-8")
    return sorted(kept)


def _files(packed: bytes) -> dict[str, bytes]:
    with tarfile.open(fileobj=io.BytesIO(packed)) as tar:
        return {m.name: out.read() for m in tar.getmembers() if (out := tar.extractfile(m))}


def _read_manifest(course: Path) -> dict[str, str]:
    try:
        found: dict[str, str] = json.loads((course / MANIFEST).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):  # damaged: then every file that differs counts as changed
        return {}
    return found


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


if __name__ == "__main__":
    print(json.dumps(unpack(sys.stdin.buffer.read(), Path(sys.argv[1]))))
