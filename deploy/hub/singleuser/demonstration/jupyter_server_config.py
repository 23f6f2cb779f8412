"""Only without root: JupyterLab, Notebook 7 and formgrader show, on every page, that nobody is isolated."""

import os
import tempfile
from pathlib import Path

c = get_config()  # noqa: F821  put here by Jupyter

c.LabApp.custom_css = True
# ServerApp.static_custom_path cannot be set in a file; this is what it ends as.
c.ServerApp.tornado_settings = {"static_custom_path": [str(Path(__file__).parent / "custom")]}


def style_formgrader(notice: str) -> None:
    """Formgrader takes no templates or styles of ours: give it its own files, the notice added to each style sheet."""
    from nbgrader.server_extensions.formgrader import handlers

    stock = Path(handlers.static_path)
    mended = Path(tempfile.mkdtemp(prefix="formgrader-"))
    for part in stock.iterdir():
        if part.name != "css":
            (mended / part.name).symlink_to(part)
    (mended / "css").mkdir()
    for sheet in (stock / "css").glob("*.css"):
        text = sheet.read_text(encoding="utf-8")
        (mended / "css" / sheet.name).write_text(text + notice, encoding="utf-8")
    handlers.static_path = str(mended)


if "WITHINREACH_KEYS" in os.environ:  # the instructor's server, the one that has formgrader
    style = (Path(__file__).parent / "custom" / "custom.css").read_text(encoding="utf-8")
    style_formgrader(style + "\nbody { padding-top: var(--wr-notice) !important; }\n")
