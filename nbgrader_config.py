"""nbgrader's configuration: for a course folder, in which a copy of this file lies, and for the build.

Nothing here needs the checkout. Keys are found through WITHINREACH_KEYS, else in keys/ beside this file.
A configured list of preprocessors replaces nbgrader's whole, so a test compares the rest with the stock lists.
"""

from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

c = get_config()  # type: ignore[name-defined]  # noqa: F821  (given by the loader)

COURSE = Path(__file__).resolve().parent
OURS = "withinreach.nbgrader_plugins"
STOCK = "nbgrader.preprocessors"

# The name under which hand-ins and journals are kept (data/course.yaml); nbgrader offers no exchange without one.
c.CourseDirectory.course_id = "within-reach"

# Wherever nbgrader is started, the course is the folder of this file.
c.CourseDirectory.root = str(COURSE)

# SQLite gives up after 5 seconds by itself, and then an earlier result is already deleted: graders wait for each other.
c.CourseDirectory.db_url = f"sqlite:///{COURSE / 'gradebook.db'}?timeout=60"

# Prose first, on the author's text; then nbgrader's own list, so that formgrader's "Generate" makes the same release.
c.GenerateAssignment.preprocessors = [
    f"{OURS}.release.RenderProse",
    f"{STOCK}.IncludeHeaderFooter",
    f"{STOCK}.InstantiateTests",
    f"{STOCK}.LockCells",
    f"{STOCK}.ClearSolutions",
    f"{STOCK}.ClearOutput",
    f"{STOCK}.CheckCellMetadata",
    f"{STOCK}.ComputeChecksums",
    f"{STOCK}.SaveCells",
    f"{STOCK}.ClearHiddenTests",
    f"{STOCK}.ClearMarkScheme",
    f"{STOCK}.ComputeChecksums",
    f"{STOCK}.CheckCellMetadata",
]

# A manual cell is filled by grading, not by a participant: "YOUR ANSWER HERE" on the page would mislead.
c.ClearSolutions.text_stub = "<!-- Your written answer is collected from the page above. -->"

# Written answers last, after OverwriteCells has put back what was released.
c.Autograde.sanitize_preprocessors = [
    f"{STOCK}.ClearOutput",
    f"{STOCK}.DeduplicateIds",
    f"{STOCK}.OverwriteKernelspec",
    f"{STOCK}.OverwriteCells",
    f"{STOCK}.CheckCellMetadata",
    f"{OURS}.sanitize.InsertWritten",
]

# GradeHandIn in place of Execute: no kernel, nothing of a participant's runs. RefuseUnmarked stands right before
# SaveAutoGrades, which takes almost anything for full marks.
c.Autograde.autograde_preprocessors = [
    f"{OURS}.autograde.GradeHandIn",
    f"{STOCK}.IgnorePattern",
    "nbconvert.preprocessors.ClearMetadataPreprocessor",
    f"{STOCK}.LimitOutput",
    f"{OURS}.guard.RefuseUnmarked",
    f"{STOCK}.SaveAutoGrades",
    f"{STOCK}.AssignLatePenalties",
    f"{STOCK}.CheckCellMetadata",
]

# What comes after the due time is taken and shown as late, without a penalty.
c.LateSubmissionPlugin.penalty_method = "none"

# Hand-ins and feedback go through the course desk. nbgrader's file exchange lets names and times come from
# participants and follows links, so nothing uses it.
c.ExchangeFactory.list = f"{OURS}.listing.DeskList"
c.ExchangeFactory.release_assignment = f"{OURS}.listing.DeskRelease"
c.ExchangeFactory.collect = f"{OURS}.collect.DeskCollect"
c.ExchangeFactory.release_feedback = f"{OURS}.feedback.DeskReleaseFeedback"

# Our folder first: there the stock pages' MathJax, which they load from a public address, is left out. No text of
# the course holds a formula, and a participant's "$" stays a "$". The second folder is nbgrader's own.
c.HTMLExporter.extra_template_basedirs = [
    str(files(OURS) / "templates"),
    str(Path(find_spec("nbgrader").origin).parent / "server_extensions" / "formgrader" / "templates"),
]
