"""``python -m withinreach.desk``, as JupyterHub starts it."""

from __future__ import annotations

import asyncio
import os
import sys

from withinreach.content.errors import WithinReachError
from withinreach.desk.app import prepare, quiet_logs, serve
from withinreach.desk.settings import from_environment


def main() -> int:
    """Run the desk; a setting that is missing ends it with one sentence."""
    quiet_logs()
    try:
        settings = from_environment(os.environ)
    except WithinReachError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    prepare(settings)
    asyncio.run(serve(settings))
    return 0


if __name__ == "__main__":
    sys.exit(main())
