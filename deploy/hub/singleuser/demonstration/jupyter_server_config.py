"""Only without root: JupyterLab and Notebook 7 show, on every page, that nobody is isolated."""

from pathlib import Path

c = get_config()  # noqa: F821  put here by Jupyter

c.LabApp.custom_css = True
# ServerApp.static_custom_path cannot be set in a file; this is what it ends as.
c.ServerApp.tornado_settings = {"static_custom_path": [str(Path(__file__).parent / "custom")]}
