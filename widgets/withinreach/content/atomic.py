"""A file replaced as a whole: whoever reads it finds what stood before or what stands now, nothing between."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def replace_file(target: Path, raw: bytes) -> None:
    """Put ``raw`` in the place of ``target``, for this account alone (0600), and wait for the disk.

    Raises
    ------
    OSError : the disk did not take it; what stood before still stands
    """
    # A name of its own, made as 0600: neither another window nor another thread writes into the same file.
    handle, fresh = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".new")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        Path(fresh).replace(target)
    except BaseException:
        Path(fresh).unlink(missing_ok=True)
        raise
