"""A small file replaced as a whole: whoever reads it finds what stood before or what stands now, nothing between."""

from __future__ import annotations

import os
from pathlib import Path


def replace_file(target: Path, raw: bytes) -> None:
    """Put ``raw`` in the place of ``target``, for this account alone (0600), and wait for the disk.

    Raises
    ------
    OSError : the disk did not take it; what stood before still stands
    """
    fresh = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(target)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise
