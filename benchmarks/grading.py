"""One hand-in of module 1, graded: ours against stock nbgrader executing the same notebook with its components shown.

Both sides in one run, warm, alternating, so that a busy machine slows both. Needs keys/ and a kernel. Run it by
itself: ``.venv/bin/python benchmarks/grading.py [hand-ins]``.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

import yaml
from nbgrader.apps.api import NbGraderAPI
from traitlets.config import Config
from withinreach.content.handin import HandIn, HandInTask, encode
from withinreach.nbgrader_plugins.collect import assemble
from withinreach.nbgrader_plugins.course import put_environment_on_path
from withinreach.nbgrader_plugins.grade import grade_people
from withinreach.nbgrader_plugins.prepare import prepare

CHECKOUT = Path(__file__).resolve().parents[1]
MODULE = "01-foundations"
TIME = "2026-11-24 12:00:00.000000 UTC"
# Without this the module shows nothing under nbgrader and stock would have less to do than a page has.
SHOW = "import os\nos.environ.pop('NBGRADER_EXECUTION', None)\n"


def hand_in() -> bytes:
    """The good walk of the browser tests as a document."""
    walk = yaml.safe_load((CHECKOUT / f"tests/browser/walks/{MODULE}.yaml").read_text(encoding="utf-8"))["well"]
    given = {
        name: next(one[kind] for kind in ("choice", "sort", "order", "interval") if kind in one)
        for name, one in walk["graded"].items()
    } | {"m1-rewrite": walk["text"]}
    tasks = tuple(
        HandInTask(id=name, edition=1, variant=None, answer=answer, confidence=None, changed="2026-11-24T12:00:00Z")
        for name, answer in given.items()
    )
    return encode(HandIn(course="within-reach", module=MODULE, edition="workshop", tasks=tasks))


def course(folder: Path, people: list[str], *, shown: bool) -> Path:
    """A course with the module released and one submission a person; ``shown`` puts components into the notebook."""
    source = folder / "source" / MODULE
    shutil.copytree(CHECKOUT / "source" / MODULE, source)
    shutil.copytree(CHECKOUT / "keys", folder / "keys")
    shutil.copyfile(CHECKOUT / "nbgrader_config.py", folder / "nbgrader_config.py")
    if shown:
        path = source / f"{MODULE}.ipynb"
        notebook = json.loads(path.read_text(encoding="utf-8"))
        first = notebook["cells"][0]
        first["source"] = [SHOW, *first["source"]]
        path.write_text(json.dumps(notebook), encoding="utf-8")
    prepare(folder)
    released = folder / "release" / MODULE
    for person in people:
        target = folder / "submitted" / person / MODULE
        assemble(target, released / f"{MODULE}.ipynb", hand_in(), TIME)
        shutil.copyfile(released / "tasks.yaml", target / "tasks.yaml")
    return folder


def main(arguments: list[str]) -> int:
    """Print both medians and their ratio."""
    people = [f"person{number}" for number in range(int(arguments[0]) if arguments else 6)]
    put_environment_on_path()
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary).resolve()
        ours = course(root / "ours", people, shown=False)
        stock = course(root / "stock", people, shown=True)
        api = NbGraderAPI(config=Config({"CourseDirectory": {"root": str(stock), "course_id": "within-reach"}}))
        took: dict[str, list[float]] = {"ours": [], "stock": []}
        for person in people:
            start = perf_counter()
            (graded,) = grade_people(ours, MODULE, [person])
            took["ours"].append(perf_counter() - start)
            assert not graded.failed, graded
            start = perf_counter()
            result = api.autograde(MODULE, person)
            took["stock"].append(perf_counter() - start)
            assert result["success"], result
    print(f"{'side':<28}{'median s':>10}{'slowest':>10}   hand-ins: {len(people)}, the first of each side left out")
    middle = {}
    for side, label in (("ours", "ours, without a kernel"), ("stock", "stock, components shown")):
        warm = took[side][1:]
        middle[side] = median(warm)
        print(f"{label:<28}{middle[side]:>10.2f}{max(warm):>10.2f}")
    print(f"ratio: stock takes {middle['stock'] / middle['ours']:.1f} times as long")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
