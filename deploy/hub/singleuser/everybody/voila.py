"""Voilà in people's servers: the one option that needs a function. The others are in voila.json."""

from typing import Any

c = get_config()  # noqa: F821  put here by Jupyter


def formulas_from_here(current_page_config: dict[str, Any], **_rest: object) -> dict[str, Any]:
    """Take the formulas' script of this installation; with any address set, Voilà asks another network for it.

    ServerApp.tornado_settings could say so for all pages, but Notebook 7 then answers 500.
    """
    return current_page_config | {"fullMathjaxUrl": None, "mathjaxConfig": None}


c.VoilaConfiguration.page_config_hook = formulas_from_here
