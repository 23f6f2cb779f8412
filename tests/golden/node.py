"""Run a component's script in Node, without a browser."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from withinreach.ui.component import script

NODE = Path(sys.prefix) / "bin" / "node"


def in_node(modules: str, call: str, inputs: list[Any], folder: Path) -> list[Any]:
    """What the page's scripts (names of ``ui/static``, in order) say to each input; ``call`` names it ``one``."""
    (folder / "it.mjs").write_text(script(*modules.split()), encoding="utf-8")
    program = (
        f'import * as it from "./it.mjs";\nconst inputs = {json.dumps(inputs)};\n'
        f"console.log(JSON.stringify(inputs.map((one) => {call})));\n"
    )
    (folder / "run.mjs").write_text(program, encoding="utf-8")
    done = subprocess.run([NODE, "run.mjs"], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: list[Any] = json.loads(done.stdout)
    return found
