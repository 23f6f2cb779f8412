"""The public edition's options that need Python. The others are in voila.json, with reasons in README.md."""

import os
from typing import Any

c = get_config()  # noqa: F821  put here by Voilà


def notice_of_the_host(current_page_config: dict[str, Any], **_rest: object) -> dict[str, Any]:
    """What the host wants said on a page that has no cell to say it (the list of modules)."""
    return current_page_config | {"withinreachBanner": os.environ.get("WITHINREACH_BANNER", "")}


c.VoilaConfiguration.page_config_hook = notice_of_the_host
# A moved slider comes back at once instead of up to 40 ms later.
c.Voila.kernel_websocket_connection_class = "withinreach.hub.prompt.PromptConnection"
