"""Within Reach: the workbook's front door.

A notebook needs one name, :func:`open`; everything else is imported where it is used, so that
``import withinreach`` stays light enough for every reader's kernel.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from withinreach.ui import open_module as open

__version__ = "0.1.0"
__all__ = ["__version__", "open"]


def __getattr__(name: str) -> Any:
    if name == "open":
        from withinreach.ui import open_module

        return open_module
    raise AttributeError(f"module 'withinreach' has no attribute {name!r}")
